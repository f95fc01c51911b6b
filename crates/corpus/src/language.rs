//! Language tags, and texts that exist in several languages.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A BCP 47 language tag such as `en` or `zh-Hans`, in its conventional case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// The language of this tag; `zh-hans` and `ZH_Hans` both become `zh-Hans`.
    pub fn new(tag: &str) -> Self {
        let subtags = tag
            .trim()
            .split(['-', '_'])
            .filter(|subtag| !subtag.is_empty());
        let cased = subtags
            .enumerate()
            .map(|(position, subtag)| match (position, subtag.len()) {
                (0, _) => subtag.to_ascii_lowercase(),
                (_, 4) => {
                    let mut characters = subtag.chars();
                    let first = characters.next().map(|first| first.to_ascii_uppercase());
                    first
                        .into_iter()
                        .chain(characters.map(|rest| rest.to_ascii_lowercase()))
                        .collect()
                }
                (_, 2) => subtag.to_ascii_uppercase(),
                _ => subtag.to_ascii_lowercase(),
            });
        Self(cased.collect::<Vec<_>>().join("-"))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag: `zh` of `zh-Hans`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether it is written in ideographs, without spaces between words.
    pub fn is_ideographic(&self) -> bool {
        matches!(self.primary(), "zh" | "ja" | "yue" | "lzh")
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(
            self.primary(),
            "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug"
        )
    }
}

impl From<String> for Language {
    fn from(tag: String) -> Self {
        Self::new(&tag)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One text in several languages, each language once, in the order of their tags.
///
/// A list and no map: there are few languages, and a tree would cost the browser kilobytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized(Vec<(Language, String)>);

impl FromIterator<(Language, String)> for Localized {
    /// Of two texts in one language the later one stays.
    fn from_iter<T: IntoIterator<Item = (Language, String)>>(texts: T) -> Self {
        let mut localized = Self::default();
        for (language, text) in texts {
            match localized
                .0
                .binary_search_by(|(known, _)| known.cmp(&language))
            {
                Ok(at) => localized.0[at].1 = text,
                Err(at) => localized.0.insert(at, (language, text)),
            }
        }
        localized
    }
}

impl Localized {
    /// A text in one language only.
    pub fn single(language: Language, text: impl Into<String>) -> Self {
        Self(vec![(language, text.into())])
    }

    /// All texts with their languages.
    pub fn iter(&self) -> impl Iterator<Item = (&Language, &str)> {
        self.0
            .iter()
            .map(|(language, text)| (language, text.as_str()))
    }

    /// The text in this language, else in a variety of it (`zh-Hant` for `zh-Hans`), else in
    /// English, else in any: with the language that it is in.
    pub fn best(&self, language: &Language) -> Option<(&Language, &str)> {
        let by_primary = |primary: &str| self.iter().find(|(tag, _)| tag.primary() == primary);
        self.iter()
            .find(|(tag, _)| *tag == language)
            .or_else(|| by_primary(language.primary()))
            .or_else(|| by_primary("en"))
            .or_else(|| self.iter().next())
    }

    /// The text of [`Localized::best`] alone, or nothing.
    pub fn text(&self, language: &Language) -> &str {
        self.best(language).map_or("", |(_, text)| text)
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cased_by_convention() {
        for (raw, tag) in [
            ("EN", "en"),
            ("zh_hans", "zh-Hans"),
            ("zh-hant-tw", "zh-Hant-TW"),
            (" pt-br ", "pt-BR"),
        ] {
            assert_eq!(Language::new(raw).as_str(), tag);
        }
    }

    #[test]
    fn the_best_text_follows_the_reader() {
        let texts = [("zh-Hans", "题"), ("en", "Themes"), ("zh-Hans", "主题")];
        let text: Localized = texts
            .map(|(tag, text)| (Language::new(tag), text.to_owned()))
            .into_iter()
            .collect();
        assert_eq!(text.text(&Language::new("zh-Hans")), "主题");
        assert_eq!(text.text(&Language::new("zh-Hant")), "主题");
        assert_eq!(text.text(&Language::new("de")), "Themes");
        assert_eq!(Localized::default().text(&Language::new("de")), "");
    }
}
