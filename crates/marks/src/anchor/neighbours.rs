//! Where a quote is to be expected: between the quotes before and behind it whose places are certain.

use corpus::order;

/// As much of the text as a mark speaks for, in scalars: without, many marks on a passage that was
/// moved outvote the text around it. From 32 to 96 the labelled sets give the same.
const REACH: u32 = 64;

/// As far from where it is expected, in scalars, a place loses something; the same again for each
/// doubling. With 32 or 128 fewer of the labelled places are told apart.
const NEAR: u32 = 64;

/// What part of what was added or taken away between the neighbours makes that longer. With a half or
/// an eighth it is no better.
const SPREAD: u32 = 4;

/// A place in the text that was, and the same place in the text that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fixed {
    /// The text that the old place is in: old places are compared within one only.
    pub(super) frame: u32,
    /// Where it was.
    pub(super) old: u32,
    /// Where it is.
    pub(super) new: u32,
    /// Where what stands there ended, and where it ends.
    pub(super) end: (u32, u32),
    /// Which quote says so.
    pub(super) quote: Option<usize>,
}

/// In each frame those that have kept their order, as many as speak for most of the text (by the
/// way of Schensted, *Longest increasing and decreasing subsequences*, 1961), by frame and old place;
/// and where they end, from where the text goes on whatever was put into them.
pub(super) fn in_order(mut fixed: Vec<Fixed>) -> Vec<Fixed> {
    order::sort_by_key(&mut fixed, |one| (one.frame, one.old, one.new));
    let frames = fixed.chunk_by(|one, other| one.frame == other.frame);
    let frames = frames.flat_map(|frame| {
        let kept = weightiest(frame);
        let ends = kept.iter().map(|one| {
            let (old, new) = one.end;
            Fixed { old, new, ..*one }
        });
        let mut both: Vec<Fixed> = kept.iter().copied().chain(ends).collect();
        order::sort_by_key(&mut both, |one| (one.old, one.new));
        weightiest(&both)
    });
    frames.collect()
}

fn weightiest(fixed: &[Fixed]) -> Vec<Fixed> {
    // The sequences that may go on, by their last element; none weighs less than those that end
    // before it, and of equals the first is kept. And what goes before each element.
    let mut ends: Vec<(usize, u32)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(fixed.len());
    for (at, one) in fixed.iter().enumerate() {
        let next = fixed.get(at + 1);
        let own = next.map_or(REACH, |next| (next.old - one.old).clamp(1, REACH));
        let place = ends.partition_point(|&(end, _)| fixed[end].new <= one.new);
        let (last, weight) = match place.checked_sub(1).map(|place| ends[place]) {
            Some((last, weight)) => (Some(last), weight + own),
            None => (None, own),
        };
        before.push(last);
        let worse = ends[place..].partition_point(|&(_, other)| other < weight);
        ends.drain(place..place + worse);
        ends.insert(place, (at, weight));
    }
    let mut kept = Vec::with_capacity(ends.len());
    let mut next = ends.last().map(|&(end, _)| end);
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
        let behind = self
            .before
            .map(|one| one.new.saturating_add(self.old - one.old));
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

    /// How often the distance of a place doubles what is usual where so much has changed, in
    /// sixteenths.
    pub(super) fn doublings(&self, place: u32) -> i64 {
        doublings(self.distance(place), NEAR + self.spread() / SPREAD)
    }

    /// How much was added or taken away between the neighbours. Where there is one only, it may be as
    /// much as there is up to it.
    fn spread(&self) -> u32 {
        match (self.before, self.behind) {
            (Some(before), Some(behind)) => {
                (behind.new - before.new).abs_diff(behind.old - before.old)
            }
            (Some(one), None) | (None, Some(one)) => self.old.abs_diff(one.old),
            (None, None) => 0,
        }
    }

    /// Whether a place is neither between the neighbours nor right where it is expected.
    pub(super) fn is_displaced(&self, place: u32) -> bool {
        let is_beside = self.before.is_some_and(|before| place < before.new)
            || self.behind.is_some_and(|behind| place > behind.new);
        is_beside && self.distance(place) > 0
    }
}

/// How often a distance doubles a scale, in sixteenths: log2(1 + distance / scale), by straight lines
/// between whole numbers.
fn doublings(distance: u32, scale: u32) -> i64 {
    let sixteenths = 16 + u64::from(distance) * 16 / u64::from(scale.max(1));
    let whole = sixteenths.ilog2();
    i64::from(whole - 4) * 16 + ((sixteenths * 16) >> whole) as i64 - 16
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
            end: (old, new),
            quote: Some(quote),
        });
        fixed.collect()
    }

    /// Where those in order are.
    fn kept(all: Vec<Fixed>) -> Vec<u32> {
        let mut kept: Vec<u32> = in_order(all).iter().map(|one| one.new).collect();
        kept.dedup();
        kept
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
        assert_eq!(kept(all), [15, 35, 45, 3]);
        assert_eq!(in_order(Vec::new()), []);
    }

    #[test]
    fn marks_that_crowd_count_little() {
        let all = fixed(&[
            (0, 100, 500),
            (0, 150, 550),
            (0, 200, 205),
            (0, 203, 208),
            (0, 206, 211),
            (0, 300, 600),
        ]);
        assert_eq!(kept(all), [500, 550, 600]);
    }

    #[test]
    fn the_text_goes_on_from_where_a_neighbour_ends() {
        let mut all = fixed(&[(0, 10, 15), (0, 40, 145)]);
        all[0].end = (30, 135);
        let expected = |old| Expected::of(9, 0, old, &in_order(all.clone())).range();
        assert_eq!(expected(12), Some((17, 117)));
        assert_eq!(expected(35), Some((140, 140)));
    }

    #[test]
    fn distances_count_by_doublings() {
        let check = |distance, expected| assert_eq!(doublings(distance, 256), expected);
        check(0, 0);
        check(128, 8);
        check(256, 16);
        check(512, 24);
        check(768, 32);
        check(u32::MAX, 384);
        assert_eq!(doublings(5, 0), 40);
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
