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
    /// The year of publication lies within these.
    Year(Bounds),
    /// The minutes of reading lie within these.
    Length(Bounds),
}

/// A range of numbers, open at either end or up to and with the number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) from: Option<u16>,
    pub(crate) to: Option<u16>,
}

impl Bounds {
    /// The numbers of `7`, `7..10`, `7..` or `..10`; `None` of anything else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let end = |text: &str| match text {
            "" => Some(None),
            _ => text.parse().ok().map(Some),
        };
        // By the first full stop: looking for two would bring a searcher of texts along.
        let (from, to) = match text.split_once('.') {
            Some((from, rest)) => (from, rest.strip_prefix('.')?),
            None => (text, text),
        };
        let bounds = Self {
            from: end(from)?,
            to: end(to)?,
        };
        (bounds.from.is_some() || bounds.to.is_some()).then_some(bounds)
    }

    /// Whether there is a number in it, and none of those named is beyond these.
    fn lies_within(self, least: u16, most: u16) -> bool {
        let (from, to) = (self.from.unwrap_or(least), self.to.unwrap_or(most));
        least <= from && from <= to && to <= most
    }

    /// Whether a value is a number in it.
    pub(crate) fn accepts(self, value: &str) -> bool {
        value.parse().is_ok_and(|number: u16| {
            self.from.is_none_or(|from| from <= number) && self.to.is_none_or(|to| number <= to)
        })
    }
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
        let bounds = Bounds::read(text)?;
        bounds.lies_within(1000, 9999).then_some(Self::Year(bounds))
    }

    /// The minutes of `7`, `7..10`, `7..` or `..10`; `None` of anything else.
    pub(super) fn minutes(text: &str) -> Option<Self> {
        let bounds = Bounds::read(text)?;
        bounds.lies_within(0, 999).then_some(Self::Length(bounds))
    }

    /// What it is a condition on.
    pub(crate) fn dimension(&self) -> Dimension {
        match self {
            Self::Author(_) => Dimension::Author,
            Self::Theme(_) => Dimension::Theme,
            Self::Language(_) => Dimension::Language,
            Self::Year(_) => Dimension::Year,
            Self::Length(_) => Dimension::Length,
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
            Self::Year(bounds) | Self::Length(bounds) => bounds.accepts(value),
        }
    }
}

fn terms(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.term).collect()
}
