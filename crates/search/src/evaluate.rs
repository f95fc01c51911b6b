//! The evaluation of a query over the texts of one essay: whether it holds, and what of it stands
//! where.

use corpus::order;

use crate::near::{Standing, windows};
use crate::place::{Field, is_in_title};
use crate::query::{Filter, Node, Part, Phrase, Word, needed};

/// A word, or words that follow each other, standing somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) place: u32,
    pub(crate) field: Field,
    /// Where it begins, in the essay.
    pub(crate) position: u32,
    /// How many positions it covers.
    pub(crate) width: u32,
    /// Whether the word stands there as the query has it, not in another form of it.
    pub(crate) exact: bool,
}

/// The texts of an essay, or whatever of it is at hand.
pub(crate) trait Source {
    /// Whether the essay passes a filter.
    fn passes(&self, filter: &Filter) -> bool;

    /// Appends the occurrences of a term, in any order.
    fn term(&self, term: &str, exact: bool, out: &mut Vec<Occurrence>);

    /// Appends the occurrences of every term that begins with `prefix`, exact where nothing follows.
    fn prefix(&self, prefix: &str, out: &mut Vec<Occurrence>);
}

/// What was found of a query.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// Whether the query holds.
    pub(crate) holds: bool,
    /// For each phrase that has to be found, in order, where it occurs: in order, and only where the
    /// query holds by it.
    pub(crate) phrases: Vec<Vec<Occurrence>>,
}

/// Evaluates a query node: conjunctions over the whole essay, phrases inside one place.
pub(crate) fn evaluate(node: &Node, source: &dyn Source) -> Found {
    match node {
        Node::Phrase(phrase) => {
            let occurrences = phrase_found(phrase, source);
            Found {
                holds: !occurrences.is_empty(),
                phrases: vec![occurrences],
            }
        }
        Node::Filter(filter) => Found {
            holds: source.passes(filter),
            phrases: Vec::new(),
        },
        Node::All(children) => {
            let mut found = joined(children, source, |all| all.iter().all(|child| child.holds));
            if !found.holds {
                found.phrases.iter_mut().for_each(Vec::clear);
            }
            found
        }
        Node::Any(children) => joined(children, source, |all| all.iter().any(|child| child.holds)),
        Node::Not(child) => Found {
            holds: !evaluate(child, source).holds,
            phrases: Vec::new(),
        },
    }
}

fn joined(children: &[Node], source: &dyn Source, holds: impl Fn(&[Found]) -> bool) -> Found {
    let found: Vec<Found> = children
        .iter()
        .map(|child| evaluate(child, source))
        .collect();
    Found {
        holds: holds(&found),
        phrases: found.into_iter().flat_map(|child| child.phrases).collect(),
    }
}

fn phrase_found(phrase: &Phrase, source: &dyn Source) -> Vec<Occurrence> {
    let parts = phrase.parts();
    let found = parts.iter().map(|part| part_found(phrase, part, source));
    match phrase.distance {
        None => found.flatten().collect(),
        Some(distance) => near(
            &parts,
            found.collect(),
            phrase.width().saturating_add(distance),
        ),
    }
}

/// Where the words of a part follow each other.
fn part_found(phrase: &Phrase, part: &Part, source: &dyn Source) -> Vec<Occurrence> {
    let mut words = needed(&phrase.words[part.words.clone()]);
    let Some((_, first)) = words.next() else {
        return Vec::new();
    };
    let mut occurrences = of_word(first, source);
    if phrase.title_only {
        occurrences.retain(|occurrence| is_in_title(occurrence.position));
    }
    for (offset, word) in words {
        if !occurrences.is_empty() {
            occurrences = followed_by(&occurrences, &of_word(word, source), offset as u32);
        }
    }
    occurrences
        .iter_mut()
        .for_each(|occurrence| occurrence.width = part.width());
    occurrences
}

/// Those occurrences of parts, given part by part, that stand near each other.
fn near(parts: &[Part], found: Vec<Vec<Occurrence>>, reach: u32) -> Vec<Occurrence> {
    let mut standing: Vec<(Standing, Occurrence)> = Vec::new();
    for (part, occurrences) in found.into_iter().enumerate() {
        let stands = |Occurrence {
                          position, width, ..
                      }| Standing {
            position,
            width,
            part,
        };
        standing.extend(
            occurrences
                .into_iter()
                .map(|occurrence| (stands(occurrence), occurrence)),
        );
    }
    order::sort_by_key(&mut standing, |(standing, _)| *standing);
    let (standing, occurrences): (Vec<_>, Vec<_>) = standing.into_iter().unzip();
    let wanted: Vec<usize> = parts.iter().map(|part| part.wanted).collect();
    let windows = windows(&standing, &wanted, reach);
    windows
        .into_iter()
        .flat_map(|window| occurrences[window].iter().copied())
        .collect()
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
    order::sort_by_key(&mut occurrences, |occurrence| occurrence.position);
    occurrences
}

/// Those of `first` that one of `second` follows `offset` positions on. Both are in order; words of
/// two places are never neighbours, because there is a gap between them.
fn followed_by(first: &[Occurrence], second: &[Occurrence], offset: u32) -> Vec<Occurrence> {
    let mut second = second.iter().peekable();
    let mut both = Vec::new();
    for occurrence in first {
        let wanted = occurrence.position.saturating_add(offset);
        while second.next_if(|other| other.position < wanted).is_some() {}
        if let Some(other) = second.next_if(|other| other.position == wanted) {
            both.push(Occurrence {
                exact: occurrence.exact && other.exact,
                ..*occurrence
            });
        }
    }
    both
}
