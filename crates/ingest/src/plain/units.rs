//! Lines to units: paragraphs, headings, items, quotations, lines of verse.

use std::collections::HashMap;

use super::chunks::Chunk;
use super::lines::Line;
use super::markers::{self, Marker};
use super::shape::{
    begins_inside, breaks_off, ends_sentence, is_all_capitals, is_ideographic, is_label,
    is_title_case,
};
use super::words::{Words, ends_with_hyphen};
use crate::{Join, Joined};

/// A stretch of lines that is one thing.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Its text; lines of verse are parted by line feeds.
    pub text: String,
    /// The sign that an item began with, as it was written.
    pub sign: String,
    /// What it is.
    pub kind: UnitKind,
    /// The number of its first line.
    pub line: u32,
    /// Whether a page parts it from the unit before.
    pub cut: bool,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    /// Running text.
    Prose,
    /// The title of a section, with its level.
    Heading(u8),
    /// An item of a list; an ordered one has a number.
    Item(Option<u32>),
    /// Text set in on purpose.
    Quote,
    /// Lines that are no running text.
    Verse,
}

/// The units of a text.
pub(crate) fn of(chunks: &[Chunk], words: &Words, joined: &mut Vec<Joined>) -> Vec<Unit> {
    let page = Page::of(chunks);
    let mut units = Vec::new();
    for (at, chunk) in chunks.iter().enumerate() {
        let around = Around {
            before: at.checked_sub(1).map(|at| &chunks[at]),
            after: chunks.get(at + 1),
        };
        let mut reader = Reader {
            page: &page,
            words,
            joined,
            units: Vec::new(),
        };
        reader.chunk(chunk, &around);
        units.append(&mut reader.units);
    }
    units
}

/// The chunks beside one.
struct Around<'a> {
    before: Option<&'a Chunk>,
    after: Option<&'a Chunk>,
}

/// What is usual in a document.
struct Page {
    /// The width of a full line, in columns.
    width: usize,
    /// The indent of most lines.
    indent: usize,
    /// Whether paragraphs begin with an indent rather than behind a blank line.
    indented: bool,
}

impl Page {
    fn of(chunks: &[Chunk]) -> Self {
        let lines = || chunks.iter().flat_map(|chunk| &chunk.lines);
        let mut widths: Vec<usize> = chunks
            .iter()
            .filter(|chunk| chunk.lines.len() > 1)
            .flat_map(|chunk| &chunk.lines[..chunk.lines.len() - 1])
            .map(Line::width)
            .collect();
        widths.sort_unstable();
        let width = widths
            .get(widths.len() * 4 / 5)
            .copied()
            .unwrap_or(usize::MAX);
        let mut indents: HashMap<usize, usize> = HashMap::new();
        for line in lines() {
            *indents.entry(line.indent).or_default() += 1;
        }
        let indent = indents
            .iter()
            .max_by_key(|(indent, count)| (**count, usize::MAX - **indent))
            .map_or(0, |(indent, _)| *indent);
        let set_in = lines()
            .filter(|line| (indent + 1..=indent + 10).contains(&line.indent))
            .count();
        let at_rest = lines().filter(|line| line.indent == indent).count();
        Self {
            width,
            indent,
            indented: set_in >= 2 && at_rest > set_in,
        }
    }

    /// Whether a line is so short that its paragraph may end with it.
    fn is_short(&self, line: &Line) -> bool {
        line.width() * 100 < self.width.saturating_mul(82)
    }
}

struct Reader<'a> {
    page: &'a Page,
    words: &'a Words,
    joined: &'a mut Vec<Joined>,
    units: Vec<Unit>,
}

