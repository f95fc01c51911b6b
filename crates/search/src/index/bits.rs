//! Numbers in bits: fixed and truncated binary, and binary interpolative coding of ascending lists.
//! Reading beyond the end gives zeros, and is told apart by [`BitReader::is_over`].

/// Writes bits, the highest of each number first.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that do not fill a byte yet, at the low end.
    pending: u64,
    count: u32,
}

impl BitWriter {
    /// Appends the low `width` bits (32 at most) of a number.
    pub(super) fn push(&mut self, number: u32, width: u32) {
        if width == 0 {
            return;
        }
        let number = u64::from(number) & ((1 << width) - 1);
        self.pending = self.pending << width | number;
        self.count += width;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.pending >> self.count) as u8);
        }
        self.pending &= (1 << self.count) - 1;
    }

    /// How many bytes there will be.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + usize::from(self.count > 0)
    }

    /// The bytes, the last one filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push((self.pending << (8 - self.count)) as u8);
        }
        self.bytes
    }

    /// Appends a number below `range` in truncated binary.
    fn push_below(&mut self, number: u32, range: u32) {
        let (width, short) = truncated(range);
        if number < short {
            self.push(number, width);
        } else {
            // One bit more; `number + short` is below 2^(width + 1), which may need all 33 bits.
            let long = u64::from(number) + u64::from(short);
            self.push((long >> 1) as u32, width);
            self.push((long & 1) as u32, 1);
        }
    }

    /// Appends an ascending list of different numbers below `end`, whose length the reader knows
    /// (Moffat and Stuiver, *Binary interpolative coding for effective index compression*,
    /// Information Retrieval 3, 2000): the middle one inside the bounds that its neighbours leave,
    /// then both halves. A run without gaps takes no bits.
    pub(super) fn push_ascending(&mut self, list: &[u32], end: u32) {
        self.interpolate(list, 0, end);
    }

    /// The same for numbers from `start` to before `end`.
    fn interpolate(&mut self, list: &[u32], start: u32, end: u32) {
        let count = list.len() as u32;
        if count == 0 || end - start == count {
            return;
        }
        let middle = list.len() / 2;
        let least = start + middle as u32;
        self.push_below(list[middle] - least, end - start - count + 1);
        self.interpolate(&list[..middle], start, list[middle]);
        self.interpolate(&list[middle + 1..], list[middle] + 1, end);
    }
}

/// For numbers below `range`: how many bits the short codes have, and how many short codes there are.
fn truncated(range: u32) -> (u32, u32) {
    let width = 31 - range.max(1).leading_zeros();
    let all = 1u64 << (width + 1);
    (width, (all - u64::from(range.max(1))) as u32)
}

/// Reads bits.
#[derive(Clone, Debug)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    /// The next byte to take.
    at: usize,
    /// Bits taken from the bytes and not read yet, at the high end.
    pending: u64,
    count: u32,
    /// Zeros that were read for want of bits.
    borrowed: u32,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            pending: 0,
            count: 0,
            borrowed: 0,
        }
    }

    /// Whether more was read than there is.
    pub(super) fn is_over(&self) -> bool {
        self.borrowed > self.count
    }

    fn refill(&mut self) {
        if let Some(chunk) = self
            .bytes
            .get(self.at..self.at + 4)
            .filter(|_| self.count <= 32)
        {
            let word = chunk
                .iter()
                .fold(0, |word, &byte| word << 8 | u64::from(byte));
            self.pending |= word << (32 - self.count);
            self.count += 32;
            self.at += 4;
            return;
        }
        while self.count <= 56 {
            let byte = self.bytes.get(self.at).copied();
            self.borrowed = self
                .borrowed
                .saturating_add(if byte.is_none() { 8 } else { 0 });
            self.pending |= u64::from(byte.unwrap_or_default()) << (56 - self.count);
            self.count += 8;
            self.at += 1;
        }
    }

    /// The next `width` bits, 32 at most.
    pub(super) fn read(&mut self, width: u32) -> u32 {
        if width == 0 {
            return 0;
        }
        if self.count < width {
            self.refill();
        }
        let number = (self.pending >> (64 - width)) as u32;
        self.skip(width);
        number
    }

    fn skip(&mut self, width: u32) {
        self.pending <<= width;
        self.count -= width;
    }

    fn below(&mut self, range: u32) -> u32 {
        let (width, short) = truncated(range);
        let number = self.read(width);
        if number < short {
            number
        } else {
            let long = u64::from(number) << 1 | u64::from(self.read(1));
            long.saturating_sub(u64::from(short)) as u32
        }
    }

    /// Appends the `count` numbers of an ascending list below `end`; `None` where that cannot be.
    pub(super) fn ascending(&mut self, count: u32, end: u32, out: &mut Vec<u32>) -> Option<()> {
        if count > end {
            return None;
        }
        self.interpolated(count, 0, end, out);
        (!self.is_over()).then_some(())
    }

    fn interpolated(&mut self, count: u32, start: u32, end: u32, out: &mut Vec<u32>) {
        if count == 0 {
            return;
        }
        if end - start == count {
            out.extend(start..end);
            return;
        }
        let middle = count / 2;
        // Below the range by its code, so that what is left to both sides always has room.
        let room = end - start - count;
        let number = start + middle + self.below(room + 1).min(room);
        self.interpolated(middle, start, number, out);
        out.push(number);
        self.interpolated(count - middle - 1, number + 1, end, out);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_survive(numbers in prop::collection::vec((any::<u32>(), 0u32..=32), 0..80)) {
            let mut writer = BitWriter::default();
            numbers.iter().for_each(|&(number, width)| writer.push(number, width));
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for (number, width) in numbers {
                let kept = (u64::from(number) & ((1u64 << width) - 1)) as u32;
                prop_assert_eq!(reader.read(width), kept);
            }
            prop_assert!(!reader.is_over());
        }

        #[test]
        fn ascending_lists_survive(
            list in prop::collection::btree_set(0u32..3000, 0..200),
            beyond in 0u32..5000,
        ) {
            let list: Vec<u32> = list.into_iter().collect();
            let end = list.last().map_or(0, |last| last + 1) + beyond;
            let mut writer = BitWriter::default();
            writer.push_ascending(&list, end);
            writer.push_ascending(&[0, u32::MAX - 1], u32::MAX);
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            let mut out = Vec::new();
            prop_assert!(reader.ascending(list.len() as u32, end, &mut out).is_some());
            prop_assert_eq!(&out, &list);
            out.clear();
            prop_assert!(reader.ascending(2, u32::MAX, &mut out).is_some());
            prop_assert_eq!(out, vec![0, u32::MAX - 1]);
        }

        /// Whatever the bytes are, a list comes out ascending or not at all.
        #[test]
        fn any_bytes_are_a_list_or_none(bytes: Vec<u8>, count in 0u32..300, end in 0u32..4000) {
            let mut out = Vec::new();
            if BitReader::new(&bytes).ascending(count, end, &mut out).is_some() {
                prop_assert_eq!(out.len() as u32, count);
                prop_assert!(out.windows(2).all(|pair| pair[0] < pair[1]));
                prop_assert!(out.last().is_none_or(|&last| last < end));
            }
        }
    }
}
