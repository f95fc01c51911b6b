//! No file is too large to be read or to be cloned in passing.

use super::Finding;
use super::tree::{File, Tree};

const LIMIT: usize = 100 * 1024;

/// Files above 100 KB; lock files grow with the dependencies and are nobody's prose.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let large = |file: &&File| file.length > LIMIT && !file.is_lock();
    tree.files
        .iter()
        .filter(large)
        .map(|file| {
            let message = format!("{} KB, above the limit of 100 KB", file.length / 1024);
            Finding::new(&file.path, 0, message)
        })
        .collect()
}
