//! Notices that files have changed, by looking at them now and then.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// For every file when it was written and how long it is.
type Look = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Files and folders, and how they looked last.
#[derive(Debug)]
pub struct Watch {
    paths: Vec<PathBuf>,
    /// What the last report was about.
    known: Look,
    /// What looked different the last time, and may still be in the middle of being written.
    fresh: Option<Look>,
}

impl Watch {
    /// Watches files, and folders with all in them, whether they are there yet or not.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        Self {
            known: look(&paths),
            paths,
            fresh: None,
        }
    }

    /// Looks. True once for each change, when two looks in a row have found the same.
    pub fn has_changed(&mut self) -> bool {
        let now = look(&self.paths);
        if now == self.known {
            self.fresh = None;
            return false;
        }
        let rests = self.fresh.as_ref() == Some(&now);
        if rests {
            self.known = now;
            self.fresh = None;
        } else {
            self.fresh = Some(now);
        }
        rests
    }
}

fn look(paths: &[PathBuf]) -> Look {
    let mut seen = Look::new();
    for path in paths {
        if path.is_dir() {
            look_into(path, &mut seen);
        } else {
            see(path, &mut seen);
        }
    }
    seen
}

fn look_into(folder: &Path, seen: &mut Look) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        // What a link leads to is not entered: it could lead around in a circle.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_private(&path) {
            continue;
        }
        if is_folder {
            look_into(&path, seen);
        } else {
            see(&path, seen);
        }
    }
}

fn see(path: &Path, seen: &mut Look) {
    if let Ok(metadata) = fs::metadata(path) {
        let look = (metadata.modified().ok(), metadata.len());
        seen.insert(path.to_owned(), look);
    }
}

/// Hidden files and backups belong to editors' programs.
fn is_private(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.ends_with('~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_reported_once_when_it_rests() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir_all(at("essays/figures")).unwrap();
        fs::write(at("essays/a.md"), "a").unwrap();
        let mut watch = Watch::new(vec![at("corpus.toml"), at("essays")]);
        assert!(!watch.has_changed());
        let changes: [(&str, &dyn Fn()); 5] = [
            ("another length", &|| {
                fs::write(at("essays/a.md"), "ab").unwrap();
            }),
            ("a new file", &|| {
                fs::write(at("corpus.toml"), "").unwrap();
            }),
            ("a file further down", &|| {
                fs::write(at("essays/figures/f.svg"), "").unwrap();
            }),
            ("another name", &|| {
                fs::rename(at("essays/a.md"), at("essays/b.md")).unwrap();
            }),
            ("nothing left", &|| {
                fs::remove_dir_all(at("essays")).unwrap();
            }),
        ];
        for (name, change) in changes {
            change();
            let looks = [(); 4].map(|()| watch.has_changed());
            assert_eq!(looks, [false, true, false, false], "{name}");
        }
    }

    #[test]
    fn what_moves_or_is_private_is_no_change() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("a.md"), "a").unwrap();
        let mut watch = Watch::new(vec![dir.path().to_owned()]);
        for length in 2..5 {
            fs::write(at("a.md"), "a".repeat(length)).unwrap();
            assert!(!watch.has_changed(), "still being written");
        }
        assert!(watch.has_changed());
        fs::write(at(".a.md.swp"), "").unwrap();
        fs::write(at("a.md~"), "").unwrap();
        fs::write(dir.path().with_extension("other"), "").unwrap();
        let looks = [(); 3].map(|()| watch.has_changed());
        fs::remove_file(dir.path().with_extension("other")).unwrap();
        assert_eq!(looks, [false; 3]);
    }
}
