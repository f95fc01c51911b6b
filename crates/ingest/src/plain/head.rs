//! The head of a document: its title, who wrote it, when, and who published it.

use corpus::text::normalise;
use corpus::{Author, Date};

use super::byline;
use super::byline_words::is_organisation;
use super::chunks::Chunk;
use super::date::{self, Found};
use super::lines::Line;
use super::shape::{
    begins_inside, breaks_off, ends_sentence, is_all_capitals, is_ideographic, is_label,
    is_title_case,
};
use crate::source::joins_tight;
use crate::{Diagnostic, Removal, Removed};

/// How many chunks a head may have.
const CHUNKS: usize = 8;

/// How many lines a title may have.
const TITLE_LINES: usize = 4;

/// How many lines a byline may have.
const BYLINE_LINES: usize = 6;

/// What a head says; what it does not say is empty.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub title: String,
    pub subtitle: Option<String>,
    pub authors: Vec<Author>,
    pub published: Option<Date>,
    pub publisher: Vec<String>,
    /// Its lines, which are not text.
    pub removed: Vec<Removed>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Takes the head off the chunks.
pub(crate) fn take(chunks: &mut Vec<Chunk>, letterhead: &[Line]) -> Head {
    let mut head = Head {
        publisher: names(letterhead),
        ..Head::default()
    };
    detach(chunks);
    let length = length(chunks);
    let mut parts: Vec<Part> = Vec::new();
    for chunk in &chunks[..length] {
        parts.extend(split(chunk, parts.is_empty()));
    }
    let is_label = |part: &Part| matches!(part, Part::Label(_));
    // A date or a code may stand above the title.
    let start = parts.iter().position(is_label).unwrap_or(parts.len());
    let (above, parts) = parts.split_at(start);
    let said = parts.iter().position(|part| !is_label(part));
    let end = said.unwrap_or_else(|| parts.len().min(1));
    head.name(&parts[..end]);
    head.rest(above);
    head.rest(&parts[end..]);
    if head.title.is_empty() {
        head.diagnostics.push(Diagnostic::warning(
            None,
            "no title was found: write `title` into the front matter",
        ));
    }
    head.keep(chunks, length);
    head
}

/// A part of a head.
#[derive(Debug)]
enum Part {
    /// Lines that are a name or title.
    Label(Vec<Line>),
    /// Lines that say who wrote it.
    Byline(Vec<Line>, Vec<Author>),
    /// A date.
    Date(Line, Found),
    /// Anything else that belongs to no sentence: an address, a code.
    Other,
}

impl Part {
    /// Whether a byline goes on in the next line of its chunk.
    fn goes_on(&self, line: &Line) -> bool {
        let Self::Byline(lines, authors) = self else {
            return false;
        };
        let open = lines.last().is_some_and(|last| breaks_off(&last.text));
        authors.is_empty()
            && lines.len() < BYLINE_LINES
            && (open || begins_inside(&line.text) || is_organisation(&line.text))
    }
}

/// How many of the first chunks are head: all before the first that is running text. In a text
/// without any, all up to the title and the last that says who or when.
fn length(chunks: &[Chunk]) -> usize {
    let widest = chunks.iter().map(Chunk::measure).max().unwrap_or(0);
    let first = &chunks[..chunks.len().min(CHUNKS + 1)];
    let running = first
        .iter()
        .position(|chunk| is_running_text(chunk, widest));
    let names = first.iter().position(has_label).map_or(1, |at| at + 1);
    let says = first.iter().rposition(says_who_or_when);
    running
        .unwrap_or_else(|| says.map_or(names, |last| names.max(last + 1)))
        .min(chunks.len().saturating_sub(1))
}

/// Whether a chunk has a line that may be a title.
fn has_label(chunk: &Chunk) -> bool {
    let may_name = |line: &Line| {
        is_label(&line.text) && !is_stamp(&line.text) && date::of_line(&line.text).is_none()
    };
    chunk.lines.iter().any(may_name)
}

