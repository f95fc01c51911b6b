//! What a highlight notes of the words that are marked and of what stands around them.

use corpus::{Block, Span};

use crate::{Place, Selector};

/// How much of the surroundings a selector quotes on each side, in scalars.
const REACH: usize = 32;

/// The selectors of a selection: parts of blocks (by place in the essay), in reading order. Parts
/// that are empty or reach beyond their text are left out.
pub fn select(blocks: &[Block], parts: &[(usize, Span)]) -> Vec<Selector> {
    let selector = |&(block, span): &(usize, Span)| {
        let place = Place { block, span };
        let exact = span
            .slice(&blocks.get(block)?.text)
            .filter(|exact| !exact.is_empty())?;
        Some(Selector {
            block: blocks[block].id.clone(),
            span,
            exact: exact.to_owned(),
            prefix: before(blocks, place),
            suffix: after(blocks, place),
        })
    };
    parts.iter().filter_map(selector).collect()
}

/// What stands before a place, the blocks before it included.
fn before(blocks: &[Block], place: Place) -> String {
    let (here, earlier) = (&blocks[place.block].text, &blocks[..place.block]);
    let start = place.span.bytes(here).map_or(0, |bytes| bytes.start);
    let earlier = earlier
        .iter()
        .rev()
        .flat_map(|block| "\n".chars().chain(block.text.chars().rev()));
    let reversed: Vec<char> = here[..start]
        .chars()
        .rev()
        .chain(earlier)
        .take(REACH)
        .collect();
    reversed.into_iter().rev().collect()
}

/// What stands behind a place, the blocks behind it included.
fn after(blocks: &[Block], place: Place) -> String {
    let (here, later) = (&blocks[place.block].text, &blocks[place.block + 1..]);
    let end = place.span.bytes(here).map_or(here.len(), |bytes| bytes.end);
    let later = later
        .iter()
        .flat_map(|block| "\n".chars().chain(block.text.chars()));
    here[end..].chars().chain(later).take(REACH).collect()
}
