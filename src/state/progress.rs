//! How far the reader has come in each essay.

use corpus::EssayId;

/// Where it is kept.
pub const KEY: &str = "lectern.progress";

/// Who moves over more windows than this at once follows a link, and has not read what lies between.
const LEAP: f64 = 2.0;

/// The paragraph that a reader has come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The essay.
    pub essay: EssayId,
    /// The paragraph's block, as addresses name it.
    pub block: String,
    /// Its number, as it stands beside it.
    pub number: String,
    /// How much of the text lies before it, 0 to 100.
    pub percent: u8,
}

impl Place {
    /// Whether the reader has come to the end.
    pub fn is_end(&self) -> bool {
        self.percent >= 100
    }
}

/// A place for each essay that was begun, the latest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress(Vec<Place>);

impl Progress {
    /// What was kept: a line for each essay, `ID BLOCK NUMBER PERCENT`. Other lines are left out.
    pub fn read(kept: &str) -> Self {
        let place = |line: &str| {
            let mut words = line.split(' ');
            Some(Place {
                essay: EssayId::new(words.next()?).ok()?,
                block: words.next()?.to_owned(),
                number: words.next()?.to_owned(),
                percent: words.next()?.parse().ok()?,
            })
        };
        Self(kept.lines().filter_map(place).collect())
    }

    /// As it is kept.
    pub fn write(&self) -> String {
        let mut kept = String::new();
        for place in &self.0 {
            let percent = place.percent.to_string();
            let words = [place.essay.as_str(), &place.block, &place.number, &percent];
            kept += &words.join(" ");
            kept.push('\n');
        }
        kept
    }

    /// Where the reader is in an essay.
    pub fn of(&self, essay: &EssayId) -> Option<&Place> {
        self.0.iter().find(|place| place.essay == *essay)
    }

    /// Where the reader was last, in an essay that is not read to its end.
    pub fn latest(&self) -> Option<&Place> {
        self.0.iter().find(|place| !place.is_end())
    }

    /// The reader has come to another place.
    pub fn put(&mut self, place: Place) {
        self.0.retain(|other| other.essay != place.essay);
        self.0.insert(0, place);
    }
}

/// A way through an essay: which of its places are kept. A place kept before holds until the reader has come
/// to it again, so that a look at an essay's beginning loses nothing.
#[derive(Debug, Default)]
pub struct Way {
    held: u8,
    kept: Option<u8>,
    position: Option<f64>,
}

impl Way {
    /// A way that begins anew, with a place kept before.
    pub fn new(held: Option<&Place>) -> Self {
        Self {
            held: held.map_or(0, |place| place.percent),
            ..Self::default()
        }
    }

    /// The reader is at a position, counted in heights of the window; whether that place is to be kept.
    pub fn goes_on(&mut self, position: f64, percent: u8) -> bool {
        let before = self.position.replace(position);
        let read = before.is_some_and(|before| {
            let step = position - before;
            step != 0.0 && step.abs() <= LEAP
        });
        if !read || percent < self.held || self.kept == Some(percent) {
            return false;
        }
        self.held = 0;
        self.kept = Some(percent);
        true
    }
}

/// The minutes left of an essay of so many.
pub fn minutes_left(minutes: u32, percent: u8) -> u32 {
    (minutes * u32::from(100 - percent.min(100))).div_ceil(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(essay: &str, number: &str, percent: u8) -> Place {
        Place {
            essay: EssayId::new(essay).unwrap(),
            block: format!("b{number}"),
            number: number.to_owned(),
            percent,
        }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut progress = Progress::default();
        progress.put(place("a", "3", 20));
        progress.put(place("b", "9", 100));
        progress.put(place("a", "4", 25));
        let kept = progress.write();
        assert_eq!(kept, "a b4 4 25\nb b9 9 100\n");
        assert_eq!(Progress::read(&kept), progress);
        assert_eq!(progress.latest(), Some(&place("a", "4", 25)));
        progress.put(place("b", "2", 10));
        assert_eq!(progress.latest(), Some(&place("b", "2", 10)));
        let damaged = "a b4 4 25\nA B\n\nc b 1 many\nd b 1 300\n";
        assert_eq!(Progress::read(damaged).write(), "a b4 4 25\n");
    }

    #[test]
    fn a_way_keeps_what_is_read() {
        let kept = |held: Option<u8>, steps: &[(f64, u8)]| {
            let held = held.map(|percent| place("a", "1", percent));
            let mut way = Way::new(held.as_ref());
            let kept = steps
                .iter()
                .filter(|&&(at, percent)| way.goes_on(at, percent));
            kept.map(|&(_, percent)| percent).collect::<Vec<u8>>()
        };
        // To open an essay is not to read it.
        assert_eq!(kept(None, &[(0.0, 3)]), [0; 0]);
        assert_eq!(
            kept(None, &[(0.0, 3), (0.5, 8), (0.52, 8), (0.6, 9)]),
            [8, 9]
        );
        // A leap to the notes and back.
        let notes = [(1.0, 10), (1.1, 11), (9.0, 100), (1.1, 11), (1.2, 12)];
        assert_eq!(kept(None, &notes), [11, 12]);
        // A look at the beginning, and the way back to where the reader was.
        let again = [(0.0, 3), (0.5, 8), (6.0, 60), (6.1, 61), (5.9, 59)];
        assert_eq!(kept(Some(60), &again), [61, 59]);
    }

    #[test]
    fn time_left() {
        assert_eq!(minutes_left(8, 0), 8);
        assert_eq!(minutes_left(8, 50), 4);
        assert_eq!(minutes_left(8, 99), 1);
        assert_eq!(minutes_left(8, 100), 0);
    }
}
