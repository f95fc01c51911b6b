//! The pure crates take bytes and values and give values: no file, clock, environment or network.

use proc_macro2::{Delimiter, TokenTree};

use super::tree::Tree;
use super::{Finding, code};

/// The crates that must run anywhere.
pub const PURE: [&str; 6] = ["corpus", "ingest", "search", "themes", "marks", "cite"];

/// The modules of std that reach outside.
const OUTSIDE: [&str; 6] = ["fs", "env", "time", "net", "process", "thread"];

/// Names in a pure crate's sources that reach outside; its tests may.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.texts(".rs")
        .filter(|(path, _)| is_pure_source(path))
        .flat_map(|(path, text)| findings(path, text))
        .collect()
}

fn is_pure_source(path: &str) -> bool {
    PURE.iter().any(|name| {
        let source = path.strip_prefix(&format!("crates/{name}/src/"));
        source.is_some_and(|rest| !rest.ends_with("tests.rs") && !rest.contains("tests/"))
    })
}

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    code::each_sequence(&code::tokens(text), &mut |tokens| {
        for window in tokens.windows(4) {
            for (line, module) in named_of_std(window) {
                let message = format!("`std::{module}` in a crate that must stay pure");
                findings.push(Finding::new(path, line, message));
            }
        }
    });
    findings
}

/// The modules that `std::name` or `std::{name, …}` names, with their lines.
fn named_of_std(window: &[TokenTree]) -> Vec<(usize, String)> {
    let [std, first, second, last] = window else {
        return Vec::new();
    };
    let is_path =
        code::is_word(std, "std") && code::is_mark(first, ':') && code::is_mark(second, ':');
    if !is_path {
        return Vec::new();
    }
    let names = match code::group(last, Delimiter::Brace) {
        Some(group) => group.stream().into_iter().collect(),
        None => vec![last.clone()],
    };
    names
        .iter()
        .map(|token| (code::line(token), token.to_string()))
        .filter(|(_, name)| OUTSIDE.contains(&name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn what_reaches_outside() {
        let source = "use std::fs;\nuse std::{env, fmt};\nfn a() { std::time::Instant::now(); }\n\
                      use std::collections::HashMap;\n#[cfg(test)] mod tests { use std::fs; }";
        expect![[r#"
            crates/corpus/src/a.rs:1: `std::fs` in a crate that must stay pure
            crates/corpus/src/a.rs:2: `std::env` in a crate that must stay pure
            crates/corpus/src/a.rs:3: `std::time` in a crate that must stay pure
        "#]]
        .assert_eq(&super::super::lines(&findings(
            "crates/corpus/src/a.rs",
            source,
        )));
    }

    #[test]
    fn which_files_are_meant() {
        assert!(is_pure_source("crates/marks/src/lib.rs"));
        assert!(!is_pure_source("crates/marks/tests/all.rs"));
        assert!(!is_pure_source("crates/cli/src/main.rs"));
    }
}
