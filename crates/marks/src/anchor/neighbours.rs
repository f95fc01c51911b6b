//! Where a quote is to be expected: between the quotes before and behind it whose places are certain.

use corpus::order;

/// A place in the text that was, and the same place in the text that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fixed {
    /// The text that the old place is in: old places are compared within one only.
    pub(super) frame: u32,
    /// Where it was.
    pub(super) old: u32,
    /// Where it is.
    pub(super) new: u32,
    /// Which quote says so.
    pub(super) quote: Option<usize>,
}

/// In each frame the most that have kept their order (Schensted, *Longest increasing and decreasing
/// subsequences*, 1961), by frame and old place.
pub(super) fn in_order(mut fixed: Vec<Fixed>) -> Vec<Fixed> {
    order::sort_by_key(&mut fixed, |one| (one.frame, one.old, one.new));
    let frames = fixed.chunk_by(|one, other| one.frame == other.frame);
    frames.flat_map(longest).collect()
}

fn longest(fixed: &[Fixed]) -> Vec<Fixed> {
    // For each length the sequence that ends first, by its last element; and what goes before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(fixed.len());
    for (at, one) in fixed.iter().enumerate() {
        let length = ends.partition_point(|&end| fixed[end].new <= one.new);
        before.push(length.checked_sub(1).map(|length| ends[length]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut kept = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        kept.push(fixed[at]);
        next = before[at];
    }
    kept.reverse();
    kept
}

/// Where something is to be expected.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Expected {
    old: u32,
    before: Option<Fixed>,
    behind: Option<Fixed>,
}

impl Expected {
    /// By the neighbours, in order, of what began at `old`; what the quote itself says does not count.
    pub(super) fn of(quote: usize, frame: u32, old: u32, fixed: &[Fixed]) -> Self {
        let at = fixed.partition_point(|one| (one.frame, one.old) <= (frame, old));
        let is_neighbour = |one: &&Fixed| one.frame == frame && one.quote != Some(quote);
        Self {
            old,
            before: fixed[..at].iter().rfind(is_neighbour).copied(),
            behind: fixed[at..].iter().find(is_neighbour).copied(),
        }
    }

    /// As far behind the neighbour before as it was, and as far before the one behind.
    fn places(&self) -> [Option<u32>; 2] {
        let behind = self.before.map(|one| one.new + (self.old - one.old));
        let before = self.behind;
        [
            behind,
            before.map(|one| one.new.saturating_sub(one.old - self.old)),
        ]
    }

    /// Whether it is expected right there.
    pub(super) fn is(&self, place: u32) -> bool {
        self.places().contains(&Some(place))
    }

    /// The least and the greatest place where it is expected.
    pub(super) fn range(&self) -> Option<(u32, u32)> {
        match self.places() {
            [Some(one), Some(other)] => Some((one.min(other), one.max(other))),
            [one, other] => one.or(other).map(|place| (place, place)),
        }
    }

    /// How far from there a place is. Between the two places it is somewhat nearer: what was added
    /// or taken away may have been so on both sides.
    pub(super) fn distance(&self, place: u32) -> u32 {
        match self.range() {
            Some((first, _)) if place < first => first - place,
            Some((_, last)) if place > last => place - last,
            Some((first, last)) => (place - first).min(last - place) / 4,
            None => 0,
        }
    }

    /// How far apart the neighbours are. Where there is one only, nothing tells how much was added
    /// or taken away, and little follows from its place.
    pub(super) fn room(&self) -> u32 {
        match (self.before, self.behind) {
            (Some(before), Some(behind)) => behind.new - before.new,
            (Some(one), None) | (None, Some(one)) => self.old.abs_diff(one.old).saturating_mul(10),
            (None, None) => 0,
        }
    }

    /// Whether a place is not between the neighbours.
    pub(super) fn is_displaced(&self, place: u32) -> bool {
        self.before.is_some_and(|before| place < before.new)
            || self.behind.is_some_and(|behind| place > behind.new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(places: &[(u32, u32, u32)]) -> Vec<Fixed> {
        let fixed = places.iter().enumerate();
        let fixed = fixed.map(|(quote, &(frame, old, new))| Fixed {
            frame,
            old,
            new,
            quote: Some(quote),
        });
        fixed.collect()
    }

    #[test]
    fn what_has_kept_its_order_is_certain() {
        let all = fixed(&[
            (0, 10, 15),
            (0, 20, 90),
            (0, 30, 35),
            (0, 40, 45),
            (1, 5, 3),
        ]);
        let kept: Vec<u32> = in_order(all).iter().map(|one| one.new).collect();
        assert_eq!(kept, [15, 35, 45, 3]);
        assert_eq!(in_order(Vec::new()), []);
    }

    #[test]
    fn a_place_is_expected_between_its_neighbours() {
        let fixed = fixed(&[(0, 10, 15), (0, 40, 75)]);
        let expected = Expected::of(9, 0, 20, &fixed);
        assert_eq!(expected.range(), Some((25, 55)));
        assert!(expected.is(25) && expected.is(55) && !expected.is(40));
        assert_eq!(
            [20, 25, 45, 60].map(|place| expected.distance(place)),
            [5, 0, 2, 5]
        );
        assert!(expected.is_displaced(14) && !expected.is_displaced(15));
        assert!(expected.is_displaced(76) && !expected.is_displaced(75));
        // A quote says nothing of itself, and nothing of another frame.
        assert_eq!(Expected::of(0, 0, 10, &fixed).range(), Some((45, 45)));
        assert_eq!(Expected::of(9, 1, 20, &fixed).range(), None);
    }
}
