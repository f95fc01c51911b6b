//! The search engine as a WebAssembly module of its own: pure, asked and fed by `static/search.js`,
//! which does the fetching. Answers are lines of text: they need no machinery on either side, and
//! what they say is written down in `answer`.
//!
//! A binary is one choice of stemmers: a site is given the smallest that has those of its languages.

mod answer;
mod recent;

use std::rc::Rc;

use search::{
    Analysed, EssayText, Index, IndexError, Parsed, PartId, Results, Selection, Stemming, Unready,
    parse_typing,
};
use wasm_bindgen::prelude::*;

use recent::Recent;

/// Up to how many parts with names are asked for with the first query, not after it.
const EARLY_NAMES: usize = 4;

/// How many analysed texts are kept: whoever types finds nearly the same again.
const TEXTS: usize = 32;

/// How many answers are kept.
const ANSWERS: usize = 4;

/// Two levels of free lists: a third of the standard library's allocator in size, and as fast.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// An index that is searched.
#[wasm_bindgen]
pub struct Engine {
    index: Index,
    stemming: Stemming,
    texts: Recent<Rc<EssayText>>,
    answers: Recent<Rc<Answered>>,
}

/// A query and its answer.
struct Answered {
    parsed: Parsed,
    selection: Selection,
    /// How many hits were asked for.
    limit: usize,
    results: Results,
}

#[wasm_bindgen]
impl Engine {
    /// Takes in a part; whether it is the one of this name, and whole.
    pub fn insert(&mut self, name: &str, bytes: Vec<u8>) -> bool {
        u64::from_str_radix(name, 16).is_ok_and(|id| self.index.insert(PartId(id), bytes).is_ok())
    }

    /// Answers a query among the documents that pass what is chosen beside it
    /// ([`Selection::read`]): see [`answer::found`].
    pub fn query(&mut self, text: &str, chosen: &str, limit: usize) -> String {
        let answered = match self.answered(text, chosen, limit) {
            Ok(answered) => answered,
            Err(why) => return answer::unready(&self.with_names(why)),
        };
        let hits = answered.results.all_hits().take(limit);
        let documents: Vec<u32> = hits.map(|(_, hit)| hit.essay).collect();
        match self.index.names(&documents) {
            Ok(names) => answer::found(text, &answered, &names),
            Err(why) => answer::unready(&why),
        }
    }

    /// How many documents every value of every facet would show under a query and what is chosen
    /// beside it: see [`answer::facets`].
    pub fn facets(&mut self, text: &str, chosen: &str) -> String {
        let counted = self.answered(text, chosen, 0).and_then(|answered| {
            let counts = self
                .index
                .facet_counts(&answered.results, &answered.selection)?;
            Ok(answer::facets(&counts))
        });
        counted.unwrap_or_else(|why| answer::unready(&why))
    }

    /// The best passages for a query of an essay that was found among what is chosen, from its
    /// sheet: see [`answer::passages`].
    pub fn passages(&mut self, text: &str, chosen: &str, sheet: &str, limit: usize) -> String {
        let passages = self.read(text, chosen, sheet, limit);
        let passages = passages
            .map(|(answered, essay)| answer::passages(&answered.results, &essay, sheet, limit));
        passages.unwrap_or_else(|why| answer::unready(&why))
    }

    /// Where a query's words stand in an essay, from its sheet: see [`answer::marks`].
    pub fn marks(&mut self, text: &str, sheet: &str) -> String {
        let marks = self.read(text, "", sheet, 0);
        let marks =
            marks.map(|(answered, essay)| answer::marks(&answered.results.marks(&essay).blocks));
        marks.unwrap_or_else(|why| answer::unready(&why))
    }

