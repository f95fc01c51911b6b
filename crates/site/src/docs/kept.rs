//! What was made of batches of documents, kept beside the output in files: runs wait there until they
//! are merged, and the next build makes anew only what has changed.
//!
//! A file is named after a hash of the batch and of the program, for another program may analyse
//! otherwise. It is a [`corpus::envelope`] with the documents' sheets and which of them make up the
//! runs (postcard), then the runs.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use corpus::envelope;
use search::{ReadAt, VERSION};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh64::xxh64;

use super::lines::Batch;
use crate::staging::{Unwritable, beside, remove, unwritable};

const MAGIC: [u8; 8] = *b"LECTRUNS";

/// The folder.
pub(super) struct Folder {
    path: PathBuf,
    /// The hash of this program.
    program: u64,
}

/// What was made of a batch, with its runs in memory or in a file.
pub(super) struct Made<R> {
    /// The texts of its documents.
    pub(super) sheets: Vec<String>,
    /// Their terms, by language.
    pub(super) groups: Vec<Group<R>>,
}

/// The documents of a batch that are in one language.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Group<R> {
    /// The tag of the language.
    pub(super) language: String,
    /// Their places in the batch, ascending.
    pub(super) members: Vec<usize>,
    /// Their terms.
    pub(super) run: R,
}

impl<R> Group<R> {
    /// The same with its run elsewhere.
    fn with<S>(self, run: impl FnOnce(R) -> S) -> Group<S> {
        Group {
            language: self.language,
            members: self.members,
            run: run(self.run),
        }
    }
}

/// A run in a file of the folder, which is opened whenever it is read: there may be more runs than
/// files may be open.
#[derive(Debug)]
pub(super) struct Run {
    path: PathBuf,
    /// Where in the file it begins.
    begin: u64,
}

impl ReadAt for Run {
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.begin.saturating_add(at)))?;
        file.read_exact(into)
    }
}

impl Folder {
    /// The folder beside an output.
    pub(super) fn beside(out: &Path) -> Result<Self, Unwritable> {
        let path = beside(out, "runs");
        let program = std::env::current_exe().and_then(fs::read);
        if program.is_err() {
            // Nobody knows then who made what is there.
            remove(&path)?;
        }
        fs::create_dir_all(&path).map_err(unwritable(&path))?;
        Ok(Self {
            path,
            program: xxh64(&program.unwrap_or_default(), 0),
        })
    }

    fn file(&self, batch: &Batch) -> PathBuf {
        self.path.join(format!("{:016x}", batch.hash(self.program)))
    }

    /// What was made of a batch by an earlier build, if it is whole.
    pub(super) fn find(&self, batch: &Batch) -> Option<Made<Run>> {
        let path = self.file(batch);
        let bytes = fs::read(&path).ok()?;
        let payload = envelope::open(MAGIC, VERSION, &bytes).ok()?;
        let ((sheets, groups), runs): ((Vec<String>, Vec<Group<u64>>), _) =
            postcard::take_from_bytes(payload).ok()?;
        let begin = (bytes.len() - runs.len()) as u64;
        (sheets.len() == batch.lines.len()).then(|| Made {
            sheets,
            groups: placed(groups, &path, begin),
        })
    }

    /// Keeps what was made of a batch.
    pub(super) fn keep(&self, batch: &Batch, made: Made<Vec<u8>>) -> Result<Made<Run>, Unwritable> {
        let path = self.file(batch);
        let (mut runs, mut groups) = (Vec::new(), Vec::new());
        for group in made.groups {
            groups.push(group.with(|run| {
                runs.extend_from_slice(&run);
                run.len() as u64
            }));
        }
        let write = || {
            let head = (&made.sheets, &groups);
            let mut payload = postcard::to_allocvec(&head).map_err(io::Error::other)?;
            payload.extend_from_slice(&runs);
            let bytes = envelope::seal(MAGIC, VERSION, &payload);
            fs::write(&path, &bytes)?;
            Ok((bytes.len() - runs.len()) as u64)
        };
        let begin = write().map_err(unwritable(&path))?;
        Ok(Made {
            sheets: made.sheets,
            groups: placed(groups, &path, begin),
        })
    }

    /// Removes all but these runs.
    pub(super) fn retain<'a>(
        &self,
        runs: impl IntoIterator<Item = &'a Run>,
    ) -> Result<(), Unwritable> {
        let wanted: BTreeSet<&Path> = runs.into_iter().map(|run| &*run.path).collect();
        let entries = fs::read_dir(&self.path).map_err(unwritable(&self.path))?;
        for entry in entries {
            let path = entry.map_err(unwritable(&self.path))?.path();
            if !wanted.contains(&*path) {
                fs::remove_file(&path).map_err(unwritable(&path))?;
            }
        }
        Ok(())
    }
}

/// Groups of which the lengths of the runs are known, and where in a file the first begins.
fn placed(groups: Vec<Group<u64>>, path: &Path, mut begin: u64) -> Vec<Group<Run>> {
    let mut place = |length| {
        let run = Run {
            path: path.to_owned(),
            begin,
        };
        begin = begin.saturating_add(length);
        run
    };
    groups
        .into_iter()
        .map(|group| group.with(&mut place))
        .collect()
}
