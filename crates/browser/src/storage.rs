//! What the reader's browser keeps for this site: texts, and bytes written as text.

use gloo_storage::{LocalStorage, Storage};
use thiserror::Error;

use crate::surface::stored;

/// Why something could not be kept.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("this browser keeps nothing for the site (private window, or its store is full): {0}")]
pub struct NotKept(pub String);

/// The text kept under this key.
pub fn text(key: &str) -> Option<String> {
    LocalStorage::raw().get_item(&stored(key)).ok().flatten()
}

/// Keeps a text under this key.
pub fn keep_text(key: &str, text: &str) -> Result<(), NotKept> {
    let kept = LocalStorage::raw().set_item(&stored(key), text);
    kept.map_err(|_| NotKept("it refuses a text".to_owned()))
}

/// Forgets what is kept under this key.
pub fn forget(key: &str) {
    LocalStorage::delete(stored(key));
}

/// The bytes kept under this key: `Ok(None)` where nothing was, an error where what is there is
/// not such bytes, so that nobody takes it for nothing and writes over it.
pub fn bytes(key: &str) -> Result<Option<Vec<u8>>, String> {
    match text(key) {
        None => Ok(None),
        Some(text) => crate::base64::decode(&text)
            .map(Some)
            .ok_or_else(|| "the browser's store holds something else".to_owned()),
    }
}
