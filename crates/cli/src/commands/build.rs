//! `lectern build [--corpus DIR | --docs FILE.jsonl] [--out DIR] [--app DIR] [--base-url URL] [--strict] [--json]`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use site::Options;
use site::app::App;

use crate::built::Built;
use crate::messages::{Messages, count, result};
use crate::outcome::Outcome;

/// What to build, and where to.
#[derive(Args)]
pub(crate) struct Build {
    /// The corpus folder
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Documents instead of a corpus folder: {id, title, text, lang?} per line; makes a folder that
    /// can be searched, with the page bench.html
    #[arg(long, value_name = "FILE.jsonl", conflicts_with = "corpus")]
    docs: Option<PathBuf>,
    /// Where the site is written
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// One file that holds the whole site, and opens by a double click, instead of a folder
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "docs"])]
    single_file: Option<PathBuf>,
    /// Another built application than the one inside this program
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// Where the site will be found
    #[arg(long, value_name = "URL", value_parser = ingest::collection::web_address)]
    base_url: Option<String>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Print what was built as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct BuiltDocs {
    documents: usize,
    unchanged: usize,
    parts: usize,
    index_bytes: usize,
}

impl Build {
    /// Builds the site. What is at fault in the corpus is said and left out.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let app = crate::app::app(self.app.as_deref())?;
        if let Some(docs) = &self.docs {
            return self.build_docs(docs, &app);
        }
        let options = Options {
            corpus: self.corpus.clone(),
            out: self.single_file.clone().unwrap_or(self.out.clone()),
            base_url: self.base_url.clone(),
            compressed: true,
        };
        let report = match self.single_file {
            Some(_) => site::build_one_file(&options, &app)?,
            None => site::build(&options, &app)?,
        };
        let built = Built::new(&report);
        built.tell(&self.corpus, &options.out.display().to_string());
        if self.json {
            result(&serde_json::to_string(&built)?)?;
        }
        let faults = built.errors + if self.strict { built.warnings } else { 0 };
        Ok(Outcome::of_faults(faults))
    }

    fn build_docs(&self, docs: &Path, app: &App) -> anyhow::Result<Outcome> {
        let report = crate::docs::build(docs, &self.out, app)?;
        Messages::stderr().say(&format!(
            "{}: {} ({} unchanged) in {} of {} KB",
            self.out.display(),
            count(report.documents, "document"),
            report.known,
            count(report.parts, "index file"),
            report.bytes.div_ceil(1000),
        ));
        if self.json {
            let built = BuiltDocs {
                documents: report.documents,
                unchanged: report.known,
                parts: report.parts,
                index_bytes: report.bytes,
            };
            result(&serde_json::to_string(&built)?)?;
        }
        Ok(Outcome::Done)
    }
}
