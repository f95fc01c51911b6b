//! Plain text as PDF tools, mail and typewriters leave it, to essays.
//!
//! A pipeline over numbered lines: page furniture out ([`furniture`]), the head with title, byline
//! and date off ([`head`]), lines to units such as paragraphs and items ([`units`]), units that a
//! page or blank line cut together again ([`mend`]), units to blocks ([`blocks`]).

mod blocks;
mod byline;
mod byline_words;
mod chunks;
mod date;
mod furniture;
mod head;
mod leavings;
mod lines;
mod markers;
mod mend;
mod page_numbers;
mod shape;
mod units;
mod words;

use corpus::{Language, Meta, assemble};

use crate::{Document, language};

/// Reads plain text.
pub(crate) fn read(text: &str, mut document: Document) -> Document {
    let cleared = furniture::clear(lines::of(text));
    let words = words::Words::of(&cleared.lines);
    let mut chunks = chunks::of(cleared.lines, &cleared.cuts);
    let head = head::take(&mut chunks, &cleared.letterhead);
    document.removed = cleared.removed;
    document.removed.extend(head.removed);
    document.removed.sort_by_key(|removed| removed.line);
    document.diagnostics.extend(head.diagnostics);
    let units = units::of(&chunks, &words, &mut document.joined);
    let units = mend::mend(units, &words, &mut document.joined);
    document.joined.sort_by_key(|joined| joined.line);
    let meta = &mut document.essay.meta;
    (meta.title, meta.subtitle) = (head.title, head.subtitle);
    (meta.authors, meta.published, meta.publisher) = (head.authors, head.published, head.publisher);
    document.essay.blocks = assemble(blocks::of(units));
    meta.language = language_of(meta, &document.essay.blocks);
    document
}

fn language_of(meta: &Meta, blocks: &[corpus::Block]) -> Language {
    let mut sample = meta.title.clone();
    for block in blocks.iter().take(200) {
        sample.push('\n');
        sample.push_str(&block.text);
    }
    language::detect(&sample).unwrap_or_else(|| Language::new("und"))
}

#[cfg(test)]
mod tests;
