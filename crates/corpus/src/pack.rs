//! The one file that carries a small collection to the browser, and the envelope that keeps a
//! cut-off, damaged or foreign file from being taken for one.
//!
//! Layout, all integers little-endian: `LECTPACK`, format version (u32), payload length (u64),
//! xxh64 of the payload (u64), payload. The payload is [`Pack`] in postcard encoding.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use xxhash_rust::xxh64::xxh64;

use crate::{Codebook, Collection, Essay, EssayId, Meta, Passage, Revision};

/// The version of the layout and of everything in it. It changes with any change to a type that a
/// pack contains; the application and its packs are published together.
pub const VERSION: u32 = 1;

const MAGIC: &[u8; 8] = b"LECTPACK";
const HEADER: usize = 28;

/// A whole collection: everything but the pictures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// What is known about the collection.
    pub collection: Collection,
    /// Its essays in reading order, each translation behind its original.
    pub essays: Vec<PackedEssay>,
    /// Its themes.
    pub codebook: Codebook,
    /// For each theme of the codebook, its passages in reading order.
    pub passages: Vec<Vec<Passage>>,
    /// The search index over the essays, as the `search` crate writes it.
    pub index: Vec<u8>,
}

/// An essay with what was computed about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedEssay {
    /// The essay.
    pub essay: Essay,
    /// The state of its text.
    pub revision: Revision,
    /// Words and characters (see [`crate::measure`]).
    pub words: u32,
    /// Minutes of reading.
    pub minutes: u32,
}

impl PackedEssay {
    /// The essay, measured.
    pub fn new(essay: Essay) -> Self {
        let length = crate::measure::Length::of_essay(&essay);
        Self { revision: essay.revision(), words: length.total(), minutes: length.minutes(), essay }
    }

    /// What is known about the essay.
    pub fn meta(&self) -> &Meta {
        &self.essay.meta
    }
}

/// Why bytes are not a pack that this program can read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PackError {
    /// Something else entirely.
    #[error("this is not a collection pack: the server may have answered with another page")]
    Foreign,
    /// A pack of another version.
    #[error("the pack has format {got}, and this program reads {expected}: build the site anew")]
    Version {
        /// What this program reads.
        expected: u32,
        /// What the pack says.
        got: u32,
    },
    /// A pack that was cut off.
    #[error("the pack was cut off: {got} of {expected} bytes arrived")]
    Truncated {
        /// Bytes that the pack says it has.
        expected: u64,
        /// Bytes that are there.
        got: u64,
    },
    /// A pack that changed on its way.
    #[error("the pack was damaged on its way: its checksum does not match")]
    Damaged,
}

impl Pack {
    /// The pack as a file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let payload = postcard::to_allocvec(self)?;
        let mut bytes = Vec::with_capacity(HEADER + payload.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&(payload.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&xxh64(&payload, 0).to_le_bytes());
        bytes.extend_from_slice(&payload);
        Ok(bytes)
    }

    /// The pack in a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        postcard::from_bytes(payload(bytes)?).map_err(|_| PackError::Damaged)
    }

    /// The essay of this name, with its place.
    pub fn find(&self, id: &EssayId) -> Option<(usize, &PackedEssay)> {
        self.essays.iter().enumerate().find(|(_, packed)| packed.essay.meta.id == *id)
    }
}

/// The payload inside the envelope, checked.
fn payload(bytes: &[u8]) -> Result<&[u8], PackError> {
    if bytes.is_empty() || !MAGIC.starts_with(&bytes[..bytes.len().min(MAGIC.len())]) {
        return Err(PackError::Foreign);
    }
    let cut_off = |expected: u64| PackError::Truncated { expected, got: bytes.len() as u64 };
    let got = u32::from_le_bytes(field(bytes, 8).ok_or(cut_off(HEADER as u64))?);
    if got != VERSION {
        return Err(PackError::Version { expected: VERSION, got });
    }
    let length = u64::from_le_bytes(field(bytes, 12).ok_or(cut_off(HEADER as u64))?);
    let checksum = u64::from_le_bytes(field(bytes, 20).ok_or(cut_off(HEADER as u64))?);
    let payload = &bytes[HEADER..];
    if (payload.len() as u64) < length {
        return Err(cut_off(length.saturating_add(HEADER as u64)));
    }
    if payload.len() as u64 != length || xxh64(payload, 0) != checksum {
        return Err(PackError::Damaged);
    }
    Ok(payload)
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pack() -> Pack {
        Pack {
            collection: Collection::default(),
            essays: Vec::new(),
            codebook: Codebook::default(),
            passages: vec![vec![Passage { essay: 0, block: 3, spans: vec![(1, 4).into()] }]],
            index: vec![1, 2, 3],
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let bytes = pack().to_bytes().unwrap();
        assert_eq!(Pack::from_bytes(&bytes), Ok(pack()));
    }

    #[test]
    fn every_cut_is_named() {
        let bytes = pack().to_bytes().unwrap();
        assert_eq!(Pack::from_bytes(b""), Err(PackError::Foreign));
        assert_eq!(Pack::from_bytes(b"<!doctype html>"), Err(PackError::Foreign));
        for cut in 1..bytes.len() {
            assert!(
                matches!(Pack::from_bytes(&bytes[..cut]), Err(PackError::Truncated { .. })),
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn another_version_says_so() {
        let mut bytes = pack().to_bytes().unwrap();
        bytes[8] = 9;
        assert_eq!(Pack::from_bytes(&bytes), Err(PackError::Version { expected: VERSION, got: 9 }));
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_noticed(at: prop::sample::Index, by in 1u8..) {
            let mut bytes = pack().to_bytes().unwrap();
            let at = at.index(bytes.len());
            bytes[at] = bytes[at].wrapping_add(by);
            prop_assert!(Pack::from_bytes(&bytes).is_err());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = Pack::from_bytes(&bytes);
        }
    }
}
