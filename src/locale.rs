//! The interface's languages. Every string that a reader sees comes from `locales/`.

mod texts;

use corpus::Language;

pub use self::texts::{AIDS, MARKS, NOTEBOOK, SEARCH, THEMES};
pub use self::texts::{Texts, learn};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    ZhHans,
}

impl Locale {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhHans];

    /// The language's tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
        }
    }

    /// The language.
    pub fn language(self) -> Language {
        Language::new(self.tag())
    }

    /// The interface for readers of this language, where there is one.
    pub fn of(language: &Language) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.language().primary() == language.primary())
    }

    /// The string of this key. A key that is not there shows itself; a test keeps that from happening.
    pub fn text(self, key: &'static str) -> &'static str {
        texts::find(self, key).unwrap_or(key)
    }

    /// The string of this key with its `{names}` filled in.
    pub fn fill(self, key: &'static str, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }

    /// The string for this number: `singular` and `plural` are the two keys; `{n}` is the number.
    pub fn count(
        self,
        (singular, plural): (&'static str, &'static str),
        number: usize,
        values: &[(&str, &str)],
    ) -> String {
        let key = if number == 1 { singular } else { plural };
        let digits = number.to_string();
        let mut all = vec![("n", digits.as_str())];
        all.extend_from_slice(values);
        self.fill(key, &all)
    }

    /// A number with one decimal place. (The standard library's own way would cost the browser kilobytes.)
    pub fn decimal(self, number: f32) -> String {
        let tenths = (number * 10.0).round() as u32;
        [
            &*(tenths / 10).to_string(),
            ".",
            &*(tenths % 10).to_string(),
        ]
        .concat()
    }

    /// What a language is called in itself.
    pub fn name_of(self, language: &Language) -> String {
        match Self::of(language) {
            Some(locale) => locale.text("language.name").to_owned(),
            None => language.to_string(),
        }
    }

    /// A date as it is written in this language.
    pub fn date(self, date: corpus::Date) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let year = date.year();
        match (self, date.month(), date.day()) {
            (Self::ZhHans, Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
            (Self::ZhHans, Some(month), None) => format!("{year}年{month}月"),
            (Self::ZhHans, None, _) => format!("{year}年"),
            (Self::En, Some(month), day) => {
                let month = MONTHS[usize::from(month - 1)];
                match day {
                    Some(day) => format!("{day} {month} {year}"),
                    None => format!("{month} {year}"),
                }
            }
            (Self::En, None, _) => year.to_string(),
        }
    }
}

fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let value = values
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value);
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filling_in() {
        assert_eq!(
            fill("{n} of {all}", &[("n", "3"), ("all", "17")]),
            "3 of 17"
        );
        assert_eq!(fill("plain", &[]), "plain");
        assert_eq!(
            Locale::En.count(("essays.one", "essays.other"), 1, &[]),
            "1 essay"
        );
        assert_eq!(
            Locale::ZhHans.count(("essays.one", "essays.other"), 2, &[]),
            "2 篇文章"
        );
    }

    #[test]
    fn dates() {
        let day = corpus::Date::new(2024, 3, 19).unwrap();
        assert_eq!(Locale::En.date(day), "19 March 2024");
        assert_eq!(Locale::ZhHans.date(day), "2024年3月19日");
        assert_eq!(
            Locale::En.date(corpus::Date::new(1911, 0, 0).unwrap()),
            "1911"
        );
    }
}