    /// The blocks of an essay in this language, from its sheet, in which a query holds by itself, with the words
    /// by which it does: as the passages of a theme of this query are found, but for the last word, which stands
    /// for all that begin with it as it does in a search. See [`answer::marks`].
    pub fn speaking(&mut self, text: &str, language: &str, sheet: &str) -> String {
        let query = parse_typing(text).query;
        let stemmers = self.stemming.of(std::iter::once(language));
        let matches = |text| {
            query
                .matches(&Analysed::new(text), &stemmers)
                .unwrap_or_default()
        };
        let blocks: Vec<_> = search::sheet::blocks(sheet).map(matches).collect();
        answer::marks(&blocks)
    }

    /// Every place where a query's words stand in an essay, from its sheet, with what stands around it:
    /// see [`answer::concordance`].
    pub fn concordance(&mut self, text: &str, sheet: &str) -> String {
        let lines = self.read(text, "", sheet, 0).map(|(answered, essay)| {
            let marks = answered.results.marks(&essay);
            answer::concordance(&search::concordance(&marks, sheet))
        });
        lines.unwrap_or_else(|why| answer::unready(&why))
    }

    /// The parts that are worth fetching when nothing else is to do, a line each: see
    /// [`Index::missing_ahead`].
    pub fn ahead(&self) -> String {
        answer::names(&self.index.missing_ahead())
    }
}

impl Engine {
    /// Opens an index by the bytes of its head, or of all of it; fails with a message where these are
    /// none.
    pub fn open(bytes: &[u8], stemming: Stemming) -> Result<Self, String> {
        let index = match Index::open_whole_with(bytes, stemming) {
            Err(IndexError::Foreign) => Index::open_with(bytes, stemming),
            index => index,
        };
        Ok(Self {
            stemming,
            index: index.map_err(|error| error.to_string())?,
            texts: Recent::new(TEXTS),
            answers: Recent::new(ANSWERS),
        })
    }

    /// The answer to a query among what is chosen, with at least so many hits, from before where
    /// there is one.
    fn answered(
        &mut self,
        text: &str,
        chosen: &str,
        limit: usize,
    ) -> Result<Rc<Answered>, Unready> {
        // What is chosen has no empty line: the two cannot be taken for others.
        let key = chosen.to_owned() + "\n\n" + text;
        let enough = |answered: &Rc<Answered>| answered.limit >= limit;
        if let Some(answered) = self.answers.get(&key).filter(enough) {
            return Ok(answered);
        }
        let prepared = self.index.prepare(&key);
        let (parsed, selection) = (parse_typing(text), Selection::read(chosen));
        let results = self.index.search_among(&parsed.query, &selection, limit);
        // What an unprepared query misses is nearly all that it will miss: it is fetched in the same go.
        let results = match (prepared, results) {
            (Ok(()), results) => results?,
            (Err(Unready::Missing(first)), Err(Unready::Missing(parts))) => {
                return Err(Unready::Missing([first, parts].concat()));
            }
            (Err(why), _) => return Err(why),
        };
        let answered = Rc::new(Answered {
            parsed,
            selection,
            limit,
            results,
        });
        self.answers.keep(&key, answered.clone());
        self.index.forget();
        Ok(answered)
    }

    /// The answer to a query, as [`Self::answered`], and an essay by its sheet.
    fn read(
        &mut self,
        text: &str,
        chosen: &str,
        sheet: &str,
        limit: usize,
    ) -> Result<(Rc<Answered>, Rc<EssayText>), Unready> {
        let answered = self.answered(text, chosen, limit)?;
        if let Some(essay) = self.texts.get(sheet) {
            return Ok((answered, essay));
        }
        self.index.prepare(sheet)?;
        let essay = Rc::new(EssayText::of_sheet(sheet));
        self.texts.keep(sheet, essay.clone());
        Ok((answered, essay))
    }

    /// Asks for names in the same go as for what a query misses, where they are few.
    fn with_names(&self, why: Unready) -> Unready {
        let names = self.index.missing_names();
        match why {
            Unready::Missing(mut parts) if names.len() <= EARLY_NAMES => {
                parts.extend(names);
                Unready::Missing(parts)
            }
            why => why,
        }
    }
}
