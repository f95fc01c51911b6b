//! The posting list of a term: in which documents it stands, how often, and where it stands out.
//!
//! Lists follow each other in a file, in the adaptive code of [`super::range_coder`], whose chances
//! are kept apart by the lengths of the lists and go on learning from list to list. Of each posting:
//! the step from the document before in a Golomb-Rice code, the frequency less one in an Elias gamma
//! code, then whether the term is in the title and in a heading, where the list has such postings.
//! Frequencies are [`rough`]: what is left out stands with the positions ([`super::positions`]).

use super::range_coder::{Chance, Coder, RangeReader, RangeWriter};

/// A posting list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Postings {
    /// The documents, ascending.
    pub(crate) documents: Vec<u32>,
    /// How often the term stands in each of them, at least once; [`rough`] in an index.
    pub(crate) frequencies: Vec<u32>,
    /// The places in the list of those that have it in the title.
    pub(crate) titles: Vec<u32>,
    /// The places in the list of those that have it in a heading.
    pub(crate) headings: Vec<u32>,
}

/// How long the parts of a posting list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// How many documents have the term.
    pub(crate) documents: u32,
    /// How many have it in the title.
    pub(crate) titles: u32,
    /// How many have it in a heading.
    pub(crate) headings: u32,
}

impl Postings {
    /// How many bytes it takes in memory.
    pub(super) fn size(&self) -> usize {
        let numbers = 2 * self.documents.len() + self.titles.len() + self.headings.len();
        size_of::<Self>() + size_of::<u32>() * numbers
    }

    /// The lengths of its parts.
    pub(super) fn counts(&self) -> Counts {
        let count = |list: &[u32]| list.len() as u32;
        Counts {
            documents: count(&self.documents),
            titles: count(&self.titles),
            headings: count(&self.headings),
        }
    }

    /// Appends the list, among `all` documents.
    pub(super) fn write(&self, all: u32, chances: &mut Chances, out: &mut RangeWriter) {
        let counts = self.counts();
        let Spread { k, class } = Spread::of(counts, all);
        let chances = &mut chances.0[class];
        let (mut titles, mut headings) = (Members::new(&self.titles), Members::new(&self.headings));
        let mut next = 0;
        for (place, (&document, &frequency)) in
            (0..).zip(self.documents.iter().zip(&self.frequencies))
        {
            chances.gap(out, document - next, k, all - next);
            let beyond_once = chances.number(out, frequency - 1);
            if counts.titles > 0 {
                let chance = of_frequency(&mut chances.title, beyond_once);
                out.decide(titles.has(place), chance);
            }
            if counts.headings > 0 {
                let chance = of_frequency(&mut chances.heading, beyond_once);
                out.decide(headings.has(place), chance);
            }
            next = document + 1;
        }
    }

    /// The next list of these lengths; `None` where the bytes make none.
    pub(super) fn read(
        counts: Counts,
        all: u32,
        chances: &mut Chances,
        code: &mut RangeReader,
    ) -> Option<Self> {
        let mut list = Self::default();
        list.documents.reserve(counts.documents as usize);
        list.frequencies.reserve(counts.documents as usize);
        let Spread { k, class } = Spread::of(counts, all);
        let chances = &mut chances.0[class];
        let mut next = 0;
        for place in 0..counts.documents {
            let document = chances.gap(code, 0, k, all - next)?.checked_add(next)?;
            if document >= all {
                return None;
            }
            next = document + 1;
            list.documents.push(document);
            let beyond_once = chances.number(code, 0);
            list.frequencies.push(beyond_once.saturating_add(1));
            let mut stands_in = |count, chances, list: &mut Vec<u32>| {
                if count > 0 && code.decide(false, of_frequency(chances, beyond_once)) {
                    list.push(place);
                }
            };
            stands_in(counts.titles, &mut chances.title, &mut list.titles);
            stands_in(counts.headings, &mut chances.heading, &mut list.headings);
        }
        let whole = list.counts() == counts && !code.is_over();
        whole.then_some(list)
    }
}

