//! Pages of the term dictionary: terms in byte order with the lengths of their posting lists, and
//! the files in which these lists and the positions lie.
//!
//! By columns, which compress better than rows: number of terms; the files; per term the letters
//! shared with the one before and those that follow; documents, titles and headings; of each term
//! that stands in a single document, that document (bits) and how often; the letters. Numbers are
//! LEB128 where nothing else is said.

use super::ahead::CommonTerm;
use super::bits::{BitReader, BitWriter};
use super::bytes::{Cursor, push_varint};
use super::part::PartId;
use super::postings::{Counts, Postings};

/// Terms to a page: as many as fill about 6 KB when compressed.
pub(super) const TERMS: usize = 1024;

/// A file that begins with the list of a certain term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileStart {
    /// The term's place in the page.
    pub(super) term: u32,
    /// The posting of that term that the file begins with: a long list of positions is cut.
    pub(super) posting: u32,
    /// The file.
    pub(super) file: PartId,
}

/// A term of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term<'a> {
    /// Its place in the page.
    pub(super) place: u32,
    /// The term.
    pub(super) text: &'a str,
    /// How many bytes it shares with the term before.
    pub(super) shared: usize,
    /// The lengths of its list.
    pub(super) counts: Counts,
}

/// A page, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// All terms, one behind the other.
    text: String,
    rows: Vec<Row>,
    pub(super) posting_files: Vec<FileStart>,
    pub(super) position_files: Vec<FileStart>,
}

#[derive(Clone, Debug, Default)]
struct Row {
    start: u32,
    shared: u32,
    counts: Counts,
    /// Document and frequency of a term that stands in one document only.
    single: (u32, u32),
}

impl Page {
    /// Reads a page of an index of `documents`; `None` where it makes no sense.
    pub(super) fn read(bytes: &[u8], documents: u32) -> Option<Self> {
        let mut cursor = Cursor::new(bytes);
        let terms = cursor.varint()? as usize;
        if terms > TERMS {
            return None;
        }
        let mut page = Self {
            posting_files: files(&mut cursor)?,
            position_files: files(&mut cursor)?,
            rows: (0..terms).map(|_| Row::default()).collect(),
            ..Self::default()
        };
        let shared = cursor.column(terms)?;
        let rest = cursor.column(terms)?;
        page.counts(&mut cursor, documents)?;
        page.singles(&mut cursor, documents)?;
        page.letters(cursor.rest(), &shared, &rest)?;
        Some(page)
    }

    fn counts(&mut self, cursor: &mut Cursor, documents: u32) -> Option<()> {
        for row in &mut self.rows {
            row.counts.documents = cursor.varint().filter(|&count| count <= documents)?;
        }
        for row in &mut self.rows {
            row.counts.titles = cursor.varint()?;
        }
        for row in &mut self.rows {
            row.counts.headings = cursor.varint()?;
        }
        Some(())
    }

    fn singles(&mut self, cursor: &mut Cursor, documents: u32) -> Option<()> {
        let width = width(documents);
        let count = self
            .rows
            .iter()
            .filter(|row| row.counts.documents == 1)
            .count();
        let bytes = cursor.take((count * width as usize).div_ceil(8))?;
        let mut bits = BitReader::new(bytes);
        for row in self.rows.iter_mut().filter(|row| row.counts.documents == 1) {
            let document = bits.read(width);
            row.single = (document, cursor.varint()?.saturating_add(1));
            if document >= documents {
                return None;
            }
        }
        Some(())
    }

    fn letters(&mut self, letters: &[u8], shared: &[u32], rest: &[u32]) -> Option<()> {
        let mut letters = Cursor::new(letters);
        let mut text = Vec::new();
        let mut previous = 0usize;
        for ((row, &shared), &rest) in self.rows.iter_mut().zip(shared).zip(rest) {
            let start = text.len();
            let kept = previous..previous.checked_add(shared as usize)?;
            if kept.end > start {
                return None;
            }
            text.extend_from_within(kept);
            text.extend_from_slice(letters.take(rest as usize)?);
            (row.start, row.shared) = (start as u32, shared);
            previous = start;
        }
        self.text = String::from_utf8(text).ok()?;
        Some(())
    }

    /// About how many numbers are kept.
    pub(super) fn size(&self) -> usize {
        self.text.len() / 4 + 7 * self.rows.len()
    }

    /// How many terms it has.
    pub(super) fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The term at a place.
    pub(super) fn term(&self, place: u32) -> Option<Term<'_>> {
        let row = self.rows.get(place as usize)?;
        let end = self.rows.get(place as usize + 1);
        let end = end.map_or(self.text.len(), |next| next.start as usize);
        Some(Term {
            place,
            text: self.text.get(row.start as usize..end)?,
            shared: row.shared as usize,
            counts: row.counts,
        })
    }

    /// The place of the first term that is not before `text`.
    pub(super) fn first_from(&self, text: &str) -> u32 {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = u32::midpoint(low, high);
            if self.term(middle).is_some_and(|term| term.text < text) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The posting list of a term that stands in a single document.
    pub(super) fn single(&self, place: u32) -> Option<Postings> {
        let row = self.rows.get(place as usize)?;
        (row.counts.documents == 1).then(|| Postings {
            documents: vec![row.single.0],
            frequencies: vec![row.single.1],
            titles: (0..row.counts.titles.min(1)).collect(),
            headings: (0..row.counts.headings.min(1)).collect(),
        })
    }
}

