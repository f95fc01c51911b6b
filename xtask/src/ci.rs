//! `cargo xtask ci`: what a change must pass, step by step, with the seconds of each.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::process;
use crate::project::Project;
use crate::tally::Tally;
use crate::{size, test, tidy};

/// The packages that run in the reader's browser.
const IN_THE_BROWSER: &[&str] = &[
    "browser", "cite", "corpus", "lectern", "marks", "search", "themes",
];

/// Runs every step, also after one has failed, then says how each went.
pub fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    let mut tally = Tally::default();
    let mut report = Report::default();
    report.step("fmt", || {
        process::show(&mut project.cargo(&["fmt", "--check"]))
    });
    report.step("tidy", || tidy::run(project, &[]));
    report.step("clippy, host", || process::show(&mut clippy_host(project)));
    report.step("clippy, wasm32", || {
        process::show(&mut clippy_wasm(project))
    });
    report.step("test", || {
        tally = test::run_all(project, None)?;
        test::judge(tally)
    });
    report.step("size", || size::run(project, &[]));
    println!("\n{}{tally}", report.table());
    report.judge()
}

fn clippy_host(project: &Project) -> std::process::Command {
    project.cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])
}

fn clippy_wasm(project: &Project) -> std::process::Command {
    let mut clippy = project.cargo(&["clippy", "--target", "wasm32-unknown-unknown", "--lib"]);
    for name in IN_THE_BROWSER {
        clippy.args(["--package", name]);
    }
    clippy.args(["--", "-D", "warnings"]);
    clippy
}

/// How the steps went.
#[derive(Default)]
struct Report {
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    seconds: f64,
    error: Option<String>,
}

impl Report {
    fn step(&mut self, name: &'static str, run: impl FnOnce() -> Result<()>) {
        println!("\n== {name}");
        let start = Instant::now();
        let error = run().err().map(|error| format!("{error:#}"));
        if let Some(error) = &error {
            eprintln!("error: {error}");
        }
        self.steps.push(Step {
            name,
            seconds: start.elapsed().as_secs_f64(),
            error,
        });
    }

    fn table(&self) -> String {
        let row = |step: &Step| {
            let verdict = step.error.as_deref().unwrap_or("ok");
            format!("{:<16} {:>6.1} s  {verdict}\n", step.name, step.seconds)
        };
        self.steps.iter().map(row).collect()
    }

    fn judge(&self) -> Result<()> {
        let failed = self.steps.iter().filter(|step| step.error.is_some());
        let names: Vec<&str> = failed.map(|step| step.name).collect();
        if !names.is_empty() {
            bail!("these steps failed: {}", names.join("; "));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_is_named_and_the_next_still_runs() {
        let mut report = Report::default();
        report.step("first", || bail!("broken"));
        report.step("second", || Ok(()));
        let error = report.judge().unwrap_err();
        assert_eq!(error.to_string(), "these steps failed: first");
        assert_eq!(report.steps.len(), 2);
        assert!(report.table().contains("broken"));
    }
}
