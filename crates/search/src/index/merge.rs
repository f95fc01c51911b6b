//! From runs to an index: terms of all runs in step, cut into pages and files as they come.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Read};

use super::ahead::{Ahead, Useful};
use super::bytes::push_varint;
use super::dictionary::{self, FileStart, PageWriter};
use super::facets;
use super::head::{Head, PageStart};
use super::lengths;
use super::names;
use super::part::{PartId, PartKind};
use super::positions::PieceWriter;
use super::postings::{Chances, Postings};
use super::range_coder::RangeWriter;
use super::run::{self, Document, Mark, ReadAt, Run, Terms, damaged};
use crate::fold::han;

/// Bytes at which a file of postings is closed: on a phone's line, a fraction of the way there and back.
const POSTINGS_FILE: usize = 4096;

/// Bytes at which a file of positions is closed.
const POSITIONS_FILE: usize = 6144;

/// The same of a file with positions of a single term, which is one of many: a browser fetches few
/// files at a time, and whoever asks for so common a word needs most of them.
const POSITIONS_FILE_OF_ONE: usize = 24576;

/// Takes the parts of an index, each once it is whole.
pub type Emit<'a> = dyn FnMut(PartKind, PartId, Vec<u8>) -> io::Result<()> + 'a;

/// Joins runs, whose documents follow each other in the order of the runs, into an index: hands
/// over its parts, and returns its head as a file.
pub fn merge(runs: &[&dyn ReadAt], emit: &mut Emit) -> io::Result<Vec<u8>> {
    let merge = Merge::new(runs)?;
    let pages = (0..merge.pages()).map(|at| merge.page(at, emit));
    let pages = pages.collect::<io::Result<_>>()?;
    merge.finish(pages, emit)
}

/// Runs that are being joined. Pages of the dictionary, with the lists of their terms, stand for
/// themselves: each may be made by another thread, in any order. Memory is bounded by the lists of a
/// page and by what is known of documents beside their words.
pub struct Merge<'a> {
    runs: Vec<Run<'a>>,
    /// The number of each run's first document.
    firsts: Vec<u32>,
    documents: Vec<Document>,
    lengths: Vec<u8>,
    /// Where each page begins in all runs, and where the last one ends.
    cuts: Vec<Vec<Mark>>,
}

impl<'a> Merge<'a> {
    /// Opens runs, and finds where pages begin.
    pub fn new(sources: &[&'a dyn ReadAt]) -> io::Result<Self> {
        let (mut runs, mut firsts) = (Vec::new(), Vec::new());
        let mut documents: Vec<Document> = Vec::new();
        for &source in sources {
            let (run, mut of_run) = Run::open(source)?;
            firsts.push(documents.len() as u32);
            documents.append(&mut of_run);
            runs.push(run);
        }
        Ok(Self {
            cuts: cuts(&runs)?,
            lengths: documents
                .iter()
                .map(|document| lengths::to_byte(document.length))
                .collect(),
            runs,
            firsts,
            documents,
        })
    }

    /// The names of the documents in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.documents
            .iter()
            .map(|document| document.row.name.as_str())
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.cuts.len() - 1
    }

    /// Makes a page and hands over its parts.
    pub fn page(&self, at: usize, emit: &mut Emit) -> io::Result<MadePage> {
        let marks = self.cuts[at].iter().zip(&self.cuts[at + 1]);
        let slices = self.runs.iter().zip(marks);
        let slices: Vec<(Vec<u8>, Vec<u8>)> = slices
            .map(|(run, (&from, &to))| run.between(from, to))
            .collect::<io::Result<_>>()?;
        let (terms, mut occurrences): (Vec<&[u8]>, Vec<&[u8]>) = slices
            .iter()
            .map(|(terms, occurrences)| (&terms[..], &occurrences[..]))
            .unzip();
        let mut streams = Streams::new(terms.into_iter().map(Terms::new).collect())?;
        let mut writer = PageOfLists::new(&self.lengths, emit);
        let (mut list, mut places) = (Postings::default(), Vec::new());
        while let Some(term) = streams.next(&mut |run, length| {
            let rest = &mut occurrences[run];
            let (here, after) = rest.split_at_checked(length as usize).ok_or_else(damaged)?;
            *rest = after;
            run::append(here, self.firsts[run], &mut list, &mut places).ok_or_else(damaged)
        })? {
            writer.push(&term, &list, &places)?;
            list = cleared(list);
            places.clear();
        }
        writer.finish()
    }

