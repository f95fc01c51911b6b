//! How well marks are found again: a table over texts whose marks' true places are known.
//!
//!     cargo run --release -p marks --example reanchor -- DIR
//!
//! DIR holds folders with marks in JSON Lines, as `lectern anchor --plain` reads them, each line with its
//! `label` as well, and where the words stand now, `new_start` to `new_end` in scalars: `A-B.jsonl` for the text
//! `B.txt`, or `NAME.jsonl` for `NAME.new.txt`. A place is right where it shares half with the true one (of
//! what either covers); a mark whose words were deleted is right where it has no place.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use corpus::Span;
use marks::{Quote, place};
use serde::Deserialize;

#[derive(Deserialize)]
struct Mark {
    exact: String,
    prefix: String,
    suffix: String,
    start: u32,
    end: u32,
    label: String,
    new_start: Option<u32>,
    new_end: Option<u32>,
}

/// Of each label how many there are and how many are right; how many stand at a wrong place.
#[derive(Default)]
struct Tally {
    labels: BTreeMap<String, (usize, usize)>,
    wrong: usize,
}

const LABELS: [&str; 4] = ["exact", "edited", "moved", "deleted"];

fn main() -> io::Result<()> {
    let Some(dir) = env::args_os().nth(1) else {
        return Err(io::Error::other("name the folder of the marked texts"));
    };
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    for folder in sorted(Path::new(&dir))? {
        for marks in sorted(&folder)? {
            if let Some((set, text)) = text_of(&marks) {
                let text = fs::read_to_string(text)?;
                let marks = read(&marks)?;
                for tally in [tallies.entry(set).or_default(), &mut all] {
                    tally.take(&marks, &text);
                }
            }
        }
    }
    let mut out = io::stdout().lock();
    let (heads, wrong) = (LABELS.map(|label| format!(" {label:>16}")), "wrong");
    writeln!(out, "{:<34}{} {wrong:>14}", "set", heads.concat())?;
    for (set, tally) in &tallies {
        tally.write(set, &mut out)?;
    }
    all.write("all", &mut out)
}

/// The set that a file of marks belongs to, and the text that they are sought in.
fn text_of(marks: &Path) -> Option<(String, PathBuf)> {
    let name = marks.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    let folder = marks.parent()?.file_name()?.to_str()?;
    let changed = marks.with_file_name(format!("{name}.new.txt"));
    if changed.is_file() {
        let (_, kind) = name.rsplit_once('-')?;
        return Some((format!("{folder}/{kind}"), changed));
    }
    let (_, later) = name.split_once('-')?;
    let later = marks.with_file_name(format!("{later}.txt"));
    later.is_file().then(|| (format!("{folder}/{name}"), later))
}

fn read(path: &Path) -> io::Result<Vec<Mark>> {
    let lines = fs::read_to_string(path)?;
    let marks = lines.lines().map(serde_json::from_str);
    Ok(marks.collect::<Result<_, _>>()?)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

impl Tally {
    fn take(&mut self, marks: &[Mark], text: &str) {
        let quotes: Vec<Quote<'_>> = marks.iter().map(Mark::quote).collect();
        for (mark, standing) in marks.iter().zip(place(&quotes, text)) {
            let found = standing.span();
            let is_right = match mark.truth() {
                Some(truth) => found.is_some_and(|found| is_shared(found, truth)),
                None => found.is_none(),
            };
            let (all, right) = self.labels.entry(mark.label.clone()).or_default();
            *all += 1;
            *right += usize::from(is_right);
            self.wrong += usize::from(found.is_some() && !is_right);
        }
    }

    fn write(&self, set: &str, out: &mut impl Write) -> io::Result<()> {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        let cell = |label: &str| match self.labels.get(label) {
            Some(&(all, right)) => format!("{right}/{all} {:.1} %", share(right, all)),
            None => "-".to_owned(),
        };
        let cells = LABELS.map(|label| format!(" {:>16}", cell(label)));
        let all: usize = self.labels.values().map(|(all, _)| all).sum();
        let wrong = format!("{} {:.2} %", self.wrong, share(self.wrong, all));
        writeln!(out, "{set:<34}{} {wrong:>14}", cells.concat())
    }
}

impl Mark {
    fn quote(&self) -> Quote<'_> {
        Quote {
            prefix: &self.prefix,
            exact: &self.exact,
            suffix: &self.suffix,
            was: Some((0, Span::new(self.start, self.end))),
        }
    }

    /// Where the words stand now, if they are not deleted.
    fn truth(&self) -> Option<Span> {
        let truth = self.new_start.zip(self.new_end);
        truth
            .filter(|_| self.label != "deleted")
            .map(|(start, end)| Span::new(start, end))
    }
}

/// Whether two spans share half of what they cover together.
fn is_shared(one: Span, other: Span) -> bool {
    let shared = one.intersection(other).map_or(0, Span::len);
    2 * shared >= one.len() + other.len() - shared
}
