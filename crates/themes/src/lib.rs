//! The codebook at work: which passages speak of which theme, which themes speak together, and
//! where they stand in drawings.
//!
//! A theme is a query of the search language, evaluated on every block by the search engine's own
//! rule. Everything else here is counting over the passages that this yields.

pub mod codebook;
mod general;
pub mod keyphrases;
pub mod layout;
mod passages;
mod sieve;
pub mod similar;
mod sketch;
pub mod suggest;
mod together;
mod treated;

pub use passages::{CompiledTheme, blocks, compile, passages, passages_from, passages_of};
pub use sketch::Sketch;
pub use together::{Related, Together};
pub use treated::{spoken_of, treated};
