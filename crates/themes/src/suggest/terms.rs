//! Passages by terms, a matrix for each language.

use std::collections::{BTreeMap, HashMap, HashSet};

use corpus::Language;

use super::factors::SparseRow;
use crate::general::is_general;
use crate::sketch::{Seen, Sketch, size};

/// A term stands in so many passages at least, and in no more than this share of them; of few passages in
/// some more.
const FEWEST: u32 = 3;
const FEW: u32 = 6;
const LARGEST_SHARE: f32 = 0.15;

/// A passage has so many terms at least.
const FEWEST_TERMS: usize = 3;

/// What more than this share of the essays is about, or so many of few essays, names no theme.
const COMMON: f32 = 0.3;
const COMMON_OF_FEW: f32 = 6.0;

/// There are no more terms than this.
const TERMS: usize = 12_000;

/// A general word tells so much of what another would.
const GENERAL: f32 = 0.1;

/// With so many bits of [`Term::burst`] a term is half as telling as it can be.
const BURST: f32 = 0.5;

/// What may name a theme stands in so many essays, where there are as many.
const ESSAYS: u32 = 2;

/// A passage as a row of the matrix.
pub(super) struct Row {
    pub(super) essay: u32,
    pub(super) block: u32,
    /// A hash of its text.
    text: u64,
    pub(super) weights: SparseRow,
}

/// A term.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Term {
    /// As most of the essays that have it among their best phrases write it; empty where none has.
    pub(super) text: String,
    /// How good a name it is there, on average.
    pub(super) quality: f32,
    /// In how many passages it stands.
    pub(super) passages: u32,
    /// How much it says: two words, or four characters, say more than one or two.
    pub(super) size: f32,
    /// What share of the essays has it among their best phrases.
    pub(super) common: f32,
    /// Whether an essay on anything may speak of it.
    pub(super) is_general: bool,
    /// How much more it keeps to some essays than chance would have it, in bits.
    pub(super) burst: f32,
}

impl Term {
    /// How much it tells what a text is about, from 0 to 1.
    pub(super) fn telling(&self) -> f32 {
        let share = self.burst / (self.burst + BURST);
        if self.is_general {
            share * GENERAL
        } else {
            share
        }
    }
}

/// The essays of a language.
pub(super) struct Group {
    pub(super) language: Language,
    pub(super) rows: Vec<Row>,
    pub(super) terms: Vec<Term>,
    /// What more than this share of the essays is about names no theme.
    pub(super) common: f32,
}

/// The languages of some essays, that of the most passages first.
pub(super) fn groups(sketches: &[Sketch]) -> Vec<Group> {
    let mut languages: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (essay, sketch) in (0..).zip(sketches) {
        languages
            .entry(sketch.language.primary())
            .or_default()
            .push(essay);
    }
    let groups = languages
        .into_values()
        .map(|essays| Group::of(sketches, &essays));
    let mut groups: Vec<Group> = groups.filter(|group| !group.rows.is_empty()).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.size()));
    groups
}

impl Group {
    /// How much text there is: the terms of all passages.
    pub(super) fn size(&self) -> usize {
        self.rows.iter().map(|row| row.weights.len()).sum()
    }

    fn of(sketches: &[Sketch], essays: &[u32]) -> Self {
        let own = || {
            essays
                .iter()
                .map(|&essay| (essay, &sketches[essay as usize]))
        };
        let seen = Seen::of(own().map(|(_, sketch)| sketch));
        let passages: usize = own().map(|(_, sketch)| sketch.rows.len()).sum();
        let language = commonest(own().map(|(_, sketch)| &sketch.language));
        let lengths: Vec<f32> = own().map(|(_, sketch)| sketch.length() as f32).collect();
        let (terms, places) = chosen(seen, passages, &lengths, &language);
        let rows = own().flat_map(|(essay, sketch)| {
            let terms = &terms;
            let places = &places;
            sketch.rows.iter().map(move |row| Row {
                essay,
                block: row.block,
                text: row.text,
                weights: weights(&row.keys, terms, places, passages),
            })
        });
        Self {
            rows: telling(rows.collect()),
            language,
            terms,
            common: COMMON.max(COMMON_OF_FEW / essays.len() as f32),
        }
    }
}

