//! Document lengths in a byte each: exact up to 32 words, then at most 6 % too high. What is kept for
//! the title is no length: a short title does not make a document long. In a file the bytes are in an
//! adaptive code, which takes a quarter less than they would compressed.

use super::contexts::Contexts;
use super::range_coder::{Coder, RangeReader, RangeWriter};
use crate::place::TITLE_ZONE;

/// Steps to a doubling.
const STEPS: u32 = 16;

/// Lengths that are kept as they are.
const EXACT: u32 = 32;

/// The byte for a document all of whose positions are below `end`.
pub(super) fn to_byte(end: u32) -> u8 {
    let mut byte = 0u8;
    // Few and short: the smallest byte whose bound is not below the end.
    while byte < u8::MAX && bound(byte) < end {
        byte += 1;
    }
    byte
}

/// What all positions of a document with this byte are below.
pub(super) const fn bound(byte: u8) -> u32 {
    TITLE_ZONE + words(byte)
}

/// The words of a document with this byte, behind the title: the most there may be.
pub(super) const fn words(byte: u8) -> u32 {
    let over = (byte as u32).saturating_sub(EXACT);
    if over == 0 {
        return byte as u32;
    }
    let (octave, step) = ((over - 1) / STEPS, (over - 1) % STEPS + 1);
    (EXACT << octave) + ((EXACT << octave) / STEPS) * step
}

/// The bytes of documents as they are in a file: how many bytes there are, these, the commonest first,
/// and for each document the place of its own among them.
pub(super) fn write(lengths: &[u8]) -> Vec<u8> {
    let mut counts: Vec<(usize, u8)> = (0..=u8::MAX).map(|byte| (0, byte)).collect();
    for &byte in lengths {
        counts[usize::from(byte)].0 += 1;
    }
    counts.retain(|(count, _)| *count > 0);
    counts.sort_by_key(|&(count, byte)| (std::cmp::Reverse(count), byte));
    let mut places = [0; 256];
    for (place, &(_, byte)) in (0..).zip(&counts) {
        places[usize::from(byte)] = place;
    }
    let (mut writer, mut contexts) = (RangeWriter::default(), Contexts::new(BITS));
    writer.plain(counts.len() as u32, u16::BITS);
    for &(_, byte) in &counts {
        writer.plain(u32::from(byte), u8::BITS);
    }
    for &byte in lengths {
        contexts.number(&mut writer, places[usize::from(byte)], &[0]);
    }
    writer.finish()
}

/// The bytes of so many documents from a file; `None` where it has fewer.
pub(super) fn read(file: &[u8], documents: u32) -> Option<Vec<u8>> {
    let (mut reader, mut contexts) = (RangeReader::new(file), Contexts::new(BITS));
    let count = reader.plain(0, u16::BITS);
    let bytes: Vec<u8> = (0..count)
        .map(|_| reader.plain(0, u8::BITS) as u8)
        .collect();
    let read = |_| {
        let place = contexts.number(&mut reader, 0, &[0]) as usize;
        bytes.get(place).copied().filter(|_| !reader.is_over())
    };
    (0..documents).map(read).collect()
}

/// Room for what is expected of places: enough for the contexts that matter to have a place each.
const BITS: u32 = 12;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_survive(bytes: Vec<u8>) {
            let file = write(&bytes);
            prop_assert_eq!(read(&file, bytes.len() as u32), Some(bytes));
            prop_assert_eq!(read(&file, u32::MAX), None);
        }

        #[test]
        fn a_byte_is_near_and_never_below(length in 0u32..400_000) {
            let byte = to_byte(TITLE_ZONE + length);
            prop_assert!(words(byte) >= length);
            prop_assert!(f64::from(words(byte)) <= f64::from(length) * 1.0625 + 1.0);
        }
    }

    #[test]
    fn bounds_ascend() {
        assert!((1..=u8::MAX).all(|byte| bound(byte) > bound(byte - 1)));
        assert_eq!(words(to_byte(TITLE_ZONE + 32)), 32);
        assert_eq!(to_byte(TITLE_ZONE), 0);
        assert_eq!(words(u8::MAX), 507_904);
    }
}
