//! A text of a script with spaces as words and marks, each word with what it is likely to be.
//!
//! No tagger and no model: lists of function words and frequent verbs, endings, and the words on
//! both sides. That is enough to cut a sentence into its noun phrases most of the time.

use corpus::Language;
use search::Stemmers;
use search::analysis::{self, Kind};
use xxhash_rust::xxh64::xxh64;

use super::words::Words;

/// What a word or mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Punctuation, or the end of a line.
    Mark,
    /// An article, a possessive, a demonstrative.
    Determiner,
    /// A preposition.
    Preposition,
    /// A pronoun or particle behind which a verb stands.
    Subject,
    /// A form of *be*, *have*, *can* and the like.
    Auxiliary,
    /// Any other word that no phrase begins or ends with.
    Function,
    /// A verb.
    Verb,
    /// An adverb.
    Adverb,
    /// Digits.
    Number,
    /// A noun, an adjective, a name: what phrases are made of.
    Content,
}

impl Class {
    /// Whether it is a word that no phrase begins or ends with.
    pub(super) fn is_function(self) -> bool {
        matches!(
            self,
            Self::Determiner | Self::Preposition | Self::Subject | Self::Auxiliary | Self::Function
        )
    }
}

/// A word or a mark of a text.
pub(super) struct Token {
    /// Where it stands, in scalars.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: Class,
    /// The word in small letters; of a mark, itself.
    pub(super) lower: String,
    /// A hash of its folded stem.
    pub(super) stem: u64,
    /// The number of the sentence or line that it stands in.
    pub(super) sentence: u32,
    /// Whether it is the first word of that sentence.
    pub(super) opens: bool,
    /// Whether it says little by itself.
    pub(super) is_vague: bool,
    /// Whether it begins with a capital.
    pub(super) is_capital: bool,
}

