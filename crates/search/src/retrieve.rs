//! Retrieval: which documents of an index satisfy a query, and how well.
//!
//! Words are looked up first (with their other forms, or what was probably meant), then the posting
//! lists are read, then the positions that phrases need. Each step asks for all that it misses at
//! once, so that a query on a slow line takes as many ways there and back as it has steps.

use std::rc::Rc;

use corpus::order;

use crate::bitmap::Bitmap;
use crate::index::{Entry, Index, Lookup, Postings, Unready};
use crate::near::{Standing, windows};
use crate::place::is_in_title;
use crate::query::{Filter, Node, Part, Phrase, Word};
use crate::ranking::{OTHER_FORM, inverse_document_frequency, saturated};

/// What a word is worth in the title, beyond standing there.
const TITLE: f32 = 2.0;

/// What a word is worth in a heading, beyond standing there.
const HEADING: f32 = 0.5;

/// Up to how many postings the positions of a phrase are fetched together with them: waiting to
/// know which are needed costs another way there and back.
const EARLY_POSITIONS: u32 = 2000;

/// The documents that answer a query.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// All of them.
    pub(crate) documents: Bitmap,
    /// The best, best first, with their scores; of equals the earlier.
    pub(crate) best: Vec<(u32, f32)>,
    /// For each phrase of the query that has to be found, in order, how telling it is.
    pub(crate) weights: Vec<f32>,
}

/// Answers a query from the parts that are at hand.
pub(crate) fn retrieve(
    index: &Index,
    root: &Node,
    within: Option<&Bitmap>,
    limit: usize,
) -> Result<Answer, Unready> {
    let lookup = Lookup::new(index);
    match answer(&lookup, root, within, limit) {
        Some(answer) if lookup.is_complete() => Ok(answer),
        _ => Err(lookup.unready()),
    }
}

fn answer(lookup: &Lookup, root: &Node, within: Option<&Bitmap>, limit: usize) -> Option<Answer> {
    if root.has_filter() {
        lookup.facets();
    }
    let phrases = root.phrases();
    let terms: Vec<Vec<Vec<Entry>>> = phrases
        .iter()
        .map(|phrase| {
            phrase
                .needed()
                .map(|(_, word)| entries(lookup, word))
                .collect()
        })
        .collect();
    ready(lookup)?;
    phrases
        .iter()
        .zip(&terms)
        .for_each(|(phrase, terms)| expect(lookup, phrase, terms));
    let lists: Vec<Vec<Vec<Rc<Postings>>>> = terms
        .iter()
        .map(|words| {
            words
                .iter()
                .map(|entries| lookup.postings(entries))
                .collect()
        })
        .collect();
    ready(lookup)?;
    let leaves: Vec<Counted> = phrases
        .iter()
        .zip(terms.iter().zip(&lists))
        .map(|(phrase, (terms, lists))| counted(lookup, phrase, terms, lists))
        .collect();
    ready(lookup)?;
    let mut left = leaves.iter();
    let mut documents = matching(root, lookup, &mut left);
    if let Some(within) = within {
        documents.retain(within);
    }
    Some(rank(lookup.index, root, &leaves, documents, limit))
}

fn ready(lookup: &Lookup) -> Option<()> {
    lookup.is_complete().then_some(())
}

/// The terms that stand for a word, in the order of the dictionary.
fn entries(lookup: &Lookup, word: &Word) -> Vec<Entry> {
    let mut entries = Vec::new();
    if word.is_open() {
        let whole = |text: &str| word.is_character() || text.len() == word.term.len();
        let mut weigh = |text: &str, _| Some(if whole(text) { 1.0 } else { OTHER_FORM });
        lookup.scan(&word.term, &mut weigh, &mut entries);
    } else {
        lookup.find(&word.term, 1.0, &mut entries);
    }
    for form in &word.forms {
        if !(word.is_open() && form.starts_with(&word.term)) {
            lookup.find(form, OTHER_FORM, &mut entries);
        }
    }
    order::sort_by_key(&mut entries, Entry::place);
    entries
}

/// Asks for the positions of a phrase together with its postings, where these are few.
fn expect(lookup: &Lookup, phrase: &Phrase, terms: &[Vec<Entry>]) {
    let postings: u32 = terms
        .iter()
        .flatten()
        .map(|entry| entry.counts.documents)
        .sum();
    if phrase.needed().nth(1).is_some() && postings <= EARLY_POSITIONS {
        terms
            .iter()
            .flatten()
            .for_each(|entry| lookup.expect_positions(entry));
    }
}

/// The documents with a word or a phrase, ascending, and how often they have it: weighted by form
/// and field.
#[derive(Debug, Default)]
struct Counted {
    documents: Vec<u32>,
    frequencies: Vec<f32>,
}

