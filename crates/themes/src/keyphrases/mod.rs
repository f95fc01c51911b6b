//! Key phrases of a text, by statistics alone: no model, no dictionary, nothing downloaded.
//!
//! Candidates are runs of words (or, where a script does not part words, of characters) that can be
//! noun phrases. Each is scored by how often, where and how it stands in the text: the features of YAKE (Campos and
//! others, 2020) and of statistical word finding. The score is a weighted sum whose weights are constants
//! of this program; `examples/keyphrases.rs` measures them and tells how they were found. A text's phrases
//! depend on nothing but the text.

mod candidate;
mod grams;
mod score;
mod spaced;
mod title;
mod tokens;
mod unspaced;
mod words;

use corpus::Language;

pub use candidate::Candidate;

/// A key phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// The same for all forms of the phrase, in every text of the language.
    pub key: u64,
    /// The phrase in the form in which the text has it most often.
    pub text: String,
    /// How good it is: about the logarithm of the odds that a reader would choose it.
    pub score: f32,
    /// What share of its occurrences stands by itself: with no content word before it or behind.
    pub whole: f32,
    /// Where it stands: first scalar and the one behind the last.
    pub places: Vec<(u32, u32)>,
}

/// The key phrases of a text, the best first, no more than `top`.
///
/// A title counts as one where it is the text's first line. Any text will do; of a language of
/// which nothing is known, marks alone part the phrases.
pub fn keyphrases(text: &str, language: &Language, top: usize) -> Vec<Phrase> {
    let (scalars, script) = (text.chars().collect::<Vec<_>>(), Script::of(text, language));
    score::best(&scalars, script.candidates(&scalars, language), top, script)
}

/// All that may be a key phrase of a text, with what it scores by, in the order in which it comes.
pub fn candidates(text: &str, language: &Language) -> Vec<Candidate> {
    let scalars: Vec<char> = text.chars().collect();
    Script::of(text, language).candidates(&scalars, language)
}

/// What weights a text's candidates are judged by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Words are parted by spaces.
    Spaced,
    /// The same, and phrases are linked by small words.
    Romance,
    /// Words are not parted.
    Unspaced,
}

impl Script {
    fn of(text: &str, language: &Language) -> Self {
        if unspaced::is_unspaced(text, language) {
            Self::Unspaced
        } else if words::Words::of(language.primary()).is_romance {
            Self::Romance
        } else {
            Self::Spaced
        }
    }

    fn candidates(self, text: &[char], language: &Language) -> Vec<Candidate> {
        match self {
            Self::Unspaced => unspaced::candidates(text),
            Self::Spaced | Self::Romance => spaced::candidates(text, language),
        }
    }
}

#[cfg(test)]
mod tests;
