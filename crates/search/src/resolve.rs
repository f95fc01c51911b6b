//! From a word to the words that will do for it: its relatives, and what it was probably meant for.

use corpus::order;

use crate::levenshtein::{Typo, rank};
use crate::query::{Query, Word};
use crate::stem::Stemmers;

/// How many of the words that a misspelt one may stand for are looked for.
const CANDIDATES: usize = 3;

/// How much less probable than the first a candidate may be, in hundredths of a plain edit.
const MARGIN: i32 = 60;

/// The words of one text, or of a whole index.
pub(crate) trait Vocabulary {
    /// Hands over the words that begin with `prefix`, in order: the word, how many bytes it shares
    /// with the one before (0 where that is not known), and in how many documents it stands.
    fn scan(&self, prefix: &str, take: &mut dyn FnMut(&str, usize, u32));
}

impl Query {
    /// The query with the relatives of its words that a vocabulary has.
    pub(crate) fn resolved(&self, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> Self {
        self.with_words(&mut |word| resolved(word, vocabulary, stemmers))
    }

    /// The query with what words were probably meant for that the vocabulary does not have, and
    /// whether there are any such. Words that are still being typed are no mistakes.
    pub(crate) fn corrected(
        &self,
        vocabulary: &dyn Vocabulary,
        stemmers: &Stemmers,
    ) -> (Self, bool) {
        let mut any = false;
        let corrected = self.with_words(&mut |word| {
            let corrected = corrected(word, vocabulary, stemmers);
            any |= corrected.is_some();
            corrected.unwrap_or_else(|| word.clone())
        });
        (corrected, any)
    }
}

fn resolved(word: &Word, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> Word {
    let mut word = word.clone();
    if word.inflects {
        word.forms = relatives(&word.term, vocabulary, stemmers);
    }
    word
}

fn relatives(term: &str, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> Vec<String> {
    let stems = stemmers.stems(term);
    let mut relatives = Vec::new();
    if stems.is_empty() {
        return relatives;
    }
    vocabulary.scan(stemmers.prefix(term), &mut |other, _, _| {
        if other != term && stemmers.are_related(&stems, other) {
            relatives.push(other.to_owned());
        }
    });
    relatives
}

/// For a word that the vocabulary has in no form, the one that it was probably meant for, with that
/// one's relatives and the next best.
fn corrected(word: &Word, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> Option<Word> {
    if !word.inflects || !word.forms.is_empty() || is_known(word, vocabulary) {
        return None;
    }
    let mut typo = Typo::new(&word.term)?;
    let mut candidates: Vec<(i32, String)> = Vec::new();
    // People seldom err in the first letter, and a scan of one letter touches little of an index.
    let first = word.term.chars().next().map_or(0, char::len_utf8);
    vocabulary.scan(&word.term[..first], &mut |term, shared, documents| {
        if let Some(cost) = typo.cost(term, shared) {
            candidates.push((rank(cost, documents), term.to_owned()));
        }
    });
    order::sort_by(&mut candidates, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let best = candidates.first()?.clone();
    candidates.retain(|candidate| candidate.0 + MARGIN >= best.0);
    candidates.truncate(CANDIDATES);
    let mut forms: Vec<String> = Vec::new();
    for (_, candidate) in candidates {
        forms.extend(relatives(&candidate, vocabulary, stemmers));
        forms.push(candidate);
    }
    order::sort(&mut forms);
    forms.dedup();
    forms.retain(|form| *form != best.1);
    Some(Word {
        term: best.1,
        prefix: false,
        forms,
        ..word.clone()
    })
}

fn is_known(word: &Word, vocabulary: &dyn Vocabulary) -> bool {
    let mut known = false;
    vocabulary.scan(&word.term, &mut |term, _, _| {
        known |= word.prefix || term == word.term
    });
    known
}
