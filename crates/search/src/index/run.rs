//! Runs: the terms of some consecutive documents in byte order, as an intermediate of building.
//! Runs are written side by side on every core and may be put away in files; [`super::merge`] joins
//! them.
//!
//! Layout: the lengths of two sections (u64 each); the documents' rows (postcard); the terms, each as
//! its letters with their number before them and how many bytes its occurrences take; all occurrences.
//! An occurrence is a LEB128 number: the step from the position before, times eight, plus 4 in the
//! title, 2 in a heading, 1 where a new document begins; the step from the document before follows
//! then.

use std::collections::HashMap;
use std::io::{self, BufReader, Read};
use std::ops::Range;

use corpus::Essay;
use serde::{Deserialize, Serialize};

use super::bytes::{Cursor, push_text, push_varint};
use super::facets::Row;
use super::lengths;
use super::postings::Postings;
use crate::analysis::tokens;
use crate::place::{self, Field, Layout};

/// Positions from here on are not indexed: more than half a million words, which no essay has.
const POSITIONS: u32 = lengths::bound(u8::MAX);

const TITLE: u32 = 4;
const HEADING: u32 = 2;
const NEXT: u32 = 1;

/// What a run knows about a document beside its terms.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Document {
    /// How many positions it has.
    pub(super) length: u32,
    /// What it is filtered by.
    pub(super) row: Row,
}

/// Collects documents into a run.
#[derive(Debug, Default)]
pub struct RunWriter {
    documents: Vec<Document>,
    numbers: HashMap<Box<str>, u32>,
    terms: Vec<Occurrences>,
}

/// The occurrences of a term so far.
#[derive(Debug, Default)]
struct Occurrences {
    /// One more than the last document that has it.
    next_document: u32,
    /// One more than its last position there.
    next_position: u32,
    bytes: Vec<u8>,
}

impl RunWriter {
    /// A run without documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many documents it has.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Adds an essay: title, subtitle and blocks, without pull quotes.
    pub fn add(&mut self, essay: &Essay, row: Row) {
        let document = self.documents.len() as u32;
        let mut layout = Layout::default();
        for (_, field, text) in place::texts(essay) {
            let tokens = tokens(text);
            let first = layout.place(field, &tokens);
            for token in tokens {
                let position = first.saturating_add(token.position);
                let fields = match field {
                    Field::Title if place::is_in_title(position) => TITLE,
                    Field::Heading => HEADING,
                    Field::Title | Field::Body | Field::Note => 0,
                };
                if position < POSITIONS {
                    self.push(token.term, document, position, fields);
                }
            }
        }
        let length = layout.length().min(POSITIONS);
        self.documents.push(Document { length, row });
    }

    fn push(&mut self, term: String, document: u32, position: u32, fields: u32) {
        let count = self.terms.len() as u32;
        let number = match self.numbers.get(term.as_str()) {
            Some(&number) => number,
            None => {
                self.numbers.insert(term.into_boxed_str(), count);
                self.terms.push(Occurrences::default());
                count
            }
        };
        let term = &mut self.terms[number as usize];
        if term.next_document == document + 1 {
            let step = position - term.next_position;
            push_varint(&mut term.bytes, step << 3 | fields);
        } else {
            push_varint(&mut term.bytes, position << 3 | fields | NEXT);
            push_varint(&mut term.bytes, document - term.next_document);
            term.next_document = document + 1;
        }
        term.next_position = position + 1;
    }

    /// The run's bytes.
    pub fn finish(self) -> Result<Vec<u8>, postcard::Error> {
        let mut terms: Vec<(&str, u32)> = self
            .numbers
            .iter()
            .map(|(term, &number)| (&**term, number))
            .collect();
        terms.sort_unstable();
        let documents = postcard::to_allocvec(&self.documents)?;
        let mut directory = Vec::new();
        for (term, number) in &terms {
            push_text(&mut directory, term);
            let bytes = &self.terms[*number as usize].bytes;
            push_varint(&mut directory, bytes.len() as u32);
        }
        let mut out = Vec::new();
        for section in [&documents, &directory] {
            out.extend((section.len() as u64).to_le_bytes());
        }
        out.extend(documents);
        out.extend(directory);
        for (_, number) in terms {
            out.extend_from_slice(&self.terms[number as usize].bytes);
        }
        Ok(out)
    }
}

/// Bytes that are read at any place, by several threads at once: a file, or what is in memory.
pub trait ReadAt: Sync {
    /// Fills `into` with the bytes from `at` on; fails where there are fewer.
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<()>;
}

impl ReadAt for Vec<u8> {
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let rest = usize::try_from(at).ok().and_then(|at| self.get(at..));
        let bytes = rest.and_then(|rest| rest.get(..into.len()));
        into.copy_from_slice(bytes.ok_or_else(damaged)?);
        Ok(())
    }
}

/// A run, wherever it was put.
pub(super) struct Run<'a> {
    source: &'a dyn ReadAt,
    terms: Range<u64>,
}