fn counted(
    lookup: &Lookup,
    phrase: &Phrase,
    terms: &[Vec<Entry>],
    lists: &[Vec<Rc<Postings>>],
) -> Counted {
    if let ([entries], [lists]) = (terms, lists) {
        return word(lookup.index, phrase, entries, lists);
    }
    let candidates = candidates(lookup, phrase, lists);
    let parts = phrase.parts();
    let starts: Vec<Vec<(u32, u32)>> = parts
        .iter()
        .map(|part| {
            let needed = phrase.needed().zip(terms.iter().zip(lists));
            let inside = needed.filter(|((at, _), _)| part.words.contains(at));
            let words = inside.map(|((at, _), (entries, lists))| Placed {
                offset: (at - part.words.start) as u32,
                title_only: phrase.title_only,
                entries,
                lists,
            });
            starts(lookup, words.collect(), &candidates)
        })
        .collect();
    match phrase.distance {
        None => count(starts.into_iter().flatten().map(|start| start.0)),
        Some(distance) => near(
            &parts,
            &starts,
            &candidates,
            phrase.width().saturating_add(distance),
        ),
    }
}

/// The documents that have every word, of a phrase of the title there.
fn candidates(lookup: &Lookup, phrase: &Phrase, lists: &[Vec<Rc<Postings>>]) -> Vec<u32> {
    let all = lookup.index.documents();
    let mut candidates = Bitmap::none(all).inverted();
    for lists in lists {
        let mut any = Bitmap::none(all);
        for list in lists {
            if phrase.title_only {
                let titles = list.titles.iter();
                titles.for_each(|&place| any.insert(list.documents[place as usize]));
            } else {
                any.extend(&Bitmap::of(&list.documents, all));
            }
        }
        candidates.retain(&any);
    }
    candidates.iter().collect()
}

/// Where these words follow each other in the candidates: document and position, in order.
fn starts(lookup: &Lookup, mut words: Vec<Placed>, candidates: &[u32]) -> Vec<(u32, u32)> {
    // The rarest word first: what it leaves is little to look through.
    order::sort_by_key(&mut words, Placed::frequency);
    let mut words = words.iter();
    let mut starts = words
        .next()
        .map_or_else(Vec::new, |word| word.starts(lookup, candidates));
    for word in words {
        let mut documents: Vec<u32> = starts.iter().map(|start| start.0).collect();
        documents.dedup();
        starts = common(&starts, &word.starts(lookup, &documents));
    }
    starts
}

/// Those of the candidates where parts, given with what they start at, stand near each other.
fn near(parts: &[Part], starts: &[Vec<(u32, u32)>], candidates: &[u32], reach: u32) -> Counted {
    let wanted: Vec<usize> = parts.iter().map(|part| part.wanted).collect();
    let mut rest: Vec<_> = starts
        .iter()
        .map(|starts| starts.iter().peekable())
        .collect();
    let mut standing: Vec<Standing> = Vec::new();
    let documents = candidates.iter().flat_map(|&document| {
        standing.clear();
        for (at, (part, rest)) in parts.iter().zip(&mut rest).enumerate() {
            let width = part.width();
            while let Some(&(_, position)) = rest.next_if(|start| start.0 == document) {
                standing.push(Standing {
                    position,
                    width,
                    part: at,
                });
            }
        }
        order::sort(&mut standing);
        std::iter::repeat_n(document, windows(&standing, &wanted, reach).len())
    });
    count(documents)
}

/// A word of a phrase.
struct Placed<'a> {
    /// How far it stands from the beginning.
    offset: u32,
    title_only: bool,
    entries: &'a [Entry],
    lists: &'a [Rc<Postings>],
}

impl Placed<'_> {
    /// In how many documents the word stands, those with several forms counted for each.
    fn frequency(&self) -> u32 {
        self.entries
            .iter()
            .map(|entry| entry.counts.documents)
            .sum()
    }

    /// Where phrases would begin to which the word belongs: document and position, in order.
    fn starts(&self, lookup: &Lookup, wanted: &[u32]) -> Vec<(u32, u32)> {
        let mut starts = Vec::new();
        for (entry, list) in self.entries.iter().zip(self.lists) {
            lookup.positions(entry, list, wanted, &mut |document, position| {
                let start = position.checked_sub(self.offset);
                let start = start.filter(|&start| !self.title_only || is_in_title(start));
                starts.extend(start.map(|start| (document, start)));
            });
        }
        if self.entries.len() > 1 {
            order::sort(&mut starts);
        }
        starts
    }
}

/// What is in both, each in order.
fn common(one: &[(u32, u32)], other: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut other = other.iter().peekable();
    let mut both = one.to_vec();
    both.retain(|start| {
        while other.next_if(|other| *other < start).is_some() {}
        other.peek() == Some(&start)
    });
    both
}

/// How often each of these ascending documents is named.
fn count(documents: impl Iterator<Item = u32>) -> Counted {
    let mut counted = Counted::default();
    for document in documents {
        match counted.frequencies.last_mut() {
            Some(last) if counted.documents.last() == Some(&document) => *last += 1.0,
            _ => {
                counted.documents.push(document);
                counted.frequencies.push(1.0);
            }
        }
    }
    counted
}

