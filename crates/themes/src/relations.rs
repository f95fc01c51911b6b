//! Counting over passages: which themes speak together, and what share of an essay is theirs.

use std::collections::HashSet;

use corpus::{Passage, order};

/// A theme that shares passages with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Related {
    /// Its place in the codebook.
    pub theme: usize,
    /// How many passages speak of both.
    pub count: u32,
    /// How many times more often they meet than they would by chance: P(a, b) / (P(a) · P(b)) over
    /// all blocks (Church and Hanks, *Word association norms*, 1990, before the logarithm). 1 is chance.
    pub lift: f32,
}

/// The themes that share passages with the theme at `theme`, most related first: by lift, among
/// equals by count, then in the order of the codebook. Its ancestors and descendants are for the
/// caller to leave out; they share passages by definition.
///
/// `passages` is by theme, as [`crate::passages`] has it; `blocks` is [`crate::blocks`].
pub fn related(passages: &[Vec<Passage>], theme: usize, blocks: u32) -> Vec<Related> {
    let Some(own) = passages.get(theme) else {
        return Vec::new();
    };
    let own: HashSet<(u32, u32)> = own.iter().map(place).collect();
    let mut related: Vec<Related> = Vec::new();
    for (other, theirs) in passages
        .iter()
        .enumerate()
        .filter(|&(other, _)| other != theme)
    {
        let both = theirs
            .iter()
            .filter(|passage| own.contains(&place(passage)))
            .count();
        if both > 0 {
            let by_chance = own.len() as f32 * theirs.len() as f32 / blocks.max(1) as f32;
            related.push(Related {
                theme: other,
                count: count(both),
                lift: both as f32 / by_chance,
            });
        }
    }
    order::sort_by(&mut related, |a, b| {
        b.lift.total_cmp(&a.lift).then(b.count.cmp(&a.count))
    });
    related
}

/// How many passages each essay has of each theme: a row per theme, a column per essay.
pub fn shares(passages: &[Vec<Passage>], essays: usize) -> Vec<Vec<u32>> {
    let row = |passages: &Vec<Passage>| {
        let mut row = vec![0; essays];
        for passage in passages {
            if let Some(share) = row.get_mut(passage.essay as usize) {
                *share += 1;
            }
        }
        row
    };
    passages.iter().map(row).collect()
}

fn place(passage: &Passage) -> (u32, u32) {
    (passage.essay, passage.block)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::passages::tests::{cases, codebook, essay};
    use crate::{blocks, passages};

    #[test]
    fn lift_and_count() {
        let codebook = codebook(&[
            ("a", None, "a"),
            ("b", None, "b"),
            ("c", None, "c"),
            ("d", None, "d"),
        ]);
        let essays = [
            essay(&["# Title", "a b", "a b c", "a", "c"]),
            essay(&["a", "c", "c", "c"]),
        ];
        let passages = passages(&codebook, &essays);
        assert_eq!(blocks(&essays), 8);
        let expected = [
            Related {
                theme: 1,
                count: 2,
                lift: 2.0,
            },
            Related {
                theme: 2,
                count: 1,
                lift: 0.4,
            },
        ];
        assert_eq!(related(&passages, 0, 8), expected);
        assert_eq!(related(&passages, 3, 8), []);
        assert_eq!(related(&passages, 9, 8), []);
        assert_eq!(shares(&passages, 2), [[3, 1], [2, 0], [2, 3], [0, 0]]);
    }

    proptest! {
        /// Every count is what looking at each block in turn gives.
        #[test]
        fn counts_agree_with_looking((codebook, essays) in cases()) {
            let passages = passages(&codebook, &essays);
            let speaks = |theme: usize, essay: usize, block: usize| passages[theme].iter().any(|passage| {
                (passage.essay as usize, passage.block as usize) == (essay, block)
            });
            let shares = shares(&passages, essays.len());
            for (theme, share) in shares.iter().enumerate() {
                let related = related(&passages, theme, blocks(&essays));
                prop_assert!(related.windows(2).all(|pair| pair[0].lift >= pair[1].lift));
                for other in (0..passages.len()).filter(|&other| other != theme) {
                    let both = essays.iter().enumerate().flat_map(|(essay, content)| {
                        (0..content.blocks.len()).map(move |block| (essay, block))
                    });
                    let both = both.filter(|&(essay, block)| {
                        speaks(theme, essay, block) && speaks(other, essay, block)
                    });
                    let stated = related.iter().find(|related| related.theme == other);
                    prop_assert_eq!(both.count(), stated.map_or(0, |related| related.count as usize));
                }
                for (essay, content) in essays.iter().enumerate() {
                    let blocks = (0..content.blocks.len()).filter(|&block| speaks(theme, essay, block));
                    prop_assert_eq!(blocks.count(), share[essay] as usize);
                }
            }
        }
    }
}
