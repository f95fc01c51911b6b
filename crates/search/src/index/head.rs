//! The head of an index: what is needed before anything can be looked up.
//!
//! Inside a [`corpus::envelope`] that begins with `LECTSRCH`, LEB128 numbers: the tags of the
//! languages; the number of documents, and their lengths ([`super::lengths`]), so many bytes; the pages
//! of the dictionary, each with its first term and its name; how many documents have their names in
//! one part, and these parts; the part with the facets; the part that says what is fetched ahead; 1 and
//! the part with the folding of Han, or 0 where no text has any.

use corpus::envelope;

use super::bytes::{Cursor, push_text, push_varint};
use super::part::PartId;
use super::{IndexError, MAGIC, VERSION, lengths};

/// What an index begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The tags of the languages that documents are in.
    pub(super) languages: Vec<String>,
    /// The length of each document, as a byte.
    pub(super) lengths: Vec<u8>,
    /// The pages of the dictionary in order.
    pub(super) pages: Vec<PageStart>,
    /// How many documents have their names in one part.
    pub(super) names_to_a_part: u32,
    /// The parts with the documents' names ([`super::names`]).
    pub(super) names: Vec<PartId>,
    /// The part with what documents are filtered by.
    pub(super) facets: PartId,
    /// The part that says what is worth fetching ahead ([`super::ahead`]).
    pub(super) ahead: PartId,
    /// The part that says how Han characters are folded ([`crate::fold::han`]), if texts have any.
    pub(super) folding: Option<PartId>,
}

/// A page of the dictionary, as the head knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// Its first term.
    pub(super) first: String,
    /// The page.
    pub(super) page: PartId,
}

impl Head {
    /// The head as a file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        push_varint(&mut out, self.languages.len() as u32);
        self.languages
            .iter()
            .for_each(|language| push_text(&mut out, language));
        push_varint(&mut out, self.lengths.len() as u32);
        let lengths = lengths::write(&self.lengths);
        push_varint(&mut out, lengths.len() as u32);
        out.extend(lengths);
        push_varint(&mut out, self.pages.len() as u32);
        self.pages
            .iter()
            .for_each(|start| push_text(&mut out, &start.first));
        self.pages
            .iter()
            .for_each(|start| push_id(&mut out, start.page));
        push_varint(&mut out, self.names_to_a_part);
        push_varint(&mut out, self.names.len() as u32);
        self.names
            .iter()
            .for_each(|&names| push_id(&mut out, names));
        push_id(&mut out, self.facets);
        push_id(&mut out, self.ahead);
        push_varint(&mut out, u32::from(self.folding.is_some()));
        self.folding
            .iter()
            .for_each(|&part| push_id(&mut out, part));
        envelope::seal(MAGIC, VERSION, &out)
    }

    /// The head in a file.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, IndexError> {
        let payload = envelope::open(MAGIC, VERSION, bytes)?;
        Self::read(&mut Cursor::new(payload)).ok_or(IndexError::Damaged)
    }

    fn read(cursor: &mut Cursor) -> Option<Self> {
        let texts = |cursor: &mut Cursor| -> Option<Vec<String>> {
            (0..cursor.varint()?)
                .map(|_| cursor.text().map(str::to_owned))
                .collect()
        };
        let languages = texts(cursor)?;
        let documents = cursor.varint()?;
        let lengths = cursor.varint()? as usize;
        let lengths = lengths::read(cursor.take(lengths)?, documents)?;
        let firsts = texts(cursor)?;
        let pages = firsts.into_iter().map(|first| {
            let page = PartId(cursor.u64()?);
            Some(PageStart { first, page })
        });
        let pages = pages.collect::<Option<_>>()?;
        let names_to_a_part = cursor.varint()?.max(1);
        let names = (0..cursor.varint()?)
            .map(|_| cursor.u64().map(PartId))
            .collect::<Option<_>>()?;
        let facets = PartId(cursor.u64()?);
        let ahead = PartId(cursor.u64()?);
        let folding = match cursor.varint()? {
            0 => None,
            _ => Some(PartId(cursor.u64()?)),
        };
        Some(Self {
            languages,
            lengths,
            pages,
            names_to_a_part,
            names,
            facets,
            ahead,
            folding,
        })
    }

    /// The page on which a term would stand; none where all begin behind it.
    pub(super) fn page_of(&self, term: &str) -> Option<usize> {
        self.pages
            .partition_point(|start| start.first.as_str() <= term)
            .checked_sub(1)
    }
}

fn push_id(out: &mut Vec<u8>, id: PartId) {
    out.extend_from_slice(&id.0.to_le_bytes());
}
