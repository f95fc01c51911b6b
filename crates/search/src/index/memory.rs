//! What was made of the parts of an index lately: whoever types, asks for nearly the same again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use xxhash_rust::xxh64::xxh64;

use super::dictionary::Page;
use super::kept::Kept;
use super::names::Names;
use super::postings::Postings;
use crate::query::{Phrase, Word};
use crate::resolve::Settled;
use crate::retrieve::Counted;

/// Bytes that are kept: what some two hundred queries among 100,000 documents make use of.
const BYTES: usize = 24 << 20;

/// Steps of the adaptive code to a posting.
const STEPS_TO_A_POSTING: usize = 8;

/// About how many bytes it takes to remember what a word stands for, and how many steps to find out:
/// where it is misspelt, all of the dictionary is looked through.
const SETTLED: (usize, usize) = (256, 1 << 16);

/// What was made.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    kept: RefCell<Kept<Value>>,
    /// Whether phrases were asked for.
    phrases: Cell<bool>,
}

#[derive(Clone, Debug)]
enum Value {
    Page(Rc<Page>),
    Postings(Rc<Postings>),
    Counted(Rc<Counted>),
    Names(Rc<Names>),
    Settled(Rc<Settled>),
}

impl Memory {
    /// The page at this place in the directory.
    pub(super) fn page(&self, at: usize) -> Option<Rc<Page>> {
        match self.get(of_place(b'd', at)) {
            Some(Value::Page(page)) => Some(page),
            _ => None,
        }
    }

    /// Remembers a page.
    pub(super) fn keep_page(&self, at: usize, page: &Rc<Page>) {
        let size = page.size();
        self.keep(of_place(b'd', at), Value::Page(page.clone()), size, size);
    }

    /// The posting list of the term at this page and place.
    pub(super) fn postings(&self, term: (usize, u32)) -> Option<Rc<Postings>> {
        match self.get(of_term(term)) {
            Some(Value::Postings(list)) => Some(list),
            _ => None,
        }
    }

    /// Remembers a posting list.
    pub(super) fn keep_postings(&self, term: (usize, u32), list: &Rc<Postings>) {
        let steps = list.documents.len() * STEPS_TO_A_POSTING;
        self.keep(
            of_term(term),
            Value::Postings(list.clone()),
            list.size(),
            steps,
        );
    }

    /// The documents with a phrase.
    pub(super) fn counted(&self, phrase: &Phrase) -> Option<Rc<Counted>> {
        match self.get(of_phrase(phrase)) {
            Some(Value::Counted(counted)) => Some(counted),
            _ => None,
        }
    }

    /// Remembers the documents with a phrase, for which so many postings were looked through.
    pub(super) fn keep_counted(&self, phrase: &Phrase, counted: &Rc<Counted>, postings: usize) {
        let steps = postings * STEPS_TO_A_POSTING;
        self.keep(
            of_phrase(phrase),
            Value::Counted(counted.clone()),
            counted.size(),
            steps,
        );
    }

    /// The names in the part at this place.
    pub(super) fn names(&self, at: usize) -> Option<Rc<Names>> {
        match self.get(of_place(b'n', at)) {
            Some(Value::Names(names)) => Some(names),
            _ => None,
        }
    }

    /// Remembers names.
    pub(super) fn keep_names(&self, at: usize, names: &Rc<Names>) {
        let size = names.size();
        self.keep(of_place(b'n', at), Value::Names(names.clone()), size, size);
    }

    /// What a word stands for.
    pub(super) fn settled(&self, word: &Word) -> Option<Rc<Settled>> {
        match self.get(of_word(word)) {
            Some(Value::Settled(settled)) => Some(settled),
            _ => None,
        }
    }

    /// Remembers what a word stands for.
    pub(super) fn keep_settled(&self, word: &Word, settled: &Rc<Settled>) {
        let (size, steps) = SETTLED;
        self.keep(of_word(word), Value::Settled(settled.clone()), size, steps);
    }

    /// Remembers that phrases are asked for.
    pub(super) fn expect_phrases(&self) {
        self.phrases.set(true);
    }

    /// Whether phrases were asked for.
    pub(super) fn expects_phrases(&self) -> bool {
        self.phrases.get()
    }

    fn get(&self, key: u64) -> Option<Value> {
        self.kept.borrow_mut().get(key)
    }

    fn keep(&self, key: u64, value: Value, size: usize, steps: usize) {
        self.kept.borrow_mut().keep(key, value, size, steps, BYTES);
    }
}

/// The key of what is at a place in a list of this letter.
fn of_place(letter: u8, at: usize) -> u64 {
    key(&[&[letter], &(at as u64).to_le_bytes()[..]].concat())
}

/// The key of the posting list of the term at a page and place.
fn of_term((page, place): (usize, u32)) -> u64 {
    of_place(b'p', page) ^ u64::from(place)
}

/// The key of a word.
fn of_word(word: &Word) -> u64 {
    let mut told = vec![b'w'];
    tell(word, &mut told);
    key(&told)
}

/// The key of a phrase: of all that tells which documents have it.
fn of_phrase(phrase: &Phrase) -> u64 {
    let mut told = vec![b'c', u8::from(phrase.title_only)];
    let distance = phrase.distance.map_or(-1, i64::from);
    told.extend_from_slice(&distance.to_le_bytes());
    for word in &phrase.words {
        tell(word, &mut told);
    }
    key(&told)
}

/// Appends a word and what will do for it, so that no two look alike.
fn tell(word: &Word, out: &mut Vec<u8>) {
    out.extend_from_slice(&[
        word.kind as u8,
        u8::from(word.prefix),
        u8::from(word.inflects),
    ]);
    for term in std::iter::once(&word.term).chain(&word.forms) {
        out.extend_from_slice(term.as_bytes());
        // No term has such bytes.
        out.push(0xff);
    }
    out.push(0xfe);
}

fn key(told: &[u8]) -> u64 {
    xxh64(told, 0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::query::parse;

    #[test]
    fn phrases_that_differ_have_keys_of_their_own() {
        let queries = [
            "ab",
            "a b",
            "abc",
            "ab*",
            "\"ab\"",
            "\"a b\"",
            "\"b a\"",
            "\"a b c\"",
            "\"ab c\"",
            "\"a bc\"",
            "\"a b\"~2",
            "\"a b\"~3",
            "title:ab",
            "title:\"a b\"",
            "中",
            "中国",
            "中国人",
        ];
        let phrases: Vec<Phrase> = queries
            .iter()
            .flat_map(|query| {
                let query = parse(query).query;
                let phrases = query.root().map(|root| root.phrases()).unwrap_or_default();
                phrases.into_iter().cloned().collect::<Vec<_>>()
            })
            .collect();
        assert!(phrases.len() > queries.len());
        let keys: BTreeSet<u64> = phrases.iter().map(of_phrase).collect();
        assert_eq!(keys.len(), phrases.len());
    }

    #[test]
    fn a_phrase_with_other_forms_is_another() {
        let query = parse("ab").query;
        let phrase = query.root().unwrap().phrases()[0].clone();
        let mut more = phrase.clone();
        more.words[0].forms.push("abs".to_owned());
        let mut two = more.clone();
        two.words[0].forms.push("abt".to_owned());
        let keys: BTreeSet<u64> = [phrase, more, two].iter().map(of_phrase).collect();
        assert_eq!(keys.len(), 3);
    }
}
