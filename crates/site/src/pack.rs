//! From a corpus folder to everything that is computed about it.

use std::io;

use corpus::pack::{Pack, PackedEssay};
use corpus::{Codebook, Collection, Essay, Passage};
use search::Row;

/// The pack of a collection: essays measured, themes found, the search index written.
pub fn pack(collection: Collection, codebook: Codebook, essays: Vec<Essay>) -> io::Result<Pack> {
    let passages = themes::passages(&codebook, &essays);
    let row = |(at, essay)| Row::of(essay, spoken_of(&codebook, &passages, at, essay));
    let rows: Vec<Row> = essays.iter().enumerate().map(row).collect();
    Ok(Pack {
        related: (0..codebook.themes().len())
            .map(|theme| related(&codebook, &passages, theme, themes::blocks(&essays)))
            .collect(),
        collection,
        codebook,
        passages,
        index: crate::index(&essays, &rows)?,
        essays: essays.into_iter().map(PackedEssay::new).collect(),
    })
}

/// The ids of the themes that the essay at a place speaks of, by which it is found.
pub fn spoken_of(
    codebook: &Codebook,
    passages: &[Vec<Passage>],
    at: usize,
    essay: &Essay,
) -> Vec<String> {
    let spoken_of = themes::spoken_of(codebook, passages, at, essay).into_iter();
    spoken_of
        .map(|(theme, _)| codebook.themes()[theme].id.to_string())
        .collect()
}

/// The themes that are spoken of in the same paragraphs as this one, more often than by chance,
/// without those above and below it, which share paragraphs by definition.
fn related(
    codebook: &Codebook,
    passages: &[Vec<Passage>],
    theme: usize,
    blocks: u32,
) -> Vec<(u32, u32)> {
    let related = themes::related(passages, theme, blocks).into_iter();
    let related = related.filter(|other| {
        let other_is_family =
            is_above(codebook, theme, other.theme) || is_above(codebook, other.theme, theme);
        other.lift > 1.0 && !other_is_family
    });
    related
        .filter_map(|other| Some((u32::try_from(other.theme).ok()?, other.count)))
        .collect()
}

fn is_above(codebook: &Codebook, upper: usize, lower: usize) -> bool {
    codebook.ancestors(lower).any(|at| at == upper)
}