    /// Makes the parts that belong to no page, and the head as a file.
    pub fn finish(&self, pages: Vec<MadePage>, emit: &mut Emit) -> io::Result<Vec<u8>> {
        let rows = || self.documents.iter().map(|document| &document.row);
        let mut languages: Vec<String> = rows().map(|row| row.language.clone()).collect();
        languages.sort_unstable();
        languages.dedup();
        let mut names = Vec::new();
        let names_to_a_part = names::names_to_a_part(rows().map(|row| row.name.as_str()));
        for page in self.documents.chunks(names_to_a_part) {
            let bytes = names::write(page.iter().map(|document| document.row.name.as_str()));
            names.push(hand_over(PartKind::Names, bytes, emit)?);
        }
        let facets = facets::write(rows(), self.documents.len() as u32);
        let folding = match pages.iter().any(|page| page.has_han) {
            true => Some(han::TABLE.unwrap_or_default().as_bytes().to_vec()),
            false => None,
        };
        let ahead = Ahead::of(
            useful(&pages, |page| &page.useful_postings),
            useful(&pages, |page| &page.useful_positions),
        );
        let pages = pages.into_iter().map(|page| page.start).collect();
        let head = Head {
            languages,
            lengths: self.lengths.clone(),
            pages,
            names_to_a_part: names_to_a_part as u32,
            names,
            facets: hand_over(PartKind::Facets, facets, emit)?,
            ahead: hand_over(PartKind::Ahead, ahead.to_bytes(), emit)?,
            folding: folding
                .map(|table| hand_over(PartKind::Folding, table, emit))
                .transpose()?,
        };
        Ok(head.to_bytes())
    }
}

/// A page that was made, with all its lists.
#[derive(Clone, Debug)]
pub struct MadePage {
    start: PageStart,
    /// Its files, by what they are worth to queries to come.
    useful_postings: Vec<Useful>,
    useful_positions: Vec<Useful>,
    /// Whether any of its terms has a Han character.
    has_han: bool,
}

/// What all pages have that is useful.
fn useful(pages: &[MadePage], of: fn(&MadePage) -> &[Useful]) -> Vec<Useful> {
    pages.iter().flat_map(of).cloned().collect()
}

/// Where pages begin in the runs, and where the last one ends.
fn cuts(runs: &[Run]) -> io::Result<Vec<Vec<Mark>>> {
    let mut streams = Streams::new(runs.iter().map(Run::terms).collect())?;
    let mut cuts = Vec::new();
    for terms in 0usize.. {
        let marks = terms
            .is_multiple_of(dictionary::TERMS)
            .then(|| streams.marks());
        if streams.next(&mut |_, _| Ok(()))?.is_none() {
            cuts.push(streams.marks());
            break;
        }
        cuts.extend(marks);
    }
    Ok(cuts)
}

/// The terms of several runs, in order.
struct Streams<R> {
    streams: Vec<Terms<R>>,
    /// The next term of each run that has one, with the bytes of its occurrences.
    next: BinaryHeap<Reverse<(String, usize, u32)>>,
    /// Where each run stood before its next term.
    marks: Vec<Mark>,
}

impl<R: Read> Streams<R> {
    fn new(streams: Vec<Terms<R>>) -> io::Result<Self> {
        let mut new = Self {
            next: BinaryHeap::with_capacity(streams.len()),
            marks: vec![Mark::default(); streams.len()],
            streams,
        };
        for run in 0..new.streams.len() {
            new.advance(run)?;
        }
        Ok(new)
    }

