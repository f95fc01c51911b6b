//! Function words: what a question is made of beside what it asks for.
//!
//! They stand in nearly every text, so where any of a query's words will do, they only cost their
//! long lists and blur the ranking. They stay searchable: all words of a query are tried first.

/// Function words as they are folded: articles, pronouns, prepositions, conjunctions, auxiliaries and
/// question words. A line is a language; words that are more than that in another language (*die*,
/// *war*, *come*) are left out.
const WORDS: &str = include_str!("function_words.txt");

/// Characters that are such words in Chinese, or parts of them.
const CHARACTERS: &str = "的了是在和与为吗呢么什哪谁何有之这那些个多少几而于被把就也都及其或以";

/// Whether a folded word is a function word, in whatever language.
pub(crate) fn is_function_word(term: &str) -> bool {
    WORDS.split_ascii_whitespace().any(|word| word == term)
}

/// Whether a pair of characters has one that is a function word, so that the pair says less than
/// its rarity makes believe.
pub(crate) fn has_function_character(pair: &str) -> bool {
    pair.chars().any(|character| CHARACTERS.contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tokens;

    #[test]
    fn words_are_folded_and_stand_once() {
        let words: Vec<&str> = WORDS.split_ascii_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            let tokens = tokens(word);
            assert_eq!(
                tokens
                    .iter()
                    .map(|token| token.term.as_str())
                    .collect::<Vec<_>>(),
                [*word]
            );
            assert!(!words[..at].contains(word), "{word} twice");
        }
        for (at, character) in CHARACTERS.char_indices() {
            assert!(!CHARACTERS[..at].contains(character), "{character} twice");
        }
    }

    #[test]
    fn what_is_one() {
        for word in ["the", "what", "wie", "dans", "para", "что"] {
            assert!(is_function_word(word), "{word}");
        }
        for word in ["growth", "die", "war", "come", ""] {
            assert!(!is_function_word(word), "{word}");
        }
        assert!(has_function_character("的力"));
        assert!(!has_function_character("创新"));
    }
}
