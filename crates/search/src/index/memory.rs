//! What was decoded lately: whoever types, asks for nearly the same again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::dictionary::Page;
use super::part::PartId;
use super::positions::Positions;
use super::postings::Postings;

/// How many numbers are kept before all is forgotten: 8 MB of pages, of postings, and of positions.
const NUMBERS: usize = 1 << 21;

/// What is remembered under a key.
#[derive(Clone, Debug)]
struct Kept<K, V> {
    lists: BTreeMap<K, Rc<V>>,
    numbers: usize,
}

impl<K: Ord, V> Kept<K, V> {
    fn get(&self, key: &K) -> Option<Rc<V>> {
        self.lists.get(key).cloned()
    }

    fn keep(&mut self, key: K, list: &Rc<V>, numbers: usize) {
        if self.numbers + numbers > NUMBERS {
            self.lists.clear();
            self.numbers = 0;
        }
        self.numbers += numbers;
        self.lists.insert(key, list.clone());
    }
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self {
            lists: BTreeMap::new(),
            numbers: 0,
        }
    }
}

/// Pages of the dictionary and lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    pages: RefCell<Kept<usize, Page>>,
    postings: RefCell<Kept<(usize, u32), Postings>>,
    positions: RefCell<Kept<(PartId, u32), Positions>>,
}

impl Memory {
    /// The page at this place in the directory.
    pub(super) fn page(&self, at: usize) -> Option<Rc<Page>> {
        self.pages.borrow().get(&at)
    }

    /// Remembers a page.
    pub(super) fn keep_page(&self, at: usize, page: &Rc<Page>) {
        self.pages.borrow_mut().keep(at, page, page.size());
    }

    /// The posting list of the term at this page and place.
    pub(super) fn postings(&self, term: (usize, u32)) -> Option<Rc<Postings>> {
        self.postings.borrow().get(&term)
    }

    /// Remembers a posting list.
    pub(super) fn keep_postings(&self, term: (usize, u32), list: &Rc<Postings>) {
        let numbers = 2 * list.documents.len();
        self.postings.borrow_mut().keep(term, list, numbers);
    }

    /// The positions in the piece at this place of a file.
    pub(super) fn positions(&self, piece: (PartId, u32)) -> Option<Rc<Positions>> {
        self.positions.borrow().get(&piece)
    }

    /// Remembers the positions in a piece.
    pub(super) fn keep_positions(&self, piece: (PartId, u32), positions: &Rc<Positions>) {
        self.positions
            .borrow_mut()
            .keep(piece, positions, positions.size());
    }
}
