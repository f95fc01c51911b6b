//! Formatted citations with gaps for what is known only in the page.

use serde::{Deserialize, Serialize};

use crate::{Passage, Work};

/// The formatted citations of a work, in plain text with [`Mark`]s where something is put in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Templates {
    /// APA.
    pub apa: String,
    /// MLA.
    pub mla: String,
    /// Chicago, the note.
    pub chicago_note: String,
    /// Chicago, the bibliography.
    pub chicago: String,
    /// GB/T 7714.
    pub gb_t_7714: String,
}

/// A scalar of a template that is not itself text (Unicode's private use area).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The title, which the page knows already.
    Title,
    /// The title of the collection, likewise.
    Collection,
    /// The address.
    Address,
    /// The day of reading, as in 2026-11-23.
    Accessed,
    /// The number of the paragraph.
    Paragraph,
    /// What stands between two of these is only for citations of a paragraph.
    Located,
}

impl Mark {
    const ALL: [Self; 6] = [
        Self::Title,
        Self::Collection,
        Self::Address,
        Self::Accessed,
        Self::Paragraph,
        Self::Located,
    ];

    /// The scalar.
    pub fn scalar(self) -> char {
        match self {
            Self::Title => '\u{e004}',
            Self::Collection => '\u{e005}',
            Self::Address => '\u{e000}',
            Self::Accessed => '\u{e001}',
            Self::Paragraph => '\u{e002}',
            Self::Located => '\u{e003}',
        }
    }
}

/// A citation from its template.
pub(crate) fn fill(template: &str, work: &Work, passage: &Passage) -> String {
    let mut citation = String::with_capacity(template.len() + passage.address.len());
    let mut located = false;
    for scalar in template.chars() {
        let mark = Mark::ALL.into_iter().find(|mark| mark.scalar() == scalar);
        if mark == Some(Mark::Located) {
            located = !located;
        }
        if located && passage.paragraph.is_none() {
            continue;
        }
        match mark {
            None => citation.push(scalar),
            Some(Mark::Located) => {}
            Some(Mark::Title) => citation.push_str(&work.title),
            Some(Mark::Collection) => citation.push_str(&work.collection),
            Some(Mark::Address) => citation.push_str(passage.address),
            Some(Mark::Accessed) => citation.push_str(&passage.accessed.to_string()),
            Some(Mark::Paragraph) => {
                let number = passage.paragraph.map(|number| number.to_string());
                citation.push_str(&number.unwrap_or_default());
            }
        }
    }
    citation
}
