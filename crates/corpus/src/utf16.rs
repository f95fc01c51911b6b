//! Exact conversion between scalar offsets and the UTF-16 offsets that browsers count in.

/// The conversion table of one text.
///
/// Only scalars outside the Basic Multilingual Plane take two UTF-16 units, so the table is the
/// sorted list of where they stand: empty for nearly every text, and a binary search otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf16Map {
    /// Scalar offsets of the scalars that take two units.
    astral: Vec<u32>,
}

impl Utf16Map {
    /// The table of this text.
    pub fn new(text: &str) -> Self {
        let wide = |(offset, scalar): (usize, char)| {
            (scalar.len_utf16() == 2).then(|| u32::try_from(offset).unwrap_or(u32::MAX))
        };
        Self {
            astral: text.chars().enumerate().filter_map(wide).collect(),
        }
    }

    /// The UTF-16 offset of a scalar offset.
    pub fn to_utf16(&self, scalar: u32) -> u32 {
        scalar + count(self.astral.partition_point(|&wide| wide < scalar))
    }

    /// The scalar offset of a UTF-16 offset. An offset between the two halves of a surrogate pair
    /// belongs to no scalar boundary and is taken back to the start of its scalar.
    pub fn to_scalar(&self, utf16: u32) -> u32 {
        // The n-th wide scalar (counting from 0) starts at unit `wide + n` and ends two later.
        let mut low = 0;
        let mut high = self.astral.len();
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.astral[middle] + count(middle) + 2 <= utf16 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let offset = utf16 - count(low);
        match self.astral.get(low) {
            Some(&wide) if offset > wide => wide,
            _ => offset,
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The slow, obvious conversion.
    fn units_before(text: &str, scalar: usize) -> u32 {
        count(text.chars().take(scalar).map(char::len_utf16).sum())
    }

    fn check(text: &str) {
        let map = Utf16Map::new(text);
        for scalar in 0..=text.chars().count() {
            let utf16 = units_before(text, scalar);
            assert_eq!(
                map.to_utf16(count(scalar)),
                utf16,
                "to_utf16({scalar}) in {text:?}"
            );
            assert_eq!(
                map.to_scalar(utf16),
                count(scalar),
                "to_scalar({utf16}) in {text:?}"
            );
        }
    }

    #[test]
    fn exact_on_emoji_combining_marks_and_han() {
        for text in [
            "",
            "plain",
            "创新驱动发展",
            "e\u{301}tude",
            "👩‍🔬🇨🇳 a",
            "𠮷野家 𝒳",
            "🙂🙂🙂",
        ] {
            check(text);
        }
    }

    #[test]
    fn inside_a_surrogate_pair_is_its_start() {
        let map = Utf16Map::new("a🙂b🙂");
        assert_eq!(map.to_scalar(2), 1);
        assert_eq!(map.to_scalar(5), 3);
    }

    proptest! {
        #[test]
        fn exact_on_anything(text in "[a-zé创新𠮷🙂👩\u{301}\u{200d}]{0,30}") {
            check(&text);
        }
    }
}
