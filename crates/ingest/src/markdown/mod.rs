//! Markdown with YAML front matter (CommonMark 0.31 with GitHub's tables, footnotes and
//! strikethrough) to essays, and essays to such Markdown.

mod decisions;
mod footnotes;
mod front;
mod html;
mod inline;
mod links;
mod outer;
mod reader;
mod write;

use corpus::{Language, assemble};

use crate::{Document, language};

pub(crate) use decisions::{About, Written, settle};
pub(crate) use front::split;
pub use write::write;

/// Reads Markdown.
pub(crate) fn read(text: &str, mut document: Document) -> Document {
    let (mut front, body) = split(text, &mut document.diagnostics);
    let read = reader::read(body, &mut document.diagnostics);
    document.essay.blocks = assemble(read.drafts);
    let texts = document.essay.blocks.iter().map(|block| &*block.text);
    let language = front
        .language
        .take()
        .or_else(|| language::detect(&texts.collect::<Vec<_>>().join("\n")));
    let meta = &mut document.essay.meta;
    meta.language = language.unwrap_or_else(|| Language::new("und"));
    meta.title = read.title.unwrap_or_default();
    document.apply(front, read.decisions);
    document
}

/// The body of a file: the text from some line on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'a> {
    /// Its text.
    pub text: &'a str,
    /// How many lines stand before it.
    pub before: u32,
}

#[cfg(test)]
mod tests;
