//! A quote as it is looked for, and a place where it may stand.

use std::ops::Range;

use super::align::{Aligned, align};
use super::chains::chains;
use super::folded::Folded;
use super::seeds::{Run, SEED, Seeds, weight};

/// So many scalars that are none of the quote weigh against half a letter that is, where it is asked
/// whether both ends of it belong to the same place; fewer are no gap. With 6 or 12 the labelled
/// places are the same but for one.
const APART: usize = 8;

/// What each break in the words or in the surroundings takes away: pieces of a letter or two meet
/// anywhere.
const BREAK: usize = 4;

/// Words that are too short to be looked up stand everywhere when they stand in so many places.
const EVERYWHERE: usize = 20;

/// A quote as it is compared: what stood before it, its words, and what stood behind it. Weights are
/// in halves of letters.
pub(super) struct Pattern {
    scalars: Vec<char>,
    /// What the scalars before each place weigh.
    weights: Vec<usize>,
    start: usize,
    end: usize,
}

/// A place where a quote may stand.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Where it begins, in scalars of the folded text.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// What of the words is there.
    pub(super) words: usize,
    /// What the breaks in them take away.
    pub(super) breaks: usize,
    /// What of the surroundings is there, before and behind.
    pub(super) around: [usize; 2],
    /// What the breaks in these take away.
    pub(super) breaks_around: [usize; 2],
}

impl Pattern {
    /// Folds a quote.
    pub(super) fn new(prefix: &str, exact: &str, suffix: &str) -> Self {
        let all = [prefix, exact, suffix];
        let folded = Folded::new(all.into_iter().flat_map(str::chars));
        let before = prefix.chars().count() as u32;
        let behind = before + exact.chars().count() as u32;
        let mut weights = vec![0];
        let mut sum = 0;
        weights.extend(folded.scalars.iter().map(|&scalar| {
            sum += weight(scalar);
            sum
        }));
        Self {
            start: folded.at(before),
            end: folded.at(behind),
            scalars: folded.scalars,
            weights,
        }
    }

    /// What the words weigh.
    pub(super) fn words(&self) -> usize {
        self.weigh(self.start, self.end)
    }

    /// How many scalars the words are.
    pub(super) fn length(&self) -> usize {
        self.end - self.start
    }

    /// What the surroundings weigh, before and behind.
    pub(super) fn around(&self) -> [usize; 2] {
        let length = self.scalars.len();
        [self.weigh(0, self.start), self.weigh(self.end, length)]
    }

    /// What all of that weighs.
    pub(super) fn all(&self) -> usize {
        self.weigh(0, self.scalars.len())
    }

    /// Adds the places of a text, or of a part of it that begins `from` there, where the quote may
    /// stand.
    pub(super) fn find(&self, text: &Seeds<'_>, from: usize, found: &mut Vec<Candidate>) {
        let reach = (self.end - self.start) * 3 + 300;
        for chain in chains(&text.runs(&self.scalars), &self.weights, reach) {
            if let Some(mut candidate) = self.candidate(text.text(), &chain) {
                candidate.start += from;
                candidate.end += from;
                candidate.join(found);
            }
        }
    }

    /// Adds the places where the words stand to the letter. This is for those that are too short to
    /// have a seed; what stands everywhere has no place.
    pub(super) fn find_short(&self, text: &[char], found: &mut Vec<Candidate>) {
        let words = &self.scalars[self.start..self.end];
        if words.is_empty() || self.words() >= SEED {
            return;
        }
        let places = text.windows(words.len()).enumerate();
        let places = places.filter(|(_, stands)| *stands == words);
        let runs = places.map(|(place, _)| Run {
            quote: self.start,
            text: place,
            length: words.len(),
        });
        let runs: Vec<Run> = runs.take(EVERYWHERE).collect();
        if runs.len() < EVERYWHERE {
            let candidates = runs.into_iter();
            let candidates = candidates.filter_map(|run| self.candidate(text, &[run]));
            candidates.for_each(|candidate| candidate.join(found));
        }
    }

    fn weigh(&self, start: usize, end: usize) -> usize {
        self.weights[end] - self.weights[start]
    }

    fn candidate(&self, text: &[char], chain: &[Run]) -> Option<Candidate> {
        let aligned = align(&self.scalars, text, chain);
        let (first, last) = self.held_together(&aligned)?;
        let (words, pieces) = self.pieces(&aligned, first, last + 1);
        let before = self.pieces(&aligned, 0, self.start);
        let behind = self.pieces(&aligned, self.end, self.scalars.len());
        let breaks = |pieces: usize| BREAK * pieces.saturating_sub(1);
        Some(Candidate {
            start: self.first_place(&aligned, first)?,
            end: self.end_place(&aligned, last, text.len())?,
            words,
            breaks: breaks(pieces),
            around: [before.0, behind.0],
            breaks_around: [breaks(before.1), breaks(behind.1)],
        })
    }

