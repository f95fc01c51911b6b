//! Related essays and passages, and what relates them.
//!
//! A text is a vector of its telling phrases, weighted by how seldom they are; two are alike by the
//! cosine of their vectors. Essays are alike by the themes that they treat as well, and across languages
//! by these alone, for they share no words.

mod vectors;
mod works;

use std::borrow::Borrow;
use std::collections::HashMap;

use corpus::Essay;

use crate::general::is_general;
use crate::sketch::{Seen, Sketch, size};
use vectors::{Inverted, Limits, Vector, shared, vectors};
use works::works;

/// How many essays and passages are named beside each essay.
const ESSAYS: usize = 4;
const PASSAGES: usize = 5;

/// How many phrases and themes are given as the reason.
const TERMS: usize = 4;
const PASSAGE_TERMS: usize = 3;
const THEMES: usize = 3;

/// How much of the likeness of two essays is their phrases', the rest being their themes'.
const BY_TERMS: f32 = 0.7;

/// Less likeness than this is none.
const LEAST: f32 = 0.1;
const LEAST_OF_PASSAGES: f32 = 0.3;

/// Two passages share so many phrases at least: one may be chance.
const FEWEST_SHARED: usize = 2;

/// What the vectors of essays and of passages are made of. The limits bound the work: each
/// text is compared with no more others than its dimensions lead to.
const OF_ESSAYS: Limits = Limits {
    dimensions: 60,
    texts: 2_000,
};
const OF_PASSAGES: Limits = Limits {
    dimensions: 25,
    texts: 300,
};
const OF_THEMES: Limits = Limits {
    dimensions: 12,
    texts: 2_000,
};

/// What is like what within a collection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Similar {
    /// For each essay those that are most like it, the most like first; none is a translation of it,
    /// and of an essay and its translations there is one.
    pub essays: Vec<Vec<SimilarEssay>>,
    /// For each essay the passages of others that are most like one of its own, in the order of its blocks: one
    /// beside a block, and none beside two.
    pub passages: Vec<Vec<SimilarPassage>>,
}

/// An essay that is like another.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarEssay {
    /// Its place.
    pub essay: usize,
    /// What both speak of, the most telling first; nothing across languages.
    pub terms: Vec<String>,
    /// The themes that both treat, by place in the codebook, the rarest first.
    pub themes: Vec<usize>,
}

/// A passage that is like one of another essay.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarPassage {
    /// The place of the block that it is like.
    pub block: usize,
    /// The place of its essay.
    pub essay: usize,
    /// The place of its block there.
    pub there: usize,
    /// What both speak of, the most telling first.
    pub terms: Vec<String>,
    /// How like they are, from 0 to 1.
    pub likeness: f32,
}

/// What is like what, among essays of which each has its sketch and the places of the themes it treats.
pub fn similar<E: Borrow<Essay>>(
    essays: &[E],
    sketches: &[Sketch],
    treated: &[Vec<usize>],
) -> Similar {
    let essays: Vec<&Essay> = essays.iter().map(Borrow::borrow).collect();
    let texts = Texts::of(&essays, sketches, treated);
    Similar {
        essays: texts.essays(),
        passages: texts.passages(),
    }
}

/// A block of an essay with what it speaks of.
struct Block {
    essay: u32,
    block: u32,
}

/// Essays and passages as vectors.
struct Texts {
    /// For each essay, the number of the work that it is or translates.
    works: Vec<usize>,
    languages: Vec<String>,
    /// How each phrase is written.
    phrases: Vec<String>,
    terms: Vec<Vector>,
    themes: Vec<Vector>,
    blocks: Vec<Block>,
    block_terms: Vec<Vector>,
}

