//! An essay: what is known about it, and its blocks.

use serde::{Deserialize, Serialize};

use crate::{Block, Date, EssayId, Kind, Language, Revision, ThemeId};

/// What is known about an essay beside its text: its front matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Its name in addresses.
    pub id: EssayId,
    /// Its title.
    pub title: String,
    /// What stands under the title.
    pub subtitle: Option<String>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// When it was published.
    pub published: Option<Date>,
    /// Who published it; a name in two scripts is two entries.
    pub publisher: Vec<String>,
    /// Where it came from.
    pub source_url: Option<String>,
    /// The language it is written in.
    pub language: Language,
    /// Themes that an editor gave to the whole essay.
    pub themes: Vec<ThemeId>,
    /// The essay that this one translates.
    pub translation_of: Option<EssayId>,
    /// Under what licence it may be used (an SPDX identifier or a sentence).
    pub licence: Option<String>,
}

/// Somebody who wrote an essay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Author {
    /// The name without honorifics.
    pub name: String,
    /// How the author is addressed: `Mr.`, `Prof. Dr.`, `教授`.
    pub honorific: Option<String>,
    /// What the author does: `Executive Director`.
    pub role: Option<String>,
    /// For whom.
    pub affiliation: Option<String>,
}

impl Author {
    /// An author of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

/// One essay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Essay {
    /// What is known about it.
    pub meta: Meta,
    /// Its text, block by block, in reading order; footnotes stand at the end.
    pub blocks: Vec<Block>,
    /// What an editor decided about its passages, beyond or against the themes' rules.
    pub decisions: Vec<Decision>,
}

/// An editor's decision that a block is, or is not, a passage of a theme, whatever its rule says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// The block's place in the essay.
    pub block: u32,
    /// The theme.
    pub theme: ThemeId,
    /// Whether the block is taken away, from the theme and from those below it, rather than added.
    pub takes: bool,
    /// Why.
    pub why: String,
}

impl Essay {
    /// An essay about whose passages nobody decided anything by hand.
    pub fn new(meta: Meta, blocks: Vec<Block>) -> Self {
        Self {
            meta,
            blocks,
            decisions: Vec::new(),
        }
    }

    /// The state of its text, which changes with every change to any block's text.
    pub fn revision(&self) -> Revision {
        Revision::of(self.blocks.iter().map(|block| block.text.as_str()))
    }

    /// Its section headings: block position, level and text.
    pub fn headings(&self) -> impl Iterator<Item = (usize, u8, &str)> {
        self.blocks
            .iter()
            .enumerate()
            .filter_map(|(at, block)| match block.kind {
                Kind::Heading { level } => Some((at, level, block.text.as_str())),
                _ => None,
            })
    }
}
