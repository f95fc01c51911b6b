//! The bodies of an annotation: which of them say a highlight's colour, note and tags, and how they
//! are brought up to date without touching the others.

use serde_json::{Value, json};

use super::{text_of, values};
use crate::{Colour, Highlight};

/// What a body of text is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Colour,
    Note,
    Tag,
}

/// A body of plain text of ours.
pub(super) fn body(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value })
}

/// The colour.
pub(super) fn colour(annotation: &Value) -> Colour {
    let class = texts(annotation, Purpose::Colour).find_map(colour_of_class);
    class.unwrap_or_default()
}

/// The reader's tags, each once.
pub(super) fn tags(annotation: &Value) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in texts(annotation, Purpose::Tag) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// What may be the note; a highlight has one at most.
pub(super) fn notes(annotation: &Value) -> impl Iterator<Item = &str> {
    texts(annotation, Purpose::Note)
}

/// Makes the bodies of an annotation, which was read as `known`, say what the highlight does.
pub(super) fn update(annotation: &mut Value, known: &Highlight, highlight: &Highlight) {
    let same = (known.colour, &known.note, &known.tags)
        == (highlight.colour, &highlight.note, &highlight.tags);
    if same {
        return;
    }
    let mut bodies = taken(annotation);
    // Which is which is settled before any body changes.
    let purposes: Vec<_> = bodies
        .iter()
        .map(|body| purpose(annotation, body))
        .collect();
    if known.colour != highlight.colour {
        let is_colour = |place: &usize| {
            purposes[*place] == Some(Purpose::Colour)
                && colour_of_class(text_of(&bodies[*place], "value")).is_some()
        };
        let class = highlight.colour.class();
        match (0..purposes.len()).find(is_colour) {
            Some(place) => bodies[place]["value"] = class.into(),
            None => bodies.push(body("classifying", class)),
        }
    }
    if known.tags != highlight.tags {
        put_tags(&mut bodies, &purposes, &highlight.tags);
    }
    if known.note != highlight.note {
        let old = purposes.iter().position(|&of| of == Some(Purpose::Note));
        match (old, &highlight.note) {
            (Some(place), Some(note)) => bodies[place]["value"] = note.as_str().into(),
            (Some(place), None) => bodies[place] = Value::Null,
            (None, Some(note)) => bodies.push(body("commenting", note)),
            (None, None) => {}
        }
    }
    bodies.retain(|body| !body.is_null());
    if !bodies.is_empty() {
        annotation["body"] = Value::Array(bodies);
    }
}

/// Moves the bodies of the tags that stay behind all others, in the order of the tags, adds those
/// that are new, and leaves a gap where each of the old ones stood.
fn put_tags(bodies: &mut Vec<Value>, purposes: &[Option<Purpose>], tags: &[String]) {
    let mut old = Vec::new();
    for (place, of) in purposes.iter().enumerate() {
        if *of == Some(Purpose::Tag) {
            old.push(bodies[place].take());
        }
    }
    for tag in tags {
        let (same, rest) = old
            .into_iter()
            .partition(|body| text_of(body, "value") == *tag);
        let same: Vec<Value> = same;
        old = rest;
        if same.is_empty() {
            bodies.push(body("tagging", tag));
        }
        bodies.extend(same);
    }
}

/// Takes the bodies out of an annotation, in the long form.
fn taken(annotation: &mut Value) -> Vec<Value> {
    let Some(members) = annotation.as_object_mut() else {
        return Vec::new();
    };
    let bodies = members.remove("body").unwrap_or_default();
    let mut bodies = values(&bodies).to_vec();
    if let Some(text) = members.remove("bodyValue") {
        bodies.push(json!({ "type": "TextualBody", "format": "text/plain", "value": text }));
    }
    bodies
}

/// The texts of this purpose, those of `bodyValue`, the short form of a body, among them.
fn texts(annotation: &Value, wanted: Purpose) -> impl Iterator<Item = &str> {
    let bodies = values(&annotation["body"]).iter();
    let bodies = bodies.filter(move |body| purpose(annotation, body) == Some(wanted));
    let short = annotation["bodyValue"]
        .as_str()
        .filter(|text| !text.is_empty() && named("", annotation) == Some(wanted));
    bodies
        .filter_map(|body| body["value"].as_str())
        .chain(short)
}

/// What a body says of a highlight, if anything.
fn purpose(annotation: &Value, body: &Value) -> Option<Purpose> {
    let plain = ["", "text/plain", "text/markdown"].contains(&text_of(body, "format"));
    let is_text = body["value"].as_str().is_some_and(|text| !text.is_empty());
    let is_ours = plain && is_text && body["source"].is_null();
    named(text_of(body, "purpose"), annotation).filter(|_| is_ours)
}

/// The purpose of this name. A body without one is for what the annotation is for (section 3.3.5),
/// and unless that is to tag or to classify, it is a note.
fn named(own: &str, annotation: &Value) -> Option<Purpose> {
    let whole = text_of(annotation, "motivation");
    match if own.is_empty() { whole } else { own } {
        "classifying" => Some(Purpose::Colour),
        "tagging" => Some(Purpose::Tag),
        "commenting" => Some(Purpose::Note),
        _ if own.is_empty() => Some(Purpose::Note),
        _ => None,
    }
}

fn colour_of_class(class: &str) -> Option<Colour> {
    Colour::ALL
        .into_iter()
        .find(|colour| colour.class() == class)
}
