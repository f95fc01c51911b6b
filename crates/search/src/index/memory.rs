//! What was decoded lately: whoever types, asks for nearly the same again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::dictionary::Page;
use super::names::Names;
use super::postings::Postings;
use crate::resolve::Settled;

/// How many numbers are kept before all is forgotten: 8 MB of pages of the dictionary and as much of
/// posting lists.
const NUMBERS: usize = 1 << 21;

/// How many words are remembered with what they stand for.
const WORDS: usize = 512;

/// What is remembered under a key.
#[derive(Clone, Debug)]
struct Kept<K, V> {
    /// Ordered by key.
    values: Vec<(K, Rc<V>)>,
    size: usize,
}

impl<K: Ord, V> Kept<K, V> {
    fn get(&self, key: &K) -> Option<Rc<V>> {
        let place = self.place(key).ok()?;
        Some(self.values[place].1.clone())
    }

    /// Remembers a value of some size, and forgets all others where they would be more than `most`.
    fn keep(&mut self, key: K, value: &Rc<V>, size: usize, most: usize) {
        if self.size + size > most {
            self.values.clear();
            self.size = 0;
        }
        if let Err(place) = self.place(&key) {
            self.values.insert(place, (key, value.clone()));
            self.size += size;
        }
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.values.binary_search_by(|(other, _)| other.cmp(key))
    }
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            size: 0,
        }
    }
}

/// Pages of the dictionary, posting lists, names of documents, and words of queries.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    pages: RefCell<Kept<usize, Page>>,
    postings: RefCell<Kept<(usize, u32), Postings>>,
    names: RefCell<Kept<usize, Names>>,
    words: RefCell<Kept<(String, bool), Settled>>,
    /// Whether phrases were asked for.
    phrases: Cell<bool>,
}

impl Memory {
    /// The page at this place in the directory.
    pub(super) fn page(&self, at: usize) -> Option<Rc<Page>> {
        self.pages.borrow().get(&at)
    }

    /// Remembers a page.
    pub(super) fn keep_page(&self, at: usize, page: &Rc<Page>) {
        self.pages.borrow_mut().keep(at, page, page.size(), NUMBERS);
    }

    /// The posting list of the term at this page and place.
    pub(super) fn postings(&self, term: (usize, u32)) -> Option<Rc<Postings>> {
        self.postings.borrow().get(&term)
    }

    /// Remembers a posting list.
    pub(super) fn keep_postings(&self, term: (usize, u32), list: &Rc<Postings>) {
        let size = 2 * list.documents.len();
        self.postings.borrow_mut().keep(term, list, size, NUMBERS);
    }

    /// The names in the part at this place.
    pub(super) fn names(&self, at: usize) -> Option<Rc<Names>> {
        self.names.borrow().get(&at)
    }

    /// Remembers names.
    pub(super) fn keep_names(&self, at: usize, names: &Rc<Names>) {
        self.names.borrow_mut().keep(at, names, 1, usize::MAX);
    }

    /// Remembers that phrases are asked for.
    pub(super) fn expect_phrases(&self) {
        self.phrases.set(true);
    }

    /// Whether phrases were asked for.
    pub(super) fn expects_phrases(&self) -> bool {
        self.phrases.get()
    }

    /// What a word stands for, by its term and whether more letters may follow.
    pub(super) fn word(&self, word: &(String, bool)) -> Option<Rc<Settled>> {
        self.words.borrow().get(word)
    }

    /// Remembers what a word stands for.
    pub(super) fn keep_word(&self, word: (String, bool), settled: &Rc<Settled>) {
        self.words.borrow_mut().keep(word, settled, 1, WORDS);
    }
}
