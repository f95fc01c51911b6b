//! `cargo xtask bench`: the benchmarks of the search engine and of anchoring.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::Project;

/// Runs the benchmarks, or those whose name holds the filter.
pub fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let options = Options::parse(arguments)?;
    let mut cargo = project.cargo(&["bench"]);
    for (package, bench) in [("search", "search"), ("marks", "anchor")] {
        cargo.args(["--package", package, "--bench", bench]);
    }
    cargo.arg("--");
    cargo.args(options.filter);
    if let Some(docs) = options.docs {
        // Cargo runs benchmarks in the folder of their package.
        let docs = docs
            .canonicalize()
            .with_context(|| format!("reading {}", docs.display()))?;
        cargo.env("LECTERN_BENCH_DOCS", docs);
    }
    process::show(&mut cargo)
}

/// What `bench` was asked for.
#[derive(Debug, Default, PartialEq)]
struct Options {
    docs: Option<PathBuf>,
    filter: Option<String>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--docs" => {
                    options.docs = Some(words.next().context("--docs wants a file")?.into());
                }
                other if other.starts_with('-') || options.filter.is_some() => {
                    bail!("bench knows --docs FILE and one filter, not {other}");
                }
                filter => options.filter = Some(filter.to_owned()),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options() {
        let parse = |line: &str| {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            Options::parse(&words)
        };
        let docs = Some(PathBuf::from("a.jsonl"));
        let filter = Some("prefix".to_owned());
        assert_eq!(parse("").unwrap(), Options::default());
        assert_eq!(
            parse("prefix --docs a.jsonl").unwrap(),
            Options { docs, filter }
        );
        assert!(parse("a b").is_err() && parse("--dcos").is_err() && parse("--docs").is_err());
    }
}