fn says_who_or_when(chunk: &Chunk) -> bool {
    chunk
        .lines
        .iter()
        .any(|line| byline::of_line(&line.text).is_some() || date::of_line(&line.text).is_some())
}

/// Running text: a sentence ends in it, or it is long, and no line says who or when.
fn is_running_text(chunk: &Chunk, widest: usize) -> bool {
    if says_who_or_when(chunk) && chunk.lines.len() <= BYLINE_LINES {
        return false;
    }
    let wide = chunk
        .lines
        .iter()
        .filter(|line| line.width() * 10 >= widest * 9)
        .count();
    let text: usize = chunk.lines.iter().map(Line::width).sum();
    let ending = chunk
        .lines
        .iter()
        .filter(|line| ends_sentence(&line.text))
        .count();
    let ends = ending > 1
        || chunk
            .lines
            .last()
            .is_some_and(|line| ends_sentence(&line.text));
    (ends && (text > 60 || chunk.lines.len() > 2))
        || (wide > 1 && chunk.lines.len() > TITLE_LINES)
        || text > 400
}

/// Parts a title from the text under it, where no blank line does: short lines in title case above
/// full ones.
fn detach(chunks: &mut Vec<Chunk>) {
    let Some(first) = chunks.first_mut() else {
        return;
    };
    let measure = first.measure();
    let short = |line: &&Line| is_label(&line.text) && line.width() * 100 < measure * 82;
    let length = first
        .lines
        .iter()
        .take(TITLE_LINES)
        .take_while(short)
        .count();
    let titled = first
        .lines
        .first()
        .is_some_and(|line| is_title_case(&line.text) || is_all_capitals(&line.text));
    if length > 0 && titled && measure >= 60 && is_running_text(first, measure) {
        let text = Chunk {
            lines: first.lines.split_off(length),
            cut: false,
        };
        chunks.insert(1, text);
    }
}

/// The parts of a chunk, line by line. The first line of a document is its title, whatever it is.
fn split(chunk: &Chunk, first: bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, line) in chunk.lines.iter().enumerate() {
        let names = if first && at == 0 {
            None
        } else {
            unled_names(line, chunk.lines.get(at + 1))
        };
        if let Some(found) = date::of_line(&line.text) {
            parts.push(Part::Date(line.clone(), found));
        } else if byline::of_line(&line.text).is_some() {
            parts.push(Part::Byline(vec![line.clone()], Vec::new()));
        } else if let Some(Part::Byline(lines, _)) =
            parts.last_mut().filter(|part| part.goes_on(line))
        {
            lines.push(line.clone());
        } else if let Some(authors) = names {
            parts.push(Part::Byline(vec![line.clone()], authors));
        } else if !is_label(&line.text) || line.text.contains('@') || is_stamp(&line.text) {
            parts.push(Part::Other);
        } else if let Some(Part::Label(lines)) = parts.last_mut() {
            lines.push(line.clone());
        } else {
            parts.push(Part::Label(vec![line.clone()]));
        }
    }
    for part in &mut parts {
        if let Part::Byline(lines, authors) = part {
            *authors = byline::of_line(&join(lines)).unwrap_or_else(|| std::mem::take(authors));
        }
    }
    parts
}

/// What journals and typesetting put above the title of a manuscript.
fn is_stamp(text: &str) -> bool {
    const BEGINNINGS: [&str; 6] = [
        "typeset using",
        "draft version",
        "preprint",
        "submitted to",
        "accepted for publication",
        "arxiv:",
    ];
    let lower = text.to_lowercase();
    BEGINNINGS.iter().any(|begins| lower.starts_with(begins)) || lower.contains("manuscript no.")
}

