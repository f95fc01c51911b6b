//! Blocks that hold others, while they are read: quotations, lists, tables, footnotes.
//!
//! An essay's blocks do not nest. What stands inside a quotation becomes its paragraphs, what
//! stands inside a list its items.

use corpus::text::CELL;
use corpus::{Alignment, Draft, Kind, ListItem, Span, TableRow};

use super::inline::{Prose, Rich, segments};

/// The outermost block that is open.
#[derive(Debug)]
pub(crate) enum Outer {
    /// A quotation with its paragraphs.
    Quote(Vec<Prose>),
    /// A list.
    List(List),
    /// A footnote with its label, its line and its text.
    Footnote(String, u32, Prose),
}

/// A list while it is read.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub start: Option<u32>,
    pub items: Vec<(u8, Prose)>,
    /// How many lists are open inside the first.
    pub depth: u8,
}

impl List {
    /// The text of the item that is open.
    pub(crate) fn item(&mut self) -> &mut Prose {
        if self.items.is_empty() {
            self.items.push((0, Prose::default()));
        }
        let last = self.items.len() - 1;
        &mut self.items[last].1
    }

    /// The block; `None` where every item is empty.
    pub(crate) fn draft(self) -> Option<Draft> {
        let mut items: Vec<(u8, Rich)> = self
            .items
            .iter()
            .map(|(depth, prose)| (*depth, prose.whole()))
            .filter(|(_, item)| !item.is_empty())
            .collect();
        let mut deepest = 0;
        for (depth, _) in &mut items {
            *depth = (*depth).min(deepest);
            deepest = depth.saturating_add(1);
        }
        if items.is_empty() {
            return None;
        }
        let (depths, texts): (Vec<u8>, Vec<Rich>) = items.into_iter().unzip();
        let (Rich { text, inlines }, spans) = segments(texts);
        let items = spans
            .into_iter()
            .zip(depths)
            .map(|(span, depth)| ListItem { span, depth });
        Some(Draft {
            text,
            inlines,
            kind: Kind::List {
                start: self.start,
                items: items.collect(),
            },
        })
    }
}

/// The block of a quotation; `None` where it is empty. Its last line is who said it, if that
/// begins with a dash and is not all there is.
pub(crate) fn quote(paragraphs: &[Prose]) -> Option<Draft> {
    let mut parts: Vec<Rich> = Vec::new();
    for (at, prose) in paragraphs.iter().enumerate() {
        let split = prose
            .last_line()
            .filter(|(_, last)| at + 1 == paragraphs.len() && is_attribution(last));
        match (prose.verse(), split) {
            (Some(lines), _) => parts.extend(lines),
            (None, Some((before, last))) => parts.extend([before, last]),
            (None, None) => parts.push(prose.whole()),
        }
    }
    parts.retain(|part| !part.is_empty());
    let attributed = parts.len() > 1 && parts.last().is_some_and(is_attribution);
    if attributed && let Some(last) = parts.pop() {
        parts.push(last.skip(1));
    }
    let (Rich { text, inlines }, mut paragraphs) = segments(parts);
    let attribution = if attributed { paragraphs.pop() } else { None };
    let kind = Kind::Quote {
        paragraphs,
        attribution,
        pull: false,
    };
    (!text.is_empty() || !inlines.is_empty()).then_some(Draft {
        text,
        inlines,
        kind,
    })
}

/// Whether a line names who said what stands before it: a dash, and a name behind it.
fn is_attribution(line: &Rich) -> bool {
    let name = line.text.strip_prefix(['—', '–', '―']);
    name.is_some_and(|name| !name.trim().is_empty() && !name.starts_with(['—', '–', '―']))
}

/// The block of lines whose breaks matter, without empty ones at its ends.
pub(crate) fn verse(mut lines: Vec<Rich>) -> Option<Draft> {
    let first = lines.iter().position(|line| !line.is_empty())?;
    lines.drain(..first);
    while lines.last().is_some_and(Rich::is_empty) {
        lines.pop();
    }
    let (Rich { text, inlines }, lines) = segments(lines);
    Some(Draft {
        text,
        inlines,
        kind: Kind::Verse { lines },
    })
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub columns: Vec<Alignment>,
    /// Its rows: whether it is a header, and its cells.
    pub rows: Vec<(bool, Vec<Rich>)>,
}

impl Table {
    /// The block. An empty header row stands for none.
    pub(crate) fn draft(mut self, caption: Option<Rich>) -> Option<Draft> {
        self.rows
            .retain(|(header, cells)| !header || cells.iter().any(|cell| !cell.is_empty()));
        if self.rows.is_empty() {
            return None;
        }
        let mut cells_of_rows = Vec::new();
        let captioned = caption.is_some();
        let mut parts: Vec<Rich> = caption.into_iter().collect();
        for (header, cells) in self.rows {
            let mut row = Rich::default();
            let count = cells.len();
            let cells: Vec<Span> = cells
                .into_iter()
                .enumerate()
                .map(|(at, cell)| row.append((at > 0 && at < count).then_some(CELL), cell))
                .collect();
            cells_of_rows.push((header, cells));
            parts.push(row);
        }
        let (Rich { text, inlines }, mut places) = segments(parts);
        let caption = captioned.then(|| places.remove(0));
        let rows = cells_of_rows
            .into_iter()
            .zip(places)
            .map(|((header, cells), place)| TableRow {
                header,
                cells: cells
                    .into_iter()
                    .map(|cell| cell.shifted(place.start))
                    .collect(),
            });
        let kind = Kind::Table {
            caption,
            columns: self.columns,
            rows: rows.collect(),
        };
        Some(Draft {
            text,
            inlines,
            kind,
        })
    }
}
