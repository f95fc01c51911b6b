//! What the reader's browser keeps for this site.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// Why something could not be kept.
#[derive(Debug, Error)]
#[error("this browser keeps nothing for the site (private window, or its store is full)")]
pub struct NotKept;

/// What was kept under this key: `Ok(None)` where nothing was, an error where what is there cannot
/// be read, so that nobody takes it for nothing and writes over it.
pub fn read<T: DeserializeOwned>(key: &str) -> Result<Option<T>, String> {
    match LocalStorage::get::<T>(key) {
        Ok(value) => Ok(Some(value)),
        Err(StorageError::KeyNotFound(_)) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// Keeps a value under this key.
pub fn write<T: Serialize>(key: &str, value: T) -> Result<(), NotKept> {
    LocalStorage::set(key, value).map_err(|_| NotKept)
}

/// Whether anything is kept under this key.
pub fn has(key: &str) -> bool {
    LocalStorage::raw().get_item(key).is_ok_and(|value| value.is_some())
}
