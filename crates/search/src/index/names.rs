//! The names of documents, front-coded: bytes shared with the name before (LEB128) of all, bytes that
//! follow of all, then those bytes. Names that count upwards come to nearly nothing when compressed.

use super::bytes::{Cursor, push_varint};

/// Bytes to a part of names, about, before compression.
const PART: usize = 32768;

/// The most names of a part: no reader makes room for more.
const MOST: usize = 1 << 16;

/// How many of these names go into a part.
pub(super) fn names_to_a_part<'a>(names: impl Iterator<Item = &'a str> + Clone) -> usize {
    let count = names.clone().count();
    let bytes = write(names).len();
    (count * PART / bytes).clamp(1, MOST)
}

/// A part with these names.
pub(super) fn write<'a>(names: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let (mut shared, mut rest, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    let (mut count, mut last) = (0, "");
    for name in names {
        let same = last
            .bytes()
            .zip(name.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        push_varint(&mut shared, same as u32);
        push_varint(&mut rest, (name.len() - same) as u32);
        letters.extend_from_slice(&name.as_bytes()[same..]);
        (count, last) = (count + 1, name);
    }
    let mut out = Vec::new();
    push_varint(&mut out, count);
    [shared, rest, letters]
        .iter()
        .for_each(|column| out.extend_from_slice(column));
    out
}

/// The names in a part, read.
#[derive(Clone, Debug)]
pub(super) struct Names {
    letters: String,
    /// Where each name ends.
    ends: Vec<u32>,
}

impl Names {
    /// Reads a part; `None` where it makes no sense.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor::new(bytes);
        let count = cursor.varint()? as usize;
        if count > MOST {
            return None;
        }
        let (shared, rest) = (cursor.column(count)?, cursor.column(count)?);
        let (mut letters, mut ends) = (Vec::new(), Vec::new());
        let mut last = 0usize;
        for (&shared, &rest) in shared.iter().zip(&rest) {
            let start = letters.len();
            let kept = last..last.checked_add(shared as usize)?;
            if kept.end > start {
                return None;
            }
            letters.extend_from_within(kept);
            letters.extend_from_slice(cursor.take(rest as usize)?);
            ends.push(letters.len() as u32);
            last = start;
        }
        let letters = String::from_utf8(letters).ok()?;
        Some(Self { letters, ends })
    }

    /// How many bytes it takes in memory.
    pub(super) fn size(&self) -> usize {
        self.letters.len() + size_of_val(self.ends.as_slice())
    }

    /// The name at a place; `None` where there is none.
    pub(super) fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)? as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        self.letters.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_survive(names in prop::collection::vec("(d0{0,3}[0-9]{0,3}|[é创]{0,3})", 1..40)) {
            let part = write(names.iter().map(String::as_str));
            let read = Names::read(&part).unwrap();
            for (place, name) in names.iter().enumerate() {
                prop_assert_eq!(read.get(place), Some(name.as_str()));
            }
            prop_assert_eq!(read.get(names.len()), None);
        }

        #[test]
        fn any_bytes_are_names_or_none(bytes: Vec<u8>, place in 0usize..100) {
            if let Some(names) = Names::read(&bytes) {
                names.get(place);
            }
        }
    }
}
