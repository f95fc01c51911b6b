//! Runs: the terms of some consecutive documents in byte order, as an intermediate of building.
//! Runs are written side by side on every core and may be put away in files; [`super::merge`] joins
//! them.
//!
//! Layout: the documents' rows (postcard, with their length before them); then per term its letters
//! and its occurrences, both with their lengths before them. An occurrence is a LEB128 number: the
//! step from the position before, times eight, plus 4 in the title, 2 in a heading, 1 where a new
//! document begins; the step from the document before follows then.

use std::collections::HashMap;
use std::io::{self, BufReader, Read};

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
        let mut out = (documents.len() as u64).to_le_bytes().to_vec();
        out.extend(documents);
        for (term, number) in terms {
            push_text(&mut out, term);
            let bytes = &self.terms[number as usize].bytes;
            push_varint(&mut out, bytes.len() as u32);
            out.extend_from_slice(bytes);
        }
        Ok(out)
    }
}

/// Reads a run from wherever it was put.
pub(super) struct RunReader<'a> {
    source: BufReader<Box<dyn Read + 'a>>,
    pub(super) documents: Vec<Document>,
    /// The present term; none at the end.
    pub(super) term: Option<String>,
    occurrences: Vec<u8>,
}

impl<'a> RunReader<'a> {
    /// Opens a run and goes to its first term.
    pub(super) fn open(source: Box<dyn Read + 'a>) -> io::Result<Self> {
        let mut source = BufReader::with_capacity(1 << 16, source);
        let mut length = [0; 8];
        source.read_exact(&mut length)?;
        let documents = take(&mut source, u64::from_le_bytes(length))?;
        let documents = postcard::from_bytes(&documents).map_err(|_| damaged())?;
        let mut run = Self {
            source,
            documents,
            term: None,
            occurrences: Vec::new(),
        };
        run.advance()?;
        Ok(run)
    }

    /// Goes to the next term.
    pub(super) fn advance(&mut self) -> io::Result<()> {
        self.term = None;
        let Some(length) = varint(&mut self.source)? else {
            return Ok(());
        };
        let term = take(&mut self.source, u64::from(length))?;
        self.term = Some(String::from_utf8(term).map_err(|_| damaged())?);
        let length = varint(&mut self.source)?.ok_or_else(damaged)?;
        self.occurrences = take(&mut self.source, u64::from(length))?;
        Ok(())
    }

    /// Appends the present term's postings and positions, the run's documents being numbered from
    /// `first` on.
    pub(super) fn append(
        &self,
        first: u32,
        list: &mut Postings,
        positions: &mut Vec<u32>,
    ) -> Option<()> {
        let mut cursor = Cursor::new(&self.occurrences);
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
}

pub(super) fn damaged() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "a run of the index was damaged while building",
    )
}

fn take(source: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(damaged())
    }
}

/// A LEB128 number, or none at the end.
fn varint(source: &mut impl Read) -> io::Result<Option<u32>> {
    let (mut number, mut byte) = (0u32, [0]);
    for shift in (0..32).step_by(7) {
        if source.read(&mut byte)? == 0 {
            return if shift == 0 { Ok(None) } else { Err(damaged()) };
        }
        number |= u32::from(byte[0] & 0x7f) << shift;
        if byte[0] < 0x80 {
            return Ok(Some(number));
        }
    }
    Err(damaged())
}
