//! Marks on a bare text: lines of JSON in, lines of JSON out.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use corpus::Span;
use marks::{Quote, Standing};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::docs;
use crate::outcome::Outcome;

/// What a line is.
const SHAPE: &str = "a line is {\"id\", \"exact\", \"prefix\", \"suffix\", \"start\", \"end\"} in JSON; prefix, \
    suffix, and start with end (in scalars of the text that was marked) may be left out";

/// One line of marks.
#[derive(Deserialize)]
struct Mark {
    id: Value,
    exact: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    start: Option<u32>,
    end: Option<u32>,
}

/// One line of the result.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    state: &'static str,
    start: Option<u32>,
    end: Option<u32>,
    /// What has changed of a mark that has moved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<&'static str>,
    candidates: Vec<Candidate>,
}

#[derive(Serialize)]
struct Candidate {
    start: u32,
    end: u32,
}

/// Finds the marks in the text, and prints a line for each.
pub(super) fn run(path: &Path, marks: &Path) -> Result<Outcome> {
    let text = text(path)?;
    let marks = read(marks).map_err(|error| anyhow!("{error:#}: {SHAPE}"))?;
    let quotes: Vec<Quote<'_>> = marks.iter().map(Mark::quote).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for (mark, standing) in marks.iter().zip(marks::place(&quotes, &text)) {
        let line = serde_json::to_string(&Line::new(&mark.id, &standing))?;
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let fault = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..fault];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let path = path.display();
        anyhow!("{path}:{line}: this is not UTF-8 (byte {fault}): save the text in UTF-8")
    })
}

fn read(path: &Path) -> Result<Vec<Mark>> {
    let mut marks = Vec::new();
    docs::for_each_line(path, |mark: Mark| {
        ensure!(
            !mark.exact.is_empty(),
            "exact is empty, so there is nothing to find"
        );
        let (start, end) = (mark.start, mark.end);
        ensure!(
            start.is_some() == end.is_some(),
            "start and end go together"
        );
        ensure!(start <= end, "start is behind end");
        marks.push(mark);
        Ok(())
    })?;
    Ok(marks)
}

impl Mark {
    fn quote(&self) -> Quote<'_> {
        let was = self.start.zip(self.end);
        Quote {
            prefix: &self.prefix,
            exact: &self.exact,
            suffix: &self.suffix,
            was: was.map(|(start, end)| (0, Span::new(start, end))),
        }
    }
}

impl<'a> Line<'a> {
    fn new(id: &'a Value, standing: &Standing) -> Self {
        let span = standing.span();
        let mut changed = Vec::new();
        if let Standing::Moved {
            rewritten,
            displaced,
            ..
        } = standing
        {
            let only_typing = !rewritten && !displaced;
            changed.extend(rewritten.then_some("words"));
            changed.extend(only_typing.then_some("typing"));
            changed.extend(displaced.then_some("order"));
        }
        let candidates: &[Span] = match standing {
            Standing::Ambiguous(candidates) => candidates,
            _ => &[],
        };
        Self {
            id,
            state: match standing {
                Standing::Exact(_) => "exact",
                Standing::Moved { .. } => "moved",
                Standing::Ambiguous(_) => "ambiguous",
                Standing::Gone => "gone",
            },
            start: span.map(|span| span.start),
            end: span.map(|span| span.end),
            changed,
            candidates: candidates.iter().map(Candidate::from).collect(),
        }
    }
}

impl From<&Span> for Candidate {
    fn from(span: &Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}
