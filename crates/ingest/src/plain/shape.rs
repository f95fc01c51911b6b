//! What a stretch of text looks like: a sentence that ends, one that goes on, a heading.

use corpus::text::{is_han, is_kana};

/// Words behind which no sentence and no heading ends.
const FUNCTION_WORDS: [&str; 58] = [
    "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "for", "from",
    "with", "by", "as", "into", "onto", "than", "that", "which", "who", "whose", "whom", "where",
    "when", "while", "if", "because", "is", "are", "was", "were", "be", "been", "being", "has",
    "have", "had", "will", "would", "can", "could", "may", "might", "should", "must", "its",
    "their", "his", "her", "our", "this", "these", "those", "through", "between",
];

/// Whether a word only joins others.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a text ends as sentences do, closing quotes and brackets and note numbers aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|scalar: char| {
        matches!(
            scalar,
            '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '）' | '」' | '』' | '》' | '*' | ' '
        ) || ('\u{2070}'..='\u{2079}').contains(&scalar)
            || matches!(scalar, '¹' | '²' | '³')
    });
    // A note number stands behind the full stop: `ends so.12`
    let bare = text.trim_end_matches(|scalar: char| scalar.is_ascii_digit());
    let noted = bare.len() < text.len() && bare.ends_with(['.', '!', '?', '”', '"']) && {
        let before = bare.trim_end_matches(['.', '!', '?', '”', '"']);
        before.ends_with(|scalar: char| scalar.is_alphabetic() || scalar == ')')
    };
    noted
        || text.ends_with([
            '.', '!', '?', '…', '。', '！', '？', ':', '：', '；', '․', '؟', '।',
        ])
}

/// Whether a text ends in the middle of a sentence for certain: with a comma, an open bracket, a
/// dash, a hyphen, or a word that only joins others.
pub(crate) fn breaks_off(text: &str) -> bool {
    let last_word = text
        .rsplit(|scalar: char| !scalar.is_alphanumeric())
        .next()
        .unwrap_or_default();
    text.ends_with([
        ',', '，', '、', '(', '（', '—', '–', '-', '‐', '\u{ad}', '“', '「', '/', '&', ';',
    ]) || (text.ends_with(char::is_alphanumeric) && is_function_word(last_word))
}

/// Whether a text begins as the middle of a sentence does: with a small letter or a mark that
/// cannot stand first.
pub(crate) fn begins_inside(text: &str) -> bool {
    text.chars().next().is_some_and(|first| {
        first.is_lowercase()
            || matches!(
                first,
                ',' | '，' | '、' | '。' | ')' | '）' | ';' | '；' | '”' | '%'
            )
    })
}

/// Whether most of its letters are ideographs.
pub(crate) fn is_ideographic(text: &str) -> bool {
    let (mut ideographs, mut letters) = (0, 0);
    for scalar in text.chars().filter(|scalar| scalar.is_alphabetic()) {
        letters += 1;
        ideographs += usize::from(is_han(scalar) || is_kana(scalar));
    }
    ideographs * 2 > letters
}

/// Whether a text has the shape of a name or title rather than of a sentence: it is short, does
/// not end as sentences do, and has letters.
pub(crate) fn is_label(text: &str) -> bool {
    let length = text.chars().count();
    let letters = text.chars().filter(|scalar| scalar.is_alphabetic()).count();
    let limit = if is_ideographic(text) { 40 } else { 120 };
    let ends = text.ends_with([
        '.', '。', ',', '，', '、', ';', '；', ':', '：', '！', '!', '-',
    ]);
    length <= limit
        && letters > 0
        && letters * 2 >= length.saturating_sub(text.matches(' ').count())
        && !ends
}

/// Whether the words of a text begin with capitals as in titles, joining words aside.
pub(crate) fn is_title_case(text: &str) -> bool {
    let mut words = text
        .split_whitespace()
        .map(|word| word.trim_start_matches(|scalar: char| !scalar.is_alphanumeric()))
        .filter(|word| !word.is_empty());
    let capital = |word: &str| word.starts_with(|first: char| !first.is_lowercase());
    let (mut all, mut small) = (0, 0);
    let first_is_capital = words.clone().next().is_some_and(capital);
    for word in words.by_ref() {
        all += 1;
        small += usize::from(!capital(word) && !is_function_word(word));
    }
    first_is_capital && small * 5 <= all
}

/// Whether a text is written in capitals.
pub(crate) fn is_all_capitals(text: &str) -> bool {
    let mut letters = text
        .chars()
        .filter(|scalar| scalar.is_alphabetic())
        .peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase) && text.chars().count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_sentences() {
        for text in [
            "It burns.",
            "Does it?”",
            "It burns.12",
            "(It burns.)",
            "灯亮了。",
            "as follows:",
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in [
            "It burns",
            "the lamp,",
            "in 2012",
            "page 4.12",
            "灯亮",
            "with a",
            "burns)",
        ] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn sentences_that_go_on() {
        for text in ["With a", "lamps, desks,", "half-", "灯，", "(or"] {
            assert!(breaks_off(text), "{text}");
        }
        assert!(!breaks_off("The Lamp"));
        assert!(begins_inside("forward") && begins_inside("，灯") && !begins_inside("Forward"));
    }

    #[test]
    fn titles() {
        assert!(is_title_case("The Reader at the Desk") && is_title_case("Lamps and Desks"));
        assert!(!is_title_case("The reader at the desk reads"));
        assert!(
            is_all_capitals("ON LAMPS") && !is_all_capitals("On Lamps") && !is_all_capitals("12")
        );
        assert!(is_label("The Lamp") && is_label("灯下读书") && !is_label("It burns."));
        assert!(!is_label("12 34 56 7.8"));
    }
}
