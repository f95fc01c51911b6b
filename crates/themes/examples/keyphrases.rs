//! Measures key phrases against those that people chose, in a folder of files of
//! `{id, lang, text, keys}` per line: `cargo run --release -p themes --example keyphrases -- DIR`.
//!
//! F1@10: the first ten phrases, lower case, each word stemmed by Snowball, equal ones counted once,
//! against the keys in the same form; the mean over the documents, and over all phrases (micro).
//!
//! With `--features` it prints instead a line for each candidate: document, whether it is a key, its
//! text and features. The weights in `score.rs` were found from that by logistic regression, on halves of the
//! files in turn: constants come from one half and are judged on the other.

use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, Write};

use corpus::Language;
use search::Stemmers;
use serde::Deserialize;
use themes::keyphrases::{candidates, keyphrases};

/// How many phrases are judged.
const TOP: usize = 10;

#[derive(Deserialize)]
struct Document {
    lang: String,
    text: String,
    keys: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let all = arguments.len();
    arguments.retain(|argument| argument != "--features");
    let features = arguments.len() < all;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut files: Vec<_> =
        fs::read_dir(arguments.first().ok_or("name a folder")?)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::path);
    for file in files {
        let lines = fs::read_to_string(file.path())?;
        let Ok(documents) = lines
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<Vec<Document>, _>>()
        else {
            continue;
        };
        let name = file.file_name().to_string_lossy().into_owned();
        let languages: Vec<Language> = documents
            .iter()
            .map(|document| Language::new(&document.lang))
            .collect();
        if features {
            print_features(&name, &documents, &languages, &mut out)?;
        } else {
            measure(&name, &documents, &languages, &mut out)?;
        }
    }
    Ok(())
}

fn measure(
    name: &str,
    documents: &[Document],
    languages: &[Language],
    out: &mut impl Write,
) -> io::Result<()> {
    let (mut f1, mut hits, mut given, mut wanted) = (0.0, 0, 0, 0);
    for (document, language) in documents.iter().zip(languages) {
        let keys: HashSet<String> = document
            .keys
            .iter()
            .map(|key| stemmed(key, language))
            .collect();
        let mut phrases = Vec::new();
        for phrase in keyphrases(&document.text, language, TOP) {
            let phrase = stemmed(&phrase.text, language);
            if !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
        let found = phrases
            .iter()
            .filter(|phrase| keys.contains(*phrase))
            .count();
        f1 += f(found, phrases.len(), keys.len());
        hits += found;
        given += phrases.len();
        wanted += keys.len();
    }
    let mean = f1 / documents.len().max(1) as f64;
    writeln!(
        out,
        "{name}: {} documents, F1@{TOP} {mean:.4}, micro {:.4}",
        documents.len(),
        f(hits, given, wanted)
    )
}

/// The harmonic mean of precision and recall.
fn f(found: usize, given: usize, wanted: usize) -> f64 {
    2.0 * found as f64 / (given + wanted).max(1) as f64
}

/// A phrase as it is compared.
fn stemmed(phrase: &str, language: &Language) -> String {
    let stemmers = Stemmers::of(std::iter::once(language.as_str()));
    let lower = phrase.to_lowercase();
    let words = lower.split_whitespace().map(|word| {
        let stems = stemmers.stems(word);
        stems.into_iter().next().unwrap_or_else(|| word.to_owned())
    });
    words.collect::<Vec<_>>().join(" ")
}

fn print_features(
    name: &str,
    documents: &[Document],
    languages: &[Language],
    out: &mut impl Write,
) -> io::Result<()> {
    for (at, (document, language)) in documents.iter().zip(languages).enumerate() {
        let keys: HashSet<String> = document
            .keys
            .iter()
            .map(|key| stemmed(key, language))
            .collect();
        let text: Vec<char> = document.text.chars().collect();
        for candidate in candidates(&document.text, language) {
            let form = candidate.form(&text);
            let is_key = u8::from(keys.contains(&stemmed(&form, language)));
            write!(out, "{name}\t{at}\t{is_key}\t{form}")?;
            for value in candidate.features {
                write!(out, "\t{value:.4}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
