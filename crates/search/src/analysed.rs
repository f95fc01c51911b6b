//! Texts analysed once, to be asked many queries.

use corpus::{Essay, Span, order};

use crate::analysis::{Token, tokens};
use crate::evaluate::{Found, Occurrence, Source, evaluate};
use crate::place::{self, Field};
use crate::query::Query;

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

    /// The text under `width` positions from `position` on.
    pub(crate) fn span(&self, position: u32, width: u32) -> Option<Span> {
        let find = |position: u32| {
            let at = self
                .tokens
                .binary_search_by_key(&position, |token| token.position);
            at.ok().map(|at| self.tokens[at].span)
        };
        Some(find(position)?.hull(find(position.saturating_add(width.saturating_sub(1)))?))
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

/// An essay's searched texts, analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EssayText {
    places: Vec<(u32, Field, Analysed)>,
    blocks: usize,
}

impl EssayText {
    /// Analyses an essay: title, subtitle, and blocks except pull quotes.
    pub fn new(essay: &Essay) -> Self {
        let places =
            place::texts(essay).map(|(place, field, text)| (place, field, Analysed::new(text)));
        Self {
            places: places.collect(),
            blocks: essay.blocks.len(),
        }
    }

    /// Analyses the texts of an essay of which nothing else is at hand, as in its page: every block
    /// counts as running text.
    pub fn of_texts<'a>(title: &str, blocks: impl IntoIterator<Item = &'a str>) -> Self {
        let mut places = vec![(place::TITLE, Field::Title, Analysed::new(title))];
        for (block, text) in blocks.into_iter().enumerate() {
            places.push((place::of_block(block), Field::Body, Analysed::new(text)));
        }
        Self {
            blocks: places.len() - 1,
            places,
        }
    }
}

impl EssayText {
    /// The essay as a source of occurrences.
    pub(crate) fn source(&self) -> Texts<'_> {
        let places = self.places.iter().map(|(place, field, text)| (*place, *field, text));
        Texts { places: places.collect() }
    }

    /// How many words a place has.
    pub(crate) fn length(&self, place: u32) -> u32 {
        self.text(place).map_or(0, |text| text.tokens.len() as u32)
    }

    /// The text under an occurrence of a phrase of this width.
    pub(crate) fn span(&self, occurrence: &Occurrence, width: u32) -> Option<Span> {
        self.text(occurrence.place)?.span(occurrence.position, width)
    }

    fn text(&self, place: u32) -> Option<&Analysed> {
        let at = self.places.binary_search_by_key(&place, |(place, ..)| *place).ok()?;
        Some(&self.places[at].2)
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
    /// Evaluates the query on one text: the spans by which it matches, in order and apart, or
    /// `None` where it does not. A query that only excludes matches with no span.
    pub fn matches(&self, text: &str) -> Option<Vec<Span>> {
        self.matches_in(&Analysed::new(text))
    }

    /// The same over a text that is analysed already.
    pub fn matches_in(&self, text: &Analysed) -> Option<Vec<Span>> {
        let place = (place::FIRST_BLOCK, Field::Body, text);
        let found = self.found_in(&Texts { places: vec![place] })?;
        Some(marks(&found, place::FIRST_BLOCK, text))
    }

    /// Evaluates the query on a whole essay, as a search of the collection does: the words that
    /// it requires may stand in different blocks.
    pub fn matches_essay(&self, essay: &EssayText) -> Option<EssayMarks> {
        let found = self.found_in(&essay.source())?;
        let mut all = EssayMarks {
            blocks: vec![Vec::new(); essay.blocks],
            ..EssayMarks::default()
        };
        for (place, _, text) in &essay.places {
            let marks = marks(&found, *place, text);
            match *place {
                place::TITLE => all.title = marks,
                place::SUBTITLE => all.subtitle = marks,
                block => all.blocks[(block - place::FIRST_BLOCK) as usize] = marks,
            }
        }
        Some(all)
    }

    fn found_in(&self, texts: &Texts) -> Option<Found> {
        let found = evaluate(self.root()?, texts);
        (!found.essays.is_empty()).then_some(found)
    }
}

fn marks(found: &Found, place: u32, text: &Analysed) -> Vec<Span> {
    let spans = found.phrases.iter().flat_map(|phrase| {
        let here = phrase
            .occurrences
            .iter()
            .filter(move |occurrence| occurrence.place == place);
        here.filter_map(|occurrence| text.span(occurrence.position, phrase.width))
    });
    Span::merge(spans.collect())
}

/// The texts of one essay as a source of occurrences.
pub(crate) struct Texts<'a> {
    places: Vec<(u32, Field, &'a Analysed)>,
}

impl Texts<'_> {
    fn push(
        &self,
        beginning: &str,
        whole: bool,
        exact: impl Fn(&Token) -> bool,
        out: &mut Vec<Occurrence>,
    ) {
        for &(place, field, text) in &self.places {
            let tokens = text.beginning(beginning);
            let tokens = tokens.take_while(|token| !whole || token.term.len() == beginning.len());
            out.extend(tokens.map(|token| Occurrence {
                essay: 0,
                place,
                field,
                position: token.position,
                exact: exact(token),
            }));
        }
    }
}

impl Source for Texts<'_> {
    fn essays(&self) -> u32 {
        1
    }

    fn term(&self, term: &str, exact: bool, out: &mut Vec<Occurrence>) {
        self.push(term, true, |_| exact, out);
    }

    fn prefix(&self, prefix: &str, out: &mut Vec<Occurrence>) {
        self.push(prefix, false, |token| token.term.len() == prefix.len(), out);
    }
}
