//! Words that name no theme by themselves: what an essay on anything may speak of.

use std::collections::HashSet;
use std::sync::OnceLock;

const LISTS: [(&str, &str); 5] = [
    ("de", include_str!("general/de.txt")),
    ("en", include_str!("general/en.txt")),
    ("fr", include_str!("general/fr.txt")),
    ("ja", include_str!("general/ja.txt")),
    ("zh", include_str!("general/zh.txt")),
];

/// What plural forms end in that are known by their singular, and what that ends in.
const PLURALS: [(&str, &str); 4] = [("ies", "y"), ("es", ""), ("s", ""), ("x", "")];

/// Whether a phrase is a word that names no theme, in a language given by the primary part of its tag.
pub(crate) fn is_general(language: &str, phrase: &str) -> bool {
    static READ: OnceLock<Vec<(&str, HashSet<String>)>> = OnceLock::new();
    let lists = READ.get_or_init(|| LISTS.map(|(code, list)| (code, words(list))).into());
    let Some((_, words)) = lists.iter().find(|(code, _)| *code == language) else {
        return false;
    };
    let word = phrase.to_lowercase();
    let is_plural = |(plural, singular): &(&str, &str)| {
        let stem = word.strip_suffix(plural);
        stem.is_some_and(|stem| words.contains(&[stem, singular].concat()))
    };
    words.contains(&word) || PLURALS.iter().any(is_plural)
}

fn words(list: &str) -> HashSet<String> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(str::split_whitespace)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_words() {
        for (language, phrase, expected) in [
            ("en", "Objects", true),
            ("en", "necessary", true),
            ("en", "countries", true),
            ("en", "countries of the North", false),
            ("en", "property", false),
            ("fr", "causes", true),
            ("de", "Damen", true),
            ("zh", "好处", true),
            ("zh", "新质生产力", false),
            ("nl", "act", false),
        ] {
            assert_eq!(
                is_general(language, phrase),
                expected,
                "{language} {phrase}"
            );
        }
    }
}
