//! Candidates in scripts with spaces: runs of content words, or two of them with *of* between.

use std::collections::HashMap;

use corpus::Language;

use super::candidate::{Candidate, Ordered};
use super::title;
use super::tokens::{self, Class, Token, ends, joined};
use super::words::Words;

/// Candidates have no more words than this, linking ones not counted.
const LONGEST: usize = 6;

/// One occurrence of a candidate.
struct Run {
    first: usize,
    last: usize,
    key: u64,
    words: usize,
    linked: bool,
}

/// Hands over each run of words that may be a phrase.
fn runs(tokens: &[Token], words: &Words, mut take: impl FnMut(Run)) {
    for first in 0..tokens.len() {
        if tokens[first].class != Class::Content {
            continue;
        }
        let mut key = 0;
        let mut count = 0;
        let mut linked = false;
        let mut last = first;
        while last < tokens.len() && count < LONGEST {
            match tokens[last].class {
                Class::Content | Class::Number => {
                    key = joined(key, tokens[last].stem);
                    count += 1;
                    if count > 1 || !tokens[first].is_vague {
                        take(Run {
                            first,
                            last,
                            key,
                            words: count,
                            linked,
                        });
                    }
                    last += 1;
                }
                _ => match link(tokens, last, words).filter(|_| !linked) {
                    Some(link) => {
                        linked = true;
                        tokens[last..last + link]
                            .iter()
                            .for_each(|token| key = joined(key, token.stem));
                        last += link;
                    }
                    None => break,
                },
            }
        }
    }
}

/// How many tokens from `at` on link what is before to the content word behind.
fn link(tokens: &[Token], at: usize, words: &Words) -> Option<usize> {
    let is_capital = |at: usize| {
        let token = tokens.get(at);
        token.is_some_and(|token| token.is_capital && token.class == Class::Content)
    };
    let is_in_name = words.name_linkers.contains(&tokens[at].lower.as_str())
        && at > 0
        && is_capital(at - 1)
        && is_capital(at + 1);
    if is_in_name {
        return Some(1);
    }
    let mut linkers = words.linkers.iter().rev();
    let is = |linker: &&&[&str]| {
        let are = linker.iter().enumerate().all(|(step, word)| {
            let token = tokens.get(at + step);
            token.is_some_and(|token| token.lower.trim_end_matches(['\'', '’']) == *word)
        });
        are && tokens
            .get(at + linker.len())
            .is_some_and(|next| next.class == Class::Content)
    };
    linkers.find(is).map(|linker| linker.len())
}

/// What is known of a candidate before the whole text has been read.
struct Found {
    /// The tokens of the first occurrence.
    tokens: (usize, usize),
    words: usize,
    linked: bool,
    frequency: u32,
    sentences: u32,
    last_sentence: Option<u32>,
    whole: u32,
    left: u32,
    right: u32,
    capital: u32,
    title: bool,
    places: Vec<(u32, u32)>,
}

/// The candidates of a text, in the order in which they first stand there.
pub(super) fn candidates(text: &[char], language: &Language) -> Vec<Candidate> {
    let tokens = tokens::tokens(text, language);
    let words = Words::of(language.primary());
    let title = title::title(text);
    let mut found: Ordered<Found> = Ordered::default();
    runs(&tokens, words, |run| {
        let entry = found.entry(run.key, || Found::new(&run));
        entry.add(&run, &tokens, text);
        entry.title |= title.contains(&tokens[run.first].start);
    });
    let around = Around::of(&tokens, words);
    let contained = contained(&found, &tokens);
    let found = found.values.into_iter().zip(contained);
    found
        .map(|((key, found), contained)| Candidate {
            key,
            whole: found.whole as f32 / found.frequency.max(1) as f32,
            features: around.features(&found, contained),
            places: found.places,
        })
        .collect()
}

/// What share of a candidate's occurrences stands in the commonest longer candidate: one that comes
/// again, and one that is a name like itself (*Centauri* in *Alpha Centauri*).
#[derive(Clone, Copy, Default)]
struct Contained {
    again: f32,
    name: f32,
}

fn contained(found: &Ordered<Found>, tokens: &[Token]) -> Vec<Contained> {
    let mut contained = vec![Contained::default(); found.values.len()];
    for (_, longer) in &found.values {
        let (first, last) = longer.tokens;
        let is_word = |at: &usize| matches!(tokens[*at].class, Class::Content | Class::Number);
        let next = (first + 1..=last).find(is_word);
        let previous = (first..last).rev().find(is_word);
        let parts = [
            next.map(|next| (next, last)),
            previous.map(|previous| (first, previous)),
        ];
        for (start, end) in parts.into_iter().flatten() {
            let key = tokens[start..=end]
                .iter()
                .fold(0, |key, token| joined(key, token.stem));
            let Some(place) = found.place(key) else {
                continue;
            };
            let part = &found.values[place].1;
            let share = longer.frequency as f32 / part.frequency.max(1) as f32;
            if longer.frequency > 1 {
                contained[place].again = contained[place].again.max(share);
            }
            if longer.is_name() && part.is_name() {
                contained[place].name = contained[place].name.max(share);
            }
        }
    }
    contained
}

