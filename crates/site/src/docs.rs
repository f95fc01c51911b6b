//! Bare documents to a folder that can be searched: an index in parts, the texts beside it, and a
//! page that measures the engine. Documents are read and analysed on every core; what comes of them
//! waits in files until it is merged, and stays there for the next build.
//!
//! The index has the documents of a language together, in the order of their lines: words that only
//! these have are then near each other, and take fewer bytes.

mod kept;
mod lines;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, BufRead};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Mutex;

use corpus::Essay;
use search::{Index, Merge, PartId, ReadAt, Row, RunWriter};
use thiserror::Error;

use crate::app::{App, Engine};
use crate::cores::{cores, locked, on_cores};
use crate::index;
use crate::staging::{Staging, Unwritable, remove, unwritable};
use kept::{Folder, Group, Made, Run};
use lines::{Batch, Lines, Sizes};

/// The folder of the index.
pub(crate) const INDEX: &str = "index";

/// What the name of the index's head ends in.
pub(crate) const HEAD: &str = "head";

/// The folder of the texts.
pub(crate) const TEXTS: &str = "docs";

/// The folder of the texts while their order is not known.
const LOOSE: &str = "loose";

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

/// Makes a document of a line; an error says what is wrong with it, and how to mend it.
pub type Parse<'a> = dyn Fn(&str) -> Result<Doc, String> + Sync + 'a;

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many bytes of the documents are analysed.
    Analysed(u64),
    /// Of the index's pages, so many are written.
    Merged {
        /// Those that are written.
        pages: usize,
        /// All.
        all: usize,
    },
}

/// Is told how far a build is, by any of its threads.
pub type Watch<'a> = dyn Fn(Progress) + Sync + 'a;

/// What was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Documents in the index.
    pub documents: usize,
    /// Those of them that an earlier build had analysed.
    pub known: usize,
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
    Unreadable(io::Error),
    /// There is none.
    #[error("there is no document: put each on a line of its own")]
    Empty,
    /// A line is no document, or one that another is already.
    #[error("line {line}: {cause}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong, and how to mend it.
        cause: String,
    },
    /// The index cannot be put together.
    #[error("cannot write the index: {0}")]
    Index(io::Error),
    /// A file cannot be written.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

/// Reads the documents of lines; blank ones are passed over.
pub fn read(lines: impl BufRead + Send, parse: &Parse) -> Result<Vec<Doc>, DocsError> {
    let mut lines = Lines::new(lines, Sizes::USUAL);
    let take = || lines.batch().map_err(DocsError::Unreadable);
    let read = |batch: Batch| {
        let docs = batch.lines.iter().map(|line| doc(line, parse));
        let docs = docs.collect::<Result<Vec<Doc>, _>>()?;
        Ok((numbers(&batch), docs))
    };
    let (numbers, docs): (Vec<_>, Vec<_>) = on_cores(cores(), take, read)?.into_iter().unzip();
    let docs = docs.concat();
    all_differ(docs.iter().map(|doc| doc.name.as_str()), &numbers.concat())?;
    Ok(docs)
}

/// Builds the folder from lines of which each is a document; blank ones are passed over. What has not
/// changed since the last build there is not analysed again.
pub fn build(
    lines: impl BufRead + Send,
    parse: &Parse,
    out: &Path,
    app: &App,
    watch: &Watch,
) -> Result<Report, DocsError> {
    build_with(Means::usual(), lines, parse, out, app, watch)
}

/// What a build goes about its work with; none of it shows in what it makes.
#[derive(Clone, Copy)]
struct Means {
    cores: NonZeroUsize,
    sizes: Sizes,
}

impl Means {
    fn usual() -> Self {
        Self {
            cores: cores(),
            sizes: Sizes::USUAL,
        }
    }
}

fn build_with(
    Means { cores, sizes }: Means,
    lines: impl BufRead + Send,
    parse: &Parse,
    out: &Path,
    app: &App,
    watch: &Watch,
) -> Result<Report, DocsError> {
    let new = Staging::new(out)?;
    for folder in [INDEX, TEXTS, LOOSE] {
        let path = new.path(folder);
        fs::create_dir_all(&path).map_err(unwritable(&path))?;
    }
    let folder = Folder::beside(out)?;
    let mut lines = Lines::new(lines, sizes);
    let take = || lines.batch().map_err(DocsError::Unreadable);
    let analyse = |batch: Batch| {
        let analysed = Analysed::of(&batch, parse, &folder, &new)?;
        watch(Progress::Analysed(batch.end));
        Ok(analysed)
    };
    let analysed = on_cores(cores, take, analyse)?;
    let known = analysed.iter().filter(|batch| batch.known);
    let known = known.map(|batch| batch.lines.len()).sum();
    let lines: Vec<usize> = analysed
        .iter()
        .flat_map(|batch| batch.lines.iter())
        .copied()
        .collect();
    let mut groups: Vec<Group<Run>> = analysed
        .into_iter()
        .flat_map(|batch| batch.groups)
        .collect();
    groups.sort_by(|one, other| one.language.cmp(&other.language));
    let order: Vec<usize> = groups
        .iter()
        .flat_map(|group| group.members.iter())
        .copied()
        .collect();
    name_texts(&order, &new)?;
    let runs: Vec<Run> = groups.into_iter().map(|group| group.run).collect();
    let numbers: Vec<usize> = order.iter().map(|&place| lines[place]).collect();
    let report = Report {
        documents: numbers.len(),
        known,
        ..merge(cores, &runs, &numbers, &new, app, watch)?
    };
    new.put_in_place()?;
    folder.retain(&runs)?;
    Ok(report)
}

