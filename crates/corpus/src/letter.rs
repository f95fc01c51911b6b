//! Capital letters and small ones.

/// The small letter of a capital of the Latin, Greek and Cyrillic alphabets; anything else as it is. The
/// standard library knows the rare alphabets too, from a table that is 3 KB of what every reader downloads.
pub fn small(scalar: char) -> char {
    let code = u32::from(scalar);
    let takes_turns = |odd: u32| code % 2 == odd;
    let distance = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => {
            32
        }
        0x400..=0x40f => 80,
        0x386 => 38,
        0x388..=0x38a => 37,
        0x38c => 64,
        0x38e | 0x38f => 63,
        // Capital and small letters take turns.
        0x100..=0x12e
        | 0x132..=0x136
        | 0x14a..=0x176
        | 0x370..=0x372
        | 0x460..=0x480
        | 0x48a..=0x4be
        | 0x4d0..=0x52e
        | 0x1e00..=0x1e94
        | 0x1ea0..=0x1efe => u32::from(takes_turns(0)),
        0x139..=0x147 | 0x179..=0x17d | 0x4c1..=0x4cd => u32::from(takes_turns(1)),
        _ => 0,
    };
    char::from_u32(code + distance).unwrap_or(scalar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library_has_it() {
        let alphabets = [
            0..=0x17f,
            0x370..=0x3ce,
            0x400..=0x52f,
            0x1e00..=0x1e95,
            0x1ea0..=0x1eff,
        ];
        // Turkish İ has a small letter of two scalars, Ÿ one in another block; Ӏ stands apart.
        let apart = [
            '\u{130}', '\u{178}', '\u{376}', '\u{37f}', '\u{4c0}', '\u{1e9e}',
        ];
        for scalar in alphabets.into_iter().flatten().filter_map(char::from_u32) {
            if !apart.contains(&scalar) {
                let small_ones: Vec<char> = scalar.to_lowercase().collect();
                assert_eq!(
                    [small(scalar)],
                    *small_ones,
                    "{scalar} {:x}",
                    u32::from(scalar)
                );
            }
        }
        for scalar in ['中', 'あ', '-', '1', '\u{10ffff}', 'Ա'] {
            assert_eq!(small(scalar), scalar);
        }
    }
}
