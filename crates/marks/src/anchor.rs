//! Where a highlight stands in an essay that may have changed since: never by a silent guess.

use corpus::{Block, Revision, Span, order};

use crate::context::{agreement, weight};
use crate::{Highlight, Selector};

/// Words that stand once are taken for the words that were marked when they and what agrees around
/// them come to as many letters.
const ONCE: usize = 10;

/// Words that stand several times need as many letters around them to agree …
const AROUND: usize = 8;

/// … and as many more than at the next best place.
const MARGIN: usize = 4;

/// A part of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The block's place in the essay.
    pub block: usize,
    /// The words, in scalars of its text.
    pub span: Span,
}

/// Where a highlight stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Where it was made: the text of its blocks is the same.
    Exact(Vec<Place>),
    /// Its words stand elsewhere, beyond doubt.
    Moved {
        /// Where, for each part that is still there.
        places: Vec<Place>,
        /// How many of its parts are not there any more.
        lost: usize,
    },
    /// Its words may stand at several places, or at one that is not certain: the reader has to choose.
    Ambiguous(Vec<Vec<Place>>),
    /// Its words do not stand in the essay any more.
    Gone,
}

/// Where one part of a highlight stands.
enum Found {
    Exact(Place),
    Moved(Place),
    Ambiguous(Vec<Place>),
    Gone,
}

/// Finds a highlight in the blocks of its essay, of which `revision` is the present state.
///
/// Each part is looked for at its position in its block, then by its words in the whole essay,
/// where what stands around them decides between equals. [`Anchor::Ambiguous`] has the candidates
/// of each part in reading order; a part that is certain has one, a part that is gone none.
pub fn anchor(highlight: &Highlight, revision: &Revision, blocks: &[Block]) -> Anchor {
    let unchanged = highlight.revision == *revision;
    let found: Vec<Found> = highlight
        .target
        .iter()
        .map(|selector| find(selector, unchanged, blocks))
        .collect();
    if found.iter().any(|part| matches!(part, Found::Ambiguous(_))) {
        return Anchor::Ambiguous(found.into_iter().map(Found::candidates).collect());
    }
    let moved = !found.iter().all(|part| matches!(part, Found::Exact(_)));
    let lost = found
        .iter()
        .filter(|part| matches!(part, Found::Gone))
        .count();
    let places: Vec<Place> = found.into_iter().flat_map(Found::candidates).collect();
    match (places.is_empty(), moved) {
        (true, _) => Anchor::Gone,
        (false, true) => Anchor::Moved { places, lost },
        (false, false) => Anchor::Exact(places),
    }
}

impl Found {
    fn candidates(self) -> Vec<Place> {
        match self {
            Self::Exact(place) | Self::Moved(place) => vec![place],
            Self::Ambiguous(places) => places,
            Self::Gone => Vec::new(),
        }
    }
}

fn find(selector: &Selector, unchanged: bool, blocks: &[Block]) -> Found {
    let at_home = blocks
        .iter()
        .position(|block| block.id == selector.block)
        .filter(|&block| selector.span.slice(&blocks[block].text) == Some(selector.exact.as_str()));
    if let Some(block) = at_home {
        let place = Place {
            block,
            span: selector.span,
        };
        // Equal blocks are numbered; where one of them was added or taken away, the number alone
        // does not say which of them is meant.
        let twin = blocks
            .iter()
            .enumerate()
            .any(|(other, twin)| other != block && twin.text == blocks[block].text);
        if unchanged || !twin {
            return Found::Exact(place);
        }
    }
    by_words(selector, blocks)
}

