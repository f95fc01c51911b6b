//! What is worth keeping of what was made.

/// Values under keys that are no larger together than a bound. Where room is short, a quarter of it is
/// made: what is large and was cheap to make goes first, and of what is alike what was not asked for
/// the longest (GreedyDual-Size: Cao and Irani, *Cost-aware WWW proxy caching algorithms*, 1997).
#[derive(Clone, Debug)]
pub(super) struct Kept<V> {
    /// Ordered by key.
    values: Vec<(u64, V)>,
    accounts: Accounts,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            accounts: Accounts::default(),
        }
    }
}

impl<V: Clone> Kept<V> {
    /// The value under a key.
    pub(super) fn get(&mut self, key: u64) -> Option<V> {
        let place = self.place(key).ok()?;
        self.accounts.renew(place);
        Some(self.values[place].1.clone())
    }

    /// Keeps a value of so many bytes, which so many steps were needed to make, among `most` bytes.
    pub(super) fn keep(&mut self, key: u64, value: V, size: usize, steps: usize, most: usize) {
        if size > most {
            return;
        }
        if let Some(level) = self.accounts.full(size, most) {
            let mut accounts = self.accounts.all.iter();
            let mut stays = || accounts.next().is_some_and(|account| account.worth > level);
            self.values.retain(|_| stays());
            self.accounts.close(level);
        }
        if let Err(place) = self.place(key) {
            self.values.insert(place, (key, value));
            self.accounts.open(place, size, steps);
        }
    }

    fn place(&self, key: u64) -> Result<usize, usize> {
        self.values.binary_search_by_key(&key, |value| value.0)
    }
}

/// What the values cost, and what they are worth.
#[derive(Clone, Debug, Default)]
struct Accounts {
    all: Vec<Account>,
    /// Bytes of all values.
    size: usize,
    /// What the last value was worth that went, and how often values were asked for since.
    level: u64,
}

#[derive(Clone, Copy, Debug)]
struct Account {
    size: usize,
    steps: usize,
    /// What goes first is worth the least.
    worth: u64,
}

impl Accounts {
    fn open(&mut self, place: usize, size: usize, steps: usize) {
        let account = Account {
            size,
            steps,
            worth: 0,
        };
        self.all.insert(place, account);
        self.size += size;
        self.renew(place);
    }

    fn renew(&mut self, place: usize) {
        self.level += 1;
        let account = &mut self.all[place];
        let steps_to_a_byte = ((account.steps as u64) << 16) / (account.size.max(1) as u64);
        account.worth = self.level + steps_to_a_byte;
    }

    /// Where there is no room for so many bytes: what is worth no more than this has to go.
    fn full(&self, size: usize, most: usize) -> Option<u64> {
        if self.size + size <= most {
            return None;
        }
        let room = most - size.max(most / 4);
        let (mut low, mut high) = (0, u64::MAX);
        while low < high {
            let middle = low + (high - low) / 2;
            let staying = self.all.iter().filter(|account| account.worth > middle);
            if staying.map(|account| account.size).sum::<usize>() > room {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Some(high)
    }

    /// Forgets what is worth no more than this.
    fn close(&mut self, level: u64) {
        self.level = self.level.max(level);
        self.all.retain(|account| account.worth > level);
        self.size = self.all.iter().map(|account| account.size).sum();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept(values: &[(u64, usize, usize)]) -> Kept<u64> {
        let mut kept = Kept::default();
        for &(key, size, cost) in values {
            kept.keep(key, key, size, cost, 100);
        }
        kept
    }

    fn keys(kept: &Kept<u64>) -> Vec<u64> {
        kept.values.iter().map(|(key, _)| *key).collect()
    }

    #[test]
    fn the_oldest_of_equals_goes() {
        assert_eq!(
            keys(&kept(&[(1, 40, 40), (2, 40, 40), (3, 40, 40)])),
            [2, 3]
        );
    }

    #[test]
    fn what_was_dear_to_make_stays() {
        assert_eq!(
            keys(&kept(&[(1, 40, 4000), (2, 40, 40), (3, 40, 40)])),
            [1, 3]
        );
    }

    #[test]
    fn what_is_asked_for_stays() {
        let mut kept = kept(&[(1, 40, 40), (2, 40, 40), (3, 40, 40)]);
        assert!(kept.get(2).is_some());
        kept.keep(4, 4, 40, 40, 100);
        assert_eq!(keys(&kept), [2, 4]);
    }

    #[test]
    fn what_is_too_large_is_not_kept() {
        assert_eq!(keys(&kept(&[(1, 10, 1), (2, 101, 1000)])), [1]);
    }

    proptest! {
        #[test]
        fn the_bound_holds(values in prop::collection::vec((0u64..40, 0usize..120, 0usize..1000), 0..80)) {
            let mut kept = Kept::default();
            for (key, size, cost) in values {
                kept.keep(key, key, size, cost, 100);
                let sizes = kept.accounts.all.iter().map(|account| account.size);
                prop_assert_eq!(kept.accounts.size, sizes.sum::<usize>());
                prop_assert!(kept.accounts.size <= 100);
                prop_assert!(kept.values.is_sorted_by(|one, other| one.0 < other.0));
                prop_assert_eq!(kept.values.len(), kept.accounts.all.len());
                prop_assert!(size > 100 || kept.get(key).is_some_and(|value| value == key));
            }
        }
    }
}