impl Found {
    /// Whether it is written with a capital more often than not.
    fn is_name(&self) -> bool {
        self.capital * 2 > self.frequency
    }

    fn new(run: &Run) -> Self {
        Self {
            tokens: (run.first, run.last),
            words: run.words,
            linked: run.linked,
            frequency: 0,
            sentences: 0,
            last_sentence: None,
            whole: 0,
            left: 0,
            right: 0,
            capital: 0,
            title: false,
            places: Vec::new(),
        }
    }

    fn add(&mut self, run: &Run, tokens: &[Token], text: &[char]) {
        let (first, last) = (&tokens[run.first], &tokens[run.last]);
        let goes_on = |token: Option<&Token>| {
            token.is_some_and(|token| matches!(token.class, Class::Content | Class::Number))
        };
        let left = !goes_on(run.first.checked_sub(1).map(|before| &tokens[before]));
        let right = !goes_on(tokens.get(run.last + 1));
        self.frequency += 1;
        self.left += u32::from(left);
        self.right += u32::from(right);
        self.whole += u32::from(left && right);
        self.sentences +=
            u32::from(self.last_sentence.replace(first.sentence) != Some(first.sentence));
        let written = &text[first.start..first.end];
        let capitals = written
            .iter()
            .filter(|scalar| scalar.is_uppercase())
            .count();
        let is_name = capitals > 1 || (capitals > 0 && written[0].is_uppercase() && !first.opens);
        self.capital += u32::from(is_name);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.places.push((place(first.start), place(last.end)));
    }
}

/// The text around the candidates.
struct Around<'a> {
    tokens: &'a [Token],
    words: &'a Words,
    frequencies: HashMap<u64, u32>,
    /// How many words stand before a token; one more for all.
    before: Vec<u32>,
}

impl<'a> Around<'a> {
    fn of(tokens: &'a [Token], words: &'a Words) -> Self {
        let mut frequencies = HashMap::new();
        let mut before = Vec::with_capacity(tokens.len() + 1);
        let mut seen = 0;
        for token in tokens {
            before.push(seen);
            seen += u32::from(token.class != Class::Mark);
            if token.class == Class::Content {
                *frequencies.entry(token.stem).or_default() += 1;
            }
        }
        before.push(seen);
        Self {
            tokens,
            words,
            frequencies,
            before,
        }
    }

    /// What a candidate scores by, in the order of the weights.
    fn features(&self, found: &Found, contained: Contained) -> Vec<f32> {
        let times = found.frequency as f32;
        let share = |part: u32| part as f32 / times;
        let flag = |holds: bool| f32::from(u8::from(holds));
        let length = self.before.last().copied().unwrap_or(0) as f32;
        let first = self.before[found.tokens.0] as f32;
        let own = &self.tokens[found.tokens.0..=found.tokens.1];
        let content: Vec<&Token> = own
            .iter()
            .filter(|token| matches!(token.class, Class::Content | Class::Number))
            .collect();
        let often = content
            .iter()
            .map(|token| self.frequencies.get(&token.stem).copied().unwrap_or(1) as f32);
        let often: Vec<f32> = often.map(|times| (times + 0.5).ln()).collect();
        let (head, tail) = (
            content[0].lower.as_str(),
            content[content.len() - 1].lower.as_str(),
        );
        let letters = tail.chars().count();
        let words = |count: usize| flag(found.words == count);
        vec![
            times.ln(),
            ((1.0 + first) / (1.0 + length)).ln(),
            (found.sentences as f32).ln(),
            words(1),
            words(2),
            words(3),
            words(4),
            share(found.whole),
            share(found.left),
            share(found.right),
            share(found.capital),
            flag(found.title),
            flag(found.linked),
            often.iter().copied().fold(f32::MIN, f32::max),
            often.iter().sum::<f32>() / often.len().max(1) as f32,
            flag(ends(tail, self.words.adjectives)),
            flag(ends(tail, self.words.participles)),
            flag(ends(head, self.words.participles)),
            if found.words == 1 {
                letters.min(10) as f32 / 10.0
            } else {
                0.0
            },
            flag(letters <= 2),
            flag(own.iter().any(|token| token.lower.contains('-'))),
            contained.again,
            contained.name,
        ]
    }
}
