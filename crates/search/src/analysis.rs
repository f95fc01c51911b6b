//! From a text to its tokens: one code for essays and for queries.
//!
//! Words are runs of letters, digits and marks, in the manner of UAX 29, by an own splitter: the
//! property tables of `unicode-segmentation` would cost the browser more than all of this crate.

use corpus::Span;
use corpus::text::{CELL, SEGMENT};

use crate::fold;

/// One searchable position of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The folded word or character; of a [`Kind::Pair`], with the character after it.
    pub term: String,
    /// The word or character itself in the text, in scalars.
    pub span: Span,
    /// Its ordinal in the text, by which phrases are found. Parts of a block (list items, cells)
    /// are set apart by a gap.
    pub position: u32,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
///
/// Unspaced scripts have one token per character, whose term is the overlapping pair that begins
/// there. A word of two characters is one term, a longer one a phrase of pairs, and a single
/// character is whatever term begins with it; so every substring is found, and each character is
/// indexed once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word of a script with spaces, or a number.
    Word,
    /// A character of an unspaced script, with the one after it.
    Pair,
    /// The last character of a run of an unspaced script.
    Character,
}

/// The tokens of a text, in order, at most one to a position.
pub fn tokens(text: &str) -> Vec<Token> {
    let scalars: Vec<char> = text.chars().collect();
    let mut scanner = Scanner {
        scalars: &scalars,
        tokens: Vec::new(),
        position: 0,
    };
    let mut at = 0;
    while at < scalars.len() {
        at = scanner.step(at);
    }
    scanner.tokens
}

/// Whether the scalars between two tokens bind them into one compound, as in *innovation-driven*,
/// *R&D* or *and/or*. Nothing between them (5G网络) binds as well.
pub(crate) fn is_binding(scalar: char) -> bool {
    is_apostrophe(scalar)
        || matches!(
            scalar,
            '-' | '\u{2010}' | '\u{2011}' | '&' | '/' | '.' | '_' | '@' | '·' | '・' | ':'
        )
}

fn is_apostrophe(scalar: char) -> bool {
    matches!(scalar, '\'' | '’' | 'ʼ' | '＇')
}

struct Scanner<'a> {
    scalars: &'a [char],
    tokens: Vec<Token>,
    position: u32,
}

impl Scanner<'_> {
    /// Takes what begins at `at` and says where it ends.
    fn step(&mut self, at: usize) -> usize {
        let scalar = self.scalars[at];
        if fold::is_unspaced(scalar) {
            self.character(at)
        } else if fold::is_word(scalar) {
            self.word(at)
        } else {
            if matches!(scalar, SEGMENT | CELL) {
                self.position += 1;
            }
            at + 1
        }
    }

    fn character(&mut self, at: usize) -> usize {
        let mut term = String::new();
        fold::fold_character(self.scalars[at], &mut term);
        let mut end = at + 1;
        if let Some(steps) = self.scalars.get(end).copied().and_then(fold::voicing) {
            let voiced = |kana: char| char::from_u32(u32::from(kana) + steps);
            term = term.chars().filter_map(voiced).collect();
            end += 1;
        }
        let touching = self
            .tokens
            .last_mut()
            .filter(|last| last.kind == Kind::Character && last.span.end as usize == at);
        if let Some(previous) = touching {
            previous.term.push_str(&term);
            previous.kind = Kind::Pair;
        }
        self.push(term, at, end, Kind::Character);
        end
    }

    fn word(&mut self, start: usize) -> usize {
        let mut end = start + 1;
        while end < self.scalars.len() && self.continues(end) {
            end += 1;
        }
        let word: String = self.scalars[start..end]
            .iter()
            .filter(|&&scalar| scalar != ',')
            .collect();
        let mut term = String::with_capacity(word.len());
        fold::fold_word(&word, &mut term);
        if !term.is_empty() && !self.is_possessive(start, &term) {
            self.push(term, start, end, Kind::Word);
        }
        end
    }

    /// Whether the word goes on at `at`: with a letter, or inside a number (1,000 and 3.14).
    fn continues(&self, at: usize) -> bool {
        let digits = |from: usize, count: usize| {
            let digits = self.scalars.get(from..from + count);
            digits.is_some_and(|digits| digits.iter().all(char::is_ascii_digit))
        };
        match self.scalars[at] {
            '.' => digits(at - 1, 1) && digits(at + 1, 1),
            ',' => digits(at - 1, 1) && digits(at + 1, 3) && !digits(at + 4, 1),
            scalar => fold::is_word(scalar) && !fold::is_unspaced(scalar),
        }
    }

    /// Whether this is the *s* of *China’s*, which is not searched for.
    fn is_possessive(&self, start: usize, term: &str) -> bool {
        term == "s"
            && start >= 2
            && is_apostrophe(self.scalars[start - 1])
            && fold::is_word(self.scalars[start - 2])
    }

    fn push(&mut self, term: String, start: usize, end: usize, kind: Kind) {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span::new(offset(start), offset(end));
        self.tokens.push(Token {
            term,
            span,
            position: self.position,
            kind,
        });
        self.position += 1;
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let tokens = tokens(text);
        let shown = tokens
            .iter()
            .map(|token| format!("{}@{}", token.term, token.position));
        expected.assert_eq(&shown.collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn words() {
        check(
            "Growth, at last: naïve Résumé!",
            &expect!["growth@0 at@1 last@2 naive@3 resume@4"],
        );
        check("innovation-driven", &expect!["innovation@0 driven@1"]);
        check(
            "China’s and CHINA'S; l’État, don't",
            &expect!["china@0 and@1 china@2 l@3 etat@4 don@5 t@6"],
        );
        check(
            "1,000 of 3.14 in 2019,2020. 5G",
            &expect!["1000@0 of@1 3.14@2 in@3 2019@4 2020@5 5g@6"],
        );
        check("one\ttwo\nthree", &expect!["one@0 two@2 three@4"]);
        check("हिन्दी में", &expect!["हिन्दी@0 में@1"]);
        check("", &expect![""]);
        check("— … «»", &expect![""]);
    }

    #[test]
    fn characters() {
        check("创新驱动", &expect!["创新@0 新驱@1 驱动@2 动@3"]);
        check("5G网络，快", &expect!["5g@0 网络@1 络@2 快@3"]);
        check("第14个", &expect!["第@0 14@1 个@2"]);
        check("ｶﾞｽとガス", &expect!["ガス@0 スと@1 とガ@2 ガス@3 ス@4"]);
        check("한국의", &expect!["한국@0 국의@1 의@2"]);
    }

    proptest! {
        #[test]
        fn tokens_stand_in_order(text in "[a-zé’' ,.0-9创新ガｶﾞ\u{301}\n\u{e01}-]{0,30}|\\PC{0,30}") {
            let tokens = tokens(&text);
            let ordered = tokens.windows(2).all(|pair| {
                pair[0].position < pair[1].position && pair[0].span.end <= pair[1].span.start
            });
            let whole = tokens.iter().all(|token| {
                !token.term.is_empty() && !token.span.is_empty() && token.span.slice(&text).is_some()
            });
            prop_assert!(ordered && whole);
        }

        /// Folding is idempotent: a term, read as a text, is found where it came from.
        #[test]
        fn a_word_finds_itself(word in "[a-zA-ZÀ-ÿ0-9]{1,12}") {
            for token in tokens(&word) {
                let again = tokens(&token.term);
                prop_assert_eq!(&again[0].term, &token.term);
            }
        }
    }
}
