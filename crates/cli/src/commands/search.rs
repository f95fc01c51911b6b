//! `lectern search QUERY [--corpus DIR | --docs FILE.jsonl] [--limit N] [--json]`, or `--batch`.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use corpus::Essay;
use search::{EssayText, Hit, Index, Note, Results, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use site::docs::Doc;

use crate::docs;
use crate::messages::{Messages, count};
use crate::outcome::Outcome;
use crate::passage::Passage;

/// How many hits are printed for one query.
const LIMIT: usize = 10;

/// How many passages of an essay are printed.
const PASSAGES: usize = 5;

/// How many hits are printed for each query of a batch, which is read by programs that measure.
const BATCH_LIMIT: usize = 1000;

/// What to search, and for what.
#[derive(Args)]
pub(crate) struct Search {
    /// Words (all required), "phrases", -not, OR, ( ), prefix*, title:
    #[arg(
        required_unless_present = "batch",
        conflicts_with = "batch",
        allow_hyphen_values = true
    )]
    query: Option<String>,
    /// The corpus folder
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Documents instead of a corpus folder: {id, title, text, lang?} per line
    #[arg(long, value_name = "FILE.jsonl", conflicts_with = "corpus")]
    docs: Option<PathBuf>,
    /// Many queries, {id, text} per line; prints {id, hits: [{essay, score}]} per line
    #[arg(long, value_name = "QUERIES.jsonl")]
    batch: Option<PathBuf>,
    /// How many hits [default: 10, with --batch 1000]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl Search {
    /// Searches, and prints what was found.
    pub(crate) fn run(self) -> Result<Outcome> {
        let library = match &self.docs {
            Some(docs) => Library::of_docs(docs)?,
            None => Library::of_corpus(&self.corpus)?,
        };
        let mut out = BufWriter::new(io::stdout().lock());
        if let Some(queries) = &self.batch {
            library.batch(queries, self.limit.unwrap_or(BATCH_LIMIT), &mut out)?;
        } else if let Some(query) = &self.query {
            let answer = library.search(query, self.limit.unwrap_or(LIMIT))?;
            answer
                .notes
                .iter()
                .for_each(|note| Messages::stderr().say(&format!("note: {note}")));
            if self.json {
                writeln!(out, "{}", serde_json::to_string_pretty(&answer.result)?)?;
            } else {
                answer.print(&mut out)?;
            }
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

/// Essays with their names and their index.
struct Library {
    essays: Vec<Essay>,
    /// What each is filtered by, its name among it.
    rows: Vec<Row>,
    /// Where the essays' pages are; documents have none.
    base_url: Option<String>,
    index: Index,
}

/// What interfaces.md calls `SearchResult`.
#[derive(Serialize)]
struct SearchResult {
    total: usize,
    took_ms: f64,
    hits: Vec<FoundEssay>,
}

#[derive(Serialize)]
struct FoundEssay {
    essay: String,
    title: String,
    url: Option<String>,
    score: f32,
    passages: Vec<Passage>,
}

/// A result with what is said beside it.
struct Answer {
    result: SearchResult,
    relaxed: bool,
    notes: Vec<Note>,
}

/// A line of a batch.
#[derive(Deserialize)]
struct BatchQuery {
    id: Value,
    text: String,
}

/// The answer to a line of a batch.
#[derive(Serialize)]
struct BatchAnswer<'a> {
    id: &'a Value,
    hits: Vec<BatchHit<'a>>,
}

#[derive(Serialize)]
struct BatchHit<'a> {
    essay: &'a str,
    score: f32,
}

impl Library {
    fn of_corpus(dir: &Path) -> Result<Self> {
        let folder = site::folder::read(dir)?;
        let essays: Vec<Essay> = folder
            .essays
            .into_iter()
            .map(|source| source.essay)
            .collect();
        let passages = themes::passages(&folder.codebook, &essays);
        let treated =
            |at: usize, essay: &Essay| site::treated(&folder.codebook, &passages, at, essay);
        let rows = essays
            .iter()
            .enumerate()
            .map(|(at, essay)| Row::of(essay, treated(at, essay)));
        let rows = rows.collect();
        Self::new(
            essays,
            rows,
            Some(folder.collection.base_url.unwrap_or_default()),
        )
    }

    fn of_docs(path: &Path) -> Result<Self> {
        let docs = docs::read(path)?.into_iter();
        let (essays, rows) = docs
            .map(|Doc { name, essay }| {
                let row = Row {
                    name,
                    ..Row::of(&essay, Vec::new())
                };
                (essay, row)
            })
            .unzip();
        Self::new(essays, rows, None)
    }

    fn new(essays: Vec<Essay>, rows: Vec<Row>, base_url: Option<String>) -> Result<Self> {
        let index = Index::open_whole(&site::index(&essays, &rows)?)?;
        Ok(Self {
            essays,
            rows,
            base_url,
            index,
        })
    }

    fn search(&self, query: &str, limit: usize) -> Result<Answer> {
        let start = Instant::now();
        let parsed = search::parse(query);
        let results = self.index.search(&parsed.query, limit)?;
        let hits = results.hits.iter().map(|hit| self.found(&results, hit));
        let hits = hits.collect();
        let took_ms = start.elapsed().as_secs_f64() * 1000.0;
        Ok(Answer {
            result: SearchResult {
                total: results.total,
                took_ms,
                hits,
            },
            relaxed: results.relaxed,
            notes: parsed.notes,
        })
    }

    fn found(&self, results: &Results, hit: &Hit) -> FoundEssay {
        let (row, essay) = (
            &self.rows[hit.essay as usize],
            &self.essays[hit.essay as usize],
        );
        let name = &row.name;
        let text = EssayText::new(essay, row.clone());
        let passages = results.passages(&text, PASSAGES).into_iter();
        let passages =
            passages.map(|found| Passage::new(&essay.blocks[found.block as usize], &found.spans));
        FoundEssay {
            essay: name.clone(),
            title: essay.meta.title.clone(),
            url: self
                .base_url
                .as_ref()
                .map(|base| format!("{base}essays/{name}/")),
            score: hit.score,
            passages: passages.collect(),
        }
    }

    fn batch(&self, queries: &Path, limit: usize, out: &mut impl Write) -> Result<()> {
        docs::for_each_line(queries, |query: BatchQuery| {
            let results = self
                .index
                .search(&search::parse(&query.text).query, limit)?;
            let hits = results.all_hits().take(limit).map(|(_, hit)| BatchHit {
                essay: &self.rows[hit.essay as usize].name,
                score: hit.score,
            });
            let answer = BatchAnswer {
                id: &query.id,
                hits: hits.collect(),
            };
            writeln!(out, "{}", serde_json::to_string(&answer)?)?;
            Ok(())
        })
    }
}

impl Answer {
    /// The result for people: an essay a line, its passages under it.
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let how = if self.relaxed {
            " (nothing has all the words; these have some)"
        } else {
            ""
        };
        writeln!(out, "{}{how}", count(self.result.total, "essay"))?;
        for hit in &self.result.hits {
            writeln!(out, "\n{} [{}]", hit.title, hit.essay)?;
            for passage in &hit.passages {
                writeln!(out, "  {}", passage.line())?;
            }
        }
        Ok(())
    }
}
