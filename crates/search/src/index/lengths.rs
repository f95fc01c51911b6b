//! Document lengths in a byte each: exact up to 32 words, then at most an eighth too high, which no
//! ranking sees: bytes that differ less are told in fewer bits. What is kept for the title is no length:
//! a short title does not make a document long.

use crate::place::TITLE_ZONE;

/// Steps to a doubling.
const STEPS: u32 = 8;

/// Lengths that are kept as they are.
const EXACT: u32 = 32;

/// The byte of the longest documents, of 67 million words and more than any has positions for.
const MOST: u8 = 200;

/// The byte for a document all of whose positions are below `end`.
pub(super) fn to_byte(end: u32) -> u8 {
    let mut byte = 0u8;
    // Few and short: the smallest byte whose bound is not below the end.
    while byte < MOST && bound(byte) < end {
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
    let byte = if byte < MOST { byte } else { MOST } as u32;
    let over = byte.saturating_sub(EXACT);
    if over == 0 {
        return byte;
    }
    let (octave, step) = ((over - 1) / STEPS, (over - 1) % STEPS + 1);
    (EXACT << octave) + ((EXACT << octave) / STEPS) * step
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_byte_is_near_and_never_below(length in 0u32..400_000) {
            let byte = to_byte(TITLE_ZONE + length);
            prop_assert!(words(byte) >= length);
            prop_assert!(f64::from(words(byte)) <= f64::from(length) * 1.125 + 1.0);
        }
    }

    #[test]
    fn bounds_ascend() {
        assert!((1..=MOST).all(|byte| bound(byte) > bound(byte - 1)));
        assert_eq!(words(to_byte(TITLE_ZONE + 32)), 32);
        assert_eq!(to_byte(TITLE_ZONE), 0);
        assert_eq!(words(u8::MAX), 1 << 26);
    }
}
