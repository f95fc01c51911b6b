//! From a codebook to the passages that speak of its themes.

use std::collections::BTreeMap;

use corpus::{Block, Codebook, Essay, Kind, Passage, Span};
use search::{Analysed, Note, Parsed, Query, Stemmers};

/// A theme's query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompiledTheme {
    /// The query as it was understood; an empty one (a theme that only gathers others) matches nothing.
    pub query: Query,
    /// What an editor should know about how it was read.
    pub notes: Vec<Note>,
}

/// Reads the queries of a codebook, by the theme's place.
pub fn compile(codebook: &Codebook) -> Vec<CompiledTheme> {
    let read = |query: &str| {
        let Parsed { query, notes } = search::parse(query);
        CompiledTheme { query, notes }
    };
    codebook
        .themes()
        .iter()
        .map(|theme| read(&theme.query))
        .collect()
}

/// For each theme, by its place, the passages that speak of it, in reading order: the blocks that
/// its own query matches or that of a theme below it, with the words of all of them.
///
/// Headings and pull quotes are no passages. The themes that an editor gave to a whole essay
/// (front matter) add none either: a passage is always known by words in it.
pub fn passages(codebook: &Codebook, essays: &[Essay]) -> Vec<Vec<Passage>> {
    let themes = compile(codebook);
    let mut own: Vec<Vec<Passage>> = vec![Vec::new(); themes.len()];
    for (essay, content) in (0..).zip(essays) {
        let stemmers = stemmers(content);
        for (block, text) in candidates(content) {
            let text = Analysed::new(text);
            for (theme, passages) in themes.iter().zip(&mut own) {
                let spans = theme.query.matches(&text, &stemmers);
                let spans = spans.filter(|spans| !spans.is_empty());
                passages.extend(spans.map(|spans| Passage {
                    essay,
                    block,
                    spans,
                }));
            }
        }
    }
    with_descendants(codebook, own)
}

/// The passages that one query finds, as a theme of that query would have them.
pub fn passages_of(query: &Query, essays: &[Essay]) -> Vec<Passage> {
    let found = (0..).zip(essays).flat_map(|(essay, content)| {
        let stemmers = stemmers(content);
        candidates(content).filter_map(move |(block, text)| {
            let spans = query.matches(&Analysed::new(text), &stemmers);
            let spans = spans.filter(|spans| !spans.is_empty())?;
            Some(Passage {
                essay,
                block,
                spans,
            })
        })
    });
    found.collect()
}

/// The stemmers of an essay's language.
fn stemmers(essay: &Essay) -> Stemmers {
    Stemmers::of(std::iter::once(essay.meta.language.as_str()))
}

/// How many blocks there are that can be passages.
pub fn blocks<'a>(essays: impl IntoIterator<Item = &'a Essay>) -> u32 {
    u32::try_from(essays.into_iter().flat_map(candidates).count()).unwrap_or(u32::MAX)
}

/// The blocks of an essay that can be passages, with their places.
fn candidates(essay: &Essay) -> impl Iterator<Item = (u32, &str)> {
    let blocks = (0..).zip(&essay.blocks);
    let can_be = |block: &Block| block.is_original() && !matches!(block.kind, Kind::Heading { .. });
    let blocks = blocks.filter(move |(_, block)| can_be(block));
    blocks.map(|(place, block)| (place, block.text.as_str()))
}

/// Adds to each theme's passages those of its children. A codebook has children behind their
/// parents, so going backwards each child is complete when its parent receives it.
fn with_descendants(codebook: &Codebook, mut passages: Vec<Vec<Passage>>) -> Vec<Vec<Passage>> {
    for (at, theme) in codebook.themes().iter().enumerate().rev() {
        if let Some((parent, _)) = theme
            .parent
            .as_ref()
            .and_then(|parent| codebook.find(parent))
        {
            let own = std::mem::take(&mut passages[parent]);
            passages[parent] = merged(own, &passages[at]);
        }
    }
    passages
}

/// The passages of both, in reading order, with the words of both where they share a block.
fn merged(own: Vec<Passage>, others: &[Passage]) -> Vec<Passage> {
    let mut blocks: BTreeMap<(u32, u32), Vec<Span>> = BTreeMap::new();
    for passage in own.into_iter().chain(others.iter().cloned()) {
        blocks
            .entry((passage.essay, passage.block))
            .or_default()
            .extend(passage.spans);
    }
    let passage = |((essay, block), spans)| Passage {
        essay,
        block,
        spans: Span::merge(spans),
    };
    blocks.into_iter().map(passage).collect()
}

#[cfg(test)]
pub(crate) mod tests;
