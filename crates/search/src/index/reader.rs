//! Reading an index in place. Bytes that pass the checksum and are wrong all the same (a bug, or
//! malice) make terms go missing; they never panic and never ask for much memory.

use std::ops::Range;

use corpus::envelope;

use super::bytes::Cursor;
use super::{DIRECTORY, ESSAY, HEAD, IndexError, MAGIC, PAGE, VERSION};
use crate::evaluate::{Occurrence, Source};
use crate::place::Field;

/// A search index.
#[derive(Clone, Debug)]
pub struct Index {
    payload: Vec<u8>,
    essays: u32,
    totals: [u64; Field::COUNT],
    sections: Sections,
}

/// Where the sections lie in the payload.
#[derive(Clone, Debug)]
struct Sections {
    essays: Range<usize>,
    directory: Range<usize>,
    lengths: Range<usize>,
    dictionary: Range<usize>,
    postings: Range<usize>,
}

impl Index {
    /// Opens an index file as [`super::IndexWriter::finish`] made it.
    pub fn open(mut bytes: Vec<u8>) -> Result<Self, IndexError> {
        let length = envelope::open(MAGIC, VERSION, &bytes)?.len();
        bytes.drain(..bytes.len() - length);
        Self::of_payload(bytes).ok_or(IndexError::Damaged)
    }

    /// The index in a payload whose sections fill it exactly.
    fn of_payload(payload: Vec<u8>) -> Option<Self> {
        let mut head = Cursor::new(&payload);
        let (essays, terms) = (head.u32()?, head.u32()? as usize);
        let mut totals = [0; Field::COUNT];
        for total in &mut totals {
            *total = head.u64()?;
        }
        let mut at = HEAD;
        let mut section = |rows: usize, size: usize| {
            let start = at;
            at = start.checked_add(rows.checked_mul(size)?)?;
            Some(start..at)
        };
        let sections = Sections {
            essays: section(essays as usize, ESSAY)?,
            directory: section(terms.div_ceil(PAGE), DIRECTORY)?,
            lengths: section(head.u32()? as usize, 1)?,
            dictionary: section(head.u32()? as usize, 1)?,
            postings: section(head.u32()? as usize, 1)?,
        };
        (sections.postings.end == payload.len()).then_some(Self {
            payload,
            essays,
            totals,
            sections,
        })
    }

    /// How many essays it covers.
    pub fn essays(&self) -> u32 {
        self.essays
    }

    /// The mean number of words of a field, at least one.
    pub(crate) fn mean_length(&self, field: Field) -> f32 {
        (self.totals[field as usize] as f32 / self.essays.max(1) as f32).max(1.0)
    }

    /// The words of each field of an essay.
    pub(crate) fn lengths(&self, essay: u32) -> [u32; Field::COUNT] {
        let mut row = self.essay_row(essay);
        std::array::from_fn(|_| row.u32().unwrap_or_default())
    }

    /// The words of each place of an essay, in order.
    pub(crate) fn place_lengths(&self, essay: u32) -> impl Iterator<Item = u32> {
        let mut row = self.essay_row(essay);
        row.take(ESSAY - 4);
        let start = row.u32().unwrap_or(u32::MAX) as usize;
        let lengths = &self.payload[self.sections.lengths.clone()];
        let mut lengths = Cursor::new(lengths.get(start..).unwrap_or_default());
        std::iter::from_fn(move || lengths.varint())
    }

    fn essay_row(&self, essay: u32) -> Cursor<'_> {
        let rows = &self.payload[self.sections.essays.clone()];
        Cursor::new(rows.get(essay as usize * ESSAY..).unwrap_or_default())
    }

    /// The terms from the last page on that begins with a term not above `term`.
    fn terms_from(&self, term: &str) -> Terms<'_> {
        let (mut low, mut high) = (0, self.sections.directory.len() / DIRECTORY);
        while low < high {
            let middle = usize::midpoint(low, high);
            let mut page = self.page(middle).unwrap_or_default();
            if page.advance().is_some() && page.term.as_slice() <= term.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.page(low.saturating_sub(1)).unwrap_or_default()
    }

    /// The terms from the start of a page on.
    fn page(&self, page: usize) -> Option<Terms<'_>> {
        let mut row = Cursor::new(&self.payload[self.sections.directory.clone()]);
        row.take(page.checked_mul(DIRECTORY)?)?;
        let (dictionary, postings) = (row.u32()? as usize, row.u32()? as usize);
        Some(Terms {
            dictionary: Cursor::new(
                self.payload[self.sections.dictionary.clone()].get(dictionary..)?,
            ),
            postings: Cursor::new(self.payload[self.sections.postings.clone()].get(postings..)?),
            term: Vec::new(),
        })
    }

    /// Appends the occurrences in a posting list.
    fn decode(&self, mut list: Cursor, exact: bool, out: &mut Vec<Occurrence>) -> Option<()> {
        let mut next_essay: u32 = 0;
        while !list.is_at_end() {
            let essay = next_essay.checked_add(list.varint()?)?;
            next_essay = essay.checked_add(1)?;
            if essay >= self.essays {
                return None;
            }
            let mut next_place: u32 = 0;
            for _ in 0..list.varint()? {
                let step = list.varint()?;
                let (place, field) = (next_place.checked_add(step >> 2)?, Field::from_bits(step));
                next_place = place.checked_add(1)?;
                let mut next: u32 = 0;
                for _ in 0..list.varint()? {
                    let position = next.checked_add(list.varint()?)?;
                    next = position.checked_add(1)?;
                    out.push(Occurrence {
                        essay,
                        place,
                        field,
                        position,
                        exact,
                    });
                }
            }
        }
        Some(())
    }
}

/// Walks the dictionary, and the postings beside it.
#[derive(Default)]
struct Terms<'a> {
    dictionary: Cursor<'a>,
    postings: Cursor<'a>,
    term: Vec<u8>,
}

impl<'a> Terms<'a> {
    /// Goes to the next term; its posting list.
    fn advance(&mut self) -> Option<Cursor<'a>> {
        let shared = self.dictionary.varint()? as usize;
        let rest = self.dictionary.varint()? as usize;
        self.term.truncate(shared);
        self.term.extend_from_slice(self.dictionary.take(rest)?);
        let length = self.dictionary.varint()? as usize;
        self.postings.take(length).map(Cursor::new)
    }
}

impl Source for Index {
    fn essays(&self) -> u32 {
        self.essays
    }

    fn term(&self, term: &str, exact: bool, out: &mut Vec<Occurrence>) {
        let mut terms = self.terms_from(term);
        while let Some(list) = terms.advance() {
            if terms.term.as_slice() >= term.as_bytes() {
                if terms.term == term.as_bytes() {
                    // A list that ends early keeps what it had.
                    let _ = self.decode(list, exact, out);
                }
                break;
            }
        }
    }

    fn prefix(&self, prefix: &str, out: &mut Vec<Occurrence>) {
        let mut terms = self.terms_from(prefix);
        while let Some(list) = terms.advance() {
            if terms.term.starts_with(prefix.as_bytes()) {
                let _ = self.decode(list, terms.term.len() == prefix.len(), out);
            } else if terms.term.as_slice() > prefix.as_bytes() {
                break;
            }
        }
    }
}