/// A place in a run: before a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the terms before it.
    terms: u64,
    /// Bytes of their occurrences.
    occurrences: u64,
}

impl<'a> Run<'a> {
    /// Opens a run; its documents come with it.
    pub(super) fn open(source: &'a dyn ReadAt) -> io::Result<(Self, Vec<Document>)> {
        let mut lengths = [0; 16];
        source.read_at(0, &mut lengths)?;
        let (documents, terms) = lengths.split_at(8);
        let length = |bytes: &[u8]| {
            bytes
                .iter()
                .rev()
                .fold(0, |sum, &byte| sum << 8 | u64::from(byte))
        };
        let (documents, terms) = (length(documents), length(terms));
        let begin = 16u64.checked_add(documents).ok_or_else(damaged)?;
        let end = begin.checked_add(terms).ok_or_else(damaged)?;
        let bytes = piece(source, 16..begin)?;
        let documents = postcard::from_bytes(&bytes).map_err(|_| damaged())?;
        let run = Self {
            source,
            terms: begin..end,
        };
        Ok((run, documents))
    }

    /// All terms, read bit by bit.
    pub(super) fn terms(&self) -> Terms<impl Read + use<'a>> {
        Terms::new(BufReader::with_capacity(
            1 << 16,
            Section {
                source: self.source,
                rest: self.terms.clone(),
            },
        ))
    }

    /// The bytes of the terms between two places, and those of their occurrences.
    pub(super) fn between(&self, from: Mark, to: Mark) -> io::Result<(Vec<u8>, Vec<u8>)> {
        let range = |begin: u64, from: u64, to: u64| begin + from..begin + to;
        let terms = range(self.terms.start, from.terms, to.terms);
        let occurrences = range(self.terms.end, from.occurrences, to.occurrences);
        Ok((piece(self.source, terms)?, piece(self.source, occurrences)?))
    }
}

/// A range of a source, read from its beginning to its end.
struct Section<'a> {
    source: &'a dyn ReadAt,
    rest: Range<u64>,
}

impl Read for Section<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.rest.end - self.rest.start;
        let length = left.min(into.len() as u64);
        let into = &mut into[..length as usize];
        self.source.read_at(self.rest.start, into)?;
        self.rest.start += length;
        Ok(into.len())
    }
}

/// Goes through terms.
pub(super) struct Terms<R> {
    source: R,
    /// Where it is: before the next term.
    pub(super) mark: Mark,
}

impl<R: Read> Terms<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            mark: Mark::default(),
        }
    }

    /// The next term, and how many bytes its occurrences take.
    pub(super) fn next(&mut self) -> io::Result<Option<(String, u32)>> {
        let Some(length) = self.varint()? else {
            return Ok(None);
        };
        let mut term = vec![0; length as usize];
        self.source.read_exact(&mut term)?;
        self.mark.terms += u64::from(length);
        let term = String::from_utf8(term).map_err(|_| damaged())?;
        let occurrences = self.varint()?.ok_or_else(damaged)?;
        self.mark.occurrences += u64::from(occurrences);
        Ok(Some((term, occurrences)))
    }

    /// A LEB128 number, or none at the end.
    fn varint(&mut self) -> io::Result<Option<u32>> {
        let (mut number, mut byte) = (0u32, [0]);
        for shift in (0..32).step_by(7) {
            if self.source.read(&mut byte)? == 0 {
                return if shift == 0 { Ok(None) } else { Err(damaged()) };
            }
            self.mark.terms += 1;
            number |= u32::from(byte[0] & 0x7f) << shift;
            if byte[0] < 0x80 {
                return Ok(Some(number));
            }
        }
        Err(damaged())
    }
}

/// Appends a term's postings and positions, the run's documents being numbered from `first` on.
pub(super) fn append(
    occurrences: &[u8],
    first: u32,
    list: &mut Postings,
    positions: &mut Vec<u32>,
) -> Option<()> {
    let mut cursor = Cursor::new(occurrences);
    let (mut document, mut position) = (0, 0);
    while !cursor.is_at_end() {
        let code = cursor.varint()?;
        if code & NEXT == 0 {
            position += code >> 3;
        } else {
            document += cursor.varint()?;
            position = code >> 3;
            list.documents.push(first + document);
            list.frequencies.push(0);
            document += 1;
        }
        let place = (list.documents.len() as u32).checked_sub(1)?;
        list.frequencies[place as usize] += 1;
        for (field, places) in [(TITLE, &mut list.titles), (HEADING, &mut list.headings)] {
            if code & field != 0 && places.last() != Some(&place) {
                places.push(place);
            }
        }
        positions.push(position);
        position += 1;
    }
    Some(())
}

pub(super) fn damaged() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "a run of the index was damaged while building",
    )
}

fn piece(source: &dyn ReadAt, range: Range<u64>) -> io::Result<Vec<u8>> {
    let length = range.end.checked_sub(range.start).ok_or_else(damaged)?;
    let mut bytes = vec![0; usize::try_from(length).map_err(|_| damaged())?];
    source.read_at(range.start, &mut bytes)?;
    Ok(bytes)
}
