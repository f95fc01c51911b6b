//! Texts analysed once, to be asked many queries.

use corpus::{Essay, Span, order};

use crate::analysis::{Token, tokens};
use crate::evaluate::{Found, Occurrence, Source, evaluate};
use crate::index::Row;
use crate::place::{self, Field, Layout};
use crate::query::{Filter, Query};
use crate::resolve::Vocabulary;
use crate::sheet;
use crate::stem::Stemmers;

/// One text, analysed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysed {
    tokens: Vec<Token>,
    /// Places in `tokens`, ordered by term.
    by_term: Vec<u32>,
}

impl Analysed {
    /// Analyses a text.
    pub fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let mut by_term: Vec<u32> = (0..u32::try_from(tokens.len()).unwrap_or(u32::MAX)).collect();
        // The sort is stable: equal terms keep their order in the text.
        order::sort_by(&mut by_term, |&one, &other| {
            tokens[one as usize].term.cmp(&tokens[other as usize].term)
        });
        Self { tokens, by_term }
    }

    /// The tokens in the order of the text.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The text under an occurrence, which stands here.
    fn span_of(&self, place: Place, occurrence: &Occurrence) -> Option<Span> {
        let start = occurrence.position.checked_sub(place.first)?;
        let end = start.saturating_add(occurrence.width.saturating_sub(1));
        let at = |position: u32| {
            let at = self
                .tokens
                .binary_search_by_key(&position, |token| token.position)
                .ok()?;
            Some(self.tokens[at].span)
        };
        Some(at(start)?.hull(at(end)?))
    }

    /// The tokens whose terms begin with `prefix`, ordered by term.
    fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Token> {
        let term = |&at: &u32| &self.tokens[at as usize].term;
        let start = self
            .by_term
            .partition_point(|at| term(at).as_str() < prefix);
        let tokens = self.by_term[start..]
            .iter()
            .map(|&at| &self.tokens[at as usize]);
        tokens.take_while(move |token| token.term.starts_with(prefix))
    }
}

/// An essay's searched texts, analysed, with what it is filtered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EssayText {
    places: Vec<(Place, Analysed)>,
    blocks: usize,
    row: Option<Row>,
}

/// Where a text stands in its essay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    number: u32,
    field: Field,
    /// The position in the essay of its first word.
    first: u32,
}

impl EssayText {
    /// Analyses an essay: title, subtitle, and blocks except pull quotes.
    pub fn new(essay: &Essay, row: Row) -> Self {
        Self::of(place::texts(essay), essay.blocks.len(), Some(row))
    }

    /// Analyses the sheet of an essay of which nothing else is at hand. It passes every filter, for
    /// that was asked before it was opened.
    pub fn of_sheet(sheet: &str) -> Self {
        let (texts, blocks) = sheet::texts(sheet);
        Self::of(texts.into_iter(), blocks, None)
    }

    fn of<'a>(
        texts: impl Iterator<Item = (u32, Field, &'a str)>,
        blocks: usize,
        row: Option<Row>,
    ) -> Self {
        let mut layout = Layout::default();
        let places = texts.map(|(number, field, text)| {
            let text = Analysed::new(text);
            let first = layout.place(field, &text.tokens);
            (
                Place {
                    number,
                    field,
                    first,
                },
                text,
            )
        });
        Self {
            places: places.collect(),
            blocks,
            row,
        }
    }

    /// The essay as a source of occurrences.
    pub(crate) fn source(&self) -> Texts<'_> {
        let places = self.places.iter().map(|(place, text)| (*place, text));
        Texts {
            places: places.collect(),
            row: self.row.as_ref(),
        }
    }

    /// How many words a place has.
    pub(crate) fn length(&self, place: u32) -> u32 {
        self.text(place)
            .map_or(0, |(_, text)| text.tokens.len() as u32)
    }

    /// The text under an occurrence.
    pub(crate) fn span(&self, occurrence: &Occurrence) -> Option<Span> {
        let (place, text) = self.text(occurrence.place)?;
        text.span_of(*place, occurrence)
    }

    fn text(&self, place: u32) -> Option<&(Place, Analysed)> {
        let at = self
            .places
            .binary_search_by_key(&place, |(place, _)| place.number)
            .ok()?;
        self.places.get(at)
    }
}

