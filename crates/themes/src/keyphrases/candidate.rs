//! What may be a key phrase, and what is known about it.

use std::collections::HashMap;

/// A run of words that may be a key phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The same for all forms of the phrase, in every text of the language.
    pub key: u64,
    /// What share of its occurrences stands by itself: with no content word before it or behind.
    pub whole: f32,
    /// What it scores by, in the order of its script's weights.
    pub features: Vec<f32>,
    /// Where it stands: first scalar and the one behind the last.
    pub places: Vec<(u32, u32)>,
}

impl Candidate {
    /// The phrase in the form in which the text has it most often, of several in the first: on one line
    /// and without soft hyphens.
    pub fn form(&self, text: &[char]) -> String {
        let mut forms: Vec<(String, usize)> = Vec::new();
        for &(start, end) in &self.places {
            let written = text.get(start as usize..end as usize).unwrap_or_default();
            let kept: String = written
                .iter()
                .filter(|&&scalar| scalar != '\u{ad}')
                .collect();
            let form = kept.split_whitespace().collect::<Vec<_>>().join(" ");
            match forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, count)) => *count += 1,
                None => forms.push((form, 1)),
            }
        }
        let most = forms.iter().map(|(_, count)| *count).max();
        let mut forms = forms.into_iter();
        forms
            .find(|(_, count)| Some(*count) == most)
            .map_or_else(String::new, |(form, _)| form)
    }
}

/// Values by key in the order in which the keys came.
pub(super) struct Ordered<T> {
    places: HashMap<u64, usize>,
    pub(super) values: Vec<(u64, T)>,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self {
            places: HashMap::new(),
            values: Vec::new(),
        }
    }
}

impl<T> Ordered<T> {
    /// Where the value of a key stands.
    pub(super) fn place(&self, key: u64) -> Option<usize> {
        self.places.get(&key).copied()
    }

    pub(super) fn entry(&mut self, key: u64, new: impl FnOnce() -> T) -> &mut T {
        let place = *self.places.entry(key).or_insert_with(|| {
            self.values.push((key, new()));
            self.values.len() - 1
        });
        &mut self.values[place].1
    }
}
