//! The concordance: every place where the query's words stand, with what stands around it.

use corpus::{Passage, Span, order};

use super::answer::{lines, number, span};
use super::shelf::Shelf;

/// How the search page shows what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The essays with their best passages.
    #[default]
    List,
    /// A line for each place, in an order.
    Concordance(Order),
}

/// By what lines are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By essay, each in reading order.
    #[default]
    Essay,
    /// By the words before the keyword, the nearest first.
    Before,
    /// By the words after it.
    After,
}

impl Order {
    /// All, as they are offered.
    pub const ALL: [Self; 3] = [Self::Essay, Self::Before, Self::After];

    /// As addresses spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Essay => "essay",
            Self::Before => "before",
            Self::After => "after",
        }
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Essay => "concordance.order.essay",
            Self::Before => "concordance.order.before",
            Self::After => "concordance.order.after",
        }
    }
}

impl View {
    const NAME: &str = "concordance";

    /// The view that an address's query names.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let value = |wanted: &str| pairs.iter().find(|(key, _)| key == wanted);
        let is_named = |order: &Order| value("order").is_some_and(|(_, name)| name == order.name());
        match value("view") {
            Some((_, name)) if name == Self::NAME => {
                let order = Order::ALL.into_iter().find(is_named);
                Self::Concordance(order.unwrap_or_default())
            }
            _ => Self::List,
        }
    }

    /// What the address's query says.
    pub fn to_pairs(self) -> Vec<(&'static str, String)> {
        let order = |order: Order| ("order", order.name().to_owned());
        let view = ("view", Self::NAME.to_owned());
        match self {
            Self::List => Vec::new(),
            Self::Concordance(Order::Essay) => vec![view],
            Self::Concordance(other) => vec![view, order(other)],
        }
    }
}

/// How many lines a page has.
const PAGE: usize = 50;

/// A place where the query's words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The essay, by place.
    pub essay: usize,
    /// The block, by its place in the essay.
    pub block: usize,
    /// What is shown of the block's text.
    pub context: Span,
    /// The words.
    pub keyword: Span,
    before: String,
    after: String,
}

/// The lines for a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    lines: Vec<Line>,
    /// Their places by what stands before the words, and by what stands after them; those that are
    /// alike in it stay in the order of reading.
    orders: [Vec<u32>; 2],
    /// How many essays they are from.
    pub essays: usize,
    /// Whether there are more, which would be too many to look through.
    pub is_cut: bool,
}

impl Lines {
    /// The first `most` of these lines, which are in the order of essays and in each of reading.
    pub fn new(mut lines: Vec<Line>, most: usize) -> Self {
        let is_cut = lines.len() > most;
        lines.truncate(most);
        let places: Vec<u32> = (0..u32::try_from(lines.len()).unwrap_or(u32::MAX)).collect();
        let line = |&place: &u32| &lines[place as usize];
        let mut orders = [places.clone(), places];
        order::sort_by(&mut orders[0], |a, b| line(a).before.cmp(&line(b).before));
        order::sort_by(&mut orders[1], |a, b| line(a).after.cmp(&line(b).after));
        Self {
            essays: lines.chunk_by(|a, b| a.essay == b.essay).count(),
            lines,
            orders,
            is_cut,
        }
    }

