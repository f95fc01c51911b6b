//! Where in a document a term stands: for each posting its positions, ascending, in binary
//! interpolative code below the document's length. Frequencies are known from the postings.

use super::bits::{BitReader, BitWriter};

/// The positions of consecutive postings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Positions {
    all: Vec<u32>,
    /// Where the positions of each posting end.
    ends: Vec<u32>,
}

impl Positions {
    /// Adds the `frequency` positions of the next posting, which are below `length`; `None` where
    /// the bits make none.
    pub(super) fn read(&mut self, frequency: u32, length: u32, bits: &mut BitReader) -> Option<()> {
        bits.ascending(frequency, length, &mut self.all)?;
        self.ends.push(self.all.len() as u32);
        Some(())
    }

    /// The positions of a posting, counted from the first of these.
    pub(super) fn of(&self, posting: usize) -> &[u32] {
        let start = posting
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or_default() as usize;
        let end = self.ends.get(posting).map_or(start, |&end| end as usize);
        &self.all[start..end]
    }

    /// How many numbers are kept.
    pub(super) fn size(&self) -> usize {
        self.all.len() + self.ends.len()
    }
}

/// Appends the positions of one posting, which are below `length`.
pub(super) fn write(positions: &[u32], length: u32, out: &mut BitWriter) {
    out.push_ascending(positions, length);
}
