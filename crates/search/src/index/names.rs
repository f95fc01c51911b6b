//! The names of documents, front-coded: bytes shared with the name before (LEB128) of all, bytes that
//! follow of all, then those bytes. Names that count upwards come to nearly nothing when compressed.

use super::bytes::{Cursor, push_varint};

/// Documents to a part of names.
pub(super) const NAMES: usize = 4096;

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

/// The name at a place in a part; `None` where there is none.
pub(super) fn read(bytes: &[u8], place: usize) -> Option<String> {
    let mut cursor = Cursor::new(bytes);
    let count = cursor.varint()?;
    let column = |cursor: &mut Cursor| {
        (0..count)
            .map(|_| cursor.varint())
            .collect::<Option<Vec<_>>>()
    };
    let shared = column(&mut cursor)?;
    let rest = column(&mut cursor)?;
    let mut name = Vec::new();
    for (&shared, &rest) in shared.get(..=place)?.iter().zip(&rest) {
        name.truncate(shared as usize);
        name.extend_from_slice(cursor.take(rest as usize)?);
    }
    String::from_utf8(name).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_survive(names in prop::collection::vec("(d0{0,3}[0-9]{0,3}|[é创]{0,3})", 1..40)) {
            let part = write(names.iter().map(String::as_str));
            for (place, name) in names.iter().enumerate() {
                prop_assert_eq!(read(&part, place), Some(name.clone()));
            }
            prop_assert_eq!(read(&part, names.len()), None);
        }

        #[test]
        fn any_bytes_are_names_or_none(bytes: Vec<u8>, place in 0usize..100) {
            let _ = read(&bytes, place);
        }
    }
}
