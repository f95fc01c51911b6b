//! The codebook at work: which passages speak of which theme, which themes speak together, and
//! how much of each essay is theirs.
//!
//! A theme is a query of the search language, evaluated on every block by the search engine's own
//! rule. Everything else here is counting over the passages that this yields.

pub mod codebook;
mod passages;
mod relations;
mod treated;

pub use passages::{CompiledTheme, blocks, compile, passages, passages_of};
pub use relations::{Related, related, shares};
pub use treated::{spoken_of, treated};
