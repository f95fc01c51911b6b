//! The words related to a word of a query: those with the same stem in one of the index's languages.
//!
//! The index keeps words as they stand, so the form that was asked for can be ranked above the
//! others. Words are stemmed when a query asks, by the Snowball stemmers (Porter, *Snowball: a
//! language for stemming algorithms*, 2001).

use std::fmt;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::fold::fold_word;

/// Words of fewer letters are their own stems.
const SHORTEST: usize = 3;

/// Endings by which a stemmer knows a word only with their accents, which folding takes away: as
/// they are folded and as they are written. Hardly a word of the language ends so without the accent.
type Endings = &'static [(&'static str, &'static str)];

const FRENCH: Endings = &[("ee", "ée"), ("ees", "ées")];

const PORTUGUESE: Endings = &[("cao", "ção"), ("coes", "ções")];

/// The stemmers of the languages that an index's texts are written in.
pub struct Stemmers(Vec<Language>);

/// As the codes of the languages.
impl fmt::Debug for Stemmers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes = self.0.iter().map(|language| language.code);
        f.debug_list().entries(codes).finish()
    }
}

impl Stemmers {
    /// The stemmers for language tags (BCP 47), each once. Languages without a stemmer are passed
    /// over; an undetermined one (`und`) is taken for English or Russian, whose letters keep them apart.
    pub fn of<'t>(tags: impl Iterator<Item = &'t str>) -> Self {
        let mut languages: Vec<Language> = Vec::new();
        let tags = tags.flat_map(|tag| {
            if tag == "und" {
                ["en", "ru"]
            } else {
                [tag, ""]
            }
        });
        for language in tags.filter_map(Language::of) {
            if languages.iter().all(|other| other.code != language.code) {
                languages.push(language);
            }
        }
        Self(languages)
    }

    /// The stems of a folded word, one per language. Only words of letters have any.
    pub(crate) fn stems(&self, word: &str) -> Vec<String> {
        if !is_stemmed(word) {
            return Vec::new();
        }
        let stems = self.0.iter().map(|language| language.stem(word));
        stems.collect()
    }

    /// Whether a folded term has one of a word's [`stems`](Self::stems) in that stem's language.
    pub(crate) fn are_related(&self, stems: &[String], term: &str) -> bool {
        let mut pairs = self.0.iter().zip(stems);
        is_stemmed(term) && pairs.any(|(language, stem)| language.stem(term) == *stem)
    }

    /// The beginning of a folded word with which its relatives begin too: what it has in common with
    /// its stems less a letter, since stemmers rewrite the last letters of stems (*policy* and
    /// *policies* have the stem *polici*). It keeps three letters at least.
    pub(crate) fn prefix<'w>(&self, word: &'w str) -> &'w str {
        let stems = self.stems(word);
        let pairs = self.0.iter().zip(&stems);
        let shared = pairs
            .map(|(language, stem)| shared_letters(word, stem).saturating_sub(language.rewritten));
        let Some(shared) = shared.min() else {
            return word;
        };
        let letters = shared.max(SHORTEST);
        let end = word.char_indices().nth(letters);
        end.map_or(word, |(end, _)| &word[..end])
    }
}

/// A language's stemmer and what folding has hidden from it.
struct Language {
    code: &'static str,
    stemmer: Stemmer,
    endings: Endings,
    /// How many letters at the end of a stem may stand otherwise in the words that have it.
    rewritten: usize,
}

impl Language {
    /// The language of a tag, if there is a stemmer for it.
    ///
    /// Each algorithm is named where its stemmer is made, not in a table, so that the compiler drops
    /// the thirty that are not used.
    fn of(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let is = |code: &str| primary.eq_ignore_ascii_case(code);
        let new = |code, stemmer, endings| {
            Some(Self {
                code,
                stemmer,
                endings,
                // Dutch has *-heid* and *-heden*.
                rewritten: if code == "nl" { 2 } else { 1 },
            })
        };
        if is("en") {
            new("en", Stemmer::create(Algorithm::English), &[])
        } else if is("de") {
            new("de", Stemmer::create(Algorithm::German), &[])
        } else if is("fr") {
            new("fr", Stemmer::create(Algorithm::French), FRENCH)
        } else if is("es") {
            new("es", Stemmer::create(Algorithm::Spanish), &[])
        } else if is("it") {
            new("it", Stemmer::create(Algorithm::Italian), &[])
        } else if is("pt") {
            new("pt", Stemmer::create(Algorithm::Portuguese), PORTUGUESE)
        } else if is("nl") {
            // Half the size of the newer stemmer, which has a list of exceptions.
            new("nl", Stemmer::create(Algorithm::DutchPorter), &[])
        } else if is("ru") {
            new("ru", Stemmer::create(Algorithm::Russian), &[])
        } else {
            None
        }
    }

    /// The stem of a folded word, folded.
    fn stem(&self, word: &str) -> String {
        let mut endings = self.endings.iter();
        let written = endings.find_map(|(folded, written)| {
            let beginning = word.strip_suffix(folded)?;
            Some([beginning, written].concat())
        });
        let Some(written) = written else {
            return self.stemmer.stem(word).into_owned();
        };
        let mut stem = String::new();
        fold_word(&self.stemmer.stem(&written), &mut stem);
        stem
    }
}

/// Whether a folded word is one that stemmers are made for: of letters only, and not a short one.
fn is_stemmed(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().nth(SHORTEST - 1).is_some()
}

/// How many letters two words have in common at the beginning.
fn shared_letters(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests;
