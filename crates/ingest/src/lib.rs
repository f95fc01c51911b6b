//! Documents to essays: bytes in, an essay and what was found on the way out.
//!
//! Reading never fails and never panics. Whatever is wrong with a document is a [`Diagnostic`];
//! every line that is not in the essay is a [`Removed`], every two lines that became one text a
//! [`Joined`]. There is no IO here: a document is a name and its bytes.

pub mod codebook;
pub mod collection;
mod data;
mod diagnostic;
mod encoding;
mod format;
mod language;
pub mod markdown;
mod meta;
mod plain;
mod slug;
mod source;

use corpus::{Essay, EssayId, Language, Meta};
use meta::FrontMatter;

pub use diagnostic::{Diagnostic, Join, Joined, Level, Removal, Removed};
pub use language::detect as detect_language;
pub use slug::slug;

use format::Format;

/// An essay, and what was found when its document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The essay.
    pub essay: Essay,
    /// Whether the document itself says the essay's id. Otherwise it is made of the file's name.
    pub named: bool,
    /// For each of the essay's decisions the line that it is written on.
    pub decision_lines: Vec<u32>,
    /// The document's lines that are not in the essay's text.
    pub removed: Vec<Removed>,
    /// The document's lines that are one text with the line before.
    pub joined: Vec<Joined>,
    /// What is wrong or worth knowing.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// A document of this name in which nothing has been read yet.
    fn unread(name: &str) -> Self {
        let meta = Meta {
            id: name_of(name),
            title: String::new(),
            subtitle: None,
            authors: Vec::new(),
            published: None,
            publisher: Vec::new(),
            source_url: None,
            language: Language::new("und"),
            themes: Vec::new(),
            translation_of: None,
            licence: None,
        };
        Self {
            essay: Essay::new(meta, Vec::new()),
            named: false,
            decision_lines: Vec::new(),
            removed: Vec::new(),
            joined: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Takes what front matter and the comments in the text say about the essay, once its blocks
    /// are known.
    fn apply(
        &mut self,
        mut front: FrontMatter,
        comments: Vec<(markdown::About, markdown::Written)>,
    ) {
        self.named = front.id.is_some();
        let quoted = std::mem::take(&mut front.passages);
        let decisions =
            markdown::settle(&self.essay.blocks, comments, quoted, &mut self.diagnostics);
        (self.essay.decisions, self.decision_lines) = decisions.into_iter().unzip();
        let known = std::mem::replace(&mut self.essay.meta, Self::unread("").essay.meta);
        self.essay.meta = front.over(known);
    }
}

/// Reads a document: Markdown or plain text, by its name and its first bytes, in any encoding.
/// Of anything else the essay is empty, and an error says what it looks like and what to do.
pub fn read(name: &str, bytes: &[u8]) -> Document {
    let mut document = Document::unread(name);
    let format = Format::of(name, bytes);
    if let Format::Other(what) = format {
        document
            .diagnostics
            .push(Diagnostic::error(None, format!("this is {what}")));
        return document;
    }
    match encoding::decode(bytes, &mut document.diagnostics) {
        None => {
            let error = Diagnostic::error(None, format!("this is {}", format::BINARY));
            document.diagnostics.push(error);
            document
        }
        Some(text) => {
            let mut document = match format {
                Format::Markdown => markdown::read(&text, document),
                _ => plain::read(&text, document),
            };
            document
                .diagnostics
                .sort_by_key(|diagnostic| diagnostic.line);
            document.diagnostics.dedup();
            document
        }
    }
}

/// The text of a file in whatever encoding, and what was found in reading it; `None` where the bytes
/// are no text.
pub fn text(bytes: &[u8]) -> Option<(String, Vec<Diagnostic>)> {
    let mut diagnostics = Vec::new();
    let text = encoding::decode(bytes, &mut diagnostics)?;
    Some((text, diagnostics))
}

/// The id that a file's name gives to an essay: its stem as a slug.
fn name_of(name: &str) -> EssayId {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    slug(stem).unwrap_or_else(slug::untitled)
}
