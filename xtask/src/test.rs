//! `cargo xtask test`: every runner in turn, and one closing line that sums them.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::dist::build_site;
use crate::process;
use crate::project::Project;
use crate::setup::{self, Programs, Tools};
use crate::tally::Tally;
use crate::tidy::Graph;

/// Runs every test, or those whose name holds the filter, and prints the closing line.
pub fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let tally = run_all(project, arguments.first().map(String::as_str))?;
    println!("\n{tally}");
    judge(tally)
}

/// An error where a test failed.
pub fn judge(tally: Tally) -> Result<()> {
    match tally.failed {
        0 => Ok(()),
        1 => bail!("1 test failed"),
        many => bail!("{many} tests failed"),
    }
}

/// Runs native, wasm and browser tests; one runner's failure does not keep the next from running.
pub fn run_all(project: &Project, filter: Option<&str>) -> Result<Tally> {
    let tools = Tools::for_building(project)?;
    let programs = setup::for_browser_tests(project)?;
    let mut tally = native(project, filter)?;
    tally += wasm(project, filter)?;
    build_site(project, &tools).context("the site that the browser tests open was not built")?;
    tally += browser(project, &programs, filter)?;
    Ok(tally)
}

/// Unit, property, golden and documentation tests.
fn native(project: &Project, filter: Option<&str>) -> Result<Tally> {
    println!("== native tests");
    let mut cargo = project.cargo(&["test", "--workspace", "--no-fail-fast"]);
    cargo.args(filter);
    count(&mut cargo, Tally::read_libtest)
}

/// The crates that test themselves inside a browser say so by depending on `wasm-bindgen-test`.
fn wasm(project: &Project, filter: Option<&str>) -> Result<Tally> {
    let crates = Graph::read(project)?.members_developed_with("wasm-bindgen-test");
    if crates.is_empty() {
        return Ok(Tally::default());
    }
    println!("== wasm tests");
    let runner = setup::for_wasm_tests(project)?;
    let mut cargo = project.cargo(&["test", "--target", "wasm32-unknown-unknown", "--tests"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    for name in &crates {
        cargo.args(["--package", name]);
    }
    cargo.arg("--no-fail-fast").args(filter);
    count(&mut cargo, Tally::read_libtest)
}

/// The tests of tests/browser against dist/, each file in a Node of its own.
fn browser(project: &Project, programs: &Programs, filter: Option<&str>) -> Result<Tally> {
    println!("== browser tests");
    let mut node = project.command("node");
    node.args(["--test", "--test-reporter=spec"])
        .env("LECTERN_SITE", project.path("dist"))
        .env("LECTERN_CHROMIUM", &programs.chromium)
        .env("LECTERN_NGINX", &programs.nginx);
    if let Some(filter) = filter {
        node.arg(format!("--test-name-pattern={filter}"));
    }
    node.args(browser_test_files(project)?);
    count(&mut node, Tally::read_node)
}

fn browser_test_files(project: &Project) -> Result<Vec<PathBuf>> {
    let folder = project.path("tests/browser");
    let entries =
        std::fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    Ok(files)
}

/// Runs one runner. One that fails without a failed test (it did not compile, it crashed) counts as one failure.
fn count(command: &mut Command, read: fn(&mut Tally, &str)) -> Result<Tally> {
    let mut tally = Tally::default();
    let status = process::watch(command, |line| read(&mut tally, line))?;
    if !status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_that_dies_is_a_failure() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo 'test result: ok. 2 passed; 0 failed'; exit 101"]);
        let tally = count(&mut shell, Tally::read_libtest).unwrap();
        assert_eq!(tally.to_string(), "tests: 2 passed, 1 failed");
        assert!(judge(tally).is_err());
    }
}
