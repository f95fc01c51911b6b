//! What was made for a text not long ago.

use std::collections::VecDeque;

use xxhash_rust::xxh64::xxh64;

/// The latest values, by the texts that they were made for.
pub struct Recent<T> {
    values: VecDeque<(u64, T)>,
    most: usize,
}

impl<T: Clone> Recent<T> {
    /// Keeps so many at most.
    pub fn new(most: usize) -> Self {
        Self {
            values: VecDeque::with_capacity(most),
            most,
        }
    }

    /// What was made for this text.
    pub fn get(&self, text: &str) -> Option<T> {
        let wanted = key(text);
        let value = self.values.iter().find(|(key, _)| *key == wanted);
        value.map(|(_, value)| value.clone())
    }

    /// Keeps what was made for this text in the place of what it had before, or of the oldest.
    pub fn keep(&mut self, text: &str, value: T) {
        let new = key(text);
        self.values.retain(|(key, _)| *key != new);
        if self.values.len() == self.most {
            self.values.pop_front();
        }
        self.values.push_back((new, value));
    }
}

/// Long texts are told apart by their hash.
fn key(text: &str) -> u64 {
    xxh64(text.as_bytes(), 0)
}
