//! Traditional Chinese characters folded to their simplified forms, so that a search in either
//! script finds texts in both.
//!
//! The table is a part of every index whose texts have Han. Native programs have it inside as well; in
//! the browser an index brings it ([`learn`]), once a text has characters that it may fold.

use std::sync::OnceLock;

use corpus::text::is_han;

use super::table::Table;

/// The forms ([`super::table`]), made from OpenCC's dictionaries by the test below; none in the browser.
pub(crate) const TABLE: Option<&str> = if cfg!(target_family = "wasm") {
    None
} else {
    Some(include_str!("han.txt"))
};

static FORMS: OnceLock<Table> = OnceLock::new();

/// Whether a text has characters that the table may fold.
pub(crate) fn concerns(text: &str) -> bool {
    text.chars().any(is_han)
}

/// Folds by the table that came with an index from now on, unless there is one; whether it is one. There
/// is only one table to a version of the index.
pub(crate) fn learn(table: &[u8]) -> bool {
    let Ok(table) = str::from_utf8(table) else {
        return false;
    };
    if forms().is_none() {
        FORMS.get_or_init(|| Table::read(Box::leak(Box::from(table))));
    }
    true
}

fn forms() -> Option<&'static Table> {
    match TABLE {
        Some(table) => Some(FORMS.get_or_init(|| Table::read(table))),
        None => FORMS.get(),
    }
}

/// Appends the simplified form of a character, or the character itself. Where several traditional
/// characters are written with one simplified one (乾, 幹 and 干), all fold to that.
pub(super) fn push_simplified(scalar: char, out: &mut String) {
    match forms().and_then(|forms| forms.get(scalar)) {
        Some(simplified) => out.push_str(simplified),
        None => out.push(scalar),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use expect_test::expect_file;
    use opencc_fmmseg::dictionary_lib::{DictMaxLen, DictionaryMaxlength};

    use super::super::table;
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

    fn simplified(text: &str) -> String {
        let mut out = String::new();
        text.chars()
            .for_each(|scalar| push_simplified(scalar, &mut out));
        out
    }

    #[test]
    fn the_table_is_what_opencc_says() {
        let rows = rows().into_iter().map(|(from, to)| (from, to.to_string()));
        let rows: Vec<(char, String)> = rows.collect();
        let text = table::text(rows.iter().map(|(from, to)| (*from, to.as_str())));
        expect_file!["han.txt"].assert_eq(&text);
    }

    #[test]
    fn a_form_folds_no_further() {
        for (from, to) in rows() {
            assert_eq!(simplified(&to.to_string()), to.to_string(), "{from}");
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
            assert_eq!(simplified(traditional), folded);
        }
    }
}
