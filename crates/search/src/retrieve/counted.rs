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

/// How many documents are little to look through for where a word stands in them.
const LITTLE: usize = 4096;

/// The documents with a word or a phrase, and how often they have it: weighted by form and field.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub(super) documents: Bitmap,
    /// For each of them.
    frequencies: Vec<Frequency>,
}

impl Counted {
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

    /// How many documents there are.
    pub(super) fn count(&self) -> usize {
        self.frequencies.len()
    }

    /// How many bytes it takes in memory.
    pub(crate) fn size(&self) -> usize {
        self.documents.size() + size_of_val(self.frequencies.as_slice())
    }

    /// Hands over those among some documents, ascending: how often they have the word, and whether they
    /// have it itself, not only others that do for it.
    pub(super) fn among(&self, documents: &Bitmap, mut take: impl FnMut(u32, f32, bool)) {
        self.documents.common(documents, |document, place| {
            let frequency = self.frequencies[place];
            take(document, frequency.weighted(), frequency.is_exact());
        });
    }
}

/// How often a word stands in a document, and, in the lowest bit, whether it does so itself.
#[derive(Clone, Copy, Debug, Default)]
struct Frequency(u16);

impl Frequency {
    /// Parts of one occurrence of the word itself in the body: whatever fields and forms make of an
    /// occurrence is a number of these.
    const PARTS: f32 = 40.0;

    /// Adds occurrences, as far as there is room.
    fn add(&mut self, weighted: f32, is_exact: bool) {
        let exact = self.0 & 1 | u16::from(is_exact);
        let more = (weighted * Self::PARTS + 0.5) as u16;
        let parts = (self.0 >> 1).saturating_add(more).min(u16::MAX >> 1);
        self.0 = parts << 1 | exact;
    }

    fn weighted(self) -> f32 {
        f32::from(self.0 >> 1) / Self::PARTS
    }

    fn is_exact(self) -> bool {
        self.0 & 1 == 1
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
    let documents: Vec<u32> = match phrase.distance {
        None => starts.into_iter().flatten().map(|start| start.0).collect(),
        Some(distance) => {
            let reach = phrase.width().saturating_add(distance);
            near(&parts, &starts, &candidates, reach)
        }
    };
    count(&documents, lookup.index.documents())
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
/// The rarest word comes first: what it leaves is little to look through. The positions of the first
/// that misses some are asked for; those of further words with them only as long as all of them come at
/// once. Words after it whose positions are at hand still leave fewer documents to ask about, where
/// these are not so many that looking through them costs more than the bytes.
fn starts(lookup: &Lookup, mut words: Vec<Placed>, candidates: &[u32]) -> Vec<(u32, u32)> {
    order::sort_by_key(&mut words, Placed::frequency);
    let mut starts: Option<Vec<(u32, u32)>> = None;
    let mut wanted = candidates.to_vec();
    let mut late = Vec::new();
    let mut narrow = |word: &Placed, wanted: &mut Vec<u32>| {
        let both = word.starts(lookup, wanted, starts.as_deref());
        *wanted = both.iter().map(|start| start.0).collect();
        wanted.dedup();
        starts = Some(both);
    };
    for word in words {
        let is_here = word.missing(lookup, &wanted).is_empty();
        if is_here && (late.is_empty() || wanted.len() <= LITTLE) {
            narrow(&word, &mut wanted);
        } else if !is_here {
            late.push(word);
        }
    }
    let mut asked = 0;
    for word in &late {
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

/// Those of the candidates where parts, given with what they start at, stand near each other, as often
/// as they do.
fn near(parts: &[Part], starts: &[Vec<(u32, u32)>], candidates: &[u32], reach: u32) -> Vec<u32> {
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
    documents.collect()
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

    /// Where phrases would begin to which the word belongs: document and position, in order; where
    /// the other words leave only some places, which of these.
    fn starts(
        &self,
        lookup: &Lookup,
        wanted: &[u32],
        among: Option<&[(u32, u32)]>,
    ) -> Vec<(u32, u32)> {
        let mut starts = Vec::new();
        for (entry, list) in self.entries.iter().zip(self.lists) {
            let mut left = among.map(|among| among.iter().peekable());
            let mut is_left = |start| {
                left.as_mut().is_none_or(|left| {
                    while left.next_if(|other| **other < start).is_some() {}
                    left.peek() == Some(&&start)
                })
            };
            lookup.positions(entry, list, wanted, &mut |document, position| {
                let Some(start) = position.checked_sub(self.offset) else {
                    return;
                };
                if (!self.title_only || is_in_title(start)) && is_left((document, start)) {
                    starts.push((document, start));
                }
            });
        }
        if self.entries.len() > 1 {
            order::sort(&mut starts);
        }
        starts
    }
}

/// How often each of these ascending documents, of so many, is named.
fn count(documents: &[u32], all: u32) -> Counted {
    let (mut frequencies, mut last) = (Vec::new(), None);
    for &document in documents {
        if last != Some(document) {
            frequencies.push(Frequency::default());
        }
        if let Some(frequency) = frequencies.last_mut() {
            frequency.add(1.0, true);
        }
        last = Some(document);
    }
    Counted {
        documents: Bitmap::of(documents, all),
        frequencies,
    }
}

/// The documents with a word in any of its forms.
fn word(index: &Index, phrase: &Phrase, entries: &[Entry], lists: &[Rc<Postings>]) -> Counted {
    let mut documents = Bitmap::none(index.documents());
    let mut sums = vec![Frequency::default(); index.documents() as usize];
    for (entry, list) in entries.iter().zip(lists) {
        let mut add = |place: u32, frequency: f32| {
            let document = list.documents[place as usize];
            documents.insert(document);
            sums[document as usize].add(frequency * entry.weight, entry.weight >= 1.0);
        };
        let mut all = |places: &[u32], frequency| {
            places.iter().for_each(|&place| add(place, frequency));
        };
        if phrase.title_only {
            all(&list.titles, 1.0 + TITLE);
            continue;
        }
        all(&list.titles, TITLE);
        all(&list.headings, HEADING);
        for (place, &frequency) in (0..).zip(&list.frequencies) {
            add(place, frequency as f32);
        }
    }
    let frequencies = documents.iter().map(|document| sums[document as usize]);
    Counted {
        frequencies: frequencies.collect(),
        documents,
    }
}