    fn advance(&mut self, run: usize) -> io::Result<()> {
        self.marks[run] = self.streams[run].mark;
        if let Some((term, length)) = self.streams[run].next()? {
            self.next.push(Reverse((term, run, length)));
        }
        Ok(())
    }

    /// Where the runs stand: before the next term.
    fn marks(&self) -> Vec<Mark> {
        self.marks.clone()
    }

    /// The next term. Each run that has it is handed over with the bytes of its occurrences.
    fn next(
        &mut self,
        take: &mut dyn FnMut(usize, u32) -> io::Result<()>,
    ) -> io::Result<Option<String>> {
        let Some(Reverse((term, run, length))) = self.next.pop() else {
            return Ok(None);
        };
        take(run, length)?;
        self.advance(run)?;
        while self
            .next
            .peek()
            .is_some_and(|Reverse((other, ..))| *other == term)
        {
            if let Some(Reverse((_, run, length))) = self.next.pop() {
                take(run, length)?;
                self.advance(run)?;
            }
        }
        Ok(Some(term))
    }
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

/// Writes the terms of a page as they come. The page's lists stand in files of its own: whoever has
/// read the page knows them all.
struct PageOfLists<'a, 'b> {
    emit: &'a mut Emit<'b>,
    lengths: &'a [u8],
    page: PageWriter,
    postings: PostingsFile,
    positions: PositionsFile,
    has_han: bool,
}

impl<'a, 'b> PageOfLists<'a, 'b> {
    fn new(lengths: &'a [u8], emit: &'a mut Emit<'b>) -> Self {
        Self {
            emit,
            lengths,
            page: PageWriter::default(),
            postings: PostingsFile::default(),
            positions: PositionsFile::default(),
            has_han: false,
        }
    }

    fn documents(&self) -> u32 {
        self.lengths.len() as u32
    }

    fn push(&mut self, term: &str, list: &Postings, positions: &[u32]) -> io::Result<()> {
        let place = self.page.len() as u32;
        self.has_han |= han::concerns(term);
        self.page.push(term, list);
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
            piece.push(here, lengths::bound(self.lengths[document as usize]));
            if begins {
                let start = FileStart {
                    term: place,
                    posting,
                    file: PartId(0),
                };
                self.page.position_files.push(start);
            }
            if self.positions.is_full() {
                self.close_positions()?;
            }
        }
        self.positions.close_piece();
        if self.positions.len() >= POSITIONS_FILE {
            self.close_positions()?;
        }
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
        self.positions.close_piece();
        let bytes = std::mem::take(&mut self.positions).finish();
        close(
            PartKind::Positions,
            bytes,
            &mut self.page.position_files,
            self.emit,
        )
    }

    fn finish(mut self) -> io::Result<MadePage> {
        self.close_postings()?;
        self.close_positions()?;
        let first = self.page.first().to_owned();
        let page = self.page.finish(self.lengths.len() as u32);
        let page = hand_over(PartKind::Dictionary, page, self.emit)?;
        Ok(MadePage {
            start: PageStart { first, page },
            useful_postings: self.page.useful_postings(),
            useful_positions: self.page.useful_positions(),
            has_han: self.has_han,
        })
    }
}

/// Hands over a part and returns its name.
fn hand_over(kind: PartKind, bytes: Vec<u8>, emit: &mut Emit) -> io::Result<PartId> {
    let id = PartId::of(&bytes);
    emit(kind, id, bytes)?;
    Ok(id)
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
    start.file = hand_over(kind, bytes, emit)?;
    Ok(())
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
    piece: Option<PieceWriter>,
}

impl PositionsFile {
    fn len(&self) -> usize {
        self.bytes.len() + self.piece.as_ref().map_or(0, PieceWriter::len)
    }

    /// Whether it is to be closed in the middle of a term.
    fn is_full(&self) -> bool {
        let full = if self.pieces == 0 {
            POSITIONS_FILE_OF_ONE
        } else {
            POSITIONS_FILE
        };
        self.len() >= full
    }

    /// The piece that is being written, and whether the file begins with it.
    fn piece(&mut self) -> (&mut PieceWriter, bool) {
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
