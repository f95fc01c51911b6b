//! The blocks that an essay is a sequence of.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::{BlockId, Inline};

/// One block: the unit that has an id, that is cited, and that a span points into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its name inside the essay.
    pub id: BlockId,
    /// Its number (¶) for people who cite; only running text has one.
    pub number: Option<u32>,
    /// Its normalised text (see [`crate::text`]). Segments of a block with parts are separated by
    /// [`crate::text::SEGMENT`], cells of a table row by [`crate::text::CELL`].
    pub text: String,
    /// Structure inside the text.
    pub inlines: Vec<Inline>,
    /// What it is, with the spans of its parts.
    pub kind: Kind,
}

/// What a block is. Spans are over the block's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Kind {
    /// The title of a section.
    Heading {
        /// 2 to 6; 1 is the essay's own title, which is not a block.
        level: u8,
    },
    /// Running text.
    Paragraph,
    /// A quotation.
    Quote {
        /// Its paragraphs.
        paragraphs: Vec<Span>,
        /// Who said it, when the document says so.
        attribution: Option<Span>,
        /// Whether it only repeats words of the essay itself (a pull quote). Such a block is not
        /// numbered, searched or themed a second time.
        pull: bool,
    },
    /// A list, nested by depth.
    List {
        /// The first number of an ordered list; `None` for an unordered one.
        start: Option<u32>,
        /// Its items in order.
        items: Vec<ListItem>,
    },
    /// A table.
    Table {
        /// Its caption.
        caption: Option<Span>,
        /// How each column is aligned.
        columns: Vec<Alignment>,
        /// Its rows, the header rows first.
        rows: Vec<TableRow>,
    },
    /// A picture with its caption, which is the block's text.
    Figure {
        /// The image's address, relative to the essay's file.
        src: String,
        /// What the picture shows, for those who do not see it.
        alt: String,
    },
    /// A note that the text refers to.
    Footnote {
        /// The label by which [`crate::InlineKind::Note`] refers to it, as readers see it.
        label: String,
    },
    /// Lines whose breaks matter: verse, addresses, code.
    Verse {
        /// The lines; an empty one parts stanzas.
        lines: Vec<Span>,
    },
}

/// An item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListItem {
    /// Its text.
    pub span: Span,
    /// How many lists it is nested in beyond the first.
    pub depth: u8,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Whether its cells head the columns.
    pub header: bool,
    /// Its cells.
    pub cells: Vec<Span>,
}

/// How a table's column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// As the language reads.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the far end, as figures are.
    End,
}

impl Kind {
    /// The kind's name, as interfaces and style sheets use it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Heading { .. } => "heading",
            Self::Paragraph => "paragraph",
            Self::Quote { .. } => "quote",
            Self::List { .. } => "list",
            Self::Table { .. } => "table",
            Self::Figure { .. } => "figure",
            Self::Footnote { .. } => "footnote",
            Self::Verse { .. } => "verse",
        }
    }

    /// Whether blocks of this kind are numbered for citation.
    fn is_numbered(&self) -> bool {
        match self {
            Self::Paragraph | Self::List { .. } | Self::Verse { .. } => true,
            Self::Quote { pull, .. } => !pull,
            _ => false,
        }
    }
}

impl Block {
    /// Whether its words are the essay's own, said here for the first time: what is searched,
    /// themed and counted.
    pub fn is_original(&self) -> bool {
        !matches!(self.kind, Kind::Quote { pull: true, .. })
    }

    /// Whether it can speak of a theme: anything but a heading, and what is said a second time.
    pub fn can_be_passage(&self) -> bool {
        self.is_original() && !matches!(self.kind, Kind::Heading { .. })
    }
}

/// A block before it has a place in an essay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// See [`Block::text`].
    pub text: String,
    /// See [`Block::inlines`].
    pub inlines: Vec<Inline>,
    /// See [`Block::kind`].
    pub kind: Kind,
}

impl Draft {
    /// A draft without inline structure.
    pub fn plain(kind: Kind, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            inlines: Vec::new(),
            kind,
        }
    }
}

