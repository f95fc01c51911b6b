//! What was built, read again: the pack of a site, or the index and the texts of documents.

use std::path::{Path, PathBuf};
use std::{fs, io};

use corpus::pack::Pack;
use search::{Index, PartId, Unready};
use thiserror::Error;

use crate::app::FOLDER;
use crate::docs::{HEAD, INDEX, TEXTS};
use crate::generations;

/// A built folder.
#[derive(Debug)]
pub enum Built {
    /// A site of essays.
    Site(Box<Pack>),
    /// Documents that can be searched.
    Documents(Box<Documents>),
}

/// Why a folder cannot be read as what was built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BuiltError {
    /// A file or folder cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not what it should be.
    #[error("{path}: {cause}")]
    Bad {
        /// The file.
        path: PathBuf,
        /// Why, and how to mend it.
        cause: String,
    },
    /// The folder is something else.
    #[error("{0} holds neither a site nor searchable documents: `lectern build` makes both")]
    Neither(PathBuf),
}

/// Opens a folder that was built.
pub fn open(folder: &Path) -> Result<Built, BuiltError> {
    let parts = folder.join(INDEX);
    if let Some(head) = file(&parts, "", &format!(".{HEAD}"))? {
        return Ok(Built::Documents(Box::new(Documents {
            folder: folder.to_owned(),
            index: Index::open(&read(&head)?).map_err(bad(&head))?,
        })));
    }
    let files = folder.join(FOLDER);
    let is_pack = |name: &String| name.starts_with("collection-") && name.ends_with(".pack");
    // Packs of earlier builds lie there too.
    match generations::latest(folder)
        .into_iter()
        .find(is_pack)
        .map(|name| files.join(name))
    {
        Some(path) => {
            let pack = Pack::from_bytes(&read(&path)?).map_err(bad(&path))?;
            Ok(Built::Site(Box::new(pack)))
        }
        None => Err(BuiltError::Neither(folder.to_owned())),
    }
}

/// Documents with their index, of which parts are read when they are needed.
#[derive(Debug)]
pub struct Documents {
    folder: PathBuf,
    index: Index,
}

impl Documents {
    /// Asks the index until it misses nothing.
    pub fn ask<T>(
        &mut self,
        question: impl Fn(&Index) -> Result<T, Unready>,
    ) -> Result<T, BuiltError> {
        loop {
            match question(&self.index) {
                Ok(answer) => return Ok(answer),
                Err(Unready::Missing(parts)) => {
                    for id in parts {
                        let path = self.part(id);
                        self.index.insert(id, read(&path)?).map_err(bad(&path))?;
                    }
                }
                Err(Unready::Damaged(id)) => {
                    return Err(bad(&self.part(id))(Unready::Damaged(id)));
                }
            }
        }
    }

    /// The sheet of a document (`search::sheet`).
    pub fn sheet(&self, document: u32) -> Result<String, BuiltError> {
        let path = self.folder.join(format!("{TEXTS}/{document}.txt"));
        String::from_utf8(read(&path)?).map_err(bad(&path))
    }

    fn part(&self, id: PartId) -> PathBuf {
        self.folder.join(format!("{INDEX}/{id}"))
    }
}

/// The file of a folder whose name begins and ends so, if there are a folder and a file.
fn file(folder: &Path, begin: &str, end: &str) -> Result<Option<PathBuf>, BuiltError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        entries => entries.map_err(unreadable(folder))?,
    };
    for entry in entries {
        let entry = entry.map_err(unreadable(folder))?;
        let name = entry.file_name();
        if name
            .to_str()
            .is_some_and(|name| name.starts_with(begin) && name.ends_with(end))
        {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

fn read(path: &Path) -> Result<Vec<u8>, BuiltError> {
    fs::read(path).map_err(unreadable(path))
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> BuiltError {
    let path = path.to_owned();
    |source| BuiltError::Unreadable { path, source }
}

fn bad<E: ToString>(path: &Path) -> impl FnOnce(E) -> BuiltError {
    let path = path.to_owned();
    move |error| BuiltError::Bad {
        path,
        cause: error.to_string(),
    }
}
