//! Where in an essay words stand: the places that are searched, and what each counts for.

use corpus::{Block, Essay, Kind};

/// The place of the title; blocks follow from [`FIRST_BLOCK`] on.
pub(crate) const TITLE: u32 = 0;
/// The place of the subtitle.
pub(crate) const SUBTITLE: u32 = 1;
/// The place of an essay's first block.
pub(crate) const FIRST_BLOCK: u32 = 2;

/// How many positions stand empty between two texts of an essay: words of two are never neighbours.
pub(crate) const GAP: u32 = 1;

/// What kind of text a place has; its number is what the index stores (two bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title = 0,
    Heading = 1,
    Body = 2,
    Note = 3,
}

impl Field {
    /// How many fields there are.
    pub(crate) const COUNT: usize = 4;

    /// The field of a number as the index stores it; only the two low bits count.
    pub(crate) fn from_bits(bits: u32) -> Self {
        match bits & 3 {
            0 => Self::Title,
            1 => Self::Heading,
            2 => Self::Body,
            _ => Self::Note,
        }
    }

    /// The field of a block.
    pub(crate) fn of(block: &Block) -> Self {
        match block.kind {
            Kind::Heading { .. } => Self::Heading,
            Kind::Footnote { .. } => Self::Note,
            _ => Self::Body,
        }
    }
}

/// The place of the block at this position in its essay.
pub(crate) fn of_block(block: usize) -> u32 {
    u32::try_from(block)
        .unwrap_or(u32::MAX)
        .saturating_add(FIRST_BLOCK)
}

/// The searched texts of an essay with their places, in order: title, subtitle, and every block
/// whose words are said there for the first time.
pub(crate) fn texts(essay: &Essay) -> impl Iterator<Item = (u32, Field, &str)> {
    let title = (TITLE, Field::Title, essay.meta.title.as_str());
    let subtitle = essay
        .meta
        .subtitle
        .as_deref()
        .map(|text| (SUBTITLE, Field::Title, text));
    let blocks = essay
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.is_original());
    let blocks = blocks.map(|(at, block)| (of_block(at), Field::of(block), block.text.as_str()));
    std::iter::once(title).chain(subtitle).chain(blocks)
}
