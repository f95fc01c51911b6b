//! What was built, as it is told.

use std::path::Path;

use ingest::Level;
use serde::Serialize;
use site::Report;
use site::folder::Finding;

use crate::messages::{Messages, count};

/// What was built, in numbers, and what was found wrong.
#[derive(Serialize)]
pub(crate) struct Built<'a> {
    essays: usize,
    pages: usize,
    pack_bytes: usize,
    /// Faults of the corpus: what they name is left out.
    pub(crate) errors: usize,
    /// What is odd in it.
    pub(crate) warnings: usize,
    #[serde(skip)]
    findings: &'a [Finding],
}

impl<'a> Built<'a> {
    /// What a report says.
    pub(crate) fn new(report: &'a Report) -> Self {
        let findings = &report.findings;
        let number = |level| {
            let found = findings.iter();
            found
                .filter(|finding| finding.diagnostic.level == level)
                .count()
        };
        Self {
            essays: report.essays,
            pages: report.pages,
            pack_bytes: report.pack,
            errors: number(Level::Error),
            warnings: number(Level::Warning),
            findings,
        }
    }

    /// Tells each finding in a file of the corpus, then what is at that place now.
    pub(crate) fn tell(&self, corpus: &Path, place: &str) {
        let mut messages = Messages::stderr();
        for Finding { file, diagnostic } in self.findings {
            messages.finding(&corpus.join(file).display().to_string(), diagnostic);
        }
        messages.say(&format!(
            "{place}: {} from {}, a pack of {} KB; {}, {}",
            count(self.pages, "page"),
            count(self.essays, "essay"),
            self.pack_bytes.div_ceil(1000),
            count(self.errors, "error"),
            count(self.warnings, "warning"),
        ));
    }
}
