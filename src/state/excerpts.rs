//! The notebook as it is shown: which highlights, in which groups.

use corpus::{EssayId, letter, order};
use marks::{Colour, Highlight, Notebook};

use super::shelf::Shelf;

/// Which highlights are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// With these words in the quotation, the note or the tags.
    pub words: String,
    /// In one of these colours, where there are any.
    pub colours: Vec<Colour>,
    /// With one of these tags, where there are any.
    pub tags: Vec<String>,
    /// How they are grouped.
    pub by: Grouping,
}

/// How highlights are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By essay, in the order of its text.
    #[default]
    Essay,
    /// By category.
    Category,
    /// By the themes of the passages that they are in.
    Theme,
    /// By day, the latest first.
    Day,
}

impl Grouping {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Essay, Self::Category, Self::Theme, Self::Day];

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Essay => "notebook.by.essay",
            Self::Category => "notebook.by.category",
            Self::Theme => "notebook.by.theme",
            Self::Day => "notebook.by.day",
        }
    }
}

/// What a group has in common.
#[derive(Clone, Debug, PartialEq)]
pub enum Title {
    /// An essay.
    Essay(EssayId),
    /// A colour.
    Colour(Colour),
    /// A theme, by its place in the codebook, or none.
    Theme(Option<usize>),
    /// A day.
    Day(String),
}

fn small_letters(text: &str) -> String {
    text.chars().map(letter::small).collect()
}

impl Choice {
    /// Whether a highlight is shown.
    pub fn has(&self, highlight: &Highlight) -> bool {
        let words = small_letters(&self.words);
        let note = highlight.note.as_deref().unwrap_or_default();
        let said = [&highlight.exact(), note, &highlight.tags.join("\n")];
        let said = said.map(small_letters).join("\n");
        let colour = self.colours.is_empty() || self.colours.contains(&highlight.colour);
        let mut tags = highlight.tags.iter();
        let tag = self.tags.is_empty() || tags.any(|tag| self.tags.contains(tag));
        colour && tag && words.split_whitespace().all(|word| said.contains(word))
    }

    /// The groups with the highlights that are shown, in order.
    pub fn groups<'n>(
        &self,
        notebook: &'n Notebook,
        shelf: &Shelf,
    ) -> Vec<(Title, Vec<&'n Highlight>)> {
        let mut keyed: Vec<(Key, Title, &Highlight)> = Vec::new();
        for highlight in notebook
            .highlights()
            .iter()
            .filter(|highlight| self.has(highlight))
        {
            for (group, title) in self.by.titles(highlight, shelf) {
                keyed.push(((group, place(highlight, shelf)), title, highlight));
            }
        }
        order::sort_by_key(&mut keyed, |(key, ..)| key.clone());
        let mut groups: Vec<(Title, Vec<&Highlight>)> = Vec::new();
        for (_, title, highlight) in keyed {
            match groups.last_mut().filter(|(last, _)| *last == title) {
                Some((_, group)) => group.push(highlight),
                None => groups.push((title, vec![highlight])),
            }
        }
        groups
    }
}

/// What groups and highlights are ordered by: the group, then the essay, the block and the words' place.
type Key = ((usize, String), (usize, String, usize, u32));

impl Grouping {
    /// The groups that a highlight belongs to, with what they are ordered by.
    fn titles(self, highlight: &Highlight, shelf: &Shelf) -> Vec<((usize, String), Title)> {
        match self {
            Self::Essay => {
                let id = &highlight.essay;
                let at = shelf.pack.find(id).map_or(usize::MAX, |(at, _)| at);
                vec![((at, id.to_string()), Title::Essay(id.clone()))]
            }
            Self::Category => {
                let colour = highlight.colour;
                vec![((colour as usize, String::new()), Title::Colour(colour))]
            }
            Self::Theme => {
                let themes = themes(highlight, shelf);
                let title = |theme: usize| ((theme, String::new()), Title::Theme(Some(theme)));
                if themes.is_empty() {
                    vec![((usize::MAX, String::new()), Title::Theme(None))]
                } else {
                    themes.into_iter().map(title).collect()
                }
            }
            Self::Day => {
                let day = highlight.created.get(..10).unwrap_or_default().to_owned();
                // Later days first: digits the other way round.
                let turned = day
                    .bytes()
                    .map(|byte| char::from(b'9' - byte.min(b'9') + b'0'));
                vec![((0, turned.collect()), Title::Day(day))]
            }
        }
    }
}

/// Where a highlight stands in the collection, as far as it is known.
fn place(highlight: &Highlight, shelf: &Shelf) -> (usize, String, usize, u32) {
    let essay = shelf.pack.find(&highlight.essay);
    let (at, block) = essay.map_or((usize::MAX, usize::MAX), |(at, packed)| {
        let mut blocks = packed.essay.blocks.iter();
        let block = blocks.position(|block| Some(&block.id) == highlight.block());
        (at, block.unwrap_or(usize::MAX))
    });
    let start = highlight.target.first().map_or(0, |part| part.span.start);
    (at, highlight.essay.to_string(), block, start)
}

/// The themes of the passage that a highlight is in.
fn themes(highlight: &Highlight, shelf: &Shelf) -> Vec<usize> {
    let (essay, _, block, _) = place(highlight, shelf);
    let speaks = |theme: &usize| {
        let mut passages = shelf.passages_in(*theme, essay).iter();
        passages.any(|passage| passage.block as usize == block)
    };
    (0..shelf.pack.passages.len()).filter(speaks).collect()
}

/// The number of the paragraph that a highlight begins in.
pub fn paragraph(highlight: &Highlight, shelf: &Shelf) -> Option<u32> {
    let (_, packed) = shelf.pack.find(&highlight.essay)?;
    let mut blocks = packed.essay.blocks.iter();
    blocks
        .find(|block| Some(&block.id) == highlight.block())?
        .number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::notebook::tests::highlight;

    #[test]
    fn what_is_shown() {
        let mut noted = highlight("a");
        noted.note = Some("Compare the Plan".to_owned());
        noted.tags = vec!["证据".to_owned()];
        for (words, colours, tags, expected) in [
            ("", vec![], vec![], true),
            ("plan compare", vec![], vec![], true),
            ("证据", vec![], vec![], true),
            ("plan growth", vec![], vec![], false),
            ("", vec![Colour::One, Colour::Two], vec!["证据"], true),
            ("", vec![Colour::Two], vec![], false),
            ("", vec![], vec!["doubt"], false),
        ] {
            let choice = Choice {
                words: words.to_owned(),
                colours,
                tags: tags.into_iter().map(str::to_owned).collect(),
                by: Grouping::Essay,
            };
            assert_eq!(choice.has(&noted), expected, "{choice:?}");
        }
    }
}
