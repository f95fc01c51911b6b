//! Sorting with one copy of the algorithm in the whole program.
//!
//! The standard library's sort is compiled anew for every type and every order: some 7 KB each in
//! the browser, where a dozen of them came to a tenth of the application. Here places are sorted,
//! by an order that is called through a pointer, and the values are put into their order after.

use std::cmp::Ordering;

/// Sorts by an order; equal values stay as they stood.
pub fn sort_by<T>(values: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let length = u32::try_from(values.len()).unwrap_or(u32::MAX);
    let mut places: Vec<u32> = (0..length).collect();
    sort_places(&mut places, &|one, other| {
        compare(&values[one as usize], &values[other as usize])
    });
    let mut taken: Vec<Option<T>> = values.drain(..).map(Some).collect();
    values.extend(
        places
            .into_iter()
            .filter_map(|place| taken[place as usize].take()),
    );
}

/// Sorts by a key; equal values stay as they stood.
pub fn sort_by_key<T, K: Ord>(values: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(values, |one, other| key(one).cmp(&key(other)));
}

/// Sorts by the values' own order.
pub fn sort<T: Ord>(values: &mut Vec<T>) {
    sort_by(values, T::cmp);
}

/// The one copy: a merge sort from below, which passes over what is in order already. The standard
/// library's is faster by a fraction that no reader notices, and three times as large.
#[inline(never)]
fn sort_places(places: &mut Vec<u32>, compare: &dyn Fn(u32, u32) -> Ordering) {
    let mut merged = Vec::with_capacity(places.len());
    let mut sorted = 1;
    while sorted < places.len() {
        for both in places.chunks(2 * sorted) {
            let (one, other) = both.split_at(sorted.min(both.len()));
            merge(one, other, compare, &mut merged);
        }
        std::mem::swap(places, &mut merged);
        merged.clear();
        sorted *= 2;
    }
}

/// Appends two sorted lists as one; of equals those of the first come first.
fn merge(
    mut one: &[u32],
    mut other: &[u32],
    compare: &dyn Fn(u32, u32) -> Ordering,
    merged: &mut Vec<u32>,
) {
    let is_after = |one: &u32, other: &u32| compare(*one, *other) == Ordering::Greater;
    let is_sorted = |last: &u32| other.first().is_none_or(|first| !is_after(last, first));
    if !one.last().is_none_or(is_sorted) {
        while let ([first, rest @ ..], [second, others @ ..]) = (one, other) {
            if is_after(first, second) {
                merged.push(*second);
                other = others;
            } else {
                merged.push(*first);
                one = rest;
            }
        }
    }
    merged.extend_from_slice(one);
    merged.extend_from_slice(other);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(values in prop::collection::vec((0u8..8, any::<u8>()), 0..70)) {
            let mut ours = values.clone();
            let mut theirs = values;
            sort_by_key(&mut ours, |value| value.0);
            theirs.sort_by_key(|value| value.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
