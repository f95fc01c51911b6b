//! What a prerendered page tells the application about itself: enough to draw the chrome of an
//! essay before, and without, the collection's pack.
//!
//! It stands in the page as base64 of its postcard encoding: reading JSON would add some 20 KB to
//! what a reader downloads, for data that nobody but the application reads.

use cite::Templates;
use corpus::{
    Block, BlockId, Codebook, EssayId, Kind, Language, Localized, Passage, Revision, Span, ThemeId,
};
use serde::{Deserialize, Serialize};

use super::shelf::Shelf;
use super::topics::Topics;

/// The data of a page (`<script type="text/plain" id="page-data">`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageData {
    /// Where the collection's pack is, from the site's root.
    pub pack: String,
    /// The essay, on an essay's page.
    pub outline: Option<Outline>,
}

impl PageData {
    /// The data in a page.
    pub fn decode(text: &str) -> Option<Self> {
        postcard::from_bytes(&browser::base64::decode(text)?).ok()
    }

    /// The data as bytes, for a page.
    #[cfg(feature = "ssr")]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Strings and numbers always encode into memory.
        postcard::to_allocvec(self).unwrap_or_default()
    }
}

/// An essay's outline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The essay.
    pub essay: EssayId,
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: Language,
    /// The state of its text.
    pub revision: Revision,
    /// How long it takes to read.
    pub minutes: u32,
    /// Its sections.
    pub headings: Vec<Heading>,
    /// Its first note.
    pub notes: Option<BlockId>,
    /// The themes that its paragraphs speak of, in the codebook's order.
    pub themes: Vec<ThemeOutline>,
    /// The essay before.
    pub previous: Option<EssayId>,
    /// The essay after.
    pub next: Option<EssayId>,
    /// The same essay in other languages: its original, its translations.
    pub twins: Vec<Twin>,
    /// How it is cited.
    pub citations: Templates,
}

/// An essay in another language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Twin {
    /// The essay.
    pub essay: EssayId,
    /// Its language.
    pub language: Language,
}

/// A section's heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// The heading's block.
    pub block: BlockId,
    /// 2 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
}

/// A theme as an essay's margin shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThemeOutline {
    /// The theme.
    pub id: ThemeId,
    /// What it is called.
    pub label: Localized,
    /// Its place in the codebook, from which its letter follows.
    pub place: usize,
    /// Its colour, 0 to 11.
    pub colour: u8,
    /// Its passages here: the words in each block that make it one.
    pub passages: Vec<(BlockId, Vec<Span>)>,
}

impl Outline {
    /// The outline of the essay at this place, which is cited so.
    pub fn new(shelf: &Shelf, place: usize, citations: Templates) -> Self {
        let packed = &shelf.pack.essays[place];
        let blocks = &packed.essay.blocks;
        let id = |place: usize| shelf.pack.essays[place].meta().id.clone();
        let (previous, next) = shelf.neighbours(place);
        let note = blocks
            .iter()
            .find(|block| matches!(block.kind, Kind::Footnote { .. }));
        Self {
            essay: packed.meta().id.clone(),
            title: packed.meta().title.clone(),
            language: packed.meta().language.clone(),
            revision: packed.revision.clone(),
            minutes: packed.minutes,
            headings: headings(&packed.essay),
            notes: note.map(|block| block.id.clone()),
            themes: themes(shelf, place),
            previous: previous.map(id),
            next: next.map(id),
            twins: twins(shelf, place),
            citations,
        }
    }

    /// The same with the reader's own themes behind the codebook's; none where no passage here speaks of one.
    pub fn with_own(&self, topics: &Topics) -> Option<Self> {
        let (essay, packed) = topics.shelf().pack.find(&self.essay)?;
        let blocks = &packed.essay.blocks;
        let own = topics.of_codebook()..topics.len();
        let own = own.filter_map(|place| {
            theme(
                topics.codebook(),
                place,
                topics.passages_in(place, essay),
                blocks,
            )
        });
        let mut themes = self.themes.clone();
        themes.extend(own);
        (themes.len() > self.themes.len()).then(|| Self {
            themes,
            ..self.clone()
        })
    }
}

fn twins(shelf: &Shelf, place: usize) -> Vec<Twin> {
    let card = &shelf.cards[place];
    let others = card.original.iter().chain(&card.translations);
    let twin = |&other: &usize| {
        let meta = shelf.pack.essays[other].meta();
        Twin {
            essay: meta.id.clone(),
            language: meta.language.clone(),
        }
    };
    others.map(twin).collect()
}

fn headings(essay: &corpus::Essay) -> Vec<Heading> {
    let heading = |(at, level, text): (usize, u8, &str)| Heading {
        block: essay.blocks[at].id.clone(),
        level,
        text: text.to_owned(),
    };
    essay.headings().map(heading).collect()
}

fn themes(shelf: &Shelf, essay: usize) -> Vec<ThemeOutline> {
    let codebook = &shelf.pack.codebook;
    let blocks = &shelf.pack.essays[essay].essay.blocks;
    let places = 0..codebook.themes().len();
    let outlines =
        places.filter_map(|place| theme(codebook, place, shelf.passages_in(place, essay), blocks));
    outlines.collect()
}

fn theme(
    codebook: &Codebook,
    place: usize,
    passages: &[Passage],
    blocks: &[Block],
) -> Option<ThemeOutline> {
    let theme = &codebook.themes()[place];
    let outlined = |passage: &Passage| {
        let block = blocks.get(passage.block as usize)?;
        Some((block.id.clone(), passage.spans.clone()))
    };
    let passages: Vec<_> = passages.iter().filter_map(outlined).collect();
    (!passages.is_empty()).then(|| ThemeOutline {
        id: theme.id.clone(),
        label: theme.label.clone(),
        place,
        colour: codebook.colour(place),
        passages,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::narrowing::tests::{essay_of, topics_and};
    use crate::state::topics::Own;

    #[test]
    fn own_themes_stand_behind_the_others() {
        let own = |id: &str, essay, block| Own {
            theme: corpus::Theme::new(ThemeId::new(id).unwrap(), "none"),
            passages: vec![Passage {
                essay,
                block,
                spans: vec![Span::new(0, 4)],
                reasons: Vec::new(),
            }],
        };
        let essays = vec![
            essay_of("one", &["growth", "none"]),
            essay_of("two", &["plan"]),
        ];
        let topics = topics_and(essays, vec![own("own-a", 1, 0), own("own-b", 0, 1)]);
        let outline = |place| Outline::new(topics.shelf(), place, Templates::default());
        let shown = |place| {
            let outline = outline(place).with_own(&topics).unwrap();
            let themes = outline.themes.iter();
            let themes = themes.map(|theme| format!("{} {}", theme.id, theme.passages.len()));
            themes.collect::<Vec<_>>()
        };
        assert_eq!(shown(0), ["growth 1", "own-b 1"]);
        assert_eq!(shown(1), ["plan 1", "own-a 1"]);
        let none = topics_and(vec![essay_of("one", &["growth"])], Vec::new());
        assert_eq!(outline(0).with_own(&none), None);
    }
}
