//! Candidates in scripts without spaces: runs of characters that stand free of their neighbours.

use std::collections::HashSet;
use std::sync::OnceLock;

use corpus::Language;
use corpus::text::{is_han, is_kana};
use search::analysis::{self, Kind};
use xxhash_rust::xxh64::xxh64;

use super::candidate::{Candidate, Ordered};
use super::grams::{BREAK, Grams, LONGEST, Unit, hash};
use super::title;
use super::tokens;
use super::words::Words;

/// Function words and verbs of Chinese, at which a run is likely to end, and general words, which
/// are seldom key phrases by themselves. Simplified; texts are compared in simplified form.
const WORDS: &str = include_str!("words/zh.txt");

/// Characters that no candidate begins or ends with.
const PARTICLES: &str = "的了是着们之";

/// Characters with which a candidate hardly ends.
const BAD_ENDS: &str = "来出了过时中上下内后前";

/// What makes a noun of the characters before it.
const SUFFIXES: &str = "法性化学型率度器剂酶病症国省市论物体量力系业式";

/// What a unit is in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Function,
    Verb,
    Content,
}

/// A text as units, with where each stands.
struct Text {
    units: Vec<Unit>,
    /// First scalar of each unit and the one behind its last.
    places: Vec<(usize, usize)>,
    /// The characters as they are compared; of other units nothing.
    characters: Vec<Option<char>>,
}

impl Text {
    /// Cuts a text into units.
    fn of(text: &[char]) -> Self {
        let whole: String = text.iter().collect();
        let mut read = Self {
            units: Vec::new(),
            places: Vec::new(),
            characters: Vec::new(),
        };
        let english = Words::of("en");
        let mut end = 0;
        for token in analysis::tokens(&whole) {
            let (from, to) = (token.span.start as usize, token.span.end as usize);
            let between = &text[end.min(from)..from];
            let is_latin = token.kind == Kind::Word;
            if is_latin
                && english
                    .class(&token.term)
                    .is_some_and(tokens::Class::is_function)
            {
                continue;
            }
            if is_latin && read.joins(between) {
                let last = read.units.len() - 1;
                read.units[last] = word(&text[read.places[last].0..to]);
                read.places[last].1 = to;
            } else {
                if !between.is_empty() {
                    read.push(BREAK, (end, from), None);
                }
                let character = token.term.chars().next().filter(|_| !is_latin);
                let unit = character.map_or_else(|| word(&text[from..to]), u32::from);
                read.push(unit, (from, to), character);
            }
            end = to;
        }
        read
    }

    /// Whether a foreign word goes on over what stands between it and the next (T-R, 1.5, SrAl2O4).
    fn joins(&self, between: &[char]) -> bool {
        let is_word = self.units.last().is_some_and(|&unit| unit != BREAK)
            && self.characters.last() == Some(&None);
        is_word
            && between.len() <= 1
            && between
                .iter()
                .all(|scalar| matches!(scalar, '-' | '－' | '.' | '/' | '+' | '·'))
    }

    fn push(&mut self, unit: Unit, place: (usize, usize), character: Option<char>) {
        self.units.push(unit);
        self.places.push(place);
        self.characters.push(character);
    }
}

/// The unit of a foreign word: no character's number.
fn word(written: &[char]) -> Unit {
    let lower: String = written
        .iter()
        .flat_map(|scalar| scalar.to_lowercase())
        .collect();
    0x8000_0000 | u32::try_from(xxh64(lower.as_bytes(), 0) & 0x7fff_ffff).unwrap_or(1)
}

/// Where words of the list stand, found by taking the longest from left to right.
struct Cuts {
    class: Vec<Class>,
    /// Whether a listed word begins or ends before a unit.
    at: Vec<bool>,
    /// Whether a listed word stands on both sides of it.
    inside: Vec<bool>,
}

impl Cuts {
    fn of(text: &Text) -> Self {
        let length = text.units.len();
        let mut cuts = Self {
            class: vec![Class::Content; length],
            at: vec![false; length + 1],
            inside: vec![false; length + 1],
        };
        let lists = Lists::get();
        let mut at = 0;
        while at < length {
            let Some((words, class)) = lists.longest(&text.characters[at..]) else {
                if text.characters[at].is_some_and(is_hiragana) {
                    cuts.mark(at, 1, Class::Function);
                }
                at += 1;
                continue;
            };
            cuts.mark(at, words, class);
            at += words;
        }
        cuts
    }

