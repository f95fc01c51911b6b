//! Lectern's search engine: one analysis for texts and queries, an index written natively and read
//! in place in the browser, a query language that never fails, ranking, and excerpts.
//!
//! A query is evaluated by one rule (`evaluate`) whether its occurrences come from an index or
//! straight from a text. So what the index finds is what is marked in the result and in the essay,
//! and a theme's passages are the blocks that a search for its query would find.

mod analysed;
pub mod analysis;
mod bitmap;
mod evaluate;
mod excerpt;
mod fold;
mod index;
mod levenshtein;
mod place;
mod plural;
mod query;
mod ranking;
mod retrieve;
mod stem;
mod writer;

pub use analysed::{Analysed, EssayMarks, EssayText};
pub use excerpt::{Excerpt, excerpt};
pub use index::{
    Dimension, Emit, Index, IndexError, PartError, PartId, PartKind, Row, RunWriter, Unready, VERSION, merge,
    whole,
};
pub use query::{Note, Parsed, Query, parse, parse_typing};
pub use ranking::{BlockHit, Hit, Results};
pub use writer::IndexWriter;
