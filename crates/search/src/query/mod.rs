//! Queries: what they are made of, and how strict they are.

mod example;
mod field;
mod filter;
mod note;
mod parse;
mod relax;
mod word;

pub use example::{EXAMPLES, Example};
pub(crate) use filter::{Bounds, Filter};
pub use note::Note;
pub use parse::{Parsed, parse, parse_typing};
pub(crate) use word::{Word, needed};

use std::ops::Range;

use crate::analysis::Kind;

/// A parsed query.
///
/// The language: words (all required), `"phrases"` of exact words, `"words near"~5` each other,
/// `-not`, `OR`, `( )`, `prefix*`, and the fields `title:`, `author:`, `theme:`, `lang:`, `year:`,
/// `length:`.
/// See [`parse`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    root: Option<Node>,
}

impl Query {
    /// Whether it asks for nothing; such a query matches nothing.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The query with any of its words instead of all, compounds and runs of Han taken apart. What
    /// is quoted stays together; what is filtered or excluded stays so.
    #[must_use]
    pub fn relaxed(&self) -> Self {
        Self {
            root: self.root.as_ref().map(relax::relaxed),
        }
    }

    /// The query with each of its words as another makes it.
    pub(crate) fn with_words(&self, change: &mut dyn FnMut(&Word) -> Word) -> Self {
        Self {
            root: self.root.as_ref().map(|root| root.with_words(change)),
        }
    }

    /// The query of a root.
    pub(crate) fn of(root: Node) -> Self {
        Self { root: Some(root) }
    }

    pub(crate) fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Phrase(Phrase),
    Filter(Filter),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// Words that follow each other, or stand near each other; a single word is a phrase of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// One word for every position.
    pub(crate) words: Vec<Word>,
    /// Whether it has to stand in the title.
    pub(crate) title_only: bool,
    /// Whether it was quoted, so that it is never taken apart.
    pub(crate) quoted: bool,
    /// How many other words may stand among these, which may then stand in any order; none where
    /// they have to follow each other.
    pub(crate) distance: Option<u32>,
}

/// A part of a phrase, whose words always follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its words in the phrase.
    pub(crate) words: Range<usize>,
    /// How often the phrase has it.
    pub(crate) wanted: usize,
}

impl Part {
    /// How many positions it covers.
    pub(crate) fn width(&self) -> u32 {
        count(self.words.len())
    }
}

impl Phrase {
    /// How many positions its words cover.
    pub(crate) fn width(&self) -> u32 {
        count(self.words.len())
    }

    /// The words that have to be looked up, with their places in the phrase.
    pub(crate) fn needed(&self) -> impl Iterator<Item = (usize, &Word)> {
        needed(&self.words)
    }

    /// Its parts, each once. A phrase is one part; where words may stand apart, each is a part, and
    /// so is each run of an unspaced script.
    pub(crate) fn parts(&self) -> Vec<Part> {
        if self.distance.is_none() {
            return vec![Part {
                words: 0..self.words.len(),
                wanted: 1,
            }];
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut start = 0;
        for run in self.words.chunk_by(|word, _| word.kind == Kind::Pair) {
            let words = start..start + run.len();
            start = words.end;
            match parts
                .iter_mut()
                .find(|part| self.words[part.words.clone()] == *run)
            {
                Some(known) => known.wanted += 1,
                None => parts.push(Part { words, wanted: 1 }),
            }
        }
        parts
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Node {
    /// Whether something has to be found for it to hold.
    fn is_positive(&self) -> bool {
        match self {
            Self::Phrase(_) | Self::Filter(_) => true,
            Self::All(children) | Self::Any(children) => children.iter().any(Self::is_positive),
            Self::Not(_) => false,
        }
    }

    /// Whether it asks for anything beside words.
    pub(crate) fn has_filter(&self) -> bool {
        match self {
            Self::Phrase(_) => false,
            Self::Filter(_) => true,
            Self::All(children) | Self::Any(children) => children.iter().any(Self::has_filter),
            Self::Not(child) => child.has_filter(),
        }
    }

    /// All phrases in it, in order.
    pub(crate) fn phrases(&self) -> Vec<&Phrase> {
        match self {
            Self::Phrase(phrase) => vec![phrase],
            Self::Filter(_) => Vec::new(),
            Self::All(children) | Self::Any(children) => {
                children.iter().flat_map(Self::phrases).collect()
            }
            Self::Not(child) => child.phrases(),
        }
    }

    /// For each of its phrases whether it has to be found rather than to be missed.
    pub(crate) fn positive(&self) -> Vec<bool> {
        match self {
            Self::Phrase(_) => vec![true],
            Self::Filter(_) => Vec::new(),
            Self::All(children) | Self::Any(children) => {
                children.iter().flat_map(Self::positive).collect()
            }
            Self::Not(child) => vec![false; child.phrases().len()],
        }
    }

    /// The phrases in it that have to be found, in order.
    pub(crate) fn wanted(&self) -> Vec<&Phrase> {
        let phrases = self.phrases().into_iter().zip(self.positive());
        phrases
            .filter(|(_, positive)| *positive)
            .map(|(phrase, _)| phrase)
            .collect()
    }

    fn with_words(&self, change: &mut dyn FnMut(&Word) -> Word) -> Self {
        let mut all = |children: &[Self]| -> Vec<Self> {
            children
                .iter()
                .map(|child| child.with_words(change))
                .collect()
        };
        match self {
            Self::Phrase(phrase) => Self::Phrase(Phrase {
                words: phrase.words.iter().map(change).collect(),
                ..phrase.clone()
            }),
            Self::Filter(filter) => Self::Filter(filter.clone()),
            Self::All(children) => Self::All(all(children)),
            Self::Any(children) => Self::Any(all(children)),
            Self::Not(child) => Self::Not(Box::new(child.with_words(change))),
        }
    }

    /// All of these, or the one there is.
    fn all(mut nodes: Vec<Self>) -> Option<Self> {
        if nodes.len() > 1 {
            Some(Self::All(nodes))
        } else {
            nodes.pop()
        }
    }

    /// Any of these, or the one there is.
    fn any(mut nodes: Vec<Self>) -> Option<Self> {
        if nodes.len() > 1 {
            Some(Self::Any(nodes))
        } else {
            nodes.pop()
        }
    }
}

#[cfg(test)]
mod tests;
