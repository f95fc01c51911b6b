//! The words of a query in the essay that is open: where they are, and which one is looked at.

use std::rc::Rc;

use corpus::Span;
use yew::Reducible;

/// Words found in a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The block's place in the text.
    pub block: usize,
    /// The words.
    pub span: Span,
}

/// The hits in the open essay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The query, as it was typed.
    pub query: String,
    /// All hits in reading order.
    pub hits: Vec<Hit>,
    /// The hit that is looked at.
    pub current: usize,
}

/// What happens to hits.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// What a query found; the first hit at or after the place `from` is looked at.
    Found {
        /// The query as typed.
        query: String,
        /// Where its words stand, in reading order.
        hits: Vec<Hit>,
        /// Where to begin: a block's place, and an offset in it.
        from: (usize, u32),
    },
    /// On to the next hit, from the last to the first.
    Next,
    /// Back to the previous hit, from the first to the last.
    Previous,
    /// No query any more.
    Close,
}

impl Hits {
    fn found(query: String, hits: Vec<Hit>, from: (usize, u32)) -> Self {
        let is_there = |hit: &Hit| (hit.block, hit.span.start) >= from;
        let current = hits.iter().position(is_there).unwrap_or(0);
        Self {
            query,
            hits,
            current,
        }
    }

    fn step(&self, by: usize) -> Self {
        let current = match self.hits.len() {
            0 => 0,
            length => (self.current + by) % length,
        };
        Self {
            current,
            ..self.clone()
        }
    }
}

impl Reducible for Hits {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(match action {
            Action::Found { query, hits, from } => Self::found(query, hits, from),
            Action::Next => self.step(1),
            Action::Previous => self.step(self.hits.len().saturating_sub(1)),
            Action::Close => Self::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(blocks: &[usize], from: (usize, u32)) -> Rc<Hits> {
        let hit = |&block: &usize| Hit {
            block,
            span: Span::new(0, 6),
        };
        Rc::new(Hits::default()).reduce(Action::Found {
            query: "growth".into(),
            hits: blocks.iter().map(hit).collect(),
            from,
        })
    }

    #[test]
    fn steps_go_round() {
        let hits = found(&[0, 2], (0, 0));
        assert_eq!(hits.current, 0);
        let hits = hits.reduce(Action::Previous);
        assert_eq!(hits.current, 1);
        assert_eq!(hits.reduce(Action::Next).current, 0);
        let none = found(&[], (0, 0)).reduce(Action::Next);
        assert_eq!((none.current, none.hits.len()), (0, 0));
    }

    #[test]
    fn begins_where_the_reader_came_in() {
        assert_eq!(found(&[0, 2], (1, 0)).current, 1);
        assert_eq!(found(&[0, 2], (0, 0)).current, 0);
        assert_eq!(found(&[0, 2], (0, 1)).current, 1);
        assert_eq!(found(&[0, 2], (3, 0)).current, 0);
    }
}
