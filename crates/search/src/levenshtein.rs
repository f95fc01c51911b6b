//! Which words of the dictionary a misspelt word may have been meant for.
//!
//! The distance is that of optimal string alignment (Damerau 1964, in the restricted form of
//! Wagner and Lowrance's recurrence): letters are left out, added or replaced, and neighbours
//! change places, none of them twice. Terms come in the order of the dictionary, so the rows of the
//! dynamic programme are kept for the letters that a term shares with the one before, and what
//! cannot come near any more is refused by its beginning. A row is a band about the diagonal, as
//! wide as the most edits.

use crate::fold;

/// The most edits that are ever put right.
const MOST: usize = 2;
/// Cells of a row: columns from [`MOST`] before the diagonal to as many after it.
const BAND: usize = 2 * MOST + 1;

/// Letters of the shortest word that is put right, and of the shortest with two edits.
const SHORTEST: usize = 4;
const SHORTEST_WITH_TWO: usize = 8;

/// Costs in tenths of a plain edit.
const PLAIN: u16 = 10;
const VOWEL_FOR_VOWEL: u16 = 8;
const DOUBLING: u16 = 6;
const TRANSPOSITION: u16 = 8;
/// What an edit costs more that touches the first letter of either word: people seldom err there.
const AT_FIRST: u16 = 10;

/// What a term's rank gains when it stands in e times as many documents, in hundredths of a plain
/// edit. Among the best of those tried on attested misspellings; anything from 3 to 17 does nearly
/// as well.
const PRIOR: f32 = 12.0;

/// A misspelt word, compared with one term after the other.
#[derive(Debug)]
pub(crate) struct Typo {
    letters: Vec<char>,
    /// How many edits a term may be away.
    limit: u16,
    /// One row more than letters of the last term that were looked at. The last of them may be out
    /// of reach; none is added to such a row.
    rows: Vec<Row>,
}

impl Typo {
    /// Makes ready to put a folded word right. There is nothing to put right in words of fewer
    /// than four letters, in anything with a digit, and in scripts written without spaces.
    pub(crate) fn new(word: &str) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let is_letter = |&scalar: &char| {
            fold::is_word(scalar) && !scalar.is_numeric() && !fold::is_unspaced(scalar)
        };
        if letters.len() < SHORTEST || !letters.iter().all(is_letter) {
            return None;
        }
        let limit = if letters.len() < SHORTEST_WITH_TWO {
            1
        } else {
            2
        };
        let rows = vec![Row::first(&letters)];
        Some(Self {
            letters,
            limit,
            rows,
        })
    }

    /// What it costs to come from the word to a term, in tenths of a plain edit, if few enough
    /// edits lead there: one from words of four to seven letters, two from longer ones. Of the ways
    /// with the fewest edits the cheapest counts.
    ///
    /// `shared` is how many bytes the term has in common with the term of the call before (or
    /// fewer), 0 in the first call.
    pub(crate) fn cost(&mut self, term: &str, shared: usize) -> Option<u32> {
        let kept = self.rows.partition_point(|row| row.end <= shared);
        self.rows.truncate(kept.max(1));
        // A letter has one byte at least, so this term is too short.
        if term.len() + usize::from(self.limit) < self.letters.len() {
            return None;
        }
        let begin = self.rows.last()?.end;
        for letter in term.get(begin..)?.chars() {
            if self.is_out_of_reach() {
                return None;
            }
            self.push(letter);
        }
        let depth = self.rows.len() - 1;
        let at = (self.letters.len() + MOST).checked_sub(depth)?;
        let price = self.rows.last()?.cells.get(at)?;
        (price.edits() <= self.limit).then(|| price.cost())
    }

    /// Whether no term can be reached that begins with the letters looked at. A transposition does
    /// not leap over such a row: where it begins, a replacement leads into the row at the same
    /// number of edits.
    fn is_out_of_reach(&self) -> bool {
        let out = |row: &Row| row.cells.iter().all(|price| price.edits() > self.limit);
        self.rows.last().is_none_or(out)
    }

    /// Adds the row of the term's next letter.
    fn push(&mut self, letter: char) {
        let depth = self.rows.len();
        let [.., above] = self.rows.as_slice() else {
            return;
        };
        let inserted = above
            .cells
            .map(|price| price.plus(insertion(letter, above.letter, depth)));
        let mut cells = [Price::FAR; BAND];
        for at in 0..BAND {
            let column = (depth + at).checked_sub(MOST);
            let Some(column) = column.filter(|&column| column <= self.letters.len()) else {
                continue;
            };
            cells[at] = inserted.get(at + 1).copied().unwrap_or(Price::FAR);
            if column > 0 {
                let left = at.checked_sub(1).map_or(Price::FAR, |left| cells[left]);
                let deleted = left.plus(deletion(&self.letters, column));
                let replaced = self.replaced(at, column, letter);
                let swapped = self.swapped(at, column, letter);
                cells[at] = cells[at].min(deleted).min(replaced).min(swapped);
            }
        }
        let end = above.end + letter.len_utf8();
        self.rows.push(Row { letter, end, cells });
    }

    /// The price of a cell whose two letters stand for each other.
    fn replaced(&self, at: usize, column: usize, letter: char) -> Price {
        let other = self.letters[column - 1];
        let depth = self.rows.len();
        let before = self.rows[depth - 1].cells[at];
        if other == letter {
            return before;
        }
        let cost = if is_vowel(letter) && is_vowel(other) {
            VOWEL_FOR_VOWEL
        } else {
            PLAIN
        };
        before.plus(cost + at_first(depth.min(column)))
    }

    /// The price of a cell whose last two letters have changed places.
    fn swapped(&self, at: usize, column: usize, letter: char) -> Price {
        let depth = self.rows.len();
        if depth < 2 || column < 2 {
            return Price::FAR;
        }
        let crossed = [self.rows[depth - 1].letter, letter]
            == [self.letters[column - 1], self.letters[column - 2]];
        if !crossed {
            return Price::FAR;
        }
        self.rows[depth - 2].cells[at].plus(TRANSPOSITION + at_first(depth.min(column) - 1))
    }
}

