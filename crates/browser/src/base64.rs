//! Bytes as text and back, by the browser's own functions.

use crate::document::window;

/// The bytes of a text in base64; `None` where it is none.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let binary = window()?.atob(text.trim()).ok()?;
    binary
        .chars()
        .map(|unit| u8::try_from(u32::from(unit)).ok())
        .collect()
}

/// Bytes as base64.
pub(crate) fn encode(bytes: &[u8]) -> Option<String> {
    let binary: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    window()?.btoa(&binary).ok()
}
