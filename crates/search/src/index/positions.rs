//! Where in a document a term stands: for each posting the bits of the frequency that the posting list
//! leaves out, then the positions, ascending, in binary interpolative code below the document's length.
//!
//! The postings of a piece are coded in groups, of which each begins with a byte of its own: whoever
//! wants a few documents passes over the others. First stand the lengths in bytes (LEB128) of all
//! groups but the last, then the groups. A group ends with the posting that fills it ([`GROUP`]).

use std::ops::Range;

use super::bits::{BitReader, BitWriter};
use super::bytes::{Cursor, push_varint};
use super::postings::{left_out, rough};

/// Occurrences that fill a group, as far as posting lists tell of them.
const GROUP: u32 = 256;

/// A piece that is being written.
#[derive(Debug, Default)]
pub(super) struct PieceWriter {
    lengths: Vec<u8>,
    closed: Vec<u8>,
    group: BitWriter,
    occurrences: u32,
}

impl PieceWriter {
    /// Adds the positions of the next posting, which are below `bound`.
    pub(super) fn push(&mut self, positions: &[u32], bound: u32) {
        if self.occurrences >= GROUP {
            let group = std::mem::take(&mut self.group).finish();
            push_varint(&mut self.lengths, group.len() as u32);
            self.closed.extend(group);
            self.occurrences = 0;
        }
        let frequency = positions.len() as u32;
        let told = rough(frequency);
        self.group.push(frequency - told, left_out(told));
        self.group.push_ascending(positions, bound);
        self.occurrences += told;
    }

    /// How many bytes there will be.
    pub(super) fn len(&self) -> usize {
        self.lengths.len() + self.closed.len() + self.group.len()
    }

    /// The bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        [self.lengths, self.closed, self.group.finish()].concat()
    }
}

/// Hands over the positions of some postings of a piece; `None` where the bytes make none. Postings
/// are named by their places in the piece, ascending, and have these frequencies in their list; `bound`
/// says what positions of one are below.
pub(super) fn read(
    bytes: &[u8],
    frequencies: &[u32],
    bound: &dyn Fn(usize) -> u32,
    wanted: &[usize],
    take: &mut dyn FnMut(usize, &[u32]),
) -> Option<()> {
    let groups = groups(frequencies);
    let mut cursor = Cursor::new(bytes);
    let lengths = cursor.column(groups.len().saturating_sub(1))?;
    let mut wanted = wanted.iter().copied().peekable();
    let mut positions = Vec::new();
    for (at, group) in groups.into_iter().enumerate() {
        let bytes = match lengths.get(at) {
            Some(&length) => cursor.take(length as usize)?,
            None => cursor.rest(),
        };
        let mut bits = BitReader::new(bytes);
        let mut next = group.start;
        while let Some(posting) = wanted.next_if(|&posting| posting < group.end) {
            for at in next..=posting {
                positions.clear();
                let told = *frequencies.get(at)?;
                let frequency = told.saturating_add(bits.read(left_out(told)));
                bits.ascending(frequency, bound(at), &mut positions)?;
            }
            next = posting + 1;
            take(posting, &positions);
        }
    }
    Some(())
}

/// The postings of each group.
fn groups(frequencies: &[u32]) -> Vec<Range<usize>> {
    let (mut groups, mut start, mut occurrences) = (Vec::new(), 0, 0u32);
    for (at, &frequency) in frequencies.iter().enumerate() {
        if occurrences >= GROUP {
            groups.push(start..at);
            (start, occurrences) = (at, 0);
        }
        occurrences = occurrences.saturating_add(frequency);
    }
    groups.push(start..frequencies.len());
    groups
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn postings_survive(
            postings in vec(btree_set(0u32..500, 1..60), 1..40),
            wanted in btree_set(0usize..40, 0..40),
        ) {
            let postings: Vec<Vec<u32>> = postings
                .into_iter()
                .map(|positions| positions.into_iter().collect())
                .collect();
            let mut piece = PieceWriter::default();
            postings.iter().for_each(|positions| piece.push(positions, 500));
            let length = piece.len();
            let bytes = piece.finish();
            prop_assert_eq!(bytes.len(), length);
            let frequencies: Vec<u32> = postings.iter().map(|list| rough(list.len() as u32)).collect();
            let wanted: Vec<usize> = wanted.into_iter().filter(|&at| at < postings.len()).collect();
            let mut found = Vec::new();
            let whole = read(&bytes, &frequencies, &|_| 500, &wanted, &mut |at, positions| {
                found.push((at, positions.to_vec()));
            });
            prop_assert!(whole.is_some());
            let expected: Vec<_> = wanted.iter().map(|&at| (at, postings[at].clone())).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn any_bytes_are_positions_or_none(
            bytes: Vec<u8>,
            frequencies in vec(0u32..400, 0..9),
            wanted in btree_set(0usize..12, 0..9),
        ) {
            let wanted: Vec<usize> = wanted.into_iter().collect();
            let _ = read(&bytes, &frequencies, &|_| 400, &wanted, &mut |_, positions| {
                assert!(positions.is_sorted());
            });
        }
    }
}
