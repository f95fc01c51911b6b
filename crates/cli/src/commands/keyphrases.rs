//! `lectern keyphrases --batch FILE.jsonl [--top N]`.

use std::convert::Infallible;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use corpus::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use site::cores;

use crate::docs;
use crate::outcome::Outcome;

/// How many texts are worked on in one piece.
const PIECE: usize = 64;

/// Whose key phrases to find.
#[derive(Args)]
pub(crate) struct Keyphrases {
    /// Texts, {id, lang?, text} per line; prints {id, phrases: [...]} per line
    #[arg(long, value_name = "FILE.jsonl")]
    batch: PathBuf,
    /// How many phrases of each text, the best first
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
}

/// A line of a batch.
#[derive(Deserialize)]
struct Text {
    id: Value,
    lang: Option<String>,
    text: String,
}

/// The answer to it.
#[derive(Serialize)]
struct Answer {
    id: Value,
    phrases: Vec<String>,
}

impl Keyphrases {
    /// Finds the phrases and prints them.
    pub(crate) fn run(self) -> Result<Outcome> {
        let mut texts = Vec::new();
        docs::for_each_line(&self.batch, |text: Text| {
            texts.push(text);
            Ok(())
        })?;
        let mut texts = texts.into_iter();
        let take = || {
            let piece: Vec<Text> = texts.by_ref().take(PIECE).collect();
            Ok::<_, Infallible>((!piece.is_empty()).then_some(piece))
        };
        let answer = |piece: Vec<Text>| {
            let answers = piece.into_iter().map(|text| text.answer(self.top));
            Ok(answers.collect::<Vec<_>>())
        };
        let Ok(answers) = cores::on_cores(cores::cores(), take, answer);
        let mut out = BufWriter::new(io::stdout().lock());
        for answer in answers.into_iter().flatten() {
            writeln!(out, "{}", serde_json::to_string(&answer)?)?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

impl Text {
    fn answer(self, top: usize) -> Answer {
        let stated = self
            .lang
            .filter(|tag| !tag.is_empty())
            .map(|tag| Language::new(&tag));
        let language = stated.or_else(|| ingest::detect_language(&self.text));
        let language = language.unwrap_or_else(|| Language::new("und"));
        let phrases = themes::keyphrases::keyphrases(&self.text, &language, top);
        Answer {
            id: self.id,
            phrases: phrases.into_iter().map(|phrase| phrase.text).collect(),
        }
    }
}
