//! Traditional Chinese characters folded to their simplified forms, so that a search in either
//! script finds texts in both.

use std::sync::OnceLock;

/// The forms, made from OpenCC's dictionaries by the test below. The first line has the traditional
/// characters in order, each as its distance from the one before it (counted from [`ZERO`], so that
/// it can be read); the second line has the simplified character of each. Two thirds of the size of
/// a list of pairs, once compressed.
const TABLE: &str = include_str!("han.txt");

/// The character that stands for a distance of 0 in the table.
const ZERO: u32 = 0x100;

/// The code point that the first distance of the table starts from: the first unified ideograph.
const FIRST: u32 = 0x4e00;

/// The simplified form of a character, or the character itself. Where several traditional characters
/// are written with one simplified one (乾, 幹 and 干), all fold to that.
pub(super) fn simplified(scalar: char) -> char {
    static FORMS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| forms().collect());
    match forms.binary_search_by_key(&scalar, |&(traditional, _)| traditional) {
        Ok(row) => forms[row].1,
        Err(_) => scalar,
    }
}

/// The traditional characters in order, each with what it folds to.
fn forms() -> impl Iterator<Item = (char, char)> {
    let (distances, simplified) = TABLE.split_once('\n').unwrap_or_default();
    let mut code = FIRST;
    let traditional = distances.chars().filter_map(move |distance| {
        code += u32::from(distance) - ZERO;
        char::from_u32(code)
    });
    traditional.zip(simplified.trim_end().chars())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use expect_test::expect_file;
    use opencc_fmmseg::dictionary_lib::{DictMaxLen, DictionaryMaxlength};

    use super::*;

    /// The fewest phrases of OpenCC that must simplify a character for it to be folded, if by itself
    /// it stays as it is (藉 in 藉口).
    const PHRASES: usize = 3;

    /// Single characters with the form that a dictionary prefers for them, if it is another one.
    fn characters(dictionary: &DictMaxLen) -> BTreeMap<char, char> {
        let pairs = dictionary
            .map
            .iter()
            .filter_map(|(from, to)| Some((*from.first()?, to.chars().next()?)));
        pairs.filter(|(from, to)| from != to).collect()
    }

    /// Characters that change in phrases, with what they change to and in how many phrases.
    fn changes(phrases: &DictMaxLen) -> BTreeMap<(char, char), usize> {
        let mut counts = BTreeMap::new();
        for (from, to) in &phrases.map {
            if from.len() == to.chars().count() {
                for pair in from.iter().copied().zip(to.chars()) {
                    *counts.entry(pair).or_default() += 1;
                }
            }
        }
        counts
    }

    /// What each character folds to by OpenCC: traditional characters to the simplified form that
    /// it prefers; those that it simplifies in phrases only, to that; and second simplified forms
    /// (馀 beside 余, for 餘) to the first. What is itself the simplified form of another stays.
    fn reference() -> BTreeMap<char, char> {
        let dictionaries = DictionaryMaxlength::new().unwrap();
        let mut forms = characters(&dictionaries.ts_characters);
        let targets: BTreeSet<char> = forms.values().copied().collect();
        for ((from, to), count) in changes(&dictionaries.ts_phrases) {
            if from != to && count >= PHRASES && !targets.contains(&from) {
                forms.entry(from).or_insert(to);
            }
        }
        for (second, traditional) in characters(&dictionaries.st_characters) {
            if let Some(&first) = forms
                .get(&traditional)
                .filter(|_| !targets.contains(&second))
            {
                forms.entry(second).or_insert(first);
            }
        }
        forms
    }

    /// The table's rows: the folds between characters of the first block of unified ideographs, each
    /// to its last form. The extensions hold rare characters only, at a third of the size again.
    fn rows() -> Vec<(char, char)> {
        let forms = reference();
        let last = |scalar| {
            let mut scalar = scalar;
            while let Some(&next) = forms.get(&scalar) {
                scalar = next;
            }
            scalar
        };
        let rows = forms.keys().map(|&scalar| (scalar, last(scalar)));
        let is_common = |scalar| matches!(scalar, '\u{4e00}'..='\u{9fff}');
        rows.filter(|&(from, to)| is_common(from) && is_common(to))
            .collect()
    }

    #[test]
    fn the_table_is_what_opencc_says() {
        let rows = rows();
        let codes = || rows.iter().map(|&(from, _)| u32::from(from));
        let before = std::iter::once(FIRST).chain(codes());
        let distances = codes()
            .zip(before)
            .map(|(code, before)| code - before + ZERO);
        let distances: String = distances.filter_map(char::from_u32).collect();
        let simplified: String = rows.iter().map(|&(_, to)| to).collect();
        expect_file!["han.txt"].assert_eq(&format!("{distances}\n{simplified}\n"));
        assert!(forms().eq(rows), "the table is read as it was written");
    }

    #[test]
    fn a_form_folds_no_further() {
        for (from, to) in forms() {
            assert_eq!(simplified(to), to, "{from}");
        }
    }

    #[test]
    fn texts_in_either_script() {
        for (traditional, folded) in [
            ("經濟發展", "经济发展"),
            ("頭髮", "头发"),
            ("乾燥幹部干涉", "干燥干部干涉"),
            ("皇后以後", "皇后以后"),
            ("裏面裡面", "里面里面"),
            ("為了爲了", "为了为了"),
            ("瞭解藉口答覆", "了解借口答复"),
            ("馀剩餘", "余剩余"),
            ("損壞", "损坏"),
            ("沈默", "沈默"),
            ("圖書館", "图书馆"),
            ("图书馆", "图书馆"),
        ] {
            let out: String = traditional.chars().map(simplified).collect();
            assert_eq!(out, folded);
        }
    }
}
