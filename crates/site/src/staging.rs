//! A new folder beside the one whose place it takes once it is whole.

use std::path::{Path, PathBuf};
use std::{fs, io};

use thiserror::Error;

/// A file or folder that cannot be written.
#[derive(Debug, Error)]
#[error("cannot write {path}: {source}")]
pub struct Unwritable {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// The new folder, beside the one whose place it will take.
pub(crate) struct Staging {
    path: PathBuf,
    target: PathBuf,
}

impl Staging {
    /// An empty folder beside the target.
    pub(crate) fn new(target: &Path) -> Result<Self, Unwritable> {
        let path = beside(target, "new");
        remove(&path)?;
        fs::create_dir_all(&path).map_err(unwritable(&path))?;
        Ok(Self {
            path,
            target: target.to_owned(),
        })
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.path.join(file)
    }

    /// Writes a file into the folder, by its path there.
    pub(crate) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), Unwritable> {
        let path = self.path.join(file);
        let mut outcome = fs::write(&path, bytes);
        if matches!(&outcome, Err(error) if error.kind() == io::ErrorKind::NotFound)
            && let Some(parent) = path.parent()
        {
            fs::create_dir_all(parent).map_err(unwritable(parent))?;
            outcome = fs::write(&path, bytes);
        }
        outcome.map_err(unwritable(&path))
    }

    /// Lets the folder take the target's place, which is removed.
    pub(crate) fn put_in_place(self) -> Result<(), Unwritable> {
        let old = beside(&self.target, "old");
        remove(&old)?;
        if self.target.exists() {
            fs::rename(&self.target, &old).map_err(unwritable(&self.target))?;
        }
        if let Err(error) = fs::rename(&self.path, &self.target) {
            // What was there stays.
            let _ = fs::rename(&old, &self.target);
            return Err(unwritable(&self.target)(error));
        }
        remove(&old)
    }
}

/// What did not take the target's place goes.
impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Writes a file whole, or not at all.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Unwritable> {
    let new = beside(path, "new");
    fs::write(&new, bytes).map_err(unwritable(&new))?;
    fs::rename(&new, path).map_err(unwritable(path))
}

/// A path like another with something added to the name.
pub(crate) fn beside(target: &Path, suffix: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{suffix}"));
    target.with_file_name(name)
}

/// Removes a folder, if it is there.
pub(crate) fn remove(path: &Path) -> Result<(), Unwritable> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(path)(error)),
        _ => Ok(()),
    }
}

/// What an error of writing there becomes.
pub(crate) fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Unwritable {
    let path = path.to_owned();
    |source| Unwritable { path, source }
}
