//! The notebook: a reader's highlights, each by its id, and how two notebooks become one.

use std::cmp::Ordering;

use corpus::{EssayId, order};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::annotation::annotation_text;
use crate::moment::moment;
use crate::{Foreign, Highlight, Import, Refusal};

/// A set of highlights, in the order in which they were made, and of the annotations of others that
/// came along. No two have the same id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Parts", into = "Parts")]
pub struct Notebook {
    highlights: Vec<Highlight>,
    foreign: Vec<Foreign>,
}

/// What a notebook is stored as.
type Parts = (Vec<Highlight>, Vec<Foreign>);

/// What a merge did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The ids of what was not there before.
    pub new: Vec<String>,
    /// The ids of what was there and has been replaced by something later.
    pub changed: Vec<String>,
    /// How many were there already, the same or later.
    pub known: usize,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was taken in, of highlights and others' annotations together.
    pub merged: Merged,
    /// How many of the annotations in the file are no highlights of our essays, and are kept beside.
    pub foreign: usize,
    /// What was refused, and why.
    pub refused: Vec<Refusal>,
    /// Addresses of pages of annotations that the file names and does not hold.
    pub elsewhere: Vec<String>,
}

impl Notebook {
    /// The notebook of these; of two with the same id the one changed last.
    pub fn new(highlights: Vec<Highlight>, foreign: Vec<Foreign>) -> Self {
        let mut notebook = Self::default();
        notebook.merge(Self {
            highlights,
            foreign,
        });
        notebook
    }

    /// All highlights, the oldest first; of one moment, by id.
    pub fn highlights(&self) -> &[Highlight] {
        &self.highlights
    }

    /// The annotations that are no highlights of our essays, by id.
    pub fn foreign(&self) -> &[Foreign] {
        &self.foreign
    }

    /// The highlights of one essay, the oldest first.
    pub fn of_essay<'a>(&'a self, essay: &'a EssayId) -> impl Iterator<Item = &'a Highlight> {
        self.highlights
            .iter()
            .filter(move |highlight| highlight.essay == *essay)
    }

    /// The highlight of this id.
    pub fn find(&self, id: &str) -> Option<&Highlight> {
        self.highlights.iter().find(|highlight| highlight.id == id)
    }

    /// The tags that highlights have, each once, in order.
    pub fn tags(&self) -> Vec<String> {
        let tags = self.highlights.iter().flat_map(|highlight| &highlight.tags);
        let mut tags: Vec<String> = tags.cloned().collect();
        order::sort(&mut tags);
        tags.dedup();
        tags
    }

    /// Puts a highlight in, in place of the one with its id, and returns that.
    pub fn add(&mut self, highlight: Highlight) -> Option<Highlight> {
        let replaced = self.remove(&highlight.id);
        self.remove_foreign(&highlight.id);
        let place = self
            .highlights
            .partition_point(|other| by_time(other, &highlight) == Ordering::Less);
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

    /// Puts an annotation in that is no highlight, in place of the one with its id.
    pub fn add_foreign(&mut self, foreign: Foreign) {
        self.remove_foreign(&foreign.id);
        let place = self.foreign.partition_point(|other| other.id < foreign.id);
        self.foreign.insert(place, foreign);
    }

    /// Takes an annotation out that is no highlight.
    pub fn remove_foreign(&mut self, id: &str) -> Option<Foreign> {
        let place = self.foreign.iter().position(|foreign| foreign.id == id)?;
        Some(self.foreign.remove(place))
    }

    /// Takes in what was found in a file.
    pub fn import(&mut self, import: Import) -> Report {
        Report {
            foreign: import.foreign.len(),
            merged: self.merge(Self {
                highlights: import.highlights,
                foreign: import.foreign,
            }),
            refused: import.refused,
            elsewhere: import.elsewhere,
        }
    }

    /// Takes in another notebook. Where both have something of the same id, what was changed last
    /// stays; nothing is ever taken out.
    pub fn merge(&mut self, other: Self) -> Merged {
        let mut merged = Merged::default();
        let mut items: Vec<(Item, State)> = Vec::new();
        let mine = std::mem::take(self).items().map(|item| (item, State::Mine));
        items.extend(mine);
        items.extend(other.items().map(|item| (item, State::New)));
        // The sort keeps what was there before what comes.
        order::sort_by(&mut items, |a, b| a.0.id().cmp(b.0.id()));
        let mut kept: Vec<(Item, State)> = Vec::with_capacity(items.len());
        for (item, state) in items {
            match kept.last_mut().filter(|(known, _)| known.id() == item.id()) {
                None => kept.push((item, state)),
                Some(known) => {
                    merged.known += 1;
                    if item.is_later(&known.0) {
                        known.0 = item;
                        if known.1 == State::Mine {
                            known.1 = State::Changed;
                            merged.known -= 1;
                        }
                    }
                }
            }
        }
        for (item, state) in kept {
            match state {
                State::Mine => {}
                State::New => merged.new.push(item.id().to_owned()),
                State::Changed => merged.changed.push(item.id().to_owned()),
            }
            match item {
                Item::Highlight(highlight) => self.highlights.push(highlight),
                Item::Foreign(foreign) => self.foreign.push(foreign),
            }
        }
        order::sort_by(&mut self.highlights, by_time);
        merged
    }

    fn items(self) -> impl Iterator<Item = Item> {
        let highlights = self.highlights.into_iter().map(Item::Highlight);
        highlights.chain(self.foreign.into_iter().map(Item::Foreign))
    }
}

/// Where what is kept comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Mine,
    Changed,
    New,
}