impl Texts {
    fn of(essays: &[&Essay], sketches: &[Sketch], treated: &[Vec<usize>]) -> Self {
        let (phrases, places) = phrases(sketches);
        let place = |essay: &Essay, key: u64| places.get(&(language(essay), key)).copied();
        let mut of_essays = Vec::with_capacity(essays.len());
        let mut blocks = Vec::new();
        let mut of_blocks = Vec::new();
        for ((at, essay), sketch) in (0u32..).zip(essays).zip(sketches) {
            let mut all = Vec::new();
            for row in &sketch.rows {
                let own: Vec<u32> = row
                    .keys
                    .iter()
                    .filter_map(|&key| place(essay, key))
                    .collect();
                all.extend_from_slice(&own);
                blocks.push(Block {
                    essay: at,
                    block: row.block,
                });
                of_blocks.push(counted(own));
            }
            of_essays.push(counted(all));
        }
        let themes = (0..essays.len()).map(|at| {
            let treated = treated.get(at).map_or(&[][..], Vec::as_slice).iter();
            counted(
                treated
                    .filter_map(|&theme| u32::try_from(theme).ok())
                    .collect(),
            )
        });
        let size = |phrase: u32| size(&phrases[phrase as usize]);
        Self {
            works: works(essays),
            languages: essays
                .iter()
                .map(|essay| language(essay).to_owned())
                .collect(),
            terms: vectors(&of_essays, size, &OF_ESSAYS),
            themes: vectors(&themes.collect::<Vec<_>>(), |_| 1.0, &OF_THEMES),
            block_terms: vectors(&of_blocks, size, &OF_PASSAGES),
            blocks,
            phrases,
        }
    }

    fn essays(&self) -> Vec<Vec<SimilarEssay>> {
        let by_terms = Inverted::of(&self.terms);
        let by_themes = Inverted::of(&self.themes);
        let mut sums = vec![0.0; self.terms.len()];
        let mut touched = Vec::new();
        let of_one = |at: usize| {
            by_terms.add_cosines(&self.terms[at], BY_TERMS, &mut sums, &mut touched);
            by_themes.add_cosines(&self.themes[at], 1.0 - BY_TERMS, &mut sums, &mut touched);
            let found: Vec<(f32, u32)> = touched
                .iter()
                .map(|&other| (sums[other as usize], other))
                .collect();
            touched
                .drain(..)
                .for_each(|other| sums[other as usize] = 0.0);
            let chosen = self.most_alike(at, found).into_iter();
            chosen
                .map(|other| self.similar_essay(at, other as usize))
                .collect()
        };
        (0..self.terms.len()).map(of_one).collect()
    }

    /// The essays that are most like one: of an essay and its translations the one in its language,
    /// where there is one.
    fn most_alike(&self, at: usize, found: Vec<(f32, u32)>) -> Vec<u32> {
        let mut found: Vec<(f32, u32)> = found
            .into_iter()
            .filter(|&(likeness, other)| {
                likeness >= LEAST && self.works[other as usize] != self.works[at]
            })
            .collect();
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let is_own = |other: u32| self.languages[other as usize] == self.languages[at];
        let own: Vec<usize> = found
            .iter()
            .filter(|(_, other)| is_own(*other))
            .map(|&(_, other)| self.works[other as usize])
            .collect();
        let mut seen = Vec::new();
        let mut chosen = Vec::with_capacity(ESSAYS);
        for (_, other) in found {
            let work = self.works[other as usize];
            let is_better_elsewhere = !is_own(other) && own.contains(&work);
            if chosen.len() < ESSAYS && !is_better_elsewhere && !seen.contains(&work) {
                seen.push(work);
                chosen.push(other);
            }
        }
        chosen
    }

    fn similar_essay(&self, at: usize, there: usize) -> SimilarEssay {
        let phrases = shared(&self.terms[at], &self.terms[there]);
        let themes = shared(&self.themes[at], &self.themes[there])
            .into_iter()
            .take(THEMES);
        SimilarEssay {
            essay: there,
            terms: self.reason(&phrases, TERMS),
            themes: themes.map(|(theme, _)| theme as usize).collect(),
        }
    }

    /// The first of some phrases, without those that are said by others of them.
    fn reason(&self, phrases: &[(u32, f32)], most: usize) -> Vec<String> {
        let mut reason: Vec<u32> = Vec::with_capacity(most);
        for &(phrase, _) in phrases {
            let text = |phrase: u32| self.phrases[phrase as usize].to_lowercase();
            let is_said = reason
                .iter()
                .any(|&given| text(given).contains(&text(phrase)));
            if reason.len() < most && !is_said {
                reason.push(phrase);
            }
        }
        reason
            .into_iter()
            .map(|phrase| self.phrases[phrase as usize].clone())
            .collect()
    }