/// How probably a term was meant, to compare with other terms for the same misspelt word: the
/// higher the likelier. In hundredths of a plain edit.
///
/// A noisy channel (Kernighan, Church and Gale, *A spelling correction program based on a noisy
/// channel model*, 1990): the term that maximises P(term) · P(word | term). The first is taken to be
/// proportional to the number of documents that have the term, the second to fall by a constant
/// factor with every tenth of cost; in logarithms
///
/// > rank = 12 · ln(documents) − 10 · cost
pub(crate) fn rank(cost: u32, documents: u32) -> i32 {
    let prior = PRIOR * (documents.max(1) as f32).ln();
    prior as i32 - 10 * cost as i32
}

/// What is known when some letters of a term have been looked at.
#[derive(Debug)]
struct Row {
    /// The last of these letters.
    letter: char,
    /// Where it ends in the term, in bytes.
    end: usize,
    /// The prices from the beginnings of the word, of which the middle one is as long.
    cells: [Price; BAND],
}

impl Row {
    /// The row before the first letter: all letters of the word are left out.
    fn first(letters: &[char]) -> Self {
        let mut cells = [Price::FAR; BAND];
        cells[MOST] = Price::NOTHING;
        for column in 1..=MOST.min(letters.len()) {
            cells[MOST + column] = cells[MOST + column - 1].plus(deletion(letters, column));
        }
        Self {
            letter: '\0',
            end: 0,
            cells,
        }
    }
}

/// What it takes to come from a beginning of the word to one of the term: the edits, and in the low
/// byte their cost. So fewer edits come first. (Cells of a row that is gone on from have at most
/// seven edits, whose costs fit.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Price(u16);

impl Price {
    const NOTHING: Self = Self(0);
    /// More than is ever allowed.
    const FAR: Self = Self(u16::MAX);

    /// The price with one edit more.
    fn plus(self, cost: u16) -> Self {
        Self(self.0.saturating_add(0x100 + cost))
    }

    fn edits(self) -> u16 {
        self.0 >> 8
    }

    fn cost(self) -> u32 {
        u32::from(self.0 & 0xff)
    }
}

/// The cost of adding the letter that is the `depth`-th of the term.
fn insertion(letter: char, before: char, depth: usize) -> u16 {
    at_first(depth) + if letter == before { DOUBLING } else { PLAIN }
}

/// The cost of leaving out the `column`-th letter of the word.
fn deletion(letters: &[char], column: usize) -> u16 {
    let doubles = column > 1 && letters[column - 1] == letters[column - 2];
    at_first(column) + if doubles { DOUBLING } else { PLAIN }
}

/// What an edit costs more whose first letter is the `ordinal`-th of its word.
fn at_first(ordinal: usize) -> u16 {
    if ordinal == 1 { AT_FIRST } else { 0 }
}

