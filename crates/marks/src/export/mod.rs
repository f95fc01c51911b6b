//! Highlights for other programs to read: Markdown and CSV. Neither comes back; [`crate::to_json_ld`]
//! does.

mod csv;
mod markdown;

use crate::Highlight;

pub use csv::to_csv;
pub use markdown::to_markdown;

/// A highlight, and what whoever shows it knows about its place.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The highlight.
    pub highlight: &'a Highlight,
    /// The title of its essay.
    pub title: &'a str,
    /// The language of its essay, as a tag.
    pub language: &'a str,
    /// The address of the passage; what stands before `#` is that of the essay.
    pub address: &'a str,
    /// The number of the paragraph that it begins in, where that has one.
    pub paragraph: Option<u32>,
    /// The name of its category, which is what the reader calls its colour.
    pub category: &'a str,
}