    fn mark(&mut self, at: usize, length: usize, class: Class) {
        self.at[at] = true;
        self.at[at + length] = true;
        self.class[at..at + length].fill(class);
        self.inside[at + 1..at + length].fill(true);
    }
}

/// The lists of words.
struct Lists {
    functions: HashSet<&'static str>,
    verbs: HashSet<&'static str>,
    general: HashSet<&'static str>,
    longest: usize,
}

impl Lists {
    fn get() -> &'static Self {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(|| {
            let mut sections = WORDS.split("# ").skip(1).map(|section| {
                section
                    .lines()
                    .skip(1)
                    .flat_map(str::split_ascii_whitespace)
                    .collect()
            });
            let mut next = || -> HashSet<&'static str> { sections.next().unwrap_or_default() };
            let (functions, verbs, general) = (next(), next(), next());
            let longest = functions
                .iter()
                .chain(&verbs)
                .map(|word| word.chars().count())
                .max();
            Self {
                functions,
                verbs,
                general,
                longest: longest.unwrap_or(0),
            }
        })
    }

    /// The longest listed word that the characters begin with.
    fn longest(&self, characters: &[Option<char>]) -> Option<(usize, Class)> {
        let run: String = characters
            .iter()
            .take(self.longest)
            .map_while(|character| *character)
            .collect();
        let mut end = run.len();
        loop {
            let (start, _) = run[..end].char_indices().next_back()?;
            let word = &run[..end];
            if self.functions.contains(word) {
                return Some((word.chars().count(), Class::Function));
            }
            if self.verbs.contains(word) {
                return Some((word.chars().count(), Class::Verb));
            }
            end = start;
        }
    }
}

/// In Japanese, what stands between nouns.
fn is_hiragana(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ')
}

/// What is known of a candidate before the whole text has been read.
struct Found {
    first: usize,
    length: usize,
    times: u32,
    title: bool,
    left_break: u32,
    left_word: u32,
    right_break: u32,
    right_word: u32,
    whole: u32,
    left_inside: u32,
    right_inside: u32,
    places: Vec<(u32, u32)>,
}

/// The candidates of a text, in the order in which they first stand there.
pub(super) fn candidates(scalars: &[char]) -> Vec<Candidate> {
    let text = Text::of(scalars);
    let grams = Grams::of(&text.units);
    let cuts = Cuts::of(&text);
    let title = title::title(scalars);
    let mut found: Ordered<Found> = Ordered::default();
    for first in 0..text.units.len() {
        for end in first + 1..=text.units.len().min(first + LONGEST) {
            if text.units[end - 1] == BREAK {
                break;
            }
            let is_function = cuts.class[first..end]
                .iter()
                .all(|class| *class == Class::Function);
            if !is_function && may_be(&text, first, end) {
                let key = hash(&text.units[first..end]);
                let entry = found.entry(key, || Found::new(first, end - first));
                entry.add(first, &text, &cuts);
                entry.title |= title.contains(&text.places[first].0);
            }
        }
    }
    let found = found
        .values
        .into_iter()
        .filter(|(_, found)| found.stands_out());
    found
        .map(|(key, found)| Candidate {
            key,
            whole: found.whole as f32 / found.times.max(1) as f32,
            features: found.features(&text, &cuts, &grams, scalars.len()),
            places: found.places,
        })
        .collect()
}

/// Whether units may be a phrase by what they are.
fn may_be(text: &Text, first: usize, end: usize) -> bool {
    let is_particle = |at: usize| {
        text.characters[at]
            .is_some_and(|character| PARTICLES.contains(character) || is_hiragana(character))
    };
    let (start, stop) = (text.places[first].0, text.places[end - 1].1);
    stop - start >= 2 && !is_particle(first) && !is_particle(end - 1)
}

impl Found {
    fn new(first: usize, length: usize) -> Self {
        Self {
            first,
            length,
            times: 0,
            title: false,
            left_break: 0,
            left_word: 0,
            right_break: 0,
            right_word: 0,
            whole: 0,
            left_inside: 0,
            right_inside: 0,
            places: Vec::new(),
        }
    }