/// Gives each block its id and its number. Pull quotes are recognised: a quotation whose every
/// paragraph stands word for word in another block.
pub fn assemble(mut drafts: Vec<Draft>) -> Vec<Block> {
    mark_pull_quotes(&mut drafts);
    let mut seen: HashMap<BlockId, usize> = HashMap::new();
    let mut number = 0;
    drafts
        .into_iter()
        .map(|draft| {
            let occurrence = seen.entry(BlockId::of(identity(&draft), 1)).or_default();
            *occurrence += 1;
            let id = BlockId::of(identity(&draft), *occurrence);
            let numbered = draft.kind.is_numbered();
            number += u32::from(numbered);
            Block {
                id,
                number: numbered.then_some(number),
                text: draft.text,
                inlines: draft.inlines,
                kind: draft.kind,
            }
        })
        .collect()
}

/// What a block's id is derived from: its text, and for a picture without a caption its address.
fn identity(draft: &Draft) -> &str {
    match &draft.kind {
        Kind::Figure { src, .. } if draft.text.is_empty() => src,
        _ => &draft.text,
    }
}

fn mark_pull_quotes(drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let Kind::Quote { paragraphs, .. } = &drafts[at].kind else {
            continue;
        };
        let repeats = !paragraphs.is_empty()
            && paragraphs.iter().all(|span| {
                span.slice(&drafts[at].text)
                    .is_some_and(|words| stands_elsewhere(drafts, at, words))
            });
        if let Kind::Quote { pull, .. } = &mut drafts[at].kind {
            *pull = repeats;
        }
    }
}

fn stands_elsewhere(drafts: &[Draft], at: usize, words: &str) -> bool {
    let others = drafts.iter().enumerate().filter(|&(other, draft)| {
        other != at && matches!(draft.kind, Kind::Paragraph | Kind::List { .. })
    });
    !words.is_empty()
        && others
            .into_iter()
            .any(|(_, draft)| draft.text.contains(words))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn paragraph(text: &str) -> Draft {
        Draft::plain(Kind::Paragraph, text)
    }

    fn quote(text: &str) -> Draft {
        let kind = Kind::Quote {
            paragraphs: vec![Span::whole(text)],
            attribution: None,
            pull: false,
        };
        Draft::plain(kind, text)
    }

    #[test]
    fn numbers_count_running_text() {
        let blocks = assemble(vec![
            Draft::plain(Kind::Heading { level: 2 }, "Sources"),
            paragraph("One. A sentence to pull."),
            quote("A sentence to pull."),
            quote("Somebody else's."),
            Draft::plain(Kind::Footnote { label: "1".into() }, "A note."),
            paragraph("Two."),
        ]);
        let numbers: Vec<_> = blocks.iter().map(|block| block.number).collect();
        assert_eq!(numbers, [None, Some(1), None, Some(2), None, Some(3)]);
        let original: Vec<_> = blocks.iter().map(Block::is_original).collect();
        assert_eq!(original, [true, true, false, true, true, true]);
    }

    proptest! {
        /// An id depends on the block's own text alone: moving other blocks about, adding or
        /// taking them away changes nothing. Repeated texts share a set of ids.
        #[test]
        fn ids_are_stable_under_reordering(
            texts in prop::collection::vec("[a-c创新]{1,3}", 1..12),
            seed in any::<prop::sample::Index>(),
        ) {
            let ids = |texts: &[String]| -> Vec<(String, BlockId)> {
                let blocks = assemble(texts.iter().map(|text| paragraph(text)).collect());
                blocks.into_iter().map(|block| (block.text, block.id)).collect()
            };
            let before = ids(&texts);
            let mut moved = texts.clone();
            moved.rotate_left(seed.index(texts.len()));
            moved.reverse();
            let after = ids(&moved);
            prop_assert_eq!(
                before.iter().collect::<HashSet<_>>(),
                after.iter().collect::<HashSet<_>>()
            );
            let unique: HashSet<_> = before.iter().map(|(_, id)| id).collect();
            prop_assert_eq!(unique.len(), texts.len());
        }
    }
}
