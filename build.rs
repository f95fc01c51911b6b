//! Turns `locales/*.toml` into sorted tables, so that the browser carries strings and no parser.
//! A key that one language lacks stops the build.

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
    let tables = table("EN", &english) + &table("ZH_HANS", &chinese);
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

/// A static table sorted by key, for binary search.
fn table(name: &str, strings: &Strings) -> String {
    let mut table = format!("static {name}: &[(&str, &str)] = &[\n");
    for (key, text) in strings {
        // Writing to a string does not fail.
        let _ = writeln!(table, "    ({key:?}, {text:?}),");
    }
    table.push_str("];\n");
    table
}
