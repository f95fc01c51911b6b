//! Answers of the search engine, read from the lines of text as which they come
//! (`crates/engine/src/answer.rs`). What makes no sense is left out.

use std::rc::Rc;
use std::str::FromStr;

use corpus::{Span, order};
use search::{Dimension, Note};

use super::concordance::Lines;
use super::filter::{Filter, Value};
use super::shelf::Shelf;

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// How many essays have all words; where none has, how many have some.
    pub total: usize,
    /// Where few have all words, how many others have some.
    pub weaker: usize,
    /// Whether none has all words.
    pub relaxed: bool,
    /// Whether nothing is asked for.
    pub is_nothing: bool,
    /// The query as it should have been typed, where words of it were taken for misspelt.
    pub suggestion: Option<String>,
    /// The keys of notes on how the query was read.
    pub notes: Vec<&'static str>,
    /// The best essays, by place, best first: those that have all words before those that have some.
    pub essays: Vec<usize>,
    /// How well each of them answers, in thousandths.
    scores: Box<[u32]>,
}

/// A passage that answers to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The block, by its place in the essay.
    pub block: usize,
    /// Whether words were left out before and after it.
    pub cut: (bool, bool),
    /// The query's words in it.
    pub marks: Vec<Span>,
    /// Its own words.
    pub text: String,
}

/// An essay that was found, with its best passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The essay, by place.
    pub place: usize,
    /// Its passages, in reading order.
    pub passages: Vec<Excerpt>,
}

/// What is known of the answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Results {
    /// It is on its way.
    #[default]
    Coming,
    /// It is here.
    Here {
        /// The query, and what was chosen beside it.
        filter: Filter,
        /// The answer.
        answer: Answer,
        /// How many essays every value of the facets would show.
        facets: Facets,
        /// The best essays with their passages.
        found: Vec<Found>,
        /// The concordance, where it is wanted instead.
        lines: Option<Rc<Lines>>,
    },
    /// It cannot be had, for this cause.
    Failed(String),
}

impl Results {
    /// The essays that pass a filter without words, of which at most `limit` are shown.
    pub fn of_all(filter: &Filter, shelf: &Shelf, limit: usize) -> Self {
        let mut places = filter.apply(shelf, None);
        let total = places.len();
        places.truncate(limit);
        let found = places.iter().map(|&place| Found {
            place,
            passages: Vec::new(),
        });
        Self::Here {
            filter: filter.clone(),
            facets: Facets::default(),
            found: found.collect(),
            lines: None,
            answer: Answer {
                total,
                is_nothing: true,
                essays: places,
                ..Answer::default()
            },
        }
    }
}

impl Answer {
    /// The answer to [`browser::engine::Engine::query`].
    pub fn read(text: &str) -> Self {
        let mut lines = lines(text, "found");
        let counts = lines.next().unwrap_or_default();
        let mut counts = counts.split(' ');
        let (total, weaker) = (number(counts.next()), number(counts.next()));
        let how = counts.next();
        let suggestion = lines.next().filter(|text| !text.is_empty());
        let notes = lines.next().unwrap_or_default().split(' ');
        let known = |key| {
            Note::ALL
                .into_iter()
                .map(Note::key)
                .find(|&known| known == key)
        };
        let (mut essays, mut scores) = (Vec::new(), Vec::new());
        for line in lines {
            let mut words = line.split(' ');
            if let Some(place) = number(words.next()) {
                essays.push(place);
                scores.push(number(words.next()).unwrap_or_default());
            }
        }
        Self {
            total: total.unwrap_or_default(),
            weaker: weaker.unwrap_or_default(),
            relaxed: how == Some("relaxed"),
            is_nothing: how == Some("nothing"),
            suggestion: suggestion.map(str::to_owned),
            notes: notes.filter_map(known).collect(),
            essays,
            scores: scores.into(),
        }
    }

    /// How well an essay answers, in thousandths of the engine's units.
    pub fn score(&self, place: usize) -> u32 {
        let at = self.essays.iter().position(|&essay| essay == place);
        at.and_then(|at| self.scores.get(at).copied())
            .unwrap_or_default()
    }

    /// The best essays, by place and in order, without those that only follow them: they have all
    /// words, or where none has, some.
    pub fn best_in_order(&self) -> Vec<usize> {
        let best = self.essays.get(..self.total).unwrap_or(&self.essays);
        let mut best = best.to_vec();
        order::sort(&mut best);
        best
    }

    /// The best essays that have all words, by place.
    pub fn all_words(&self) -> &[usize] {
        let having = if self.relaxed { 0 } else { self.total };
        self.essays.get(..having).unwrap_or(&self.essays)
    }
}

/// How many essays every value of the facets would show under a query and what is chosen beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Facet, number, value; none for those that no essay has.
    counts: Vec<(Dimension, usize, String)>,
}

