//! What is worth fetching before it is asked for: the files of the posting lists, and those of the
//! positions, of the commonest words. Nearly every query has some of these; words can then be answered
//! without a line, and phrases, whose positions are long, in a moment.
//!
//! Layout: how many files of posting lists there are (LEB128); their names and those of the positions,
//! the most useful first, eight bytes each, little-endian.

use super::bytes::{Cursor, push_varint};
use super::part::PartId;

/// How many files of posting lists are named: about 4 MB, or all of a smaller index.
const POSTINGS: usize = 1024;

/// How many files of positions are named: about 2 MB.
const POSITIONS: usize = 80;

/// Files that go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Useful {
    /// In how many documents the commonest word stands that they are about.
    pub(super) documents: u32,
    /// The files.
    pub(super) files: Vec<PartId>,
}

/// The files, the most useful first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ahead {
    /// Posting lists.
    pub(super) postings: Vec<PartId>,
    /// Positions.
    pub(super) positions: Vec<PartId>,
}

impl Ahead {
    /// The most useful of these.
    pub(super) fn of(postings: Vec<Useful>, positions: Vec<Useful>) -> Self {
        Self {
            postings: most_useful(postings, POSTINGS),
            positions: most_useful(positions, POSITIONS),
        }
    }

    /// The part.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        push_varint(&mut out, self.postings.len() as u32);
        let files = self.postings.iter().chain(&self.positions);
        out.extend(files.flat_map(|file| file.0.to_le_bytes()));
        out
    }

    /// What a part names; `None` where it makes no sense.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor::new(bytes);
        let postings = cursor.varint()? as usize;
        let (names, []) = cursor.rest().as_chunks() else {
            return None;
        };
        let mut files = names.iter().map(|name| PartId(u64::from_le_bytes(*name)));
        let ahead = Self {
            postings: files.by_ref().take(postings).collect(),
            positions: files.collect(),
        };
        (ahead.postings.len() == postings).then_some(ahead)
    }

    /// All files: of the positions, where they are `wanted`, one after every few of the others.
    pub(super) fn files(&self, positions_wanted: bool) -> Vec<PartId> {
        let positions = if positions_wanted {
            &*self.positions
        } else {
            &[]
        };
        let mut files = Vec::new();
        let mut others = self.postings.chunks(POSTINGS_TO_A_POSITION);
        let mut positions = positions.iter();
        loop {
            let (some, one) = (others.next(), positions.next());
            if some.is_none() && one.is_none() {
                return files;
            }
            files.extend(one);
            files.extend(some.into_iter().flatten());
        }
    }
}

/// Files of posting lists that are fetched for one of positions, which is some five times as long.
const POSTINGS_TO_A_POSITION: usize = 4;

fn most_useful(mut useful: Vec<Useful>, count: usize) -> Vec<PartId> {
    useful.sort_by(|a, b| b.documents.cmp(&a.documents).then(a.files.cmp(&b.files)));
    let files = useful.into_iter().flat_map(|useful| useful.files);
    files.take(count).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ids(names: &[u64]) -> Vec<PartId> {
        names.iter().copied().map(PartId).collect()
    }

    #[test]
    fn the_most_useful_come_first() {
        let useful = |documents, files: &[u64]| Useful {
            documents,
            files: ids(files),
        };
        let ahead = Ahead::of(
            (0..6).map(|at| useful(at, &[u64::from(at)])).collect(),
            vec![useful(3, &[17]), useful(9, &[15, 14]), useful(3, &[16])],
        );
        assert_eq!(ahead.postings, ids(&[5, 4, 3, 2, 1, 0]));
        assert_eq!(ahead.positions, ids(&[15, 14, 16, 17]));
        assert_eq!(ahead.files(false), ahead.postings);
        assert_eq!(ahead.files(true), ids(&[15, 5, 4, 3, 2, 14, 1, 0, 16, 17]));
    }

    proptest! {
        #[test]
        fn a_part_is_read_as_it_was_written(postings: Vec<u64>, positions: Vec<u64>) {
            let ahead = Ahead { postings: ids(&postings), positions: ids(&positions) };
            let bytes = ahead.to_bytes();
            prop_assert_eq!(Ahead::read(&bytes), Some(ahead));
            prop_assert_eq!(Ahead::read(&bytes[..bytes.len() - 1]), None);
        }

        #[test]
        fn any_bytes_name_files_or_none(bytes: Vec<u8>) {
            let _ = Ahead::read(&bytes);
        }
    }
}
