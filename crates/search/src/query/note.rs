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
    /// A field or operator that is not searchable yet: only its words are read.
    Unsupported,
    /// Nothing but exclusions: the query finds nothing.
    OnlyExclusions,
}

impl Note {
    /// The key of the note's text in `locales/`.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnclosedQuote => "query-unclosed-quote",
            Self::Parenthesis => "query-parenthesis",
            Self::DanglingOperator => "query-dangling-operator",
            Self::Unsupported => "query-unsupported",
            Self::OnlyExclusions => "query-only-exclusions",
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
            Self::Unsupported => {
                "this field or operator is not supported yet: write its words alone"
            }
            Self::OnlyExclusions => "the query only excludes: write at least one word to find",
        })
    }
}
