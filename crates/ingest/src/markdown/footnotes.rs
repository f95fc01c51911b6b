//! Footnotes: gathered where they are defined, set at the end in the order of first reference.

use std::collections::HashMap;

use corpus::{Draft, InlineKind, Kind};

use super::inline::Rich;
use crate::Diagnostic;

/// A footnote's definition.
#[derive(Debug)]
pub(crate) struct Definition {
    pub label: String,
    pub line: u32,
    pub content: Rich,
}

/// The footnote blocks that belong behind `drafts`: those referred to, in order, then the rest.
pub(crate) fn arrange(
    drafts: &[Draft],
    definitions: Vec<Definition>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Draft> {
    let mut by_label: HashMap<String, Definition> = HashMap::new();
    let mut labels = Vec::new();
    for definition in definitions {
        let Definition { label, line, .. } = &definition;
        if by_label.contains_key(label) {
            diagnostics.push(Diagnostic::error(
                *line,
                format!("footnote [^{label}] is defined twice: rename one of the two"),
            ));
        } else {
            labels.push(label.clone());
            by_label.insert(label.clone(), definition);
        }
    }
    let mut arranged = Vec::new();
    let mut wanted: Vec<String> = drafts
        .iter()
        .flat_map(|draft| references(&draft.inlines))
        .collect();
    let mut next = 0;
    while let Some(label) = wanted.get(next) {
        if let Some(definition) = by_label.remove(label) {
            wanted.extend(references(&definition.content.inlines));
            arranged.push(block(definition));
        }
        next += 1;
    }
    for definition in labels.iter().filter_map(|label| by_label.remove(label)) {
        let Definition { label, line, .. } = &definition;
        diagnostics.push(Diagnostic::warning(
            *line,
            format!("nothing refers to footnote [^{label}]: refer to it or drop it"),
        ));
        arranged.push(block(definition));
    }
    arranged
}

/// The labels that a block's text refers to in vain: what Markdown leaves as it was written,
/// because nothing defines it.
pub(crate) fn undefined(draft: &Draft) -> impl Iterator<Item = &str> {
    let literal = matches!(draft.kind, Kind::Verse { .. })
        || draft
            .inlines
            .iter()
            .any(|inline| inline.kind == InlineKind::Code);
    let text = if literal { "" } else { draft.text.as_str() };
    text.split("[^").skip(1).filter_map(|rest| {
        let (label, _) = rest.split_once(']')?;
        (!label.is_empty() && !label.contains(char::is_whitespace)).then_some(label)
    })
}

fn references(inlines: &[corpus::Inline]) -> Vec<String> {
    let labels = inlines.iter().filter_map(|inline| match &inline.kind {
        InlineKind::Note { label } => Some(label.clone()),
        _ => None,
    });
    labels.collect()
}

fn block(definition: Definition) -> Draft {
    let Rich { text, inlines } = definition.content;
    Draft {
        text,
        inlines,
        kind: Kind::Footnote {
            label: definition.label,
        },
    }
}