/// Whether a folded letter is a vowel, in Latin, Cyrillic or Greek script.
fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'а'
            | 'е'
            | 'и'
            | 'о'
            | 'у'
            | 'ы'
            | 'э'
            | 'ю'
            | 'я'
            | 'α'
            | 'ε'
            | 'η'
            | 'ι'
            | 'ο'
            | 'υ'
            | 'ω'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The cost of a term that is looked at for itself.
    fn fresh(word: &str, term: &str) -> Option<u32> {
        Typo::new(word)?.cost(term, 0)
    }

    #[test]
    fn costs() {
        for (word, term, expected) in [
            ("policy", "policy", Some(0)),
            ("polcy", "policy", Some(10)),
            ("poliicy", "policy", Some(6)),
            ("comittee", "committee", Some(6)),
            ("comitee", "committee", None),
            ("recieve", "receive", Some(8)),
            ("seperate", "separate", Some(8)),
            ("goverment", "government", Some(10)),
            ("govermnet", "government", Some(18)),
            ("grovemrent", "government", None),
            ("kovernment", "government", Some(20)),
            ("overnment", "government", Some(20)),
            ("ogvernment", "government", Some(18)),
            ("ggovernment", "government", Some(6)),
            ("houze", "house", Some(10)),
            ("huoze", "house", None),
            ("экономека", "экономика", Some(8)),
            ("ελευθερρια", "ελευθερια", Some(6)),
        ] {
            assert_eq!(fresh(word, term), expected, "{word} {term}");
        }
    }

    #[test]
    fn words_that_are_left_alone() {
        for word in [
            "",
            "the",
            "g20s",
            "covid19",
            "创新驱动",
            "ひらがな",
            "경제정책",
            "ประเทศ",
            "a-bcd",
        ] {
            assert!(Typo::new(word).is_none(), "{word}");
        }
        assert!(Typo::new("they").is_some());
    }

    #[test]
    fn ranks() {
        // A frequent word is meant rather than a rare one as near, but not than any that is nearer.
        assert!(rank(10, 200) > rank(10, 2));
        assert!(rank(6, 20) > rank(10, 40));
        assert!(rank(20, 300) < rank(8, 100));
        assert_eq!(rank(0, 0), rank(0, 1));
    }

    /// The whole matrix, as the textbooks have it: fewest edits, then cost.
    fn textbook(word: &str, term: &str) -> (u32, u32) {
        let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), term.chars().collect());
        let gap = |word: &[char], i: usize| {
            let plain = if i > 0 && word[i] == word[i - 1] {
                6
            } else {
                10
            };
            (1, plain + if i == 0 { 10 } else { 0 })
        };
        let add = |one: (u32, u32), other: (u32, u32)| (one.0 + other.0, one.1 + other.1);
        let mut matrix = vec![vec![(0, 0); b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let mut ways = Vec::new();
                if i > 0 {
                    ways.push(add(matrix[i - 1][j], gap(&a, i - 1)));
                }
                if j > 0 {
                    ways.push(add(matrix[i][j - 1], gap(&b, j - 1)));
                }
                if i > 0 && j > 0 {
                    let vowels = [a[i - 1], b[j - 1]].iter().all(|&letter| is_vowel(letter));
                    let cost = if vowels { 8 } else { 10 } + if i == 1 || j == 1 { 10 } else { 0 };
                    let step = if a[i - 1] == b[j - 1] {
                        (0, 0)
                    } else {
                        (1, cost)
                    };
                    ways.push(add(matrix[i - 1][j - 1], step));
                }
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    let cost = if i == 2 || j == 2 { 18 } else { 8 };
                    ways.push(add(matrix[i - 2][j - 2], (1, cost)));
                }
                matrix[i][j] = ways.into_iter().min().unwrap_or((0, 0));
            }
        }
        matrix[a.len()][b.len()]
    }

    /// Bytes that two words begin with alike, though these may end within a letter.
    fn shared(one: &str, other: &str) -> usize {
        one.bytes()
            .zip(other.bytes())
            .take_while(|(a, b)| a == b)
            .count()
    }

    proptest! {
        #[test]
        fn agrees_with_the_whole_matrix(word in "[abeé]{4,11}", term in "[abeé]{0,12}") {
            let limit = if word.chars().count() < 8 { 1 } else { 2 };
            let (edits, cost) = textbook(&word, &term);
            prop_assert_eq!(fresh(&word, &term), (edits <= limit).then_some(cost));
        }

        /// Words a few edits away, which the test above seldom draws.
        #[test]
        fn agrees_near_by(
            word in "[a-eд-и]{4,12}",
            edits in prop::collection::vec((0..13usize, 0..4, "[a-eд-и]"), 0..4),
        ) {
            let mut letters: Vec<char> = word.chars().collect();
            for (at, kind, letter) in edits {
                let letter = letter.chars().next().unwrap();
                let at = at % (letters.len() + 1);
                match kind {
                    0 => letters.insert(at, letter),
                    1 if at < letters.len() => letters[at] = letter,
                    2 if at < letters.len() => drop(letters.remove(at)),
                    _ if at + 1 < letters.len() => letters.swap(at, at + 1),
                    _ => {}
                }
            }
            let term = String::from_iter(letters);
            let limit = if word.chars().count() < 8 { 1 } else { 2 };
            let (edits, cost) = textbook(&word, &term);
            prop_assert_eq!(fresh(&word, &term), (edits <= limit).then_some(cost));
        }

        /// In a scan each term costs what it costs by itself.
        #[test]
        fn scanning_keeps_rows(
            word in "[abдж]{4,9}",
            terms in prop::collection::btree_set("[abдж]{0,11}", 0..60),
        ) {
            let mut typo = Typo::new(&word).unwrap();
            let mut before = "";
            for term in &terms {
                let cost = typo.cost(term, shared(before, term));
                prop_assert_eq!(cost, fresh(&word, term), "{} {}", word, term);
                before = term;
            }
        }

        #[test]
        fn nothing_panics(word in "\\PC{0,12}", calls in prop::collection::vec(("\\PC{0,12}", 0..20usize), 0..9)) {
            if let Some(mut typo) = Typo::new(&word) {
                for (term, shared) in calls {
                    typo.cost(&term, shared);
                }
            }
        }
    }
}
