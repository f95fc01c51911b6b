//! Chances by context: what is expected of a decision by what is known when it is made. There are far
//! more contexts than places for them, so they are found by a hash, and a new one takes the place of
//! what was there.

use super::range_coder::{Chance, Coder, EVEN};

/// Chances of as many contexts as there is room for.
#[derive(Clone, Debug)]
pub(super) struct Contexts {
    /// The chance of each place, then eight bits by which the context that has it is told from others.
    /// Nought where there is none: room is had for nothing.
    places: Vec<u32>,
}

/// What tells contexts apart, in the highest bits of a place.
const CHECK: u32 = 0xff00_0000;

/// What is known, of several things.
pub(super) fn known(things: &[u32]) -> u32 {
    things
        .iter()
        .fold(0x811c_9dc5, |hash, &thing| mix(hash ^ thing))
}

fn mix(hash: u32) -> u32 {
    let hash = hash.wrapping_mul(0x9e37_79b1);
    hash ^ hash >> 15
}

impl Contexts {
    /// Room for two to the `bits` contexts, 24 at most.
    pub(super) fn new(bits: u32) -> Self {
        Self {
            places: vec![0; 1 << bits],
        }
    }

    /// The place of a context, cleared where another one had it.
    fn place(&mut self, context: u32) -> usize {
        let at = context as usize & (self.places.len() - 1);
        if (self.places[at] ^ context) & CHECK != 0 {
            self.places[at] = context & CHECK;
        }
        at
    }

    /// The decision at a `node` of a tree, by what is known: each thing is closer than the one before.
    #[inline]
    pub(super) fn decide<const N: usize>(
        &mut self,
        coder: &mut impl Coder,
        bit: bool,
        known: &[u32; N],
        node: u32,
    ) -> bool {
        let (mut places, mut no) = ([0; N], EVEN);
        for (place, known) in places.iter_mut().zip(known) {
            *place = self.place(mix(known ^ node));
            no = Chance::of_bits(self.places[*place]).blend(no);
        }
        let bit = coder.decision(bit, no);
        for at in places {
            let place = &mut self.places[at];
            let mut chance = Chance::of_bits(*place);
            chance.learn(bit);
            *place = *place & CHECK | chance.to_bits();
        }
        bit
    }

    /// A number in an Elias gamma code, of which the length and two bits are expected.
    pub(super) fn number<const N: usize>(
        &mut self,
        coder: &mut impl Coder,
        number: u32,
        known: &[u32; N],
    ) -> u32 {
        let bits = 32 - number.leading_zeros();
        let mut length = 0;
        while length < 32 && self.decide(coder, length < bits, known, length) {
            length += 1;
        }
        let Some(below) = length.checked_sub(1) else {
            return 0;
        };
        let plain = below.saturating_sub(2);
        let high = self.tree(
            coder,
            number >> plain,
            below - plain,
            mix(known[0] ^ !length),
        );
        (1 << below) | high << plain | coder.plain(number, plain)
    }

    /// The low `width` bits of a number, each expected by those before it.
    pub(super) fn tree(
        &mut self,
        coder: &mut impl Coder,
        number: u32,
        width: u32,
        known: u32,
    ) -> u32 {
        self.bounded(coder, number, width, None, &[known], &[known])
    }

    /// The same for a number that is not below `least`, if there is one: as long as all its bits are those
    /// of the least, what is known is `bounded`, then `free`.
    pub(super) fn bounded<const N: usize, const M: usize>(
        &mut self,
        coder: &mut impl Coder,
        number: u32,
        width: u32,
        mut least: Option<u32>,
        bounded: &[u32; N],
        free: &[u32; M],
    ) -> u32 {
        let mut node = 1;
        for at in (0..width).rev() {
            let bit = number >> at & 1 == 1;
            let bound = least.map(|least| least >> at & 1 == 1);
            let bit = match bound {
                Some(true) => true,
                Some(false) => self.decide(coder, bit, bounded, node),
                None => self.decide(coder, bit, free, node),
            };
            least = least.filter(|_| bound == Some(bit));
            node = node << 1 | u32::from(bit);
        }
        node - (1 << width)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::range_coder::{RangeReader, RangeWriter};
    use super::*;

    /// Codes a number of so many bits in all ways; returns it as often.
    fn code(
        contexts: &mut Contexts,
        coder: &mut impl Coder,
        number: u32,
        least: u32,
        width: u32,
    ) -> [u32; 3] {
        let (near, free) = ([width], [width, least]);
        [
            contexts.number(coder, number, &near),
            contexts.tree(coder, number, width, width),
            contexts.bounded(coder, number, width, Some(least), &near, &free),
        ]
    }

    proptest! {
        #[test]
        fn numbers_survive(
            numbers in prop::collection::vec((any::<u32>(), any::<u32>(), 1u32..24), 0..200),
        ) {
            let numbers = numbers.iter().map(|&(number, least, width)| {
                let number = number & ((1 << width) - 1);
                (number, least.min(number), width)
            });
            let (mut writer, mut contexts) = (RangeWriter::default(), Contexts::new(4));
            for (number, least, width) in numbers.clone() {
                code(&mut contexts, &mut writer, number, least, width);
            }
            let bytes = writer.finish();
            let (mut reader, mut contexts) = (RangeReader::new(&bytes), Contexts::new(4));
            for (number, least, width) in numbers {
                prop_assert_eq!(code(&mut contexts, &mut reader, 0, least, width), [number; 3]);
            }
        }
    }
}
