//! The half-open range of Unicode scalar values that everything in Lectern points with.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::order;

/// A half-open range `start..end` of Unicode scalar values in one block's normalised text.
///
/// Serialised as `[start, end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// The first scalar inside.
    pub start: u32,
    /// The first scalar after.
    pub end: u32,
}

impl Span {
    /// A span; the ends are put in order, so that `start <= end` always holds.
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start: start.min(end),
            end: start.max(end),
        }
    }

    /// The span of a whole text.
    pub fn whole(text: &str) -> Self {
        Self::new(0, scalars(text))
    }

    /// The number of scalars inside.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing is inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the other span lies wholly inside this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one scalar.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What the two share, when that is not empty.
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        })
    }

    /// The smallest span around both.
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same span `by` scalars further on.
    pub fn shifted(self, by: u32) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The byte range of this span in `text`; `None` where it reaches beyond the text.
    pub fn bytes(self, text: &str) -> Option<Range<usize>> {
        let mut offsets = text
            .char_indices()
            .map(|(byte, _)| byte)
            .chain(std::iter::once(text.len()));
        let start = offsets.nth(self.start as usize)?;
        let end = match self.len() {
            0 => start,
            length => offsets.nth(length as usize - 1)?,
        };
        Some(start..end)
    }

    /// The text under this span; `None` where it reaches beyond the text.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.bytes(text)?)
    }

    /// Sorts spans and merges those that touch or overlap, for counting and painting.
    pub fn merge(mut spans: Vec<Self>) -> Vec<Self> {
        order::sort(&mut spans);
        let mut merged: Vec<Self> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        merged
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// The length of a text in Unicode scalar values.
pub(crate) fn scalars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slices_count_scalars_not_bytes() {
        let text = "创新 e\u{301} 👩‍🔬!";
        assert_eq!(Span::new(0, 2).slice(text), Some("创新"));
        assert_eq!(Span::new(3, 5).slice(text), Some("e\u{301}"));
        assert_eq!(Span::new(6, 9).slice(text), Some("👩‍🔬"));
        assert_eq!(Span::new(9, 10).slice(text), Some("!"));
        assert_eq!(Span::new(10, 10).slice(text), Some(""));
        assert_eq!(Span::new(9, 11).slice(text), None);
        assert_eq!(Span::new(11, 11).slice(text), None);
    }

    #[test]
    fn merging_joins_what_touches() {
        let spans = [(5, 7), (0, 2), (2, 3), (6, 9)].map(Span::from).to_vec();
        assert_eq!(Span::merge(spans), [(0, 3), (5, 9)].map(Span::from));
    }

    proptest! {
        #[test]
        fn a_slice_is_what_the_scalars_say(text in "\\PC{0,40}", a in 0u32..45, b in 0u32..45) {
            let span = Span::new(a, b);
            let expected = (span.end <= scalars(&text)).then(|| {
                text.chars().skip(span.start as usize).take(span.len() as usize).collect::<String>()
            });
            prop_assert_eq!(span.slice(&text).map(str::to_owned), expected);
        }

        #[test]
        fn spans_survive_a_round_trip(a: u32, b: u32) {
            let span = Span::new(a, b);
            let json = serde_json::to_string(&span).unwrap();
            prop_assert_eq!(&json, &format!("[{},{}]", span.start, span.end));
            prop_assert_eq!(serde_json::from_str::<Span>(&json).unwrap(), span);
            let bytes = postcard::to_allocvec(&span).unwrap();
            prop_assert_eq!(postcard::from_bytes::<Span>(&bytes).unwrap(), span);
        }

        #[test]
        fn merging_keeps_every_scalar(spans in prop::collection::vec((0u32..60, 0u32..60), 0..12)) {
            let spans: Vec<Span> = spans.into_iter().map(Span::from).collect();
            let merged = Span::merge(spans.clone());
            prop_assert!(merged.windows(2).all(|pair| pair[0].end < pair[1].start));
            for scalar in 0..60 {
                let at = Span::new(scalar, scalar + 1);
                prop_assert_eq!(
                    spans.iter().any(|span| span.contains(at)),
                    merged.iter().any(|span| span.contains(at))
                );
            }
        }
    }
}
