//! Readers' highlights on a revised essay.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use corpus::{Block, Essay};
use ingest::Level;
use marks::{Anchor, Fault, Highlight, Import, Place};
use serde::Serialize;

use crate::messages::{Messages, count};
use crate::outcome::Outcome;
use crate::passage::Passage;

/// A highlight as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    state: &'static str,
    exact: String,
    /// How many of its parts are not there any more.
    lost: usize,
    /// Whether its words are others now.
    rewritten: bool,
    places: Vec<Part<'a>>,
    /// Of each part that is not certain, or of one of several, the places where it may be.
    candidates: Vec<Vec<Vec<Part<'a>>>>,
}

/// A part of a block.
#[derive(Serialize)]
struct Part<'a> {
    block: &'a str,
    number: Option<u32>,
    start: u32,
    end: u32,
}

/// Finds the annotations in the essay, and prints a line for each.
pub(super) fn run(path: &Path, marks: &Path, json: bool) -> Result<Outcome> {
    let mut messages = Messages::stderr();
    let (essay, mut faults) = read(path, &mut messages)?;
    let import = annotations(marks)?;
    for refusal in &import.refused {
        messages.say(&format!("{}: {refusal}", marks.display()));
    }
    faults += import.refused.len();
    for foreign in &import.foreign {
        messages.say(&format!(
            "{}: {}: left out, because it is no highlight: that takes words quoted in one essay, whose \
             address ends in /essays/ID/, and one note at most",
            marks.display(),
            foreign.id
        ));
    }
    let is_here = |highlight: &&Highlight| highlight.essay == essay.meta.id;
    let here: Vec<&Highlight> = import.highlights.iter().filter(is_here).collect();
    let others = import.highlights.len() - here.len();
    if others > 0 {
        let others = count(others, "annotation");
        let id = &essay.meta.id;
        messages.say(&format!(
            "{others} left out: they are not on the essay {id}"
        ));
    }
    let anchors = marks::anchor(&here, &essay.revision(), &essay.blocks);
    let mut out = BufWriter::new(io::stdout().lock());
    for (highlight, anchor) in here.iter().zip(&anchors) {
        if json {
            let line = serde_json::to_string(&line(highlight, anchor, &essay.blocks))?;
            writeln!(out, "{line}")?;
        } else {
            print(highlight, anchor, &essay.blocks, &mut out)?;
        }
    }
    out.flush()?;
    messages.say(&summary(&anchors));
    Ok(Outcome::of_faults(faults))
}

/// The essay, and how many faults keep it from being whole.
fn read(path: &Path, messages: &mut Messages) -> Result<(Essay, usize)> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let document = ingest::read(&name, &bytes);
    let errors = document.diagnostics.iter();
    let errors: Vec<_> = errors.filter(|one| one.level == Level::Error).collect();
    for error in &errors {
        messages.finding(&path.display().to_string(), error);
    }
    let faults = errors.len();
    Ok((document.essay, faults))
}

fn annotations(path: &Path) -> Result<Import> {
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    // An essay by itself is of no collection, so that any address will do.
    marks::from_json_ld(&text, "", &|_| true).map_err(|refusal| match refusal.fault {
        Fault::Json { line, .. } => anyhow!("{name}:{line}: {refusal}"),
        _ => anyhow!("{name}: {refusal}"),
    })
}

fn state(anchor: &Anchor) -> &'static str {
    match anchor {
        Anchor::Exact(_) => "exact",
        Anchor::Moved { .. } => "moved",
        Anchor::Ambiguous(_) => "ambiguous",
        Anchor::Gone => "gone",
    }
}

fn line<'a>(highlight: &'a Highlight, anchor: &Anchor, blocks: &'a [Block]) -> Line<'a> {
    let part = |place: &Place| Part {
        block: blocks[place.block].id.as_str(),
        number: blocks[place.block].number,
        start: place.span.start,
        end: place.span.end,
    };
    let parts = |places: &Vec<Place>| places.iter().map(part).collect::<Vec<_>>();
    let (mut lost, mut rewritten, mut places, mut candidates) = (0, false, Vec::new(), Vec::new());
    match anchor {
        Anchor::Exact(found) => places = parts(found),
        Anchor::Moved {
            places: found,
            lost: missing,
            rewritten: words,
        } => (places, lost, rewritten) = (parts(found), *missing, *words),
        Anchor::Ambiguous(found) => {
            let passages = |part: &Vec<Vec<Place>>| part.iter().map(parts).collect();
            candidates = found.iter().map(passages).collect();
        }
        Anchor::Gone => lost = highlight.target.len(),
    }
    Line {
        id: &highlight.id,
        state: state(anchor),
        exact: highlight.exact(),
        lost,
        rewritten,
        places,
        candidates,
    }
}

/// A highlight for people: its state and what was marked, then where that is.
fn print(
    highlight: &Highlight,
    anchor: &Anchor,
    blocks: &[Block],
    out: &mut impl Write,
) -> io::Result<()> {
    let state = match anchor {
        Anchor::Moved {
            rewritten: true, ..
        } => "rewritten",
        other => state(other),
    };
    writeln!(out, "{state:<9}  {}", highlight.exact().replace('\n', " "))?;
    let mut places = |places: &[Place], sign: char| {
        places.iter().try_for_each(|place| {
            let passage = Passage::new(&blocks[place.block], &[place.span]);
            writeln!(out, "{:9}{sign} {}", "", passage.bracketed())
        })
    };
    match anchor {
        Anchor::Exact(found) => places(found, ' '),
        Anchor::Moved {
            places: found,
            lost,
            ..
        } => {
            places(found, ' ')?;
            if *lost > 0 {
                writeln!(out, "{:9}- {} gone", "", count(*lost, "part"))?;
            }
            Ok(())
        }
        Anchor::Ambiguous(found) => {
            let mut passages = found.iter().flatten();
            passages.try_for_each(|passage| places(passage, '?'))
        }
        Anchor::Gone => Ok(()),
    }
}

fn summary(anchors: &[Anchor]) -> String {
    let states = ["exact", "moved", "ambiguous", "gone"];
    let counts = states.map(|name| {
        let number = anchors
            .iter()
            .filter(|anchor| state(anchor) == name)
            .count();
        format!("{number} {name}")
    });
    format!(
        "{}: {}",
        count(anchors.len(), "highlight"),
        counts.join(", ")
    )
}
