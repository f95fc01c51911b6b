//! Highlights as W3C Web Annotations (*Web Annotation Data Model*, Recommendation of 2017): how
//! they leave a reader's browser, and how they come back.
//!
//! An annotation has a target for each block that the highlight touches, with a `FragmentSelector`
//! for the block refined by a `TextPositionSelector` (scalars), and a `TextQuoteSelector`. The
//! revision is the entity tag of an `HttpRequestState`; the colour a body that classifies, the note
//! one that comments.

mod read;
mod write;

use thiserror::Error;

use crate::Highlight;

pub use read::from_json_ld;
pub use write::to_json_ld;

/// The context of every annotation.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What makes an IRI of a highlight's id that is none.
const URN: &str = "urn:lectern:";

/// What was found in a file of annotations.
#[derive(Debug, Default, PartialEq)]
pub struct Import {
    /// The highlights, in the order of the file.
    pub highlights: Vec<Highlight>,
    /// The annotations that are no highlights: their ids (or empty) and why.
    pub refused: Vec<(String, AnnotationError)>,
}

/// Why something is no highlight.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AnnotationError {
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
    /// An annotation without an id.
    #[error("the annotation has no id: give it one, so that it is not taken in twice")]
    NoId,
    /// An annotation of something else.
    #[error("the annotation's target is no essay: its source has to end in /essays/ID/")]
    NoEssay,
    /// An annotation that quotes nothing.
    #[error("the annotation quotes no words: its target needs a TextQuoteSelector")]
    NoQuote,
}

#[cfg(test)]
pub(crate) mod tests;
