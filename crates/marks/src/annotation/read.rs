//! Reading Web Annotations, our own and, as far as they quote words of our essays, others'.

use corpus::{BlockId, EssayId, Revision, Span};
use serde_json::Value;

use super::{AnnotationError, Import, URN};
use crate::{Colour, Highlight, Selector};

/// Reads annotations: an `AnnotationCollection`, an `AnnotationPage`, a list of annotations, or one.
/// What is no highlight is refused by itself and does not keep the others out.
pub fn from_json_ld(text: &str) -> Result<Import, AnnotationError> {
    let value: Value = serde_json::from_str(text).map_err(|error| AnnotationError::Json {
        line: error.line(),
        column: error.column(),
    })?;
    let mut import = Import::default();
    for annotation in annotations(&value) {
        match highlight(annotation) {
            Ok(highlight) => import.highlights.push(highlight),
            Err(error) => import
                .refused
                .push((text_of(annotation, "id").to_owned(), error)),
        }
    }
    let is_empty = import.highlights.is_empty() && import.refused.is_empty();
    let is_collection = is_a(&value, "AnnotationCollection") || is_a(&value, "AnnotationPage");
    if is_empty && !is_collection {
        Err(AnnotationError::NoAnnotation)
    } else {
        Ok(import)
    }
}

/// The annotations in a value, as those who share them wrap them.
fn annotations(value: &Value) -> &[Value] {
    if is_a(value, "AnnotationCollection") {
        values(&value["first"]["items"])
    } else if is_a(value, "AnnotationPage") {
        values(&value["items"])
    } else if value.is_array() || is_a(value, "Annotation") {
        values(value)
    } else {
        &[]
    }
}

fn highlight(value: &Value) -> Result<Highlight, AnnotationError> {
    if !is_a(value, "Annotation") {
        return Err(AnnotationError::NoAnnotation);
    }
    let id = text_of(value, "id");
    if id.is_empty() {
        return Err(AnnotationError::NoId);
    }
    let targets = values(&value["target"]);
    let essay = targets
        .iter()
        .find_map(essay)
        .ok_or(AnnotationError::NoEssay)?;
    let target: Vec<Selector> = targets.iter().filter_map(selector).collect();
    if target.is_empty() {
        return Err(AnnotationError::NoQuote);
    }
    let (created, modified) = (text_of(value, "created"), text_of(value, "modified"));
    Ok(Highlight {
        id: id.strip_prefix(URN).unwrap_or(id).to_owned(),
        essay,
        revision: Revision::from_name(targets.iter().map(revision).next().unwrap_or_default()),
        target,
        colour: colour(value),
        note: note(value),
        tags: tags(value),
        created: if created.is_empty() {
            modified
        } else {
            created
        }
        .to_owned(),
        modified: if modified.is_empty() {
            created
        } else {
            modified
        }
        .to_owned(),
    })
}

/// The essay whose address the target's source is.
fn essay(target: &Value) -> Option<EssayId> {
    let path = text_of(target, "source")
        .split(['?', '#'])
        .next()?
        .trim_end_matches('/');
    let (before, id) = path.rsplit_once('/')?;
    let is_essay = before == "essays" || before.ends_with("/essays");
    EssayId::new(id).ok().filter(|_| is_essay)
}

/// The revision that a target's state asks for: the entity tag after `If-Match`.
fn revision(target: &Value) -> &str {
    let mut states = values(&target["state"])
        .iter()
        .map(|state| text_of(state, "value"));
    let tag = states.find_map(|value| value.strip_prefix("If-Match: \"")?.strip_suffix('"'));
    tag.unwrap_or_default()
}

fn selector(target: &Value) -> Option<Selector> {
    let selectors = values(&target["selector"]);
    let find = |kind: &str| selectors.iter().find(|selector| is_a(selector, kind));
    let quote = find("TextQuoteSelector")?;
    let exact = Some(text_of(quote, "exact")).filter(|exact| !exact.is_empty())?;
    let fragment = find("FragmentSelector").unwrap_or(&Value::Null);
    let refined = &fragment["refinedBy"];
    let position = if is_a(refined, "TextPositionSelector") {
        refined
    } else {
        find("TextPositionSelector").unwrap_or(&Value::Null)
    };
    let offset = |key: &str| {
        position[key]
            .as_u64()
            .and_then(|offset| u32::try_from(offset).ok())
    };
    Some(Selector {
        block: BlockId::from_name(text_of(fragment, "value")),
        span: Span::new(
            offset("start").unwrap_or_default(),
            offset("end").unwrap_or_default(),
        ),
        exact: exact.to_owned(),
        prefix: text_of(quote, "prefix").to_owned(),
        suffix: text_of(quote, "suffix").to_owned(),
    })
}

fn colour(annotation: &Value) -> Colour {
    let class = bodies(annotation, "classifying").find_map(|class| {
        Colour::ALL
            .into_iter()
            .find(|colour| colour.class() == class)
    });
    class.unwrap_or_default()
}

/// The reader's tags, each once.
fn tags(annotation: &Value) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in bodies(annotation, "tagging").filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// What the reader wrote; a body without a purpose is a comment as well.
fn note(annotation: &Value) -> Option<String> {
    let own = bodies(annotation, "commenting")
        .next()
        .or_else(|| bodies(annotation, "").next());
    own.map(str::to_owned)
}

fn bodies<'a>(annotation: &'a Value, purpose: &'a str) -> impl Iterator<Item = &'a str> {
    let bodies = values(&annotation["body"]).iter();
    let bodies = bodies.filter(move |body| text_of(body, "purpose") == purpose);
    bodies.filter_map(|body| body["value"].as_str())
}

/// A value that may stand alone or in a list.
fn values(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    }
}

/// Whether the value has this type, alone or among others.
fn is_a(value: &Value, kind: &str) -> bool {
    values(&value["type"]).iter().any(|other| other == kind)
}

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
