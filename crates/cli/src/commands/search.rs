//! `lectern search QUERY [--corpus DIR | --docs FILE.jsonl | --site DIR] [--limit N] [--json]`, or `--batch`.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use search::{Hit, Note, Results};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::docs;
use crate::library::Library;
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
    /// A built site instead of a corpus folder, or a folder of documents that `build --docs` made
    #[arg(long, value_name = "DIR", conflicts_with_all = ["corpus", "docs"])]
    site: Option<PathBuf>,
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
        let mut library = match (&self.docs, &self.site) {
            (Some(docs), _) => Library::of_docs(docs)?,
            (None, Some(site)) => Library::of_site(site)?,
            (None, None) => Library::of_corpus(&self.corpus)?,
        };
        let mut out = BufWriter::new(io::stdout().lock());
        if let Some(queries) = &self.batch {
            batch(
                &mut library,
                queries,
                self.limit.unwrap_or(BATCH_LIMIT),
                &mut out,
            )?;
        } else if let Some(query) = &self.query {
            let answer = Answer::of(&mut library, query, self.limit.unwrap_or(LIMIT))?;
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
    hits: Vec<BatchHit>,
}

#[derive(Serialize)]
struct BatchHit {
    essay: String,
    score: f32,
}

fn found(library: &Library, results: &Results, hit: &Hit, name: String) -> Result<FoundEssay> {
    let (essay, text) = library.text(hit.essay)?;
    let passages = results.passages(&text, PASSAGES).into_iter();
    let passages =
        passages.map(|found| Passage::new(&essay.blocks[found.block as usize], &found.spans));
    Ok(FoundEssay {
        url: library.url(&name),
        essay: name,
        title: essay.meta.title.clone(),
        score: hit.score,
        passages: passages.collect(),
    })
}

fn batch(library: &mut Library, queries: &Path, limit: usize, out: &mut impl Write) -> Result<()> {
    docs::for_each_line(queries, |query: BatchQuery| {
        let results = library.search(&search::parse(&query.text).query, limit)?;
        let hits: Vec<Hit> = results
            .all_hits()
            .map(|(_, hit)| *hit)
            .take(limit)
            .collect();
        let names = library.names(&hits)?;
        let hits = hits.iter().zip(names);
        let hits = hits.map(|(hit, essay)| BatchHit {
            essay,
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

impl Answer {
    fn of(library: &mut Library, query: &str, limit: usize) -> Result<Self> {
        let start = Instant::now();
        let parsed = search::parse(query);
        let results = library.search(&parsed.query, limit)?;
        let names = library.names(&results.hits)?;
        let hits = results.hits.iter().zip(names);
        let hits = hits.map(|(hit, name)| found(library, &results, hit, name));
        let hits = hits.collect::<Result<_>>()?;
        let took_ms = start.elapsed().as_secs_f64() * 1000.0;
        Ok(Self {
            result: SearchResult {
                total: results.total,
                took_ms,
                hits,
            },
            relaxed: results.relaxed,
            notes: parsed.notes,
        })
    }

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
