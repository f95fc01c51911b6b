//! Which themes an essay speaks of, and which of them it treats.

use std::cmp::Reverse;

use corpus::{Codebook, Essay, Kind, Passage, order, passages_in};

/// An essay treats a theme when at least one in this many of its paragraphs speaks of it: one
/// passage makes a theme of a short text, not of a long one.
const PARAGRAPHS_PER_PASSAGE: usize = 12;

/// The themes that the essay at a place speaks of: those that have a passage in it, and those that
/// its editor gave to the whole of it. By place in the codebook, with the number of passages. An
/// essay is found by these, so that a theme counts the same essays wherever it is asked for.
pub fn spoken_of(
    codebook: &Codebook,
    passages: &[Vec<Passage>],
    at: usize,
    essay: &Essay,
) -> Vec<(usize, usize)> {
    let themes = codebook.themes().iter().zip(passages).enumerate();
    let spoken_of = themes.filter_map(|(place, (theme, passages))| {
        let count = passages_in(passages, at).len();
        (count > 0 || essay.meta.themes.contains(&theme.id)).then_some((place, count))
    });
    spoken_of.collect()
}

/// Those of the themes that an essay speaks of that it treats rather than mentions: enough of its
/// paragraphs speak of them, or its editor gave them to the whole of it. The strongest first.
pub fn treated(
    codebook: &Codebook,
    spoken_of: &[(usize, usize)],
    essay: &Essay,
) -> Vec<(usize, usize)> {
    let body = essay.blocks.iter();
    let body = body.filter(|block| block.number.is_some() && matches!(block.kind, Kind::Paragraph));
    let least = body.count().div_ceil(PARAGRAPHS_PER_PASSAGE).max(1);
    let is_given = |place: usize| {
        let theme = codebook.themes().get(place);
        theme.is_some_and(|theme| essay.meta.themes.contains(&theme.id))
    };
    let mut treated: Vec<(usize, usize)> = spoken_of
        .iter()
        .copied()
        .filter(|&(place, count)| count >= least || is_given(place))
        .collect();
    order::sort_by_key(&mut treated, |&(place, count)| (Reverse(count), place));
    treated
}

#[cfg(test)]
mod tests {
    use corpus::ThemeId;
    use proptest::prelude::*;

    use super::*;
    use crate::passages;
    use crate::passages::tests::{cases, codebook, essay};

    #[test]
    fn one_passage_makes_a_theme_of_a_short_text() {
        let codebook = codebook(&[("a", None, "a"), ("b", None, "b"), ("given", None, "none")]);
        let mut paragraphs = vec!["a b", "b"];
        paragraphs.extend(["c"; 11]);
        for (length, names) in [(2, "b a given"), (12, "b a given"), (13, "b given")] {
            let mut essay = essay(&paragraphs[..length]);
            essay.meta.themes = vec![ThemeId::new("given").unwrap()];
            let essays = [essay];
            let spoken = spoken_of(&codebook, &passages(&codebook, &essays), 0, &essays[0]);
            assert_eq!(spoken, [(0, 1), (1, 2), (2, 0)]);
            let treated = treated(&codebook, &spoken, &essays[0]);
            let ids = treated
                .iter()
                .map(|&(place, _)| codebook.themes()[place].id.as_str());
            assert_eq!(ids.collect::<Vec<_>>().join(" "), names);
        }
    }

    proptest! {
        /// A theme is spoken of in the essays that have its passages, and the numbers add up.
        #[test]
        fn essays_and_passages_agree((codebook, essays) in cases()) {
            let passages = passages(&codebook, &essays);
            for (place, passages_of) in passages.iter().enumerate() {
                let mut total = 0;
                for (at, essay) in essays.iter().enumerate() {
                    let spoken = spoken_of(&codebook, &passages, at, essay);
                    let here = passages_of.iter().filter(|passage| passage.essay as usize == at).count();
                    let counted = spoken.iter().find(|(theme, _)| *theme == place);
                    prop_assert_eq!(counted.map(|&(_, count)| count), (here > 0).then_some(here));
                    total += here;
                }
                prop_assert_eq!(total, passages_of.len());
            }
        }
    }
}