/// Names in a line that does not say it is a byline: several, or one above an address or
/// an organisation.
fn unled_names(line: &Line, next: Option<&Line>) -> Option<Vec<Author>> {
    let above = |next: &Line| next.text.contains('@') || is_organisation(&next.text);
    let alone = || byline::is_one_name(&line.text) && next.is_some_and(above);
    byline::names_only(&line.text)
        .or_else(|| alone().then(|| vec![Author::named(line.text.clone())]))
}

impl Head {
    /// The labels before anything else: names of publishers, the title, a subtitle.
    fn name(&mut self, parts: &[Part]) {
        let labels: Vec<&Vec<Line>> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Label(lines) => Some(lines),
                _ => None,
            })
            .collect();
        let last = labels.len().saturating_sub(1);
        let mut titles = Vec::new();
        for (at, lines) in labels.into_iter().enumerate() {
            if at < last && is_organisation(&join(lines)) {
                self.publisher.extend(names(lines));
                self.remove(lines, Removal::Letterhead);
            } else {
                titles.push(lines);
            }
        }
        for lines in titles {
            if self.title.is_empty() {
                let lines = &lines[..lines.len().min(TITLE_LINES)];
                self.title = normalise(&join(lines));
                self.remove(lines, Removal::Title);
            } else if self.subtitle.is_none() && lines.len() <= 2 {
                self.subtitle = Some(normalise(&join(lines)));
                self.remove(lines, Removal::Title);
            }
        }
    }

    /// What follows the title: bylines and dates, and lines that remain text.
    fn rest(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Byline(lines, authors) if self.authors.is_empty() => {
                    self.authors.clone_from(authors);
                    self.remove(lines, Removal::Byline);
                }
                Part::Date(line, Found::Sure(date)) if self.published.is_none() => {
                    self.published = Some(*date);
                    self.remove(std::slice::from_ref(line), Removal::Date);
                }
                Part::Date(line, Found::Ambiguous) => self.diagnostics.push(Diagnostic::warning(
                    line.number,
                    format!("{:?} can be read as two dates: write `published: YYYY-MM-DD` into the front matter", line.text),
                )),
                _ => {}
            }
        }
    }

    fn remove(&mut self, lines: &[Line], why: Removal) {
        let removed = lines.iter().map(|line| Removed {
            line: line.number,
            text: line.text.clone(),
            why,
        });
        self.removed.extend(removed);
    }

    /// Leaves in the head's chunks only what was not taken.
    fn keep(&self, chunks: &mut Vec<Chunk>, length: usize) {
        let taken = |line: &Line| {
            self.removed
                .iter()
                .any(|removed| removed.line == line.number)
        };
        for chunk in &mut chunks[..length] {
            chunk.lines.retain(|line| !taken(line));
        }
        chunks.retain(|chunk| !chunk.lines.is_empty());
    }
}

/// Lines as one text.
fn join(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() && !joins_tight(&text, &line.text) {
            text.push(' ');
        }
        text.push_str(&line.text);
    }
    text
}

/// The names in a letterhead: a line each, but for names that go on on the next line. Addresses
/// and numbers are no names.
fn names(lines: &[Line]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in lines.iter().filter(|line| is_publisher(&line.text)) {
        let goes_on = last.is_some_and(|before| {
            before.number + 1 == line.number && continues(&before.text, &line.text)
        });
        match names.last_mut() {
            Some(name) if goes_on => {
                name.push(' ');
                name.push_str(&line.text);
            }
            _ => names.push(normalise(&line.text)),
        }
        last = Some(line);
    }
    names
}

fn continues(before: &str, line: &str) -> bool {
    let begins = line.split_whitespace().next().unwrap_or_default();
    let small = begins.starts_with(char::is_lowercase) || super::shape::is_function_word(begins);
    !is_ideographic(before) && !is_ideographic(line) && (small || breaks_off(before))
}

fn is_publisher(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits < 4
        && !text.contains('@')
        && !text.contains("www.")
        && !text.contains("://")
        && is_label(text)
}
