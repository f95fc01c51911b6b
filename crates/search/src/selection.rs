//! What a reader chose from the facets, beside the words of a query, and how many documents each of
//! their values would show.

use crate::bitmap::Bitmap;
use crate::index::{Dimension, Facets, Index, Unready};
use crate::query::Bounds;
use crate::ranking::Results;

/// Values that were chosen. A document passes that has, in every dimension in which any are chosen,
/// one of them: within a dimension they widen, dimensions narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    chosen: Vec<(Dimension, Choice)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// Just this value.
    Value(String),
    /// A number within these.
    Within(Bounds),
}

impl Choice {
    fn accepts(&self, value: &str) -> bool {
        match self {
            Self::Value(chosen) => chosen == value,
            Self::Within(bounds) => bounds.accepts(value),
        }
    }
}

/// How many documents a value would show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacetCount<'a> {
    /// What it is a value of.
    pub dimension: Dimension,
    /// The value.
    pub value: &'a str,
    /// How many documents of the answer have it.
    pub count: u32,
}

impl Selection {
    /// Reads a selection as it is handed over: a line for each choice, the name of its dimension, a
    /// space, and the value; of years and lengths a range (`2019..2024`, `..10`). Whatever is none is
    /// left out.
    pub fn read(lines: &str) -> Self {
        let mut selection = Self::default();
        for line in lines.split('\n') {
            if let Some((name, value)) = line.split_once(' ')
                && let Some(dimension) = Dimension::named(name)
            {
                selection.choose(dimension, value);
            }
        }
        selection
    }

    /// Chooses a value; of years and lengths a range. What is no range there is left out.
    pub fn choose(&mut self, dimension: Dimension, value: &str) {
        let choice = match dimension {
            Dimension::Year | Dimension::Length => Bounds::read(value).map(Choice::Within),
            _ => Some(Choice::Value(value.to_owned())),
        };
        self.chosen.extend(choice.map(|choice| (dimension, choice)));
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Those of `all` documents that pass, for each dimension in which anything is chosen.
    fn passing(&self, facets: &Facets, all: u32) -> Vec<(Dimension, Bitmap)> {
        let mut passing: Vec<(Dimension, Bitmap)> = Vec::new();
        for (dimension, choice) in &self.chosen {
            let having = facets.passing(*dimension, &|value| choice.accepts(value), all);
            match passing.iter_mut().find(|(known, _)| known == dimension) {
                Some((_, known)) => known.extend(&having),
                None => passing.push((*dimension, having)),
            }
        }
        passing
    }
}

impl Index {
    /// The documents that pass; none where nothing is chosen, so that all do.
    pub(crate) fn passing(&self, selection: &Selection) -> Result<Option<Bitmap>, Unready> {
        if selection.is_empty() {
            return Ok(None);
        }
        let all = self.documents();
        let mut passing = Bitmap::none(all).inverted();
        for (_, chosen) in selection.passing(self.facets()?, all) {
            passing.retain(&chosen);
        }
        Ok(Some(passing))
    }

    /// For every value of every dimension, how many documents of an answer have it and pass what is
    /// chosen in the other dimensions: as many as it would show if it were chosen instead of what is
    /// chosen in its own.
    ///
    /// Counted are the documents that have all words, chosen or not; where the index has none, those
    /// that have some of them; without a query, all documents. Weaker hits that follow the few with
    /// all words are not counted. What the query itself asks for (`lang:en`) belongs to the query.
    pub fn facet_counts(
        &self,
        results: &Results,
        selection: &Selection,
    ) -> Result<Vec<FacetCount<'_>>, Unready> {
        let (facets, all) = (self.facets()?, self.documents());
        let passing = selection.passing(facets, all);
        let mut counts = Vec::new();
        for dimension in Dimension::ALL {
            let mut among = match results.found() {
                Some(found) => found.clone(),
                None => Bitmap::none(all).inverted(),
            };
            for (_, chosen) in passing.iter().filter(|(other, _)| *other != dimension) {
                among.retain(chosen);
            }
            counts.extend(facets.values(dimension).iter().map(|value| FacetCount {
                dimension,
                value: &value.text,
                count: value.documents.count_in(&among),
            }));
        }
        Ok(counts)
    }
}

#[cfg(test)]
mod tests;
