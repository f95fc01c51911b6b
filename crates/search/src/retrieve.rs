//! Retrieval: which documents of an index satisfy a query, and how well.
//!
//! Words are looked up first (with their other forms, or what was probably meant), then the posting
//! lists are read, then the positions that phrases need. Each step asks for all that it misses at
//! once, so that a query on a slow line takes as many ways there and back as it has steps.

mod counted;

use std::rc::Rc;

use corpus::order;

pub(crate) use self::counted::Counted;

use crate::bitmap::Bitmap;
use crate::index::{Entry, Index, Lookup, PartId, Postings, Unready};
use crate::query::{Filter, Node, Phrase, Query, Word};
use crate::ranking::{OTHER_FORM, most, saturated, telling};
use crate::resolve::{Correction, Settled};
use crate::selection::Selection;

/// How many files come at once: a browser opens six connections to a host.
const AT_ONCE: usize = 6;

/// In how many files at most the positions of a word may lie to be fetched before it is known which of
/// them are needed.
const FEW_POSITIONS: usize = 3;

/// About how many positions a posting has of those words that most of the work of phrases is.
const POSITIONS: usize = 8;

/// The documents that answer a query.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// All of them, chosen or not.
    pub(crate) documents: Bitmap,
    /// How many of them are chosen.
    pub(crate) total: u32,
    /// The best of these, best first, with their scores; of equals the earlier.
    pub(crate) best: Vec<(u32, f32)>,
    /// For each phrase of the query that has to be found, in order, how telling it is.
    pub(crate) weights: Vec<f32>,
}

/// The query with the words of the index that will do for its own, and those of its words that were
/// taken for misspelt.
pub(crate) fn resolve(
    index: &Index,
    query: &Query,
    selection: &Selection,
) -> Result<(Query, Vec<Correction>), Unready> {
    let lookup = Lookup::new(index);
    // What filters need is fetched with the words.
    if !selection.is_empty() || query.root().is_some_and(Node::has_filter) {
        lookup.facets();
    }
    let settled = query.settled(&|word| settle(index, &lookup, word));
    if lookup.is_complete() {
        Ok(settled)
    } else {
        Err(lookup.unready())
    }
}

/// What a word stands for in an index.
fn settle(index: &Index, lookup: &Lookup, word: &Word) -> Rc<Settled> {
    index.settled(word).unwrap_or_else(|| {
        let settled = Rc::new(Settled::new(word, lookup, index.stemmers()));
        if lookup.is_complete() {
            index.keep_settled(word, &settled);
        }
        settled
    })
}

/// Which documents an answer ranks, and how.
#[derive(Clone, Copy, Default)]
pub(crate) struct Among<'a> {
    /// Those that may be in it, where not all may.
    pub(crate) chosen: Option<&'a Bitmap>,
    /// Those that come before all others.
    pub(crate) preferred: Option<&'a Bitmap>,
    /// What it is worth that a word itself stands in a document, and not only others that do for it.
    pub(crate) exactness: f32,
}

/// Answers a query from the parts that are at hand.
pub(crate) fn retrieve(
    index: &Index,
    root: &Node,
    among: Among,
    limit: usize,
) -> Result<Answer, Unready> {
    let lookup = Lookup::new(index);
    match answer(&lookup, root, among, limit) {
        Some(answer) if lookup.is_complete() => Ok(answer),
        _ => Err(lookup.unready()),
    }
}

fn answer(lookup: &Lookup, root: &Node, among: Among, limit: usize) -> Option<Answer> {
    let leaves = leaves(lookup, root.phrases())?;
    let mut left = leaves.iter();
    let documents = matching(root, lookup, &mut left);
    let mut ranked = documents.clone();
    if let Some(chosen) = among.chosen {
        ranked.retain(chosen);
    }
    let (mut scores, weights) = scores(lookup.index, root, &leaves, &ranked, among.exactness);
    if let Some(preferred) = among.preferred {
        let most: f32 = weights.iter().map(|&weight| most(weight)).sum();
        preferred
            .iter()
            .for_each(|document| scores[document as usize] += most);
    }
    Some(Answer {
        documents,
        total: ranked.count(),
        best: best(&ranked, &scores, limit),
        weights,
    })
}

/// A phrase of a query, and what is known of it.
struct Leaf<'p> {
    phrase: &'p Phrase,
    /// For each word that it needs its terms, and their posting lists.
    terms: Vec<Vec<Entry>>,
    lists: Vec<Vec<Rc<Postings>>>,
    /// The documents with it.
    counted: Option<Rc<Counted>>,
}

