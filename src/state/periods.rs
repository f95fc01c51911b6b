//! The columns of development: the years of the collection's essays, or where these are no two, the essays in
//! their order.

use corpus::{Date, order};
use search::Dimension;

use super::filter::Value;
use super::shelf::Shelf;
use super::topics::Topics;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The year, or the essay.
    pub of: PeriodOf,
    /// Its essays, by place.
    pub essays: Vec<usize>,
    /// How many blocks they have that can be passages.
    pub blocks: u32,
}

/// What a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodOf {
    /// A year.
    Year(u16),
    /// An essay, by place.
    Essay(usize),
}

impl Period {
    fn new(shelf: &Shelf, of: PeriodOf, essays: Vec<usize>) -> Self {
        let texts = essays.iter().map(|&essay| &shelf.pack.essays[essay].essay);
        Self {
            blocks: themes::blocks(texts),
            of,
            essays,
        }
    }

    /// What a theme's passages have to be narrowed to for those of this column.
    pub fn value(&self) -> Option<Value> {
        match self.of {
            PeriodOf::Year(year) => Some(Value::within(Dimension::Year, (Some(year), Some(year)))),
            PeriodOf::Essay(_) => None,
        }
    }

    /// How many passages of a theme are in this column.
    pub fn count(&self, topics: &Topics, theme: usize) -> usize {
        let essays = self.essays.iter();
        essays
            .map(|&essay| topics.passages_in(theme, essay).len())
            .sum()
    }

    /// The same as a part of its blocks, 0 to 1: a year with more essays is not one that says more.
    pub fn share(&self, topics: &Topics, theme: usize) -> f32 {
        self.count(topics, theme) as f32 / self.blocks.max(1) as f32
    }
}

/// The columns of a collection, the earliest first. Essays without a year are in none, where there are years.
pub fn periods(shelf: &Shelf) -> Vec<Period> {
    let year = |essay: usize| shelf.cards[essay].date.map(Date::year);
    let mut essays: Vec<usize> = (0..shelf.cards.len()).collect();
    if shelf.years().len() < 2 {
        let period = |essay| Period::new(shelf, PeriodOf::Essay(essay), vec![essay]);
        return essays.into_iter().map(period).collect();
    }
    essays.retain(|&essay| year(essay).is_some());
    order::sort_by_key(&mut essays, |&essay| year(essay));
    let years = essays.chunk_by(|&one, &next| year(one) == year(next));
    let period = |essays: &[usize]| {
        let year = year(*essays.first()?)?;
        Some(Period::new(shelf, PeriodOf::Year(year), essays.to_vec()))
    };
    years.filter_map(period).collect()
}
