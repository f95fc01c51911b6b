//! Turns `locales/*.toml` into tables, so that the browser carries strings and no parser: the keys, sorted, and
//! for each language one text of as many lines. A key that one language lacks stops the build.
//!
//! Lines need no pointers, which compress badly: those of all strings would be 1.5 KB of the first load.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

type Strings = BTreeMap<String, String>;

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=locales");
    let english = read("locales/en.toml")?;
    let chinese = read("locales/zh-Hans.toml")?;
    same_keys(
        "locales/en.toml",
        &english,
        "locales/zh-Hans.toml",
        &chinese,
    )?;
    same_keys(
        "locales/zh-Hans.toml",
        &chinese,
        "locales/en.toml",
        &english,
    )?;
    let tables = keys(&english) + &lines("EN", &english)? + &lines("ZH_HANS", &chinese)?;
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&out).join("locales.rs"), tables).map_err(|error| error.to_string())
}

fn read(path: &str) -> Result<Strings, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    toml::from_str(&text).map_err(|error| format!("{path}: {error}"))
}

fn same_keys(has_path: &str, has: &Strings, path: &str, other: &Strings) -> Result<(), String> {
    match has.keys().find(|key| !other.contains_key(*key)) {
        Some(key) => Err(format!("{path}: \"{key}\" is missing; {has_path} has it")),
        None => Ok(()),
    }
}

/// The keys in order, for binary search.
fn keys(strings: &Strings) -> String {
    let mut table = "static KEYS: &[&str] = &[\n".to_owned();
    for key in strings.keys() {
        // Writing to a string does not fail.
        let _ = writeln!(table, "    {key:?},");
    }
    table.push_str("];\n");
    table
}

/// The strings in the order of their keys, a line each.
fn lines(name: &str, strings: &Strings) -> Result<String, String> {
    if let Some((key, _)) = strings.iter().find(|(_, text)| text.contains('\n')) {
        return Err(format!("the string \"{key}\" has a second line"));
    }
    let all: Vec<&str> = strings.values().map(String::as_str).collect();
    Ok(format!("static {name}: &str = {:?};\n", all.join("\n")))
}
