//! Which essays the library and the search page show, and in which order: the state that stands in
//! their addresses.

use std::cmp::Reverse;

use corpus::{Language, letter, order};
use search::Dimension;

use super::shelf::{Card, Shelf};

/// The filters. Within a facet several values widen, facets narrow: an essay has to have one of the
/// values chosen in each. The search engine filters by the same rule (`search::Selection`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that the essay has to contain, as a query.
    pub words: String,
    /// What was chosen, each value once.
    pub chosen: Vec<Value>,
    /// The order.
    pub sort: Sort,
}

/// A value of a facet, or a range of values: what a reader may choose or let go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The facet.
    pub facet: Dimension,
    /// A theme's id, an author's name, a language's tag; years, or minutes of reading, from and to.
    pub name: String,
}

/// The first and the last of some numbers, each where there is one.
pub type Bounds = (Option<u16>, Option<u16>);

/// The lengths that are offered, in minutes: each about half as long again as the one before.
pub const LENGTHS: [Bounds; 6] = [
    (None, Some(4)),
    (Some(5), Some(6)),
    (Some(7), Some(9)),
    (Some(10), Some(14)),
    (Some(15), Some(29)),
    (Some(30), None),
];

/// The order of the contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As the collection orders them.
    #[default]
    Book,
    /// The latest first.
    Year,
    /// The shortest first.
    Length,
    /// By title.
    Title,
}

/// What happens to a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Other words.
    Words(String),
    /// A value chosen, or let go where it was chosen.
    Toggle(Value),
    /// Other years.
    Years(Bounds),
    /// Another order.
    Sort(Sort),
    /// Only the words kept.
    Widen,
    /// Everything shown again, in the same order.
    Clear,
}

impl Value {
    /// A value by its name.
    pub fn new(facet: Dimension, name: impl Into<String>) -> Self {
        Self {
            facet,
            name: name.into(),
        }
    }

    /// The years or minutes within bounds.
    pub fn within(facet: Dimension, (from, to): Bounds) -> Self {
        let end = |end: Option<u16>| end.map(|end| end.to_string()).unwrap_or_default();
        Self::new(facet, [end(from), end(to)].join(".."))
    }

    /// What an address says, if it is a value.
    fn read(facet: &str, name: &str) -> Option<Self> {
        let value = Self::new(Dimension::named(facet)?, name);
        match value.facet {
            Dimension::Language => Some(Self::new(value.facet, Language::new(name).as_str())),
            _ if !value.is_range() => Some(value),
            _ if value.bounds() == Bounds::default() => None,
            _ => Some(Self::within(value.facet, value.bounds())),
        }
    }

    fn is_range(&self) -> bool {
        matches!(self.facet, Dimension::Year | Dimension::Length)
    }

    /// The bounds of `2019..2024`, `2019..` or `..2024`, or of `2019`, which is both.
    pub fn bounds(&self) -> Bounds {
        let (from, to) = self
            .name
            .split_once("..")
            .unwrap_or((&self.name, &self.name));
        (from.parse().ok(), to.parse().ok())
    }

    /// Whether a value of an essay is this, or in this range.
    pub fn accepts(&self, name: &str) -> bool {
        if self.is_range() {
            name.parse().is_ok_and(|number| self.has_within(number))
        } else {
            self.name == name
        }
    }

    fn has_within(&self, number: u32) -> bool {
        let (from, to) = self.bounds();
        from.is_none_or(|from| u32::from(from) <= number)
            && to.is_none_or(|to| number <= u32::from(to))
    }

    /// Whether an essay has it.
    pub fn is_of(&self, card: &Card) -> bool {
        let year = card.date.map(corpus::Date::year);
        match self.facet {
            Dimension::Theme => card.speaks_of(&self.name),
            Dimension::Author => card.authors.contains(&self.name),
            Dimension::Language => card.language.as_str() == self.name,
            Dimension::Year => year.is_some_and(|year| self.has_within(year.into())),
            Dimension::Length => self.has_within(card.minutes),
        }
    }
}

impl Sort {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Book, Self::Year, Self::Length, Self::Title];

    /// As addresses spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Year => "year",
            Self::Length => "length",
            Self::Title => "title",
        }
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Book => "library.sort.book",
            Self::Year => "library.sort.year",
            Self::Length => "library.sort.length",
            Self::Title => "library.sort.title",
        }
    }
}

