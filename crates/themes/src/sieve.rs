//! Which phrases of which themes can stand in a block at all: a block has few of the words that a
//! codebook asks for, and asking all themes of all blocks is most of the work.

use std::collections::HashMap;

use search::Analysed;

/// The beginnings of words that themes ask for.
pub(crate) struct Sieve {
    /// How many phrases each theme has.
    phrases: Vec<usize>,
    /// For each beginning the themes that ask for it, each with the phrase that does.
    by_beginning: HashMap<String, Vec<(usize, usize)>>,
    /// The lengths of beginnings, in bytes, each once, the shortest first.
    lengths: Vec<usize>,
}

impl Sieve {
    /// A sieve for themes whose phrases ask for these beginnings
    /// ([`search::Prepared::beginnings`]).
    pub(crate) fn new<'b, I: Iterator<Item = &'b str>>(themes: impl Iterator<Item = I>) -> Self {
        let mut phrases = Vec::new();
        let mut by_beginning: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (theme, beginnings) in themes.enumerate() {
            phrases.push(0);
            for (phrase, beginning) in beginnings.enumerate() {
                phrases[theme] = phrase + 1;
                let asking = by_beginning.entry(beginning.to_owned()).or_default();
                asking.push((theme, phrase));
            }
        }
        let mut lengths: Vec<usize> = by_beginning.keys().map(String::len).collect();
        lengths.sort_unstable();
        lengths.dedup();
        Self {
            phrases,
            by_beginning,
            lengths,
        }
    }

    /// For each theme, by place, which of its phrases can stand in a text: those for which a word of
    /// it begins as they ask.
    pub(crate) fn sift(&self, text: &Analysed) -> Vec<Vec<bool>> {
        let mut standing: Vec<Vec<bool>> = self
            .phrases
            .iter()
            .map(|&phrases| vec![false; phrases])
            .collect();
        for token in text.tokens() {
            for length in &self.lengths {
                // What is longer than the word, or ends inside a letter, begins nothing.
                if *length > token.term.len() {
                    break;
                }
                let beginning = token.term.get(..*length);
                let asking = beginning.and_then(|beginning| self.by_beginning.get(beginning));
                for &(theme, phrase) in asking.into_iter().flatten() {
                    standing[theme][phrase] = true;
                }
            }
        }
        standing
    }
}

#[cfg(test)]
mod tests {
    use corpus::sentence::sentences;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn phrases_are_found_by_beginnings() {
        let themes = [vec!["grow", "绿色"], vec![], vec!["growth", "poli", "grow"]];
        let sieve = Sieve::new(themes.iter().map(|theme| theme.iter().copied()));
        for (text, expected) in [
            ("Growing", "grow, grow"),
            ("policies of old growth", "grow, growth poli grow"),
            ("绿色", "绿色,"),
            ("绿", ","),
            ("row", ","),
        ] {
            let standing = sieve.sift(&Analysed::new(text));
            let found = themes.iter().zip(&standing).map(|(theme, standing)| {
                let found = theme.iter().zip(standing).filter(|(_, stands)| **stands);
                found
                    .map(|(beginning, _)| *beginning)
                    .collect::<Vec<_>>()
                    .join(" ")
            });
            let found: Vec<String> = found.collect();
            assert_eq!(
                format!(
                    "{},{}{}",
                    found[0],
                    if found[2].is_empty() { "" } else { " " },
                    found[2]
                ),
                expected,
                "{text}"
            );
            assert!(found[1].is_empty());
        }
    }

    proptest! {
        /// The words of a sentence are words of its block, so that what is not in the block is in no
        /// sentence.
        #[test]
        fn sentences_have_no_words_of_their_own(text in "([a-c绿色增。！.\n\t'’-]|e\u{301}|\\. |U\\.S\\.|3\\.5|\\PC){0,16}") {
            let all: Vec<String> = Analysed::new(&text).tokens().iter().map(|token| token.term.clone()).collect();
            for sentence in sentences(&text) {
                let sentence = Analysed::new(sentence.slice(&text).unwrap());
                for token in sentence.tokens() {
                    // A single character of Han is asked for by its beginning.
                    prop_assert!(all.iter().any(|term| term.starts_with(&token.term)), "{:?} in {:?}", token.term, all);
                }
            }
        }
    }
}
