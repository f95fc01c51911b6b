//! Bytes to text: byte order marks, UTF-8, UTF-16 and UTF-32 without a mark, and what older
//! programs wrote.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::Diagnostic;
use crate::source::LineIndex;

/// The text of a document, with a note where its encoding was not UTF-8 and a warning where bytes
/// had no meaning in it. `None` where the bytes are no text in any encoding.
pub(crate) fn decode(bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let (text, name, broken) = decode_named(bytes)?;
    if name != UTF_8.name() {
        diagnostics.push(Diagnostic::note(
            None,
            format!("read as {name}: if letters look wrong, save the document as UTF-8"),
        ));
    }
    if broken {
        diagnostics.push(Diagnostic::warning(
            line_of_first(&text, char::REPLACEMENT_CHARACTER),
            format!("some bytes mean nothing in {name} and show as \u{fffd}: correct them and save the document as UTF-8"),
        ));
    }
    Some(text)
}

/// The text, the name of its encoding, and whether some bytes had to be replaced.
fn decode_named(bytes: &[u8]) -> Option<(String, &'static str, bool)> {
    if let Some(decoded) = utf32_with_mark(bytes) {
        return Some(decoded);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(by(encoding, &bytes[mark..]));
    }
    if let Ok(text) = str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Some((text.to_owned(), UTF_8.name(), false));
    }
    if bytes.contains(&0) {
        return wide_without_mark(bytes);
    }
    if is_nearly_utf8(bytes) {
        return Some(by(UTF_8, bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Some(by(detector.guess(None, Utf8Detection::Allow), bytes))
}

fn by(encoding: &'static Encoding, bytes: &[u8]) -> (String, &'static str, bool) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding.name(), broken)
}

/// Whether a few bytes only spoil what is UTF-8: multi-byte characters that are whole outnumber
/// the broken ones by far, which does not happen by chance.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk
            .valid()
            .chars()
            .filter(|scalar| !scalar.is_ascii())
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 10 * broken
}

fn utf32_with_mark(bytes: &[u8]) -> Option<(String, &'static str, bool)> {
    let (name, text) = if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe, 0, 0]) {
        ("UTF-32LE", utf32(rest, u32::from_le_bytes)?)
    } else {
        let rest = bytes.strip_prefix(&[0, 0, 0xfe, 0xff])?;
        ("UTF-32BE", utf32(rest, u32::from_be_bytes)?)
    };
    Some((text, name, false))
}

fn utf32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> Option<String> {
    let (quads, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    quads
        .iter()
        .map(|&quad| char::from_u32(number(quad)))
        .collect()
}

/// Zero bytes stand in no text but the wide encodings, and there in a fixed place: what decodes
/// to the most plausible text wins, and nothing does for an image or a program.
fn wide_without_mark(bytes: &[u8]) -> Option<(String, &'static str, bool)> {
    let utf16 = |encoding: &'static Encoding| {
        let (text, name, broken) = by(encoding, bytes);
        (!broken).then_some((text, name))
    };
    let candidates = [
        utf32(bytes, u32::from_le_bytes).map(|text| (text, "UTF-32LE")),
        utf32(bytes, u32::from_be_bytes).map(|text| (text, "UTF-32BE")),
        utf16(UTF_16LE),
        utf16(UTF_16BE),
    ];
    let plausible = candidates
        .into_iter()
        .flatten()
        .map(|(text, name)| (plausibility(&text), text, name));
    let (share, text, name) = plausible.max_by_key(|(share, ..)| *share)?;
    (share >= 90).then_some((text, name, false))
}

/// How much of a text, in per cent, is letters, digits, punctuation and spaces of scripts in use.
fn plausibility(text: &str) -> usize {
    let (mut good, mut all) = (0, 0);
    for scalar in text.chars() {
        all += 1;
        good += usize::from(is_common(scalar));
    }
    (good * 100).checked_div(all).unwrap_or(0)
}

/// ASCII, Latin to Arabic, and the ideographs of daily use with their punctuation. What wrong byte
/// order makes of the first two lies in none of them.
fn is_common(scalar: char) -> bool {
    matches!(scalar, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{24f}' | '\u{370}'..='\u{6ff}'
        | '\u{2010}'..='\u{203a}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fa5}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff5e}')
}

fn line_of_first(text: &str, wanted: char) -> Option<u32> {
    text.find(wanted).map(|at| LineIndex::of(text).at(at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn utf32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars()
            .flat_map(|scalar| bytes(scalar.into()))
            .collect()
    }

    fn check(bytes: &[u8], name: &str, text: &str) {
        let (found, by, broken) = decode_named(bytes).expect(name);
        assert_eq!((found.as_str(), by, broken), (text, name, false));
    }

    #[test]
    fn with_and_without_marks() {
        let text = "A lamp, a desk.\n灯，书桌。\n";
        check(text.as_bytes(), "UTF-8", text);
        check(format!("\u{feff}{text}").as_bytes(), "UTF-8", text);
        let marked = format!("\u{feff}{text}");
        for text_or_marked in [text, &marked] {
            check(&utf16(text_or_marked, u16::to_le_bytes), "UTF-16LE", text);
            check(&utf16(text_or_marked, u16::to_be_bytes), "UTF-16BE", text);
            check(&utf32(text_or_marked, u32::to_le_bytes), "UTF-32LE", text);
            check(&utf32(text_or_marked, u32::to_be_bytes), "UTF-32BE", text);
        }
    }

    #[test]
    fn older_encodings() {
        for (label, name, text) in [
            ("gbk", "GBK", "灯下读书是一件安静的事情，字迹慢慢清楚起来。"),
            (
                "big5",
                "Big5",
                "燈下讀書是一件安靜的事情，字跡慢慢清楚起來。",
            ),
            (
                "shift_jis",
                "Shift_JIS",
                "ランプの下で本を読むのは静かなことである。",
            ),
            (
                "windows-1251",
                "windows-1251",
                "При лампе читать спокойно, и буквы понемногу проясняются.",
            ),
            (
                "windows-1252",
                "windows-1252",
                "À la lampe, la lecture est une chose très tranquille, déjà.",
            ),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).expect(label);
            check(&encoding.encode(text).0, name, text);
        }
    }

    #[test]
    fn one_bad_byte_does_not_change_the_encoding() {
        let mut bytes = "灯下读书是一件安静的事情，字迹慢慢清楚起来。"
            .as_bytes()
            .to_vec();
        bytes.extend(b"\n\xff\n");
        let mut diagnostics = Vec::new();
        let text = decode(&bytes, &mut diagnostics).unwrap();
        assert!(
            text.starts_with("灯下") && text.ends_with("\n\u{fffd}\n"),
            "{text}"
        );
        assert_eq!(diagnostics[0].line, Some(2));
    }

    #[test]
    fn images_are_no_text() {
        let noise: Vec<u8> = (0..4096u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert!(decode_named(&[&noise[..], &[0, 0]].concat()).is_none());
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            decode(&bytes, &mut Vec::new());
        }
    }
}
