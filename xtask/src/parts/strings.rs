//! That the strings which a part of the application says come with it: what names a string elsewhere would show its
//! key to a reader.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walrus::Module;

use crate::project::Project;

/// What is at hand from the first moment: the strings, and the module.
const REST: &str = "rest";

/// Holds the modules of a folder, which are called after the parts that need them, to `locales/parts.toml`.
pub fn check(project: &Project, folder: &Path, modules: &[String]) -> Result<()> {
    let tables = Tables {
        keys: toml::from_str(&project.read("locales/en.toml")?).context("locales/en.toml")?,
        parts: toml::from_str(&project.read("locales/parts.toml")?)
            .context("locales/parts.toml")?,
    };
    let mut missing = Vec::new();
    for module in modules.iter().map(String::as_str).chain([REST]) {
        let path = folder.join(module).with_extension("wasm");
        let read = Module::from_file(&path);
        let read = read.with_context(|| format!("reading {}", path.display()))?;
        let data: Vec<u8> = read
            .data
            .iter()
            .flat_map(|data| data.value.clone())
            .collect();
        missing.extend(tables.missing(module, &data));
    }
    ensure!(
        missing.is_empty(),
        "locales/parts.toml has strings come elsewhere than they are said:\n{}",
        missing.join("\n")
    );
    Ok(())
}

struct Tables {
    keys: BTreeMap<String, String>,
    parts: BTreeMap<String, Vec<String>>,
}

impl Tables {
    fn is_named(&self, part: &str, key: &str) -> bool {
        let named = self.parts.get(part).into_iter().flatten();
        let mut named = named.map(String::as_str);
        named.any(|name| name == key || (name.ends_with('.') && key.starts_with(name)))
    }

    /// Whether a string is at hand where a part is, or the rest alone.
    fn is_at_hand(&self, part: &str, key: &str) -> bool {
        let mut parts = self.parts.keys().filter(|part| *part != REST);
        self.is_named(REST, key)
            || self.is_named(part, key)
            || !parts.any(|part| self.is_named(part, key))
    }

    /// The keys that stand in a module's data and that are not at hand wherever this is needed.
    fn missing(&self, module: &str, data: &[u8]) -> Vec<String> {
        // A word alone is no sign of the key that it is.
        let keys = self.keys.keys().filter(|key| key.contains('.'));
        let found = keys.flat_map(|key| {
            let places = data.windows(key.len()).enumerate();
            let places = places.filter(|(_, bytes)| *bytes == key.as_bytes());
            places.map(move |(at, _)| (at, key))
        });
        let found: Vec<(usize, &String)> = found.collect();
        // One key may be the beginning of another.
        let is_whole = |&&(at, key): &&(usize, &String)| {
            let longer = |&(other, longer): &(usize, &String)| {
                longer.len() > key.len() && other <= at && at + key.len() <= other + longer.len()
            };
            !found.iter().any(longer)
        };
        let mut missing = Vec::new();
        for (_, key) in found.iter().filter(is_whole) {
            for part in module.split('-') {
                if !self.is_at_hand(part, key) {
                    missing.push(format!("{part}: {key}"));
                }
            }
        }
        missing.sort();
        missing.dedup();
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_elsewhere_is_found() {
        let tables: Tables = Tables {
            keys: toml::from_str("'a.b' = ''\n'a.bc' = ''\n'c.d' = ''\n'e.f' = ''").unwrap(),
            parts: toml::from_str("one = ['a.', 'e.']\ntwo = ['c.']\nrest = ['e.f']").unwrap(),
        };
        for (module, data, missing) in [
            ("rest", "xa.be.f", &["rest: a.b"][..]),
            ("rest", "a.bc", &["rest: a.bc"]),
            ("one", "a.ba.bcc.de.f", &["one: c.d"]),
            ("one-two", "a.b c.d", &["one: c.d", "two: a.b"]),
            ("two", "c.dd", &[]),
        ] {
            assert_eq!(
                tables.missing(module, data.as_bytes()),
                missing,
                "{module} {data}"
            );
        }
    }
}
