//! Inline content: raw text with marks on it, made into normalised text with exact spans.

use std::ops::Range;

use corpus::text::{SEGMENT, normalise_marked};
use corpus::{Inline, InlineKind, Span};

use crate::source::joins_tight;

/// Normalised text with its inline structure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rich {
    pub text: String,
    pub inlines: Vec<Inline>,
}

impl Rich {
    /// Whether it holds nothing at all, not even a note reference.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.inlines.is_empty()
    }

    /// Adds another one behind a separator, and says where its text came to stand.
    pub(crate) fn append(&mut self, separator: Option<char>, other: Self) -> Span {
        self.text.extend(separator);
        let start = Span::whole(&self.text).end;
        self.text.push_str(&other.text);
        self.inlines.extend(
            other
                .inlines
                .into_iter()
                .map(|Inline { span, kind }| Inline {
                    span: span.shifted(start),
                    kind,
                }),
        );
        Span::new(start, Span::whole(&self.text).end)
    }

    /// Without its first `scalars` scalars and the spaces behind them.
    pub(crate) fn skip(self, scalars: u32) -> Self {
        let rest: String = self.text.chars().skip(scalars as usize).collect();
        let spaces = rest
            .chars()
            .take_while(|scalar| scalar.is_whitespace())
            .count();
        let cut = scalars + u32::try_from(spaces).unwrap_or_default();
        let inlines = self
            .inlines
            .into_iter()
            .filter_map(|Inline { span, kind }| {
                let span = Span::new(span.start.max(cut) - cut, span.end.max(cut) - cut);
                keeps(span, &kind).then_some(Inline { span, kind })
            });
        Self {
            inlines: inlines.collect(),
            text: rest.trim_start().to_owned(),
        }
    }
}

/// Segments joined to a block's text, and where each of them stands.
pub(crate) fn segments(parts: impl IntoIterator<Item = Rich>) -> (Rich, Vec<Span>) {
    let mut whole = Rich::default();
    let mut spans = Vec::new();
    for part in parts {
        let separator = (!spans.is_empty()).then_some(SEGMENT);
        spans.push(whole.append(separator, part));
    }
    (whole, spans)
}

/// Inline content while it is read.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    raw: String,
    /// Marks that are closed, inner before outer.
    marked: Vec<(Range<usize>, InlineKind)>,
    open: Vec<(usize, InlineKind)>,
    /// Where lines end: at these bytes stands [`GAP`] or [`SEAM`].
    breaks: Vec<(usize, Break)>,
    /// The last break, while what follows it is not known.
    pending: Option<usize>,
}

/// Parts two lines by a space.
const GAP: char = '\n';

/// Parts two lines that are joined without a space. Normalising drops control characters.
const SEAM: &str = "\u{1}";

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Break {
    /// In the source only.
    Soft,
    /// On purpose.
    Hard,
}

