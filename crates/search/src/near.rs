//! Nearness: where the parts of a quotation stand close together, in any order.

use std::ops::Range;

/// A part of a quotation, standing somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Standing {
    /// The position of its first word.
    pub(crate) position: u32,
    /// How many positions it covers.
    pub(crate) width: u32,
    /// Which part it is.
    pub(crate) part: usize,
}

impl Standing {
    fn end(&self) -> u32 {
        self.position.saturating_add(self.width)
    }
}

/// The places where each part stands as often as it is wanted (`wanted`, by part) within `reach`
/// positions: ranges of `standing`, which is in order. They are taken from the left, each as soon as
/// it is full, and share nothing with each other. Parts that are parts of one another may overlap.
///
/// A window slides over what stands, and drops on the left what is out of reach from the right.
pub(crate) fn windows(standing: &[Standing], wanted: &[usize], reach: u32) -> Vec<Range<usize>> {
    let mut held = vec![0; wanted.len()];
    let (mut start, mut windows) = (0, Vec::new());
    for (at, here) in standing.iter().enumerate() {
        held[here.part] += 1;
        while here.end().saturating_sub(standing[start].position) > reach && start < at {
            held[standing[start].part] -= 1;
            start += 1;
        }
        if held.iter().zip(wanted).all(|(held, wanted)| held >= wanted) {
            windows.push(start..at + 1);
            held.fill(0);
            start = at + 1;
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    /// The letters of the text as parts of one word each.
    fn standing(text: &str) -> Vec<Standing> {
        let letters = (0u32..)
            .zip(text.bytes())
            .filter(|(_, letter)| letter.is_ascii_lowercase());
        let part = |letter: u8| usize::from(letter - b'a');
        letters
            .map(|(position, letter)| Standing {
                position,
                width: 1,
                part: part(letter),
            })
            .collect()
    }

    fn check(text: &str, wanted: &[usize], reach: u32, expected: &Expect) {
        let standing = standing(text);
        let shown = windows(&standing, wanted, reach).into_iter().map(|window| {
            let end = standing[window.end - 1].position as usize + 1;
            &text[standing[window.start].position as usize..end]
        });
        expected.assert_eq(&shown.collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn near_and_far() {
        check("a.b", &[1, 1], 3, &expect!["a.b"]);
        check("b.a", &[1, 1], 3, &expect!["b.a"]);
        check("a..b", &[1, 1], 3, &expect![""]);
        check("a..a.b..b", &[1, 1], 3, &expect!["a.b"]);
        check("abab", &[1, 1], 3, &expect!["ab ab"]);
        check("a.b", &[2, 1], 9, &expect![""]);
        check("a.b.a", &[2, 1], 9, &expect!["a.b.a"]);
        check("b...ca.b", &[1, 1, 1], 4, &expect!["ca.b"]);
    }

    proptest! {
        /// There is a window exactly where some stretch of the text holds all that is wanted.
        #[test]
        fn nothing_near_is_missed(
            text in "[abc.]{0,14}",
            wanted in prop::collection::vec(1usize..3, 3),
            reach in 6u32..10,
        ) {
            let stretches = text.as_bytes().windows((reach as usize).min(text.len()).max(1));
            let full = |stretch: &[u8]| {
                let count = |part: u8| stretch.iter().filter(|&&letter| letter == b'a' + part).count();
                (0u8..).zip(&wanted).all(|(part, &wanted)| count(part) >= wanted)
            };
            let near = stretches.into_iter().any(full);
            prop_assert_eq!(!windows(&standing(&text), &wanted, reach).is_empty(), near);
        }
    }
}
