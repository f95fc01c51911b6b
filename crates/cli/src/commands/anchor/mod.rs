//! `lectern anchor --essay FILE --marks FILE.jsonld [--json]` and `lectern anchor --plain FILE.txt
//! --marks FILE.jsonl`.

mod essay;
mod plain;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::outcome::Outcome;

/// What to look for, and where.
#[derive(Args)]
pub(crate) struct Anchor {
    /// The essay as it is now: Markdown or plain text, read as `import` reads it
    #[arg(long, value_name = "FILE", required_unless_present = "plain")]
    essay: Option<PathBuf>,
    /// A bare text as it is now, in UTF-8; places are counted in its scalars
    #[arg(
        long,
        value_name = "FILE.txt",
        conflicts_with_all = ["essay", "json"]
    )]
    plain: Option<PathBuf>,
    /// The highlights: W3C Web Annotations for an essay; for a bare text {id, exact, prefix, suffix,
    /// start, end} per line, printed as {id, state, start, end, candidates} per line
    #[arg(long, value_name = "FILE")]
    marks: PathBuf,
    /// Print each highlight of the essay as one line of JSON
    #[arg(long)]
    json: bool,
}

impl Anchor {
    /// Finds the highlights, and prints where they stand.
    pub(crate) fn run(self) -> Result<Outcome> {
        match (&self.essay, &self.plain) {
            (Some(essay), _) => essay::run(essay, &self.marks, self.json),
            (_, Some(text)) => plain::run(text, &self.marks),
            (None, None) => unreachable!("clap requires one of the two"),
        }
    }
}
