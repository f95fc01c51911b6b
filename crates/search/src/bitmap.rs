//! Sets of documents, a bit for each; where they are few, as lists.

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

    /// Hands over the documents that are in both, ascending, with their places among those of this set.
    pub(crate) fn common(&self, other: &Self, mut take: impl FnMut(u32, usize)) {
        let mut before = 0;
        for (at, (&here, &there)) in (0u32..).zip(self.words.iter().zip(&other.words)) {
            let mut both = here & there;
            while both != 0 {
                let bit = both.trailing_zeros();
                let lower = here & ((1 << bit) - 1);
                take(at * 64 + bit, before + lower.count_ones() as usize);
                both &= both - 1;
            }
            before += here.count_ones() as usize;
        }
    }

    /// How many bytes it takes in memory.
    pub(crate) fn size(&self) -> usize {
        size_of::<Self>() + size_of_val(self.words.as_slice())
    }

    /// How many documents are in both.
    fn count_common(&self, other: &Self) -> u32 {
        let both = self.words.iter().zip(&other.words);
        both.map(|(one, other)| (one & other).count_ones()).sum()
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

/// The documents that have something: a list where they are few, bits where these take less room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Members {
    Few(Vec<u32>),
    Many(Bitmap),
}

impl Members {
    /// These of so many documents.
    pub(crate) fn of(members: Vec<u32>, documents: u32) -> Self {
        if members.len() < documents as usize / u32::BITS as usize {
            Self::Few(members)
        } else {
            Self::Many(Bitmap::of(&members, documents))
        }
    }

    /// Adds them to a set.
    pub(crate) fn add_to(&self, set: &mut Bitmap) {
        match self {
            Self::Few(members) => members.iter().for_each(|&document| set.insert(document)),
            Self::Many(members) => set.extend(members),
        }
    }

    /// How many of them are in a set.
    pub(crate) fn count_in(&self, set: &Bitmap) -> u32 {
        match self {
            Self::Few(members) => {
                let inside = members.iter().filter(|&&document| set.contains(document));
                inside.count() as u32
            }
            Self::Many(members) => members.count_common(set),
        }
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
            let mut common = Vec::new();
            set(&one).common(&set(&other), |document, place| common.push((document, place)));
            let members = one.iter().copied().zip(0..).filter(|(document, _)| other.contains(document));
            prop_assert_eq!(common, members.collect::<Vec<_>>());
        }

        #[test]
        fn members_are_counted_and_added_alike(
            one in prop::collection::btree_set(0u32..150, 0..60),
            other in prop::collection::btree_set(0u32..150, 0..60),
        ) {
            let list = |set: &BTreeSet<u32>| set.iter().copied().collect::<Vec<_>>();
            let other = Bitmap::of(&list(&other), 150);
            let mut both = Bitmap::of(&list(&one), 150);
            let mut any = both.clone();
            both.retain(&other);
            any.extend(&other);
            for members in [Members::Few(list(&one)), Members::Many(Bitmap::of(&list(&one), 150))] {
                prop_assert_eq!(members.count_in(&other), both.count());
                let mut set = other.clone();
                members.add_to(&mut set);
                prop_assert_eq!(&set, &any);
            }
            prop_assert_eq!(matches!(Members::of(list(&one), 150), Members::Few(_)), one.len() < 4);
        }
    }
}
