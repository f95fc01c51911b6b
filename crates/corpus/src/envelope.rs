//! The envelope that keeps a cut-off, damaged or foreign file from being taken for one of ours.
//!
//! Layout, all integers little-endian: a magic word of eight bytes, format version (u32), payload
//! length (u64), xxh64 of the payload (u64), payload.

use thiserror::Error;
use xxhash_rust::xxh64::xxh64;

const HEADER: usize = 28;

/// Why bytes are not a file that this program can read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// Something else entirely.
    #[error(
        "this is not the file that was asked for: the server may have answered with another page"
    )]
    Foreign,
    /// A file of another version.
    #[error("the file has format {got}, and this program reads {expected}: build the site anew")]
    Version {
        /// What this program reads.
        expected: u32,
        /// What the file says.
        got: u32,
    },
    /// A file that was cut off.
    #[error("the file was cut off: {got} of {expected} bytes arrived")]
    Truncated {
        /// Bytes that the file says it has.
        expected: u64,
        /// Bytes that are there.
        got: u64,
    },
    /// A file that changed on its way.
    #[error("the file was damaged on its way: its checksum does not match")]
    Damaged,
}

/// The payload inside its envelope.
pub fn seal(magic: [u8; 8], version: u32, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + payload.len());
    bytes.extend_from_slice(&magic);
    bytes.extend_from_slice(&version.to_le_bytes());
    bytes.extend_from_slice(&(payload.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&xxh64(payload, 0).to_le_bytes());
    bytes.extend_from_slice(payload);
    bytes
}

/// The payload of an envelope, which is checked first.
pub fn open(magic: [u8; 8], version: u32, bytes: &[u8]) -> Result<&[u8], EnvelopeError> {
    if bytes.is_empty() || !magic.starts_with(&bytes[..bytes.len().min(magic.len())]) {
        return Err(EnvelopeError::Foreign);
    }
    let cut_off = |expected: u64| EnvelopeError::Truncated {
        expected,
        got: bytes.len() as u64,
    };
    let got = u32::from_le_bytes(field(bytes, 8).ok_or(cut_off(HEADER as u64))?);
    if got != version {
        return Err(EnvelopeError::Version {
            expected: version,
            got,
        });
    }
    let length = u64::from_le_bytes(field(bytes, 12).ok_or(cut_off(HEADER as u64))?);
    let checksum = u64::from_le_bytes(field(bytes, 20).ok_or(cut_off(HEADER as u64))?);
    let payload = &bytes[HEADER..];
    if (payload.len() as u64) < length {
        return Err(cut_off(length.saturating_add(HEADER as u64)));
    }
    if payload.len() as u64 != length || xxh64(payload, 0) != checksum {
        return Err(EnvelopeError::Damaged);
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

    const MAGIC: [u8; 8] = *b"LECTTEST";

    #[test]
    fn every_cut_and_every_other_version_is_named() {
        let bytes = seal(MAGIC, 3, b"payload");
        assert_eq!(open(MAGIC, 3, &bytes), Ok(b"payload".as_slice()));
        assert_eq!(
            open(MAGIC, 4, &bytes),
            Err(EnvelopeError::Version {
                expected: 4,
                got: 3
            })
        );
        assert_eq!(open(*b"LECTPACK", 3, &bytes), Err(EnvelopeError::Foreign));
        assert_eq!(open(MAGIC, 3, b""), Err(EnvelopeError::Foreign));
        for cut in 1..bytes.len() {
            let error = open(MAGIC, 3, &bytes[..cut]);
            assert!(
                matches!(error, Err(EnvelopeError::Truncated { .. })),
                "cut at {cut}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_noticed(payload: Vec<u8>, at: prop::sample::Index, by in 1u8..) {
            let mut bytes = seal(MAGIC, 1, &payload);
            let at = at.index(bytes.len());
            bytes[at] = bytes[at].wrapping_add(by);
            prop_assert!(open(MAGIC, 1, &bytes).is_err());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = open(MAGIC, 1, &bytes);
        }
    }
}
