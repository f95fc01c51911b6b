//! The files that the rules look at: those under version control, and new ones that are not ignored.

use anyhow::{Context, Result};

use super::graph::Graph;
use crate::process;
use crate::project::Project;

/// The repository as the rules see it.
pub struct Tree {
    /// Every file, in the order of its path.
    pub files: Vec<File>,
    /// The packages and what they depend on.
    pub graph: Graph,
}

/// One file.
pub struct File {
    /// Relative to the repository, with `/`.
    pub path: String,
    /// Length in bytes.
    pub length: usize,
    /// The text, where it is UTF-8.
    pub text: Option<String>,
}

impl Tree {
    /// Reads the whole repository.
    pub fn read(project: &Project) -> Result<Self> {
        let mut git = project.command("git");
        git.args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]);
        let list = process::capture(&mut git).context("tidy asks git for the list of files")?;
        let mut files: Vec<File> = list
            .split_terminator('\0')
            // A file that is deleted but not yet committed is still listed.
            .filter_map(|path| Some((path, std::fs::read(project.path(path)).ok()?)))
            .map(|(path, bytes)| File::new(path, bytes))
            .collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let graph = Graph::read(project)?;
        Ok(Self { files, graph })
    }

    /// The text files whose path ends in an extension, as (path, text).
    pub fn texts<'a>(
        &'a self,
        extension: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.all_texts()
            .filter(move |(path, _)| path.ends_with(extension))
    }

    /// All text files but lock files, which tools write.
    pub fn all_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter(|file| !file.is_lock())
            .filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)))
    }
}

impl File {
    fn new(path: &str, bytes: Vec<u8>) -> Self {
        Self {
            path: path.to_owned(),
            length: bytes.len(),
            text: String::from_utf8(bytes).ok(),
        }
    }

    /// Whether a package manager wrote it.
    pub fn is_lock(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        matches!(name, "Cargo.lock" | "package-lock.json")
    }
}
