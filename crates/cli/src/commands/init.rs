//! `lectern init DIR`.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::messages::Messages;
use crate::outcome::Outcome;

/// A file of the new collection: where it stands, and its text.
type Template = (&'static str, &'static str);

/// The collection. What makes a folder one, `corpus.toml`, comes last.
const TEMPLATES: [Template; 5] = [
    ("README.md", include_str!("../../templates/README.md")),
    (
        "essays/notes-in-the-margin.md",
        include_str!("../../templates/essays/notes-in-the-margin.md"),
    ),
    (
        "essays/notes-in-the-margin.zh.md",
        include_str!("../../templates/essays/notes-in-the-margin.zh.md"),
    ),
    ("themes.toml", include_str!("../../templates/themes.toml")),
    ("corpus.toml", include_str!("../../templates/corpus.toml")),
];

/// Where to start.
#[derive(Args)]
pub(crate) struct Init {
    /// The folder: a new or an empty one
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Init {
    /// Writes the collection, whole or not at all, and says how to go on.
    pub(crate) fn run(self) -> Result<Outcome> {
        refuse_full(&self.folder)?;
        write(&self.folder, &TEMPLATES)?;
        let folder = self.folder.display();
        Messages::stderr().say(&format!(
            "{folder}: a collection of two essays and two themes; its README.md says what is where\n\
             next:\n  \
             lectern serve --corpus {folder}              # read it, and see each change at once\n  \
             lectern import FILE… --to {folder}           # add essays of your own\n  \
             lectern check --corpus {folder} --strict     # find what is wrong\n  \
             lectern build --corpus {folder} --out site   # the site, for any static host"
        ));
        Ok(Outcome::Done)
    }
}

/// Refuses a folder with anything in it, and what is no folder.
fn refuse_full(folder: &Path) -> Result<()> {
    let shown = folder.display();
    match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            bail!("{shown} is or lies in a file: name a new or an empty folder")
        }
        Err(error) => Err(error).with_context(|| format!("cannot read {shown}")),
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(entry) => {
                let entry = entry.with_context(|| format!("cannot read {shown}"))?;
                let name = entry.file_name();
                bail!(
                    "{shown} is not empty, {} is in it: name a new or an empty folder",
                    name.display()
                )
            }
        },
    }
}

fn write(folder: &Path, templates: &[Template]) -> Result<()> {
    let mut made = Made(Vec::new());
    for (name, text) in templates {
        let path = folder.join(name);
        made.file(&path, text)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    made.keep();
    Ok(())
}

/// Files and folders that were made, which go again unless they are kept.
struct Made(Vec<PathBuf>);

impl Made {
    fn file(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        let mut file = File::create_new(path)?;
        self.0.push(path.to_owned());
        file.write_all(text.as_bytes())
    }

    /// Makes a folder and those above it, as far as they are not there.
    fn folder(&mut self, path: &Path) -> io::Result<()> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        fs::create_dir(path)?;
        self.0.push(path.to_owned());
        Ok(())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for path in self.0.iter().rev() {
            // A folder into which somebody else has put something stays.
            let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let templates = [("a/b.md", "b"), ("c.md", "c"), ("c.md/d.md", "d")];
        let error = write(&dir.path().join("new/one"), &templates).unwrap_err();
        let path = dir.path().join("new/one/c.md/d.md");
        let expected = format!("cannot write {}", path.display());
        assert_eq!(error.to_string(), expected);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    /// No file of `templates/` is forgotten.
    #[test]
    fn every_template_is_written() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut folders = vec![dir.clone()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&dir).unwrap().to_string_lossy();
                    files.push(name.replace('\\', "/"));
                }
            }
        }
        files.sort();
        let mut written = TEMPLATES.map(|(name, _)| name);
        written.sort_unstable();
        assert_eq!(files, written);
    }
}
