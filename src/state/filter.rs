//! Which essays the library shows, and in which order: the state that stands in its address.

use std::cmp::Reverse;

use corpus::{Language, order};

use super::shelf::{Card, Shelf};

/// The filters of the library. Several themes narrow (an essay has to treat each); several values
/// of any other facet widen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words that the essay has to contain, as a query.
    pub words: String,
    /// Themes, by id.
    pub themes: Vec<String>,
    /// Authors, by name.
    pub authors: Vec<String>,
    /// The first and the last year.
    pub years: Years,
    /// Languages, by tag.
    pub languages: Vec<String>,
    /// Lengths.
    pub lengths: Vec<Length>,
    /// The order.
    pub sort: Sort,
}

/// The first and the last year, each where there is one.
pub type Years = (Option<u16>, Option<u16>);

/// How long an essay takes to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Under 7 minutes.
    Short,
    /// 7 to 10 minutes.
    Medium,
    /// Over 10 minutes.
    Long,
}

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

/// A value of a facet: one that a reader may choose or let go.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A theme's id.
    Theme(String),
    /// An author's name.
    Author(String),
    /// A language's tag.
    Language(String),
    /// A length.
    Length(Length),
}

/// What happens to a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Other words.
    Words(String),
    /// A value chosen, or let go where it was chosen.
    Toggle(Value),
    /// Other years.
    Years(Option<u16>, Option<u16>),
    /// Another order.
    Sort(Sort),
    /// Everything shown again, in the same order.
    Clear,
}

impl Length {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Short, Self::Medium, Self::Long];

    /// The length of this many minutes.
    pub fn of(minutes: u32) -> Self {
        match minutes {
            0..7 => Self::Short,
            7..=10 => Self::Medium,
            _ => Self::Long,
        }
    }

    /// As addresses spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Medium => "medium",
            Self::Long => "long",
        }
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Short => "library.length.short",
            Self::Medium => "library.length.medium",
            Self::Long => "library.length.long",
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
            Action::Toggle(Value::Theme(id)) => toggle(&mut filter.themes, id),
            Action::Toggle(Value::Author(name)) => toggle(&mut filter.authors, name),
            Action::Toggle(Value::Language(tag)) => toggle(&mut filter.languages, tag),
            Action::Toggle(Value::Length(length)) => toggle(&mut filter.lengths, length),
            Action::Years(from, to) => filter.years = (from, to),
            Action::Sort(sort) => filter.sort = sort,
            Action::Clear => {
                filter = Self {
                    sort: self.sort,
                    ..Self::default()
                }
            }
        }
        filter
    }

    /// Whether a value is chosen.
    pub fn has(&self, value: &Value) -> bool {
        match value {
            Value::Theme(id) => self.themes.contains(id),
            Value::Author(name) => self.authors.contains(name),
            Value::Language(tag) => self.languages.contains(tag),
            Value::Length(length) => self.lengths.contains(length),
        }
    }

    /// Whether it keeps any essay away.
    pub fn is_active(&self) -> bool {
        Self {
            sort: Sort::default(),
            ..self.clone()
        } != Self::default()
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

    /// How many essays would be shown if this value were chosen: for a theme, beside those chosen;
    /// for the other facets, instead of them.
    pub fn count(&self, shelf: &Shelf, answering: Option<&[usize]>, value: &Value) -> usize {
        let mut with = self.clone();
        match value {
            Value::Theme(id) if !with.themes.contains(id) => with.themes.push(id.clone()),
            Value::Theme(_) => {}
            Value::Author(name) => with.authors = vec![name.clone()],
            Value::Language(tag) => with.languages = vec![tag.clone()],
            Value::Length(length) => with.lengths = vec![*length],
        }
        with.apply(shelf, answering).len()
    }

    fn passes(&self, card: &Card) -> bool {
        let years = card.date.map(corpus::Date::year);
        let year_passes = match self.years {
            (None, None) => true,
            (from, to) => years.is_some_and(|year| {
                from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
            }),
        };
        let language = |tag: &String| Language::new(tag) == card.language;
        year_passes
            && self.themes.iter().all(|id| card.treats(id))
            && any_or_none(&self.authors, |name| card.authors.contains(name))
            && any_or_none(&self.languages, language)
            && any_or_none(&self.lengths, |length| *length == Length::of(card.minutes))
    }

    fn order(&self, shelf: &Shelf, places: &mut Vec<usize>) {
        let card = |place: usize| &shelf.cards[place];
        match self.sort {
            Sort::Book => {}
            Sort::Year => order::sort_by_key(places, |&place| Reverse(card(place).date)),
            Sort::Length => order::sort_by_key(places, |&place| card(place).minutes),
            Sort::Title => order::sort_by(places, |&one, &other| {
                let letters = |place| card(place).title.chars().flat_map(char::to_lowercase);
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
                "theme" => filter.themes.push(value.clone()),
                "author" => filter.authors.push(value.clone()),
                "lang" => filter.languages.push(value.clone()),
                "year" => filter.years = parse_years(value),
                "length" => {
                    let known = Length::ALL
                        .into_iter()
                        .find(|length| length.name() == value);
                    filter.lengths.extend(known);
                }
                "sort" => {
                    let known = Sort::ALL.into_iter().find(|sort| sort.name() == value);
                    filter.sort = known.unwrap_or_default();
                }
                _ => {}
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
        pairs.extend(self.themes.iter().map(|id| ("theme", id.clone())));
        pairs.extend(self.authors.iter().map(|name| ("author", name.clone())));
        if self.years != (None, None) {
            let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
            pairs.push((
                "year",
                format!("{}..{}", year(self.years.0), year(self.years.1)),
            ));
        }
        pairs.extend(self.languages.iter().map(|tag| ("lang", tag.clone())));
        pairs.extend(
            self.lengths
                .iter()
                .map(|length| ("length", length.name().to_owned())),
        );
        if self.sort != Sort::default() {
            pairs.push(("sort", self.sort.name().to_owned()));
        }
        pairs
    }
}

fn parse_years(value: &str) -> Years {
    match value.split_once("..") {
        Some((from, to)) => (from.parse().ok(), to.parse().ok()),
        None => (value.parse().ok(), value.parse().ok()),
    }
}

fn any_or_none<T>(chosen: &[T], passes: impl Fn(&T) -> bool) -> bool {
    chosen.is_empty() || chosen.iter().any(passes)
}

fn toggle<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
    match chosen.iter().position(|other| *other == value) {
        Some(at) => {
            chosen.remove(at);
        }
        None => chosen.push(value),
    }
}
