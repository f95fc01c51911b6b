//! What essays are filtered by: author, theme, language and year, as lists of documents.
//!
//! Layout: per dimension the number of its values; per value its text and how many documents have
//! it (LEB128); then all lists in the order of the values, in binary interpolative code.

use corpus::{Date, Essay};
use serde::{Deserialize, Serialize};

use super::bits::{BitReader, BitWriter};
use super::bytes::{Cursor, push_text, push_varint};

/// What an essay is filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its id, by which hits name it where the index stands alone.
    pub name: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The ids of the themes that it treats.
    pub themes: Vec<String>,
    /// The tag of its language.
    pub language: String,
    /// The year of publication.
    pub year: Option<u16>,
}

impl Row {
    /// What an essay is filtered by, with the ids of the themes that it treats.
    pub fn of(essay: &Essay, themes: Vec<String>) -> Self {
        let meta = &essay.meta;
        Self {
            name: meta.id.to_string(),
            authors: meta
                .authors
                .iter()
                .map(|author| author.name.clone())
                .collect(),
            themes,
            language: meta.language.to_string(),
            year: meta.published.map(Date::year),
        }
    }
}

/// A property that essays are filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dimension {
    /// Authors' names.
    Author,
    /// Ids of themes.
    Theme,
    /// Tags of languages.
    Language,
    /// Years in four digits.
    Year,
}

impl Dimension {
    /// All of them, in the order in which the index keeps them.
    pub const ALL: [Self; 4] = [Self::Author, Self::Theme, Self::Language, Self::Year];

    /// The values that an essay has in it.
    pub(crate) fn values(self, row: &Row) -> Vec<String> {
        match self {
            Self::Author => row.authors.clone(),
            Self::Theme => row.themes.clone(),
            Self::Language => vec![row.language.clone()],
            Self::Year => row
                .year
                .map(|year| format!("{year:04}"))
                .into_iter()
                .collect(),
        }
    }
}

/// A value with the documents that have it, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) text: String,
    pub(crate) documents: Vec<u32>,
}

/// All values of all dimensions, each dimension's in byte order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    values: [Vec<Value>; Dimension::ALL.len()],
}

impl Facets {
    /// The facets of documents in their order.
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Self {
        let mut maps: [std::collections::BTreeMap<String, Vec<u32>>; 4] = Default::default();
        for (document, row) in (0..).zip(rows) {
            for (map, dimension) in maps.iter_mut().zip(Dimension::ALL) {
                for text in dimension.values(row) {
                    let documents = map.entry(text).or_default();
                    if documents.last() != Some(&document) {
                        documents.push(document);
                    }
                }
            }
        }
        let values = maps.map(|map| {
            let values = map.into_iter();
            values
                .map(|(text, documents)| Value { text, documents })
                .collect()
        });
        Self { values }
    }

    /// The values of a dimension.
    pub(crate) fn values(&self, dimension: Dimension) -> &[Value] {
        &self.values[dimension as usize]
    }

    /// As a part of an index over `all` documents.
    pub(super) fn to_bytes(&self, all: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut lists = BitWriter::default();
        for values in &self.values {
            push_varint(&mut out, values.len() as u32);
            for value in values {
                push_text(&mut out, &value.text);
                push_varint(&mut out, value.documents.len() as u32);
                lists.push_ascending(&value.documents, all);
            }
        }
        out.extend(lists.finish());
        out
    }

    /// Reads such a part; `None` where it makes no sense.
    pub(super) fn read(bytes: &[u8], all: u32) -> Option<Self> {
        let mut cursor = Cursor::new(bytes);
        let mut facets = Self::default();
        let mut counts = Vec::new();
        for values in &mut facets.values {
            for _ in 0..cursor.varint()? {
                let text = cursor.text()?.to_owned();
                counts.push(cursor.varint()?);
                values.push(Value {
                    text,
                    documents: Vec::new(),
                });
            }
        }
        let mut bits = BitReader::new(cursor.rest());
        for (value, count) in facets.values.iter_mut().flatten().zip(counts) {
            bits.ascending(count, all, &mut value.documents)?;
        }
        Some(facets)
    }
}