/// The documents with a word in any of its forms.
fn word(index: &Index, phrase: &Phrase, entries: &[Entry], lists: &[Rc<Postings>]) -> Counted {
    let each = || entries.iter().zip(lists);
    if let ([entry], [list]) = (entries, lists)
        && !phrase.title_only
    {
        let frequencies = weighted(list)
            .map(|frequency| frequency * entry.weight)
            .collect();
        return Counted {
            documents: list.documents.clone(),
            frequencies,
        };
    }
    let mut sums = vec![0.0; index.documents() as usize];
    let mut any = Bitmap::none(index.documents());
    for (entry, list) in each() {
        let titles = list.titles.iter().map(|&place| place as usize);
        let mut add = |place: usize, frequency: f32| {
            let document = list.documents[place];
            any.insert(document);
            sums[document as usize] += frequency * entry.weight;
        };
        if phrase.title_only {
            titles.for_each(|place| add(place, 1.0 + TITLE));
        } else {
            weighted(list)
                .enumerate()
                .for_each(|(place, frequency)| add(place, frequency));
        }
    }
    let documents: Vec<u32> = any.iter().collect();
    let frequencies = documents
        .iter()
        .map(|&document| sums[document as usize])
        .collect();
    Counted {
        documents,
        frequencies,
    }
}

/// The frequencies of a list, those in titles and headings raised.
fn weighted(list: &Postings) -> impl Iterator<Item = f32> {
    let (mut titles, mut headings) = (
        list.titles.iter().peekable(),
        list.headings.iter().peekable(),
    );
    (0u32..)
        .zip(&list.frequencies)
        .map(move |(place, &frequency)| {
            let title = if titles.next_if_eq(&&place).is_some() {
                TITLE
            } else {
                0.0
            };
            let heading = if headings.next_if_eq(&&place).is_some() {
                HEADING
            } else {
                0.0
            };
            frequency as f32 + title + heading
        })
}

/// The documents that satisfy a query; takes the phrases' documents in order.
fn matching<'l>(
    node: &Node,
    lookup: &Lookup,
    leaves: &mut impl Iterator<Item = &'l Counted>,
) -> Bitmap {
    let all = lookup.index.documents();
    match node {
        Node::Phrase(_) => leaves.next().map_or_else(
            || Bitmap::none(all),
            |leaf| Bitmap::of(&leaf.documents, all),
        ),
        Node::Filter(filter) => passing(lookup, filter),
        Node::Not(child) => matching(child, lookup, leaves).inverted(),
        Node::All(children) => {
            let mut both = Bitmap::none(all).inverted();
            children
                .iter()
                .for_each(|child| both.retain(&matching(child, lookup, leaves)));
            both
        }
        Node::Any(children) => {
            let mut any = Bitmap::none(all);
            children
                .iter()
                .for_each(|child| any.extend(&matching(child, lookup, leaves)));
            any
        }
    }
}

/// The documents that pass a filter.
fn passing(lookup: &Lookup, filter: &Filter) -> Bitmap {
    let mut documents = Bitmap::none(lookup.index.documents());
    let values = lookup
        .facets()
        .map_or(&[][..], |facets| facets.values(filter.dimension()));
    for value in values.iter().filter(|value| filter.accepts(&value.text)) {
        value
            .documents
            .iter()
            .for_each(|&document| documents.insert(document));
    }
    documents
}

/// Scores the documents that satisfy a query, and keeps the best.
fn rank(index: &Index, root: &Node, leaves: &[Counted], documents: Bitmap, limit: usize) -> Answer {
    let mut scores = vec![0.0; index.documents() as usize];
    let mut weights = Vec::new();
    for (leaf, _) in leaves
        .iter()
        .zip(root.positive())
        .filter(|(_, positive)| *positive)
    {
        let weight = inverse_document_frequency(index.documents(), leaf.documents.len());
        weights.push(weight);
        for (&document, &frequency) in leaf.documents.iter().zip(&leaf.frequencies) {
            if documents.contains(document) {
                let length = index.relative_length(document);
                scores[document as usize] += weight * saturated(frequency, length);
            }
        }
    }
    let best = best(&documents, &scores, limit);
    Answer {
        documents,
        best,
        weights,
    }
}

/// The `limit` documents of the highest scores, of equals the earlier.
fn best(documents: &Bitmap, scores: &[f32], limit: usize) -> Vec<(u32, f32)> {
    let mut best: Vec<(u32, f32)> = Vec::new();
    for document in documents.iter() {
        let score = scores[document as usize];
        if best.len() == limit && best.last().is_none_or(|&(_, least)| least >= score) {
            continue;
        }
        let place = best.partition_point(|&(_, other)| other >= score);
        best.insert(place, (document, score));
        best.truncate(limit);
    }
    best
}
