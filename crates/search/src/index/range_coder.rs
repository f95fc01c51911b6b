//! An adaptive binary range coder, as in LZMA (Martin, *Range encoding*, 1979; Pavlov's carry-less
//! form of it): each yes or no takes as many bits as it was unexpected. Reading beyond the end gives
//! zeros, and is told by [`Coder::is_over`].

/// Bits of a probability.
const PRECISION: u32 = 15;

/// The most that a chance has seen, as far as it cares: from then on it learns slowly, and forgets.
const SEEN: u8 = 200;

/// What a chance has seen before anything was, so that its first value weighs something.
const PRIOR: u8 = 24;

/// A no as probable as a yes.
pub(super) const EVEN: u16 = 1 << (PRECISION - 1);

/// Bounds of a chance.
const LEAST_CHANCE: u16 = 31;
const MOST_CHANCE: u16 = (1 << PRECISION) - LEAST_CHANCE;

/// Bits of a number that are coded at once.
const AT_ONCE: u32 = 12;

/// Below this the range is widened by a byte.
const LEAST: u32 = 1 << 24;

/// How probable a no is: the mean of what was seen, then a moving one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance {
    no: u16,
    seen: u8,
}

impl Chance {
    /// A chance of so many in 64 for a no, as if it had been seen in [`PRIOR`] decisions.
    pub(super) const fn of_no(in_64: u16) -> Self {
        Self {
            no: in_64 << (PRECISION - 6),
            seen: PRIOR,
        }
    }

    /// A chance in 24 bits; nought is one of which nothing is known.
    pub(super) fn of_bits(bits: u32) -> Self {
        let seen = (bits >> 16) as u8;
        Self {
            no: if seen == 0 { EVEN } else { bits as u16 },
            seen,
        }
    }

    /// The same for a chance that has learnt.
    pub(super) fn to_bits(self) -> u32 {
        u32::from(self.seen) << 16 | u32::from(self.no)
    }

    /// What this chance makes of that of a wider context: it counts for what it has seen, the other for
    /// a few decisions.
    pub(super) fn blend(self, wider: u16) -> u16 {
        let more = i32::from(self.no) - i32::from(wider);
        let weight = i32::from(WEIGHT[usize::from(self.seen)]);
        (i32::from(wider) + ((more * weight) >> 16)) as u16
    }

    pub(super) fn learn(&mut self, bit: bool) {
        let rate = u32::from(RATE[usize::from(self.seen)]);
        // Never nought and never sure: either would make the other decision impossible.
        if bit {
            self.no -= ((u32::from(self.no - LEAST_CHANCE) * rate) >> 16) as u16;
        } else {
            self.no += ((u32::from(MOST_CHANCE - self.no) * rate) >> 16) as u16;
        }
        self.seen = (self.seen + 1).min(SEEN);
    }
}

/// The share of the next decision in a chance that has seen so many, of 65,536.
static RATE: [u16; SEEN as usize + 1] = {
    let mut rates = [0; SEEN as usize + 1];
    let mut seen = 0;
    while seen < rates.len() {
        rates[seen] = (65_535 / (seen + 1)) as u16;
        seen += 1;
    }
    rates
};

/// The weight of a chance that has seen so many, of 65,536, beside that of a wider context, which counts
/// for two and a half.
static WEIGHT: [u16; SEEN as usize + 1] = {
    let mut weights = [0; SEEN as usize + 1];
    let mut seen = 0;
    while seen < weights.len() {
        weights[seen] = (65_535 * 2 * seen / (5 + 2 * seen)) as u16;
        seen += 1;
    }
    weights
};

/// Codes decisions. What is written and what is read is told once, for both: a writer appends what it
/// is given and returns it, a reader returns what it finds, whatever it is given.
pub(super) trait Coder {
    /// A decision that is a no with this chance.
    fn decision(&mut self, bit: bool, no: u16) -> bool;

    /// The low `width` bits of a number (32 at most), of which nothing is expected.
    fn plain(&mut self, number: u32, width: u32) -> u32;

    /// Whether more was read than there is.
    fn is_over(&self) -> bool;

    /// A decision by a chance that learns from it.
    fn decide(&mut self, bit: bool, chance: &mut Chance) -> bool {
        let bit = self.decision(bit, chance.no);
        chance.learn(bit);
        bit
    }
}

/// Writes decisions.
#[derive(Debug)]
pub(super) struct RangeWriter {
    low: u64,
    range: u32,
    /// The last byte that a carry may still change, and how many bytes of ones follow it.
    cache: Option<u8>,
    ones: usize,
    bytes: Vec<u8>,
}

impl Default for RangeWriter {
    fn default() -> Self {
        Self {
            low: 0,
            range: u32::MAX,
            cache: None,
            ones: 0,
            bytes: Vec::new(),
        }
    }
}