/// Names the texts, which have the names of their places among the lines, by their places in this order.
fn name_texts(order: &[usize], new: &Staging) -> Result<(), Unwritable> {
    for (number, place) in order.iter().enumerate() {
        let loose = new.path(&format!("{LOOSE}/{place}.txt"));
        let text = new.path(&format!("{TEXTS}/{number}.txt"));
        fs::rename(&loose, &text).map_err(unwritable(&text))?;
    }
    remove(&new.path(LOOSE))
}

/// What is known of a batch when its texts and its runs are written.
struct Analysed {
    /// Its documents by language, named by their places among all.
    groups: Vec<Group<Run>>,
    /// The line of each document.
    lines: Vec<usize>,
    /// Whether an earlier build had made the runs.
    known: bool,
}

impl Analysed {
    fn of(batch: &Batch, parse: &Parse, folder: &Folder, new: &Staging) -> Result<Self, DocsError> {
        let found = folder.find(batch);
        let known = found.is_some();
        let Made { sheets, mut groups } = match found {
            Some(found) => found,
            None => folder.keep(batch, make(batch, parse)?)?,
        };
        for (place, sheet) in (batch.first..).zip(&sheets) {
            new.write(&format!("{LOOSE}/{place}.txt"), sheet.as_bytes())?;
        }
        let members = groups.iter_mut().flat_map(|group| &mut group.members);
        members.for_each(|member| *member += batch.first);
        Ok(Self {
            groups,
            lines: numbers(batch),
            known,
        })
    }
}

fn make(batch: &Batch, parse: &Parse) -> Result<Made<Vec<u8>>, DocsError> {
    let mut sheets = Vec::new();
    let mut groups: BTreeMap<String, (Vec<usize>, RunWriter)> = BTreeMap::new();
    for line in &batch.lines {
        let Doc { name, essay } = doc(line, parse)?;
        let row = Row {
            name,
            ..Row::of(&essay, Vec::new())
        };
        let (members, run) = groups.entry(row.language.clone()).or_default();
        members.push(sheets.len());
        run.add(&essay, row);
        sheets.push(search::sheet::sheet(&essay.meta.title, None, &essay.blocks));
    }
    let groups = groups.into_iter().map(|(language, (members, run))| {
        Ok(Group {
            language,
            members,
            run: run.finish()?,
        })
    });
    let groups = groups.collect::<Result<_, postcard::Error>>();
    let groups = groups.map_err(|error| DocsError::Index(io::Error::other(error)))?;
    Ok(Made { sheets, groups })
}

fn doc((line, bytes): &(usize, Vec<u8>), parse: &Parse) -> Result<Doc, DocsError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let place = error.valid_up_to() + 1;
        format!("byte {place} is no UTF-8: save the file in that encoding")
    });
    text.and_then(parse)
        .map_err(|cause| DocsError::Line { line: *line, cause })
}

fn numbers(batch: &Batch) -> Vec<usize> {
    batch.lines.iter().map(|(number, _)| *number).collect()
}

/// Fails where a name stands for two documents, the lines of which are `numbers`; and where there is
/// none.
fn all_differ<'a>(
    names: impl Iterator<Item = &'a str>,
    numbers: &[usize],
) -> Result<(), DocsError> {
    let mut first = HashMap::with_capacity(numbers.len());
    for (name, &line) in names.zip(numbers) {
        if let Some(other) = first.insert(name, line) {
            let (other, line) = (other.min(line), other.max(line));
            return Err(DocsError::Line {
                line,
                cause: format!("line {other} has the id `{name}` too: give each an id of its own"),
            });
        }
    }
    match first.is_empty() {
        true => Err(DocsError::Empty),
        false => Ok(()),
    }
}

fn merge(
    cores: NonZeroUsize,
    runs: &[Run],
    numbers: &[usize],
    new: &Staging,
    app: &App,
    watch: &Watch,
) -> Result<Report, DocsError> {
    let sources: Vec<&dyn ReadAt> = runs.iter().map(|run| run as &dyn ReadAt).collect();
    let merge = Merge::new(&sources).map_err(DocsError::Index)?;
    all_differ(merge.names(), numbers)?;
    let report = Mutex::new(Report::default());
    let write = |name: &str, bytes: &[u8]| {
        let mut report = locked(&report);
        report.parts += 1;
        report.bytes += bytes.len();
        drop(report);
        new.write(&format!("{INDEX}/{name}"), bytes)
    };
    let store =
        |_, id: PartId, bytes: Vec<u8>| write(&id.to_string(), &bytes).map_err(io::Error::other);
    let all = merge.pages();
    let watch = |pages| watch(Progress::Merged { pages, all });
    let head = index::merge(cores, &merge, &store, &watch).map_err(DocsError::Index)?;
    let name = format!("{}.{HEAD}", PartId::of(&head));
    write(&name, &head)?;
    let index = Index::open(&head).map_err(|error| DocsError::Index(io::Error::other(error)))?;
    let engine = app.engine(index.languages().iter().map(String::as_str));
    for file in [&engine.search, &engine.glue, &engine.wasm] {
        new.write(&file.name, &file.bytes)?;
    }
    new.write(PAGE, page(&name, engine).as_bytes())?;
    let report = *locked(&report);
    Ok(report)
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
        const [number, , id] = hit.split(/ ([^ ]*) (.*)/s);
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

#[cfg(test)]
mod tests;
