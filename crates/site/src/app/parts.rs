//! The parts of the application that come only when they are needed.

use std::collections::BTreeMap;

use super::{AppError, FOLDER, File, hashed};

/// The list of parts that the build leaves beside them: a line for each, its name and its files.
pub(super) const LIST: &str = "lectern-parts.txt";

/// What stands in `start.js` in the place of the parts' files.
const PLACE: &str = r#""lectern-parts""#;

/// The parts.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub files: Vec<File>,
    /// The places of each part's files among all.
    places: BTreeMap<String, Vec<usize>>,
}

impl Parts {
    /// The parts in a list, whose files `take` gives by their names.
    pub fn read(list: &File, mut take: impl FnMut(&str) -> Option<File>) -> Result<Self, AppError> {
        let (mut files, mut names) = (Vec::new(), Vec::new());
        let mut places = BTreeMap::new();
        for line in String::from_utf8_lossy(&list.bytes).lines() {
            let mut words = line.split(' ');
            let part = words.next().unwrap_or_default();
            let mut own = Vec::new();
            for word in words {
                if let Some(known) = names.iter().position(|name| name == word) {
                    own.push(known);
                    continue;
                }
                let missing = AppError::Missing("WebAssembly of a part (lectern-part-*.wasm)");
                let file = take(word).ok_or(missing)?;
                let stem = word.strip_suffix(".wasm").unwrap_or(word);
                own.push(files.len());
                files.push(hashed(stem, "wasm", file.bytes));
                names.push(word.to_owned());
            }
            places.insert(part.to_owned(), own);
        }
        Ok(Self { files, places })
    }

    /// A text of `start.js` with the files of each part, beside which it lies.
    pub fn named_in(&self, start: &str) -> String {
        let parts = self.by_name("./").into_iter();
        let parts = parts.map(|(name, files)| format!("{name:?}:{files:?}"));
        let table = parts.collect::<Vec<_>>().join(",");
        start.replace(PLACE, &format!("{{{table}}}"))
    }

    /// The addresses of each part's files from the site's root.
    pub fn addresses(&self) -> BTreeMap<String, Vec<String>> {
        self.by_name(&format!("{FOLDER}/"))
    }

    fn by_name(&self, before: &str) -> BTreeMap<String, Vec<String>> {
        let address = |&place: &usize| format!("{before}{}", self.files[place].name);
        let places = self.places.iter();
        places
            .map(|(name, places)| (name.clone(), places.iter().map(address).collect()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::file;

    fn read(list: &str) -> Result<Parts, AppError> {
        let take = |name: &str| (name != "gone.wasm").then(|| file(name, name));
        Parts::read(&file(LIST, list), take)
    }

    #[test]
    fn a_shared_file_is_there_once() {
        let parts = read("a a.wasm both.wasm\nb b.wasm both.wasm\nempty\n").unwrap();
        let names: Vec<&str> = parts.files.iter().map(|file| &*file.name).collect();
        let [a, both, b] = names[..] else {
            panic!("{names:?}")
        };
        assert!(a.starts_with("a-") && b.ends_with(".wasm"), "{names:?}");
        assert_eq!(
            parts.named_in(r#"p="lectern-parts";"#),
            format!(r#"p={{"a":["./{a}", "./{both}"],"b":["./{b}", "./{both}"],"empty":[]}};"#)
        );
        let address = |name| format!("assets/{name}");
        assert_eq!(parts.addresses()["b"], [address(b), address(both)]);
    }

    #[test]
    fn a_missing_file_is_an_error() {
        let error = read("a gone.wasm").unwrap_err();
        assert!(error.to_string().contains("lectern-part-*.wasm"), "{error}");
    }
}