fn by_words(selector: &Selector, blocks: &[Block]) -> Found {
    let mut candidates: Vec<(usize, Place)> = occurrences(&selector.exact, blocks)
        .map(|place| (agreement(blocks, place, selector), place))
        .collect();
    order::sort_by(&mut candidates, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let certain = match candidates.as_slice() {
        [] => return Found::Gone,
        [(agreement, _)] => agreement + weight(&selector.exact) >= ONCE,
        [(best, _), (next, _), ..] => *best >= AROUND && best - next >= MARGIN,
    };
    if certain {
        return Found::Moved(candidates[0].1);
    }
    let mut places: Vec<Place> = candidates.into_iter().map(|(_, place)| place).collect();
    order::sort(&mut places);
    Found::Ambiguous(places)
}

/// Everywhere that the words stand, overlapping places included.
fn occurrences<'a>(words: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = Place> {
    let length = count(words);
    blocks.iter().enumerate().flat_map(move |(block, content)| {
        let text = content.text.as_str();
        let mut from = 0;
        std::iter::from_fn(move || {
            if words.is_empty() {
                return None;
            }
            let at = from + text.get(from..)?.find(words)?;
            from = at + words.chars().next().map_or(1, char::len_utf8);
            let start = count(&text[..at]);
            Some(Place {
                block,
                span: Span::new(start, start + length),
            })
        })
    })
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use corpus::{Draft, EssayId, Kind, assemble};
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;
    use crate::{Colour, select};

    fn blocks(texts: &[&str]) -> Vec<Block> {
        assemble(
            texts
                .iter()
                .map(|text| Draft::plain(Kind::Paragraph, *text))
                .collect(),
        )
    }

    fn revision(blocks: &[Block]) -> Revision {
        Revision::of(blocks.iter().map(|block| block.text.as_str()))
    }

    fn highlight(blocks: &[Block], parts: &[(usize, Span)]) -> Highlight {
        Highlight {
            id: "h".to_owned(),
            essay: EssayId::new("essay").unwrap(),
            revision: revision(blocks),
            target: select(blocks, parts),
            colour: Colour::One,
            note: None,
            tags: Vec::new(),
            created: "2026-11-23T21:00:00Z".to_owned(),
            modified: "2026-11-23T21:00:00Z".to_owned(),
        }
    }

    /// Marks what stands between brackets in `before` and looks for it in `after`, where the answer
    /// is bracketed; of an ambiguous highlight each candidate.
    fn check(before: &[&str], after: &[&str], expected: &Expect) {
        let mut parts = Vec::new();
        for (at, text) in before.iter().enumerate() {
            if let (Some(open), Some(close)) = (text.find('['), text.find(']')) {
                parts.push((
                    at,
                    Span::new(count(&text[..open]), count(&text[..close]) - 1),
                ));
            }
        }
        let plain: Vec<String> = before
            .iter()
            .map(|text| text.replace(['[', ']'], ""))
            .collect();
        let before = blocks(&plain.iter().map(String::as_str).collect::<Vec<_>>());
        let after = blocks(after);
        let shown = |place: &Place| {
            let (text, span) = (&after[place.block].text, place.span);
            let part = |start, end| Span::new(start, end).slice(text).unwrap();
            let marked = part(span.start, span.end);
            format!(
                "{}[{marked}]{}",
                part(0, span.start),
                part(span.end, count(text))
            )
        };
        let all = |places: &[Place]| places.iter().map(shown).collect::<Vec<_>>().join(" / ");
        expected.assert_eq(
            &match anchor(&highlight(&before, &parts), &revision(&after), &after) {
                Anchor::Exact(places) => format!("exact {}", all(&places)),
                Anchor::Moved { places, lost: 0 } => format!("moved {}", all(&places)),
                Anchor::Moved { places, lost } => format!("moved {}, {lost} lost", all(&places)),
                Anchor::Ambiguous(parts) => {
                    format!(
                        "ambiguous {}",
                        parts
                            .iter()
                            .map(|part| all(part))
                            .collect::<Vec<_>>()
                            .join("; ")
                    )
                }
                Anchor::Gone => "gone".to_owned(),
            },
        );
    }

    #[test]
    fn states() {
        let marked = "Ideas came [late to the accounts].";
        check(
            &[marked],
            &["Ideas came late to the accounts."],
            &expect!["exact Ideas came [late to the accounts]."],
        );
        check(
            &[marked],
            &["New.", "Ideas came late to the accounts."],
            &expect!["exact Ideas came [late to the accounts]."],
        );
        check(
            &[marked],
            &["They came late to the accounts, all of them."],
            &expect!["moved They came [late to the accounts], all of them."],
        );
        check(&[marked], &["Ideas arrived at the end."], &expect!["gone"]);
        check(
            &["A [plan] is words."],
            &["The plan changed."],
            &expect!["ambiguous The [plan] changed."],
        );
        check(
            &["A [plan] is words."],
            &["A plan is words and more."],
            &expect!["moved A [plan] is words and more."],
        );
        check(
            &["One plan for the river.", "One [plan] for the hills."],
            &[
                "Once, one plan for the hills.",
                "One plan for the river, and more.",
            ],
            &expect![
                "ambiguous Once, one [plan] for the hills. / One [plan] for the river, and more."
            ],
        );
        check(
            &["The [plan]."],
            &["A plan, a plan!"],
            &expect!["ambiguous A [plan], a plan! / A plan, a [plan]!"],
        );
        check(
            &["[Same.]", "Same."],
            &["Same.", "Same."],
            &expect!["exact [Same.]"],
        );
        check(
            &["One.", "[Same.]", "Two.", "Same."],
            &["Two.", "Same.", "One.", "Same.", "Three."],
            &expect!["ambiguous [Same.] / [Same.]"],
        );
        check(
            &["发展[新质生产力]是要求。"],
            &["我们说，发展新质生产力是要求。"],
            &expect!["moved 我们说，发展[新质生产力]是要求。"],
        );
        check(
            &["The end [of one.]", "[And the] start of another."],
            &["The end of one.", "Cut."],
            &expect!["moved The end [of one.], 1 lost"],
        );
    }

    proptest! {
        /// On the text that it was made on, every highlight stands where it was made.
        #[test]
        fn unchanged_text_is_exact(
            texts in prop::collection::vec("[ab新 🙂]{1,12}", 1..5),
            parts in prop::collection::vec((any::<prop::sample::Index>(), 0u32..12, 1u32..12), 1..3),
        ) {
            let blocks = blocks(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            let parts: Vec<_> = parts.into_iter().map(|(block, start, length)| {
                (block.index(blocks.len()), Span::new(start, start + length))
            }).collect();
            let highlight = highlight(&blocks, &parts);
            let places: Vec<_> = parts.into_iter().filter(|&(block, span)| {
                span.slice(&blocks[block].text).is_some()
            }).map(|(block, span)| Place { block, span }).collect();
            let expected = if places.is_empty() { Anchor::Gone } else { Anchor::Exact(places) };
            prop_assert_eq!(anchor(&highlight, &revision(&blocks), &blocks), expected);
        }

        /// Wherever a highlight is said to stand, its words stand; and nothing panics.
        #[test]
        fn what_is_found_is_what_was_marked(
            before in prop::collection::vec("[ab新 ]{1,9}", 1..4),
            after in prop::collection::vec("[ab新 ]{0,9}", 0..4),
            block in any::<prop::sample::Index>(),
            start in 0u32..9,
            length in 1u32..9,
        ) {
            let before = blocks(&before.iter().map(String::as_str).collect::<Vec<_>>());
            let after = blocks(&after.iter().map(String::as_str).collect::<Vec<_>>());
            let highlight = highlight(&before, &[(block.index(before.len()), Span::new(start, start + length))]);
            let places = match anchor(&highlight, &revision(&after), &after) {
                Anchor::Exact(places) | Anchor::Moved { places, .. } => places,
                Anchor::Ambiguous(parts) => parts.concat(),
                Anchor::Gone => Vec::new(),
            };
            for place in places {
                let words = place.span.slice(&after[place.block].text);
                prop_assert_eq!(words, Some(highlight.target[0].exact.as_str()));
            }
        }
    }
}
