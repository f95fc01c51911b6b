//! `cargo xtask tidy`: the rules that review forgets, one module each.

mod allow;
mod code;
mod colour;
mod dependency;
mod graph;
mod header;
mod map;
mod place;
mod pure;
mod size;
mod tree;
mod ui_string;
mod unfinished;
mod web_api;

use std::fmt;

use anyhow::{Result, bail};

pub use graph::Graph;

use crate::project::Project;
use allow::AllowList;
use tree::Tree;

/// A rule over the whole repository: its name, as the allow-list has it, and its check.
type Rule = (&'static str, fn(&Tree) -> Vec<Finding>);

const RULES: [Rule; 10] = [
    ("header", header::check),
    ("colour", colour::check),
    ("web-api", web_api::check),
    ("ui-string", ui_string::check),
    ("dependency", dependency::check),
    ("pure", pure::check),
    ("map", map::check),
    ("unfinished", unfinished::check),
    ("size", size::check),
    ("place", place::check),
];

/// One breach of a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    /// From 1; 0 where the file as a whole is meant.
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// Prints every finding that the allow-list does not excuse, and fails when there is one.
pub fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    let tree = Tree::read(project)?;
    let mut allowed = AllowList::read(project)?;
    let mut count = 0;
    for (name, check) in RULES {
        for finding in check(&tree) {
            if !allowed.excuses(name, &finding) {
                println!("{finding} [{name}]");
                count += 1;
            }
        }
    }
    for finding in allowed.unused() {
        println!("{finding} [allow-list]");
        count += 1;
    }
    if count > 0 {
        bail!("tidy found {count} faults");
    }
    println!("tidy: {} files, nothing to mend", tree.files.len());
    Ok(())
}

/// What the tests of the rules share: findings as lines.
#[cfg(test)]
fn lines(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("{finding}\n"))
        .collect()
}
