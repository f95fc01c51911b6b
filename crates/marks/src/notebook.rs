//! The notebook: a reader's highlights, each by its id, and how two notebooks become one.

use corpus::EssayId;
use serde::{Deserialize, Serialize};

use crate::Highlight;

/// A set of highlights, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Highlight>", into = "Vec<Highlight>")]
pub struct Notebook {
    highlights: Vec<Highlight>,
}

impl Notebook {
    /// All highlights, the oldest first; of one moment, by id.
    pub fn highlights(&self) -> &[Highlight] {
        &self.highlights
    }

    /// The highlights of one essay, likewise.
    pub fn of_essay<'a>(&'a self, essay: &'a EssayId) -> impl Iterator<Item = &'a Highlight> {
        self.highlights
            .iter()
            .filter(move |highlight| highlight.essay == *essay)
    }

    /// The highlight of this id.
    pub fn find(&self, id: &str) -> Option<&Highlight> {
        self.highlights.iter().find(|highlight| highlight.id == id)
    }

    /// Puts a highlight in, in place of the one with its id, and returns that.
    pub fn add(&mut self, highlight: Highlight) -> Option<Highlight> {
        let replaced = self.remove(&highlight.id);
        let order = |highlight: &Highlight| (highlight.created.clone(), highlight.id.clone());
        let place = self
            .highlights
            .partition_point(|other| order(other) < order(&highlight));
        self.highlights.insert(place, highlight);
        replaced
    }

    /// Takes a highlight out.
    pub fn remove(&mut self, id: &str) -> Option<Highlight> {
        let place = self
            .highlights
            .iter()
            .position(|highlight| highlight.id == id)?;
        Some(self.highlights.remove(place))
    }

    /// Takes in another notebook and says how many highlights it added or changed. Where both have
    /// a highlight, the one changed last stays; nothing is ever taken out.
    pub fn merge(&mut self, other: Self) -> usize {
        let mut news = 0;
        for highlight in other.highlights {
            if self
                .find(&highlight.id)
                .is_none_or(|known| is_later(&highlight, known))
            {
                self.add(highlight);
                news += 1;
            }
        }
        news
    }
}

/// Whether `a` was changed after `b`. Of one moment, an order that is the same for every reader
/// decides, so that merging here and merging there give the same notebook.
fn is_later(a: &Highlight, b: &Highlight) -> bool {
    let order = |highlight: &Highlight| serde_json::to_string(highlight).unwrap_or_default();
    a.modified > b.modified || (a.modified == b.modified && order(a) > order(b))
}

impl From<Vec<Highlight>> for Notebook {
    fn from(highlights: Vec<Highlight>) -> Self {
        let mut notebook = Self::default();
        for highlight in highlights {
            notebook.add(highlight);
        }
        notebook
    }
}

impl From<Notebook> for Vec<Highlight> {
    fn from(notebook: Notebook) -> Self {
        notebook.highlights
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::tests::highlights;

    fn notebook() -> impl Strategy<Value = Notebook> {
        prop::collection::vec(highlights(), 0..6).prop_map(Notebook::from)
    }

    fn merged(a: &Notebook, b: &Notebook) -> Notebook {
        let mut all = a.clone();
        all.merge(b.clone());
        all
    }

    proptest! {
        /// In whatever order notebooks meet, and however often, they become the same one.
        #[test]
        fn merging_is_a_union(a in notebook(), b in notebook(), c in notebook()) {
            prop_assert_eq!(merged(&a, &a), a.clone());
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
            for highlight in a.highlights().iter().chain(b.highlights()) {
                let kept = merged(&a, &b);
                let kept = kept.find(&highlight.id);
                prop_assert!(kept.is_some_and(|kept| kept.modified >= highlight.modified));
            }
        }

        #[test]
        fn adding_and_removing(mut notebook in notebook(), highlight in highlights()) {
            notebook.remove(&highlight.id);
            let before = notebook.clone();
            prop_assert_eq!(notebook.add(highlight.clone()), None);
            prop_assert_eq!(notebook.find(&highlight.id), Some(&highlight));
            prop_assert!(notebook.of_essay(&highlight.essay).any(|other| *other == highlight));
            let order = |pair: &[Highlight]| pair[0].created <= pair[1].created;
            prop_assert!(notebook.highlights().windows(2).all(order));
            prop_assert_eq!(notebook.remove(&highlight.id), Some(highlight));
            prop_assert_eq!(notebook, before);
        }

        #[test]
        fn storage_loses_nothing(notebook in notebook()) {
            let json = serde_json::to_string(&notebook).unwrap();
            prop_assert_eq!(serde_json::from_str::<Notebook>(&json).unwrap(), notebook);
        }
    }
}
