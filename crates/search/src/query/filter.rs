//! Filters: what a query asks of an essay beside its words.

use corpus::Language;

use super::{Word, needed};
use crate::analysis::tokens;
use crate::index::Dimension;

/// A condition on the value that an essay has in one dimension, or on one of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Filter {
    /// The author's name has all of these words.
    Author(Vec<Word>),
    /// The theme's id is made of just these words, folded.
    Theme(Vec<String>),
    /// The language's tag, or what it begins with: `zh` accepts `zh-Hans`.
    Language(String),
    /// The year of publication lies between these, both included.
    Year { from: Option<u16>, to: Option<u16> },
}

impl Filter {
    /// The theme whose id this is, however it is cased and joined; `None` where there is no word.
    pub(super) fn theme(text: &str) -> Option<Self> {
        let terms = terms(text);
        (!terms.is_empty()).then_some(Self::Theme(terms))
    }

    /// The language of a tag; `None` where it cannot be one.
    pub(super) fn language(text: &str) -> Option<Self> {
        let tag = Language::new(text).to_string();
        let is_subtag = |subtag: &str| {
            (1..=8).contains(&subtag.len())
                && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        tag.split('-').all(is_subtag).then_some(Self::Language(tag))
    }

    /// The years of `2019`, `2019..2024`, `2019..` or `..2019`; `None` of anything else.
    pub(super) fn years(text: &str) -> Option<Self> {
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (bound(from)?, bound(to)?),
            None => (bound(text)?, bound(text)?),
        };
        let is_range = match (from, to) {
            (Some(from), Some(to)) => from <= to,
            (None, None) => false,
            _ => true,
        };
        is_range.then_some(Self::Year { from, to })
    }

    /// What it is a condition on.
    pub(crate) fn dimension(&self) -> Dimension {
        match self {
            Self::Author(_) => Dimension::Author,
            Self::Theme(_) => Dimension::Theme,
            Self::Language(_) => Dimension::Language,
            Self::Year { .. } => Dimension::Year,
        }
    }

    /// Whether an essay with this value passes.
    pub(crate) fn accepts(&self, value: &str) -> bool {
        match self {
            Self::Author(words) => {
                let name = terms(value);
                needed(words).all(|(_, word)| name.iter().any(|term| word.stands_for(term)))
            }
            Self::Theme(id) => terms(value) == *id,
            Self::Language(tag) => {
                let begins = value
                    .get(..tag.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(tag));
                begins && matches!(value.as_bytes().get(tag.len()), None | Some(b'-'))
            }
            Self::Year { from, to } => value.parse().is_ok_and(|year: u16| {
                from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
            }),
        }
    }
}

fn terms(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.term).collect()
}

/// One end of a range of years: open, or a year of four digits.
fn bound(text: &str) -> Option<Option<u16>> {
    if text.is_empty() {
        return Some(None);
    }
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok())
}
