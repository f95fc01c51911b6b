//! One word of a query, and what of a text it stands for.

use crate::analysis::{Kind, Token};

/// One word of a phrase or of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) term: String,
    pub(crate) kind: Kind,
    /// Whether more letters may follow.
    pub(crate) prefix: bool,
    /// Whether its relatives will do as well.
    pub(crate) inflects: bool,
    /// Other words that will do as well, as far as they are known ([`super::Query::resolved`]).
    pub(crate) forms: Vec<String>,
}

impl Word {
    /// The word that stands for itself alone, as in a quotation.
    pub(super) fn exact(token: Token) -> Self {
        Self {
            term: token.term,
            kind: token.kind,
            prefix: false,
            inflects: false,
            forms: Vec::new(),
        }
    }

    /// The word, for which its relatives will do as well.
    pub(super) fn inflected(token: Token) -> Self {
        Self {
            inflects: token.kind == Kind::Word,
            ..Self::exact(token)
        }
    }

    /// Whether the term is only the beginning of those that it stands for.
    pub(crate) fn is_open(&self) -> bool {
        self.prefix || self.is_character()
    }

    /// Whether it is a single character of an unspaced script.
    pub(crate) fn is_character(&self) -> bool {
        self.kind == Kind::Character
    }

    /// Whether a term of a text is one that it stands for.
    pub(super) fn stands_for(&self, term: &str) -> bool {
        let open = self.is_open() && term.starts_with(&self.term);
        open || term == self.term || self.forms.iter().any(|form| form == term)
    }
}

/// The words among these that have to be looked up, with their places. A pair covers the character
/// after it, so a run of Han needs every second pair, and the last.
pub(crate) fn needed(words: &[Word]) -> impl Iterator<Item = (usize, &Word)> {
    let mut covered = 0;
    words.iter().enumerate().filter(move |&(at, word)| {
        let more_follows = words
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Pair);
        let spare = match word.kind {
            Kind::Word => false,
            Kind::Pair => at < covered && more_follows,
            Kind::Character => at < covered,
        };
        if !spare {
            covered = at + if word.kind == Kind::Pair { 2 } else { 1 };
        }
        !spare
    })
}

/// Lets the last word stand for all that begin with it, and for nothing else.
pub(super) fn open_starred(words: &mut [Word]) {
    if let Some(word) = words.last_mut().filter(|word| word.kind == Kind::Word) {
        word.prefix = true;
        word.inflects = false;
    }
}

/// Lets the last word, still being typed, stand for all that begin with it as well.
pub(super) fn open_typed(words: &mut [Word]) {
    if let Some(word) = words.last_mut().filter(|word| word.kind == Kind::Word) {
        word.prefix = word.term.chars().nth(1).is_some();
    }
}