    fn add(&mut self, first: usize, text: &Text, cuts: &Cuts) {
        let end = first + self.length;
        let is_break = |at: Option<usize>| {
            at.is_none_or(|at| text.units.get(at).is_none_or(|&unit| unit == BREAK))
        };
        let is_word = |at: usize| {
            cuts.class
                .get(at)
                .is_some_and(|class| *class != Class::Content)
        };
        let (left_break, right_break) = (is_break(first.checked_sub(1)), is_break(Some(end)));
        let left_word = !left_break && cuts.at[first] && is_word(first - 1);
        let right_word = !right_break && cuts.at[end] && is_word(end);
        self.times += 1;
        self.left_break += u32::from(left_break);
        self.left_word += u32::from(left_word);
        self.right_break += u32::from(right_break);
        self.right_word += u32::from(right_word);
        self.whole += u32::from((left_break || left_word) && (right_break || right_word));
        self.left_inside += u32::from(cuts.inside[first]);
        self.right_inside += u32::from(cuts.inside[end]);
        let (start, stop) = (text.places[first].0, text.places[end - 1].1);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.places.push((place(start), place(stop)));
    }

    /// Whether there is anything for it: a text has thousands of runs, and most are pieces of words.
    fn stands_out(&self) -> bool {
        if self.times > 1 {
            return true;
        }
        let is_piece = self.left_inside + self.right_inside > 0;
        let has_edge = self.left_break + self.left_word + self.right_break + self.right_word > 0;
        !is_piece && (has_edge || self.title)
    }

    /// What it scores by, in the order of the weights.
    fn features(&self, text: &Text, cuts: &Cuts, grams: &Grams, scalars: usize) -> Vec<f32> {
        let times = self.times as f32;
        let share = |part: u32| part as f32 / times;
        let flag = |holds: bool| f32::from(u8::from(holds));
        let end = self.first + self.length;
        let run = &text.units[self.first..end];
        let gram = grams.get(run);
        let written: String = text.characters[self.first..end]
            .iter()
            .map(|character| character.unwrap_or('\0'))
            .collect();
        let general = &Lists::get().general;
        let class = &cuts.class[self.first..end];
        let inner = (self.first + 1..end).filter(|&at| cuts.at[at]).count();
        let has = |set: &str| {
            flag(
                written
                    .chars()
                    .next_back()
                    .is_some_and(|last| set.contains(last)),
            )
        };
        let length = |units: usize| flag(self.length == units);
        let foreign = text.characters[self.first..end].iter().any(Option::is_none);
        let first = self.places.first().map_or(0, |place| place.0) as f32;
        vec![
            times.ln(),
            flag(self.title),
            share(self.left_break),
            share(self.left_word),
            share(self.right_break),
            share(self.right_word),
            share(self.whole),
            share(self.left_inside),
            share(self.right_inside),
            ((1.0 + first) / scalars.max(1) as f32).ln(),
            length(3),
            length(4),
            length(5),
            length(6),
            flag(self.length >= 7),
            gram.left,
            gram.right,
            gram.left.min(gram.right),
            flag(general.contains(written.as_str())),
            flag(foreign),
            has(SUFFIXES),
            has(BAD_ENDS),
            flag(class.iter().all(|class| *class == Class::Content)),
            flag(class[0] != Class::Content),
            flag(class[class.len() - 1] != Class::Content),
            inner as f32,
            flag(inner == 0),
        ]
    }
}

/// Whether a text is to be read by characters: it has as many of a script without spaces as its
/// language lets expect.
pub(super) fn is_unspaced(text: &str, language: &Language) -> bool {
    let count = |of: fn(char) -> bool| text.chars().filter(|&scalar| of(scalar)).count();
    let is_character = |scalar: char| {
        is_han(scalar)
            || is_kana(scalar)
            || matches!(scalar, '\u{e01}'..='\u{ecd}' | '\u{1000}'..='\u{103f}' | '\u{1780}'..='\u{17d3}')
    };
    let least = if language.is_ideographic() { 10 } else { 2 };
    count(is_character) * least > count(char::is_alphabetic)
}
