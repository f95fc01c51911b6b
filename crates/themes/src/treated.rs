//! Which themes an essay treats, rather than mentions.

use std::cmp::Reverse;

use corpus::{Codebook, Essay, Kind, Passage, order};

/// An essay treats a theme when at least one in this many of its paragraphs speaks of it: one
/// passage makes a theme of a short text, not of a long one.
const PARAGRAPHS_PER_PASSAGE: usize = 12;

/// The themes that the essay at a place treats: those that enough of its paragraphs speak of, and
/// those that its editor gave it. By place in the codebook, with the number of passages; the
/// strongest first.
pub fn treated(
    codebook: &Codebook,
    passages: &[Vec<Passage>],
    at: usize,
    essay: &Essay,
) -> Vec<(usize, usize)> {
    let body = essay.blocks.iter();
    let body = body.filter(|block| block.number.is_some() && matches!(block.kind, Kind::Paragraph));
    let least = body.count().div_ceil(PARAGRAPHS_PER_PASSAGE).max(1);
    let themes = codebook.themes().iter().zip(passages).enumerate();
    let mut treated: Vec<(usize, usize)> = themes
        .filter_map(|(place, (theme, passages))| {
            let here = passages
                .iter()
                .filter(|passage| passage.essay as usize == at);
            let count = here.count();
            (count >= least || essay.meta.themes.contains(&theme.id)).then_some((place, count))
        })
        .collect();
    order::sort_by_key(&mut treated, |&(place, count)| (Reverse(count), place));
    treated
}
