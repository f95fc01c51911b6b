//! A passage as the commands print it.

use corpus::{Block, Span};
use serde::Serialize;

/// How long an excerpt is, in scalars.
const EXCERPT: u32 = 200;

/// A part of a block with what matches in it.
#[derive(Serialize)]
pub(crate) struct Passage {
    /// The block's id.
    pub(crate) block: String,
    /// Its number (¶), where it has one.
    pub(crate) number: Option<u32>,
    /// An excerpt of its text.
    pub(crate) text: String,
    /// What matches, in scalars of the excerpt.
    pub(crate) marks: Vec<Span>,
}

impl Passage {
    /// The part of a block that shows these spans best.
    pub(crate) fn new(block: &Block, spans: &[Span]) -> Self {
        let excerpt = search::excerpt(&block.text, spans, EXCERPT);
        Self {
            block: block.id.to_string(),
            number: block.number,
            text: excerpt.text,
            marks: excerpt.marks,
        }
    }

    /// The passage on one line, with its number, and with what matches in brackets.
    pub(crate) fn bracketed(&self) -> String {
        let opens = |place| self.marks.iter().any(|mark| mark.start == place);
        let closes = |place| self.marks.iter().any(|mark| mark.end == place);
        let mut text = String::with_capacity(self.text.len());
        for (place, scalar) in (0..).zip(self.text.chars().map(Some).chain([None])) {
            text.extend(closes(place).then_some(']'));
            text.extend(opens(place).then_some('['));
            text.extend(scalar);
        }
        let passage = Self {
            block: String::new(),
            text,
            marks: Vec::new(),
            ..*self
        };
        passage.line()
    }

    /// The passage on one line, with its number.
    pub(crate) fn line(&self) -> String {
        let number = self
            .number
            .map(|number| format!("¶{number} "))
            .unwrap_or_default();
        format!("{number}{}", self.text.replace(['\n', '\t'], " "))
    }
}
