//! Documents as lines of a file, taken in batches.
//!
//! A batch ends where the lines themselves say so: after a line whose hash falls under a bound. So a
//! line that is added, changed or removed changes the batch that it is in, and those behind it stay
//! what they were.

use std::io::{self, BufRead};

use xxhash_rust::xxh64::{Xxh64, xxh64};

/// How large batches are, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// A batch has at least so many …
    pub(super) least: usize,
    /// … then about so many more …
    pub(super) further: usize,
    /// … and is ended by the line with which it has so many.
    pub(super) most: usize,
}

impl Sizes {
    /// Small enough for a change to cost little, and large enough for the merge of many.
    pub(super) const USUAL: Self = Self {
        least: 2 << 20,
        further: 2 << 20,
        most: 8 << 20,
    };
}

/// Lines that are read to their end.
pub(super) struct Lines<R> {
    source: R,
    sizes: Sizes,
    line: usize,
    documents: usize,
    /// Bytes that were read.
    bytes: u64,
}

/// Some lines that are documents.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Batch {
    /// Each with its number, from 1.
    pub(super) lines: Vec<(usize, Vec<u8>)>,
    /// How many documents come before.
    pub(super) first: usize,
    /// Where in the file it ends.
    pub(super) end: u64,
}

impl Batch {
    /// A hash of its documents, which nothing before them in the file goes into.
    pub(super) fn hash(&self, seed: u64) -> u64 {
        let mut hash = Xxh64::new(seed);
        for (_, line) in &self.lines {
            hash.update(line);
            hash.update(b"\n");
        }
        hash.digest()
    }
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(source: R, sizes: Sizes) -> Self {
        Self {
            source,
            sizes,
            line: 0,
            documents: 0,
            bytes: 0,
        }
    }

    /// The next batch, if any line is left; blank ones are passed over.
    pub(super) fn batch(&mut self) -> io::Result<Option<Batch>> {
        let mut batch = Batch {
            first: self.documents,
            ..Batch::default()
        };
        let mut size = 0;
        while let Some(line) = self.line()? {
            size += line.len();
            let ends = size >= self.sizes.most || (size >= self.sizes.least && self.is_last(&line));
            batch.lines.push((self.line, line));
            if ends {
                break;
            }
        }
        self.documents += batch.lines.len();
        batch.end = self.bytes;
        Ok((!batch.lines.is_empty()).then_some(batch))
    }

    /// The next line that is not blank, without its end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let mut line = Vec::new();
            let bytes = self.source.read_until(b'\n', &mut line)?;
            if bytes == 0 {
                return Ok(None);
            }
            self.bytes += bytes as u64;
            self.line += 1;
            line.truncate(line.trim_ascii_end().len());
            if !line.is_empty() {
                return Ok(Some(line));
            }
        }
    }

    /// Whether a batch that has enough ends with this line: each of its bytes is as likely to be the
    /// last.
    fn is_last(&self, line: &[u8]) -> bool {
        let place = (u128::from(xxh64(line, 0)) * self.sizes.further as u128) >> 64;
        place < line.len() as u128
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const SIZES: Sizes = Sizes {
        least: 2000,
        further: 2000,
        most: 8000,
    };

    fn batches(text: &[u8]) -> Vec<Batch> {
        let mut lines = Lines::new(text, SIZES);
        std::iter::from_fn(|| lines.batch().unwrap()).collect()
    }

    /// So many lines of so many bytes and a few more, each different.
    fn text(lines: usize, bytes: usize) -> String {
        let line = |at| format!("{at} {}\n", "x".repeat(bytes + at * 7919 % 100));
        (0..lines).map(line).collect()
    }

    #[test]
    fn every_line_comes_once_with_its_number() {
        assert_eq!(batches(b"\n \n"), []);
        let expected = Batch {
            lines: vec![
                (1, b"one".to_vec()),
                (4, b"two".to_vec()),
                (5, b" three".to_vec()),
            ],
            first: 0,
            end: 19,
        };
        assert_eq!(batches(b"one\n\n  \ntwo\r\n three"), [expected]);
    }

    #[test]
    fn batches_are_neither_small_nor_large() {
        for bytes in [50, 500, 5000, 10_000] {
            let batches = batches(text(100_000 / bytes, bytes).as_bytes());
            let (_, all) = batches.split_last().unwrap();
            assert!(all.len() > 5, "{} batches", all.len());
            let mut documents = 0;
            for batch in all {
                let size: usize = batch.lines.iter().map(|(_, line)| line.len()).sum();
                let most = SIZES.most + bytes + 110;
                assert!(size >= SIZES.least && size < most, "{size} bytes");
                assert_eq!(batch.first, documents);
                documents += batch.lines.len();
            }
        }
    }

    #[test]
    fn a_changed_line_changes_its_batch_only() {
        let old = text(800, 100);
        let hashes = |text: &str| -> BTreeSet<u64> {
            let batches = batches(text.as_bytes());
            batches.iter().map(|batch| batch.hash(0)).collect()
        };
        let before = hashes(&old);
        assert!(before.len() > 10);
        for new in [
            format!("new\n{old}"),
            old.replacen("\n400 x", "\n400 y", 1),
            old.replacen("\n400 x", "\n", 1),
            format!("{old}new\n"),
        ] {
            let after = hashes(&new);
            assert_ne!(after, before);
            assert!(after.difference(&before).count() <= 2);
            assert!(before.difference(&after).count() <= 2);
        }
        assert_ne!(batches(b"a\nb")[0].hash(0), batches(b"a\nb")[0].hash(1));
    }
}
