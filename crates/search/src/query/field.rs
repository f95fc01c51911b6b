//! Fields: the names that bind a word or a value, and which values they can have.

use super::Filter;
use super::word::{Word, open_starred, open_typed};
use crate::analysis::tokens;
use crate::index::Dimension;

/// What stands before a colon.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Title,
    /// What essays are filtered by.
    Of(Dimension),
}

/// What stands behind it, as it was written.
pub(super) struct Value {
    pub(super) text: String,
    /// Whether it is still being typed.
    pub(super) typed: bool,
}

impl Field {
    /// The field of this name, in lower case.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "title" => Some(Self::Title),
            name => Dimension::named(name).map(Self::Of),
        }
    }

    /// The filter with this value; `None` where the field cannot have it, or filters nothing.
    pub(super) fn filter(self, value: &Value) -> Option<Filter> {
        let Self::Of(dimension) = self else {
            return None;
        };
        let numbers = || -> String { value.text.trim().chars().map(narrow).collect() };
        match dimension {
            Dimension::Author => author(value),
            Dimension::Theme => Filter::theme(&value.text),
            Dimension::Language => Filter::language(&value.text),
            Dimension::Year => Filter::years(&numbers()),
            Dimension::Length => Filter::minutes(&numbers()),
        }
    }
}

fn author(value: &Value) -> Option<Filter> {
    let mut words: Vec<Word> = tokens(&value.text).into_iter().map(Word::exact).collect();
    if value.text.ends_with(['*', '＊']) {
        open_starred(&mut words);
    } else if value.typed && !value.text.ends_with(char::is_whitespace) {
        open_typed(&mut words);
    }
    (!words.is_empty()).then_some(Filter::Author(words))
}

/// The half-width form of a digit or a full stop.
pub(super) fn narrow(scalar: char) -> char {
    match scalar {
        '０'..='９' => char::from_u32(u32::from(scalar) - 0xfee0).unwrap_or(scalar),
        '．' => '.',
        _ => scalar,
    }
}
