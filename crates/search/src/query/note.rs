//! What a reader or an editor should know about how a query was read.

use std::fmt;

/// Something in a query that was not read as its writer may have meant it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// A quotation mark without its partner: what follows is read as words.
    UnclosedQuote,
    /// A parenthesis without its partner, or too many within each other: it is overlooked.
    Parenthesis,
    /// An `OR` with nothing on one side: it is overlooked.
    DanglingOperator,
    /// A field without a value that it can have: what stands there is read as words.
    FieldValue,
    /// A distance without a number: it is overlooked.
    Distance,
    /// Nothing but exclusions: the query finds nothing.
    OnlyExclusions,
}

impl Note {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::UnclosedQuote,
        Self::Parenthesis,
        Self::DanglingOperator,
        Self::FieldValue,
        Self::Distance,
        Self::OnlyExclusions,
    ];

    /// The key of the note's text in `locales/`.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnclosedQuote => "search.note.unclosed-quote",
            Self::Parenthesis => "search.note.parenthesis",
            Self::DanglingOperator => "search.note.dangling-operator",
            Self::FieldValue => "search.note.field-value",
            Self::Distance => "search.note.distance",
            Self::OnlyExclusions => "search.note.only-exclusions",
        }
    }
}

/// For editors; readers see the text of [`Note::key`] in their language.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnclosedQuote => "a quotation mark is not closed: close it, or take it away",
            Self::Parenthesis => {
                "a parenthesis has no partner, or they nest too deep: balance them"
            }
            Self::DanglingOperator => {
                "OR stands without a word on one side: write a word or drop it"
            }
            Self::FieldValue => {
                "a field has no value that it can take: write one word or a quotation behind the colon, years as 2019..2024, or minutes as 7..10"
            }
            Self::Distance => "a distance has no number: write it as \"two words\"~5",
            Self::OnlyExclusions => "the query only excludes: write at least one word to find",
        })
    }
}
