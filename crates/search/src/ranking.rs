//! Ranking: how well a document answers a query, and which of its blocks answer best.
//!
//! BM25F (Robertson, Zaragoza and Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM
//! 2004): a word's frequency is raised where it stands in the title or a heading, normalised by the
//! document's length, and saturates. A phrase counts as a word of its own.

use corpus::{Span, order};

use crate::analysed::EssayText;
use crate::evaluate::{Occurrence, evaluate};
use crate::index::{Index, Unready};
use crate::place::{FIRST_BLOCK, Field};
use crate::query::Query;
use crate::retrieve::{resolve, retrieve};

/// How soon more of the same word stops to matter.
const K1: f32 = 1.2;

/// How much a document's length counts against it.
const B: f32 = 0.75;

/// What another form of a word (*policies* for *policy*) is worth beside the word itself.
pub(crate) const OTHER_FORM: f32 = 0.8;

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
    /// Whether nothing matched all words, so that any of them did ([`Query::relaxed`]).
    pub relaxed: bool,
    /// Whether a word that no essay has was taken for a misspelt one.
    pub corrected: bool,
    /// The query that was answered, with the words that did for its own.
    pub query: Query,
    /// How telling each phrase of it is, in order.
    weights: Vec<f32>,
    /// The best, best first; of equals, the earlier in the collection first.
    pub hits: Vec<Hit>,
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
        if query.is_empty() {
            return Ok(Results::default());
        }
        let (resolved, corrected) = resolve(self, query)?;
        let results = self.answered(resolved.clone(), corrected, EXACTNESS, limit)?;
        let relaxed = resolved.relaxed();
        if results.total > 0 || relaxed == resolved {
            return Ok(results);
        }
        let mut results = self.answered(relaxed, corrected, 0.0, limit)?;
        results.relaxed = results.total > 0;
        Ok(results)
    }

    fn answered(
        &self,
        query: Query,
        corrected: bool,
        exactness: f32,
        limit: usize,
    ) -> Result<Results, Unready> {
        let Some(root) = query.root() else {
            return Ok(Results::default());
        };
        let answer = retrieve(self, root, exactness, limit)?;
        let hits = answer
            .best
            .into_iter()
            .map(|(essay, score)| Hit { essay, score });
        Ok(Results {
            total: answer.documents.count() as usize,
            relaxed: false,
            corrected,
            weights: answer.weights,
            hits: hits.collect(),
            query,
        })
    }
}

impl Results {
    /// The best blocks, at most `limit`, of an essay that was found: in reading order; none where
    /// only its title matches.
    pub fn passages(&self, essay: &EssayText, limit: usize) -> Vec<BlockHit> {
        let Some(found) = self
            .query
            .root()
            .map(|root| evaluate(root, &essay.source()))
        else {
            return Vec::new();
        };
        let mut blocks: Vec<BlockHit> = Vec::new();
        for (occurrences, &weight) in found.phrases.iter().zip(&self.weights) {
            for here in occurrences.chunk_by(|a, b| a.place == b.place) {
                let Some(block) = here[0].place.checked_sub(FIRST_BLOCK) else {
                    continue;
                };
                let hit = block_hit(&mut blocks, block);
                hit.score += weight * worth_of_block(here, essay.length(here[0].place));
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

/// How much a phrase says by how few of `all` documents have it (Robertson and Spärck Jones, kept
/// positive).
pub(crate) fn inverse_document_frequency(all: u32, having: usize) -> f32 {
    let (all, having) = (all as f32, having as f32);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// What a frequency is worth in a text of a length, relative to the mean.
pub(crate) fn saturated(frequency: f32, length: f32) -> f32 {
    let frequency = frequency / (1.0 - B + B * length);
    frequency * (K1 + 1.0) / (frequency + K1)
}

fn worth_of_block(occurrences: &[Occurrence], length: u32) -> f32 {
    let frequency: f32 = occurrences
        .iter()
        .map(|occurrence| if occurrence.exact { 1.0 } else { OTHER_FORM })
        .sum();
    let worth = saturated(frequency, length as f32 / BLOCK_LENGTH);
    if occurrences[0].field == Field::Body {
        worth
    } else {
        BESIDE * worth
    }
}
