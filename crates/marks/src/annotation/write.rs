//! Writing Web Annotations.

use serde_json::{Value, json};

use super::{CONTEXT, URN};
use crate::{Highlight, Selector};

/// An `AnnotationCollection` of the highlights, as indented JSON-LD. `base` is the collection's
/// address, with a slash at the end.
pub fn to_json_ld(highlights: &[Highlight], base: &str) -> String {
    let items: Vec<Value> = highlights
        .iter()
        .map(|highlight| annotation(highlight, base))
        .collect();
    let collection = json!({
        "@context": CONTEXT,
        "id": format!("{base}notebook/"),
        "type": "AnnotationCollection",
        "total": items.len(),
        "first": {
            "id": format!("{base}notebook/#page"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    format!("{collection:#}\n")
}

fn annotation(highlight: &Highlight, base: &str) -> Value {
    let mut bodies = vec![body("classifying", highlight.colour.class())];
    bodies.extend(
        highlight
            .note
            .as_deref()
            .map(|note| body("commenting", note)),
    );
    bodies.extend(highlight.tags.iter().map(|tag| body("tagging", tag)));
    let targets = highlight
        .target
        .iter()
        .map(|selector| target(highlight, selector, base));
    json!({
        "@context": CONTEXT,
        "id": iri(&highlight.id),
        "type": "Annotation",
        "motivation": if highlight.note.is_some() { "commenting" } else { "highlighting" },
        "created": highlight.created,
        "modified": highlight.modified,
        "body": bodies,
        "target": targets.collect::<Vec<_>>(),
    })
}

fn body(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value })
}

fn target(highlight: &Highlight, selector: &Selector, base: &str) -> Value {
    json!({
        "type": "SpecificResource",
        "source": format!("{base}essays/{}/", highlight.essay),
        "state": {
            "type": "HttpRequestState",
            "value": format!("If-Match: \"{}\"", highlight.revision),
        },
        "selector": [
            {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                "value": selector.block.as_str(),
                "refinedBy": {
                    "type": "TextPositionSelector",
                    "start": selector.span.start,
                    "end": selector.span.end,
                },
            },
            {
                "type": "TextQuoteSelector",
                "exact": selector.exact,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
            },
        ],
    })
}

fn iri(id: &str) -> String {
    if id.contains(':') && !id.starts_with(URN) {
        id.to_owned()
    } else {
        format!("{URN}{id}")
    }
}
