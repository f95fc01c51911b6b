//! A text and its translation: which blocks of the one say what which of the other say, and which
//! sentences do.
//!
//! The idea is that of Gale and Church (1993): what is long in one language is long in the other, and
//! order is kept. Kinds of blocks say more than lengths.

use crate::Span;
use crate::sentence::sentences;

/// What a block is and how long: all that its partner is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured<'a> {
    /// The name of its kind.
    pub kind: &'a str,
    /// Its length in scalars.
    pub length: u32,
}

/// What it costs that a block has no partner.
const ALONE: u32 = 60;

/// What it costs that two blocks are one in the other text.
const JOINED: u32 = 25;

/// What it costs that partners are of different kinds.
const OTHER_KIND: u32 = 90;

/// Blocks of a text with those of its translation, as steps of both: so many of the one beside so many
/// of the other, in order. One of each is what is common; one or none, two or one is what happens.
pub fn align(text: &[Measured<'_>], translation: &[Measured<'_>]) -> Vec<(usize, usize)> {
    const STEPS: [(usize, usize); 5] = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2)];
    let sum = |blocks: &[Measured<'_>]| blocks.iter().map(|block| block.length).sum::<u32>();
    let scale = (sum(text).max(1), sum(translation).max(1));
    let width = translation.len() + 1;
    let mut costs = vec![u32::MAX; (text.len() + 1) * width];
    let mut steps = vec![(0, 0); costs.len()];
    costs[0] = 0;
    for here in 0..costs.len() {
        let (one, other) = (here / width, here % width);
        for step in STEPS {
            let (next_one, next_other) = (one + step.0, other + step.1);
            if next_one > text.len() || next_other > translation.len() {
                continue;
            }
            let sides = (&text[one..next_one], &translation[other..next_other]);
            let cost = costs[here].saturating_add(cost(sides.0, sides.1, scale));
            let next = next_one * width + next_other;
            if cost < costs[next] {
                (costs[next], steps[next]) = (cost, step);
            }
        }
    }
    let mut path = Vec::new();
    let mut here = costs.len() - 1;
    while here > 0 {
        let step = steps[here];
        here -= step.0 * width + step.1;
        path.push(step);
    }
    path.reverse();
    path
}

/// What it costs that these blocks are partners; each text is as long as the other is, `scale` says.
fn cost(one: &[Measured<'_>], other: &[Measured<'_>], scale: (u32, u32)) -> u32 {
    if one.is_empty() || other.is_empty() {
        return ALONE;
    }
    let share = |blocks: &[Measured<'_>], all: u32| {
        let length: u32 = blocks.iter().map(|block| block.length).sum();
        u64::from(length) * 1_000_000 / u64::from(all)
    };
    let (one_share, other_share) = (share(one, scale.0), share(other, scale.1));
    let apart = one_share.abs_diff(other_share) * 100 / (one_share + other_share).max(1);
    let is_other = one
        .iter()
        .any(|one| other.iter().any(|other| one.kind != other.kind));
    let joined = (one.len() + other.len()) as u32 - 2;
    apart as u32 + joined * JOINED + u32::from(is_other) * OTHER_KIND
}

/// Where a translation says what stands at a span of a text: the sentences that partner those that the
/// span touches, where both texts have as many; all of it where they do not.
pub fn counterpart(text: &str, span: Span, translation: &str) -> Span {
    let (ours, theirs) = (sentences(text), sentences(translation));
    let touched = |sentence: &&Span| sentence.overlaps(span);
    let first = ours.iter().position(|sentence| touched(&sentence));
    let last = ours.iter().rposition(|sentence| touched(&sentence));
    match (first, last) {
        (Some(first), Some(last)) if ours.len() == theirs.len() => {
            Span::new(theirs[first].start, theirs[last].end)
        }
        _ => Span::whole(translation),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn measured(blocks: &[(u8, u32)]) -> Vec<Measured<'static>> {
        let measured = |&(kind, length): &(u8, u32)| Measured {
            kind: ["paragraph", "heading", "list"][usize::from(kind)],
            length,
        };
        blocks.iter().map(measured).collect()
    }

    #[test]
    fn blocks_find_their_partners() {
        type Case<'a> = (&'a [(u8, u32)], &'a [(u8, u32)], &'a [(usize, usize)]);
        let cases: [Case; 6] = [
            (
                &[(0, 400), (1, 20), (0, 300)],
                &[(0, 120), (1, 6), (0, 95)],
                &[(1, 1), (1, 1), (1, 1)],
            ),
            // A paragraph that the translation parts, and a list that it leaves out.
            (
                &[(0, 400), (0, 800)],
                &[(0, 130), (0, 120), (0, 140)],
                &[(1, 1), (1, 2)],
            ),
            (
                &[(0, 400), (2, 350), (1, 20), (0, 800)],
                &[(0, 130), (1, 7), (0, 240)],
                &[(1, 1), (1, 0), (1, 1), (1, 1)],
            ),
            // Two that are one.
            (
                &[(0, 300), (0, 320), (2, 50)],
                &[(0, 210), (2, 16)],
                &[(2, 1), (1, 1)],
            ),
            (&[], &[(0, 9)], &[(0, 1)]),
            (&[], &[], &[]),
        ];
        for (text, translation, expected) in cases {
            assert_eq!(align(&measured(text), &measured(translation)), expected);
        }
    }

    #[test]
    fn sentences_find_their_partners_where_there_are_as_many() {
        let text = "One grew. Two fell. Three stayed.";
        let cases = [
            (Span::new(11, 13), "一增长。二下降。三不变。", "二下降。"),
            (
                Span::new(5, 13),
                "一增长。二下降。三不变。",
                "一增长。二下降。",
            ),
            (
                Span::new(11, 13),
                "一增长，二下降。三不变。",
                "一增长，二下降。三不变。",
            ),
        ];
        for (span, translation, expected) in cases {
            assert_eq!(
                counterpart(text, span, translation).slice(translation),
                Some(expected)
            );
        }
    }

    proptest! {
        #[test]
        fn every_block_is_taken_once(
            text in proptest::collection::vec((0u8..3, 0u32..500), 0..12),
            translation in proptest::collection::vec((0u8..3, 0u32..500), 0..12),
        ) {
            let steps = align(&measured(&text), &measured(&translation));
            let ours: usize = steps.iter().map(|step| step.0).sum();
            let theirs: usize = steps.iter().map(|step| step.1).sum();
            prop_assert_eq!((ours, theirs), (text.len(), translation.len()));
        }
    }
}
