//! The parts of an index: files named by their contents, of which a query fetches what it touches.

use std::cell::Cell;
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

/// Bytes of parts that are kept at hand, and may be more after a query that needs more.
const BYTES: usize = 32 << 20;

/// The parts that are at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// Ordered by name.
    parts: Vec<(PartId, Part)>,
    /// Bytes of those that can be had again: of all, or of none.
    size: usize,
}

#[derive(Clone, Debug)]
struct Part {
    bytes: Box<[u8]>,
    /// Whether it was asked for since parts were forgotten.
    is_used: Cell<bool>,
}

impl Part {
    /// One that is wanted.
    fn new(bytes: Box<[u8]>) -> Self {
        let is_used = Cell::new(true);
        Self { bytes, is_used }
    }
}

impl Parts {
    /// Takes a part in, if it is the one of this name.
    pub(super) fn insert(&mut self, id: PartId, bytes: Vec<u8>) -> Result<(), PartError> {
        if PartId::of(&bytes) != id {
            return Err(PartError(id));
        }
        if let Err(place) = self.place(id) {
            self.size += bytes.len();
            self.parts.insert(place, (id, Part::new(bytes.into())));
        }
        Ok(())
    }

    /// Takes many parts in at once, which were checked already and cannot be had again.
    pub(super) fn extend(&mut self, parts: impl Iterator<Item = (PartId, Box<[u8]>)>) {
        self.parts
            .extend(parts.map(|(id, bytes)| (id, Part::new(bytes))));
        order::sort_by_key(&mut self.parts, |part| part.0);
    }

    /// The bytes of a part that is here.
    pub(super) fn get(&self, id: PartId) -> Option<&[u8]> {
        let part = &self.parts[self.place(id).ok()?].1;
        part.is_used.set(true);
        Some(&part.bytes)
    }

    /// Where they are more than is kept, forgets what was not asked for since this was done before.
    pub(super) fn forget(&mut self) {
        if self.size <= BYTES {
            return;
        }
        self.parts.retain(|(_, part)| part.is_used.take());
        let sizes = self.parts.iter().map(|(_, part)| part.bytes.len());
        self.size = sizes.sum();
    }

    fn place(&self, id: PartId) -> Result<usize, usize> {
        self.parts.binary_search_by_key(&id, |part| part.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of parts of a mebibyte each, different from each other.
    fn filled(parts: &mut Parts, count: u8) -> Vec<PartId> {
        let fill = |letter| {
            let bytes = vec![letter; 1 << 20];
            let id = PartId::of(&bytes);
            parts.insert(id, bytes).unwrap();
            id
        };
        (0..count).map(fill).collect()
    }

    #[test]
    fn what_was_not_asked_for_is_forgotten_where_parts_are_many() {
        let mut parts = Parts::default();
        let ids = filled(&mut parts, 33);
        parts.forget();
        assert!(parts.get(ids[0]).is_some(), "all were wanted lately");
        parts.forget();
        let left: Vec<bool> = ids.iter().map(|&id| parts.get(id).is_some()).collect();
        assert!(left[0] && !left[1..].contains(&true));
        let bytes = vec![1; 1 << 20];
        parts.insert(ids[1], bytes).unwrap();
        assert!(parts.get(ids[1]).is_some(), "and can be had again");
    }

    #[test]
    fn few_parts_stay() {
        let mut parts = Parts::default();
        let ids = filled(&mut parts, 32);
        parts.forget();
        parts.forget();
        assert!(ids.iter().all(|&id| parts.get(id).is_some()));
    }
}
