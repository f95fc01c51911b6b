//! Looking terms up: one query's way through the parts, which notes what it misses on the way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use corpus::order;

use super::bytes::Cursor;
use super::dictionary::{FileStart, Page, Term};
use super::facets::Facets;
use super::part::PartId;
use super::positions;
use super::postings::{Chances, Counts, Postings};
use super::range_coder::RangeReader;
use super::reader::{Index, Unready};
use crate::resolve::Vocabulary;

/// A term that was found in the dictionary.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Its page in the directory.
    page: usize,
    /// Its place on the page.
    place: u32,
    pub(crate) counts: Counts,
    /// The term.
    pub(crate) text: String,
    /// What an occurrence of it is worth beside one of the word that was asked for.
    pub(crate) weight: f32,
}

impl Entry {
    /// What entries are ordered by: where the term stands in the dictionary.
    pub(crate) fn place(&self) -> (usize, u32) {
        (self.page, self.place)
    }
}

/// Looks things up for one query. Whatever is not at hand is noted, so that all that a step of the
/// query misses is fetched at once; a step that misses something has no result.
pub(crate) struct Lookup<'a> {
    pub(crate) index: &'a Index,
    missing: RefCell<Vec<PartId>>,
    damaged: Cell<Option<PartId>>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(index: &'a Index) -> Self {
        Self {
            index,
            missing: RefCell::default(),
            damaged: Cell::default(),
        }
    }

    /// Why there is no result, where something was missing.
    pub(crate) fn unready(self) -> Unready {
        match self.damaged.get() {
            Some(part) => Unready::Damaged(part),
            None => {
                self.missing();
                Unready::Missing(self.missing.into_inner())
            }
        }
    }

    /// Whether everything that was asked for was at hand.
    pub(crate) fn is_complete(&self) -> bool {
        self.missing.borrow().is_empty() && self.damaged.get().is_none()
    }

    fn part(&self, id: PartId) -> Option<&'a [u8]> {
        let part = self.index.parts.get(id);
        if part.is_none() {
            self.missing.borrow_mut().push(id);
        }
        part
    }

    /// What comes of reading a part; where that is nothing, the part is damaged.
    fn sound<T>(&self, id: PartId, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.damaged.set(Some(id));
        }
        read
    }

    /// What documents are filtered by.
    pub(crate) fn facets(&self) -> Option<&'a Facets> {
        match self.index.facets() {
            Ok(facets) => return Some(facets),
            Err(Unready::Missing(parts)) => self.missing.borrow_mut().extend(parts),
            Err(Unready::Damaged(part)) => self.damaged.set(Some(part)),
        }
        None
    }

    fn page(&self, at: usize) -> Option<Rc<Page>> {
        if let Some(known) = self.index.memory.page(at) {
            return Some(known);
        }
        let id = self.index.head.pages.get(at)?.page;
        let bytes = self.part(id)?;
        let page = Rc::new(self.sound(id, Page::read(bytes, self.index.documents()))?);
        self.index.memory.keep_page(at, &page);
        Some(page)
    }

    /// Hands over the terms that begin with `prefix`, in order, with their pages and how many bytes
    /// each shares with the one before.
    fn terms(&self, prefix: &str, take: &mut dyn FnMut(usize, Term, usize)) {
        let pages = &self.index.head.pages;
        let first = self.index.head.page_of(prefix).unwrap_or(0);
        let reaches = |first: &str| first < prefix || first.starts_with(prefix);
        let end = pages.partition_point(|start| reaches(&start.first));
        for at in first..end {
            let Some(page) = self.page(at) else { continue };
            let from = page.first_from(prefix);
            let terms = (from..page.len()).map_while(|place| page.term(place));
            // Who compares terms step by step begins anew with the first of a page.
            let mut shared = Some(0);
            for term in terms.take_while(|term| term.text.starts_with(prefix)) {
                let kept = shared.take().unwrap_or(term.shared);
                take(at, term, kept);
            }
        }
    }

    /// Appends the terms that begin with `prefix`, each with the weight that it is given.
    pub(crate) fn beginning(
        &self,
        prefix: &str,
        weigh: &dyn Fn(&str) -> f32,
        out: &mut Vec<Entry>,
    ) {
        self.terms(prefix, &mut |page, term, _| {
            out.push(entry(page, term, weigh(term.text)));
        });
    }

    /// Appends the term itself, if the dictionary has it.
    pub(crate) fn find(&self, text: &str, weight: f32, out: &mut Vec<Entry>) {
        let Some(at) = self.index.head.page_of(text) else {
            return;
        };
        let Some(page) = self.page(at) else { return };
        let term = page.term(page.first_from(text));
        out.extend(
            term.filter(|term| term.text == text)
                .map(|term| entry(at, term, weight)),
        );
    }

    /// The posting lists of terms, which are in the order of the dictionary.
    pub(crate) fn postings(&self, entries: &[Entry]) -> Vec<Rc<Postings>> {
        let mut lists = Vec::new();
        for entries in entries.chunk_by(|a, b| a.page == b.page) {
            if let Some(page) = self.page(entries[0].page) {
                self.postings_of_page(&page, entries, &mut lists);
            }
        }
        lists
    }

    fn postings_of_page(&self, page: &Page, entries: &[Entry], lists: &mut Vec<Rc<Postings>>) {
        let mut open: Option<(usize, File)> = None;
        for entry in entries {
            if let Some(single) = page.single(entry.place) {
                lists.push(Rc::new(single));
                continue;
            }
            if let Some(list) = self.index.memory.postings(entry.place()) {
                lists.push(list);
                continue;
            }
            let files = &page.posting_files;
            let Some(at) = files
                .partition_point(|start| start.term <= entry.place)
                .checked_sub(1)
            else {
                continue;
            };
            if open.as_ref().is_none_or(|(file, _)| *file != at) {
                open = self
                    .part(files[at].file)
                    .map(|bytes| (at, File::new(files[at], bytes)));
            }
            if let Some((_, file)) = &mut open {
                let list = file.list(page, entry.place, self.index.documents());
                if let Some(list) = self.sound(files[at].file, list) {
                    let list = Rc::new(list);
                    self.index.memory.keep_postings(entry.place(), &list);
                    lists.push(list);
                }
            }
        }
    }

    /// How many files are missing so far.
    pub(crate) fn missing(&self) -> usize {
        let mut missing = self.missing.borrow_mut();
        order::sort(&mut missing);
        missing.dedup();
        missing.len()
    }

    /// Asks for files, which are then missing.
    pub(crate) fn expect(&self, files: &[PartId]) {
        self.missing.borrow_mut().extend_from_slice(files);
    }

    /// The files with a term's positions that are not at hand; of a term whose list is known, those
    /// of the documents of `wanted` (ascending).
    pub(crate) fn missing_positions(
        &self,
        entry: &Entry,
        wanted: Option<(&Postings, &[u32])>,
    ) -> Vec<PartId> {
        self.index.memory.expect_phrases();
        let Some(page) = self.page(entry.page) else {
            return Vec::new();
        };
        let pieces = pieces(&page, entry, entry.counts.documents as usize).into_iter();
        let pieces = pieces.filter(|piece| {
            self.index.parts.get(piece.file).is_none()
                && wanted.is_none_or(|(list, wanted)| piece.has_any(list, wanted))
        });
        pieces.map(|piece| piece.file).collect()
    }

    /// Hands over where a term stands in the documents of `wanted` (ascending): document and
    /// position, in order.
    pub(crate) fn positions(
        &self,
        entry: &Entry,
        list: &Postings,
        wanted: &[u32],
        take: &mut dyn FnMut(u32, u32),
    ) {
        let Some(page) = self.page(entry.page) else {
            return;
        };
        for piece in pieces(&page, entry, list.documents.len()) {
            let postings = piece.postings_of(list, wanted);
            if postings.is_empty() {
                continue;
            }
            let Some(bytes) = self.part(piece.file) else {
                continue;
            };
            let documents = &list.documents[piece.postings.clone()];
            let read = piece_bytes(bytes, piece.place).and_then(|bytes| {
                positions::read(
                    bytes,
                    &list.frequencies[piece.postings.clone()],
                    &|posting| self.index.bound(documents[posting]),
                    &postings,
                    &mut |posting, positions| {
                        let document = documents[posting];
                        positions
                            .iter()
                            .for_each(|&position| take(document, position));
                    },
                )
            });
            self.sound(piece.file, read);
        }
    }
}

