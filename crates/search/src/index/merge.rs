//! From runs to an index: terms of all runs in step, cut into pages and files as they come.

use std::io::{self, Read};

use super::bits::BitWriter;
use super::bytes::push_varint;
use super::dictionary::{self, FileStart, PageWriter};
use super::facets;
use super::head::{Head, PageStart};
use super::lengths;
use super::names::{self, NAMES};
use super::part::{PartId, PartKind};
use super::positions;
use super::postings::{Chances, Postings};
use super::range_coder::RangeWriter;
use super::run::{Document, RunReader};

/// Bytes at which a file of postings is closed: on a phone's line, a fraction of the way there and back.
const POSTINGS_FILE: usize = 4096;

/// Bytes at which a file of positions is closed.
const POSITIONS_FILE: usize = 16384;

/// Takes the parts of an index, each once it is whole.
pub type Emit<'a> = dyn FnMut(PartKind, PartId, Vec<u8>) -> io::Result<()> + 'a;

/// Joins runs, whose documents follow each other in the order of the runs, into an index: hands
/// over its parts, and returns its head as a file. Memory is bounded by the longest posting list.
pub fn merge<'a>(runs: Vec<Box<dyn Read + 'a>>, emit: &mut Emit) -> io::Result<Vec<u8>> {
    let mut runs: Vec<RunReader> = runs
        .into_iter()
        .map(RunReader::open)
        .collect::<io::Result<_>>()?;
    let mut firsts = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    for run in &mut runs {
        firsts.push(documents.len() as u32);
        documents.append(&mut run.documents);
    }
    let mut writer = Writer::new(&documents, emit);
    let (mut list, mut places) = (Postings::default(), Vec::new());
    while let Some(term) = least_term(&runs) {
        list = cleared(list);
        places.clear();
        for (run, &first) in runs.iter_mut().zip(&firsts) {
            if run.term.as_deref() == Some(&term) {
                run.append(first, &mut list, &mut places)
                    .ok_or_else(super::run::damaged)?;
                run.advance()?;
            }
        }
        writer.push(&term, &list, &places)?;
    }
    writer.finish(&documents)
}

fn least_term(runs: &[RunReader]) -> Option<String> {
    runs.iter()
        .filter_map(|run| run.term.as_deref())
        .min()
        .map(str::to_owned)
}

fn cleared(mut list: Postings) -> Postings {
    for part in [
        &mut list.documents,
        &mut list.frequencies,
        &mut list.titles,
        &mut list.headings,
    ] {
        part.clear();
    }
    list
}

/// Writes terms as they come.
struct Writer<'a, 'b> {
    emit: &'a mut Emit<'b>,
    head: Head,
    /// What positions of each document are below.
    bounds: Vec<u32>,
    page: PageWriter,
    postings: PostingsFile,
    positions: PositionsFile,
}

impl<'a, 'b> Writer<'a, 'b> {
    fn new(documents: &[Document], emit: &'a mut Emit<'b>) -> Self {
        let lengths: Vec<u8> = documents
            .iter()
            .map(|document| lengths::to_byte(document.length))
            .collect();
        let mut languages: Vec<String> = documents
            .iter()
            .map(|document| document.row.language.clone())
            .collect();
        languages.sort_unstable();
        languages.dedup();
        Self {
            emit,
            bounds: lengths.iter().map(|&byte| lengths::bound(byte)).collect(),
            head: Head {
                lengths,
                languages,
                ..Head::default()
            },
            page: PageWriter::default(),
            postings: PostingsFile::default(),
            positions: PositionsFile::default(),
        }
    }

    fn documents(&self) -> u32 {
        self.bounds.len() as u32
    }

    fn push(&mut self, term: &str, list: &Postings, positions: &[u32]) -> io::Result<()> {
        if self.page.len() == dictionary::TERMS {
            self.close_page()?;
        }
        let place = self.page.len() as u32;
        let documents = self.documents();
        self.page.push(term, list, documents);
        if list.documents.len() > 1 {
            self.push_postings(place, list)?;
        }
        self.push_positions(place, list, positions)
    }

    fn push_postings(&mut self, place: u32, list: &Postings) -> io::Result<()> {
        if self.postings.lists == 0 {
            // The file's name is known when it is closed.
            let start = FileStart {
                term: place,
                posting: 0,
                file: PartId(0),
            };
            self.page.posting_files.push(start);
        }
        let documents = self.documents();
        self.postings.push(list, documents);
        if self.postings.code.len() >= POSTINGS_FILE {
            self.close_postings()?;
        }
        Ok(())
    }