/// Anything that a notebook keeps.
enum Item {
    Highlight(Highlight),
    Foreign(Foreign),
}

impl Item {
    fn id(&self) -> &str {
        match self {
            Self::Highlight(highlight) => &highlight.id,
            Self::Foreign(foreign) => &foreign.id,
        }
    }

    fn modified(&self) -> &str {
        match self {
            Self::Highlight(highlight) => &highlight.modified,
            Self::Foreign(foreign) => &foreign.modified,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Highlight(highlight) => annotation_text(highlight, ""),
            Self::Foreign(foreign) => foreign.json.clone(),
        }
    }

    /// Whether it was changed after `other`. Of one moment, an order that is the same for every
    /// reader decides, so that merging here and merging there give the same notebook; what differs
    /// in the form of its JSON alone is the same.
    fn is_later(&self, other: &Self) -> bool {
        let (mine, others) = (moment(self.modified()), moment(other.modified()));
        if mine != others {
            return mine > others;
        }
        let (mine, others) = (self.text(), other.text());
        mine > others && parsed(&mine) != parsed(&others)
    }
}

fn parsed(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok()
}

/// The order in which highlights were made.
fn by_time(a: &Highlight, b: &Highlight) -> Ordering {
    let times = moment(&a.created).cmp(&moment(&b.created));
    times.then_with(|| a.id.cmp(&b.id))
}

impl From<Parts> for Notebook {
    fn from((highlights, foreign): Parts) -> Self {
        Self::new(highlights, foreign)
    }
}

impl From<Notebook> for Parts {
    fn from(notebook: Notebook) -> Self {
        (notebook.highlights, notebook.foreign)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::tests::{highlights, notebooks};

    fn merged(a: &Notebook, b: &Notebook) -> Notebook {
        let mut all = a.clone();
        all.merge(b.clone());
        all
    }

    proptest! {
        /// In whatever order notebooks meet, and however often, they become the same one.
        #[test]
        fn merging_is_a_union(a in notebooks(), b in notebooks(), c in notebooks()) {
            prop_assert_eq!(merged(&a, &a), a.clone());
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
            for highlight in a.highlights().iter().chain(b.highlights()) {
                let all = merged(&a, &b);
                let kept = all.find(&highlight.id);
                let kept = kept.map(|kept| &kept.modified).or_else(|| {
                    let mut foreign = all.foreign().iter();
                    foreign.find(|kept| kept.id == highlight.id).map(|kept| &kept.modified)
                });
                prop_assert!(kept.is_some_and(|kept| moment(kept) >= moment(&highlight.modified)));
            }
        }

        #[test]
        fn adding_and_removing(mut notebook in notebooks(), highlight in highlights()) {
            notebook.remove(&highlight.id);
            notebook.remove_foreign(&highlight.id);
            let before = notebook.clone();
            prop_assert_eq!(notebook.add(highlight.clone()), None);
            prop_assert_eq!(notebook.find(&highlight.id), Some(&highlight));
            prop_assert!(notebook.of_essay(&highlight.essay).any(|other| *other == highlight));
            let order = |pair: &[Highlight]| moment(&pair[0].created) <= moment(&pair[1].created);
            prop_assert!(notebook.highlights().windows(2).all(order));
            prop_assert_eq!(notebook.remove(&highlight.id), Some(highlight));
            prop_assert_eq!(notebook, before);
        }

        #[test]
        fn storage_loses_nothing(notebook in notebooks()) {
            let json = serde_json::to_string(&notebook).unwrap();
            prop_assert_eq!(serde_json::from_str::<Notebook>(&json).unwrap(), notebook);
        }
    }
}
