//! `lectern import FILE… --to DIR` and `lectern import FILE… --json`.

mod json;

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use ingest::{Diagnostic, Document, Level};

use crate::messages::{Messages, count, result};
use crate::outcome::Outcome;

/// What to import, and where to.
#[derive(Args)]
pub(crate) struct Import {
    /// Documents: Markdown or plain text
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The corpus folder (or its `essays` folder) that the essays are written to
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present = "json",
        conflicts_with = "json"
    )]
    to: Option<PathBuf>,
    /// Print each essay as one line of JSON; write nothing
    #[arg(long)]
    json: bool,
    /// Overwrite essays that exist
    #[arg(long)]
    force: bool,
}

impl Import {
    /// Imports every file; one at fault does not keep the others from being imported.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut messages = Messages::stderr();
        let mut faults = 0;
        for file in &self.files {
            let document = read(file);
            let name = file.display().to_string();
            for finding in &document.diagnostics {
                messages.finding(&name, finding);
            }
            let errors = document
                .diagnostics
                .iter()
                .any(|finding| finding.level == Level::Error);
            faults += usize::from(errors);
            match &self.to {
                None => result(&json::line(&document)?)?,
                Some(_) if errors => {}
                Some(to) => match self.write(to, &document) {
                    Ok(path) => report(&mut messages, &name, &path, &document),
                    Err(error) => {
                        faults += 1;
                        messages.finding(&name, &Diagnostic::error(None, format!("{error:#}")));
                    }
                },
            }
        }
        let imported = self.files.len() - faults;
        messages.say(&format!(
            "{} read, {} at fault",
            count(imported, "document"),
            faults
        ));
        Ok(Outcome::of_faults(faults))
    }

    /// Writes the essay to `DIR/essays/ID.md`, or to `DIR/ID.md` where DIR is such a folder.
    fn write(&self, to: &Path, document: &Document) -> anyhow::Result<PathBuf> {
        let folder = if to.file_name().is_some_and(|name| name == "essays") {
            to.to_owned()
        } else {
            to.join("essays")
        };
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let path = folder.join(format!("{}.md", document.essay.meta.id));
        let mut options = OpenOptions::new();
        options.write(true).truncate(true);
        let options = if self.force {
            options.create(true)
        } else {
            options.create_new(true)
        };
        let mut file = match options.open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                bail!(
                    "{} exists: give the essay another id, or overwrite it with --force",
                    path.display()
                )
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot write {}", path.display()));
            }
        };
        let markdown = ingest::markdown::write(&document.essay);
        file.write_all(markdown.as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

/// Reads a file. One that cannot be read is a document with that finding. An essay that does not
/// say its own id is named by its title, which makes better addresses than a file's name.
fn read(file: &Path) -> Document {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let (bytes, error) = match fs::read(file) {
        Ok(bytes) => (bytes, None),
        Err(error) => (Vec::new(), Some(error)),
    };
    let mut document = ingest::read(&name, &bytes);
    if let Some(error) = error {
        document.diagnostics = vec![Diagnostic::error(None, format!("cannot read it: {error}"))];
    }
    if !document.named
        && let Some(id) = ingest::slug(&document.essay.meta.title)
    {
        document.essay.meta.id = id;
    }
    document
}

/// Says what was written, and every line that was removed or joined.
fn report(messages: &mut Messages, name: &str, path: &Path, document: &Document) {
    for removed in &document.removed {
        messages.say(&format!(
            "{name}:{}: removed ({}): {}",
            removed.line, removed.why, removed.text
        ));
    }
    for joined in &document.joined {
        messages.say(&format!("{name}:{}: joined ({})", joined.line, joined.why));
    }
    let blocks = count(document.essay.blocks.len(), "block");
    let removed = count(document.removed.len(), "line");
    messages.say(&format!(
        "{name}: {blocks}, {removed} removed, {} joined → {}",
        document.joined.len(),
        path.display()
    ));
}
