//! A reader's highlight.

use corpus::{BlockId, EssayId, Revision, Span};
use serde::{Deserialize, Serialize};

/// Words that a reader marked in an essay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// Its name, unique in the world; chosen by whoever makes the highlight.
    pub id: String,
    /// The essay.
    pub essay: EssayId,
    /// The state of the essay's text on which the selectors were made.
    pub revision: Revision,
    /// The marked words, block by block, in reading order; never empty.
    pub target: Vec<Selector>,
    /// Its colour.
    pub colour: Colour,
    /// What the reader wrote beside it; never empty.
    pub note: Option<String>,
    /// Words of the reader's own by which it is found again, each once, in the order in which they came.
    pub tags: Vec<String>,
    /// When it was made: ISO 8601 in UTC, given by whoever makes the highlight.
    pub created: String,
    /// When it was last changed, likewise.
    pub modified: String,
    /// The annotation as which it came (JSON-LD), if that says more than the fields above hold:
    /// who made it, further bodies, properties of others. What it says of those fields may be older
    /// than they are; [`crate::to_json_ld`] brings it up to date.
    pub origin: Option<String>,
}

/// A Web Annotation that is no highlight of our essays: it is kept as it came, and given back so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foreign {
    /// Its name, unique in the world and among highlights.
    pub id: String,
    /// When it was last changed, or made, as it says; may be empty.
    pub modified: String,
    /// The annotation (JSON-LD), as it was written.
    pub json: String,
}

/// The marked words in one block, named in three ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selector {
    /// The block.
    pub block: BlockId,
    /// Where in the block's text, in scalars.
    pub span: Span,
    /// The words themselves.
    pub exact: String,
    /// Up to 32 scalars before them, blocks parted by a line feed.
    pub prefix: String,
    /// Up to 32 scalars after them, likewise.
    pub suffix: String,
}

impl Highlight {
    /// The block that it begins in.
    pub fn block(&self) -> Option<&BlockId> {
        self.target.first().map(|selector| &selector.block)
    }

    /// Its words, those of different blocks on lines of their own.
    pub fn exact(&self) -> String {
        let parts: Vec<&str> = self
            .target
            .iter()
            .map(|selector| selector.exact.as_str())
            .collect();
        parts.join("\n")
    }
}

/// One of the five colours that a reader marks with.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(try_from = "u8", into = "u8")]
pub enum Colour {
    /// The first.
    #[default]
    One,
    /// The second.
    Two,
    /// The third.
    Three,
    /// The fourth.
    Four,
    /// The fifth.
    Five,
}

impl Colour {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::One, Self::Two, Self::Three, Self::Four, Self::Five];

    /// The colour of this number, 1 to 5.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|colour| colour.number() == number)
    }

    /// Its number, 1 to 5.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Its class in the style sheets.
    pub fn class(self) -> &'static str {
        match self {
            Self::One => "hl-1",
            Self::Two => "hl-2",
            Self::Three => "hl-3",
            Self::Four => "hl-4",
            Self::Five => "hl-5",
        }
    }

    /// The key of its name in `locales/`.
    pub fn label_key(self) -> &'static str {
        match self {
            Self::One => "mark.colour.1",
            Self::Two => "mark.colour.2",
            Self::Three => "mark.colour.3",
            Self::Four => "mark.colour.4",
            Self::Five => "mark.colour.5",
        }
    }
}

impl TryFrom<u8> for Colour {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::of_number(number).ok_or("no such colour: they are 1 to 5")
    }
}

impl From<Colour> for u8 {
    fn from(colour: Colour) -> Self {
        colour.number()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_by_number() {
        for colour in Colour::ALL {
            assert_eq!(Colour::of_number(colour.number()), Some(colour));
            assert!(colour.class().ends_with(char::from(b'0' + colour.number())));
            assert!(
                colour
                    .label_key()
                    .ends_with(char::from(b'0' + colour.number()))
            );
        }
        assert_eq!([0, 6].map(Colour::of_number), [None, None]);
    }
}
