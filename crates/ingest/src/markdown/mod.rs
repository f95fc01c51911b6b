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

use corpus::{Essay, Language, assemble};

use crate::{Document, language, name_of};

pub(crate) use decisions::Written;
pub use write::write;

/// Reads Markdown. The name of the file gives the essay its id where front matter has none.
pub(crate) fn read(name: &str, text: &str, mut document: Document) -> Document {
    let (mut front, body) = front::split(text, &mut document.diagnostics);
    let read = reader::read(body, &mut document.diagnostics);
    let blocks = assemble(read.drafts);
    let language = front.language.clone().or_else(|| {
        language::detect(
            &blocks
                .iter()
                .map(|block| block.text.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
        )
    });
    document.named = front.id.is_some();
    let language = language.unwrap_or_else(|| Language::new("und"));
    let quoted = std::mem::take(&mut front.passages);
    let decisions = decisions::settle(&blocks, read.decisions, quoted, &mut document.diagnostics);
    let meta = front.into_meta(name_of(name), read.title.unwrap_or_default(), language);
    let (decisions, lines) = decisions.into_iter().unzip();
    document.essay = Essay {
        meta,
        blocks,
        decisions,
    };
    document.decision_lines = lines;
    document
}

/// The body of a Markdown file: the text from some line on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'a> {
    /// Its text.
    pub text: &'a str,
    /// How many lines stand before it.
    pub before: u32,
}

#[cfg(test)]
mod tests;
