//! The evaluation of a query over texts: what of it stands where.

use std::cmp::Ordering;

use corpus::order;

use crate::place::Field;
use crate::query::{Node, Phrase, Word};

/// A word standing somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) essay: u32,
    pub(crate) place: u32,
    pub(crate) field: Field,
    pub(crate) position: u32,
    /// Whether the word stands there as the query has it, not in another form of it.
    pub(crate) exact: bool,
}

impl Occurrence {
    /// What occurrences are ordered by; no two of a phrase are equal in it.
    fn key(&self) -> (u32, u32, u32) {
        (self.essay, self.place, self.position)
    }
}

/// Something that knows where terms occur.
pub(crate) trait Source {
    /// How many essays there are.
    fn essays(&self) -> u32;

    /// Appends the occurrences of a term, in any order.
    fn term(&self, term: &str, exact: bool, out: &mut Vec<Occurrence>);

    /// Appends the occurrences of every term that begins with `prefix`, exact where nothing follows.
    fn prefix(&self, prefix: &str, out: &mut Vec<Occurrence>);
}

/// What a query found.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// The essays that satisfy the query, ascending.
    pub(crate) essays: Vec<u32>,
    /// What of the query occurs in them: only the phrases by which they satisfy it.
    pub(crate) phrases: Vec<PhraseHits>,
}

/// The occurrences of one phrase (of one word or more).
#[derive(Debug, PartialEq)]
pub(crate) struct PhraseHits {
    /// How many positions it covers.
    pub(crate) width: u32,
    /// Where it begins, in order.
    pub(crate) occurrences: Vec<Occurrence>,
}

/// Evaluates a query node: conjunctions over the whole essay, phrases inside one place.
pub(crate) fn evaluate(node: &Node, source: &dyn Source) -> Found {
    match node {
        Node::Phrase(phrase) => phrase_found(phrase, source),
        Node::All(children) => all(children, source),
        Node::Any(children) => any(children, source),
        Node::Not(child) => {
            let without = evaluate(child, source).essays;
            let essays = (0..source.essays()).filter(|essay| without.binary_search(essay).is_err());
            Found {
                essays: essays.collect(),
                phrases: Vec::new(),
            }
        }
    }
}

fn all(children: &[Node], source: &dyn Source) -> Found {
    let mut children = children.iter().map(|child| evaluate(child, source));
    let mut found = children.next().unwrap_or_default();
    for child in children {
        found
            .essays
            .retain(|essay| child.essays.binary_search(essay).is_ok());
        found.phrases.extend(child.phrases);
    }
    let Found { essays, phrases } = &mut found;
    for phrase in phrases {
        phrase
            .occurrences
            .retain(|occurrence| essays.binary_search(&occurrence.essay).is_ok());
    }
    found
}

fn any(children: &[Node], source: &dyn Source) -> Found {
    let mut found = Found::default();
    for child in children {
        let child = evaluate(child, source);
        found.essays.extend(child.essays);
        found.phrases.extend(child.phrases);
    }
    order::sort(&mut found.essays);
    found.essays.dedup();
    found
}

fn phrase_found(phrase: &Phrase, source: &dyn Source) -> Found {
    let mut words = phrase.needed();
    let Some((_, first)) = words.next() else {
        return Found::default();
    };
    let mut occurrences = of_word(first, source);
    if phrase.title_only {
        occurrences.retain(|occurrence| occurrence.field == Field::Title);
    }
    for (offset, word) in words {
        if !occurrences.is_empty() {
            occurrences = followed_by(&occurrences, &of_word(word, source), offset);
        }
    }
    let mut essays: Vec<u32> = occurrences
        .iter()
        .map(|occurrence| occurrence.essay)
        .collect();
    essays.dedup();
    let hits = PhraseHits {
        width: phrase.width(),
        occurrences,
    };
    Found {
        essays,
        phrases: vec![hits],
    }
}

/// The occurrences of one word in all its forms, in order.
fn of_word(word: &Word, source: &dyn Source) -> Vec<Occurrence> {
    let mut occurrences = Vec::new();
    if word.is_open() {
        source.prefix(&word.term, &mut occurrences);
    } else {
        source.term(&word.term, true, &mut occurrences);
    }
    for form in &word.forms {
        if !(word.is_open() && form.starts_with(&word.term)) {
            source.term(form, false, &mut occurrences);
        }
    }
    if word.is_character() {
        occurrences
            .iter_mut()
            .for_each(|occurrence| occurrence.exact = true);
    }
    order::sort_by_key(&mut occurrences, Occurrence::key);
    occurrences
}

/// Those of `first` that one of `second` follows `offset` positions on. Both are in order.
fn followed_by(first: &[Occurrence], second: &[Occurrence], offset: u32) -> Vec<Occurrence> {
    let mut second = second.iter().peekable();
    let mut both = Vec::new();
    for occurrence in first {
        let position = occurrence.position.saturating_add(offset);
        let wanted = (occurrence.essay, occurrence.place, position);
        while second
            .next_if(|other| other.key().cmp(&wanted) == Ordering::Less)
            .is_some()
        {}
        if let Some(other) = second.next_if(|other| other.key() == wanted) {
            both.push(Occurrence {
                exact: occurrence.exact && other.exact,
                ..*occurrence
            });
        }
    }
    both
}