fn files(cursor: &mut Cursor) -> Option<Vec<FileStart>> {
    let count = cursor.varint()?;
    let mut files = Vec::new();
    for _ in 0..count {
        files.push(FileStart {
            term: cursor.varint()?,
            posting: cursor.varint()?,
            file: PartId(cursor.u64()?),
        });
    }
    Some(files)
}

/// The bits of a document's number.
fn width(documents: u32) -> u32 {
    32 - documents.saturating_sub(1).leading_zeros()
}

/// A page that is being written.
#[derive(Debug, Default)]
pub(super) struct PageWriter {
    /// The first term, by which the page is found.
    pub(super) first: String,
    last: String,
    counts: Vec<Counts>,
    shared: Vec<u8>,
    rest: Vec<u8>,
    letters: Vec<u8>,
    singles: BitWriter,
    single_frequencies: Vec<u8>,
    pub(super) posting_files: Vec<FileStart>,
    pub(super) position_files: Vec<FileStart>,
}

impl PageWriter {
    /// How many terms it has.
    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    /// Adds the next term; a list of one document is kept in the page itself.
    pub(super) fn push(&mut self, term: &str, list: &Postings, documents: u32) {
        if self.counts.is_empty() {
            term.clone_into(&mut self.first);
        }
        let shared = shared_bytes(&self.last, term);
        push_varint(&mut self.shared, shared as u32);
        push_varint(&mut self.rest, (term.len() - shared) as u32);
        self.letters.extend_from_slice(&term.as_bytes()[shared..]);
        if let ([document], [frequency]) = (&list.documents[..], &list.frequencies[..]) {
            self.singles.push(*document, width(documents));
            push_varint(&mut self.single_frequencies, frequency - 1);
        }
        self.counts.push(list.counts());
        term.clone_into(&mut self.last);
    }

    /// The terms whose positions fill several files.
    pub(super) fn common_terms(&self) -> Vec<CommonTerm> {
        let of_terms = self.position_files.chunk_by(|a, b| a.term == b.term);
        let long = of_terms.filter(|starts| starts.len() > 1);
        long.map(|starts| CommonTerm {
            documents: self.counts[starts[0].term as usize].documents,
            files: starts.iter().map(|start| start.file).collect(),
        })
        .collect()
    }

    /// The page's bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut out = Vec::new();
        push_varint(&mut out, self.counts.len() as u32);
        for files in [&self.posting_files, &self.position_files] {
            push_varint(&mut out, files.len() as u32);
            for start in files {
                push_varint(&mut out, start.term);
                push_varint(&mut out, start.posting);
                out.extend_from_slice(&start.file.0.to_le_bytes());
            }
        }
        out.extend_from_slice(&self.shared);
        out.extend_from_slice(&self.rest);
        let columns: [fn(&Counts) -> u32; 3] = [
            |counts| counts.documents,
            |counts| counts.titles,
            |counts| counts.headings,
        ];
        for column in columns {
            self.counts
                .iter()
                .for_each(|counts| push_varint(&mut out, column(counts)));
        }
        out.extend(self.singles.finish());
        out.extend_from_slice(&self.single_frequencies);
        out.extend_from_slice(&self.letters);
        out
    }
}

/// How many bytes two terms share at their beginnings, never cutting a character.
fn shared_bytes(one: &str, other: &str) -> usize {
    let mut shared = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    while !other.is_char_boundary(shared) {
        shared -= 1;
    }
    shared
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::postings::tests::lists;
    use super::*;

    proptest! {
        #[test]
        fn pages_survive(terms in prop::collection::btree_map("[a-c创新é]{1,5}", lists(), 1..40)) {
            let mut writer = PageWriter::default();
            terms.iter().for_each(|(term, list)| writer.push(term, list, 5000));
            let start = FileStart { term: 3, posting: 7, file: PartId(9) };
            writer.position_files.push(start);
            let page = Page::read(&writer.finish(), 5000).unwrap();
            prop_assert_eq!(&page.position_files, &vec![start]);
            for (place, (text, list)) in (0..).zip(&terms) {
                let term = page.term(place).unwrap();
                prop_assert_eq!(term.text, text);
                prop_assert_eq!(term.counts, list.counts());
                prop_assert_eq!(page.first_from(text), place);
                if let Some(single) = page.single(place) {
                    prop_assert_eq!(&single, list);
                }
            }
            prop_assert_eq!(page.len() as usize, terms.len());
        }

        #[test]
        fn any_bytes_are_a_page_or_none(bytes: Vec<u8>, documents in 0u32..1000) {
            if let Some(page) = Page::read(&bytes, documents) {
                (0..page.len()).for_each(|place| {
                    page.term(place);
                    page.single(place);
                });
            }
        }
    }
}
