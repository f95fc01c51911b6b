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

use crate::format::has_front_matter;
use crate::meta::FrontMatter;
use crate::{Document, language, markdown};

/// Reads plain text. Front matter, where an editor has put some before it, says what the head of
/// the text does not.
pub(crate) fn read(text: &str, mut document: Document) -> Document {
    let (front, body) = if begins_with_fields(text) {
        markdown::split(text, &mut document.diagnostics)
    } else {
        (FrontMatter::default(), markdown::Body { text, before: 0 })
    };
    // Empty lines in its place, so that lines keep their numbers.
    let before = "\n".repeat(body.before as usize);
    let cleared = furniture::clear(lines::of(&(before + body.text)));
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
    document.apply(front, Vec::new());
    document
}

/// Whether a text begins with front matter rather than with a line between two rules.
fn begins_with_fields(text: &str) -> bool {
    let mut lines = text.lines();
    let field = lines.nth(1).and_then(|line| line.split_once(':'));
    let is_name = |name: &str| {
        let mut letters = name.bytes();
        letters.all(|letter| letter.is_ascii_lowercase() || letter == b'_')
    };
    has_front_matter(text.as_bytes()) && field.is_some_and(|(name, _)| is_name(name))
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
