//! Ranking: how well a document answers a query, and which of its blocks answer best.
//!
//! BM25F (Robertson, Zaragoza and Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM
//! 2004): a word's frequency is raised where it stands in the title or a heading, normalised by the
//! document's length, and saturates. A phrase counts as a word of its own.

use corpus::{Span, order};

use crate::analysed::{EssayMarks, EssayText};
use crate::analysis::Kind;
use crate::bitmap::Bitmap;
use crate::evaluate::{Occurrence, evaluate};
use crate::function_words::has_function_character;
use crate::index::{Index, Unready};
use crate::place::{FIRST_BLOCK, Field};
use crate::query::{Phrase, Query, Word};
use crate::resolve::{Correction, rewritten};
use crate::retrieve::{Among, resolve, retrieve};
use crate::selection::Selection;

/// How soon more of the same word stops to matter.
const K1: f32 = 2.0;

/// The same of characters of unspaced scripts, of which one word has several.
const K1_CHARACTERS: f32 = 0.9;

/// How much a document's length counts against it.
const B: f32 = 0.75;

/// What another form of a word (*policies* for *policy*) is worth beside the word itself.
pub(crate) const OTHER_FORM: f32 = 0.65;

/// What a pair of characters is worth of which one is a function word.
const FUNCTION_PAIR: f32 = 0.5;

/// With fewer documents than this that have all words, those that have some follow.
const FEW: usize = 10;

/// What it is worth that the word itself stands in a document, where all words do: more than any
/// number of its other forms. Where any of the words will do, as with a question put in a sentence,
/// it is worth nothing: there it was measured to do harm.
const EXACTNESS: f32 = K1 + 1.0;

/// The length of a block that is neither long nor short, in words.
const BLOCK_LENGTH: f32 = 80.0;

/// What a heading or a note is worth as a passage: the one announces what its section says, the
/// other is beside it.
const BESIDE: f32 = 0.5;

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// How many essays match.
    pub total: usize,
    /// Whether nothing that is chosen matched all words, so that any of them did
    /// ([`Query::relaxed`]).
    pub relaxed: bool,
    /// The words that were taken for misspelt, because no essay has them.
    pub corrections: Vec<Correction>,
    /// The query that was answered, with the words that did for its own.
    pub query: Query,
    /// The essays among which facets are counted; none where all are.
    found: Option<Bitmap>,
    /// How telling each phrase of it is, in order.
    weights: Vec<f32>,
    /// The best, best first; of equals, the earlier in the collection first.
    pub hits: Vec<Hit>,
    /// Where only few have all words: the essays that have some of them, all scored lower.
    pub weaker: Option<Box<Results>>,
}

/// An essay that matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its place in the collection.
    pub essay: u32,
    /// Comparable within one answer only.
    pub score: f32,
}

/// A block of an essay that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockHit {
    /// Its place in the essay.
    pub block: u32,
    /// Comparable within one answer only.
    pub score: f32,
    /// The spans of its text by which it matches, in order and apart.
    pub spans: Vec<Span>,
}

impl Index {
    /// The essays that match, with the best `limit` of them ranked.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Results, Unready> {
        self.search_among(query, &Selection::default(), limit)
    }

    /// The essays that match and pass a selection, with the best `limit` of them ranked. Where the
    /// query asks for nothing, all that pass what is chosen, in the order of the collection.
    pub fn search_among(
        &self,
        query: &Query,
        selection: &Selection,
        limit: usize,
    ) -> Result<Results, Unready> {
        if query.is_empty() {
            return Ok(Results::of_all(self.passing(selection)?, limit));
        }
        let (resolved, corrections) = resolve(self, query, selection)?;
        let passing = self.passing(selection)?;
        let chosen = passing.as_ref();
        let relaxed = resolved.relaxed();
        // Among those that have all words the word itself counts above its other forms; after them not.
        let all_words = Among {
            chosen,
            preferred: None,
            exactness: EXACTNESS,
        };
        let (mut strict, documents) = self.answered(resolved, all_words, limit)?;
        strict.corrections.clone_from(&corrections);
        if strict.total >= FEW || relaxed == strict.query {
            return Ok(strict);
        }
        let some_words = Among {
            chosen,
            preferred: Some(&documents),
            exactness: 0.0,
        };
        let (mut some, _) = self.answered(relaxed, some_words, limit)?;
        some.relaxed = some.total > 0;
        some.corrections = corrections;
        Ok(if strict.total == 0 {
            some.counted_as(strict)
        } else {
            strict.followed_by(some, &documents)
        })
    }

    /// The answer to a query, and all documents that match.
    fn answered(
        &self,
        query: Query,
        among: Among,
        limit: usize,
    ) -> Result<(Results, Bitmap), Unready> {
        let Some(root) = query.root() else {
            return Ok((Results::default(), Bitmap::none(self.documents())));
        };
        let answer = retrieve(self, root, among, limit)?;
        let hits = answer
            .best
            .into_iter()
            .map(|(essay, score)| Hit { essay, score });
        let results = Results {
            total: answer.total as usize,
            relaxed: false,
            corrections: Vec::new(),
            found: Some(answer.documents.clone()),
            weights: answer.weights,
            hits: hits.collect(),
            weaker: None,
            query,
        };
        Ok((results, answer.documents))
    }
}

impl Results {
    /// The answer to a query that asks for nothing: the documents that pass, where any are chosen.
    fn of_all(passing: Option<Bitmap>, limit: usize) -> Self {
        let Some(passing) = passing else {
            return Self::default();
        };
        let hits = passing.iter().take(limit);
        Self {
            total: passing.count() as usize,
            hits: hits.map(|essay| Hit { essay, score: 0.0 }).collect(),
            ..Self::default()
        }
    }

