//! `lectern themes --suggest N`: themes that an editor might want, ready to be copied into `themes.toml`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Result;
use corpus::{Essay, Language};
use serde::Serialize;
use site::docs::Doc;
use site::folder::SourceEssay;
use themes::codebook::toml;
use themes::suggest::{Suggestion, suggest};

use crate::docs;
use crate::messages::count;
use crate::outcome::Outcome;
use crate::passage::Passage;

/// Essays, and the name that each is listed by.
struct Named {
    essays: Vec<Essay>,
    names: Vec<String>,
}

/// A suggestion as it is printed for programs.
#[derive(Serialize)]
struct Printed<'a> {
    id: &'a str,
    language: &'a str,
    label: &'a str,
    query: &'a str,
    evidence: &'a [String],
    count: usize,
    passages: Vec<InEssay>,
    toml: String,
}

#[derive(Serialize)]
struct InEssay {
    essay: String,
    #[serde(flatten)]
    passage: Passage,
}

/// Prints so many suggestions for the essays of a corpus folder, or for documents in their stead.
pub(super) fn print(
    corpus: &Path,
    documents: Option<&Path>,
    number: usize,
    json: bool,
) -> Result<Outcome> {
    let named = match documents {
        Some(file) => Named::of_docs(docs::read(file)?),
        None => Named::of_essays(site::folder::read(corpus)?.essays),
    };
    let sketches = site::sketches(&named.essays);
    let suggestions = suggest(&named.essays, &sketches, number);
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        let printed: Vec<Printed> = suggestions
            .iter()
            .map(|suggestion| named.printed(suggestion))
            .collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&printed)?)?;
    } else {
        for (at, suggestion) in suggestions.iter().enumerate() {
            let gap = if at > 0 { "\n" } else { "" };
            write!(
                out,
                "{gap}{}{}",
                named.comment(suggestion),
                toml::theme(&suggestion.theme)
            )?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

impl Named {
    fn of_essays(sources: Vec<SourceEssay>) -> Self {
        let essays: Vec<Essay> = sources.into_iter().map(|source| source.essay).collect();
        let names = essays
            .iter()
            .map(|essay| essay.meta.id.to_string())
            .collect();
        Self { essays, names }
    }

    fn of_docs(docs: Vec<Doc>) -> Self {
        let (essays, names) = docs
            .into_iter()
            .map(|Doc { name, essay }| (in_its_language(essay), name))
            .unzip();
        Self { essays, names }
    }

    /// The suggestion's passages and phrases, as comments above it.
    fn comment(&self, suggestion: &Suggestion) -> String {
        let evidence = suggestion.evidence.join(", ");
        let mut comment = format!("# {}; {evidence}\n", count(suggestion.count, "passage"));
        for (name, passage) in self.passages(suggestion) {
            let line = passage.bracketed();
            comment.push_str(&format!("# {name} #{}: {line}\n", passage.block));
        }
        comment
    }

    fn printed<'a>(&self, suggestion: &'a Suggestion) -> Printed<'a> {
        let theme = &suggestion.theme;
        let (language, label) = theme
            .label
            .iter()
            .next()
            .map_or(("", ""), |(language, label)| (language.as_str(), label));
        let passages = self.passages(suggestion);
        Printed {
            id: theme.id.as_str(),
            language,
            label,
            query: &theme.query,
            evidence: &suggestion.evidence,
            count: suggestion.count,
            passages: passages
                .map(|(essay, passage)| InEssay {
                    essay: essay.to_owned(),
                    passage,
                })
                .collect(),
            toml: toml::theme(theme),
        }
    }

    fn passages(&self, suggestion: &Suggestion) -> impl Iterator<Item = (&str, Passage)> {
        suggestion.passages.iter().filter_map(|passage| {
            let essay = passage.essay as usize;
            let block = self.essays.get(essay)?.blocks.get(passage.block as usize)?;
            Some((
                self.names.get(essay)?.as_str(),
                Passage::new(block, &passage.spans),
            ))
        })
    }
}

/// The document with the language that its text is in, where it does not say.
fn in_its_language(mut essay: Essay) -> Essay {
    if essay.meta.language.primary() == "und" {
        let text: Vec<&str> = essay
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .collect();
        let found = ingest::detect_language(&text.join("\n"));
        essay.meta.language = found.unwrap_or_else(|| Language::new("und"));
    }
    essay
}
