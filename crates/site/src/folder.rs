//! A corpus folder, read: the collection, its codebook, its essays in reading order.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use corpus::{Codebook, Collection, Essay, EssayId};
use ingest::{Diagnostic, codebook};
use thiserror::Error;

/// A corpus folder.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The folder itself.
    pub root: PathBuf,
    /// What `corpus.toml` says.
    pub collection: Collection,
    /// What `themes.toml` says.
    pub codebook: Codebook,
    /// For each theme, by place, where it is written in [`CODEBOOK`].
    pub theme_lines: Vec<codebook::Lines>,
    /// The essays in reading order: as the collection's parts list them, each translation behind
    /// its original, what no part lists at the end by id. Each id is there once.
    pub essays: Vec<SourceEssay>,
    /// What was found while reading.
    pub findings: Vec<Finding>,
}

/// An essay and the file it was read from.
#[derive(Clone, Debug)]
pub struct SourceEssay {
    /// The file, relative to the folder, with forward slashes: `essays/NAME.md`.
    pub path: String,
    /// The essay.
    pub essay: Essay,
    /// For each of its decisions the line that it is written on.
    pub decision_lines: Vec<u32>,
}

/// Something found in a file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, relative to the folder, with forward slashes.
    pub file: String,
    /// What was found.
    pub diagnostic: Diagnostic,
}

/// Why a folder cannot be read at all.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FolderError {
    /// There is no collection.
    #[error(
        "{0} has no corpus.toml: name a corpus folder; it holds corpus.toml, themes.toml and essays/"
    )]
    NoCollection(PathBuf),
    /// A file or folder that is there cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The file that describes the collection.
pub const COLLECTION: &str = "corpus.toml";

/// The file that holds the codebook.
pub const CODEBOOK: &str = "themes.toml";

/// The folder of the essays.
pub const ESSAYS: &str = "essays";

/// Reads a corpus folder. What is wrong inside its files becomes findings.
pub fn read(dir: &Path) -> Result<Folder, FolderError> {
    let mut findings = Vec::new();
    let toml = text(dir, COLLECTION)?.ok_or_else(|| FolderError::NoCollection(dir.to_owned()))?;
    let (collection, diagnostics) = ingest::collection::parse(&toml);
    findings.extend(found(COLLECTION, diagnostics));
    let toml = text(dir, CODEBOOK)?;
    let codebook::Read {
        codebook,
        lines: theme_lines,
        diagnostics,
    } = toml.map_or_else(codebook::Read::default, |toml| codebook::parse(&toml));
    findings.extend(found(CODEBOOK, diagnostics));
    let mut essays = Vec::new();
    for path in essay_files(dir)? {
        let bytes = fs::read(dir.join(&path)).map_err(unreadable(&dir.join(&path)))?;
        let document = ingest::read(&path, &bytes);
        findings.extend(found(&path, document.diagnostics));
        essays.push(SourceEssay {
            path,
            essay: document.essay,
            decision_lines: document.decision_lines,
        });
    }
    findings.extend(essays.iter().flat_map(|source| strays(source, &codebook)));
    refuse_repeats(&mut essays, &mut findings);
    arrange(&mut essays, &collection);
    Ok(Folder {
        root: dir.to_owned(),
        collection,
        codebook,
        theme_lines,
        essays,
        findings,
    })
}

/// Decisions about themes that are not there, which have no effect.
fn strays(source: &SourceEssay, codebook: &Codebook) -> Vec<Finding> {
    let decisions = source.essay.decisions.iter().zip(&source.decision_lines);
    let strays = decisions.filter(|(decision, _)| codebook.find(&decision.theme).is_none());
    let strays = strays.map(|(decision, &line)| {
        let message = format!(
            "a passage is decided about for theme {}, which is not in the codebook: add it to \
             {CODEBOOK} or correct its name",
            decision.theme
        );
        Diagnostic::error(line, message)
    });
    found(&source.path, strays.collect()).collect()
}

/// These diagnostics as findings about this file.
pub(crate) fn found(file: &str, diagnostics: Vec<Diagnostic>) -> impl Iterator<Item = Finding> {
    diagnostics.into_iter().map(move |diagnostic| Finding {
        file: file.to_owned(),
        diagnostic,
    })
}

/// The text of a file of the folder; `None` where there is no such file.
fn text(dir: &Path, name: &str) -> Result<Option<String>, FolderError> {
    let path = dir.join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&path)(error)),
    }
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    |source| FolderError::Unreadable { path, source }
}

/// The files in `essays/` that are essays, sorted by name. A README is for editors, and hidden
/// files belong to their programs.
fn essay_files(dir: &Path) -> Result<Vec<String>, FolderError> {
    let path = dir.join(ESSAYS);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(&path)(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(unreadable(&path))?;
        if let Ok(name) = entry.file_name().into_string()
            && is_essay(&name)
        {
            files.push(format!("{ESSAYS}/{name}"));
        }
    }
    files.sort();
    Ok(files)
}

