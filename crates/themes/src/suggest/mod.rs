//! Themes that an editor might want: groups of passages that use the same phrases.
//!
//! The phrases of all essays make a matrix of passages by terms, whose factors are topics. Each is named
//! by its best phrase, and becomes a theme whose query is its most telling phrases; so what is
//! suggested is what a search for it finds. Languages are kept apart: they share no words.

mod factors;
mod naming;
mod terms;

use corpus::{Essay, Passage, Theme};

use crate::{CompiledTheme, Sketch};
use factors::Factors;
use naming::Naming;
use terms::Group;

/// How many passages are shown of a theme.
const PASSAGES: usize = 5;

/// A language's passages are parted into so many topics at least, if there are enough: one by itself
/// is told from nothing.
const FEWEST_TOPICS: usize = 6;

/// How many of a topic's strongest passages are looked at for those that its query finds.
const LOOKED_AT: usize = 60;

/// A theme that an editor might want.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The theme: an id, a label in the language of its passages, and a query.
    pub theme: Theme,
    /// The phrases that tell it from other themes, the most telling first.
    pub evidence: Vec<String>,
    /// How many passages speak of it more than of any other suggestion in their language.
    pub count: usize,
    /// Its strongest passages, which its query finds.
    pub passages: Vec<Passage>,
}

/// Suggests so many themes, or fewer where the essays do not have as many. The strongest
/// come first, language by language, the longest first. `sketches` has one for each essay.
pub fn suggest(essays: &[Essay], sketches: &[Sketch], count: usize) -> Vec<Suggestion> {
    let groups = terms::groups(sketches);
    let shares = shares(&groups, count);
    let mut taken = Vec::new();
    let suggested = groups.iter().zip(shares);
    suggested
        .flat_map(|(group, share)| of_language(essays, group, share, &mut taken))
        .collect()
}

/// How many themes each language gets: by its passages, one at least.
fn shares(groups: &[Group], count: usize) -> Vec<usize> {
    let all: usize = groups.iter().map(Group::size).sum();
    let mut left = count;
    let mut shares = Vec::with_capacity(groups.len());
    for (at, group) in groups.iter().enumerate() {
        let others = groups.len() - at - 1;
        let fair = (count * group.size() + all / 2) / all.max(1);
        let share = if others == 0 {
            left
        } else {
            fair.max(1)
                .min(left.saturating_sub(others).max(1))
                .min(left)
        };
        left -= share;
        shares.push(share);
    }
    shares
}

fn of_language(
    essays: &[Essay],
    group: &Group,
    count: usize,
    taken: &mut Vec<String>,
) -> Vec<Suggestion> {
    let matrix: Vec<&factors::SparseRow> = group.rows.iter().map(|row| &row.weights).collect();
    let factors = Factors::of(&matrix, group.terms.len(), topics(count, group.rows.len()));
    let naming = Naming::of(group, &factors);
    let mut strongest: Vec<Vec<(f32, usize)>> = vec![Vec::new(); factors.topics];
    let mut counts = vec![0; factors.topics];
    for row in 0..group.rows.len() {
        let weights = factors.row(row);
        if let Some(topic) = largest(weights) {
            counts[topic] += 1;
        }
        for (topic, &weight) in weights
            .iter()
            .enumerate()
            .filter(|(_, weight)| **weight > 0.0)
        {
            strongest[topic].push((weight, row));
        }
    }
    let mut topics: Vec<usize> = (0..factors.topics).collect();
    topics.retain(|&topic| counts[topic] > 0);
    topics.sort_by_key(|&topic| std::cmp::Reverse(counts[topic]));
    let suggestions = topics.into_iter().filter_map(|topic| {
        let named = naming.name(topic, taken)?;
        let theme = named.theme(group, taken)?;
        strongest[topic].sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let passages = passages(essays, group, &theme, &strongest[topic]);
        (!passages.is_empty()).then_some(Suggestion {
            theme,
            evidence: named.evidence,
            count: counts[topic],
            passages,
        })
    });
    suggestions.take(count).collect()
}

/// Into how many topics so many passages are parted to find so many themes.
fn topics(count: usize, passages: usize) -> usize {
    count.max((passages / PASSAGES).clamp(2, FEWEST_TOPICS))
}

fn largest(weights: &[f32]) -> Option<usize> {
    let topics = 0..weights.len();
    let topic = topics.max_by(|&one, &other| {
        weights[one]
            .total_cmp(&weights[other])
            .then(other.cmp(&one))
    });
    topic.filter(|&topic| weights[topic] > 0.0)
}

/// The first of a topic's passages that the theme's query finds, no more than one in a row of an essay
/// as long as there are others.
fn passages(
    essays: &[Essay],
    group: &Group,
    theme: &Theme,
    strongest: &[(f32, usize)],
) -> Vec<Passage> {
    let compiled = CompiledTheme::new(&theme.query, theme.within);
    let mut found: Vec<Passage> = Vec::new();
    for &(_, row) in strongest.iter().take(LOOKED_AT) {
        let row = &group.rows[row];
        let Some(essay) = essays.get(row.essay as usize) else {
            continue;
        };
        if let Some(passage) = crate::passages::passage_of(&compiled, row.essay, essay, row.block) {
            found.push(passage);
        }
    }
    let (first, again): (Vec<Passage>, Vec<Passage>) = {
        let mut seen = std::collections::HashSet::new();
        found
            .into_iter()
            .partition(|passage| seen.insert(passage.essay))
    };
    first.into_iter().chain(again).take(PASSAGES).collect()
}

#[cfg(test)]
mod tests;
