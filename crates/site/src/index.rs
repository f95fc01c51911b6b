//! The search index of a site, written on all cores: documents are analysed into runs, which are
//! merged page by page. However many cores there are, and wherever runs begin, the bytes are the same.

use std::io;
use std::num::NonZeroUsize;
use std::sync::Mutex;

use corpus::Essay;
use search::{MadePage, Merge, PartId, ReadAt, Row, RunWriter, whole};

use crate::cores::{cores, locked, on_cores};

/// Runs that essays are divided into: more than there are cores, which then end at about the same time.
const RUNS: usize = 32;

/// Takes a part of an index, from any thread, with the number of the page that it belongs to.
pub(crate) type Store<'a> = dyn Fn(usize, PartId, Vec<u8>) -> io::Result<()> + Sync + 'a;

/// The search index of essays in one file; hits name them by their places here. What each is filtered
/// by stands at the same place of `rows`.
pub fn index(essays: &[Essay], rows: &[Row]) -> io::Result<Vec<u8>> {
    let some = essays.len().div_ceil(RUNS).max(1);
    let mut pieces = essays.chunks(some).zip(rows.chunks(some));
    let analyse = |(essays, rows): (&[Essay], &[Row])| {
        let mut run = RunWriter::new();
        for (essay, row) in essays.iter().zip(rows) {
            run.add(essay, row.clone());
        }
        run.finish().map_err(io::Error::other)
    };
    let runs = on_cores(cores(), || Ok(pieces.next()), analyse)?;
    let sources: Vec<&dyn ReadAt> = runs.iter().map(|run| run as &dyn ReadAt).collect();
    let parts = Mutex::new(Vec::new());
    let store = |page, _, bytes| {
        locked(&parts).push((page, bytes));
        Ok(())
    };
    let head = merge(cores(), &Merge::new(&sources)?, &store, &|_| {})?;
    let mut parts = std::mem::take(&mut *locked(&parts));
    // Stable: those of a page come in their order.
    parts.sort_by_key(|(page, _)| *page);
    let parts: Vec<Vec<u8>> = parts.into_iter().map(|(_, bytes)| bytes).collect();
    Ok(whole(&head, &parts))
}

/// Merges runs, so many pages at a time, and returns the head; `watch` is told how many pages are done.
pub(crate) fn merge(
    cores: NonZeroUsize,
    runs: &Merge,
    store: &Store,
    watch: &(dyn Fn(usize) + Sync),
) -> io::Result<Vec<u8>> {
    let mut pages = 0..runs.pages();
    let done = Mutex::new(0);
    let write = |at| -> io::Result<MadePage> {
        let start = runs.page(at, &mut |_, id, bytes| store(at, id, bytes))?;
        let mut done = locked(&done);
        *done += 1;
        watch(*done);
        Ok(start)
    };
    let starts = on_cores(cores, || Ok(pages.next()), write)?;
    runs.finish(starts, &mut |_, id, bytes| store(runs.pages(), id, bytes))
}