impl Filter {
    /// The filter after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut filter = self.clone();
        match action {
            Action::Words(words) => filter.words = words,
            Action::Toggle(value) => {
                filter.chosen.retain(|other| *other != value);
                if !self.has(&value) {
                    filter.chosen.push(value);
                }
            }
            Action::Years(years) => {
                filter.let_go(Dimension::Year);
                if years != Bounds::default() {
                    filter.chosen.push(Value::within(Dimension::Year, years));
                }
            }
            Action::Sort(sort) => filter.sort = sort,
            Action::Widen => filter.chosen.clear(),
            Action::Clear => {
                filter.chosen.clear();
                filter.words.clear();
            }
        }
        filter
    }

    fn let_go(&mut self, facet: Dimension) {
        self.chosen.retain(|value| value.facet != facet);
    }

    /// Whether a value is chosen.
    pub fn has(&self, value: &Value) -> bool {
        self.chosen.contains(value)
    }

    /// The years that are chosen.
    pub fn years(&self) -> Bounds {
        let mut chosen = self.chosen.iter();
        let years = chosen.find(|value| value.facet == Dimension::Year);
        years.map(Value::bounds).unwrap_or_default()
    }

    /// What is chosen, as the search engine reads it (`search::Selection::read`).
    pub fn chosen_lines(&self) -> String {
        let mut lines = String::new();
        for value in &self.chosen {
            lines.push_str(value.facet.name());
            lines.push(' ');
            lines.extend(value.name.chars().filter(|&letter| letter != '\n'));
            lines.push('\n');
        }
        lines
    }

    /// These words, and nothing else chosen.
    pub fn of_words(words: String) -> Self {
        Self {
            words,
            ..Self::default()
        }
    }

    /// Whether there are words.
    pub fn has_words(&self) -> bool {
        !self.words.trim().is_empty()
    }

    /// Whether it keeps any essay away.
    pub fn is_active(&self) -> bool {
        self.has_words() || self.narrows()
    }

    /// Whether anything is chosen beside the words.
    pub fn narrows(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// The essays that pass, by place, in order; `answering` are those that answer to the words,
    /// where these ask for anything.
    pub fn apply(&self, shelf: &Shelf, answering: Option<&[usize]>) -> Vec<usize> {
        let cards = shelf.cards.iter().enumerate();
        let mut places: Vec<usize> = cards
            .filter(|(place, card)| {
                answering.is_none_or(|answering| answering.contains(place)) && self.passes(card)
            })
            .map(|(place, _)| place)
            .collect();
        self.order(shelf, &mut places);
        places
    }

    /// How many essays would be shown if this value were chosen instead of those of its facet that
    /// are.
    pub fn count(&self, shelf: &Shelf, answering: Option<&[usize]>, value: &Value) -> usize {
        let mut with = self.clone();
        with.let_go(value.facet);
        with.chosen.push(value.clone());
        with.apply(shelf, answering).len()
    }

    fn passes(&self, card: &Card) -> bool {
        self.chosen.iter().all(|value| {
            let mut others = self.chosen.iter();
            others.any(|other| other.facet == value.facet && other.is_of(card))
        })
    }

    fn order(&self, shelf: &Shelf, places: &mut Vec<usize>) {
        let card = |place: usize| &shelf.cards[place];
        match self.sort {
            Sort::Book => {}
            Sort::Year => order::sort_by_key(places, |&place| Reverse(card(place).date)),
            Sort::Length => order::sort_by_key(places, |&place| card(place).minutes),
            Sort::Title => order::sort_by(places, |&one, &other| {
                let letters = |place| card(place).title.chars().map(letter::small);
                letters(one).cmp(letters(other))
            }),
        }
    }

    /// The filter that an address's query says; what it does not understand it leaves out.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let mut filter = Self::default();
        for (key, value) in pairs {
            match key.as_str() {
                "q" => filter.words.clone_from(value),
                "sort" => {
                    let known = Sort::ALL.into_iter().find(|sort| sort.name() == value);
                    filter.sort = known.unwrap_or_default();
                }
                facet => {
                    let value = Value::read(facet, value);
                    let value = value.filter(|value| !filter.has(value));
                    filter.chosen.extend(value);
                }
            }
        }
        filter
    }

    /// What the address's query says.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        let chosen = self.chosen.iter();
        pairs.extend(chosen.map(|value| (value.facet.name(), value.name.clone())));
        if self.sort != Sort::default() {
            pairs.push(("sort", self.sort.name().to_owned()));
        }
        pairs
    }
}

#[cfg(test)]
mod tests;
