//! From a corpus folder to everything that is computed about it.

use std::io;

use corpus::pack::{Pack, PackedEssay};
use corpus::{Codebook, Collection, Essay, Passage};
use search::Row;

/// The pack of a collection: essays measured, themes found, the search index written.
pub fn pack(collection: Collection, codebook: Codebook, essays: Vec<Essay>) -> io::Result<Pack> {
    let passages = crate::passages(&codebook, &essays);
    let row = |(at, essay)| Row::of(essay, spoken_of(&codebook, &passages, at, essay));
    let rows: Vec<Row> = essays.iter().enumerate().map(row).collect();
    Ok(Pack {
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