impl Prose {
    /// Adds text.
    pub(crate) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(at) = self.pending.take()
            && joins_tight(&self.raw[..at], text)
        {
            self.raw.replace_range(at..=at, SEAM);
        }
        self.raw.push_str(text);
    }

    /// Ends a line.
    pub(crate) fn line_break(&mut self, kind: Break) {
        self.breaks.push((self.raw.len(), kind));
        self.pending = Some(self.raw.len());
        self.raw.push(GAP);
    }

    /// Adds another paragraph to a text that has no paragraphs.
    pub(crate) fn absorb(&mut self, other: Self) {
        if !self.raw.is_empty() {
            self.line_break(Break::Soft);
        }
        self.text(&other.raw);
        let shift = self.raw.len() - other.raw.len();
        let shifted = |range: Range<usize>| range.start + shift..range.end + shift;
        self.marked.extend(
            other
                .marked
                .into_iter()
                .map(|(range, kind)| (shifted(range), kind)),
        );
    }

    /// Opens a mark.
    pub(crate) fn open(&mut self, kind: InlineKind) {
        self.open.push((self.raw.len(), kind));
    }

    /// Closes the last open mark that fits. Those opened inside it and not closed (as only raw
    /// HTML can be) are forgotten, so that marks always nest.
    pub(crate) fn close(&mut self, fits: impl Fn(&InlineKind) -> bool) {
        if let Some(at) = self.open.iter().rposition(|(_, kind)| fits(kind)) {
            self.open.truncate(at + 1);
            let closed = self.open.pop();
            self.marked
                .extend(closed.map(|(start, kind)| (start..self.raw.len(), kind)));
        }
    }

    /// Adds text that is one mark as a whole.
    pub(crate) fn marked(&mut self, kind: InlineKind, text: &str) {
        self.open(kind);
        self.text(text);
        self.close(|_| true);
    }

    /// Whether nothing has been read.
    pub(crate) fn is_empty(&self) -> bool {
        self.raw.trim().is_empty() && self.marked.is_empty()
    }

    /// Everything as one text.
    pub(crate) fn whole(&self) -> Rich {
        self.part(0..self.raw.len())
    }

    /// Its lines without empty ones at the ends, if there are several and each was ended on
    /// purpose.
    pub(crate) fn verse(&self) -> Option<Vec<Rich>> {
        if self.breaks.is_empty() || self.breaks.iter().any(|(_, kind)| *kind == Break::Soft) {
            return None;
        }
        let mut lines = self.lines();
        let first = lines.iter().position(|line| !line.is_empty())?;
        let last = lines.iter().rposition(|line| !line.is_empty())?;
        lines.truncate(last + 1);
        lines.drain(..first);
        (lines.len() > 1).then_some(lines)
    }

    /// Everything before the last line, and that line, if there are several.
    pub(crate) fn last_line(&self) -> Option<(Rich, Rich)> {
        let (at, _) = *self.breaks.last()?;
        Some((self.part(0..at), self.part(at + 1..self.raw.len())))
    }

    fn lines(&self) -> Vec<Rich> {
        let starts = std::iter::once(0).chain(self.breaks.iter().map(|(at, _)| at + 1));
        let ends = self
            .breaks
            .iter()
            .map(|(at, _)| *at)
            .chain([self.raw.len()]);
        starts
            .zip(ends)
            .map(|(start, end)| self.part(start..end))
            .collect()
    }

    /// The normal form of a part of the raw text, with the marks that reach into it.
    fn part(&self, part: Range<usize>) -> Rich {
        let inside: Vec<(Range<usize>, &InlineKind)> = self
            .marked
            .iter()
            .rev()
            .filter_map(|(range, kind)| {
                let clipped = range.start.max(part.start)..range.end.min(part.end);
                let here = clipped.start <= clipped.end && (clipped.is_empty() == range.is_empty());
                here.then(|| (clipped.start - part.start..clipped.end - part.start, kind))
            })
            .collect();
        let mut marks: Vec<usize> = inside
            .iter()
            .flat_map(|(range, _)| [range.start, range.end])
            .collect();
        marks.sort_unstable();
        let (text, places) = normalise_marked(&self.raw[part], &marks);
        let place = |mark: usize| places[marks.partition_point(|&other| other < mark)];
        let mut inlines: Vec<Inline> = inside
            .iter()
            .map(|(range, kind)| (Span::new(place(range.start), place(range.end)), *kind))
            .map(|(span, kind)| Inline {
                span: without_edges(span, &text),
                kind: kind.clone(),
            })
            .filter(|inline| keeps(inline.span, &inline.kind))
            .collect();
        inlines.sort_by_key(|inline| (inline.span.start, u32::MAX - inline.span.end));
        Rich { text, inlines }
    }
}

/// A span without spaces at its ends.
fn without_edges(span: Span, text: &str) -> Span {
    let Some(words) = span
        .slice(text)
        .filter(|words| words.starts_with(' ') || words.ends_with(' '))
    else {
        return span;
    };
    let before = Span::whole(words).len() - Span::whole(words.trim_start_matches(' ')).len();
    let length = Span::whole(words.trim_matches(' ')).len();
    Span::new(span.start + before, span.start + before + length)
}

/// Only a note reference has no text of its own.
fn keeps(span: Span, kind: &InlineKind) -> bool {
    !span.is_empty() || matches!(kind, InlineKind::Note { .. })
}
