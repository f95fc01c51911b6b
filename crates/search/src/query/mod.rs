//! Queries: what they are made of, and how strict they are.

mod note;
mod parse;

pub use note::Note;
pub use parse::{Parsed, parse, parse_typing};

use crate::analysis::Kind;

/// A parsed query.
///
/// The language: words (all required), `"phrases"` of exact words, `-not`, `OR`, `( )`, `prefix*`,
/// `title:`. See [`parse`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    root: Option<Node>,
}

impl Query {
    /// Whether it asks for nothing; such a query matches nothing.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The query with nothing required but what is quoted: any of its words will do, and compounds
    /// and runs of Han are taken apart. What is excluded stays excluded.
    #[must_use]
    pub fn relaxed(&self) -> Self {
        Self {
            root: self.root.as_ref().map(relaxed),
        }
    }

    pub(crate) fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Phrase(Phrase),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// Words that follow each other; a single word is a phrase of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// One word for every position.
    pub(crate) words: Vec<Word>,
    /// Whether it has to stand in the title.
    pub(crate) title_only: bool,
    /// Whether it was quoted, so that it is never taken apart.
    pub(crate) quoted: bool,
}

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) term: String,
    pub(crate) kind: Kind,
    /// Whether more letters may follow.
    pub(crate) prefix: bool,
    /// Other forms that will do as well.
    pub(crate) forms: Vec<String>,
}

impl Word {
    /// Whether the term is only the beginning of those that it stands for.
    pub(crate) fn is_open(&self) -> bool {
        self.prefix || self.is_character()
    }

    /// Whether it is a single character of an unspaced script.
    pub(crate) fn is_character(&self) -> bool {
        self.kind == Kind::Character
    }
}

impl Phrase {
    /// How many positions it covers.
    pub(crate) fn width(&self) -> u32 {
        u32::try_from(self.words.len()).unwrap_or(u32::MAX)
    }

    /// The words that have to be looked up, with their offsets. A pair covers the character
    /// after it, so a run of Han needs every second pair, and the last.
    pub(crate) fn needed(&self) -> impl Iterator<Item = (u32, &Word)> {
        let mut covered = 0;
        self.words.iter().enumerate().filter_map(move |(at, word)| {
            let more_follows = self
                .words
                .get(at + 1)
                .is_some_and(|next| next.kind == Kind::Pair);
            let spare = match word.kind {
                Kind::Word => false,
                Kind::Pair => at < covered && more_follows,
                Kind::Character => at < covered,
            };
            if spare {
                return None;
            }
            covered = at + if word.kind == Kind::Pair { 2 } else { 1 };
            Some((u32::try_from(at).unwrap_or(u32::MAX), word))
        })
    }

    /// Its words, each on its own.
    fn apart(&self) -> impl Iterator<Item = Node> {
        let covered = |at: usize| at > 0 && self.words[at - 1].kind == Kind::Pair;
        let words = self.words.iter().enumerate();
        let words = words.filter(move |&(at, word)| !(word.is_character() && covered(at)));
        words.map(|(_, word)| {
            Node::Phrase(Self {
                words: vec![word.clone()],
                title_only: self.title_only,
                quoted: false,
            })
        })
    }
}

impl Node {
    /// Whether something has to be found for it to hold.
    fn is_positive(&self) -> bool {
        match self {
            Self::Phrase(_) => true,
            Self::All(children) | Self::Any(children) => children.iter().any(Self::is_positive),
            Self::Not(_) => false,
        }
    }

    /// All phrases in it, in order.
    pub(crate) fn phrases(&self) -> Vec<&Phrase> {
        match self {
            Self::Phrase(phrase) => vec![phrase],
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
            Self::All(children) | Self::Any(children) => {
                children.iter().flat_map(Self::positive).collect()
            }
            Self::Not(child) => vec![false; child.phrases().len()],
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

fn relaxed(node: &Node) -> Node {
    match node {
        Node::Phrase(phrase) if !phrase.quoted => {
            Node::any(phrase.apart().collect()).unwrap_or_else(|| node.clone())
        }
        Node::Phrase(_) | Node::Not(_) => node.clone(),
        Node::Any(children) => Node::Any(children.iter().map(relaxed).collect()),
        Node::All(children) => {
            let (wanted, excluded): (Vec<_>, Vec<_>) =
                children.iter().partition(|child| child.is_positive());
            let wanted = Node::any(wanted.into_iter().map(relaxed).collect());
            let all = wanted
                .into_iter()
                .chain(excluded.into_iter().cloned())
                .collect();
            Node::all(all).unwrap_or_else(|| node.clone())
        }
    }
}

#[cfg(test)]
mod tests;
