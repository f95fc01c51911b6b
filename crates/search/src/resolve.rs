//! From a word to the words that will do for it: its relatives, and what it was probably meant for.

use std::rc::Rc;

use corpus::{Span, order};

use crate::analysis::{Token, tokens};
use crate::levenshtein::{Typo, rank};
use crate::query::{Query, Word};
use crate::stem::Stemmers;

/// How many of the words that a misspelt one may stand for are looked for.
const CANDIDATES: usize = 3;

/// How much less probable than the first a candidate may be, in hundredths of a plain edit.
const MARGIN: i32 = 60;

/// In how many times as many documents a word has to stand to be what was meant for one that has
/// relatives.
const FAR_MORE: u32 = 20;

/// In about how many documents the completions of a word that is being typed may stand, each counted
/// for itself: their posting lists are to be fetched between two keystrokes.
const COMPLETIONS: u32 = 1 << 13;

/// The words of one text, or of a whole index.
pub(crate) trait Vocabulary {
    /// Hands over the words that begin with `prefix`, in order: the word, how many bytes it shares
    /// with the one before (0 where that is not known), and in how many documents it stands.
    fn scan(&self, prefix: &str, take: &mut dyn FnMut(&str, usize, u32));

    /// Whether nothing was missing so far of what was asked for.
    fn is_complete(&self) -> bool {
        true
    }
}

/// A word that was taken for a misspelt one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The word as it was written, folded.
    pub written: String,
    /// The word that it was probably meant for.
    pub meant: String,
}

/// The query, as it was typed, with what was meant in the place of each misspelt word.
pub(crate) fn rewritten(typed: &str, corrections: &[Correction]) -> String {
    let meant = |token: &Token| {
        let written = |correction: &&Correction| correction.written == token.term;
        Some((token.span, &corrections.iter().find(written)?.meant))
    };
    let (mut rewritten, mut at) = (String::new(), 0);
    for (span, meant) in tokens(typed).iter().filter_map(meant) {
        rewritten.push_str(Span::new(at, span.start).slice(typed).unwrap_or_default());
        rewritten.push_str(meant);
        at = span.end;
    }
    let rest = Span::new(at, Span::whole(typed).end);
    rewritten + rest.slice(typed).unwrap_or_default()
}

impl Query {
    /// The query with the relatives of its words that a vocabulary has.
    pub(crate) fn resolved(&self, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> Self {
        self.with_words(&mut |word| resolved(word, vocabulary, stemmers))
    }

    /// The query with what its words stand for, and those that were taken for misspelt.
    pub(crate) fn settled(&self, settle: &dyn Fn(&Word) -> Rc<Settled>) -> (Self, Vec<Correction>) {
        let mut corrections = Vec::new();
        let settled = self.with_words(&mut |word| {
            if !word.inflects {
                return word.clone();
            }
            let settled = settle(word);
            if settled.word.term != word.term {
                corrections.push(Correction {
                    written: word.term.clone(),
                    meant: settled.word.term.clone(),
                });
            }
            settled.word.clone()
        });
        (settled, corrections)
    }
}

/// A word with all that it stands for in a vocabulary. Its term is another where that one was meant.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    word: Word,
}

