//! Ranking: which essays answer a query best, and which of their blocks.
//!
//! BM25F (Robertson, Zaragoza and Taylor, *Simple BM25 extension to multiple weighted fields*,
//! CIKM 2004): a word's frequencies in title, headings, text and notes are weighted and normalised
//! by length each, added, and saturate together. A phrase counts as a word of its own.

use corpus::{Span, order};

use crate::analysed::Analysed;
use crate::evaluate::{Found, Occurrence, PhraseHits, evaluate};
use crate::index::Index;
use crate::place::{FIRST_BLOCK, Field};
use crate::query::Query;

/// How soon more of the same word stops to matter.
const K1: f32 = 1.2;

/// What a word in a field is worth, by field: title, heading, body, note.
const WEIGHT: [f32; Field::COUNT] = [2.0, 1.5, 1.0, 0.5];

/// How much a field's length counts against it.
const B: [f32; Field::COUNT] = [0.5, 0.5, 0.75, 0.75];

/// What another form of a word (*policies* for *policy*) is worth beside the word itself.
const OTHER_FORM: f32 = 0.8;

/// The mean length of a block that block scores are normalised by, in words.
const BLOCK_LENGTH: f32 = 80.0;

/// How many blocks of an essay are named.
const BLOCKS: usize = 5;

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// How many essays match.
    pub total: usize,
    /// Whether nothing matched all words, so that any of them did ([`Query::relaxed`]).
    pub relaxed: bool,
    /// The best, best first; of equals, the earlier in the collection first.
    pub hits: Vec<Hit>,
}

/// An essay that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its place in the collection.
    pub essay: u32,
    /// Comparable within one answer only.
    pub score: f32,
    /// Its best blocks, at most five, in reading order; none where only its title matches.
    pub blocks: Vec<BlockHit>,
}

/// A block of an essay that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockHit {
    /// Its place in the essay.
    pub block: u32,
    /// Comparable within one answer only.
    pub score: f32,
    /// Where the query's words stand: first position and number of positions.
    positions: Vec<(u32, u32)>,
}

impl BlockHit {
    /// The spans of the block's text by which it matches, in order and apart.
    pub fn spans(&self, text: &str) -> Vec<Span> {
        let text = Analysed::new(text);
        let spans = self
            .positions
            .iter()
            .filter_map(|&(position, width)| text.span(position, width));
        Span::merge(spans.collect())
    }
}

impl Index {
    /// The essays that match, with the best `limit` of them ranked.
    pub fn search(&self, query: &Query, limit: usize) -> Results {
        let Some(root) = query.root() else {
            return Results::default();
        };
        let found = evaluate(root, self);
        if !found.essays.is_empty() {
            return self.rank(&found, limit, false);
        }
        let relaxed = query.relaxed();
        match relaxed.root().filter(|relaxed| *relaxed != root) {
            Some(root) => self.rank(&evaluate(root, self), limit, true),
            None => Results::default(),
        }
    }