/// What of an essay a query matches. Spans are in order and apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EssayMarks {
    /// In the title.
    pub title: Vec<Span>,
    /// In the subtitle.
    pub subtitle: Vec<Span>,
    /// In each block, by its place in the essay.
    pub blocks: Vec<Vec<Span>>,
}

impl Query {
    /// Evaluates the query on a whole essay, as a search of the collection does: the words that
    /// it requires may stand in different blocks. A query that an index answered
    /// ([`crate::Results`]) finds what it found there.
    pub fn matches_essay(&self, essay: &EssayText) -> Option<EssayMarks> {
        let found = self.found_in(&essay.source())?;
        let mut all = EssayMarks {
            blocks: vec![Vec::new(); essay.blocks],
            ..EssayMarks::default()
        };
        for (place, text) in &essay.places {
            let marks = marks(&found, *place, text);
            match place.number {
                place::TITLE => all.title = marks,
                place::SUBTITLE => all.subtitle = marks,
                block => all.blocks[(block - place::FIRST_BLOCK) as usize] = marks,
            }
        }
        Some(all)
    }

    /// Evaluates the query on one text in one of the stemmers' languages: the spans by which it
    /// matches, in order and apart, or `None` where it does not. A query that only excludes matches
    /// with no span. For many texts there is [`Query::prepared`].
    pub fn matches(&self, text: &Analysed, stemmers: &Stemmers) -> Option<Vec<Span>> {
        self.resolved(text, stemmers).found_in_text(text)
    }

    /// Evaluates a query whose words are resolved on one text.
    pub(crate) fn found_in_text(&self, text: &Analysed) -> Option<Vec<Span>> {
        let first = Layout::default().place(Field::Body, &text.tokens);
        let place = Place {
            number: place::FIRST_BLOCK,
            field: Field::Body,
            first,
        };
        let found = self.found_in(&Texts {
            places: vec![(place, text)],
            row: None,
        })?;
        Some(marks(&found, place, text))
    }

    fn found_in(&self, texts: &Texts) -> Option<Found> {
        let found = evaluate(self.root()?, texts);
        found.holds.then_some(found)
    }
}

fn marks(found: &Found, place: Place, text: &Analysed) -> Vec<Span> {
    let occurrences = found.phrases.iter().flatten();
    let here = occurrences.filter(|occurrence| occurrence.place == place.number);
    Span::merge(
        here.filter_map(|occurrence| text.span_of(place, occurrence))
            .collect(),
    )
}

impl Vocabulary for Analysed {
    fn scan(&self, prefix: &str, take: &mut dyn FnMut(&str, usize, u32)) {
        let mut last = "";
        for token in self.beginning(prefix) {
            if token.term != last {
                take(&token.term, 0, 1);
            }
            last = &token.term;
        }
    }
}

/// The texts of one essay as a source of occurrences.
pub(crate) struct Texts<'a> {
    places: Vec<(Place, &'a Analysed)>,
    row: Option<&'a Row>,
}

impl Texts<'_> {
    fn push(
        &self,
        beginning: &str,
        whole: bool,
        exact: impl Fn(&Token) -> bool,
        out: &mut Vec<Occurrence>,
    ) {
        for &(place, text) in &self.places {
            let tokens = text.beginning(beginning);
            let tokens = tokens.take_while(|token| !whole || token.term.len() == beginning.len());
            out.extend(tokens.map(|token| Occurrence {
                place: place.number,
                field: place.field,
                position: place.first.saturating_add(token.position),
                width: 1,
                exact: exact(token),
            }));
        }
    }
}

impl Source for Texts<'_> {
    fn passes(&self, filter: &Filter) -> bool {
        self.row.is_none_or(|row| {
            let values = filter.dimension().values(row);
            values.iter().any(|value| filter.accepts(value))
        })
    }

    fn term(&self, term: &str, exact: bool, out: &mut Vec<Occurrence>) {
        self.push(term, true, |_| exact, out);
    }

    fn prefix(&self, prefix: &str, out: &mut Vec<Occurrence>) {
        self.push(prefix, false, |token| token.term.len() == prefix.len(), out);
    }
}