/// A frequency in three bits: to 8 as it is, and from there the lowest of those that are told as one,
/// less than a quarter below. That often, a word counts for the same in any ranking, and a list would
/// pay a hundredth of its bytes for the difference.
pub(super) fn rough(frequency: u32) -> u32 {
    let beyond_once = frequency.saturating_sub(1);
    let left_out = left_out(frequency);
    (beyond_once >> left_out << left_out) + 1
}

/// How many bits of a frequency are left out; the rough one tells as well as the exact one.
pub(super) fn left_out(frequency: u32) -> u32 {
    let bits = 32 - frequency.saturating_sub(1).leading_zeros();
    bits.saturating_sub(KEPT)
}

/// Bits of a frequency less one that are kept.
const KEPT: u32 = 3;

/// Goes through an ascending list of places in step.
struct Members<'a>(&'a [u32]);

impl<'a> Members<'a> {
    fn new(members: &'a [u32]) -> Self {
        Self(members)
    }

    /// Whether this place, which is beyond all that was asked for before, is in the list.
    fn has(&mut self, place: u32) -> bool {
        let is_next = self.0.first() == Some(&place);
        self.0 = &self.0[usize::from(is_next)..];
        is_next
    }
}

/// How a list is coded: by what half of its steps would be below if it were spread evenly.
#[derive(Clone, Copy)]
struct Spread {
    /// The Golomb-Rice parameter of the steps: the half, as a power of two (Gallager and van Voorhis,
    /// *Optimal source codes for geometrically distributed integer alphabets*, 1975).
    k: u32,
    /// Which chances go for the list: four to every doubling of the half.
    class: usize,
}

impl Spread {
    fn of(counts: Counts, all: u32) -> Self {
        // 64ths of the half; ln 2 is 44.4 of them.
        let half = (u64::from(all) * 44 / u64::from(counts.documents.max(1))).max(32);
        let log = half.ilog2();
        let quarter = half >> (log - 2) & 3;
        let class = (log as usize - 5) * 4 + quarter as usize;
        Self {
            k: log.saturating_sub(6),
            class: class.min(CLASSES - 1),
        }
    }
}

/// Classes of lists, enough for the rarest term among four thousand million documents.
const CLASSES: usize = 34 * 4;

/// What is expected of lists, by class.
#[derive(Clone, Debug)]
pub(super) struct Chances(Vec<ListChances>);

impl Default for Chances {
    fn default() -> Self {
        Self((0..CLASSES).map(ListChances::new).collect())
    }
}

/// Lengths of numbers, in bits, that are told apart.
const LENGTHS: usize = 16;

#[derive(Clone, Debug)]
struct ListChances {
    /// Whether a step is greater still, by how often it was.
    quotient: [Chance; 4],
    /// The highest bit of what is left of it.
    remainder: Chance,
    /// Whether a number is longer still, by the bits that it has.
    length: [Chance; LENGTHS],
    /// The two bits after its highest, by its length and by the first of them.
    mantissa: [[Chance; 3]; LENGTHS],
    /// Whether the term is in the title, by the frequency.
    title: [Chance; 4],
    /// The same for headings.
    heading: [Chance; 4],
}

impl ListChances {
    /// What is expected of a list of this class: steps as in a list spread evenly; frequencies as in
    /// English prose (novels and essays of about a thousand words), where rare words are rarely said twice.
    fn new(class: usize) -> Self {
        const ONCE: [u16; 8] = [12, 37, 50, 54, 56, 57, 58, 60];
        const QUOTIENT: [u16; 4] = [29, 25, 22, 20];
        const QUOTIENT_OF_COMMON: [u16; 4] = [62, 61, 54, 47];
        let (octave, quarter) = (class / 4, class % 4);
        let quotient = if octave == 0 {
            QUOTIENT_OF_COMMON
        } else {
            QUOTIENT
        }[quarter];
        let common = Chance::of_no(if octave == 0 { 20 } else { 48 });
        let mut length = [common, common, common, common, Chance::of_no(60)];
        length[0] = Chance::of_no(ONCE[octave.min(ONCE.len() - 1)]);
        Self {
            quotient: [Chance::of_no(quotient); 4],
            remainder: Chance::of_no(36),
            length: std::array::from_fn(|at| length[at.min(length.len() - 1)]),
            mantissa: [[Chance::of_no(34); 3]; LENGTHS],
            title: [60, 56, 50, 44].map(Chance::of_no),
            heading: [60, 56, 50, 44].map(Chance::of_no),
        }
    }