impl Coder for RangeWriter {
    fn decision(&mut self, bit: bool, no: u16) -> bool {
        let bound = (self.range >> PRECISION) * u32::from(no);
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
        } else {
            self.range = bound;
        }
        self.widen();
        bit
    }

    fn plain(&mut self, number: u32, width: u32) -> u32 {
        let mut left = width;
        while left > 0 {
            let here = left.min(AT_ONCE);
            left -= here;
            self.range >>= here;
            self.low += u64::from(self.range) * u64::from(number >> left & ((1 << here) - 1));
            self.widen();
        }
        number
    }

    fn is_over(&self) -> bool {
        false
    }
}

impl RangeWriter {
    fn widen(&mut self) {
        while self.range < LEAST {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        if self.low < 0xff00_0000 || self.low > u64::from(u32::MAX) {
            let carry = (self.low >> 32) as u8;
            if let Some(cache) = self.cache {
                self.bytes.push(cache.wrapping_add(carry));
            }
            let ones = std::mem::take(&mut self.ones);
            self.bytes
                .extend(std::iter::repeat_n(carry.wrapping_sub(1), ones));
            self.cache = Some((self.low >> 24) as u8);
        } else {
            self.ones += 1;
        }
        self.low = (self.low << 8) & u64::from(u32::MAX);
    }

    /// About how many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + self.ones + usize::from(self.cache.is_some())
    }

    /// The bytes. Zeros at the end are left out: the reader finds them there anyway.
    pub(super) fn finish(mut self) -> Vec<u8> {
        (0..5).for_each(|_| self.shift());
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }
}

/// How many zeros a reader may find behind the end: what the writer leaves out, and what the reader
/// takes ahead.
const AHEAD: u32 = 8;

/// Reads decisions.
#[derive(Clone, Debug)]
pub(super) struct RangeReader<'a> {
    bytes: &'a [u8],
    range: u32,
    code: u32,
    borrowed: u32,
}

impl<'a> RangeReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self {
            bytes,
            range: u32::MAX,
            code: 0,
            borrowed: 0,
        };
        (0..4).for_each(|_| reader.take());
        reader
    }

    fn take(&mut self) {
        let byte = match self.bytes.split_first() {
            Some((byte, rest)) => {
                self.bytes = rest;
                *byte
            }
            None => {
                self.borrowed = self.borrowed.saturating_add(1);
                0
            }
        };
        self.code = self.code << 8 | u32::from(byte);
    }

    fn widen(&mut self) {
        while self.range < LEAST {
            self.range <<= 8;
            self.take();
        }
    }
}

impl Coder for RangeReader<'_> {
    fn decision(&mut self, _: bool, no: u16) -> bool {
        let bound = (self.range >> PRECISION) * u32::from(no);
        let bit = self.code >= bound;
        if bit {
            self.code -= bound;
            self.range -= bound;
        } else {
            self.range = bound;
        }
        self.widen();
        bit
    }

    fn plain(&mut self, _: u32, width: u32) -> u32 {
        let (mut number, mut left) = (0, width);
        while left > 0 {
            let here = left.min(AT_ONCE);
            left -= here;
            self.range >>= here;
            let bits = (self.code / self.range).min((1 << here) - 1);
            self.code -= bits * self.range;
            number = number << here | bits;
            self.widen();
        }
        number
    }

    fn is_over(&self) -> bool {
        self.borrowed > AHEAD
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn decisions_survive(
            decisions in prop::collection::vec((any::<bool>(), 0usize..3, any::<u32>(), 0u32..=32), 0..300),
            often: bool,
        ) {
            let chances = || [Chance::of_no(1), Chance::of_no(32), Chance::of_no(63)];
            let (mut writer, mut here) = (RangeWriter::default(), chances());
            let bit = |bit: bool, number: u32| if often { number.is_multiple_of(64) } else { bit };
            for &(yes, chance, number, width) in &decisions {
                writer.decide(bit(yes, number), &mut here[chance]);
                writer.plain(number, width);
            }
            let bytes = writer.finish();
            let (mut reader, mut here) = (RangeReader::new(&bytes), chances());
            for (yes, chance, number, width) in decisions {
                prop_assert_eq!(reader.decide(false, &mut here[chance]), bit(yes, number));
                prop_assert_eq!(u64::from(reader.plain(0, width)), u64::from(number) & ((1u64 << width) - 1));
            }
            prop_assert!(!reader.is_over());
        }
    }

    /// A rare yes costs little where a no is expected.
    #[test]
    fn the_expected_is_cheap() {
        let (mut writer, mut chance) = (RangeWriter::default(), Chance::of_no(32));
        (0..8000).for_each(|at| {
            writer.decide(at % 100 == 0, &mut chance);
        });
        assert!(writer.finish().len() < 100);
    }
}
