//! Highlights as W3C Web Annotations (*Web Annotation Data Model*, Recommendation of 2017): how
//! they leave a reader's browser, and how they come back.
//!
//! An annotation of ours has a target for each block that the highlight touches, with a
//! `FragmentSelector` for the block refined by a `TextPositionSelector` (scalars), and a
//! `TextQuoteSelector`. The revision is the entity tag of an `HttpRequestState`; the colour is a body
//! that classifies, the note one that comments, each tag one that tags.
//!
//! Others' annotations are taken in as well, and none of them loses anything: one that marks words
//! of our essays becomes a highlight, which keeps the annotation where it says more than a highlight
//! holds ([`Highlight::origin`]); any other is kept whole ([`Foreign`]). What breaks the model's
//! rules is refused with the reason ([`Refusal`]).

mod bodies;
mod iri;
mod read;
mod valid;
mod write;

use std::fmt;

use serde_json::Value;
use thiserror::Error;

use crate::{Foreign, Highlight};

pub use read::from_json_ld;
pub use write::to_json_ld;

pub(crate) use write::annotation_text;

/// The context of every annotation.
pub(crate) const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What makes an IRI of a highlight's id that is none.
const URN: &str = "urn:lectern:";

/// What was found in a file of annotations.
#[derive(Debug, Default, PartialEq)]
pub struct Import {
    /// The highlights, in the order of the file.
    pub highlights: Vec<Highlight>,
    /// Valid annotations that are no highlights of our essays, likewise.
    pub foreign: Vec<Foreign>,
    /// What breaks the model's rules.
    pub refused: Vec<Refusal>,
    /// Addresses of pages of annotations that the file names and does not hold.
    pub elsewhere: Vec<String>,
}

/// Why an annotation, or a whole file, was not taken in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct Refusal {
    /// The annotation's id, or nothing.
    pub id: String,
    /// The property at fault, as a path such as `target.selector.value`, or nothing.
    pub at: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a property or a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// It is not JSON.
    #[error("this is no JSON (line {line}, column {column}): export the annotations anew")]
    Json {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// It is JSON without annotations.
    #[error("there is no Web Annotation in this: it needs the type \"Annotation\"")]
    NoAnnotation,
    /// The context of Web Annotations is not named.
    #[error("does not name {CONTEXT}: add it, so that the properties mean something")]
    Context,
    /// A property that has to be there is not.
    #[error("is missing: add it")]
    Missing,
    /// A property has several values.
    #[error("has several values: leave one")]
    Several,
    /// A property has a value of another kind.
    #[error("has to be {0}")]
    Form(Form),
    /// A property cannot stand where another one does.
    #[error("cannot stand beside `{0}`: leave one of them")]
    Beside(&'static str),
}

/// What the value of a property has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Form {
    /// An IRI.
    #[error("a full address, such as https://example.org/1 or urn:uuid:…")]
    Iri,
    /// An IRI, or an object that tells about what it names.
    #[error("a full address or an object")]
    Node,
    /// A string.
    #[error("one text in quotation marks")]
    Text,
    /// A date and time.
    #[error("a moment, such as 2026-11-23T21:00:00Z")]
    Moment,
    /// A number of what is counted.
    #[error("a whole number, 0 or more")]
    Whole,
    /// A direction of writing.
    #[error("\"ltr\", \"rtl\" or \"auto\"")]
    Direction,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.id.is_empty() {
            write!(f, "{}: ", self.id)?;
        }
        if !self.at.is_empty() {
            write!(f, "`{}` ", self.at)?;
        }
        self.fault.fmt(f)
    }
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

/// The string that a property is, alone or first in a list; or nothing.
fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    let first = values(&value[key]).first();
    first.and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests;
