//! The JSON that `import --json` prints, one essay per line.

use corpus::{Author, Block, Decision};
use ingest::{Diagnostic, Document, Joined, Removed};
use serde::Serialize;

/// One line of JSON.
pub(super) fn line(document: &Document) -> serde_json::Result<String> {
    serde_json::to_string(&Imported::from(document))
}

#[derive(Serialize)]
struct Imported<'a> {
    title: &'a str,
    authors: Vec<By<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    publisher: &'a [String],
    language: &'a str,
    blocks: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    passages: Vec<Decided<'a>>,
    removed: &'a [Removed],
    joined: &'a [Joined],
    diagnostics: &'a [Diagnostic],
}

#[derive(Serialize)]
struct By<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    honorific: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<&'a str>,
}

/// What an editor decided about a block.
#[derive(Serialize)]
struct Decided<'a> {
    block: &'a str,
    theme: &'a str,
    take: bool,
    why: &'a str,
}

#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
}

impl<'a> From<&'a Document> for Imported<'a> {
    fn from(document: &'a Document) -> Self {
        let meta = &document.essay.meta;
        let blocks = &document.essay.blocks;
        let decided = |decision: &'a Decision| {
            Some(Decided {
                block: blocks.get(decision.block as usize)?.id.as_str(),
                theme: decision.theme.as_str(),
                take: decision.takes,
                why: &decision.why,
            })
        };
        Self {
            title: &meta.title,
            authors: meta.authors.iter().map(By::from).collect(),
            published: meta.published.map(|date| date.to_string()),
            publisher: &meta.publisher,
            language: meta.language.as_str(),
            blocks: blocks.iter().map(Part::from).collect(),
            passages: document
                .essay
                .decisions
                .iter()
                .filter_map(decided)
                .collect(),
            removed: &document.removed,
            joined: &document.joined,
            diagnostics: &document.diagnostics,
        }
    }
}

impl<'a> From<&'a Author> for By<'a> {
    fn from(author: &'a Author) -> Self {
        Self {
            name: &author.name,
            honorific: author.honorific.as_deref(),
            role: author.role.as_deref(),
            affiliation: author.affiliation.as_deref(),
        }
    }
}

impl<'a> From<&'a Block> for Part<'a> {
    fn from(block: &'a Block) -> Self {
        Self {
            id: block.id.as_str(),
            kind: block.kind.name(),
            text: &block.text,
            number: block.number,
        }
    }
}
