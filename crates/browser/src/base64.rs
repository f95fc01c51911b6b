//! Bytes that were written as text, by the browser's own function.

use crate::document::window;

/// The bytes of a text in base64; `None` where it is none.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let binary = window()?.atob(text.trim()).ok()?;
    binary
        .chars()
        .map(|unit| u8::try_from(u32::from(unit)).ok())
        .collect()
}
