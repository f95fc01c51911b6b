//! `lectern themes --export FORMAT [--out FILE]` and `lectern themes --import FILE`: codebooks in the
//! formats of others.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use corpus::Language;
use ingest::{Diagnostic, Level};
use site::folder::{self, CODEBOOK};
use themes::codebook::{self, Palette};

use crate::messages::{Messages, count};
use crate::outcome::Outcome;

/// Where the theme colours are defined.
const TOKENS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../styles/tokens.css"
));

/// No codebook is as large as this, in bytes.
const LARGEST: u64 = 32_000_000;

/// A format of codebooks.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// REFI-QDA Codebook 1.0, for programs of qualitative analysis
    Qdc,
    /// A table (RFC 4180)
    Csv,
    /// A thesaurus: SKOS in JSON-LD
    Skos,
}

/// Writes the codebook of a corpus folder to a file, or to standard output.
pub(super) fn export(corpus: &Path, format: Format, out: Option<&Path>) -> Result<Outcome> {
    let folder = folder::read(corpus)?;
    let mut messages = Messages::stderr();
    let faults = folder
        .findings
        .iter()
        .filter(|finding| finding.file == CODEBOOK && finding.diagnostic.level == Level::Error);
    let faults = faults.map(|finding| messages.finding(CODEBOOK, &finding.diagnostic));
    let faults = faults.count();
    let (codebook, collection) = (&folder.codebook, &folder.collection);
    let text = match format {
        Format::Qdc => codebook::qdc::write(codebook, &collection.language(), &palette()?)
            .ok_or_else(|| anyhow!("{CODEBOOK} has no theme: a REFI-QDA codebook needs one"))?,
        Format::Csv => codebook::csv::write(codebook),
        Format::Skos => {
            codebook::skos::write(codebook, &collection.title, collection.base_url.as_deref())
        }
    };
    match out {
        None => io::stdout().lock().write_all(text.as_bytes())?,
        Some(path) => {
            fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
            let themes = count(codebook.themes().len(), "theme");
            messages.say(&format!("{themes} → {}", path.display()));
        }
    }
    Ok(Outcome::of_faults(faults))
}

/// Prints the codebook of a file as `themes.toml`, and says what was added, changed or lost. Names that
/// say no language are in that of the corpus folder, where there is one.
pub(super) fn import(corpus: &Path, file: &Path) -> Result<Outcome> {
    let mut messages = Messages::stderr();
    let name = file.display().to_string();
    let size = fs::metadata(file)
        .with_context(|| format!("cannot read {name}"))?
        .len();
    if size > LARGEST {
        bail!("{name} has {size} bytes, more than any codebook: check that it is one");
    }
    let bytes = fs::read(file).with_context(|| format!("cannot read {name}"))?;
    let Some((text, diagnostics)) = ingest::text(&bytes) else {
        messages.finding(
            &name,
            &Diagnostic::error(None, "this is no text: export the codebook again"),
        );
        return Ok(Outcome::InputAtFault);
    };
    for finding in &diagnostics {
        messages.finding(&name, finding);
    }
    let language = folder::read(corpus).map_or_else(
        |_| Language::new("en"),
        |folder| folder.collection.language(),
    );
    match codebook::import(&text, &language, &palette()?) {
        Ok(imported) => {
            for note in imported.notes {
                messages.finding(&name, &Diagnostic::note(note.line, note.message));
            }
            let toml = codebook::toml::write(&imported.codebook);
            io::stdout().lock().write_all(toml.as_bytes())?;
            messages.say(&count(imported.codebook.themes().len(), "theme"));
            Ok(Outcome::Done)
        }
        Err(error) => {
            messages.finding(&name, &Diagnostic::error(error.line, error.cause));
            Ok(Outcome::InputAtFault)
        }
    }
}

fn palette() -> Result<Palette> {
    Palette::of_css(TOKENS)
        .context("the style sheet inside this program lacks a theme colour; please report this")
}
