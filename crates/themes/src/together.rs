//! Which themes speak together: for each pair the passages that speak of both, and whether that is more
//! than chance.

use corpus::{Passage, order};

/// For each pair of themes how many passages speak of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Together {
    themes: usize,
    /// A row for each theme, a column for each theme; each theme with itself is all its passages.
    counts: Vec<u32>,
    /// How many blocks there are that can be passages.
    blocks: u32,
}

/// A theme that shares passages with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Related {
    /// Its place among the themes.
    pub theme: usize,
    /// How many passages speak of both.
    pub count: u32,
    /// How many times more often they meet than they would by chance (see [`Together::lift`]).
    pub lift: f32,
}

impl Together {
    /// Counts. `passages` is by theme, each in reading order and each block once; `blocks` is [`crate::blocks`].
    pub fn new(passages: &[&[Passage]], blocks: u32) -> Self {
        let themes = passages.len();
        let mut places: Vec<(u32, u32, usize)> = Vec::new();
        for (theme, passages) in passages.iter().enumerate() {
            let places_of = |passage: &Passage| (passage.essay, passage.block, theme);
            places.extend(passages.iter().map(places_of));
        }
        order::sort(&mut places);
        let mut counts = vec![0; themes * themes];
        for block in places.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            for &(_, _, one) in block {
                for &(_, _, other) in block {
                    counts[one * themes + other] += 1;
                }
            }
        }
        Self {
            themes,
            counts,
            blocks,
        }
    }

    /// How many themes there are.
    pub fn themes(&self) -> usize {
        self.themes
    }

    /// How many passages speak of both; of one and the same, how many it has.
    pub fn count(&self, one: usize, other: usize) -> u32 {
        let column = (other < self.themes).then_some(other);
        let place = column.map(|other| one * self.themes + other);
        place
            .and_then(|at| self.counts.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// How many times more often two themes meet than they would by chance: P(a, b) / (P(a) · P(b)) over all
    /// blocks (Church and Hanks, *Word association norms*, 1990, before the logarithm). 1 is chance; 0 where
    /// they never meet.
    pub fn lift(&self, one: usize, other: usize) -> f32 {
        let both = self.count(one, other);
        if both == 0 {
            return 0.0;
        }
        let own = self.count(one, one) as f32 * self.count(other, other) as f32;
        both as f32 * self.blocks as f32 / own
    }

    /// The themes that meet this one, most related first: by lift, among equals by count, then as they stand.
    /// Those above and below it are for the caller to leave out; they share passages by definition.
    pub fn related(&self, theme: usize) -> Vec<Related> {
        let others = (0..self.themes).filter(|&other| other != theme);
        let mut related: Vec<Related> = others
            .map(|other| Related {
                theme: other,
                count: self.count(theme, other),
                lift: self.lift(theme, other),
            })
            .filter(|related| related.count > 0)
            .collect();
        order::sort_by(&mut related, |a, b| {
            b.lift.total_cmp(&a.lift).then(b.count.cmp(&a.count))
        });
        related
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::passages::tests::{cases, codebook, essay};
    use crate::{blocks, passages};

    fn together(passages: &[Vec<Passage>], blocks: u32) -> Together {
        let passages: Vec<&[Passage]> = passages.iter().map(Vec::as_slice).collect();
        Together::new(&passages, blocks)
    }

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
        let together = together(&passages(&codebook, &essays), blocks(&essays));
        let related = |theme| {
            let related = together.related(theme).into_iter();
            related
                .map(|one| (one.theme, one.count, one.lift))
                .collect::<Vec<_>>()
        };
        assert_eq!(related(0), [(1, 2, 2.0), (2, 1, 0.4)]);
        assert_eq!(related(3), []);
        assert_eq!(related(9), []);
        assert_eq!(
            (
                together.count(0, 0),
                together.count(0, 4),
                together.count(9, 0)
            ),
            (4, 0, 0)
        );
        assert_eq!(Together::default().count(0, 0), 0);
    }

    proptest! {
        /// Every count is what looking at each block in turn gives.
        #[test]
        fn counts_agree_with_looking((codebook, essays) in cases()) {
            let passages = passages(&codebook, &essays);
            let together = together(&passages, blocks(&essays));
            let speaks = |theme: usize, essay: usize, block: usize| passages[theme].iter().any(|passage| {
                (passage.essay as usize, passage.block as usize) == (essay, block)
            });
            for one in 0..passages.len() {
                for other in 0..passages.len() {
                    let both = essays.iter().enumerate().flat_map(|(essay, content)| {
                        (0..content.blocks.len()).map(move |block| (essay, block))
                    });
                    let both = both.filter(|&(essay, block)| {
                        speaks(one, essay, block) && speaks(other, essay, block)
                    });
                    prop_assert_eq!(both.count(), together.count(one, other) as usize);
                }
                let related = together.related(one);
                prop_assert!(related.windows(2).all(|pair| pair[0].lift >= pair[1].lift));
                prop_assert!(related.iter().all(|other| other.lift == together.lift(one, other.theme)));
            }
        }
    }
}