/// The documents with each of some phrases; what was found before is not sought again.
fn leaves(lookup: &Lookup, phrases: Vec<&Phrase>) -> Option<Vec<Rc<Counted>>> {
    let leaf = |phrase| Leaf {
        phrase,
        terms: Vec::new(),
        lists: Vec::new(),
        counted: lookup.index.counted(phrase),
    };
    let mut leaves: Vec<Leaf> = phrases.into_iter().map(leaf).collect();
    for leaf in leaves.iter_mut().filter(|leaf| leaf.counted.is_none()) {
        let words = leaf.phrase.needed();
        leaf.terms
            .extend(words.map(|(_, word)| entries(lookup, word)));
    }
    ready(lookup)?;
    for leaf in &mut leaves {
        let terms = leaf.terms.iter();
        leaf.lists
            .extend(terms.map(|entries| lookup.postings(entries)));
    }
    if !lookup.is_complete() {
        expect(lookup, &leaves);
        return None;
    }
    for leaf in leaves.iter_mut().filter(|leaf| leaf.counted.is_none()) {
        let counted = Counted::of(lookup, leaf.phrase, &leaf.terms, &leaf.lists);
        leaf.counted = Some(Rc::new(counted));
    }
    ready(lookup)?;
    leaves.iter().for_each(|leaf| leaf.keep(lookup.index));
    Some(leaves.into_iter().filter_map(|leaf| leaf.counted).collect())
}

impl Leaf<'_> {
    /// Remembers what was found.
    fn keep(&self, index: &Index) {
        if let (Some(counted), false) = (&self.counted, self.terms.is_empty()) {
            index.keep_counted(self.phrase, counted, self.steps());
        }
    }

    /// About how many steps it takes to find the documents.
    fn steps(&self) -> usize {
        let entries = self.terms.iter().flatten();
        let postings: usize = entries.map(|entry| entry.counts.documents as usize).sum();
        let is_phrase = self.terms.len() > 1;
        postings * if is_phrase { POSITIONS } else { 1 }
    }
}

fn ready(lookup: &Lookup) -> Option<()> {
    lookup.is_complete().then_some(())
}

/// The terms that stand for a word, in the order of the dictionary.
fn entries(lookup: &Lookup, word: &Word) -> Vec<Entry> {
    let mut entries = Vec::new();
    if word.is_open() {
        let whole = |text: &str| word.is_character() || text.len() == word.term.len();
        let weigh = |text: &str| if whole(text) { 1.0 } else { OTHER_FORM };
        lookup.beginning(&word.term, &weigh, &mut entries);
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

/// Asks for positions of words of phrases together with posting lists, as long as all of it comes at
/// once: waiting to know which are needed costs another way there and back.
fn expect(lookup: &Lookup, leaves: &[Leaf]) {
    let of_phrases = leaves.iter().filter(|leaf| leaf.terms.len() > 1);
    let words = of_phrases.flat_map(|leaf| &leaf.terms);
    let mut files: Vec<Vec<PartId>> = words
        .map(|entries| {
            let files = entries
                .iter()
                .flat_map(|entry| lookup.missing_positions(entry, None));
            files.collect()
        })
        .collect();
    order::sort_by_key(&mut files, Vec::len);
    for files in files {
        if files.len() <= FEW_POSITIONS && lookup.missing() + files.len() <= AT_ONCE {
            lookup.expect(&files);
        }
    }
}

/// The documents that satisfy a query; takes the phrases' documents in order.
fn matching<'l>(
    node: &Node,
    lookup: &Lookup,
    leaves: &mut impl Iterator<Item = &'l Rc<Counted>>,
) -> Bitmap {
    let all = lookup.index.documents();
    match node {
        Node::Phrase(_) => leaves
            .next()
            .map_or_else(|| Bitmap::none(all), |leaf| leaf.documents.clone()),
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
    let all = lookup.index.documents();
    let accepts = |value: &str| filter.accepts(value);
    lookup.facets().map_or_else(
        || Bitmap::none(all),
        |facets| facets.passing(filter.dimension(), &accepts, all),
    )
}

/// The scores of all documents, nought where one does not satisfy the query; and for each phrase
/// that has to be found, in order, how telling it is.
fn scores(
    index: &Index,
    root: &Node,
    leaves: &[Rc<Counted>],
    documents: &Bitmap,
    exactness: f32,
) -> (Vec<f32>, Vec<f32>) {
    let mut scores = vec![0.0; index.documents() as usize];
    let wanted = root.wanted();
    let positive = leaves
        .iter()
        .zip(root.positive())
        .filter(|(_, positive)| *positive);
    let mut weights = Vec::new();
    for (phrase, (leaf, _)) in wanted.iter().zip(positive) {
        let said = wanted.iter().filter(|other| *other == phrase).count();
        let weight = telling(phrase, said, index.documents(), leaf.count());
        weights.push(weight);
        leaf.among(documents, |document, frequency, is_exact| {
            let bonus = if is_exact { exactness } else { 0.0 };
            let length = index.relative_length(document);
            let worth = saturated(phrase, frequency, length) + bonus;
            scores[document as usize] += weight * worth;
        });
    }
    (scores, weights)
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