impl Reader<'_> {
    fn chunk(&mut self, chunk: &Chunk, around: &Around<'_>) {
        if let Some(level) = self.heading(chunk, around) {
            return self.whole(chunk, UnitKind::Heading(level));
        }
        if is_verse(chunk, self.page) {
            return self.verse(chunk);
        }
        let quote = self.is_quote(chunk, around);
        for (at, (line, marker)) in chunk
            .lines
            .iter()
            .zip(markers::items(&chunk.lines))
            .enumerate()
        {
            let before = at.checked_sub(1).map(|at| &chunk.lines[at]);
            let after = chunk.lines.get(at + 1);
            let cut = chunk.cut && at == 0;
            match (marker, before) {
                (Some((marker, rest)), _) => self.item(line, marker, rest, cut),
                (None, Some(before)) if self.is_inner_heading(before, line, after) => {
                    let level = markers::section(&line.text).unwrap_or(2);
                    self.start(line, &line.text, UnitKind::Heading(level), cut);
                }
                (None, Some(before)) if !self.starts_paragraph(before, line, quote) => {
                    self.go_on(line);
                }
                _ => {
                    let kind = if quote {
                        UnitKind::Quote
                    } else {
                        UnitKind::Prose
                    };
                    self.start(line, &line.text, kind, cut);
                }
            }
        }
    }

    fn start(&mut self, line: &Line, text: &str, kind: UnitKind, cut: bool) {
        let sign = line.text.strip_suffix(text).unwrap_or_default().to_owned();
        self.units.push(Unit {
            text: text.to_owned(),
            sign,
            kind,
            line: line.number,
            cut,
        });
    }

    fn item(&mut self, line: &Line, marker: Marker, rest: &str, cut: bool) {
        match marker {
            Marker::Bullet(_) => self.start(line, rest, UnitKind::Item(None), cut),
            Marker::Number(number) => self.start(line, rest, UnitKind::Item(Some(number)), cut),
            // Its sign is what the text calls it by, and stays in the text.
            Marker::Letter | Marker::Reference => {
                self.start(line, &line.text, UnitKind::Prose, cut);
            }
        }
    }

    fn whole(&mut self, chunk: &Chunk, kind: UnitKind) {
        for (at, line) in chunk.lines.iter().enumerate() {
            if at == 0 {
                self.start(line, &line.text, kind, chunk.cut);
            } else {
                self.go_on(line);
            }
        }
    }

    fn verse(&mut self, chunk: &Chunk) {
        let lines: Vec<&str> = chunk.lines.iter().map(|line| line.text.as_str()).collect();
        if let Some(first) = chunk.lines.first() {
            self.start(first, &lines.join("\n"), UnitKind::Verse, chunk.cut);
        }
    }

    /// Adds a line to the unit that is open.
    fn go_on(&mut self, line: &Line) {
        if let Some(unit) = self.units.last_mut() {
            let why = self
                .words
                .join(&mut unit.text, &line.text)
                .unwrap_or(Join::WrappedLine);
            self.joined.push(Joined {
                line: line.number,
                why,
            });
        }
    }

    /// Whether a line begins a paragraph behind another line.
    fn starts_paragraph(&self, before: &Line, line: &Line, quote: bool) -> bool {
        let item = matches!(
            self.units.last(),
            Some(Unit {
                kind: UnitKind::Item(_),
                ..
            })
        );
        let set_in = line.indent > self.page.indent + 1 && line.indent > before.indent;
        if !quote && !item && set_in && self.page.indented && !ends_with_hyphen(&before.text) {
            return true;
        }
        let ends = ends_sentence(&before.text) && !begins_inside(&line.text);
        ends && (self.page.is_short(before) || before.width() > self.page.width.saturating_mul(2))
    }

    /// Whether a line inside a chunk is a heading: numbered or in capitals, between the end of
    /// a sentence and the beginning of another.
    fn is_inner_heading(&self, before: &Line, line: &Line, after: Option<&Line>) -> bool {
        let numbered = markers::section(&line.text).is_some() && is_title_case(&line.text);
        let named = is_all_capitals(&line.text) || is_known_heading(&line.text);
        (numbered || named)
            && is_heading_shape(&line.text)
            && self.page.is_short(line)
            && (ends_sentence(&before.text) || self.page.is_short(before))
            && !breaks_off(&before.text)
            && after.is_some_and(|after| !begins_inside(&after.text))
    }

    /// The level of a heading that a chunk is.
    fn heading(&self, chunk: &Chunk, around: &Around<'_>) -> Option<u8> {
        let text = match &chunk.lines[..] {
            [line] => line.text.clone(),
            [first, second]
                if self.page.is_short(first) && markers::section(&second.text).is_none() =>
            {
                format!("{} {}", first.text, second.text)
            }
            _ => return None,
        };
        let after = around.after.and_then(|chunk| chunk.lines.first())?;
        let before = around.before.and_then(|chunk| chunk.lines.last());
        let section = markers::section(&text);
        if !is_heading_shape(&text) || begins_inside(&text) || begins_inside(&after.text) {
            return None;
        }
        let running = around
            .after
            .is_some_and(|chunk| chunk.lines.iter().map(Line::width).sum::<usize>() > 60);
        let clear = before
            .is_none_or(|line| ends_sentence(&line.text) || is_heading_shape(&line.text))
            && !before.is_some_and(|line| breaks_off(&line.text));
        let words = text.split_whitespace().count();
        let marked = section.is_some()
            || is_all_capitals(&text)
            || is_title_case(&text)
            || is_ideographic(&text);
        let plain = chunk.lines.len() == 1 && words <= 8;
        let list_item = markers::of(&text).is_some() && markers::of(&after.text).is_some();
        ((marked || plain) && clear && (running || section.is_some()) && !list_item)
            .then(|| section.unwrap_or(2))
    }

    /// Whether a chunk is set in on purpose: every line, and the text around it is not.
    fn is_quote(&self, chunk: &Chunk, around: &Around<'_>) -> bool {
        let least = |chunk: &Chunk| {
            chunk
                .lines
                .iter()
                .map(|line| line.indent)
                .min()
                .unwrap_or(0)
        };
        let set_in = chunk.lines.len() > 1 && least(chunk) >= self.page.indent + 3;
        let beside =
            |chunk: Option<&Chunk>| chunk.is_none_or(|chunk| least(chunk) <= self.page.indent + 1);
        set_in && beside(around.before) && beside(around.after) && around.before.is_some()
    }
}