    fn rank(&self, found: &Found, limit: usize, relaxed: bool) -> Results {
        let mut scores = vec![0.0; self.essays() as usize];
        for phrase in &found.phrases {
            let idf = self.inverse_document_frequency(phrase);
            for here in phrase.occurrences.chunk_by(|a, b| a.essay == b.essay) {
                scores[here[0].essay as usize] += idf * self.saturated(here);
            }
        }
        let mut ranked: Vec<(u32, f32)> = found
            .essays
            .iter()
            .map(|&essay| (essay, scores[essay as usize]))
            .collect();
        order::sort_by(&mut ranked, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(limit);
        let hit = |(essay, score)| Hit {
            essay,
            score,
            blocks: self.blocks(found, essay),
        };
        let hits = ranked.into_iter().map(hit).collect();
        Results {
            total: found.essays.len(),
            relaxed: relaxed && !found.essays.is_empty(),
            hits,
        }
    }

    /// How much a phrase says by how few essays have it (Robertson and Spärck Jones, kept positive).
    fn inverse_document_frequency(&self, phrase: &PhraseHits) -> f32 {
        let (all, having) = (self.essays() as f32, phrase.document_frequency as f32);
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }

    /// The weight of one phrase's occurrences in one essay.
    fn saturated(&self, occurrences: &[Occurrence]) -> f32 {
        let mut counts = [0.0; Field::COUNT];
        for occurrence in occurrences {
            counts[occurrence.field as usize] += worth(occurrence);
        }
        let lengths = self.lengths(occurrences[0].essay);
        let fields = [Field::Title, Field::Heading, Field::Body, Field::Note];
        let frequency = fields.into_iter().map(|field| {
            let at = field as usize;
            let length = lengths[at] as f32 / self.mean_length(field);
            WEIGHT[at] * counts[at] / (1.0 - B[at] + B[at] * length)
        });
        saturate(frequency.sum())
    }

    /// The best blocks of one essay, in reading order.
    fn blocks(&self, found: &Found, essay: u32) -> Vec<BlockHit> {
        let lengths: Vec<u32> = self.place_lengths_of(essay, found);
        let mut blocks: Vec<BlockHit> = Vec::new();
        for phrase in &found.phrases {
            let idf = self.inverse_document_frequency(phrase);
            for here in in_essay(phrase, essay).chunk_by(|a, b| a.place == b.place) {
                let Some(block) = here[0].place.checked_sub(FIRST_BLOCK) else {
                    continue;
                };
                let length = lengths
                    .get(here[0].place as usize)
                    .copied()
                    .unwrap_or_default();
                // An essay has few blocks with hits: looking through them beats a map.
                let known = blocks.iter().position(|hit| hit.block == block);
                let at = known.unwrap_or_else(|| {
                    blocks.push(BlockHit {
                        block,
                        score: 0.0,
                        positions: Vec::new(),
                    });
                    blocks.len() - 1
                });
                let hit = &mut blocks[at];
                hit.score += idf * saturated_in_block(here, length);
                hit.positions.extend(
                    here.iter()
                        .map(|occurrence| (occurrence.position, phrase.width)),
                );
            }
        }
        order::sort_by(&mut blocks, |a, b| {
            b.score.total_cmp(&a.score).then(a.block.cmp(&b.block))
        });
        blocks.truncate(BLOCKS);
        order::sort_by_key(&mut blocks, |hit| hit.block);
        blocks
    }

    /// The place lengths of an essay as far as something was found there.
    fn place_lengths_of(&self, essay: u32, found: &Found) -> Vec<u32> {
        let last = found
            .phrases
            .iter()
            .filter_map(|phrase| in_essay(phrase, essay).last());
        let places = last
            .map(|occurrence| occurrence.place as usize + 1)
            .max()
            .unwrap_or_default();
        self.place_lengths(essay).take(places).collect()
    }
}

/// The occurrences of a phrase in one essay.
fn in_essay(phrase: &PhraseHits, essay: u32) -> &[Occurrence] {
    let start = phrase
        .occurrences
        .partition_point(|occurrence| occurrence.essay < essay);
    let end = phrase
        .occurrences
        .partition_point(|occurrence| occurrence.essay <= essay);
    &phrase.occurrences[start..end]
}

/// A heading announces what its section says, and is a poor passage by itself: as a block it
/// counts like a note.
fn saturated_in_block(occurrences: &[Occurrence], length: u32) -> f32 {
    let field = if occurrences[0].field == Field::Body {
        Field::Body
    } else {
        Field::Note
    } as usize;
    let count: f32 = occurrences.iter().map(worth).sum();
    WEIGHT[field] * saturate(count / (1.0 - B[field] + B[field] * length as f32 / BLOCK_LENGTH))
}

fn worth(occurrence: &Occurrence) -> f32 {
    if occurrence.exact { 1.0 } else { OTHER_FORM }
}

fn saturate(frequency: f32) -> f32 {
    frequency * (K1 + 1.0) / (frequency + K1)
}
