//! A topic as a theme: its name, and the query of its most telling phrases.

use corpus::{Localized, Theme, ThemeId};

use super::factors::Factors;
use super::terms::Group;

/// So many phrases at most make a query.
const EVIDENCE: usize = 6;

/// A phrase tells a topic when it stands in its passages so many times more often than elsewhere.
const LIFT: f32 = 2.0;

/// What has fewer phrases of its own than this is no theme.
const FEWEST: usize = 2;

/// A topic is named by a phrase that tells it at least so well as this share of what its best does.
const NAME: f32 = 0.25;

/// How much more it counts of a name that it tells the topic than that it is a good one.
const NAMES_BY: f32 = 0.75;

/// What is known about the phrases of all topics.
pub(super) struct Naming<'a> {
    group: &'a Group,
    topics: usize,
    /// How much of each term is each topic's: by term and topic, in passages.
    shares: Vec<f32>,
    /// How much of all passages is each topic's.
    sizes: Vec<f32>,
    /// That of all topics.
    size: f32,
}

/// A topic with its phrases.
pub(super) struct Named {
    label: String,
    pub(super) evidence: Vec<String>,
}

impl<'a> Naming<'a> {
    pub(super) fn of(group: &'a Group, factors: &Factors) -> Self {
        let topics = factors.topics;
        let mut shares = vec![0.0; group.terms.len() * topics];
        let mut sizes = vec![0.0; topics];
        for (at, row) in group.rows.iter().enumerate() {
            let weights = factors.row(at);
            let all: f32 = weights.iter().sum();
            for (topic, weight) in weights
                .iter()
                .enumerate()
                .filter(|(_, weight)| **weight > 0.0)
            {
                sizes[topic] += weight / all;
                row.weights
                    .iter()
                    .for_each(|&(term, _)| shares[term as usize * topics + topic] += weight / all);
            }
        }
        Self {
            group,
            topics,
            shares,
            size: sizes.iter().sum(),
            sizes,
        }
    }

    /// The phrases of a topic that nothing else is called by; none where no phrase tells it.
    pub(super) fn name(&self, topic: usize, taken: &[String]) -> Option<Named> {
        let mut phrases: Vec<(f32, usize)> = (0..self.group.terms.len())
            .filter_map(|term| Some((self.tells(term, topic)?, term)))
            .collect();
        phrases.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut evidence: Vec<&str> = Vec::new();
        for (_, term) in phrases.iter().take(EVIDENCE * 3) {
            let text = self.group.terms[*term].text.as_str();
            let known = evidence.iter().any(|known| holds(text, known));
            if evidence.len() < EVIDENCE && !known {
                evidence.push(text);
            }
        }
        if evidence.len() < FEWEST {
            return None;
        }
        let least = phrases.first().map_or(0.0, |(tells, _)| tells * NAME);
        let free = phrases
            .iter()
            .take_while(|(tells, _)| *tells >= least)
            .filter(|(_, term)| !ends_in_number(&self.group.terms[*term].text))
            .filter(|(_, term)| !taken.contains(&folded(&self.group.terms[*term].text)));
        let best = free.max_by(|one, other| {
            self.names(one)
                .total_cmp(&self.names(other))
                .then(other.1.cmp(&one.1))
        })?;
        let label = self.group.terms[best.1].text.clone();
        Some(Named {
            label,
            evidence: evidence.into_iter().map(str::to_owned).collect(),
        })
    }

    /// How much a term tells a topic: what its passages there say more than chance would.
    fn tells(&self, term: usize, topic: usize) -> Option<f32> {
        if self.group.terms[term].text.is_empty() {
            return None;
        }
        let own = self.shares[term * self.topics + topic];
        let all: f32 = self.shares[term * self.topics..][..self.topics]
            .iter()
            .sum();
        let lift = (own / all.max(f32::EPSILON)) / (self.sizes[topic] / self.size);
        let term = &self.group.terms[term];
        (own > 0.0 && lift >= self.least_lift())
            .then(|| own * lift.ln() * term.size * term.telling())
    }

    /// Where there are few topics, nothing is much more frequent in one of them.
    fn least_lift(&self) -> f32 {
        LIFT.min(1.0 + 0.25 * (self.topics as f32 - 1.0))
    }

    /// How good a name a phrase is: one that tells the topic, that a reader would choose, that says much,
    /// and that not everything is about.
    fn names(&self, (tells, term): &(f32, usize)) -> f32 {
        let term = &self.group.terms[*term];
        let specific = (1.0 - term.common / self.group.common).max(0.0);
        tells.powf(NAMES_BY) * term.quality * term.size * specific
    }
}

/// Whether a phrase holds another or is held by it, so that both find the same.
fn holds(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    one.contains(&other) || other.contains(&one)
}

/// Whether a phrase is a date, or a number of something.
fn ends_in_number(phrase: &str) -> bool {
    phrase.ends_with(char::is_numeric)
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}

impl Named {
    /// The theme, if its name makes an id; both are then taken.
    pub(super) fn theme(&self, group: &Group, taken: &mut Vec<String>) -> Option<Theme> {
        let id = id_of(&self.label, taken)?;
        let queries: Vec<String> = self.evidence.iter().map(|phrase| quoted(phrase)).collect();
        taken.push(folded(&self.label));
        taken.push(id.to_string());
        Some(Theme {
            label: Localized::single(group.language.clone(), self.label.clone()),
            ..Theme::new(id, queries.join(" OR "))
        })
    }
}

/// The id that a label makes, with a number behind it where it is taken; it is a codebook's, not a reader's.
fn id_of(label: &str, taken: &[String]) -> Option<ThemeId> {
    let id = ThemeId::of_label(label)?;
    let more = (2..).map(|number| format!("{id}-{number}"));
    let mut ids = std::iter::once(id.to_string()).chain(more);
    ThemeId::new(ids.find(|id| !taken.contains(id))?).ok()
}

/// A phrase in the search language, in which a word by itself is found in all its forms.
fn quoted(phrase: &str) -> String {
    let is_word =
        phrase.chars().all(char::is_alphanumeric) && !matches!(phrase, "OR" | "AND" | "NOT");
    if is_word {
        phrase.to_owned()
    } else {
        format!("\"{}\"", phrase.replace('"', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_labels() {
        let taken = ["carbon-tax", "nest", "nest-2"].map(str::to_owned);
        for (label, expected) in [
            ("reed warbler", Some("reed-warbler")),
            ("Carbon tax", Some("carbon-tax-2")),
            ("nest", Some("nest-3")),
            ("Own goals", Some("theme-own-goals")),
            ("!", None),
        ] {
            let id = id_of(label, &taken);
            assert_eq!(id.as_ref().map(ThemeId::as_str), expected, "{label}");
        }
    }
}
