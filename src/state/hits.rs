//! The words of a query in the essay that is open: where they are, and which one is looked at.

use std::rc::Rc;

use corpus::Span;
use search::{EssayText, Query};
use yew::Reducible;

use super::text::Text;

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
    /// Another query or another text; the first hit in or after the block `from` is looked at.
    Find {
        /// The query as typed.
        query: String,
        /// The essay's title, where required words may stand.
        title: String,
        /// The text to find it in.
        text: Text,
        /// The id of the block to begin at.
        from: Option<String>,
    },
    /// On to the next hit, from the last to the first.
    Next,
    /// Back to the previous hit, from the first to the last.
    Previous,
    /// No query any more.
    Close,
}

impl Hits {
    fn find(query: String, title: &str, text: &Text, from: Option<&str>) -> Self {
        let hits = find(&search::parse_typing(&query).query, title, text);
        let from = from
            .and_then(|id| text.iter().position(|block| block.id.as_str() == id))
            .unwrap_or(0);
        let current = hits.iter().position(|hit| hit.block >= from).unwrap_or(0);
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

/// Where a query's words stand in an essay, by the rule of the search engine. Where the essay does
/// not answer to the whole query, each word of it is shown wherever it stands.
fn find(query: &Query, title: &str, text: &Text) -> Vec<Hit> {
    let words = text.iter().map(|block| {
        if block.is_original() {
            &*block.text
        } else {
            ""
        }
    });
    let essay = EssayText::of_texts(title, words);
    let found = query
        .matches_essay(&essay)
        .or_else(|| query.relaxed().matches_essay(&essay));
    let blocks = found.map(|marks| marks.blocks).unwrap_or_default();
    let hits = blocks.into_iter().enumerate();
    hits.flat_map(|(block, spans)| spans.into_iter().map(move |span| Hit { block, span }))
        .collect()
}

impl Reducible for Hits {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(match action {
            Action::Find {
                query,
                title,
                text,
                from,
            } => Self::find(query, &title, &text, from.as_deref()),
            Action::Next => self.step(1),
            Action::Previous => self.step(self.hits.len().saturating_sub(1)),
            Action::Close => Self::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::text::block;

    fn text() -> Text {
        let blocks = [
            ("a", "paragraph", "Growth of ideas"),
            ("b", "pull", "nothing here but growth pulled"),
            ("c", "paragraph", "ideas, and growth"),
        ];
        Rc::new(
            blocks
                .map(|(id, kind, text)| block(id.to_owned(), kind, text.to_owned()))
                .to_vec(),
        )
    }

    fn found(query: &str, from: Option<&str>) -> Rc<Hits> {
        let from = from.map(str::to_owned);
        Rc::new(Hits::default()).reduce(Action::Find {
            query: query.into(),
            title: String::new(),
            text: text(),
            from,
        })
    }

    #[test]
    fn every_word_is_a_hit_wherever_it_stands() {
        let hits = found("growth ideas", None);
        let at: Vec<_> = hits
            .hits
            .iter()
            .map(|hit| (hit.block, hit.span.start))
            .collect();
        assert_eq!(at, [(0, 0), (0, 10), (2, 0), (2, 11)]);
    }

    #[test]
    fn steps_go_round() {
        let hits = found("growth", None);
        assert_eq!(hits.current, 0);
        let hits = hits.reduce(Action::Previous);
        assert_eq!(hits.current, 1);
        assert_eq!(hits.reduce(Action::Next).current, 0);
        let none = found("absent", None).reduce(Action::Next);
        assert_eq!((none.current, none.hits.len()), (0, 0));
    }

    #[test]
    fn begins_where_the_reader_came_in() {
        assert_eq!(found("growth", Some("b")).current, 1);
        assert_eq!(found("growth", Some("gone")).current, 0);
    }
}