    /// Whether one of them is in this block of this essay.
    pub fn has(&self, essay: usize, block: usize) -> bool {
        let place = |line: &Line| (line.essay, line.block);
        self.lines
            .binary_search_by_key(&(essay, block), place)
            .is_ok()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The last page of them, counted from 0.
    pub fn last_page(&self) -> usize {
        self.len().saturating_sub(1) / PAGE
    }

    /// The numbers of a page's first line and of its last, counted from 1.
    pub fn ends(&self, page: usize) -> (usize, usize) {
        (page * PAGE + 1, ((page + 1) * PAGE).min(self.len()))
    }

    /// A page of the lines in an order.
    pub fn page(&self, order: Order, page: usize) -> Vec<&Line> {
        let (first, last) = self.ends(page);
        let at = |place: usize| match order {
            Order::Essay => place,
            Order::Before => self.orders[0][place] as usize,
            Order::After => self.orders[1][place] as usize,
        };
        (first - 1..last)
            .map(|place| &self.lines[at(place)])
            .collect()
    }
}

impl Lines {
    /// A line for each of the words by which these passages are known.
    pub fn of_passages(shelf: &Shelf, passages: &[&Passage]) -> Self {
        let mut lines = Vec::new();
        for passage in passages {
            let (essay, block) = (passage.essay as usize, passage.block as usize);
            let packed = shelf.pack.essays.get(essay);
            let Some(text) = packed.and_then(|packed| packed.essay.blocks.get(block)) else {
                continue;
            };
            let scalars: Vec<char> = text.text.chars().collect();
            let of_span = |&keyword: &Span| {
                let line = search::line(passage.block, &scalars, keyword);
                Line {
                    essay,
                    block,
                    context: line.context,
                    keyword,
                    before: line.before,
                    after: line.after,
                }
            };
            lines.extend(passage.spans.iter().map(of_span));
        }
        Self::new(lines, usize::MAX)
    }
}

/// The answer to [`browser::engine::Engine::concordance`] for this essay.
pub fn read(text: &str, essay: usize) -> Vec<Line> {
    let mut rows = lines(text, "concordance");
    let mut read = Vec::new();
    while let (Some(head), Some(before), Some(after)) = (rows.next(), rows.next(), rows.next()) {
        let mut head = head.split(' ');
        let block = number(head.next());
        let mut span = || head.next().and_then(span);
        let (Some(block), Some(context), Some(keyword)) = (block, span(), span()) else {
            continue;
        };
        read.push(Line {
            essay,
            block,
            context,
            keyword,
            before: before.to_owned(),
            after: after.to_owned(),
        });
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = "concordance\n3 0-40 7-13\nof plans \nand policy \n3 20-60 30-36\n\nand labour \n5 0-9 0-6\na \n";

    #[test]
    fn lines_are_read_and_ordered() {
        let lines = read(&format!("{ANSWER}\n"), 2);
        let heads: Vec<_> = lines
            .iter()
            .map(|line| (line.essay, line.block, line.keyword))
            .collect();
        let spans = [Span::new(7, 13), Span::new(30, 36), Span::new(0, 6)];
        assert_eq!(
            heads,
            [(2, 3, spans[0]), (2, 3, spans[1]), (2, 5, spans[2])]
        );
        let first = lines[0].clone();
        let all = Lines::new(lines, 5);
        let keywords = |lines: Vec<&Line>| -> Vec<u32> {
            lines.iter().map(|line| line.keyword.start).collect()
        };
        assert_eq!(keywords(all.page(Order::Essay, 0)), [7, 30, 0]);
        assert_eq!(keywords(all.page(Order::Before, 0)), [30, 0, 7]);
        assert_eq!(keywords(all.page(Order::After, 0)), [0, 30, 7]);
        assert!(all.page(Order::After, 1).is_empty());
        assert_eq!((all.len(), all.essays, all.is_cut), (3, 1, false));
        let many = Lines::new(vec![first.clone(); PAGE + 1], 5000);
        assert_eq!((many.last_page(), many.page(Order::After, 1).len()), (1, 1));
        assert_eq!(
            (many.ends(0), many.ends(1)),
            ((1, PAGE), (PAGE + 1, PAGE + 1))
        );
        assert_eq!((Lines::default().last_page(), all.last_page()), (0, 0));
        let some = Lines::new(vec![first.clone(), Line { essay: 3, ..first }], 1);
        assert_eq!((some.len(), some.essays, some.is_cut), (1, 1, true));
    }

    #[test]
    fn what_is_no_answer_has_no_lines() {
        for text in [
            "",
            "concordance",
            "missing\n1f",
            "concordance\n3 0-1",
            "concordance\n3 0-1\n\n",
        ] {
            assert_eq!(read(text, 0), [], "{text}");
        }
    }

    #[test]
    fn views_survive_addresses() {
        let views = Order::ALL.map(View::Concordance);
        for view in views.into_iter().chain([View::List]) {
            let pairs = view.to_pairs().into_iter();
            let pairs: Vec<_> = pairs.map(|(key, value)| (key.to_owned(), value)).collect();
            assert_eq!(View::from_pairs(&pairs), view);
        }
        let strange = [("view".to_owned(), "globe".to_owned())];
        assert_eq!(View::from_pairs(&strange), View::List);
    }
}
