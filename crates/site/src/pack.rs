//! From a corpus folder to everything that is computed about it.

use std::io;

use corpus::pack::{Pack, PackedEssay};
use corpus::{Codebook, Collection, Essay, Passage};
use search::IndexWriter;

/// The pack of a collection: essays measured, themes found, the search index written.
pub fn pack(collection: Collection, codebook: Codebook, essays: Vec<Essay>) -> io::Result<Pack> {
    let passages = themes::passages(&codebook, &essays);
    let mut writer = IndexWriter::new();
    for (at, essay) in essays.iter().enumerate() {
        writer.add(essay, spoken_of(&codebook, &passages, at));
    }
    Ok(Pack {
        related: (0..codebook.themes().len())
            .map(|theme| related(&codebook, &passages, theme, themes::blocks(&essays)))
            .collect(),
        collection,
        codebook,
        passages,
        index: writer.finish()?,
        essays: essays.into_iter().map(PackedEssay::new).collect(),
    })
}

/// The ids of the themes that an essay speaks of.
fn spoken_of(codebook: &Codebook, passages: &[Vec<Passage>], essay: usize) -> Vec<String> {
    let themes = codebook.themes().iter().zip(passages);
    let here = themes.filter(|(_, passages)| {
        passages.iter().any(|passage| passage.essay as usize == essay)
    });
    here.map(|(theme, _)| theme.id.to_string()).collect()
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
    let parent = |at: usize| {
        let parent = codebook.themes().get(at)?.parent.as_ref()?;
        codebook.find(parent).map(|(at, _)| at)
    };
    std::iter::successors(parent(lower), |&at| parent(at)).any(|at| at == upper)
}
