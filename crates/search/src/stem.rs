//! The words related to a word of a query: those with the same stem in one of the index's languages.
//!
//! The index keeps words as they stand, so the form that was asked for can be ranked above the
//! others. Words are stemmed when a query asks, by the Snowball stemmers (Porter, *Snowball: a
//! language for stemming algorithms*, 2001).

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::fold::fold_word;

/// Words of fewer letters are their own stems.
const SHORTEST: usize = 3;

/// Endings by which a stemmer knows a word only with their accents, which folding takes away: as
/// they are folded and as they are written. Hardly a word of the language ends so without the accent.
type Endings = &'static [(&'static str, &'static str)];

const ENGLISH: Language = Language::new("en", || Stemmer::create(Algorithm::English));

const GERMAN: Language = Language::new("de", || Stemmer::create(Algorithm::German));

const FRENCH: Language = Language {
    endings: &[("ee", "ée"), ("ees", "ées")],
    ..Language::new("fr", || Stemmer::create(Algorithm::French))
};

const SPANISH: Language = Language::new("es", || Stemmer::create(Algorithm::Spanish));

const ITALIAN: Language = Language::new("it", || Stemmer::create(Algorithm::Italian));

const PORTUGUESE: Language = Language {
    endings: &[("cao", "ção"), ("coes", "ções")],
    ..Language::new("pt", || Stemmer::create(Algorithm::Portuguese))
};

const DUTCH: Language = Language {
    // Dutch has *-heid* and *-heden*.
    rewritten: 2,
    // Half the size of the newer stemmer, which has a list of exceptions.
    ..Language::new("nl", || Stemmer::create(Algorithm::DutchPorter))
};

const RUSSIAN: Language = Language::new("ru", || Stemmer::create(Algorithm::Russian));

/// Languages whose words a program can stem. Stemmers are most of what an engine weighs in the browser:
/// the compiler keeps those of the sets that a program names.
#[derive(Clone, Copy, Debug)]
pub struct Stemming(&'static [Language]);

impl Stemming {
    /// Every language with a stemmer.
    pub const ALL: Self = Self(&[
        ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, RUSSIAN,
    ]);

    /// English alone.
    pub const ENGLISH: Self = Self(&[ENGLISH]);

    /// Whether these are all the stemmers that texts with such language tags can have.
    pub fn suffices<'t>(self, tags: impl Iterator<Item = &'t str>) -> bool {
        let languages = Stemmers::of(tags).0;
        languages
            .iter()
            .all(|language| self.get(language.code).is_some())
    }

    /// The stemmers for language tags (BCP 47), each once. Languages without a stemmer are passed
    /// over; an undetermined one (`und`) is taken for English or Russian, whose letters keep them apart.
    pub fn of<'t>(self, tags: impl Iterator<Item = &'t str>) -> Stemmers {
        let mut languages: Vec<&Language> = Vec::new();
        let tags = tags.flat_map(|tag| {
            if tag == "und" {
                ["en", "ru"]
            } else {
                [tag, ""]
            }
        });
        for language in tags.filter_map(|tag| self.get(tag)) {
            if languages.iter().all(|other| other.code != language.code) {
                languages.push(language);
            }
        }
        Stemmers(languages)
    }

    fn get(self, tag: &str) -> Option<&'static Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let is = |language: &&Language| primary.eq_ignore_ascii_case(language.code);
        self.0.iter().find(is)
    }
}

/// The stemmers of the languages that texts are written in.
#[derive(Clone, Debug)]
pub struct Stemmers(Vec<&'static Language>);

impl Stemmers {
    /// The stemmers for language tags (BCP 47), as far as there are any.
    pub fn of<'t>(tags: impl Iterator<Item = &'t str>) -> Self {
        Stemming::ALL.of(tags)
    }

    /// The stems of a folded word, one per language. Only words of letters have any.
    pub fn stems(&self, word: &str) -> Vec<String> {
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
    pub(crate) fn prefix<'w>(&self, word: &'w str, stems: &[String]) -> &'w str {
        let pairs = self.0.iter().zip(stems);
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
#[derive(Debug)]
struct Language {
    code: &'static str,
    stemmer: fn() -> Stemmer,
    endings: Endings,
    /// How many letters at the end of a stem may stand otherwise in the words that have it.
    rewritten: usize,
}

impl Language {
    const fn new(code: &'static str, stemmer: fn() -> Stemmer) -> Self {
        Self {
            code,
            stemmer,
            endings: &[],
            rewritten: 1,
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
            return (self.stemmer)().stem(word).into_owned();
        };
        let mut stem = String::new();
        fold_word(&(self.stemmer)().stem(&written), &mut stem);
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
