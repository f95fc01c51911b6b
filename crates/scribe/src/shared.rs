//! A highlight in a link: its postcard bytes, deflated, as base64 for addresses, a version before it.
//!
//! It is all in the part of the address that a browser keeps to itself: nothing is sent anywhere.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use marks::Highlight;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The version; it changes with any change to a type that a highlight contains.
const VERSION: char = '1';

/// How well it is compressed, of 10: an address has to be short.
const LEVEL: u8 = 9;

/// How many bytes a highlight may have: a link that unfolds to more was made to do harm.
const MOST: usize = 1 << 17;

/// A highlight as a link has it.
pub fn write(highlight: &Highlight) -> String {
    // What else a file said of it stays with whom it was given to.
    let shared = Highlight {
        origin: None,
        ..highlight.clone()
    };
    let packed = compress_to_vec(&crate::to_bytes(&shared), LEVEL);
    let mut text = VERSION.to_string();
    URL_SAFE_NO_PAD.encode_string(packed, &mut text);
    text
}

/// The highlight in a link; `None` where there is none.
pub fn read(text: &str) -> Option<Highlight> {
    let packed = URL_SAFE_NO_PAD.decode(text.strip_prefix(VERSION)?).ok()?;
    let bytes = decompress_to_vec_with_limit(&packed, MOST).ok()?;
    let highlight: Highlight = crate::from_bytes(&bytes)?;
    (!highlight.target.is_empty()).then_some(highlight)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::question::tests::highlight;

    #[test]
    fn a_link_brings_what_was_put_into_it() {
        let mut long = highlight();
        long.note = Some("创新是第一动力。".repeat(80));
        for highlight in [highlight(), long] {
            let text = write(&highlight);
            assert_eq!(read(&text), Some(highlight));
            let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            assert!(text.chars().all(bare), "{text}");
            assert!(text.len() < 400, "{}", text.len());
        }
    }

    #[test]
    fn what_unfolds_without_end_is_refused() {
        let zeros = compress_to_vec(&vec![0; MOST + 1], LEVEL);
        assert_eq!(read(&format!("1{}", URL_SAFE_NO_PAD.encode(zeros))), None);
    }

    proptest! {
        #[test]
        fn whatever_a_link_says_is_read_or_refused(text in "1?[A-Za-z0-9_-]{0,200}") {
            let _ = read(&text);
        }

        #[test]
        fn a_link_that_was_damaged_harms_nothing(at in 0usize..300, to in "[A-Za-z0-9_-]") {
            let mut text = write(&highlight());
            let at = at % text.len();
            text.replace_range(at..=at, &to);
            let _ = read(&text);
        }
    }
}
