//! Where sentences begin and end in a block's text, in any language that ends them with a mark.

use crate::Span;
use crate::text::{CELL, SEGMENT};

/// Words behind whose full stop a sentence goes on, in small letters. `etc.` and the like are not
/// among them: a capital behind those begins a sentence more often than not.
const ABBREVIATIONS: [&str; 56] = [
    "abs", "al", "approx", "apr", "art", "aug", "bd", "bzw", "ca", "cap", "cf", "ch", "col", "dec",
    "dept", "dr", "ed", "eds", "eq", "esp", "feb", "fig", "figs", "gen", "gov", "hon", "hrsg",
    "jan", "jul", "jun", "mar", "messrs", "mme", "mr", "mrs", "ms", "mt", "no", "nos", "nov", "nr",
    "oct", "op", "pp", "prof", "rev", "sec", "sen", "sep", "sept", "sr", "sra", "st", "univ",
    "vol", "vs",
];

/// The sentences of a text, in order and without the spaces between them. What has no end, such as
/// a heading, is one; so is every part of a block that has parts.
pub fn sentences(text: &str) -> Vec<Span> {
    let scalars: Vec<char> = text.chars().collect();
    let mut spans = Vec::new();
    let mut start = 0;
    for at in 1..=scalars.len() {
        if at == scalars.len() || begins(&scalars, at) {
            let sentence = &scalars[start..at];
            let is_space = |scalar: &&char| scalar.is_whitespace();
            let ahead = sentence.iter().take_while(is_space).count();
            let behind = sentence.iter().rev().take_while(is_space).count();
            if ahead < sentence.len() {
                spans.push(Span::new(number(start + ahead), number(at - behind)));
            }
            start = at;
        }
    }
    spans
}

/// Whether a sentence begins at a scalar.
pub fn begins(scalars: &[char], at: usize) -> bool {
    let (Some(&last), Some(&next)) = (
        at.checked_sub(1).and_then(|at| scalars.get(at)),
        scalars.get(at),
    ) else {
        return at == 0;
    };
    if matches!(last, SEGMENT | CELL) {
        return true;
    }
    // Behind a space a straight quote opens.
    let goes_on = closes(next) && !last.is_whitespace();
    if next.is_whitespace() || goes_on || ends_wide(next) || ends(next) {
        return false;
    }
    let before = trimmed(&scalars[..at], char::is_whitespace);
    let is_apart = before.len() < at;
    let before = trimmed(before, closes);
    match before.last() {
        Some(&mark) if ends_wide(mark) => true,
        Some('.') => is_apart && !is_lower(next) && !is_abbreviated(&before[..before.len() - 1]),
        Some(&mark) => is_apart && ends(mark) && !is_lower(next),
        None => false,
    }
}

fn trimmed(scalars: &[char], trims: fn(char) -> bool) -> &[char] {
    let kept = scalars.iter().rposition(|&scalar| !trims(scalar));
    &scalars[..kept.map_or(0, |last| last + 1)]
}

/// Marks that end a sentence without a space behind them.
fn ends_wide(scalar: char) -> bool {
    matches!(scalar, '。' | '！' | '？' | '｡')
}

fn ends(scalar: char) -> bool {
    matches!(scalar, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '։')
}

/// What may stand between the end of a sentence and the next, and belongs to the first.
fn closes(scalar: char) -> bool {
    matches!(
        scalar,
        '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '）' | '」' | '』' | '》' | '】'
    )
}

/// Whether a full stop behind this text shortens its last word: a known one, or a single letter.
fn is_abbreviated(before: &[char]) -> bool {
    let start = before.iter().rposition(|&scalar| !is_letter(scalar));
    let word = &before[start.map_or(0, |at| at + 1)..];
    let is = |known: &&str| {
        let mut letters = known.chars();
        word.iter()
            .all(|letter| letters.next() == Some(letter.to_ascii_lowercase()))
            && letters.next().is_none()
    };
    word.len() == 1 || (!word.is_empty() && ABBREVIATIONS.iter().any(is))
}

/// A letter of an alphabet whose words are shortened by full stops.
fn is_letter(scalar: char) -> bool {
    scalar.is_ascii_alphabetic() || ('À'..='\u{52f}').contains(&scalar)
}

/// Whether a letter is a small one of the Latin, Greek and Cyrillic alphabets: a full stop before it ends
/// no sentence. The tables of the standard library have all alphabets, and weigh more than the rest
/// of this file.
fn is_lower(scalar: char) -> bool {
    let code = u32::from(scalar);
    match code {
        // Capital and small letters take turns.
        0x100..=0x137 | 0x14a..=0x177 => code % 2 == 1,
        0x139..=0x148 | 0x179..=0x17e => code % 2 == 0,
        _ => {
            matches!(scalar, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'ĸ' | 'ŉ' | 'ſ' | 'ΐ' | 'ά'..='ώ' | 'а'..='џ')
        }
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_of_many_kinds() {
        let cases: [&[&str]; 14] = [
            &["One thing grew.", "Another did not!", "Why?"],
            &[
                "“It grew.”",
                "He said so (twice).",
                "\"Then it fell.\"",
                "\"Yes.\"",
            ],
            &["It rose by 3.5 per cent in 2020.", "2021 was worse."],
            &[
                "Dr. Smith met T. S. Eliot, e.g. in Fig. 3, cf. Vol. 2.",
                "They left.",
            ],
            &["“Why?” asked the clerk.", "Nobody knew… or said."],
            &["Wait…", "It moved."],
            &["A heading without an end"],
            &["创新是动力。", "为什么？", "“因为需要。”", "他说。"],
            &["第一句！！", "第二句。", "Third here.", "第四句"],
            &["Первое.", "Второе в 2020 г. стало больше, т. е. лучше."],
            &[
                "Das gilt z. B. für Nr. 7 bzw. Abs. 2.",
                "Änderungen folgen.",
            ],
            &["هل هذا صحيح؟", "نعم."],
            &["It ends so.", "[A note.]", "(An aside.)"],
            &["See www.example.org for it.", "No more."],
        ];
        for case in cases {
            for joint in [" ", "\n"] {
                let text = case.join(joint);
                let found: Vec<&str> = sentences(&text)
                    .iter()
                    .filter_map(|span| span.slice(&text))
                    .collect();
                assert_eq!(found, case, "{text}");
            }
        }
        let close = "创新是动力。为什么？“因为需要。”他说。";
        assert_eq!(sentences(close).len(), 4);
        assert_eq!(sentences(" \n "), []);
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        // The micro sign and the two ordinals are small letters that begin no word.
        let is_letter = |scalar: &char| scalar.is_alphabetic() && !"ªµº".contains(*scalar);
        let alphabets = ('\0'..='\u{17f}').chain('Ά'..='ώ').chain('Ѐ'..='џ');
        for scalar in alphabets.filter(is_letter) {
            assert_eq!(is_lower(scalar), scalar.is_lowercase(), "{scalar}");
        }
    }

    proptest! {
        #[test]
        fn nothing_but_space_is_left_out(text in "[a-zA-Z .!?…\"()\n\t。？”创新é]{0,60}") {
            let spans = sentences(&text);
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let kept: String = spans.iter().filter_map(|span| span.slice(&text)).collect();
            let bare = |text: &str| text.chars().filter(|scalar| !scalar.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&kept), bare(&text));
        }
    }
}