/// Joins hashes in order.
pub(super) fn joined(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(5) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The words and marks of a text, classed.
pub(super) fn tokens(text: &[char], language: &Language) -> Vec<Token> {
    let words = Words::of(language.primary());
    let mut tokens = scan(text, words);
    stem(&mut tokens, text, language);
    class(&mut tokens, text, words);
    tokens
}

fn is_letter(scalar: char) -> bool {
    scalar.is_alphanumeric()
        || matches!(scalar, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{591}'..='\u{5c7}' | '\u{900}'..='\u{dff}')
}

/// Whether a scalar between two letters belongs to the word.
fn joins(scalar: char) -> bool {
    is_apostrophe(scalar)
        || matches!(
            scalar,
            '-' | '\u{2010}' | '\u{2011}' | '–' | '.' | '/' | '&' | '+' | '_' | '·' | '@'
        )
}

fn is_apostrophe(scalar: char) -> bool {
    matches!(scalar, '\'' | '’' | 'ʼ')
}

/// Cuts the text; classes are filled in for what is listed or has no letters.
fn scan(text: &[char], words: &Words) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut sentence = 0;
    let mut opens = true;
    let mut at = 0;
    while at < text.len() {
        let scalar = text[at];
        if is_letter(scalar) {
            let end = word_end(text, at, words);
            let stop = without_particle(&text[at..end], words).map_or(end, |length| at + length);
            let lower = lower(&text[at..stop]);
            let is_vague = words.is_vague(&lower);
            let class = initial_class(&lower, &text[at..stop], words);
            tokens.push(Token {
                start: at,
                end: stop,
                class,
                lower,
                stem: 0,
                sentence,
                opens,
                is_vague,
                is_capital: scalar.is_uppercase(),
            });
            if stop < end {
                let particle = text[stop..end].iter().collect();
                tokens.push(Token {
                    start: stop,
                    end,
                    class: Class::Function,
                    lower: particle,
                    stem: 0,
                    sentence,
                    opens: false,
                    is_vague: false,
                    is_capital: false,
                });
            }
            opens = false;
            at = end;
            continue;
        }
        if scalar == '\n' || !scalar.is_whitespace() {
            let ends = matches!(scalar, '\n' | '.' | '!' | '?' | '…' | '؟' | '۔' | '।');
            let lower = scalar.to_string();
            tokens.push(Token {
                start: at,
                end: at + 1,
                class: Class::Mark,
                lower,
                stem: 0,
                sentence,
                opens: false,
                is_vague: false,
                is_capital: false,
            });
            sentence += u32::from(ends);
            opens |= ends;
        }
        at += 1;
    }
    tokens
}

fn word_end(text: &[char], start: usize, words: &Words) -> usize {
    let mut end = start + 1;
    while end < text.len() {
        let next_is_letter = text.get(end + 1).is_some_and(|&next| is_letter(next));
        if is_letter(text[end]) {
            end += 1;
        } else if is_apostrophe(text[end]) && next_is_letter && is_elided(&text[start..end], words)
        {
            return end + 1;
        } else if joins(text[end]) && next_is_letter {
            end += 2;
        } else {
            break;
        }
    }
    // An ion's charge belongs to its name.
    if text.get(end) == Some(&'+') {
        end + 1
    } else {
        end
    }
}

/// Whether a word before an apostrophe is an article or pronoun that has lost its vowel.
fn is_elided(word: &[char], words: &Words) -> bool {
    let lower: String = word
        .iter()
        .flat_map(|scalar| scalar.to_lowercase())
        .collect();
    let class = words.class(&lower);
    words.is_romance && class.is_some_and(Class::is_function)
}

/// How many scalars of a word stand before a particle that is written together with it: two at least.
fn without_particle(word: &[char], words: &Words) -> Option<usize> {
    let mut particles = words
        .particles
        .iter()
        .map(|particle| particle.chars().collect::<Vec<_>>());
    particles.find_map(|particle| {
        word.strip_suffix(particle.as_slice())
            .map(<[char]>::len)
            .filter(|&length| length > 1)
    })
}

fn lower(word: &[char]) -> String {
    // Vowel points are left out, as they mostly are.
    let kept = word.iter().filter(|&&scalar| !matches!(scalar, '\u{ad}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{64b}'..='\u{652}'));
    let mut lower: String = kept.flat_map(|scalar| scalar.to_lowercase()).collect();
    if lower.ends_with(is_apostrophe) {
        lower.pop();
    }
    lower
}

/// What a word is by itself: [`Class::Content`] where its neighbours must tell.
fn initial_class(lower: &str, written: &[char], words: &Words) -> Class {
    if !lower.chars().any(char::is_alphabetic) {
        return Class::Number;
    }
    let is_acronym = written.len() > 1 && written.iter().all(|scalar| scalar.is_uppercase());
    match words.class(lower) {
        Some(class) if !is_acronym => class,
        _ => Class::Content,
    }
}

/// Fills in the stems, by the search engine's own analysis, so that a phrase is the same whether
/// its words stand in the singular or plural.
fn stem(tokens: &mut [Token], text: &[char], language: &Language) {
    let stemmers = Stemmers::of(std::iter::once(language.as_str()));
    let whole: String = text.iter().collect();
    let mut terms = analysis::tokens(&whole).into_iter().peekable();
    for token in tokens.iter_mut().filter(|token| token.class != Class::Mark) {
        let mut hash = 0;
        let mut seen = false;
        while let Some(term) = terms.next_if(|term| (term.span.start as usize) < token.end) {
            if (term.span.start as usize) < token.start || term.kind != Kind::Word {
                continue;
            }
            let stems = stemmers.stems(&term.term);
            let stem = stems.first().map_or(term.term.as_str(), String::as_str);
            hash = joined(hash, xxh64(stem.as_bytes(), 0));
            seen = true;
        }
        token.stem = if seen {
            hash
        } else {
            xxh64(token.lower.as_bytes(), 0)
        };
    }
}

/// Finds verbs and adverbs among the words that are not listed, and nouns among the listed verbs.
fn class(tokens: &mut [Token], text: &[char], words: &Words) {
    for at in 0..tokens.len() {
        if !matches!(tokens[at].class, Class::Content | Class::Verb) {
            continue;
        }
        if let Some(class) = words
            .class(&tokens[at].lower)
            .filter(|_| is_shouted(tokens, at, text))
        {
            tokens[at].class = class;
            continue;
        }
        let before = at.checked_sub(1).map_or(Class::Mark, |at| tokens[at].class);
        let after = tokens.get(at + 1).map_or(Class::Mark, |next| next.class);
        let seen = Neighbours {
            before,
            after,
            is_infinitive: before == Class::Subject && tokens[at - 1].lower == "to",
            is_named: !tokens[at].opens && text[tokens[at].start].is_uppercase(),
            is_capital: text[tokens[at].start].is_uppercase(),
        };
        let class = if tokens[at].class == Class::Verb {
            seen.listed_verb(&tokens[at].lower, words)
        } else {
            seen.other(&tokens[at].lower, words)
        };
        tokens[at].class = class;
    }
}

/// Whether a word is written in capitals only because a word beside it is too.
fn is_shouted(tokens: &[Token], at: usize, text: &[char]) -> bool {
    let is_loud = |token: &Token| {
        let written = &text[token.start..token.end];
        written.len() > 1 && written.iter().all(|scalar| scalar.is_uppercase())
    };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let mut beside = beside.filter_map(|at| tokens.get(at));
    is_loud(&tokens[at]) && beside.any(is_loud)
}

/// What stands beside a word.
struct Neighbours {
    before: Class,
    after: Class,
    is_infinitive: bool,
    is_named: bool,
    is_capital: bool,
}

impl Neighbours {
    fn listed_verb(&self, word: &str, words: &Words) -> Class {
        let is_participle = ends(word, words.participles);
        let as_noun = match self.before {
            Class::Preposition if words.is_romance && ends(word, &["er", "ir", "re", "ar"]) => {
                false
            }
            Class::Determiner | Class::Preposition => !is_participle || words.is_romance,
            Class::Content => {
                let goes_on = matches!(
                    self.after,
                    Class::Determiner | Class::Subject | Class::Auxiliary
                );
                !is_participle && !goes_on && !words.is_romance
            }
            _ => false,
        };
        if as_noun || self.is_named {
            Class::Content
        } else {
            Class::Verb
        }
    }

    fn other(&self, word: &str, words: &Words) -> Class {
        if self.is_named {
            return Class::Content;
        }
        if ends(word, words.adverbs) && word.chars().count() > 4 {
            return Class::Adverb;
        }
        let is_participle = ends(word, words.participles) && word.chars().count() > 4;
        let before_object = words.article_after_verb
            && self.after == Class::Determiner
            && matches!(self.before, Class::Content | Class::Mark | Class::Adverb);
        let participle_verb = is_participle
            && (matches!(self.before, Class::Auxiliary | Class::Adverb)
                || (self.after.is_function() && self.before != Class::Determiner));
        let is_verb = ends(word, words.finite)
            || (self.before == Class::Subject && !self.is_infinitive)
            || before_object
            || (words.has_capital_nouns && !self.is_capital && self.after != Class::Content)
            || participle_verb;
        if is_verb { Class::Verb } else { Class::Content }
    }
}

pub(super) fn ends(word: &str, endings: &[&str]) -> bool {
    endings
        .iter()
        .any(|ending| word.len() > ending.len() && word.ends_with(ending))
}