    /// A step that is below `end`; `None` where what is read is not.
    fn gap(&mut self, coder: &mut impl Coder, gap: u32, k: u32, end: u32) -> Option<u32> {
        let mut quotient = 0u32;
        while coder.decide(
            quotient < gap >> k,
            &mut self.quotient[quotient.min(3) as usize],
        ) {
            quotient += 1;
            if quotient > end >> k {
                return None;
            }
        }
        if k == 0 {
            return Some(quotient);
        }
        let high = coder.decide(gap >> (k - 1) & 1 == 1, &mut self.remainder);
        Some(quotient << k | u32::from(high) << (k - 1) | coder.plain(gap, k - 1))
    }

    /// A frequency less one, as roughly as it is told.
    fn number(&mut self, coder: &mut impl Coder, number: u32) -> u32 {
        let bits = 32 - number.leading_zeros();
        let mut length = 0u32;
        while length < 32 && coder.decide(length < bits, &mut self.length[class(length)]) {
            length += 1;
        }
        let Some(below) = length.checked_sub(1) else {
            return 0;
        };
        let chances = &mut self.mantissa[class(length)];
        let left_out = below.saturating_sub(KEPT - 1);
        let (mut high, mut node) = (1, 0);
        for at in (left_out..below).rev() {
            let bit = coder.decide(number >> at & 1 == 1, &mut chances[node]);
            high = high << 1 | u32::from(bit);
            node = 1 + usize::from(bit);
        }
        high << left_out
    }
}

/// The chance that goes for a frequency less one: a word that is said often is what the text is about.
fn of_frequency(chances: &mut [Chance; 4], beyond_once: u32) -> &mut Chance {
    let bits = 32 - beyond_once.leading_zeros();
    &mut chances[bits.min(3) as usize]
}

/// The class of a number's length.
fn class(length: u32) -> usize {
    (length as usize).min(LENGTHS - 1)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Posting lists over fewer than 5,000 documents.
    pub(in crate::index) fn lists() -> impl Strategy<Value = Postings> {
        let rows = prop::collection::btree_map(0u32..5000, (1u32..300, 0u8..16), 1..400);
        rows.prop_map(|rows| {
            let mut list = Postings::default();
            for (at, (document, (frequency, fields))) in (0..).zip(rows) {
                list.documents.push(document);
                list.frequencies.push(frequency);
                if fields & 1 == 1 {
                    list.titles.push(at);
                }
                if fields >= 12 {
                    list.headings.push(at);
                }
            }
            list
        })
    }

    /// What a list tells.
    pub(in crate::index) fn told(mut list: Postings) -> Postings {
        let frequencies = list.frequencies.iter_mut();
        frequencies.for_each(|frequency| *frequency = rough(*frequency));
        list
    }

    proptest! {
        #[test]
        fn a_rough_frequency_is_near(frequency in 1u32..=u32::MAX) {
            let told = rough(frequency);
            prop_assert!(told <= frequency && u64::from(frequency - told) * 4 < u64::from(frequency), "{}", told);
            prop_assert_eq!(rough(told), told);
            prop_assert_eq!(left_out(told), left_out(frequency));
            prop_assert!(frequency > 8 || told == frequency);
        }

        #[test]
        fn lists_survive(lists in prop::collection::vec(lists(), 0..4)) {
            let (mut writer, mut chances) = (RangeWriter::default(), Chances::default());
            lists.iter().for_each(|list| list.write(5000, &mut chances, &mut writer));
            let bytes = writer.finish();
            let (mut code, mut chances) = (RangeReader::new(&bytes), Chances::default());
            for list in lists {
                let read = Postings::read(list.counts(), 5000, &mut chances, &mut code).unwrap();
                prop_assert_eq!(read, told(list));
            }
        }
    }
}
