//! The one file that carries a small collection to the browser: a [`Pack`] in postcard encoding,
//! inside an [`envelope`] that begins with `LECTPACK`.

use serde::{Deserialize, Serialize};

use crate::{Codebook, Collection, Essay, EssayId, Meta, Passage, Revision, envelope};

/// The version of the layout and of everything in it. It changes with any change to a type that a
/// pack contains; the application and its packs are published together.
pub const VERSION: u32 = 2;

const MAGIC: [u8; 8] = *b"LECTPACK";

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
        Self {
            revision: essay.revision(),
            words: length.total(),
            minutes: length.minutes(),
            essay,
        }
    }

    /// What is known about the essay.
    pub fn meta(&self) -> &Meta {
        &self.essay.meta
    }
}

/// Why bytes are not a pack that this program can read.
pub use crate::envelope::EnvelopeError as PackError;

impl Pack {
    /// The pack as a file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let payload = postcard::to_allocvec(self)?;
        Ok(envelope::seal(MAGIC, VERSION, &payload))
    }

    /// The pack in a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        let payload = envelope::open(MAGIC, VERSION, bytes)?;
        postcard::from_bytes(payload).map_err(|_| PackError::Damaged)
    }

    /// The essay of this name, with its place.
    pub fn find(&self, id: &EssayId) -> Option<(usize, &PackedEssay)> {
        self.essays
            .iter()
            .enumerate()
            .find(|(_, packed)| packed.essay.meta.id == *id)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Reason;

    fn pack() -> Pack {
        Pack {
            collection: Collection::default(),
            essays: Vec::new(),
            codebook: Codebook::default(),
            passages: vec![vec![Passage {
                essay: 0,
                block: 3,
                spans: vec![(1, 4).into()],
                reasons: vec![Reason::Rule(0), Reason::Editor(2)],
            }]],
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
        assert_eq!(
            Pack::from_bytes(b"<!doctype html>"),
            Err(PackError::Foreign)
        );
        for cut in 1..bytes.len() {
            assert!(
                matches!(
                    Pack::from_bytes(&bytes[..cut]),
                    Err(PackError::Truncated { .. })
                ),
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn another_version_says_so() {
        let mut bytes = pack().to_bytes().unwrap();
        bytes[8] = 9;
        assert_eq!(
            Pack::from_bytes(&bytes),
            Err(PackError::Version {
                expected: VERSION,
                got: 9
            })
        );
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