impl Settled {
    /// Settles what a word stands for: its relatives; what was probably meant, where the vocabulary
    /// does not have it; and the commonest of the words that it may become while it is being typed.
    pub(crate) fn new(word: &Word, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> Self {
        let word = resolved(word, vocabulary, stemmers);
        let word =
            corrected(&word, vocabulary, stemmers).unwrap_or_else(|| completed(word, vocabulary));
        Self { word }
    }
}

/// The word, with its commonest completions instead of all where these stand in very many documents.
fn completed(mut word: Word, vocabulary: &dyn Vocabulary) -> Word {
    if !word.prefix {
        return word;
    }
    let mut completions: Vec<(u32, String)> = Vec::new();
    let mut standing = 0u32;
    vocabulary.scan(&word.term, &mut |term, _, documents| {
        standing = standing.saturating_add(documents);
        if term != word.term {
            completions.push((documents, term.to_owned()));
        }
    });
    if standing <= COMPLETIONS {
        return word;
    }
    order::sort_by(&mut completions, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut left = COMPLETIONS;
    for (documents, completion) in completions {
        word.forms.push(completion);
        match left.checked_sub(documents) {
            Some(rest) => left = rest,
            None => break,
        }
    }
    order::sort(&mut word.forms);
    word.forms.dedup();
    word.prefix = false;
    word
}

fn resolved(word: &Word, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> Word {
    let mut word = word.clone();
    if word.inflects {
        word.forms = relatives(&word.term, vocabulary, stemmers).0;
    }
    word
}

/// The relatives of a word, and in how many documents they stand, each counted for itself.
fn relatives(term: &str, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> (Vec<String>, u32) {
    relatives_by(&stemmers.stems(term), term, vocabulary, stemmers)
}

/// The relatives of a word that has these stems.
pub(crate) fn relatives_by(
    stems: &[String],
    term: &str,
    vocabulary: &dyn Vocabulary,
    stemmers: &Stemmers,
) -> (Vec<String>, u32) {
    let (mut relatives, mut standing) = (Vec::new(), 0u32);
    if stems.is_empty() {
        return (relatives, standing);
    }
    vocabulary.scan(stemmers.prefix(term, stems), &mut |other, _, documents| {
        if other != term && stemmers.are_related(stems, other) {
            relatives.push(other.to_owned());
            standing = standing.saturating_add(documents);
        }
    });
    (relatives, standing)
}

/// For a word that the vocabulary does not have, the one that it was probably meant for, with that
/// one's relatives and the next best. One that
/// has relatives is taken for a mistake only where what it was meant for is far more common: a
/// stemmer makes *Dorking* a relative of *dorkness*.
fn corrected(word: &Word, vocabulary: &dyn Vocabulary, stemmers: &Stemmers) -> Option<Word> {
    // Whether a word is known shows once its page is there; only then is more of them worth fetching.
    if !word.inflects || is_known(word, vocabulary) || !vocabulary.is_complete() {
        return None;
    }
    let candidates = candidates(&word.term, vocabulary)?;
    let (_, standing) = relatives(&word.term, vocabulary, stemmers);
    let Candidate {
        term, documents, ..
    } = candidates.first()?;
    if *documents < standing.saturating_mul(FAR_MORE) {
        return None;
    }
    let meant = term.clone();
    let mut forms: Vec<String> = Vec::new();
    for Candidate { term, .. } in candidates {
        forms.extend(relatives(&term, vocabulary, stemmers).0);
        forms.push(term);
    }
    order::sort(&mut forms);
    forms.dedup();
    forms.retain(|form| *form != meant);
    Some(Word {
        term: meant,
        prefix: false,
        forms,
        ..word.clone()
    })
}

/// A word that a misspelt one may have been meant for.
struct Candidate {
    rank: i32,
    term: String,
    documents: u32,
}

/// What a word may have been meant for, the likeliest first, and nothing that is far less likely.
fn candidates(term: &str, vocabulary: &dyn Vocabulary) -> Option<Vec<Candidate>> {
    let mut typo = Typo::new(term)?;
    let mut candidates: Vec<Candidate> = Vec::new();
    // People seldom err in the first letter, and a scan of one letter touches little of an index.
    let first = term.chars().next().map_or(0, char::len_utf8);
    vocabulary.scan(&term[..first], &mut |other, shared, documents| {
        if let Some(cost) = typo.cost(other, shared) {
            candidates.push(Candidate {
                rank: rank(cost, documents),
                term: other.to_owned(),
                documents,
            });
        }
    });
    order::sort_by(&mut candidates, |a, b| {
        b.rank.cmp(&a.rank).then(a.term.cmp(&b.term))
    });
    let best = candidates.first()?.rank;
    candidates.retain(|candidate| candidate.rank + MARGIN >= best);
    candidates.truncate(CANDIDATES);
    Some(candidates)
}

fn is_known(word: &Word, vocabulary: &dyn Vocabulary) -> bool {
    let mut known = false;
    vocabulary.scan(&word.term, &mut |term, _, _| {
        known |= word.prefix || term == word.term;
    });
    known
}
