//! Writing an index: essays in, bytes out.

use std::collections::{BTreeMap, HashMap};

use corpus::{Essay, envelope};

use super::bytes::push_varint;
use super::{MAGIC, PAGE, VERSION};
use crate::analysis::tokens;
use crate::place::{self, Field};

/// Collects essays into an index.
#[derive(Debug, Default)]
pub struct IndexWriter {
    essays: Vec<[u32; Field::COUNT]>,
    /// Where each essay's place lengths begin.
    starts: Vec<u32>,
    lengths: Vec<u8>,
    terms: HashMap<String, Postings>,
}

/// The posting list of one term so far.
#[derive(Debug, Default)]
struct Postings {
    /// The first essay that cannot be in the list yet.
    next: u32,
    bytes: Vec<u8>,
}

/// The positions of one term in one place.
struct Positions {
    place: u32,
    field: Field,
    positions: Vec<u32>,
}

impl IndexWriter {
    /// An index without essays.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an essay: title, subtitle and blocks; pull quotes are left out. Hits name essays by
    /// the order in which they were added.
    pub fn add(&mut self, essay: &Essay) {
        let number = count(self.essays.len());
        self.starts.push(count(self.lengths.len()));
        let mut fields = [0; Field::COUNT];
        let mut terms: BTreeMap<String, Vec<Positions>> = BTreeMap::new();
        let mut next_place = place::TITLE;
        for (place, field, text) in place::texts(essay) {
            let tokens = tokens(text);
            let length = count(tokens.len());
            fields[field as usize] += length;
            (next_place..place).for_each(|_| push_varint(&mut self.lengths, 0));
            push_varint(&mut self.lengths, length);
            next_place = place + 1;
            for token in tokens {
                let places = terms.entry(token.term).or_default();
                match places.last_mut().filter(|last| last.place == place) {
                    Some(last) => last.positions.push(token.position),
                    None => places.push(Positions {
                        place,
                        field,
                        positions: vec![token.position],
                    }),
                }
            }
        }
        self.essays.push(fields);
        for (term, places) in terms {
            self.terms.entry(term).or_default().push(number, &places);
        }
    }

    /// The finished index as a file.
    pub fn finish(self) -> Vec<u8> {
        let mut terms: Vec<_> = self.terms.into_iter().collect();
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (mut directory, mut dictionary, mut postings) = (Vec::new(), Vec::new(), Vec::new());
        let mut previous = "";
        for (at, (term, list)) in terms.iter().enumerate() {
            if at % PAGE == 0 {
                push_u32(&mut directory, dictionary.len());
                push_u32(&mut directory, postings.len());
                previous = "";
            }
            push_term(&mut dictionary, previous, term);
            push_varint(&mut dictionary, count(list.bytes.len()));
            postings.extend_from_slice(&list.bytes);
            previous = term;
        }
        let mut payload = Vec::new();
        push_u32(&mut payload, self.essays.len());
        push_u32(&mut payload, terms.len());
        for field in 0..Field::COUNT {
            let total: u64 = self
                .essays
                .iter()
                .map(|fields| u64::from(fields[field]))
                .sum();
            payload.extend_from_slice(&total.to_le_bytes());
        }
        for section in [&self.lengths, &dictionary, &postings] {
            push_u32(&mut payload, section.len());
        }
        for (fields, start) in self.essays.iter().zip(&self.starts) {
            let row = fields.iter().chain(std::iter::once(start));
            payload.extend(row.flat_map(|number| number.to_le_bytes()));
        }
        for section in [directory, self.lengths, dictionary, postings] {
            payload.extend_from_slice(&section);
        }
        envelope::seal(MAGIC, VERSION, &payload)
    }
}

impl Postings {
    fn push(&mut self, essay: u32, places: &[Positions]) {
        push_varint(&mut self.bytes, essay - self.next);
        self.next = essay + 1;
        push_varint(&mut self.bytes, count(places.len()));
        let mut next_place = 0;
        for Positions {
            place,
            field,
            positions,
        } in places
        {
            push_varint(&mut self.bytes, (place - next_place) << 2 | *field as u32);
            next_place = place + 1;
            push_varint(&mut self.bytes, count(positions.len()));
            let mut next = 0;
            for position in positions {
                push_varint(&mut self.bytes, position - next);
                next = position + 1;
            }
        }
    }
}

fn push_term(out: &mut Vec<u8>, previous: &str, term: &str) {
    let shared = previous
        .bytes()
        .zip(term.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    push_varint(out, count(shared));
    push_varint(out, count(term.len() - shared));
    out.extend_from_slice(&term.as_bytes()[shared..]);
}

fn push_u32(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(&count(number).to_le_bytes());
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
