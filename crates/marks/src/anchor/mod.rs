//! Where highlights stand in a text that may have changed since: never by a silent guess.
//!
//! A quote is looked for with what stood around it: the rare pieces of it are looked up in the text
//! ([`seeds`]), those that follow each other are joined ([`chains`]), and what is between and beside
//! them is laid along the text ([`align`]), so that words put in, taken out or misspelt do no harm. All
//! quotes of a text are looked for together: those that are certain tell where the others are to be
//! expected ([`neighbours`]). In the end enough of a quote has to be at a place, and clearly more than
//! anywhere else ([`settle`]).

mod align;
mod blocks;
mod chains;
mod folded;
mod neighbours;
mod pattern;
mod seeds;
mod settle;

use corpus::Span;

pub use blocks::{Anchor, Place, anchor, at_home};

use neighbours::Fixed;

/// Words that were marked in a text, with what stood around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// What stood before them.
    pub prefix: &'a str,
    /// The words.
    pub exact: &'a str,
    /// What stood behind them.
    pub suffix: &'a str,
    /// Where they stood, if that is known, in scalars: in which of several texts (any numbers will
    /// do; 0 is the text that is searched, as it was), and where in that.
    pub was: Option<(u32, Span)>,
}

/// Where a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its words are the same, and in the same place among the others.
    Exact(Span),
    /// It is there, but something has changed, if only how its words are typed.
    Moved {
        /// Where.
        span: Span,
        /// Whether its words are others now; white space, quotation marks, dashes, width and
        /// ligatures do not count.
        rewritten: bool,
        /// Whether it has left the order of the text.
        displaced: bool,
    },
    /// It may be at any of these places, in order, or, if there is one only, not even there.
    Ambiguous(Vec<Span>),
    /// It is not in the text any more.
    Gone,
}

impl Standing {
    /// The place, if it is certain.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved { span, .. } => Some(*span),
            _ => None,
        }
    }
}

/// Finds the quotes of a text in what has become of it: for each where it stands.
pub fn place(quotes: &[Quote<'_>], text: &str) -> Vec<Standing> {
    // Whatever has changed, the beginning is where it was.
    let beginning = Fixed {
        frame: 0,
        old: 0,
        new: 0,
        end: (0, 0),
        quote: None,
    };
    settle::settle(quotes, text, &[beginning])
}

#[cfg(test)]
mod tests;
