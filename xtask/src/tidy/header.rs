//! Every Rust file says in its first line what lives there.

use super::Finding;
use super::tree::Tree;

/// Files that do not open with `//!`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.texts(".rs")
        .filter(|(_, text)| !says_what_lives_there(text))
        .map(|(path, _)| Finding::new(path, 1, "must open with a `//!` line: what lives here"))
        .collect()
}

fn says_what_lives_there(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first
        .strip_prefix("//!")
        .is_some_and(|rest| !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        assert!(says_what_lives_there("//! Ids of blocks.\n\nmod a;"));
        assert!(!says_what_lives_there("//!\n//! Too late."));
        assert!(!says_what_lives_there("// No documentation."));
        assert!(!says_what_lives_there("use std::fmt;"));
        assert!(!says_what_lives_there(""));
    }
}