    /// What of a part of the quote is in the text, and in how many pieces.
    fn pieces(&self, aligned: &Aligned, from: usize, to: usize) -> (usize, usize) {
        let (mut weight, mut pieces, mut next) = (0, 0, None);
        for (at, place) in aligned.iter().enumerate().take(to).skip(from) {
            if let Some(place) = *place {
                weight += self.weigh(at, at + 1);
                pieces += usize::from(next != Some((at, place)));
                next = Some((at + 1, place + 1));
            }
        }
        (weight, pieces)
    }

    /// The first and the last scalar of that part of the words which stands in one place. What is far
    /// from it is left out, unless it is worth the way: with it counts what goes on unbroken in the
    /// surroundings.
    fn held_together(&self, aligned: &Aligned) -> Option<(usize, usize)> {
        if self.start == self.end {
            return None;
        }
        let (mut best, mut top) = (None, 0);
        let (mut held, mut sum, mut before) = (None, 0, None);
        for at in self.unbroken(aligned) {
            let Some(place) = aligned[at] else {
                continue;
            };
            let gap = before.map_or(0, |before| (place - before) as usize - 1) / APART;
            let way = gap + BREAK.min(gap * BREAK);
            if sum <= way {
                (held, sum) = (None, 0);
            } else {
                sum -= way;
            }
            sum += self.weigh(at, at + 1);
            before = Some(place);
            if (self.start..self.end).contains(&at) {
                held = Some((held.map_or(at, |(first, _)| first), at));
            }
            if held.is_some() && sum > top {
                (best, top) = (held, sum);
            }
        }
        best
    }

    /// The words with as much of the surroundings as goes on from them unbroken.
    fn unbroken(&self, aligned: &Aligned) -> Range<usize> {
        let is_broken = |at: &usize| {
            aligned[*at].is_none() || aligned[*at] != aligned[at - 1].map(|before| before + 1)
        };
        let start = (1..=self.start).rev().find(is_broken);
        let end = (self.end..aligned.len()).find(is_broken);
        start.unwrap_or(0)..end.unwrap_or(aligned.len())
    }

    /// Where the words begin: with their first scalar, or, where that was written anew, right behind
    /// what stood before them, or as far before what is left of them as it was.
    fn first_place(&self, aligned: &Aligned, first: usize) -> Option<usize> {
        let place = aligned[first]? as usize;
        let missing = first - self.start;
        let usual = place.saturating_sub(missing);
        let before = (0..self.start)
            .rev()
            .find_map(|at| Some((at + 1, aligned[at]? as usize + 1)));
        Some(match before {
            _ if missing == 0 => place,
            Some((at, behind)) if at == self.start && behind + near(missing) >= place => behind,
            Some((_, behind)) => usual.max(behind.min(place)),
            None => usual,
        })
    }

    /// Where the words end, likewise.
    fn end_place(&self, aligned: &Aligned, last: usize, length: usize) -> Option<usize> {
        let place = aligned[last]? as usize + 1;
        let missing = self.end - 1 - last;
        let usual = (place + missing).min(length);
        let behind =
            (self.end..self.scalars.len()).find_map(|at| Some((at, aligned[at]? as usize)));
        Some(match behind {
            _ if missing == 0 => place,
            Some((at, before)) if at == self.end && before <= place + near(missing) => before,
            Some((_, before)) => usual.min(before.max(place)),
            None => usual,
        })
    }
}

/// How long what was written in place of so many scalars may be.
fn near(missing: usize) -> usize {
    missing * 2 + 4
}

impl Candidate {
    /// What of the quote and its surroundings is there.
    pub(super) fn evidence(&self) -> usize {
        self.words + self.around[0] + self.around[1]
    }

    /// Comes among others, in place of those on the same spot that have less.
    fn join(self, others: &mut Vec<Self>) {
        let is_same = |other: &Self| {
            let (start, end) = (self.start.max(other.start), self.end.min(other.end));
            let shorter = (self.end - self.start).min(other.end - other.start);
            start == end && shorter == 0 || end.saturating_sub(start) * 2 > shorter
        };
        let more = |other: &Self| other.evidence() >= self.evidence();
        if !others.iter().any(|other| is_same(other) && more(other)) {
            others.retain(|other| !is_same(other));
            others.push(self);
        }
    }
}