/// The rows that are about something: neither a line with hardly a term, nor one that other essays
/// have too (a salutation, a licence).
fn telling(rows: Vec<Row>) -> Vec<Row> {
    let mut essays: HashMap<u64, u32> = HashMap::new();
    let mut repeated = HashSet::new();
    for row in &rows {
        if *essays.entry(row.text).or_insert(row.essay) != row.essay {
            repeated.insert(row.text);
        }
    }
    let rows = rows.into_iter();
    rows.filter(|row| row.weights.len() >= FEWEST_TERMS && !repeated.contains(&row.text))
        .collect()
}

/// The terms, and their places by key.
fn chosen(
    seen: HashMap<u64, Seen>,
    passages: usize,
    lengths: &[f32],
    language: &Language,
) -> (Vec<Term>, HashMap<u64, u32>) {
    let essays = lengths.len();
    let passages = passages as f32;
    let most = (passages * LARGEST_SHARE)
        .max(passages.sqrt() * 2.0)
        .max(FEW as f32) as u32;
    let mut kept: Vec<(u64, Seen)> = seen
        .into_iter()
        .filter(|(_, phrase)| (FEWEST..=most).contains(&phrase.passages))
        .collect();
    // The commonest, in an order that does not depend on where the map has them.
    kept.sort_by_key(|(key, phrase)| (std::cmp::Reverse(phrase.passages), *key));
    kept.truncate(TERMS);
    let least = if essays < 4 { 1 } else { ESSAYS };
    let places = kept.iter().map(|(key, _)| *key).zip(0..).collect();
    let terms = kept
        .into_iter()
        .map(|(_, phrase)| term(&phrase, least, lengths, language));
    (terms.collect(), places)
}

fn term(phrase: &Seen, least: u32, lengths: &[f32], language: &Language) -> Term {
    let form = phrase.form();
    let is_general = is_general(language.primary(), &form);
    let is_name = phrase.essays >= least && !is_general;
    Term {
        is_general,
        quality: phrase.quality / phrase.essays.max(1) as f32,
        passages: phrase.passages,
        size: size(&form),
        common: phrase.essays as f32 / lengths.len().max(1) as f32,
        burst: burst(phrase, lengths),
        text: if is_name { form } else { String::new() },
    }
}

/// Residual inverse document frequency (Church and Gale, *Poisson mixtures*, 1995): what a text is about comes
/// again and again in it, and in few; what only serves to say something is spread over all. `lengths` are those of
/// the essays.
fn burst(phrase: &Seen, lengths: &[f32]) -> f32 {
    let all: f32 = lengths.iter().sum();
    let rate = phrase.count as f32 / all.max(1.0);
    let expected: f32 = lengths
        .iter()
        .map(|length| 1.0 - (-rate * length).exp())
        .sum();
    (expected / phrase.texts.max(1) as f32).log2().max(0.0)
}

fn commonest<'l>(languages: impl Iterator<Item = &'l Language>) -> Language {
    let mut counts: BTreeMap<&Language, u32> = BTreeMap::new();
    languages.for_each(|language| *counts.entry(language).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or_else(|| Language::new("und"), |(language, _)| language.clone())
}

/// The weights of a passage's terms (tf-idf), of length one.
fn weights(keys: &[u64], terms: &[Term], places: &HashMap<u64, u32>, passages: usize) -> SparseRow {
    let mut at: Vec<u32> = keys
        .iter()
        .filter_map(|key| places.get(key).copied())
        .collect();
    at.sort_unstable();
    let mut row: SparseRow = at
        .chunk_by(|one, other| one == other)
        .map(|same| {
            let term = &terms[same[0] as usize];
            let idf = (passages as f32 / term.passages as f32).ln();
            (
                same[0],
                (1.0 + (same.len() as f32).ln()) * idf * term.size * term.telling(),
            )
        })
        .collect();
    let length = row
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    row.iter_mut()
        .for_each(|(_, weight)| *weight /= length.max(f32::EPSILON));
    row
}
