//! Units to drafts of blocks.

use corpus::text::{SEGMENT, normalise};
use corpus::{Draft, Kind, ListItem, Span};

use super::units::{Unit, UnitKind};

/// The drafts of these units: items that follow each other are one list, paragraphs of
/// a quotation one quotation.
pub(crate) fn of(units: Vec<Unit>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut rest = units.into_iter().peekable();
    while let Some(unit) = rest.next() {
        match unit.kind {
            UnitKind::Prose => push(&mut drafts, Kind::Paragraph, &unit.text),
            UnitKind::Heading(level) => push(&mut drafts, Kind::Heading { level }, &unit.text),
            UnitKind::Verse => drafts.extend(verse(&unit.text)),
            UnitKind::Quote => {
                let mut texts = vec![unit.text];
                while let Some(next) = rest.next_if(|next| next.kind == UnitKind::Quote) {
                    texts.push(next.text);
                }
                drafts.extend(quote(&texts));
            }
            UnitKind::Item(number) => {
                let alone = format!("{}{}", unit.sign, unit.text);
                let mut texts = vec![unit.text];
                let mut last = number;
                while let Some(next) = rest.next_if(|next| follows(last, next.kind)) {
                    last = last.map(|last| last + 1);
                    texts.push(next.text);
                }
                // One item alone is a paragraph that begins with a sign.
                match texts.len() {
                    1 => push(&mut drafts, Kind::Paragraph, &alone),
                    _ => drafts.extend(list(number, &texts)),
                }
            }
        }
    }
    drafts
}

/// Whether an item belongs to the list whose last item had this number, or none.
fn follows(last: Option<u32>, kind: UnitKind) -> bool {
    kind == UnitKind::Item(last.map(|last| last + 1))
}

fn push(drafts: &mut Vec<Draft>, kind: Kind, text: &str) {
    let text = normalise(text);
    if !text.is_empty() {
        drafts.push(Draft::plain(kind, text));
    }
}

fn verse(text: &str) -> Option<Draft> {
    let (text, lines) = segments(text.split('\n'));
    (!text.is_empty()).then(|| Draft::plain(Kind::Verse { lines }, text))
}

fn quote(texts: &[String]) -> Option<Draft> {
    let (text, paragraphs) = segments(texts.iter().map(String::as_str));
    let kind = Kind::Quote {
        paragraphs,
        attribution: None,
        pull: false,
    };
    (!text.is_empty()).then(|| Draft::plain(kind, text))
}

fn list(start: Option<u32>, texts: &[String]) -> Option<Draft> {
    let (text, spans) = segments(texts.iter().map(String::as_str));
    let items = spans
        .into_iter()
        .map(|span| ListItem { span, depth: 0 })
        .collect();
    (!text.is_empty()).then(|| Draft::plain(Kind::List { start, items }, text))
}

/// Normalised segments joined, without empty ones, and where each stands.
fn segments<'a>(parts: impl Iterator<Item = &'a str>) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut end = 0;
    for part in parts.map(normalise).filter(|part| !part.is_empty()) {
        if !spans.is_empty() {
            text.push(SEGMENT);
            end += 1;
        }
        let span = Span::whole(&part).shifted(end);
        text.push_str(&part);
        spans.push(span);
        end = span.end;
    }
    (text, spans)
}
