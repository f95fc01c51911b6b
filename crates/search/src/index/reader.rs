//! An index, as far as its parts are at hand.

use std::cell::OnceCell;
use std::rc::Rc;

use corpus::{envelope, order};

use super::ahead::Ahead;
use super::bytes::{Cursor, push_varint};
use super::facets::Facets;
use super::head::Head;
use super::memory::Memory;
use super::names::Names;
use super::part::{PartError, PartId, Parts};
use super::{IndexError, lengths};
use crate::fold::han;
use crate::query::{Phrase, Word};
use crate::resolve::Settled;
use crate::retrieve::Counted;
use crate::stem::{Stemmers, Stemming};

const WHOLE: [u8; 8] = *b"LECTINDX";

/// Why there is no answer yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unready {
    /// These parts are needed first.
    #[error("{} parts of the search index are needed first", .0.len())]
    Missing(Vec<PartId>),
    /// A part that is whole makes no sense.
    #[error("the part {0} of the search index is damaged: build the site anew")]
    Damaged(PartId),
}

/// How many parts are named at a time as worth fetching: what is, changes with what is asked.
const AHEAD: usize = 32;

/// A search index.
#[derive(Clone, Debug)]
pub struct Index {
    pub(super) head: Head,
    pub(super) parts: Parts,
    pub(super) memory: Memory,
    /// For each byte of length, that length over the mean document's.
    relative_lengths: [f32; 256],
    facets: OnceCell<Facets>,
    stemmers: Stemmers,
}

impl Index {
    /// An index of which only the head is at hand.
    pub fn open(head: &[u8]) -> Result<Self, IndexError> {
        Self::open_with(head, Stemming::ALL)
    }

    /// An index in one file, as [`whole`] makes it.
    pub fn open_whole(bytes: &[u8]) -> Result<Self, IndexError> {
        Self::open_whole_with(bytes, Stemming::ALL)
    }

    /// [`Self::open`] with these stemmers only: words of other languages find themselves and nothing else.
    pub fn open_with(head: &[u8], stemming: Stemming) -> Result<Self, IndexError> {
        let head = Head::from_bytes(head)?;
        let words = head
            .lengths
            .iter()
            .map(|&byte| u64::from(lengths::words(byte)));
        let total: u64 = words.sum();
        let mean = (total as f32 / head.lengths.len().max(1) as f32).max(1.0);
        Ok(Self {
            stemmers: stemming.of(head.languages.iter().map(String::as_str)),
            head,
            parts: Parts::default(),
            memory: Memory::default(),
            relative_lengths: std::array::from_fn(|byte| lengths::words(byte as u8) as f32 / mean),
            facets: OnceCell::new(),
        })
    }

    /// [`Self::open_whole`] with these stemmers only.
    pub fn open_whole_with(bytes: &[u8], stemming: Stemming) -> Result<Self, IndexError> {
        let mut cursor = Cursor::new(envelope::open(WHOLE, super::VERSION, bytes)?);
        let head = section(&mut cursor).ok_or(IndexError::Damaged)?;
        let mut index = Self::open_with(head, stemming)?;
        let mut parts = Vec::new();
        while !cursor.is_at_end() {
            let part = section(&mut cursor).ok_or(IndexError::Damaged)?;
            parts.push((PartId::of(part), Box::from(part)));
        }
        index.parts.extend(parts.into_iter());
        Ok(index)
    }

    /// Takes in a part that was missing; one that is damaged, cut off or another is refused.
    pub fn insert(&mut self, id: PartId, bytes: Vec<u8>) -> Result<(), PartError> {
        self.parts.insert(id, bytes)
    }

    /// Gives up parts that were not made use of for a while, where many are at hand; to be called
    /// between queries. Those of an index in one file stay.
    pub fn forget(&mut self) {
        self.parts.forget();
    }

    /// Takes anything for a part: what a broken builder might have made.
    #[cfg(any(test, feature = "fuzz"))]
    pub(crate) fn insert_unchecked(&mut self, id: PartId, bytes: Vec<u8>) {
        self.parts.extend(std::iter::once((id, bytes.into())));
    }

    /// Some parts that are not at hand and worth fetching when nothing else is to do, the most useful
    /// first; to be asked again when they have come. That is how Han is folded, for many texts that are
    /// shown have it; the dictionary, for typing and misspelt words make use of all of it; posting
    /// lists of the commonest words, which are all of a small index; and positions of some of these,
    /// once phrases were asked for.
    pub fn missing_ahead(&self) -> Vec<PartId> {
        let mut missing: Vec<PartId> = self.head.folding.into_iter().collect();
        missing.extend(self.head.pages.iter().map(|start| start.page));
        missing.push(self.head.ahead);
        if let Some(ahead) = self.parts.get(self.head.ahead).and_then(Ahead::read) {
            missing.extend(ahead.files(self.memory.expects_phrases()));
        }
        missing.retain(|&id| self.parts.get(id).is_none());
        missing.truncate(AHEAD);
        missing
    }