    fn push_positions(&mut self, place: u32, list: &Postings, positions: &[u32]) -> io::Result<()> {
        let mut rest = positions;
        for (posting, (&document, &frequency)) in
            (0..).zip(list.documents.iter().zip(&list.frequencies))
        {
            let (here, after) = rest.split_at(frequency as usize);
            rest = after;
            let (piece, begins) = self.positions.piece();
            positions::write(here, self.bounds[document as usize], piece);
            if begins {
                let start = FileStart {
                    term: place,
                    posting,
                    file: PartId(0),
                };
                self.page.position_files.push(start);
            }
            if self.positions.len() >= POSITIONS_FILE {
                self.positions.close_piece();
                self.close_positions()?;
            }
        }
        self.positions.close_piece();
        Ok(())
    }

    fn close_postings(&mut self) -> io::Result<()> {
        let file = std::mem::take(&mut self.postings);
        // The best guesses cost nothing: lists may well be coded in no byte at all.
        let bytes = (file.lists > 0).then(|| file.code.finish());
        close(
            PartKind::Postings,
            bytes,
            &mut self.page.posting_files,
            self.emit,
        )
    }

    fn close_positions(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.positions).finish();
        close(
            PartKind::Positions,
            bytes,
            &mut self.page.position_files,
            self.emit,
        )
    }

    /// A page's lists stand in files of its own: whoever has read the page knows them all.
    fn close_page(&mut self) -> io::Result<()> {
        self.close_postings()?;
        self.close_positions()?;
        let mut page = std::mem::take(&mut self.page);
        let first = std::mem::take(&mut page.first);
        let bytes = page.finish();
        let page = PartId::of(&bytes);
        self.head.pages.push(PageStart { first, page });
        (self.emit)(PartKind::Dictionary, page, bytes)
    }

    fn finish(mut self, documents: &[Document]) -> io::Result<Vec<u8>> {
        if self.page.len() > 0 {
            self.close_page()?;
        }
        for page in documents.chunks(NAMES) {
            let bytes = names::write(page.iter().map(|document| document.row.name.as_str()));
            let id = PartId::of(&bytes);
            self.head.names.push(id);
            (self.emit)(PartKind::Names, id, bytes)?;
        }
        let rows = documents.iter().map(|document| &document.row);
        let bytes = facets::write(rows, self.documents());
        self.head.facets = PartId::of(&bytes);
        (self.emit)(PartKind::Facets, self.head.facets, bytes)?;
        Ok(self.head.to_bytes())
    }
}

/// Hands over a file, if there is one, and writes its name where it is referred to.
fn close(
    kind: PartKind,
    bytes: Option<Vec<u8>>,
    starts: &mut [FileStart],
    emit: &mut Emit,
) -> io::Result<()> {
    let (Some(start), Some(bytes)) = (starts.last_mut(), bytes) else {
        return Ok(());
    };
    start.file = PartId::of(&bytes);
    emit(kind, start.file, bytes)
}

/// A file of posting lists.
#[derive(Default)]
struct PostingsFile {
    lists: u32,
    chances: Chances,
    code: RangeWriter,
}

impl PostingsFile {
    fn push(&mut self, list: &Postings, documents: u32) {
        list.write(documents, &mut self.chances, &mut self.code);
        self.lists += 1;
    }
}

/// A file of positions: number of pieces, their lengths in bytes, the pieces. A piece holds the
/// positions of one term, or of as many of its postings as the file has room for.
#[derive(Default)]
struct PositionsFile {
    lengths: Vec<u8>,
    pieces: u32,
    bytes: Vec<u8>,
    piece: Option<BitWriter>,
}

impl PositionsFile {
    fn len(&self) -> usize {
        self.bytes.len() + self.piece.as_ref().map_or(0, BitWriter::len)
    }

    /// The piece that is being written, and whether the file begins with it.
    fn piece(&mut self) -> (&mut BitWriter, bool) {
        let begins = self.pieces == 0 && self.piece.is_none();
        (self.piece.get_or_insert_default(), begins)
    }

    fn close_piece(&mut self) {
        if let Some(piece) = self.piece.take() {
            let piece = piece.finish();
            self.pieces += 1;
            push_varint(&mut self.lengths, piece.len() as u32);
            self.bytes.extend(piece);
        }
    }

    /// The file, if there is anything in it.
    fn finish(self) -> Option<Vec<u8>> {
        if self.pieces == 0 {
            return None;
        }
        let mut out = Vec::new();
        push_varint(&mut out, self.pieces);
        out.extend(self.lengths);
        out.extend(self.bytes);
        Some(out)
    }
}
