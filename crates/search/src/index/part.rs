//! The parts of an index: files named by their contents, of which a query fetches what it touches.

use std::fmt;

use corpus::order;
use thiserror::Error;
use xxhash_rust::xxh64::xxh64;

/// A part's name: the hash of its bytes (xxh64), by which what arrives is checked as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartId(pub u64);

impl PartId {
    /// The name of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh64(bytes, 0))
    }
}

/// As in file names: sixteen hexadecimal digits.
impl fmt::Display for PartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// A page of the dictionary.
    Dictionary,
    /// Posting lists.
    Postings,
    /// Positions of words, which only phrases need.
    Positions,
    /// Names of documents.
    Names,
    /// What documents are filtered by.
    Facets,
    /// What is worth fetching ahead.
    Ahead,
    /// The simplified forms of Chinese characters.
    Folding,
}

/// Why bytes are not the part that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the part {0} of the search index arrived damaged or cut off: fetch it again")]
pub struct PartError(pub PartId);

/// The parts that are at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// Ordered by name.
    parts: Vec<(PartId, Box<[u8]>)>,
}

impl Parts {
    /// Takes a part in, if it is the one of this name.
    pub(super) fn insert(&mut self, id: PartId, bytes: Vec<u8>) -> Result<(), PartError> {
        if PartId::of(&bytes) != id {
            return Err(PartError(id));
        }
        if let Err(place) = self.place(id) {
            self.parts.insert(place, (id, bytes.into_boxed_slice()));
        }
        Ok(())
    }

    /// Takes many parts in at once, which were checked already.
    pub(super) fn extend(&mut self, parts: impl Iterator<Item = (PartId, Box<[u8]>)>) {
        self.parts.extend(parts);
        order::sort_by_key(&mut self.parts, |part| part.0);
    }

    /// The bytes of a part that is here.
    pub(super) fn get(&self, id: PartId) -> Option<&[u8]> {
        self.place(id).ok().map(|place| &*self.parts[place].1)
    }

    fn place(&self, id: PartId) -> Result<usize, usize> {
        self.parts.binary_search_by_key(&id, |part| part.0)
    }
}
