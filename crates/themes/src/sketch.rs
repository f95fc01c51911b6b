//! What an essay speaks of, block by block, in so few bytes that ten thousand fit into memory.

use std::collections::{BTreeMap, HashMap};

use corpus::text::{is_han, is_kana};
use corpus::{Essay, Kind, Language};

use xxhash_rust::xxh64::xxh64;

use crate::keyphrases::{Phrase, keyphrases};

/// An essay has a phrase for so many scalars, and these many at least and at most.
const SCALARS_PER_PHRASE: usize = 20;
const FEWEST: usize = 40;
const MOST: usize = 400;

/// So many of an essay's best phrases may name a theme.
const NAMES: usize = 40;

/// What a theme may be named by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) key: u64,
    pub(crate) text: String,
    /// How good a name it is, from 0 to 1.
    pub(crate) quality: f32,
}

/// A block that is a passage.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// Its place in the essay.
    pub(crate) block: u32,
    /// A hash of its text.
    pub(crate) text: u64,
    /// The keys of the phrases that stand in it, each as often as it does.
    pub(crate) keys: Vec<u64>,
}

/// The phrases of an essay and where they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    pub(crate) language: Language,
    pub(crate) names: Vec<Name>,
    pub(crate) rows: Vec<Row>,
}

impl Sketch {
    /// How often phrases stand in it.
    pub(crate) fn length(&self) -> usize {
        self.rows.iter().map(|row| row.keys.len()).sum()
    }

    /// The primary part of its language's tag.
    pub(crate) fn language(&self) -> &str {
        self.language.primary()
    }

    /// Reads an essay. This is most of the work of a suggestion, and each essay's can be done by itself.
    pub fn of(essay: &Essay) -> Self {
        let mut text = format!("{}\n\n", essay.meta.title);
        let mut length = text.chars().count();
        let mut starts = Vec::new();
        for (place, block) in (0..).zip(&essay.blocks) {
            // Notes are about books and persons, whatever the essay is about.
            if block.can_be_passage() && !matches!(block.kind, Kind::Footnote { .. }) {
                let hash = xxh64(block.text.as_bytes(), 0);
                starts.push((length, place, hash));
                text.push_str(&block.text);
                text.push_str("\n\n");
                length += block.text.chars().count() + 2;
            }
        }
        let top = (length / SCALARS_PER_PHRASE).clamp(FEWEST, MOST);
        let phrases = keyphrases(&text, &essay.meta.language, top);
        Self {
            language: essay.meta.language.clone(),
            rows: rows(&phrases, &starts),
            names: names(phrases),
        }
    }
}

fn rows(phrases: &[Phrase], starts: &[(usize, u32, u64)]) -> Vec<Row> {
    let mut rows: Vec<Row> = starts
        .iter()
        .map(|&(_, block, text)| Row {
            block,
            text,
            keys: Vec::new(),
        })
        .collect();
    for phrase in phrases {
        for &(start, _) in &phrase.places {
            let behind = starts.partition_point(|&(from, ..)| from <= start as usize);
            if let Some(row) = behind.checked_sub(1).and_then(|at| rows.get_mut(at)) {
                row.keys.push(phrase.key);
            }
        }
    }
    rows.retain(|row| !row.keys.is_empty());
    rows
}

/// The best phrases, each in the form that the essay has.
fn names(phrases: Vec<Phrase>) -> Vec<Name> {
    let names = phrases.into_iter().take(NAMES).map(|phrase| {
        let odds = phrase.score.exp();
        Name {
            key: phrase.key,
            quality: (odds / (1.0 + odds)).powf(1.5) * phrase.whole,
            text: phrase.text,
        }
    });
    names.collect()
}

/// A phrase in several essays.
#[derive(Default)]
pub(crate) struct Seen {
    /// In how many passages it stands.
    pub(crate) passages: u32,
    /// In how many essays it stands.
    pub(crate) texts: u32,
    /// How often it stands there, in sum.
    pub(crate) count: u32,
    /// How many essays have it among their best phrases.
    pub(crate) essays: u32,
    /// How good a name it is in these, in sum.
    pub(crate) quality: f32,
    forms: BTreeMap<String, u32>,
}

impl Seen {
    /// The phrases of some sketches of one language, by their keys.
    pub(crate) fn of<'s>(sketches: impl Iterator<Item = &'s Sketch>) -> HashMap<u64, Self> {
        let mut seen: HashMap<u64, Self> = HashMap::new();
        for sketch in sketches {
            let mut all: Vec<u64> = Vec::new();
            for row in &sketch.rows {
                let mut keys = row.keys.clone();
                all.extend(&keys);
                keys.sort_unstable();
                keys.dedup();
                keys.into_iter()
                    .for_each(|key| seen.entry(key).or_default().passages += 1);
            }
            all.sort_unstable();
            for same in all.chunk_by(|one, other| one == other) {
                let phrase = seen.entry(same[0]).or_default();
                phrase.texts += 1;
                phrase.count += u32::try_from(same.len()).unwrap_or(u32::MAX);
            }
            for name in &sketch.names {
                let phrase = seen.entry(name.key).or_default();
                phrase.essays += 1;
                phrase.quality += name.quality;
                *phrase.forms.entry(name.text.clone()).or_default() += 1;
            }
        }
        seen
    }

    /// How most of the essays that have it among their best phrases write it, of several ways that with
    /// small letters; empty where none has.
    pub(crate) fn form(&self) -> String {
        let most = self
            .forms
            .iter()
            .max_by_key(|(form, count)| (**count, form.as_str()));
        most.map(|(form, _)| form.clone()).unwrap_or_default()
    }
}

/// How much a phrase says: from one, a word or two characters, to two.
pub(crate) fn size(phrase: &str) -> f32 {
    let words = phrase.split(' ').count();
    let characters = phrase
        .chars()
        .filter(|&scalar| is_han(scalar) || is_kana(scalar))
        .count();
    let more = (words - 1) as f32 + characters.saturating_sub(2) as f32 / 2.0;
    1.0 + more.min(2.0) / 2.0
}
