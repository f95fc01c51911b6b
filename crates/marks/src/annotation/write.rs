//! Writing Web Annotations.

use serde_json::{Value, json};

use super::{CONTEXT, bodies, iri, is_a, read, text_of, values};
use crate::{Highlight, Notebook, Selector};

/// An `AnnotationCollection` of a notebook as JSON-LD, an annotation on each line, those of others
/// as they came. `base` is the collection's address, with a slash at the end.
pub fn to_json_ld(notebook: &Notebook, base: &str) -> String {
    let highlights = notebook.highlights().iter();
    let highlights = highlights.map(|highlight| annotation_text(highlight, base));
    let foreign = notebook.foreign().iter();
    let items: Vec<String> = highlights
        .chain(foreign.map(|annotation| annotation.json.clone()))
        .collect();
    let address = Value::from(format!("{base}notebook/"));
    let page = Value::from(format!("{base}notebook/#page"));
    let total = items.len();
    let (open, close) = if items.is_empty() {
        ("", "")
    } else {
        ("\n", "\n")
    };
    format!(
        "{{\"@context\":\"{CONTEXT}\",\"id\":{address},\"type\":\"AnnotationCollection\",\
         \"total\":{total},\"first\":{{\"id\":{page},\"type\":\"AnnotationPage\",\
         \"startIndex\":0,\"items\":[{open}{}{close}]}}}}\n",
        items.join(",\n")
    )
}

/// The annotation of a highlight, in one line unless it came otherwise and has not been changed.
pub(crate) fn annotation_text(highlight: &Highlight, base: &str) -> String {
    let origin = highlight.origin.as_deref().and_then(|origin| {
        let value: Value = serde_json::from_str(origin).ok()?;
        let known = read::highlight(&value)?;
        Some((origin, value, known))
    });
    match origin {
        None => annotation(highlight, base).to_string(),
        Some((origin, value, known)) => {
            let known = Highlight {
                origin: highlight.origin.clone(),
                ..known
            };
            if known == *highlight {
                origin.to_owned()
            } else {
                updated(value, &known, highlight, base).to_string()
            }
        }
    }
}

/// The annotation of a highlight that has nothing but what it holds.
pub(super) fn annotation(highlight: &Highlight, base: &str) -> Value {
    let mut bodies = vec![bodies::body("classifying", highlight.colour.class())];
    let note = highlight.note.as_deref();
    bodies.extend(note.map(|note| bodies::body("commenting", note)));
    bodies.extend(
        highlight
            .tags
            .iter()
            .map(|tag| bodies::body("tagging", tag)),
    );
    let targets = highlight.target.iter();
    let targets: Vec<Value> = targets
        .map(|selector| target(highlight, selector, base))
        .collect();
    let mut annotation = json!({
        "@context": CONTEXT,
        "id": iri::of_highlight(&highlight.id),
        "type": "Annotation",
        "motivation": if note.is_some() { "commenting" } else { "highlighting" },
        "body": bodies,
        "target": targets,
    });
    put_time(&mut annotation, "created", &highlight.created);
    put_time(&mut annotation, "modified", &highlight.modified);
    annotation
}

/// Another's annotation, which was read as `known`, when it has become what the highlight is now.
fn updated(mut value: Value, known: &Highlight, highlight: &Highlight, base: &str) -> Value {
    bodies::update(&mut value, known, highlight);
    if (&known.target, &known.revision) != (&highlight.target, &highlight.revision) {
        let old = value["target"].take();
        let old = values(&old);
        let targets = highlight.target.iter().enumerate();
        value["target"] = targets
            .map(|(place, selector)| {
                let new = target(highlight, selector, base);
                let old = old.get(place).or(old.first());
                old.map_or_else(|| new.clone(), |old| moved(old, &new))
            })
            .collect();
    }
    if known.created != highlight.created {
        put_time(&mut value, "created", &highlight.created);
    }
    if known.modified != highlight.modified {
        put_time(&mut value, "modified", &highlight.modified);
    }
    value
}

/// A target with the selectors and the state of another, and with what these do not replace.
fn moved(old: &Value, new: &Value) -> Value {
    let mut target = old.clone();
    for name in ["selector", "state"] {
        let kept = values(&old[name]).iter().filter(|old| !is_replaced(old));
        target[name] = values(&new[name]).iter().chain(kept).cloned().collect();
    }
    target
}

/// Whether a selector, with all that refine it, or a state says what ours say.
fn is_replaced(value: &Value) -> bool {
    let ours = [
        "FragmentSelector",
        "TextPositionSelector",
        "TextQuoteSelector",
    ];
    ours.iter().any(|kind| is_a(value, kind))
        || read::entity_tag(text_of(value, "value")).is_some()
        || values(&value["refinedBy"]).iter().any(is_replaced)
}

fn put_time(annotation: &mut Value, name: &str, time: &str) {
    if time.is_empty() {
        annotation
            .as_object_mut()
            .and_then(|members| members.remove(name));
    } else {
        annotation[name] = time.into();
    }
}

fn target(highlight: &Highlight, selector: &Selector, base: &str) -> Value {
    json!({
        "type": "SpecificResource",
        "source": iri::of_essay(&highlight.essay, base),
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
