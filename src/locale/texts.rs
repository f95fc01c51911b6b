//! The strings, in tables that come with the parts of the application that say them.

use std::sync::OnceLock;

use super::Locale;

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The strings of a part of the application, or of the rest of it.
pub struct Texts {
    /// Their keys, sorted.
    keys: &'static [&'static str],
    /// For each language a text with a line for each key. Lines need no pointers, which compress badly.
    texts: [&'static str; 2],
    lines: [OnceLock<Vec<&'static str>>; 2],
}

impl Texts {
    const fn new(keys: &'static [&'static str], texts: [&'static str; 2]) -> Self {
        Self {
            keys,
            texts,
            lines: [const { OnceLock::new() }; 2],
        }
    }

    fn find(&'static self, locale: Locale, key: &str) -> Option<&'static str> {
        let at = self.keys.binary_search(&key).ok()?;
        self.lines(locale).get(at).copied()
    }

    /// All strings in the order of their keys.
    fn lines(&'static self, locale: Locale) -> &'static [&'static str] {
        let at = locale as usize;
        self.lines[at].get_or_init(|| self.texts[at].split('\n').collect())
    }
}

#[cfg(split)]
thread_local! {
    /// The strings of the parts that are here.
    static LEARNT: std::cell::RefCell<Vec<&'static Texts>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// The string of this key, if it is here.
#[cfg(split)]
pub(super) fn find(locale: Locale, key: &str) -> Option<&'static str> {
    let learnt =
        || LEARNT.with_borrow(|learnt| learnt.iter().find_map(|texts| texts.find(locale, key)));
    REST.find(locale, key).or_else(learnt)
}

/// The string of this key.
#[cfg(not(split))]
pub(super) fn find(locale: Locale, key: &str) -> Option<&'static str> {
    ALL.iter().find_map(|texts| texts.find(locale, key))
}

/// Knows the strings of a part from now on. Where the application is not taken apart, all are known.
pub fn learn(texts: &'static Texts) {
    #[cfg(split)]
    LEARNT.with_borrow_mut(|learnt| learnt.push(texts));
    #[cfg(not(split))]
    let _ = texts;
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn keys() -> impl Iterator<Item = &'static str> {
        ALL.iter().flat_map(|texts| texts.keys.iter().copied())
    }

    #[test]
    fn every_key_has_its_own_line() {
        for texts in ALL {
            for locale in Locale::ALL {
                assert_eq!(texts.lines(locale).len(), texts.keys.len().max(1));
            }
        }
        assert_eq!(Locale::En.text("words.other"), "{n} words");
        assert_ne!(
            Locale::ZhHans.text("about.does"),
            Locale::En.text("about.does")
        );
        let unknown = "no such key";
        assert_eq!(Locale::En.text(unknown), unknown);
    }

    /// What is not said before a part has come is no load of those who begin without it.
    #[test]
    fn parts_have_their_own() {
        assert!(REST.keys.contains(&"nav.themes"));
        assert!(!REST.keys.contains(&"themes.intro"));
        assert!(THEMES.keys.contains(&"themes.intro"));
    }

    /// Every key that the source names is in the tables, and every key in the tables is named.
    #[test]
    fn keys_and_source_agree() {
        let mut source = String::new();
        for folder in ["src", "crates/search/src/query"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            read_all(&folder, &mut source);
        }
        let colours = marks::Colour::ALL.map(marks::Colour::label_key);
        for key in keys().filter(|key| !colours.contains(key)) {
            assert!(
                source.contains(&format!("\"{key}\"")),
                "locales: nothing uses {key}"
            );
        }
        for call in [".text(\"", ".fill(\""] {
            for (at, _) in source.match_indices(call) {
                let key = source[at + call.len()..].split('"').next().unwrap();
                assert!(keys().any(|known| known == key), "no string {key}");
            }
        }
    }

    fn read_all(folder: &Path, into: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read_all(&path, into);
            } else {
                into.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
}
