//! Pages of the term dictionary: terms in byte order with the lengths of their posting lists, and
//! the files in which these lists and the positions lie.
//!
//! All in one adaptive code: the number of terms; of each term its letters ([`super::spelling`]), in
//! how many documents, titles and headings it stands, and of one that stands in a single document,
//! that document and how often; then both sorts of files, each with the term and the posting that it
//! begins with.

use super::ahead::Useful;
use super::contexts::{Contexts, known};
use super::part::PartId;
use super::postings::{Counts, Postings, rough};
use super::range_coder::{Coder, RangeReader, RangeWriter};
use super::spelling::Spelling;

/// Terms to a page: as many as fill about 3 KB.
pub(super) const TERMS: usize = 1024;

/// A file that begins with the list of a certain term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
        let code = &mut RangeReader::new(bytes);
        let mut layout = Layout::new(documents);
        let mut page = Self::default();
        let mut text = Vec::new();
        for _ in 0..terms(code, 0)? {
            let start = text.len() as u32;
            let row = layout.row(code, b"", &Row::default())?;
            page.rows.push(Row { start, ..row });
            text.extend_from_slice(layout.spelling.term());
        }
        page.text = String::from_utf8(text).ok()?;
        for files in [&mut page.posting_files, &mut page.position_files] {
            let mut last = 0;
            for _ in 0..layout.files(code, 0) {
                let start = layout.file(code, last, &FileStart::default())?;
                last = start.term;
                files.push(start);
            }
        }
        Some(page)
    }

    /// How many bytes it takes in memory.
    pub(super) fn size(&self) -> usize {
        self.text.len() + size_of::<Row>() * self.rows.len()
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

/// The number of terms of a page.
fn terms(coder: &mut impl Coder, terms: u32) -> Option<u32> {
    let terms = coder.plain(terms, 16);
    (terms as usize <= TERMS).then_some(terms)
}

/// What of the numbers in a page contexts are of.
const DOCUMENTS: u32 = 1;
const TITLES: u32 = 2;
const HEADINGS: u32 = 3;
const DOCUMENT: u32 = 4;
const FREQUENCY: u32 = 5;
const FILES: u32 = 6;
const FILE_TERM: u32 = 7;
const FILE_POSTING: u32 = 8;

/// Room for their contexts.
const BITS: u32 = 12;

/// How a page is coded.
struct Layout {
    documents: u32,
    spelling: Spelling,
    numbers: Contexts,
    /// The lengths of the list before.
    last: Counts,
}

impl Layout {
    fn new(documents: u32) -> Self {
        Self {
            documents,
            spelling: Spelling::default(),
            numbers: Contexts::new(BITS),
            last: Counts::default(),
        }
    }

    /// A term but for where it starts; `None` where it cannot be.
    fn row(&mut self, coder: &mut impl Coder, term: &[u8], row: &Row) -> Option<Row> {
        let prefix = self.spelling.code(coder, term)?;
        let counts = self.counts(coder, prefix.rest, row.counts);
        let mut single = (0, 0);
        if counts.documents == 1 {
            single.0 = self.document(coder, row.single.0);
            let beyond_once = row.single.1.saturating_sub(1);
            let frequency = self.numbers.number(coder, beyond_once, &[FREQUENCY]);
            single.1 = frequency.saturating_add(1);
        }
        let possible = counts.documents <= self.documents && single.0 < self.documents;
        possible.then_some(Row {
            start: row.start,
            shared: prefix.shared as u32,
            counts,
            single,
        })
    }

    /// The lengths of the list of a term with so many characters that the one before does not have.
    fn counts(&mut self, coder: &mut impl Coder, rest: u32, counts: Counts) -> Counts {
        let last = length(self.last.documents).min(6) / 2;
        let close = known(&[DOCUMENTS, rest.min(5), last]);
        let beyond_one = counts.documents.wrapping_sub(1);
        let documents = self.numbers.number(coder, beyond_one, &[DOCUMENTS, close]);
        let length = length(documents);
        let titled = u32::from(self.last.titles > 0);
        let close = [
            TITLES,
            known(&[TITLES, length]),
            known(&[TITLES, length, titled]),
        ];
        self.last = Counts {
            documents: documents.saturating_add(1),
            titles: self.numbers.number(coder, counts.titles, &close),
            headings: self.numbers.number(
                coder,
                counts.headings,
                &[HEADINGS, known(&[HEADINGS, length])],
            ),
        };
        self.last
    }

    /// The document of a term that stands in a single one: terms of one page may be of a language that
    /// few documents are in.
    fn document(&mut self, coder: &mut impl Coder, document: u32) -> u32 {
        let width = length(self.documents.saturating_sub(1));
        let plain = width.saturating_sub(EXPECTED);
        let high = self
            .numbers
            .tree(coder, document >> plain, width - plain, DOCUMENT);
        high << plain | coder.plain(document, plain)
    }

    /// The number of files of one sort.
    fn files(&mut self, coder: &mut impl Coder, files: u32) -> u32 {
        self.numbers.number(coder, files, &[FILES])
    }

    /// A file that begins with a term not before `last`.
    fn file(&mut self, coder: &mut impl Coder, last: u32, start: &FileStart) -> Option<FileStart> {
        let (step, file) = (start.term.wrapping_sub(last), start.file.0);
        let step = self.numbers.number(coder, step, &[FILE_TERM]);
        let posting = self.numbers.number(coder, start.posting, &[FILE_POSTING]);
        let high = coder.plain((file >> 32) as u32, 32);
        let low = coder.plain(file as u32, 32);
        (!coder.is_over()).then_some(FileStart {
            term: last.saturating_add(step),
            posting,
            file: PartId(u64::from(high) << 32 | u64::from(low)),
        })
    }
}

/// The highest bits of a document's number that are expected.
const EXPECTED: u32 = 7;

/// The bits of a number.
fn length(number: u32) -> u32 {
    32 - number.leading_zeros()
}

/// A page that is being written.
#[derive(Debug, Default)]
pub(super) struct PageWriter {
    text: String,
    rows: Vec<Row>,
    pub(super) posting_files: Vec<FileStart>,
    pub(super) position_files: Vec<FileStart>,
}

impl PageWriter {
    /// How many terms it has.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds the next term; a list of one document is kept in the page itself.
    pub(super) fn push(&mut self, term: &str, list: &Postings) {
        self.rows.push(Row {
            start: self.text.len() as u32,
            shared: 0,
            counts: list.counts(),
            single: (list.documents[0], rough(list.frequencies[0])),
        });
        self.text.push_str(term);
    }

    /// The first term, by which the page is found.
    pub(super) fn first(&self) -> &str {
        self.term(0)
    }

    fn term(&self, place: usize) -> &str {
        let start = |place: usize| {
            self.rows
                .get(place)
                .map_or(self.text.len(), |row| row.start as usize)
        };
        &self.text[start(place)..start(place + 1)]
    }

    /// The files of posting lists.
    pub(super) fn useful_postings(&self) -> Vec<Useful> {
        let ends = self.posting_files.iter().skip(1).map(|start| start.term);
        let ends = ends.chain([self.rows.len() as u32]);
        let of_file = |(start, end): (&FileStart, u32)| {
            let rows = &self.rows[start.term as usize..end as usize];
            Useful {
                documents: rows
                    .iter()
                    .map(|row| row.counts.documents)
                    .max()
                    .unwrap_or(0),
                files: vec![start.file],
            }
        };
        self.posting_files.iter().zip(ends).map(of_file).collect()
    }

    /// The files of positions that only one term has, which has several.
    pub(super) fn useful_positions(&self) -> Vec<Useful> {
        let of_terms = self.position_files.chunk_by(|a, b| a.term == b.term);
        let long = of_terms.filter(|starts| starts.len() > 1);
        long.map(|starts| Useful {
            documents: self.rows[starts[0].term as usize].counts.documents,
            files: starts.iter().map(|start| start.file).collect(),
        })
        .collect()
    }

    /// The bytes of a page of an index of `documents`.
    pub(super) fn finish(&self, documents: u32) -> Vec<u8> {
        let mut code = RangeWriter::default();
        let mut layout = Layout::new(documents);
        terms(&mut code, self.rows.len() as u32);
        for (place, row) in self.rows.iter().enumerate() {
            layout.row(&mut code, self.term(place).as_bytes(), row);
        }
        for files in [&self.posting_files, &self.position_files] {
            layout.files(&mut code, files.len() as u32);
            let mut last = 0;
            for start in files {
                layout.file(&mut code, last, start);
                last = start.term;
            }
        }
        code.finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::postings::tests::{lists, told};
    use super::*;

    proptest! {
        #[test]
        fn pages_survive(terms in prop::collection::btree_map("[a-c创新é]{1,5}", lists(), 1..40)) {
            let mut writer = PageWriter::default();
            terms.iter().for_each(|(term, list)| writer.push(term, list));
            let start = FileStart { term: 3, posting: 7, file: PartId(9) };
            writer.position_files.push(start);
            let page = Page::read(&writer.finish(5000), 5000).unwrap();
            prop_assert_eq!(&page.position_files, &vec![start]);
            for (place, (text, list)) in (0..).zip(&terms) {
                let term = page.term(place).unwrap();
                prop_assert_eq!(term.text, text);
                prop_assert_eq!(term.counts, list.counts());
                prop_assert_eq!(page.first_from(text), place);
                if let Some(single) = page.single(place) {
                    prop_assert_eq!(single, told(list.clone()));
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
