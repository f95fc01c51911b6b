//! Where in an essay words stand: the places that are searched, and what each counts for.

use corpus::{Block, Essay, Kind};

use crate::analysis::Token;

/// The place of the title; blocks follow from [`FIRST_BLOCK`] on.
pub(crate) const TITLE: u32 = 0;
/// The place of the subtitle.
pub(crate) const SUBTITLE: u32 = 1;
/// The place of an essay's first block.
pub(crate) const FIRST_BLOCK: u32 = 2;

/// How many positions stand empty between two texts of an essay: words of two are never neighbours.
const GAP: u32 = 1;

/// Positions below are kept for title and subtitle, so that a position alone says whether a word
/// stands there. What goes beyond in a longer title counts as running text.
pub(crate) const TITLE_ZONE: u32 = 64;

/// Whether a word at this position of an essay stands in its title or subtitle.
pub(crate) fn is_in_title(position: u32) -> bool {
    position < TITLE_ZONE
}

/// Lays the texts of an essay out in order, one behind the other: positions run through all of it.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    end: u32,
}

impl Layout {
    /// The position at which the next text begins, which has these tokens.
    pub(crate) fn place(&mut self, field: Field, tokens: &[Token]) -> u32 {
        if field != Field::Title {
            self.end = self.end.max(TITLE_ZONE);
        }
        let first = self.end;
        let length = tokens
            .last()
            .map_or(0, |last| last.position.saturating_add(1));
        self.end = first.saturating_add(length).saturating_add(GAP);
        first
    }

    /// What all positions so far are below.
    pub(crate) fn length(&self) -> u32 {
        self.end
    }
}

/// What kind of text a place has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Heading,
    Body,
    Note,
}

impl Field {
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
