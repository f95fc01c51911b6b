//! Where highlights stand in the blocks of an essay.

use corpus::{Block, BlockId, Revision, Span};
use serde::{Deserialize, Serialize};

use super::{Quote, Standing, settle};
use crate::{Highlight, Selector};

/// A part of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The block's place in the essay.
    pub block: usize,
    /// The words, in scalars of its text.
    pub span: Span,
}

/// Where a highlight stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Where it was made: the text of its blocks is the same.
    Exact(Vec<Place>),
    /// Its blocks have changed, but it is there beyond doubt.
    Moved {
        /// Where, for each part that is still there.
        places: Vec<Place>,
        /// How many of its parts are not there any more.
        lost: usize,
        /// Whether its words are others now.
        rewritten: bool,
    },
    /// It may stand at several places, or at one that is not certain: the reader has to choose. For
    /// each part the candidates in reading order, each of which may reach over several blocks; a part
    /// that is certain has one, a part that is gone none.
    Ambiguous(Vec<Vec<Vec<Place>>>),
    /// It is not in the essay any more.
    Gone,
}

/// Where one part of a highlight stands.
enum Found {
    Home(Place),
    Elsewhere(Standing),
}

/// Finds highlights in the blocks of their essay, of which `revision` is the present state.
///
/// Each part is looked for at its position in its block, then in the whole essay, together with all
/// others that are not where they were ([`place`](super::place) says how).
pub fn anchor(highlights: &[&Highlight], revision: &Revision, blocks: &[Block]) -> Vec<Anchor> {
    let parts = highlights.iter().flat_map(|highlight| {
        let unchanged = highlight.revision == *revision;
        let parts = highlight.target.iter();
        parts.map(move |selector| (selector, home(selector, unchanged, blocks)))
    });
    let parts: Vec<(&Selector, Option<Place>)> = parts.collect();
    let away = parts.iter().filter(|(_, home)| home.is_none());
    let away: Vec<&Selector> = away.map(|(selector, _)| *selector).collect();
    let mut away = elsewhere(&away, blocks).into_iter();
    let mut found = parts.into_iter().map(|(_, home)| match home {
        Some(place) => Found::Home(place),
        None => Found::Elsewhere(away.next().unwrap_or(Standing::Gone)),
    });
    let anchors = highlights.iter().map(|highlight| {
        let parts: Vec<Found> = found.by_ref().take(highlight.target.len()).collect();
        together(&parts, blocks)
    });
    anchors.collect()
}

/// The places where a highlight was made, if it is still there beyond doubt: nothing has to be looked for.
pub fn at_home(highlight: &Highlight, revision: &Revision, blocks: &[Block]) -> Option<Vec<Place>> {
    let unchanged = highlight.revision == *revision;
    let parts = highlight.target.iter();
    parts
        .map(|selector| home(selector, unchanged, blocks))
        .collect()
}

/// The place in the block where the part was made, if that is still there.
fn home(selector: &Selector, unchanged: bool, blocks: &[Block]) -> Option<Place> {
    let mut ids = blocks.iter();
    let block = ids.position(|block| block.id == selector.block)?;
    let text = &blocks[block].text;
    let is_there = selector.span.slice(text) == Some(selector.exact.as_str());
    // Equal blocks are numbered; where one of them was added or taken away, the number alone does
    // not say which of them is meant.
    let mut others = blocks.iter().enumerate();
    let twin = !unchanged && others.any(|(other, twin)| other != block && twin.text == *text);
    (is_there && !twin).then_some(Place {
        block,
        span: selector.span,
    })
}

/// Finds parts in the whole text of the essay, whose blocks are parted by line feeds as in selectors.
fn elsewhere(parts: &[&Selector], blocks: &[Block]) -> Vec<Standing> {
    if parts.is_empty() {
        return Vec::new();
    }
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let mut known: Vec<&BlockId> = Vec::new();
    let quotes = parts.iter().map(|selector| {
        let frame = known.iter().position(|&block| *block == selector.block);
        let frame = frame.unwrap_or_else(|| {
            known.push(&selector.block);
            known.len() - 1
        });
        // Zero is the essay as a whole. Annotations from elsewhere name no block.
        let is_known = !selector.block.as_str().is_empty();
        Quote {
            prefix: &selector.prefix,
            exact: &selector.exact,
            suffix: &selector.suffix,
            was: is_known.then_some((frame as u32 + 1, selector.span)),
        }
    });
    settle::settle(&quotes.collect::<Vec<_>>(), &texts.join("\n"), &[])
}

/// What the parts say of the whole.
fn together(parts: &[Found], blocks: &[Block]) -> Anchor {
    let is_ambiguous = |part: &Found| matches!(part, Found::Elsewhere(Standing::Ambiguous(_)));
    let passages: Vec<Vec<Vec<Place>>> = parts.iter().map(|part| part.passages(blocks)).collect();
    if parts.iter().any(is_ambiguous) {
        return Anchor::Ambiguous(passages);
    }
    let lost = passages.iter().filter(|part| part.is_empty()).count();
    let places: Vec<Place> = passages.into_iter().flatten().flatten().collect();
    let rewritten = |part: &Found| matches!(part, Found::Elsewhere(Standing::Moved { rewritten, .. }) if *rewritten);
    if places.is_empty() {
        Anchor::Gone
    } else if parts.iter().all(|part| matches!(part, Found::Home(_))) {
        Anchor::Exact(places)
    } else {
        Anchor::Moved {
            places,
            lost,
            rewritten: parts.iter().any(rewritten),
        }
    }
}

impl Found {
    fn passages(&self, blocks: &[Block]) -> Vec<Vec<Place>> {
        match self {
            Self::Home(place) => vec![vec![*place]],
            Self::Elsewhere(Standing::Exact(span) | Standing::Moved { span, .. }) => {
                vec![passage(*span, blocks)]
            }
            Self::Elsewhere(Standing::Ambiguous(spans)) => {
                spans.iter().map(|span| passage(*span, blocks)).collect()
            }
            Self::Elsewhere(Standing::Gone) => Vec::new(),
        }
    }
}

/// A span of the whole text, block by block; a block without text has no part in it.
fn passage(span: Span, blocks: &[Block]) -> Vec<Place> {
    let mut start = 0;
    let mut places = Vec::new();
    for (block, content) in blocks.iter().enumerate() {
        let whole = Span::whole(&content.text).shifted(start);
        if let Some(part) = span
            .intersection(whole)
            .filter(|part| part.start < part.end)
        {
            let span = Span::new(part.start - start, part.end - start);
            places.push(Place { block, span });
        }
        start = whole.end + 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use corpus::{Draft, Kind, assemble};

    use super::*;

    #[test]
    fn a_passage_over_an_empty_block_has_words_in_each_part() {
        let texts = ["ab", "", "cd"];
        let blocks = assemble(
            texts
                .map(|text| Draft::plain(Kind::Paragraph, text))
                .to_vec(),
        );
        let place = |block, start, end| Place {
            block,
            span: Span::new(start, end),
        };
        assert_eq!(
            passage(Span::new(1, 5), &blocks),
            [place(0, 1, 2), place(2, 0, 1)]
        );
    }
}
