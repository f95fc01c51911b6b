//! Documents in a JSON Lines file, which stand for a corpus folder in test collections and dumps.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use corpus::{Draft, Essay, EssayId, Kind, Language, Meta, assemble, text};
use search::sheet;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use site::app::App;
use site::docs::{Doc, DocsError, Report};

use crate::progress::Progress;

/// What a line is.
const SHAPE: &str =
    "a line is {\"id\", \"title\", \"text\", \"lang\"} in JSON, title and lang may be left out";

/// One line of such a file.
#[derive(Deserialize)]
struct Line {
    id: Value,
    #[serde(default)]
    title: String,
    text: String,
    lang: Option<String>,
}

/// Reads the documents: each with its id as the file has it, and as an essay whose paragraphs are
/// the text's lines.
pub(crate) fn read(path: &Path) -> Result<Vec<Doc>> {
    site::docs::read(open(path)?, &doc).map_err(placed(path))
}

/// Builds a searchable folder of the documents.
pub(crate) fn build(path: &Path, out: &Path, app: &App) -> Result<Report> {
    let file = open(path)?;
    let bytes = file.get_ref().metadata().map_or(0, |file| file.len());
    let progress = Progress::new();
    let watch = |step| match step {
        site::docs::Progress::Analysed(done) => progress.show("analysing", done, bytes),
        site::docs::Progress::Merged { pages, all } => {
            progress.show("writing  ", pages as u64, all as u64);
        }
    };
    site::docs::build(file, &doc, out, app, &watch).map_err(placed(path))
}

fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(BufReader::with_capacity(1 << 18, file))
}

/// An error of the documents with the place where they are.
fn placed(path: &Path) -> impl Fn(DocsError) -> anyhow::Error {
    let path = path.display().to_string();
    move |error| match error {
        DocsError::Line { line, cause } => anyhow!("{path}:{line}: {cause}"),
        DocsError::Empty | DocsError::Unreadable(_) => anyhow!("{path}: {error}"),
        error => error.into(),
    }
}

fn doc(line: &str) -> Result<Doc, String> {
    let fault = |cause: String| format!("{cause}: {SHAPE}");
    let line: Line = serde_json::from_str(line).map_err(|error| fault(in_line(&error)))?;
    let name = name(&line.id).map_err(fault)?;
    let language = line.lang.as_deref().unwrap_or("und");
    Ok(Doc {
        name,
        essay: essay(&line.title, line.text.lines(), language)
            .map_err(|error| error.to_string())?,
    })
}

/// What serde_json finds, and where, but for the number of the line, which it takes for the first.
fn in_line(error: &serde_json::Error) -> String {
    let cause = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match cause.strip_suffix(&place) {
        Some(cause) => format!("{cause} (column {})", error.column()),
        None => cause,
    }
}

/// An id as text, whether the file has it as text or as a number.
fn name(id: &Value) -> Result<String, String> {
    let name = match id {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => String::new(),
    };
    if name.is_empty() || name.contains(char::is_control) {
        return Err("the id is no text of one line, nor a number".to_owned());
    }
    Ok(name)
}

/// Hands over each line of a JSON Lines file; blank ones are passed over, and what is wrong is
/// reported with its line.
pub(crate) fn for_each_line<T: DeserializeOwned>(
    path: &Path,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    for (at, line) in open(path)?.lines().enumerate() {
        let place = || format!("{}:{}", path.display(), at + 1);
        let line = line.with_context(place)?;
        if !line.trim().is_empty() {
            let value = serde_json::from_str(&line).map_err(|error| anyhow!(in_line(&error)));
            take(value.with_context(place)?).with_context(place)?;
        }
    }
    Ok(())
}

/// A document as an essay: a title, and a paragraph for each text.
fn essay<'a>(title: &str, texts: impl Iterator<Item = &'a str>, language: &str) -> Result<Essay> {
    let meta = Meta {
        // The file's ids may be anything; only an essay's own id has to fit into addresses.
        id: EssayId::new("doc")?,
        title: text::normalise(title),
        subtitle: None,
        authors: Vec::new(),
        published: None,
        publisher: Vec::new(),
        source_url: None,
        language: Language::new(language),
        themes: Vec::new(),
        translation_of: None,
        licence: None,
    };
    let paragraphs = texts.map(text::normalise).filter(|text| !text.is_empty());
    let drafts = paragraphs.map(|text| Draft::plain(Kind::Paragraph, text));
    Ok(Essay::new(meta, assemble(drafts.collect())))
}

/// The essay of which a built folder of documents has the sheet.
pub(crate) fn of_sheet(sheet: &str) -> Result<Essay> {
    essay(sheet::title(sheet), sheet::blocks(sheet), "und")
}
