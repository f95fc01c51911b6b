//! Which passages of a theme its page shows, and how: the state that stands in its address.

use corpus::{Passage, order};
use search::Dimension;

use super::answer::Facets;
use super::concordance::{Lines, View};
use super::filter::{Filter, Sort, Value};
use super::topics::Topics;

/// What a theme's page is narrowed to. Facets work as in the library, but a theme that is chosen has to be
/// spoken of in the same passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// What was chosen.
    pub filter: Filter,
    /// How passages are grouped.
    pub by: By,
    /// Whether they are shown as passages or as lines.
    pub view: View,
}

/// How a theme's passages are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By essay, in the order of the collection.
    #[default]
    Essay,
    /// By year, the latest first.
    Time,
    /// Not at all; those with the most places first.
    Strength,
}

impl By {
    /// All, as they are offered.
    pub const ALL: [Self; 3] = [Self::Essay, Self::Time, Self::Strength];

    /// As addresses spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Essay => "essay",
            Self::Time => "time",
            Self::Strength => "strength",
        }
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Essay => "theme.by.essay",
            Self::Time => "theme.by.time",
            Self::Strength => "theme.by.strength",
        }
    }
}

/// Passages under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// What they share.
    pub of: Of,
    /// They, in order.
    pub passages: Vec<&'a Passage>,
}

/// What the passages of a group share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// An essay, by place.
    Essay(usize),
    /// A year, where the essay says one.
    Year(Option<u16>),
    /// The theme alone.
    All,
}

impl Narrowing {
    /// Passages that speak of this as well.
    pub fn to(value: Value) -> Self {
        Self {
            filter: Filter {
                chosen: vec![value],
                ..Filter::default()
            },
            ..Self::default()
        }
    }

    /// What an address's query says.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let by = pairs.iter().find(|(key, _)| key == "by");
        let by = by.and_then(|(_, name)| By::ALL.into_iter().find(|by| by.name() == name));
        Self {
            filter: Filter {
                sort: Sort::default(),
                ..Filter::from_pairs(pairs)
            },
            by: by.unwrap_or_default(),
            view: View::from_pairs(pairs),
        }
    }

    /// What the address's query says.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.filter.to_pairs();
        if self.by != By::default() {
            pairs.push(("by", self.by.name().to_owned()));
        }
        pairs.extend(self.view.to_pairs());
        pairs
    }

    /// The passages of a theme that pass, in reading order; `lines` are the places of the words, where there
    /// are words.
    pub fn passages<'a>(
        &self,
        topics: &'a Topics,
        theme: usize,
        lines: Option<&Lines>,
    ) -> Vec<&'a Passage> {
        let mut passing: Vec<&Passage> = topics.passages(theme).iter().collect();
        if let Some(lines) = lines {
            passing.retain(|passage| lines.has(passage.essay as usize, passage.block as usize));
        }
        let mut facets: Vec<Dimension> = Vec::new();
        for value in &self.filter.chosen {
            if !facets.contains(&value.facet) {
                facets.push(value.facet);
            }
        }
        for facet in facets {
            let values = self.filter.chosen.iter();
            let values: Vec<&Value> = values.filter(|value| value.facet == facet).collect();
            passing.retain(|passage| values.iter().any(|value| has(topics, passage, value)));
        }
        passing
    }

    /// How many passages each value would show, if it were chosen instead of those of its facet.
    pub fn counts(
        &self,
        topics: &Topics,
        theme: usize,
        lines: Option<&Lines>,
        values: impl IntoIterator<Item = Value>,
    ) -> Facets {
        let mut without: Vec<(Dimension, Vec<&Passage>)> = Vec::new();
        let mut counts = Facets::default();
        for value in values {
            let known = without.iter().position(|(facet, _)| *facet == value.facet);
            let known = known.unwrap_or_else(|| {
                let mut others = self.clone();
                others
                    .filter
                    .chosen
                    .retain(|chosen| chosen.facet != value.facet);
                without.push((value.facet, others.passages(topics, theme, lines)));
                without.len() - 1
            });
            let passages = without[known].1.iter();
            let count = passages
                .filter(|passage| has(topics, passage, &value))
                .count();
            counts.push(value, count);
        }
        counts
    }

    /// Passages in the groups in which they are shown.
    pub fn groups<'a>(&self, topics: &Topics, mut passages: Vec<&'a Passage>) -> Vec<Group<'a>> {
        let year = |passage: &Passage| {
            let card = topics.shelf().cards.get(passage.essay as usize)?;
            card.date.map(corpus::Date::year)
        };
        let of = |passage: &Passage| match self.by {
            By::Essay => Of::Essay(passage.essay as usize),
            By::Time => Of::Year(year(passage)),
            By::Strength => Of::All,
        };
        match self.by {
            By::Essay => {}
            By::Time => order::sort_by(&mut passages, |a, b| year(b).cmp(&year(a))),
            By::Strength => order::sort_by(&mut passages, |a, b| b.spans.len().cmp(&a.spans.len())),
        }
        let groups = passages.chunk_by(|one, next| of(one) == of(next));
        let group = |passages: &[&'a Passage]| Group {
            of: passages.first().map_or(Of::All, |first| of(first)),
            passages: passages.to_vec(),
        };
        groups.map(group).collect()
    }
}

/// Whether a passage has a value: its essay, or for a theme the passage itself.
fn has(topics: &Topics, passage: &Passage, value: &Value) -> bool {
    if value.facet != Dimension::Theme {
        let card = topics.shelf().cards.get(passage.essay as usize);
        return card.is_some_and(|card| value.is_of(card));
    }
    let themes = topics.codebook().themes();
    let theme = themes
        .iter()
        .position(|theme| theme.id.as_str() == value.name);
    theme.is_some_and(|theme| {
        let place = |passage: &Passage| (passage.essay, passage.block);
        let others = topics.passages(theme);
        others.binary_search_by_key(&place(passage), place).is_ok()
    })
}

#[cfg(test)]
pub(super) mod tests;
