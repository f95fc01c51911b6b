//! In which documents a phrase stands, and how often.

use std::rc::Rc;

use corpus::order;

use super::AT_ONCE;
use crate::bitmap::Bitmap;
use crate::index::{Entry, Index, Lookup, PartId, Postings};
use crate::near::{Standing, windows};
use crate::place::is_in_title;
use crate::query::{Part, Phrase};

/// What a word is worth in the title, beyond standing there.
const TITLE: f32 = 2.0;

/// What a word is worth in a heading, beyond standing there.
const HEADING: f32 = 0.5;

/// The documents with a word or a phrase, ascending, and how often they have it: weighted by form
/// and field.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) documents: Vec<u32>,
    pub(super) frequencies: Vec<f32>,
    /// Those of them that have the word itself; none where all do, as of phrases.
    exact: Option<Bitmap>,
}

impl Counted {
    /// Whether one of the documents has the word itself, not only others that do for it.
    pub(super) fn is_exact(&self, document: u32) -> bool {
        let exact = self.exact.as_ref();
        exact.is_none_or(|exact| exact.contains(document))
    }

    /// Those with a phrase, given for each word that it needs its terms and their posting lists.
    pub(super) fn of(
        lookup: &Lookup,
        phrase: &Phrase,
        terms: &[Vec<Entry>],
        lists: &[Vec<Rc<Postings>>],
    ) -> Self {
        match (terms, lists) {
            ([entries], [lists]) => word(lookup.index, phrase, entries, lists),
            _ => words(lookup, phrase, terms, lists),
        }
    }
}

/// The documents with words that follow each other, or stand near each other.
fn words(
    lookup: &Lookup,
    phrase: &Phrase,
    terms: &[Vec<Entry>],
    lists: &[Vec<Rc<Postings>>],
) -> Counted {
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

/// Where these words follow each other in the candidates: document and position, in order. Where
/// positions are missing it says which, and nothing else.
///
/// The rarest word comes first: what it leaves is little to look through. So words are looked
/// through whose positions are at hand, and the missing ones of the rarest other word are asked for;
/// those of further words with them only as long as all of them come at once.
fn starts(lookup: &Lookup, mut words: Vec<Placed>, candidates: &[u32]) -> Vec<(u32, u32)> {
    order::sort_by_key(&mut words, Placed::frequency);
    let mut starts: Option<Vec<(u32, u32)>> = None;
    let mut wanted = candidates.to_vec();
    let mut narrow = |word: &Placed, wanted: &mut Vec<u32>| {
        let here = word.starts(lookup, wanted);
        let both = match &starts {
            Some(starts) => common(starts, &here),
            None => here,
        };
        *wanted = both.iter().map(|start| start.0).collect();
        wanted.dedup();
        starts = Some(both);
    };
    words.retain(|word| {
        let is_here = word.missing(lookup, &wanted).is_empty();
        if is_here {
            narrow(word, &mut wanted);
        }
        !is_here
    });
    let mut asked = 0;
    for word in &words {
        let missing = word.missing(lookup, &wanted);
        if missing.is_empty() {
            narrow(word, &mut wanted);
        } else if asked == 0 || asked + missing.len() <= AT_ONCE {
            asked += missing.len();
            lookup.expect(&missing);
        }
    }
    starts.unwrap_or_default()
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

    /// The files with its positions in the documents of `wanted` that are not at hand.
    fn missing(&self, lookup: &Lookup, wanted: &[u32]) -> Vec<PartId> {
        let terms = self.entries.iter().zip(self.lists);
        let files =
            terms.flat_map(|(entry, list)| lookup.missing_positions(entry, Some((list, wanted))));
        files.collect()
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
        let exact = (entry.weight < 1.0).then(|| Bitmap::none(index.documents()));
        return Counted {
            documents: list.documents.clone(),
            frequencies,
            exact,
        };
    }
    let mut sums = vec![0.0; index.documents() as usize];
    let mut any = Bitmap::none(index.documents());
    let mut exact = Bitmap::none(index.documents());
    for (entry, list) in each() {
        let titles = list.titles.iter().map(|&place| place as usize);
        let mut add = |place: usize, frequency: f32| {
            let document = list.documents[place];
            any.insert(document);
            if entry.weight >= 1.0 {
                exact.insert(document);
            }
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
        exact: Some(exact),
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
