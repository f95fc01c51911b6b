//! How often runs of characters stand in a text, and how free they are of their neighbours:
//! what tells the words of a language that does not part them.
//!
//! A word can be followed and preceded by much, a piece of a word by little (branching entropy:
//! Tanaka-Ishii, *Entropy as an indicator of context boundaries*, 2005).

use std::collections::HashMap;

use super::tokens::joined;

/// Runs have no more units than this.
pub(super) const LONGEST: usize = 8;

/// What a text of an unspaced script is made of: its characters and words of other scripts, by
/// number; [`BREAK`] where nothing runs on.
pub(super) type Unit = u32;

/// No unit: punctuation, or the end of the text.
pub(super) const BREAK: Unit = 0;

/// What is known of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gram {
    /// The entropy of what stands before it, and behind it.
    pub(super) left: f32,
    pub(super) right: f32,
}

const ONCE: Gram = Gram {
    left: 0.0,
    right: 0.0,
};

/// The runs of a text that stand in it more than once.
pub(super) struct Grams {
    grams: HashMap<u64, Gram>,
}

impl Grams {
    /// Counts the runs of a text.
    pub(super) fn of(units: &[Unit]) -> Self {
        let mut grams = HashMap::new();
        let mut open: Vec<usize> = (0..units.len()).filter(|&at| units[at] != BREAK).collect();
        for length in 1..=LONGEST {
            let mut runs: Vec<(u64, usize)> = open
                .iter()
                .map(|&at| (hash(&units[at..at + length]), at))
                .collect();
            runs.sort_unstable();
            let mut repeated = Vec::new();
            for same in runs
                .chunk_by(|one, other| one.0 == other.0)
                .filter(|same| same.len() > 1)
            {
                grams.insert(same[0].0, Gram::of(same, length, units));
                repeated.extend(same.iter().map(|&(_, at)| at));
            }
            // A run stands twice only where its beginning does.
            let goes_on = |&at: &usize| units.get(at + length).is_some_and(|&next| next != BREAK);
            open = repeated.into_iter().filter(goes_on).collect();
        }
        Self { grams }
    }

    pub(super) fn get(&self, run: &[Unit]) -> Gram {
        self.grams.get(&hash(run)).copied().unwrap_or(ONCE)
    }
}

impl Gram {
    fn of(same: &[(u64, usize)], length: usize, units: &[Unit]) -> Self {
        let places = same.iter().map(|&(_, at)| at);
        let mut before: Vec<Unit> = places
            .clone()
            .map(|at| at.checked_sub(1).map_or(BREAK, |at| units[at]))
            .collect();
        let mut behind: Vec<Unit> = places
            .map(|at| units.get(at + length).copied().unwrap_or(BREAK))
            .collect();
        Self {
            left: entropy(&mut before),
            right: entropy(&mut behind),
        }
    }
}

/// The entropy of what stands beside a run. Each break is a neighbour of its own: anything may follow it.
fn entropy(units: &mut [Unit]) -> f32 {
    units.sort_unstable();
    let all = units.len() as f32;
    let mut entropy = 0.0;
    for same in units.chunk_by(|one, other| one == other) {
        let (times, each) = if same[0] == BREAK {
            (same.len() as f32, 1.0)
        } else {
            (1.0, same.len() as f32)
        };
        entropy -= times * each / all * (each / all).ln();
    }
    entropy
}

/// The hash of a run.
pub(super) fn hash(run: &[Unit]) -> u64 {
    run.iter().fold(run.len() as u64, |hash, &unit| {
        joined(hash, u64::from(unit))
    })
}
