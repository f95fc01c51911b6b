//! Sets of documents, a bit for each.

/// A set of documents below a fixed number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bitmap {
    words: Vec<u64>,
    documents: u32,
}

impl Bitmap {
    /// No document of so many.
    pub(crate) fn none(documents: u32) -> Self {
        Self {
            words: vec![0; documents.div_ceil(64) as usize],
            documents,
        }
    }

    /// These documents of so many.
    pub(crate) fn of(members: &[u32], documents: u32) -> Self {
        let mut set = Self::none(documents);
        members.iter().for_each(|&document| set.insert(document));
        set
    }

    /// Adds a document; one that cannot be in the set is passed over.
    pub(crate) fn insert(&mut self, document: u32) {
        if document < self.documents {
            self.words[document as usize / 64] |= 1 << (document % 64);
        }
    }

    /// Whether a document is in the set.
    pub(crate) fn contains(&self, document: u32) -> bool {
        let word = self.words.get(document as usize / 64);
        word.is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    /// Keeps what is in both.
    pub(crate) fn retain(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.words
            .iter_mut()
            .zip(&other.words)
            .for_each(|(word, other)| *word |= other);
    }

    /// All that are not in the set.
    pub(crate) fn inverted(&self) -> Self {
        let mut words: Vec<u64> = self.words.iter().map(|word| !word).collect();
        if let (Some(last), 1..) = (words.last_mut(), self.documents % 64) {
            *last &= (1 << (self.documents % 64)) - 1;
        }
        Self {
            words,
            documents: self.documents,
        }
    }

    /// How many documents are in the set.
    pub(crate) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// The documents, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        (0u32..).zip(&self.words).flat_map(|(at, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_are_sets(
            one in prop::collection::btree_set(0u32..150, 0..60),
            other in prop::collection::btree_set(0u32..150, 0..60),
            documents in 150u32..300,
        ) {
            let set = |members: &BTreeSet<u32>| Bitmap::of(&members.iter().copied().collect::<Vec<_>>(), documents);
            let list = |set: &Bitmap| set.iter().collect::<BTreeSet<_>>();
            let (mut both, mut any) = (set(&one), set(&one));
            both.retain(&set(&other));
            any.extend(&set(&other));
            prop_assert_eq!(list(&both), one.intersection(&other).copied().collect());
            prop_assert_eq!(list(&any), one.union(&other).copied().collect());
            prop_assert_eq!(list(&set(&one).inverted()), (0..documents).filter(|at| !one.contains(at)).collect());
            prop_assert_eq!(set(&one).count() as usize, one.len());
        }
    }
}
