//! What essays are filtered by: author, theme, language, year and length, with the documents that
//! have each value.
//!
//! Layout: per dimension the number of its values; per value its text and how many documents have
//! it (LEB128); then all lists in the order of the values, in binary interpolative code.

use corpus::measure::Length;
use corpus::{Date, Essay};
use serde::{Deserialize, Serialize};

use super::bits::{BitReader, BitWriter};
use super::bytes::{Cursor, push_text, push_varint};
use crate::bitmap::{Bitmap, Members};

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
    /// Minutes of reading.
    pub minutes: u32,
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
            minutes: Length::of_essay(essay).minutes(),
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
    /// Minutes of reading.
    Length,
}

impl Dimension {
    /// All of them, in the order in which the index keeps them.
    pub const ALL: [Self; 5] = [
        Self::Author,
        Self::Theme,
        Self::Language,
        Self::Year,
        Self::Length,
    ];

    /// Its name, as queries and addresses spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Theme => "theme",
            Self::Language => "lang",
            Self::Year => "year",
            Self::Length => "length",
        }
    }

    /// The dimension of this name.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|dimension| dimension.name() == name)
    }

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
            Self::Length => vec![row.minutes.to_string()],
        }
    }
}

/// The facets of documents in their order, as a part of an index over `all` of them.
pub(super) fn write<'a>(rows: impl Iterator<Item = &'a Row>, all: u32) -> Vec<u8> {
    let mut maps = Dimension::ALL.map(|_| std::collections::BTreeMap::<String, Vec<u32>>::new());
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
    let mut out = Vec::new();
    let mut lists = BitWriter::default();
    for map in &maps {
        push_varint(&mut out, map.len() as u32);
        for (text, documents) in map {
            push_text(&mut out, text);
            push_varint(&mut out, documents.len() as u32);
            lists.push_ascending(documents, all);
        }
    }
    out.extend(lists.finish());
    out
}

/// A value with the documents that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) text: String,
    pub(crate) documents: Members,
}

/// All values of all dimensions, each dimension's in byte order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    values: [Vec<Value>; Dimension::ALL.len()],
}

impl Facets {
    /// Reads the facets of `all` documents; `None` where they make no sense.
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
                    documents: Members::Few(Vec::new()),
                });
            }
        }
        let mut bits = BitReader::new(cursor.rest());
        for (value, count) in facets.values.iter_mut().flatten().zip(counts) {
            let mut documents = Vec::new();
            bits.ascending(count, all, &mut documents)?;
            value.documents = Members::of(documents, all);
        }
        Some(facets)
    }

    /// The values of a dimension.
    pub(crate) fn values(&self, dimension: Dimension) -> &[Value] {
        &self.values[dimension as usize]
    }

    /// Those of `all` documents that have an accepted value in a dimension.
    pub(crate) fn passing(
        &self,
        dimension: Dimension,
        accepts: &dyn Fn(&str) -> bool,
        all: u32,
    ) -> Bitmap {
        let mut passing = Bitmap::none(all);
        let values = self.values(dimension).iter();
        values
            .filter(|value| accepts(&value.text))
            .for_each(|value| value.documents.add_to(&mut passing));
        passing
    }
}
