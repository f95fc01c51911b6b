//! What has become of highlights whose texts have changed.

use corpus::{Block, Revision, Span};
use marks::{Anchor, Colour, Highlight, Place, select};

use super::notebook::Edit;

/// What has become of a highlight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was found again.
    Moved,
    /// It stands where its words were, but these are others now.
    Rewritten,
    /// It may stand at any of these places: the words there, with some around them.
    Ambiguous(Vec<String>),
    /// Its words are not in the text any more.
    Gone,
    /// Its essay is not in the collection.
    NoEssay,
}

impl Standing {
    /// The key of what is said of it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Moved => "standing.moved",
            Self::Rewritten => "standing.rewritten",
            Self::Ambiguous(_) => "standing.ambiguous",
            Self::Gone => "standing.gone",
            Self::NoEssay => "standing.noessay",
        }
    }

    /// What an anchor says; nothing where nothing has changed.
    pub fn of(anchor: &Anchor, blocks: &[Block]) -> Option<Self> {
        match anchor {
            Anchor::Exact(_) => None,
            Anchor::Moved {
                rewritten: true, ..
            } => Some(Self::Rewritten),
            Anchor::Moved { .. } => Some(Self::Moved),
            Anchor::Gone => Some(Self::Gone),
            Anchor::Ambiguous(_) => {
                let candidates = candidates(anchor).into_iter();
                Some(Self::Ambiguous(
                    candidates.map(|places| words(&places, blocks)).collect(),
                ))
            }
        }
    }
}

/// A highlight of the open essay that is not where it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Strayed {
    /// Its id.
    pub id: String,
    /// Its words, as they were.
    pub words: String,
    /// Its colour.
    pub colour: Colour,
    /// Where it stands.
    pub anchor: Anchor,
    /// What has become of it.
    pub standing: Standing,
}

impl Strayed {
    /// A highlight and where it stands now; nothing where nothing has changed.
    pub fn new(highlight: &Highlight, anchor: &Anchor, blocks: &[Block]) -> Option<Self> {
        Some(Self {
            id: highlight.id.clone(),
            words: highlight.exact(),
            colour: highlight.colour,
            anchor: anchor.clone(),
            standing: Standing::of(anchor, blocks)?,
        })
    }
}

/// What puts an uncertain highlight at one of its candidates in a text of this revision.
pub fn placed(anchor: &Anchor, at: usize, revision: &Revision, blocks: &[Block]) -> Option<Edit> {
    let places = candidates(anchor).into_iter().nth(at)?;
    let parts: Vec<_> = places
        .iter()
        .map(|place| (place.block, place.span))
        .collect();
    Some(Edit::Place(revision.clone(), select(blocks, &parts)))
}

/// The places of which a reader chooses one: those of the first part that is uncertain, each with what
/// is certain of the other parts.
fn candidates(anchor: &Anchor) -> Vec<Vec<Place>> {
    let Anchor::Ambiguous(parts) = anchor else {
        return Vec::new();
    };
    let uncertain = parts.iter().position(|part| part.len() > 1);
    let uncertain = uncertain.or_else(|| parts.iter().position(|part| !part.is_empty()));
    let Some(uncertain) = uncertain else {
        return Vec::new();
    };
    let chosen = |passage: &Vec<Place>| {
        let parts = parts.iter().enumerate().flat_map(|(at, part)| {
            let places: &[Place] = match part.as_slice() {
                _ if at == uncertain => passage,
                [certain] => certain,
                _ => &[],
            };
            places.iter().copied()
        });
        parts.collect()
    };
    parts[uncertain].iter().map(chosen).collect()
}

/// Scalars around a candidate that are shown.
const AROUND: u32 = 40;

/// The words at a candidate, with some around them.
fn words(places: &[Place], blocks: &[Block]) -> String {
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return String::new();
    };
    let cut = |block: usize, start: u32, end: u32| {
        let text = &blocks.get(block)?.text;
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Span::new(start.min(length), end.min(length)).slice(text)
    };
    let begin = first.span.start.saturating_sub(AROUND);
    let end = if first.block == last.block {
        last.span.end
    } else {
        first.span.end
    };
    let shown = cut(first.block, begin, end.saturating_add(AROUND));
    format!("… {} …", shown.unwrap_or_default().trim())
}

/// What has become of highlights, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standings(pub Vec<(String, Standing)>);

impl Standings {
    /// What has become of a highlight; nothing where nothing has changed.
    pub fn of(&self, id: &str) -> Option<&Standing> {
        let known = self.0.iter().find(|(known, _)| known == id);
        known.map(|(_, standing)| standing)
    }
}

#[cfg(test)]
mod tests {
    use corpus::{Draft, Kind, assemble};

    use super::*;

    #[test]
    fn candidates_are_shown_in_their_context() {
        let blocks = assemble(vec![
            Draft::plain(Kind::Paragraph, "One plan for the river."),
            Draft::plain(Kind::Paragraph, "One plan for the hills."),
        ]);
        let place = |block| Place {
            block,
            span: Span::new(4, 8),
        };
        let anchor = Anchor::Ambiguous(vec![vec![vec![place(0)], vec![place(1)]], vec![]]);
        assert_eq!(candidates(&anchor), [[place(0)], [place(1)]]);
        let standing = Standing::of(&anchor, &blocks);
        let shown = ["… One plan for the river. …", "… One plan for the hills. …"];
        assert_eq!(
            standing,
            Some(Standing::Ambiguous(shown.map(str::to_owned).to_vec()))
        );
        assert_eq!(Standing::of(&Anchor::Exact(Vec::new()), &blocks), None);
    }
}
