//! What phrases need ahead: the names of the files with the positions of the commonest words, which
//! nearly every phrase has some of, and each of which is long. Names follow each other in the order in
//! which they are worth fetching, eight bytes each, little-endian.

use super::bytes::Cursor;
use super::part::PartId;

/// How many files are named: about 2 MB, or all of a smaller index.
const FILES: usize = 80;

/// A term with positions in files of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CommonTerm {
    /// In how many documents it stands.
    pub(super) documents: u32,
    /// The files.
    pub(super) files: Vec<PartId>,
}

/// The part that names the files of the commonest of these terms.
pub(super) fn write(mut terms: Vec<CommonTerm>) -> Vec<u8> {
    terms.sort_by(|a, b| b.documents.cmp(&a.documents).then(a.files.cmp(&b.files)));
    let files = terms.into_iter().flat_map(|term| term.files);
    let files = files.take(FILES);
    files.flat_map(|file| file.0.to_le_bytes()).collect()
}

/// The files that a part names; `None` where it makes no sense.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<PartId>> {
    let mut cursor = Cursor::new(bytes);
    let names = (0..bytes.len().div_ceil(8)).map(|_| cursor.u64().map(PartId));
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_come_first() {
        let term = |documents, files: &[u64]| CommonTerm {
            documents,
            files: files.iter().map(|&name| PartId(name)).collect(),
        };
        let part = write(vec![term(3, &[7]), term(9, &[5, 4]), term(3, &[6])]);
        assert_eq!(read(&part), Some([5, 4, 6, 7].map(PartId).to_vec()));
        assert_eq!(read(&part[1..]), None);
        assert_eq!(read(&[]), Some(Vec::new()));
    }
}
