//! Document lengths in a byte each: exact up to 32 words, then at most 6 % too high.

/// Steps to a doubling.
const STEPS: u32 = 16;

/// Lengths that are kept as they are.
const EXACT: u32 = 32;

/// The byte for a length, in positions.
pub(super) fn to_byte(length: u32) -> u8 {
    let mut byte = 0u8;
    // Few and short: the smallest byte whose bound is not below the length.
    while byte < u8::MAX && bound(byte) < length {
        byte += 1;
    }
    byte
}

/// The length that a byte stands for: the longest of those that have it.
pub(super) const fn bound(byte: u8) -> u32 {
    let over = (byte as u32).saturating_sub(EXACT);
    if over == 0 {
        return byte as u32;
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
            let bound = bound(to_byte(length));
            prop_assert!(bound >= length);
            prop_assert!(f64::from(bound) <= f64::from(length) * 1.0625 + 1.0);
        }
    }

    #[test]
    fn bounds_ascend() {
        assert!((1..=u8::MAX).all(|byte| bound(byte) > bound(byte - 1)));
        assert_eq!(bound(to_byte(32)), 32);
        assert_eq!(bound(u8::MAX), 507_904);
    }
}