    fn passages(&self) -> Vec<Vec<SimilarPassage>> {
        let inverted = Inverted::of(&self.block_terms);
        let mut sums = vec![0.0; self.block_terms.len()];
        let mut touched = Vec::new();
        let mut pairs: Vec<Vec<Pair>> = vec![Vec::new(); self.terms.len()];
        for (at, block) in self.blocks.iter().enumerate() {
            inverted.add_cosines(&self.block_terms[at], 1.0, &mut sums, &mut touched);
            let found = touched.drain(..).map(|other| Pair {
                likeness: std::mem::take(&mut sums[other as usize]),
                at,
                there: other as usize,
            });
            let found =
                found.filter(|pair| pair.likeness >= LEAST_OF_PASSAGES && self.is_like(pair));
            pairs[block.essay as usize].extend(found);
        }
        pairs.into_iter().map(|pairs| self.chosen(pairs)).collect()
    }

    /// Whether two blocks are of different works and share enough.
    fn is_like(&self, pair: &Pair) -> bool {
        let work = |at: usize| self.works[self.blocks[at].essay as usize];
        let (one, other) = (&self.block_terms[pair.at], &self.block_terms[pair.there]);
        work(pair.at) != work(pair.there) && shared(one, other).len() >= FEWEST_SHARED
    }

    /// The best of the pairs of an essay's blocks with others, each block in one of them.
    fn chosen(&self, mut pairs: Vec<Pair>) -> Vec<SimilarPassage> {
        pairs.sort_by(|one, other| {
            let places = (one.at, one.there).cmp(&(other.at, other.there));
            other.likeness.total_cmp(&one.likeness).then(places)
        });
        let mut chosen: Vec<Pair> = Vec::with_capacity(PASSAGES);
        for pair in pairs {
            let is_taken = |taken: &Pair| taken.at == pair.at || taken.there == pair.there;
            if chosen.len() < PASSAGES && !chosen.iter().any(is_taken) {
                chosen.push(pair);
            }
        }
        chosen.sort_by_key(|pair| pair.at);
        chosen
            .iter()
            .map(|pair| self.similar_passage(pair))
            .collect()
    }

    fn similar_passage(&self, pair: &Pair) -> SimilarPassage {
        let there = &self.blocks[pair.there];
        let phrases = shared(&self.block_terms[pair.at], &self.block_terms[pair.there]);
        SimilarPassage {
            block: self.blocks[pair.at].block as usize,
            essay: there.essay as usize,
            there: there.block as usize,
            terms: self.reason(&phrases, PASSAGE_TERMS),
            likeness: pair.likeness,
        }
    }
}

/// Two blocks by their places among all, and how like they are.
#[derive(Clone, Copy)]
struct Pair {
    likeness: f32,
    at: usize,
    there: usize,
}

/// The phrases that name something in an essay, as most essays write them, and their places by
/// language and key.
fn phrases(sketches: &[Sketch]) -> (Vec<String>, HashMap<(&str, u64), u32>) {
    let mut languages: Vec<&str> = sketches.iter().map(Sketch::language).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut phrases = Vec::new();
    let mut places = HashMap::new();
    for language in languages {
        let own = sketches
            .iter()
            .filter(|sketch| sketch.language() == language);
        let mut seen: Vec<(u64, Seen)> = Seen::of(own)
            .into_iter()
            .filter(|(_, phrase)| phrase.essays > 0 && !is_general(language, &phrase.form()))
            .collect();
        seen.sort_by_key(|(key, _)| *key);
        for (key, phrase) in seen {
            places.insert((language, key), number(phrases.len()));
            phrases.push(phrase.form());
        }
    }
    (phrases, places)
}

/// How often each comes, in order.
fn counted(mut places: Vec<u32>) -> Vec<(u32, u32)> {
    places.sort_unstable();
    places
        .chunk_by(|one, other| one == other)
        .map(|same| (same[0], number(same.len())))
        .collect()
}

fn language(essay: &Essay) -> &str {
    essay.meta.language.primary()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
