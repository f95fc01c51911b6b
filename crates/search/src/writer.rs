//! Writing a small index in one piece.

use std::io;

use corpus::Essay;

use crate::index::{Row, RunWriter, merge, whole};

/// Collects essays into an index of one file. Large collections write runs and merge them instead
/// ([`RunWriter`], [`merge`]).
#[derive(Debug, Default)]
pub struct IndexWriter {
    run: RunWriter,
}

impl IndexWriter {
    /// An index without essays.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an essay with what it is filtered by. Hits name essays by the order in which they were
    /// added.
    pub fn add(&mut self, essay: &Essay, row: Row) {
        self.run.add(essay, row);
    }

    /// The finished index as a file.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        let run = self.run.finish().map_err(io::Error::other)?;
        let mut parts = Vec::new();
        let head = merge(&[&run], &mut |_, _, bytes| {
            parts.push(bytes);
            Ok(())
        })?;
        Ok(whole(&head, &parts))
    }
}