fn is_essay(name: &str) -> bool {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let readable = ["md", "txt"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    readable && !stem.is_empty() && !name.starts_with('.') && !stem.eq_ignore_ascii_case("readme")
}

/// Keeps the first essay of each id.
fn refuse_repeats(essays: &mut Vec<SourceEssay>, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<EssayId, String> = HashMap::new();
    essays.retain(|SourceEssay { path, essay, .. }| {
        let Some(first) = seen.get(&essay.meta.id) else {
            seen.insert(essay.meta.id.clone(), path.clone());
            return true;
        };
        let message = format!(
            "the id {} is taken by {first}: give this essay an `id` of its own",
            essay.meta.id
        );
        findings.push(Finding {
            file: path.clone(),
            diagnostic: Diagnostic::error(None, message),
        });
        false
    });
}

/// Puts essays in reading order.
fn arrange(essays: &mut [SourceEssay], collection: &Collection) {
    let mut places: HashMap<&EssayId, usize> = HashMap::new();
    for (place, id) in collection
        .parts
        .iter()
        .flat_map(|part| &part.essays)
        .enumerate()
    {
        places.entry(id).or_insert(place);
    }
    let language = |essay: &Essay| {
        let languages = &collection.languages;
        languages
            .iter()
            .position(|known| *known == essay.meta.language)
            .unwrap_or(languages.len())
    };
    essays.sort_by_cached_key(|SourceEssay { essay, .. }| {
        let id = &essay.meta.id;
        let original = essay.meta.translation_of.as_ref().unwrap_or(id);
        // A translation that a part lists by itself stands where it is listed.
        let place = places.get(id).or_else(|| places.get(original)).copied();
        let listed = places.contains_key(id);
        let group = if listed { id } else { original };
        (
            place.unwrap_or(usize::MAX),
            group.clone(),
            group != id,
            language(essay),
            id.clone(),
        )
    });
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(files: &[(&str, &str)], expected: &Expect) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(ESSAYS)).unwrap();
        for (name, text) in files {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let shown = match read(dir.path()) {
            Err(error) => error
                .to_string()
                .replace(&dir.path().display().to_string(), "DIR"),
            Ok(folder) => {
                let essays = folder
                    .essays
                    .iter()
                    .map(|source| format!("{} {}\n", source.essay.meta.id, source.path));
                let findings = folder
                    .findings
                    .iter()
                    .map(|finding| format!("{}:{}\n", finding.file, finding.diagnostic));
                essays.chain(findings).collect()
            }
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn essays_come_in_reading_order() {
        check(
            &[
                (
                    "corpus.toml",
                    "title = \"L\"\nlanguages = [\"en\", \"fr\"]\n[[part]]\ntitle = \"P\"\nessays = [\"second\", \"first\"]\n",
                ),
                (
                    "essays/first.md",
                    "---\ntitle: F\nlanguage: en\n---\n\nF.\n",
                ),
                (
                    "essays/a.fr.md",
                    "---\nid: a-fr\ntranslation_of: second\nlanguage: fr\n---\n\nA.\n",
                ),
                ("essays/second.md", "---\nlanguage: en\n---\n\nS.\n"),
                ("essays/Zoo at Night.md", "---\nlanguage: en\n---\n\nZ.\n"),
                ("essays/annex.md", "---\nlanguage: en\n---\n\nN.\n"),
                ("essays/README.md", "For editors.\n"),
                ("essays/.hidden.md", "x\n"),
                ("essays/picture.svg", "<svg/>"),
            ],
            &expect![[r#"
                second essays/second.md
                a-fr essays/a.fr.md
                first essays/first.md
                annex essays/annex.md
                zoo-at-night essays/Zoo at Night.md
            "#]],
        );
    }

    #[test]
    fn findings_name_their_file_and_line() {
        check(
            &[
                ("corpus.toml", "title = \"L\"\n\nodd = 1\n"),
                (
                    "essays/a.md",
                    "---\nid: same\npublished: soon\nlanguage: en\n---\n",
                ),
                ("essays/b.md", "---\nid: same\nlanguage: en\n---\n"),
            ],
            &expect![[r#"
                same essays/a.md
                corpus.toml:3: warning: `odd` is not known here: check its spelling or drop it
                essays/a.md:3: error: `published`: "soon" is no date: write it as YYYY-MM-DD, YYYY-MM or YYYY
                essays/b.md:error: the id same is taken by essays/a.md: give this essay an `id` of its own
            "#]],
        );
    }

    #[test]
    fn a_folder_needs_a_collection() {
        check(
            &[],
            &expect![
                "DIR has no corpus.toml: name a corpus folder; it holds corpus.toml, themes.toml and essays/"
            ],
        );
    }
}