/// The place of a document in a list, of which `rest` is left to look through.
fn seek(rest: &mut std::slice::Iter<u32>, document: u32, all: usize) -> Option<usize> {
    let left = rest.as_slice();
    let mut reach = 1;
    while left.get(reach - 1).is_some_and(|&other| other < document) {
        reach *= 2;
    }
    let near = &left[..reach.min(left.len())];
    let at = near.partition_point(|&other| other < document);
    *rest = left[at..].iter();
    (left.get(at) == Some(&document)).then_some(all - left.len() + at)
}

impl Vocabulary for Lookup<'_> {
    fn scan(&self, prefix: &str, take: &mut dyn FnMut(&str, usize, u32)) {
        self.terms(prefix, &mut |_, term, shared| {
            take(term.text, shared, term.counts.documents);
        });
    }

    fn is_complete(&self) -> bool {
        Lookup::is_complete(self)
    }
}

fn entry(page: usize, term: Term, weight: f32) -> Entry {
    Entry {
        page,
        place: term.place,
        counts: term.counts,
        text: term.text.to_owned(),
        weight,
    }
}

/// A file of posting lists, read from its beginning on.
struct File<'a> {
    code: RangeReader<'a>,
    chances: Chances,
    /// The next term whose list has not been passed.
    next: u32,
}

