//! Where results and messages go: results to standard output, messages to standard error.

use std::io::{self, Write};

use ingest::Diagnostic;

/// Messages for people.
pub(crate) struct Messages(io::Stderr);

impl Messages {
    /// Messages on standard error.
    pub(crate) fn stderr() -> Self {
        Self(io::stderr())
    }

    /// Says one line. Nobody listening is no reason to stop.
    pub(crate) fn say(&mut self, line: &str) {
        let _ = writeln!(self.0, "{line}");
    }

    /// Says a finding as `file:line: level: message`.
    pub(crate) fn finding(&mut self, file: &str, finding: &Diagnostic) {
        let gap = if finding.line.is_some() { "" } else { " " };
        self.say(&format!("{file}:{gap}{finding}"));
    }
}

/// Writes one line of a result.
pub(crate) fn result(line: &str) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{line}")
}

/// `1 essay`, `2 essays`.
pub(crate) fn count(number: usize, name: &str) -> String {
    format!("{number} {name}{}", if number == 1 { "" } else { "s" })
}
