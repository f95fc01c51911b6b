//! The search engine as a WebAssembly module of its own: pure, asked and fed by `static/search.js`,
//! which does the fetching. Answers are lines of text: they need no machinery on either side.

use std::fmt::Write as _;

use search::{EssayText, Index, PartId, Results, Unready, excerpt, parse_typing};
use wasm_bindgen::prelude::*;

/// How many documents a query names.
const HITS: usize = 10;

/// The longest excerpt, in characters.
const EXCERPT: u32 = 200;

/// Up to how many parts with names are asked for with the first query, not after it.
const EARLY_NAMES: usize = 4;

fn main() {}

/// An index that is searched.
#[wasm_bindgen]
pub struct Engine {
    index: Index,
    /// The last answer, whose documents are shown.
    last: Results,
}

#[wasm_bindgen]
impl Engine {
    /// Opens an index by the bytes of its head; fails with a message where these are none.
    #[wasm_bindgen(constructor)]
    pub fn new(head: &[u8]) -> Result<Engine, JsValue> {
        let index = Index::open(head).map_err(|error| JsValue::from(error.to_string()))?;
        Ok(Self {
            index,
            last: Results::default(),
        })
    }

    /// Takes in a part; whether it is the one of this name, and whole.
    pub fn insert(&mut self, name: &str, bytes: Vec<u8>) -> bool {
        u64::from_str_radix(name, 16).is_ok_and(|id| self.index.insert(PartId(id), bytes).is_ok())
    }

    /// Answers a query. Lines: `found`, how many documents match, then a number and a name for each
    /// of the best; or `missing` and the names of parts; or `damaged` and the name of one.
    pub fn query(&mut self, text: &str) -> String {
        let parsed = parse_typing(text);
        let results = match self.index.search(&parsed.query, HITS) {
            Ok(results) => results,
            Err(why) => return unready(&self.with_names(why)),
        };
        let documents: Vec<u32> = results.hits.iter().map(|hit| hit.essay).collect();
        let names = match self.index.names(&documents) {
            Ok(names) => names,
            Err(why) => return unready(&why),
        };
        let mut lines = String::from("found\n");
        let _ = write!(lines, "{}", results.total);
        for (document, name) in documents.iter().zip(&names) {
            let _ = write!(lines, "\n{document} {name}");
        }
        self.last = results;
        lines
    }

    /// What a list shows of a document of the last answer, from its text, whose first line is its
    /// title: two lines, the title and the excerpt that answers best.
    pub fn show(&self, text: &str) -> String {
        let (title, text) = text.split_once('\n').unwrap_or((text, ""));
        let lines: Vec<&str> = text.lines().collect();
        let essay = EssayText::of_texts(title, lines.iter().copied());
        let hits = self.last.passages(&essay, 1);
        let (line, spans) = hits
            .first()
            .map_or((0, &[][..]), |hit| (hit.block as usize, &hit.spans[..]));
        let excerpt = excerpt(lines.get(line).copied().unwrap_or_default(), spans, EXCERPT);
        [title, &excerpt.text].join("\n")
    }

    /// The parts of the dictionary that are not at hand, a line each: worth fetching when nothing
    /// else is to do, for typing and misspelt words make use of all of it.
    pub fn dictionary(&self) -> String {
        names(&self.index.missing_dictionary())
    }
}

impl Engine {
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

fn unready(why: &Unready) -> String {
    match why {
        Unready::Missing(parts) => ["missing", &names(parts)].join("\n"),
        Unready::Damaged(part) => ["damaged", &names(&[*part])].join("\n"),
    }
}

fn names(parts: &[PartId]) -> String {
    let names: Vec<String> = parts.iter().map(PartId::to_string).collect();
    names.join("\n")
}