impl<'a> File<'a> {
    fn new(start: FileStart, bytes: &'a [u8]) -> Self {
        Self {
            code: RangeReader::new(bytes),
            chances: Chances::default(),
            next: start.term,
        }
    }

    /// The list of the term at a place that has not been passed.
    fn list(&mut self, page: &Page, place: u32, documents: u32) -> Option<Postings> {
        loop {
            let term = page.term(self.next)?;
            self.next += 1;
            if term.counts.documents > 1 {
                let list =
                    Postings::read(term.counts, documents, &mut self.chances, &mut self.code)?;
                if term.place == place {
                    return Some(list);
                }
            }
        }
    }
}

/// A piece of a term's positions.
struct Piece {
    file: PartId,
    /// Its place in the file.
    place: u32,
    /// The postings that it covers.
    postings: std::ops::Range<usize>,
}

impl Piece {
    /// Those of its postings, by their places in it, that are of documents of `wanted` (ascending).
    fn postings_of(&self, list: &Postings, wanted: &[u32]) -> Vec<usize> {
        let documents = &list.documents[self.postings.clone()];
        let mut postings = Vec::new();
        let mut rest = documents.iter();
        for &document in Self::within(documents, wanted) {
            // The wanted are few against the list, or nearly all of it: steps double.
            postings.extend(seek(&mut rest, document, documents.len()));
        }
        postings
    }

    /// Whether it has a posting of a document of `wanted` (ascending).
    fn has_any(&self, list: &Postings, wanted: &[u32]) -> bool {
        let documents = &list.documents[self.postings.clone()];
        let mut rest = documents.iter();
        let mut wanted = Self::within(documents, wanted).iter();
        wanted.any(|&document| seek(&mut rest, document, documents.len()).is_some())
    }

    /// Those of `wanted` between the first and the last of its documents.
    fn within<'w>(documents: &[u32], wanted: &'w [u32]) -> &'w [u32] {
        let (Some(first), Some(last)) = (documents.first(), documents.last()) else {
            return &[];
        };
        let from = wanted.partition_point(|document| document < first);
        let end = wanted.partition_point(|document| document <= last);
        &wanted[from..end]
    }
}

fn pieces(page: &Page, entry: &Entry, postings: usize) -> Vec<Piece> {
    let files = &page.position_files;
    let begins = files.partition_point(|start| (start.term, start.posting) <= (entry.place, 0));
    let first = begins.checked_sub(1);
    let further = files[begins..]
        .iter()
        .take_while(|start| start.term == entry.place);
    let starts: Vec<&FileStart> = first
        .map(|at| &files[at])
        .into_iter()
        .chain(further)
        .collect();
    let piece = |(at, start): (usize, &&FileStart)| {
        let from = if start.term == entry.place {
            start.posting as usize
        } else {
            0
        };
        let end = starts
            .get(at + 1)
            .map_or(postings, |next| next.posting as usize);
        Piece {
            file: start.file,
            place: entry.place - start.term,
            postings: from.min(postings)..end.clamp(from.min(postings), postings),
        }
    };
    starts.iter().enumerate().map(piece).collect()
}

/// The bytes of a piece at this place in a file.
fn piece_bytes(bytes: &[u8], place: u32) -> Option<&[u8]> {
    let mut cursor = Cursor::new(bytes);
    let count = cursor.varint()?;
    let mut before = 0usize;
    let mut length = 0;
    for at in 0..count {
        let here = cursor.varint()? as usize;
        if at < place {
            before = before.checked_add(here)?;
        } else if at == place {
            length = here;
        }
    }
    cursor.take(before)?;
    if place < count {
        cursor.take(length)
    } else {
        None
    }
}
