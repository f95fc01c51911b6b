//! How terms in byte order are spelt: how many characters a term shares with the one before, then its
//! further bytes and a nought, all in an adaptive code.

use super::contexts::{Contexts, known};
use super::range_coder::Coder;

/// Room for the contexts of a page's terms.
const BITS: u32 = 15;

/// What decisions are about.
const SHARED: u32 = 1;
const CLASS: u32 = 2;
const BYTE: u32 = 3;

/// Known of a byte that is not less than the one which the term before has there.
const BOUNDED: u32 = 2;

/// Codes one term after the other.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    contexts: Contexts,
    /// The term before, and the present one as far as it goes.
    term: Vec<u8>,
    /// How many characters the last term shared with the one before it.
    shared: u32,
}

/// What a term has in common with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix {
    /// Bytes that they share, never cutting a character.
    pub(super) shared: usize,
    /// Characters of the term behind them.
    pub(super) rest: u32,
}

impl Default for Spelling {
    fn default() -> Self {
        Self {
            contexts: Contexts::new(BITS),
            term: Vec::new(),
            shared: 0,
        }
    }
}

impl Spelling {
    /// Codes the next term; `None` where nothing is left to read.
    pub(super) fn code(&mut self, coder: &mut impl Coder, term: &[u8]) -> Option<Prefix> {
        let shared = self.shared(coder, term);
        let before = self.term.split_off(shared);
        // Where the terms part, the later one has the later character.
        let least = &before[..first_character(&before)];
        let mut prefix = Prefix { shared, rest: 0 };
        let (mut begin, mut end) = (shared, shared);
        loop {
            let at = self.term.len();
            if at == end {
                begin = at;
            }
            let parts_here = begin == shared;
            let bounded = parts_here && least.starts_with(&self.term[begin..]);
            let least = least.get(at - begin).filter(|_| bounded).copied();
            let byte = term.get(at).copied().unwrap_or_default();
            let byte = self.byte(coder, byte, begin, parts_here, least);
            if byte == 0 {
                return Some(prefix);
            }
            if coder.is_over() {
                return None;
            }
            if at == begin {
                prefix.rest += 1;
                end = at + length(byte);
            }
            self.term.push(byte);
        }
    }

    /// The term that was coded.
    pub(super) fn term(&self) -> &[u8] {
        &self.term
    }

    /// How many bytes a term shares with the one before.
    fn shared(&mut self, coder: &mut impl Coder, term: &[u8]) -> usize {
        let before = &self.term;
        let (mut bytes, mut characters) = (0, 0u32);
        let mut left = count_characters(before);
        while left > 0 {
            let end = bytes + first_character(&before[bytes..]);
            let same = term.get(..end) == before.get(..end);
            // What the terms before had in common, this one is likely to have as well.
            let beyond = (characters + 5).saturating_sub(self.shared).min(10);
            let closer = [
                known(&[SHARED, beyond]),
                known(&[SHARED, beyond, left.min(4)]),
                known(&[SHARED, beyond, left.min(4), characters]),
            ];
            if !self.contexts.decide(coder, same, &closer, 0) {
                break;
            }
            (bytes, characters, left) = (end, characters + 1, left - 1);
        }
        self.shared = characters;
        bytes
    }

    /// The next byte, of the character that begins at `begin`, and which is not below `least`.
    fn byte(
        &mut self,
        coder: &mut impl Coder,
        byte: u8,
        begin: usize,
        parts_here: bool,
        least: Option<u8>,
    ) -> u8 {
        let (before, here) = self.term.split_at(begin);
        let parts = u32::from(parts_here);
        let contexts = &mut self.contexts;
        if !here.is_empty() {
            let here = here
                .iter()
                .fold(BYTE, |here, &byte| here << 8 | u32::from(byte));
            let any = known(&[here]);
            let (bounded, free) = (known(&[here, BOUNDED]), known(&[here, parts]));
            let (byte, least) = (u32::from(byte), least.map(u32::from));
            return contexts.bounded(coder, byte, 8, least, &[any, bounded], &[any, free]) as u8;
        }
        let mut before = before.iter().rev().map(|&byte| u32::from(byte));
        let one = before.next().unwrap_or_default();
        let two = before.next().unwrap_or_default();
        let bounded = [known(&[CLASS, BOUNDED])];
        let free = [
            known(&[CLASS, parts]),
            known(&[CLASS, parts, one]),
            known(&[CLASS, parts, one, two]),
        ];
        let least_class = least.map(class);
        let class = contexts.bounded(coder, class(byte), 5, least_class, &bounded, &free);
        match class {
            END => 0,
            FIRST_LETTER..FURTHER => (class - FIRST_LETTER) as u8 + b'a',
            _ => {
                let within = [known(&[BYTE, class])];
                let least = least.filter(|_| least_class == Some(class)).map(u32::from);
                contexts.bounded(coder, u32::from(byte), 8, least, &within, &within) as u8
            }
        }
    }
}

/// Classes of bytes, in the order of the bytes: the end, what is below the letters, each letter, and
/// all beyond.
const END: u32 = 0;
const BELOW: u32 = 1;
const FIRST_LETTER: u32 = 2;
const FURTHER: u32 = 28;

fn class(byte: u8) -> u32 {
    match byte {
        0 => END,
        1..b'a' => BELOW,
        b'a'..=b'z' => u32::from(byte - b'a') + FIRST_LETTER,
        _ => FURTHER,
    }
}

/// How many bytes the character takes that begins with this one.
fn length(byte: u8) -> usize {
    match byte {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// How many bytes the first character takes.
fn first_character(bytes: &[u8]) -> usize {
    let further = bytes.iter().skip(1);
    let further = further.take_while(|&&byte| !begins_character(byte));
    further.count() + usize::from(!bytes.is_empty())
}

fn count_characters(bytes: &[u8]) -> u32 {
    let begins = bytes.iter().filter(|&&byte| begins_character(byte));
    begins.count() as u32
}

fn begins_character(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::range_coder::{RangeReader, RangeWriter};
    use super::*;

    proptest! {
        #[test]
        fn terms_survive(terms in prop::collection::btree_set("[a-c5é創新𠮷]{1,6}|\\PC{1,5}", 1..60)) {
            let (mut writer, mut spelling) = (RangeWriter::default(), Spelling::default());
            let write = |term: &String| spelling.code(&mut writer, term.as_bytes()).unwrap();
            let prefixes: Vec<Prefix> = terms.iter().map(write).collect();
            let bytes = writer.finish();
            let (mut reader, mut spelling) = (RangeReader::new(&bytes), Spelling::default());
            let mut last = String::new();
            for (term, prefix) in terms.into_iter().zip(prefixes) {
                prop_assert_eq!(spelling.code(&mut reader, b""), Some(prefix));
                prop_assert_eq!(spelling.term(), term.as_bytes());
                let mut alike = last.chars().zip(term.chars()).take_while(|(a, b)| a == b);
                let shared = alike.by_ref().map(|(character, _)| character.len_utf8()).sum::<usize>();
                prop_assert_eq!(prefix.shared, shared);
                prop_assert_eq!(prefix.rest as usize, term[shared..].chars().count());
                last = term;
            }
        }

        #[test]
        fn any_bytes_come_to_an_end(bytes: Vec<u8>) {
            let (mut reader, mut spelling) = (RangeReader::new(&bytes), Spelling::default());
            while spelling.code(&mut reader, b"").is_some_and(|_| !reader.is_over()) {}
        }
    }
}