    /// This answer of the documents that have some words, where none that is chosen has all: as long
    /// as others have all, these are what facets are counted among.
    fn counted_as(mut self, all_words: Self) -> Self {
        if all_words
            .found
            .as_ref()
            .is_some_and(|found| found.count() > 0)
        {
            self.found = all_words.found;
        }
        self
    }

    /// The essays among which facets are counted; none where all are.
    pub(crate) fn found(&self) -> Option<&Bitmap> {
        self.found.as_ref()
    }

    /// The query as it should have been typed, where words of it were taken for misspelt.
    pub fn suggestion(&self, typed: &str) -> Option<String> {
        (!self.corrections.is_empty()).then(|| rewritten(typed, &self.corrections))
    }

    /// Where the query's words stand in an essay; where the essay has not all of them, those it has.
    pub fn marks(&self, essay: &EssayText) -> EssayMarks {
        let found = self.query.matches_essay(essay);
        let found = found.or_else(|| self.query.relaxed().matches_essay(essay));
        found.unwrap_or_default()
    }

    /// Every hit with the answer that it belongs to: those that have all words, then the weaker.
    pub fn all_hits(&self) -> impl Iterator<Item = (&Self, &Hit)> {
        let answers = std::iter::once(self).chain(self.weaker.as_deref());
        answers.flat_map(|results| results.hits.iter().map(move |hit| (results, hit)))
    }

    /// This answer, whose documents all come first in the answer `some`, with the others of that.
    fn followed_by(mut self, mut some: Self, documents: &Bitmap) -> Self {
        let is_here = |hit: &Hit| documents.contains(hit.essay);
        self.hits = some.hits.iter().copied().filter(is_here).collect();
        some.hits.retain(|hit| !is_here(hit));
        some.total -= self.total;
        self.weaker = (some.total > 0).then(|| Box::new(some));
        self
    }

    /// The best blocks, at most `limit`, of an essay that was found: in reading order; none where
    /// only its title matches.
    pub fn passages(&self, essay: &EssayText, limit: usize) -> Vec<BlockHit> {
        let Some(root) = self.query.root() else {
            return Vec::new();
        };
        let found = evaluate(root, &essay.source());
        if let Some(weaker) = self.weaker.as_ref().filter(|_| !found.holds) {
            return weaker.passages(essay, limit);
        }
        let phrases = root.wanted().into_iter().zip(&self.weights);
        let mut blocks: Vec<BlockHit> = Vec::new();
        for (occurrences, (phrase, &weight)) in found.phrases.iter().zip(phrases) {
            for here in occurrences.chunk_by(|a, b| a.place == b.place) {
                let Some(block) = here[0].place.checked_sub(FIRST_BLOCK) else {
                    continue;
                };
                let hit = block_hit(&mut blocks, block);
                hit.score += weight * worth_of_block(phrase, here, essay.length(here[0].place));
                let spans = here.iter().filter_map(|occurrence| essay.span(occurrence));
                hit.spans.extend(spans);
            }
        }
        order::sort_by(&mut blocks, |a, b| {
            b.score.total_cmp(&a.score).then(a.block.cmp(&b.block))
        });
        blocks.truncate(limit);
        order::sort_by_key(&mut blocks, |hit| hit.block);
        blocks
            .iter_mut()
            .for_each(|hit| hit.spans = Span::merge(std::mem::take(&mut hit.spans)));
        blocks
    }
}

/// The hit of a block, made where there is none. An essay has few blocks with hits: looking through
/// them beats a map.
fn block_hit(blocks: &mut Vec<BlockHit>, block: u32) -> &mut BlockHit {
    let known = blocks.iter().position(|hit| hit.block == block);
    let at = known.unwrap_or_else(|| {
        blocks.push(BlockHit {
            block,
            score: 0.0,
            spans: Vec::new(),
        });
        blocks.len() - 1
    });
    &mut blocks[at]
}

/// How telling a phrase is that `having` of `all` documents have: by how few these are (Robertson and
/// Spärck Jones, kept positive), and by how often the query says it. Said c times it counts c^¾ times
/// as much; each of the c is given its part of that.
pub(crate) fn telling(phrase: &Phrase, said: usize, all: u32, having: usize) -> f32 {
    let (all, having) = (all as f32, having as f32);
    let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
    let pair = match phrase.words.as_slice() {
        [word] if word.kind == Kind::Pair && has_function_character(&word.term) => FUNCTION_PAIR,
        _ => 1.0,
    };
    pair * rarity / (said as f32).sqrt().sqrt()
}

/// More than a phrase that is so telling can be worth in any text.
pub(crate) fn most(telling: f32) -> f32 {
    telling * (K1.max(K1_CHARACTERS) + 1.0)
}

/// What the frequency of a phrase is worth in a text of a length, relative to the mean.
pub(crate) fn saturated(phrase: &Phrase, frequency: f32, length: f32) -> f32 {
    let is_word = |word: &Word| word.kind == Kind::Word;
    let k1 = if phrase.words.iter().any(is_word) {
        K1
    } else {
        K1_CHARACTERS
    };
    let frequency = frequency / (1.0 - B + B * length);
    frequency * (k1 + 1.0) / (frequency + k1)
}

fn worth_of_block(phrase: &Phrase, occurrences: &[Occurrence], length: u32) -> f32 {
    let frequency: f32 = occurrences
        .iter()
        .map(|occurrence| if occurrence.exact { 1.0 } else { OTHER_FORM })
        .sum();
    let worth = saturated(phrase, frequency, length as f32 / BLOCK_LENGTH);
    if occurrences[0].field == Field::Body {
        worth
    } else {
        BESIDE * worth
    }
}
