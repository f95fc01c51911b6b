//! Documents in a JSON Lines file, which stand for a corpus folder in test collections and dumps.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use corpus::{Draft, Essay, EssayId, Kind, Language, Meta, assemble, text};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use site::app::Engine;
use site::docs::Report;

/// One line of such a file.
#[derive(Deserialize)]
struct Doc {
    id: Value,
    #[serde(default)]
    title: String,
    text: String,
    lang: Option<String>,
}

/// Reads the documents: each with its id as the file has it, and as an essay whose paragraphs are
/// the text's lines.
pub(crate) fn read(path: &Path) -> Result<Vec<(String, Essay)>> {
    let mut essays = Vec::new();
    for_each_line(path, |doc: Doc| {
        essays.push((name(&doc.id), essay(essays.len(), &doc)?));
        Ok(())
    })?;
    Ok(essays)
}

/// Builds a searchable folder of the documents.
pub(crate) fn build(path: &Path, out: &Path, engine: &Engine) -> Result<Report> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let parse = |line: usize, text: &str| {
        let place =
            |cause: &str| format!("{}:{line}: error: not as expected: {cause}", path.display());
        let doc: Doc = serde_json::from_str(text).map_err(|error| place(&error.to_string()))?;
        let essay = essay(line, &doc).map_err(|error| place(&error.to_string()))?;
        Ok(site::docs::Doc {
            name: name(&doc.id),
            essay,
        })
    };
    Ok(site::docs::build(
        BufReader::new(file),
        &parse,
        out,
        engine,
    )?)
}

/// An id as text, whether the file has it as text or as a number.
pub(crate) fn name(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// Hands over each line of a JSON Lines file; blank ones are passed over, and what is wrong is
/// reported with its line.
pub(crate) fn for_each_line<T: DeserializeOwned>(
    path: &Path,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let place = || format!("{}:{}: error: not as expected", path.display(), at + 1);
        let line = line.with_context(place)?;
        if !line.trim().is_empty() {
            take(serde_json::from_str(&line).with_context(place)?).with_context(place)?;
        }
    }
    Ok(())
}

fn essay(number: usize, doc: &Doc) -> Result<Essay> {
    let meta = Meta {
        // The file's ids may be anything; only an essay's own id has to fit into addresses.
        id: EssayId::new(format!("doc-{number}"))?,
        title: text::normalise(&doc.title),
        subtitle: None,
        authors: Vec::new(),
        published: None,
        publisher: Vec::new(),
        source_url: None,
        language: Language::new(doc.lang.as_deref().unwrap_or("und")),
        themes: Vec::new(),
        translation_of: None,
        licence: None,
    };
    let paragraphs = doc
        .text
        .lines()
        .map(text::normalise)
        .filter(|text| !text.is_empty());
    let drafts = paragraphs.map(|text| Draft::plain(Kind::Paragraph, text));
    Ok(Essay {
        meta,
        blocks: assemble(drafts.collect()),
    })
}