/// Short, a label, and not only figures.
fn is_heading_shape(text: &str) -> bool {
    let words = text.split_whitespace().count();
    is_label(text)
        && words <= 14
        && text.chars().count() <= 90
        && !text.contains(['=', '∈', '\u{fffd}'])
}

/// Names of sections that stand without a number.
fn is_known_heading(text: &str) -> bool {
    const NAMES: [&str; 10] = [
        "abstract",
        "introduction",
        "conclusion",
        "conclusions",
        "references",
        "acknowledgements",
        "acknowledgments",
        "bibliography",
        "discussion",
        "methods",
    ];
    NAMES.contains(&text.to_lowercase().as_str())
}

/// Whether the lines of a chunk are ended on purpose. Running text fills its lines: the first
/// word of a line would not have fitted on the line before. Columns of a table show by wide gaps.
fn is_verse(chunk: &Chunk, page: &Page) -> bool {
    let lines = &chunk.lines;
    if lines
        .iter()
        .filter(|line| line.text.contains("   "))
        .count()
        * 3
        > lines.len() * 2
        && lines.len() > 1
    {
        return true;
    }
    if lines.len() < 3 || lines.iter().any(|line| markers::of(&line.text).is_some()) {
        return false;
    }
    let measure = lines.iter().map(Line::width).max().unwrap_or(0);
    let measure = if page.width == usize::MAX {
        measure
    } else {
        measure.max(page.width * 3 / 4)
    };
    let filled = lines
        .windows(2)
        .filter(|pair| {
            let next = pair[1].text.split_whitespace().next().unwrap_or_default();
            let next = if is_ideographic(next) {
                2
            } else {
                super::lines::width(next)
            };
            (pair[0].width() + 1 + next) * 100 >= measure * 85 || ends_with_hyphen(&pair[0].text)
        })
        .count();
    let ends = lines
        .iter()
        .filter(|line| ends_sentence(&line.text))
        .count();
    measure_fits(lines) && filled * 2 < lines.len() - 1 && ends * 2 <= lines.len()
}

/// Lines of verse are no longer than what a reader takes in at once.
fn measure_fits(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.width() <= 72)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use expect_test::{Expect, expect};

    use super::super::chunks;
    use super::*;

    /// Shows the units of a text, a line each.
    fn check(text: &str, expected: &Expect) {
        let lines = super::super::lines::of(text);
        let words = Words::of(&lines);
        let units = of(&chunks::of(lines, &HashSet::new()), &words, &mut Vec::new());
        let shown = units
            .iter()
            .map(|unit| format!("{:?}: {}\n", unit.kind, unit.text));
        expected.assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn items_and_what_only_looks_like_them() {
        check(
            "Three lamps were lit at dusk, and they are:\n• one by the door\n• one on the desk\n",
            &expect![[r#"
                Prose: Three lamps were lit at dusk, and they are:
                Item(None): one by the door
                Item(None): one on the desk
            "#]],
        );
        check(
            "The desk is older than the lamp on it, as was shown by those named in\n\
             [2] and also in all of the letters of the keeper that we know from\n\
             [7] and from the drawing that stands before the first of the letters.\n",
            &expect![[r#"
                Prose: The desk is older than the lamp on it, as was shown by those named in [2] and also in all of the letters of the keeper that we know from [7] and from the drawing that stands before the first of the letters.
            "#]],
        );
        check(
            "[2] A. Reed, On lamps, at https://lamps.example/\n[R+7] B. Stone, On desks, Oldtown\n",
            &expect![[r#"
                Prose: [2] A. Reed, On lamps, at https://lamps.example/
                Prose: [R+7] B. Stone, On desks, Oldtown
            "#]],
        );
        check(
            "(a) The lamp that stands on the desk\n(b) The lamp that hangs over the desk\n",
            &expect![[r#"
                Prose: (a) The lamp that stands on the desk
                Prose: (b) The lamp that hangs over the desk
            "#]],
        );
        check(
            "/*\n * Light the lamp that stands on the desk.\n * Then read.\n */\n",
            &expect![[r#"
                Prose: /* * Light the lamp that stands on the desk. * Then read.
                Prose: */
            "#]],
        );
    }
}
