//! Bare documents to a folder that can be searched: an index in parts, the texts beside it, and a
//! page that measures the engine. Documents are read and analysed on every core; what does not fit
//! into memory waits in files until it is merged.

use std::fs::{self, File};
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use corpus::Essay;
use search::{Merge, PartId, ReadAt, Row, RunWriter};
use thiserror::Error;

use crate::app::Engine;
use crate::staging::{Staging, Unwritable, unwritable};

/// Documents to a run: the work of some seconds at most, and a few dozen megabytes.
const RUN: usize = 2000;

/// The folder of the index.
const INDEX: &str = "index";

/// The folder of the texts.
const TEXTS: &str = "docs";

/// The folder of the runs, while there are any.
const RUNS: &str = "runs";

/// The page that measures the engine.
const PAGE: &str = "bench.html";

/// A document.
#[derive(Clone, Debug)]
pub struct Doc {
    /// The name by which hits name it.
    pub name: String,
    /// Its text.
    pub essay: Essay,
}

/// Makes a document of a line and its number (from 1); an error says what is wrong with it.
pub type Parse<'a> = dyn Fn(usize, &str) -> Result<Doc, String> + Sync + 'a;

/// What was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Documents in the index.
    pub documents: usize,
    /// Files of the index.
    pub parts: usize,
    /// Bytes of them.
    pub bytes: usize,
}

/// Why nothing was built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DocsError {
    /// The documents cannot be read.
    #[error("cannot read the documents: {0}")]
    Unreadable(#[from] io::Error),
    /// A line is no document.
    #[error("{0}")]
    NoDoc(String),
    /// A file cannot be written.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

/// Builds the folder from lines of which each is a document; blank ones are passed over.
pub fn build(
    lines: impl BufRead + Send,
    parse: &Parse,
    out: &Path,
    engine: &Engine,
) -> Result<Report, DocsError> {
    let new = Staging::new(out)?;
    for folder in [INDEX, TEXTS, RUNS] {
        let path = new.path(folder);
        fs::create_dir_all(&path).map_err(unwritable(&path))?;
    }
    let source = Mutex::new(Source {
        lines: lines.lines(),
        line: 0,
        documents: 0,
        runs: 0,
    });
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let outcomes: Vec<Result<(), DocsError>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores)
            .map(|_| scope.spawn(|| work(&source, parse, &new)))
            .collect();
        workers.into_iter().map(join).collect()
    });
    outcomes.into_iter().collect::<Result<(), _>>()?;
    let Source {
        documents, runs, ..
    } = source.into_inner().unwrap_or_else(PoisonError::into_inner);
    let report = merge(&new, documents, runs, engine)?;
    let leftover = new.path(RUNS);
    fs::remove_dir_all(&leftover).map_err(unwritable(&leftover))?;
    new.put_in_place()?;
    Ok(report)
}

/// The lines that are left, and what has been taken of them.
struct Source<R> {
    lines: io::Lines<R>,
    line: usize,
    documents: usize,
    runs: usize,
}

/// Some lines with the number of each, the number of the first document, and that of the run.
struct Batch {
    lines: Vec<(usize, String)>,
    document: usize,
    run: usize,
}

impl<R: BufRead> Source<R> {
    fn take(&mut self) -> io::Result<Option<Batch>> {
        let mut lines = Vec::new();
        while lines.len() < RUN {
            let Some(line) = self.lines.next().transpose()? else {
                break;
            };
            self.line += 1;
            if !line.trim().is_empty() {
                lines.push((self.line, line));
            }
        }
        if lines.is_empty() {
            return Ok(None);
        }
        let batch = Batch {
            document: self.documents,
            run: self.runs,
            lines,
        };
        self.documents += batch.lines.len();
        self.runs += 1;
        Ok(Some(batch))
    }
}

/// Takes lines and writes runs until no line is left.
fn work<R: BufRead>(
    source: &Mutex<Source<R>>,
    parse: &Parse,
    new: &Staging,
) -> Result<(), DocsError> {
    loop {
        let batch = source
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()?;
        let Some(batch) = batch else { return Ok(()) };
        let mut run = RunWriter::new();
        for (at, (number, line)) in batch.lines.iter().enumerate() {
            let Doc { name, essay } = parse(*number, line).map_err(DocsError::NoDoc)?;
            run.add(
                &essay,
                Row {
                    name,
                    ..Row::of(&essay, Vec::new())
                },
            );
            new.write(
                &format!("{TEXTS}/{}.txt", batch.document + at),
                search::sheet::sheet(&essay.meta.title, None, &essay.blocks).as_bytes(),
            )?;
        }
        let bytes = run.finish().map_err(io::Error::other)?;
        new.write(&run_name(batch.run), &bytes)?;
    }
}