    /// The parts with documents' names that are not at hand.
    pub fn missing_names(&self) -> Vec<PartId> {
        let names = self.head.names.iter().copied();
        names.filter(|&id| self.parts.get(id).is_none()).collect()
    }

    /// How many documents it covers.
    pub fn documents(&self) -> u32 {
        self.head.lengths.len() as u32
    }

    /// The tags of the languages of its documents.
    pub fn languages(&self) -> &[String] {
        &self.head.languages
    }

    /// The stemmers of these languages.
    pub(crate) fn stemmers(&self) -> &Stemmers {
        &self.stemmers
    }

    /// The names of documents, as far as the parts with them are at hand.
    pub fn names(&self, documents: &[u32]) -> Result<Vec<String>, Unready> {
        let to_a_part = self.head.names_to_a_part;
        let part = |document: u32| {
            self.head
                .names
                .get((document / to_a_part) as usize)
                .copied()
        };
        let mut missing: Vec<PartId> = documents
            .iter()
            .filter_map(|&document| part(document))
            .filter(|&id| self.parts.get(id).is_none())
            .collect();
        if !missing.is_empty() {
            order::sort(&mut missing);
            missing.dedup();
            return Err(Unready::Missing(missing));
        }
        let name = |&document: &u32| {
            let names = self.names_at((document / to_a_part) as usize)?;
            names
                .get((document % to_a_part) as usize)
                .map(str::to_owned)
        };
        let names: Option<Vec<String>> = documents.iter().map(name).collect();
        names.ok_or_else(|| Unready::Damaged(self.head.names.first().copied().unwrap_or_default()))
    }

    /// The names in the part at this place, if it is at hand and whole.
    fn names_at(&self, at: usize) -> Option<Rc<Names>> {
        if let Some(known) = self.memory.names(at) {
            return Some(known);
        }
        let bytes = self.parts.get(*self.head.names.get(at)?)?;
        let names = Rc::new(Names::read(bytes)?);
        self.memory.keep_names(at, &names);
        Some(names)
    }

    /// What a word stands for, if that was settled before.
    pub(crate) fn settled(&self, word: &Word) -> Option<Rc<Settled>> {
        self.memory.settled(word)
    }

    /// Remembers what a word stands for.
    pub(crate) fn keep_settled(&self, word: &Word, settled: &Rc<Settled>) {
        self.memory.keep_settled(word, settled);
    }

    /// The documents with a phrase, if they were found before.
    pub(crate) fn counted(&self, phrase: &Phrase) -> Option<Rc<Counted>> {
        self.memory.counted(phrase)
    }

    /// Remembers the documents with a phrase, which so many steps were needed to find.
    pub(crate) fn keep_counted(&self, phrase: &Phrase, counted: &Rc<Counted>, steps: usize) {
        self.memory.keep_counted(phrase, counted, steps);
    }

    /// What documents are filtered by.
    pub(crate) fn facets(&self) -> Result<&Facets, Unready> {
        if let Some(facets) = self.facets.get() {
            return Ok(facets);
        }
        let id = self.head.facets;
        let bytes = self
            .parts
            .get(id)
            .ok_or_else(|| Unready::Missing(vec![id]))?;
        let facets = Facets::read(bytes, self.documents()).ok_or(Unready::Damaged(id))?;
        Ok(self.facets.get_or_init(|| facets))
    }

    /// Sees to it that a query or a text can be read: Han characters are folded by a part of the index.
    /// Nothing else needs it: a word without such characters is none with them, however they fold.
    pub fn prepare(&self, text: &str) -> Result<(), Unready> {
        let Some(id) = self.head.folding.filter(|_| han::concerns(text)) else {
            return Ok(());
        };
        match self.parts.get(id) {
            None => Err(Unready::Missing(vec![id])),
            Some(table) if han::learn(table) => Ok(()),
            Some(_) => Err(Unready::Damaged(id)),
        }
    }

    /// What positions in a document are below: about its length.
    pub(crate) fn bound(&self, document: u32) -> u32 {
        let byte = self.head.lengths.get(document as usize);
        byte.map_or(0, |&byte| lengths::bound(byte))
    }

    /// The length of a document's body over that of the mean document's.
    pub(crate) fn relative_length(&self, document: u32) -> f32 {
        let byte = self.head.lengths.get(document as usize);
        byte.map_or(0.0, |&byte| self.relative_lengths[usize::from(byte)])
    }
}

/// An index as one file: its head and all its parts.
pub fn whole(head: &[u8], parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    for section in std::iter::once(head).chain(parts.iter().map(Vec::as_slice)) {
        push_varint(&mut out, section.len() as u32);
        out.extend_from_slice(section);
    }
    envelope::seal(WHOLE, super::VERSION, &out)
}

fn section<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
    let length = cursor.varint()? as usize;
    cursor.take(length)
}
