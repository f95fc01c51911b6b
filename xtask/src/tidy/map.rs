//! ARCHITECTURE.md names every package of the workspace.

use super::Finding;
use super::tree::Tree;

const MAP: &str = "ARCHITECTURE.md";

/// Packages that the map does not name by their folder's path or their own name, as code.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let map = tree.texts(MAP).find(|(path, _)| *path == MAP);
    let Some((_, map)) = map else {
        return vec![Finding::new(MAP, 0, "is missing; it maps the workspace")];
    };
    tree.graph
        .members()
        .filter(|name| !names(map, name))
        .map(|name| Finding::new(MAP, 0, format!("does not name the package `{name}`")))
        .collect()
}

/// The name as a word of its own: in a table, a tree of folders, or between backticks.
fn names(map: &str, package: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    map.split(|c| !is_part(c)).any(|word| word == package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        let map = "`corpus` holds types; xtask/wasm-bindgen is `xtask-wasm-bindgen`.";
        assert!(names(map, "corpus"));
        assert!(names(map, "xtask"));
        assert!(names(map, "xtask-wasm-bindgen"));
        assert!(!names(map, "type"));
        assert!(!names("searching", "search"));
    }
}
