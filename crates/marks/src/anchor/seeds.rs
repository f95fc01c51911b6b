//! What a quote has in common with a text: runs of equal scalars, found by the rare pieces in them.

use corpus::order;
use corpus::text::is_cjk;

/// Scalars that are the same in a quote and in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where in the quote they begin.
    pub(super) quote: usize,
    /// Where in the text.
    pub(super) text: usize,
    /// How many they are.
    pub(super) length: usize,
}

impl Run {
    /// The place in the quote behind the run.
    pub(super) fn quote_end(self) -> usize {
        self.quote + self.length
    }

    /// The place in the text behind the run.
    pub(super) fn text_end(self) -> usize {
        self.text + self.length
    }

    /// How many scalars at the beginning of this run are taken already, where what came before ends
    /// at these places.
    pub(super) fn overlap(self, quote_end: usize, text_end: usize) -> usize {
        let (quote, text) = (self.quote, self.text);
        quote_end
            .saturating_sub(quote)
            .max(text_end.saturating_sub(text))
    }
}

/// What a scalar says, in halves of a letter: an ideograph as much as two letters and a half.
pub(super) fn weight(scalar: char) -> usize {
    // Most letters of most texts come before the first of those that have to be told apart.
    if scalar >= '\u{1100}' && is_cjk(scalar) {
        5
    } else {
        2
    }
}

/// What a seed weighs, the smallest piece that is looked up: five letters, or two ideographs.
pub(super) const SEED: usize = 10;

/// At how many places of the text the seeds of one quote are looked up, the rarest first.
const PLACES: u32 = 200;

/// The seeds of a text with their places.
pub(super) struct Seeds<'a> {
    text: &'a [char],
    /// By hash: how many places, and the last of them plus one.
    heads: Vec<(u32, u32)>,
    /// For each place the one before it with the same hash, plus one.
    before: Vec<u32>,
}

impl<'a> Seeds<'a> {
    /// Notes where each seed of the text stands.
    pub(super) fn new(text: &'a [char]) -> Self {
        let mut heads = vec![(0, 0); text.len().next_power_of_two()];
        let mut before = vec![0; text.len()];
        for at in 0..text.len() {
            if let Some(hash) = hash(&text[at..], heads.len()) {
                let (count, last) = &mut heads[hash];
                before[at] = *last;
                *count += 1;
                *last = at as u32 + 1;
            }
        }
        Self {
            text,
            heads,
            before,
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &'a [char] {
        self.text
    }

    /// The longest runs around the rarest seeds of the quote, by their place in the text.
    pub(super) fn runs(&self, quote: &[char]) -> Vec<Run> {
        let lasts = self.rarest(quote);
        let mut runs = Vec::new();
        for (at, &last) in lasts.iter().enumerate() {
            let mut next = last;
            for _ in 0..PLACES {
                let Some(place) = (next as usize).checked_sub(1) else {
                    break;
                };
                next = self.before[place];
                // A run is found by the first of its seeds.
                let found = at > 0
                    && place > 0
                    && lasts[at - 1] > 0
                    && quote[at - 1] == self.text[place - 1];
                if !found {
                    runs.extend(self.run(quote, at, place));
                }
            }
        }
        order::sort_by_key(&mut runs, |run| (run.text, run.quote));
        runs.dedup();
        runs
    }

    /// For each place of the quote where one of its rarest seeds is, the last place of that in the
    /// text, plus one.
    fn rarest(&self, quote: &[char]) -> Vec<u32> {
        let seeds = (0..quote.len()).map(|at| {
            let hash = hash(&quote[at..], self.heads.len());
            hash.map_or((0, 0), |hash| self.heads[hash])
        });
        let seeds: Vec<(u32, u32)> = seeds.collect();
        // How many seeds there are of each number of places; then, how many of them are taken.
        let mut taken = [0; PLACES as usize + 1];
        for &(count, _) in &seeds {
            taken[count.min(PLACES) as usize] += 1;
        }
        let mut places = 0;
        for (count, number) in (1..).zip(&mut taken[1..]) {
            *number = (PLACES - places).div_ceil(count).min(*number);
            places = (places + count * *number).min(PLACES);
        }
        let lasts = seeds.into_iter().map(|(count, last)| {
            let number = &mut taken[count.min(PLACES) as usize];
            let is_taken = count > 0 && *number > 0;
            *number -= u32::from(is_taken);
            if is_taken { last } else { 0 }
        });
        lasts.collect()
    }

    /// The longest run around a seed, if it is more than a meeting of hashes.
    fn run(&self, quote: &[char], at: usize, place: usize) -> Option<Run> {
        let is_equal = |pair: &(&char, &char)| pair.0 == pair.1;
        let behind = quote[at..].iter().zip(&self.text[place..]);
        let behind = behind.take_while(is_equal).count();
        let before = quote[..at].iter().rev();
        let before = before.zip(self.text[..place].iter().rev());
        let before = before.take_while(is_equal).count();
        let run = Run {
            quote: at - before,
            text: place - before,
            length: before + behind,
        };
        let scalars = &quote[run.quote..run.quote_end()];
        let mut sum = 0;
        let mut sums = scalars.iter().map(|&scalar| {
            sum += weight(scalar);
            sum
        });
        sums.any(|sum| sum >= SEED).then_some(run)
    }
}

/// The hash of the seed that the scalars begin with, below `size`, a power of two.
fn hash(scalars: &[char], size: usize) -> Option<usize> {
    let (mut hash, mut sum) = (0u32, 0);
    for &scalar in scalars {
        hash = (hash.rotate_left(5) ^ scalar as u32).wrapping_mul(0x9e37_79b1);
        sum += weight(scalar);
        if sum >= SEED {
            return Some((hash ^ (hash >> 15)) as usize & (size - 1));
        }
    }
    None
}
