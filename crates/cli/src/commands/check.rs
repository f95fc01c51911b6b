//! `lectern check [--corpus DIR] [--strict] [--json]`.

use std::path::PathBuf;

use clap::Args;
use ingest::{Diagnostic, Level};
use serde::Serialize;
use site::folder::{self, Finding};

use crate::messages::{Messages, count, result};
use crate::outcome::Outcome;

/// What to check, and how strictly.
#[derive(Args)]
pub(crate) struct Check {
    /// The corpus folder
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Print each finding as one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    #[serde(flatten)]
    finding: &'a Diagnostic,
}

impl Check {
    /// Reads the folder, and says what is wrong with it.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let folder = folder::read(&self.corpus)?;
        let mut findings = folder.findings.clone();
        findings.extend(site::check::check(&folder));
        findings.sort_by(|one, other| {
            (&one.file, one.diagnostic.line).cmp(&(&other.file, other.diagnostic.line))
        });
        let mut messages = Messages::stderr();
        for Finding { file, diagnostic } in &findings {
            if self.json {
                result(&serde_json::to_string(&Line {
                    file,
                    finding: diagnostic,
                })?)?;
            } else {
                messages.finding(&self.corpus.join(file).display().to_string(), diagnostic);
            }
        }
        let number = |level| {
            findings
                .iter()
                .filter(|finding| finding.diagnostic.level == level)
                .count()
        };
        let (errors, warnings) = (number(Level::Error), number(Level::Warning));
        let essays = count(folder.essays.len(), "essay");
        messages.say(&format!(
            "{essays}: {}, {}",
            count(errors, "error"),
            count(warnings, "warning")
        ));
        Ok(Outcome::of_faults(
            errors + if self.strict { warnings } else { 0 },
        ))
    }
}