impl Facets {
    /// The answer to [`browser::engine::Engine::facets`].
    pub fn read(text: &str) -> Self {
        let count = |line: &str| {
            let (facet, rest) = line.split_once(' ')?;
            let (count, value) = rest.split_once(' ')?;
            Some((
                Dimension::named(facet)?,
                count.parse().ok()?,
                value.to_owned(),
            ))
        };
        Self {
            counts: lines(text, "facets").filter_map(count).collect(),
        }
    }

    /// Adds how many a value would show.
    pub fn push(&mut self, value: Value, count: usize) {
        self.counts.push((value.facet, count, value.name));
    }

    /// How many essays a value would show.
    pub fn count(&self, value: &Value) -> usize {
        // An essay has one year and one length: those within bounds add up.
        let counts = self.counts.iter();
        counts
            .filter(|(facet, _, name)| {
                *facet == value.facet && (*name == value.name || value.accepts(name))
            })
            .map(|(_, count, _)| count)
            .sum()
    }
}

/// The answer to [`browser::engine::Engine::passages`].
pub fn passages(text: &str) -> Vec<Excerpt> {
    let mut lines = lines(text, "passages");
    let mut passages = Vec::new();
    while let (Some(head), Some(text)) = (lines.next(), lines.next()) {
        let mut head = head.split(' ');
        let Some(block) = number(head.next()) else {
            continue;
        };
        let mut cut = || head.next() == Some("1");
        let cut = (cut(), cut());
        passages.push(Excerpt {
            block,
            cut,
            marks: head.filter_map(span).collect(),
            text: text.to_owned(),
        });
    }
    passages
}

/// The answer to [`browser::engine::Engine::marks`]: blocks, by place, with spans.
pub fn marks(text: &str) -> Vec<(usize, Vec<Span>)> {
    let marks = |line: &str| {
        let mut words = line.split(' ');
        Some((number(words.next())?, words.filter_map(span).collect()))
    };
    lines(text, "marks").filter_map(marks).collect()
}

/// The lines behind the first, where that says what was asked for.
pub(super) fn lines<'a>(text: &'a str, kind: &str) -> std::str::Lines<'a> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first == kind {
        rest.lines()
    } else {
        "".lines()
    }
}

pub(super) fn number<T: FromStr>(word: Option<&str>) -> Option<T> {
    word?.parse().ok()
}

pub(super) fn span(word: &str) -> Option<Span> {
    let (start, end) = word.split_once('-')?;
    Some(Span::new(number(Some(start))?, number(Some(end))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read() {
        let answer = Answer::read("found\n1 2\n\n\n4 2500 d\n0 1000 a\n7 500 g");
        assert_eq!((answer.total, answer.weaker, answer.relaxed), (1, 2, false));
        assert_eq!(answer.essays, [4, 0, 7]);
        assert_eq!([4, 7, 9].map(|place| answer.score(place)), [2500, 500, 0]);
        assert_eq!(answer.all_words(), [4]);
        let answer =
            Answer::read("found\n2 0 relaxed\ngrowth\nsearch.note.distance\n4 2000 d\n0 1000 a");
        assert_eq!(answer.suggestion.as_deref(), Some("growth"));
        assert_eq!(answer.notes, ["search.note.distance"]);
        assert!(answer.relaxed && answer.all_words().is_empty());
    }

    #[test]
    fn facets_are_read() {
        let facets = Facets::read(
            "facets\nauthor 3 Li Wei\ntheme 4 growth\nyear 1 2019\nyear 2 2021\nlength 2 7\nlength 5 9\nlang x en\nnone",
        );
        let count = |facet, name: &str| facets.count(&Value::new(facet, name));
        let author = |name| count(Dimension::Author, name);
        assert_eq!(
            (author("Li Wei"), author("Li"), author("growth")),
            (3, 0, 0)
        );
        assert_eq!(count(Dimension::Theme, "growth"), 4);
        assert_eq!(count(Dimension::Year, "2019.."), 3);
        assert_eq!(count(Dimension::Year, "2020..2020"), 0);
        assert_eq!(count(Dimension::Length, "7..9"), 7);
        assert_eq!(count(Dimension::Language, "en"), 0);
    }

    #[test]
    fn passages_are_read() {
        let read = passages("passages\n3 1 0 0-6 9-12\ngrowth of all");
        let passage = Excerpt {
            block: 3,
            cut: (true, false),
            marks: vec![(0, 6).into(), (9, 12).into()],
            text: "growth of all".to_owned(),
        };
        assert_eq!(read, [passage]);
    }

    #[test]
    fn marks_are_read() {
        let read = marks("marks\n0 1-4\n12 0-2 5-9");
        let first = (0, vec![(1, 4).into()]);
        let second = (12, vec![(0, 2).into(), (5, 9).into()]);
        assert_eq!(read, [first, second]);
    }

    #[test]
    fn what_is_no_answer_says_nothing() {
        for text in ["", "found", "missing\n1f", "passages\n3", "marks\nx 1-2"] {
            assert_eq!(Answer::read(text), Answer::default());
            assert_eq!(Facets::read(text), Facets::default());
            assert!(
                passages(text).is_empty() && marks(text).is_empty(),
                "{text}"
            );
        }
    }
}
