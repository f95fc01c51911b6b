//! The score of a candidate, and the choice of the best.

use std::collections::BTreeSet;

use super::candidate::Candidate;
use super::{Phrase, Script};

/// What a candidate of a script with spaces scores by, its weight, and what is added to that in Romance
/// languages. Found by logistic regression on SemEval-2017 (English) and WikiNews (French), as many keys of
/// each; on halves not used for it F1@10 is 0.34 and 0.46.
const SPACED: [(&str, f32, f32); 23] = [
    ("frequency", 1.15, 0.00),
    ("first", -0.26, 0.00),
    ("sentences", 0.45, 0.00),
    ("words1", -0.23, 0.00),
    ("words2", 0.70, 0.00),
    ("words3", 0.76, 0.00),
    ("words4", 0.47, 0.00),
    ("whole", 0.83, -0.25),
    ("left", 1.04, -0.85),
    ("right", 1.07, -1.02),
    ("capital", 1.05, 0.00),
    ("title", 0.66, 0.00),
    ("linked", -1.26, 0.44),
    ("word_frequency_max", -0.23, 0.00),
    ("word_frequency_mean", 0.69, 0.00),
    ("adjective_last", -1.10, 0.00),
    ("participle_last", 0.20, -0.63),
    ("participle_first", 0.37, 0.00),
    ("letters", -0.66, 1.88),
    ("short", -0.76, 0.00),
    ("hyphen", 0.59, -1.02),
    ("contained", -1.70, 0.00),
    ("contained_name", -1.36, 0.00),
];

/// What every candidate has.
const SPACED_BIAS: f32 = -5.05;

/// The same for scripts without spaces, found on CSL (Chinese abstracts); on the other half F1@10 is 0.23.
const UNSPACED: [(&str, f32); 27] = [
    ("frequency", -0.44),
    ("title", 1.47),
    ("left_break", 1.07),
    ("left_word", 1.15),
    ("right_break", 1.19),
    ("right_word", 1.05),
    ("whole", 0.33),
    ("left_inside", -9.37),
    ("right_inside", -0.97),
    ("first", -0.14),
    ("units3", 0.12),
    ("units4", 1.02),
    ("units5", 0.15),
    ("units6", -0.25),
    ("units7", -1.10),
    ("left_entropy", 0.80),
    ("right_entropy", 0.79),
    ("entropy", 0.94),
    ("general", -0.88),
    ("foreign", -1.02),
    ("suffix", 0.31),
    ("bad_end", -1.61),
    ("content", 1.04),
    ("function_first", -0.66),
    ("function_last", -0.59),
    ("cuts", -0.56),
    ("cut", -1.18),
];

/// What every such candidate has.
const UNSPACED_BIAS: f32 = -6.23;

/// The best candidates, none of which cuts another one in two: `work market` is no phrase where
/// `labour work` has been chosen out of `labour work market`.
pub(super) fn best(
    text: &[char],
    candidates: Vec<Candidate>,
    top: usize,
    script: Script,
) -> Vec<Phrase> {
    let mut scored: Vec<(f32, Candidate)> = candidates
        .into_iter()
        .map(|candidate| (score(&candidate, script), candidate))
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut phrases: Vec<Phrase> = Vec::with_capacity(top.min(scored.len()));
    let mut taken = Taken::default();
    for (score, candidate) in scored {
        if phrases.len() == top {
            break;
        }
        let is_piece = |place: &(u32, u32)| {
            let mut beside = taken.beside(*place);
            beside.any(|other| {
                cross(place, other) || (script == Script::Unspaced && lacks_one(place, other))
            })
        };
        if !candidate.places.iter().all(is_piece) {
            taken.add(&candidate.places);
            phrases.push(Phrase {
                key: candidate.key,
                text: candidate.form(text),
                score,
                whole: candidate.whole,
                places: candidate.places,
            });
        }
    }
    phrases
}

/// The places of what has been chosen.
#[derive(Default)]
struct Taken {
    places: BTreeSet<(u32, u32)>,
    longest: u32,
}

impl Taken {
    fn add(&mut self, places: &[(u32, u32)]) {
        let lengths = places.iter().map(|(start, end)| end - start);
        self.longest = self.longest.max(lengths.max().unwrap_or(0));
        self.places.extend(places);
    }

    /// Those that may touch a place.
    fn beside(&self, (start, end): (u32, u32)) -> impl Iterator<Item = &(u32, u32)> {
        let first = start.saturating_sub(self.longest);
        self.places.range((first, 0)..(end, 0))
    }
}

/// Whether two places overlap and neither holds the other.
fn cross(one: &(u32, u32), other: &(u32, u32)) -> bool {
    (one.0 < other.0 && other.0 < one.1 && one.1 < other.1)
        || (other.0 < one.0 && one.0 < other.1 && other.1 < one.1)
}

/// Whether a place is another one less a character.
fn lacks_one(one: &(u32, u32), other: &(u32, u32)) -> bool {
    (one.0 == other.0 && one.1 + 1 == other.1) || (one.0 == other.0 + 1 && one.1 == other.1)
}

fn score(candidate: &Candidate, script: Script) -> f32 {
    let features = candidate.features.iter();
    match script {
        Script::Unspaced => {
            UNSPACED
                .iter()
                .zip(features)
                .map(|((_, weight), value)| weight * value)
                .sum::<f32>()
                + UNSPACED_BIAS
        }
        Script::Spaced => {
            SPACED
                .iter()
                .zip(features)
                .map(|((_, weight, _), value)| weight * value)
                .sum::<f32>()
                + SPACED_BIAS
        }
        Script::Romance => {
            SPACED
                .iter()
                .zip(features)
                .map(|((_, weight, more), value)| (weight + more) * value)
                .sum::<f32>()
                + SPACED_BIAS
        }
    }
}

#[cfg(test)]
mod tests {
    use corpus::Language;

    use super::*;
    use crate::keyphrases::candidates;

    #[test]
    fn every_feature_has_its_weight() {
        for (text, language, weights) in [
            ("growth", "en", SPACED.len()),
            ("增长", "zh", UNSPACED.len()),
        ] {
            let candidates = candidates(text, &Language::new(language));
            assert_eq!(
                candidates
                    .iter()
                    .map(|candidate| candidate.features.len())
                    .collect::<Vec<_>>(),
                [weights]
            );
        }
    }
}
