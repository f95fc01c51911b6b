//! `lectern themes [--corpus DIR] [--json | --export FORMAT [--out FILE] | --import FILE | --suggest N]`.

mod exchange;
mod suggest;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use corpus::{Codebook, Essay, Reason};
use serde::Serialize;

use self::exchange::Format;
use crate::messages::{Messages, count};
use crate::outcome::Outcome;
use crate::passage::Passage;

/// Whose themes to list.
#[derive(Args)]
pub(crate) struct Themes {
    /// The corpus folder
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Print the themes with all their passages as JSON
    #[arg(long)]
    json: bool,
    /// Write the codebook for other programs
    #[arg(long, value_name = "FORMAT", conflicts_with = "json")]
    export: Option<Format>,
    /// Where to, instead of standard output
    #[arg(long, value_name = "FILE", requires = "export")]
    out: Option<PathBuf>,
    /// Print a codebook of another program (QDC, CSV, SKOS as JSON-LD) as themes.toml
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "export"])]
    import: Option<PathBuf>,
    /// Print so many themes that the essays suggest, as themes.toml or JSON
    #[arg(long, value_name = "N", conflicts_with_all = ["export", "import"])]
    suggest: Option<usize>,
    /// Suggest themes for documents instead of a corpus folder: {id, title, text, lang?} per line
    #[arg(
        long,
        value_name = "FILE.jsonl",
        requires = "suggest",
        conflicts_with = "corpus"
    )]
    docs: Option<PathBuf>,
}

/// A theme as it is printed.
#[derive(Serialize)]
struct Listed {
    id: String,
    parent: Option<String>,
    label: String,
    #[serde(skip)]
    depth: usize,
    count: usize,
    essays: usize,
    passages: Vec<EssayPassage>,
}

#[derive(Serialize)]
struct EssayPassage {
    essay: String,
    #[serde(flatten)]
    passage: Passage,
    why: Vec<Why>,
}

/// Why a block is a passage, and of which theme: the one that is listed, or one below it.
#[derive(Serialize)]
struct Why {
    theme: String,
    /// The reason that an editor gave; none where the theme's query found it.
    #[serde(skip_serializing_if = "Option::is_none")]
    editor: Option<String>,
}

impl Themes {
    /// Lists, exports, imports or suggests themes.
    pub(crate) fn run(self) -> Result<Outcome> {
        if let Some(number) = self.suggest {
            return suggest::print(&self.corpus, self.docs.as_deref(), number, self.json);
        }
        match (self.export, &self.import) {
            (Some(format), _) => exchange::export(&self.corpus, format, self.out.as_deref()),
            (None, Some(file)) => exchange::import(&self.corpus, file),
            (None, None) => self.list(),
        }
    }

    /// Finds the passages and prints the themes.
    fn list(self) -> Result<Outcome> {
        let folder = site::folder::read(&self.corpus)?;
        let essays: Vec<Essay> = folder
            .essays
            .into_iter()
            .map(|source| source.essay)
            .collect();
        let codebook = &folder.codebook;
        for (theme, compiled) in codebook.themes().iter().zip(themes::compile(codebook)) {
            for note in compiled.notes {
                Messages::stderr().say(&format!("note: theme {}: {note}", theme.id));
            }
        }
        let listed = listed(codebook, &essays, &folder.collection.language());
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            writeln!(out, "{}", serde_json::to_string_pretty(&listed)?)?;
        } else {
            listed
                .iter()
                .try_for_each(|theme| writeln!(out, "{}", theme.line()))?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

impl Listed {
    /// The theme for people, set in under the one above it.
    fn line(&self) -> String {
        let name = format!("{}{} [{}]", "  ".repeat(self.depth), self.label, self.id);
        format!(
            "{name:<60} {} in {}",
            count(self.count, "passage"),
            count(self.essays, "essay")
        )
    }
}

fn listed(codebook: &Codebook, essays: &[Essay], language: &corpus::Language) -> Vec<Listed> {
    let passages = site::passages(codebook, essays);
    let spoken_of = |(at, essay)| themes::spoken_of(codebook, &passages, at, essay);
    let spoken_of: Vec<(usize, usize)> = essays.iter().enumerate().flat_map(spoken_of).collect();
    let themes = codebook.themes().iter().enumerate().zip(&passages);
    let listed = themes.map(|((at, theme), passages)| Listed {
        id: theme.id.to_string(),
        parent: theme.parent.as_ref().map(ToString::to_string),
        label: theme.label.text(language).to_owned(),
        depth: codebook.depth(at),
        count: passages.len(),
        essays: spoken_of.iter().filter(|(theme, _)| *theme == at).count(),
        passages: passages
            .iter()
            .map(|passage| in_essay(codebook, passage, essays))
            .collect(),
    });
    listed.collect()
}

fn in_essay(codebook: &Codebook, passage: &corpus::Passage, essays: &[Essay]) -> EssayPassage {
    let essay = &essays[passage.essay as usize];
    let block = &essay.blocks[passage.block as usize];
    EssayPassage {
        essay: essay.meta.id.to_string(),
        passage: Passage::new(block, &passage.spans),
        why: passage
            .reasons
            .iter()
            .map(|reason| why(codebook, essay, *reason))
            .collect(),
    }
}

fn why(codebook: &Codebook, essay: &Essay, reason: Reason) -> Why {
    match reason {
        Reason::Rule(theme) => Why {
            theme: codebook.themes()[theme as usize].id.to_string(),
            editor: None,
        },
        Reason::Editor(decision) => {
            let decision = &essay.decisions[decision as usize];
            Why {
                theme: decision.theme.to_string(),
                editor: Some(decision.why.clone()),
            }
        }
    }
}
