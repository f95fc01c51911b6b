//! The search engine as a WebAssembly module of its own, over an index in parts.

mod searcher;
mod store;

pub use searcher::Searcher;

fn main() {}