fn run_name(run: usize) -> String {
    format!("{RUNS}/{run}")
}

fn merge(
    new: &Staging,
    documents: usize,
    runs: usize,
    engine: &Engine,
) -> Result<Report, DocsError> {
    let open = |run: usize| Ok(RunFile(Mutex::new(File::open(new.path(&run_name(run)))?)));
    let runs: Vec<RunFile> = (0..runs).map(open).collect::<io::Result<_>>()?;
    let sources: Vec<&dyn ReadAt> = runs.iter().map(|run| run as &dyn ReadAt).collect();
    let merge = Merge::new(&sources)?;
    let (parts, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let mut emit = |_, id, part: Vec<u8>| {
        parts.fetch_add(1, Ordering::Relaxed);
        bytes.fetch_add(part.len(), Ordering::Relaxed);
        new.write(&format!("{INDEX}/{id}"), &part)
            .map_err(io::Error::other)
    };
    let pages = on_all_cores(merge.pages(), &|at| merge.page(at, &mut { emit }))?;
    let head = merge.finish(pages, &mut emit)?;
    let name = PartId::of(&head).to_string();
    new.write(&format!("{INDEX}/{name}"), &head)?;
    for file in [&engine.search, &engine.glue, &engine.wasm] {
        new.write(&file.name, &file.bytes)?;
    }
    new.write(PAGE, page(&name, engine).as_bytes())?;
    Ok(Report {
        documents,
        parts: parts.into_inner() + 1,
        bytes: bytes.into_inner() + head.len(),
    })
}

/// A run in a file.
struct RunFile(Mutex<File>);

impl ReadAt for RunFile {
    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(into)
    }
}

/// Does pieces of work, as many at a time as there are cores, and returns what comes of them in
/// their order.
fn on_all_cores<T: Send>(
    pieces: usize,
    work: &(dyn Fn(usize) -> io::Result<T> + Sync),
) -> io::Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= pieces {
                return Ok(done);
            }
            done.push((at, work(at)?));
        }
    };
    let outcomes: Vec<io::Result<Vec<(usize, T)>>> = thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(some)).collect();
        workers.into_iter().map(join).collect()
    });
    let mut done: Vec<(usize, T)> = Vec::new();
    for outcome in outcomes {
        done.extend(outcome?);
    }
    done.sort_unstable_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

fn join<T>(worker: thread::ScopedJoinHandle<T>) -> T {
    worker
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The page, which sets `window.searchAdapter` as the search benchmark asks for it.
fn page(head: &str, Engine { search, glue, wasm }: &Engine) -> String {
    let (search, glue, wasm) = (&search.name, &glue.name, &wasm.name);
    format!(
        r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Search</title>
<link rel="icon" href="data:,">
<link rel="preload" as="fetch" crossorigin href="{wasm}">
<link rel="preload" as="fetch" crossorigin href="{INDEX}/{head}">
<link rel="modulepreload" href="{glue}">
<script type="module">
  import {{ open }} from "./{search}";
  const HITS = 10;
  const opened = open(new URL("{INDEX}/{head}", location));
  const numbers = new Map();
  const text = async (id) => (await fetch(`{TEXTS}/${{numbers.get(id)}}.txt`)).text();
  window.searchAdapter = {{
    ready: opened,
    async query(query) {{
      const [, counts, , , ...hits] = (await (await opened).query(query, HITS)).split("\n");
      const ids = hits.map((hit) => {{
        const [number, id] = hit.split(/ (.*)/s);
        numbers.set(id, number);
        return id;
      }});
      const [all, some] = counts.split(" ").map(Number);
      return {{ ids, count: all + some }};
    }},
    show: (ids, query) =>
      Promise.all(
        ids.map(async (id) => {{
          const sheet = await text(id);
          const [, , excerpt = ""] = (await (await opened).passages(query, sheet, 1)).split("\n");
          return {{ title: sheet.split("\n", 1)[0].slice(1), excerpt }};
        }}),
      ),
  }};
</script>
</html>
"#
    )
}
