//! Lectern's search engine: one analysis for texts and queries, an index written natively and read
//! in place in the browser, a query language that never fails, ranking, and excerpts.
//!
//! A query holds for the same essays whether it is answered from an index (`retrieve`) or straight
//! from their texts (`evaluate`): positions are laid out alike (`place`), and the two are tested
//! against each other. So what the index finds is what is marked in the result and in the essay, and
//! a theme's passages are the blocks that a search for its query would find.

mod analysed;
pub mod analysis;
mod bitmap;
mod concordance;
mod evaluate;
mod excerpt;
mod fold;
mod function_words;
#[cfg(any(test, feature = "fuzz"))]
pub mod fuzz;
mod index;
mod levenshtein;
mod near;
mod place;
mod prepared;
mod query;
mod ranking;
mod resolve;
mod retrieve;
mod selection;
pub mod sheet;
mod stem;
mod writer;

pub use analysed::{Analysed, EssayMarks, EssayText};
pub use concordance::{Line, concordance, line};
pub use excerpt::{Excerpt, excerpt};
pub use index::{
    Dimension, Emit, Index, IndexError, MadePage, Merge, PartError, PartId, PartKind, ReadAt, Row,
    RunWriter, Unready, VERSION, merge, whole,
};
pub use prepared::Prepared;
pub use query::{EXAMPLES, Example, Note, Parsed, Query, parse, parse_typing};
pub use ranking::{BlockHit, Hit, Results};
pub use resolve::Correction;
pub use selection::{FacetCount, Selection};
pub use stem::{Stemmers, Stemming};
pub use writer::IndexWriter;
