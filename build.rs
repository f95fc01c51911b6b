//! Lets the application be taken apart, and turns `locales/*.toml` into tables, so that the browser carries strings
//! and no parser: for each part the keys, sorted, and for each language one text of as many lines. A key that one
//! language lacks stops the build.
//!
//! Lines need no pointers, which compress badly: those of all strings would be 1.5 KB of the first load.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

type Strings = BTreeMap<String, String>;

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=locales");
    split();
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
    let parts: BTreeMap<String, Vec<String>> =
        toml::from_str(&text("locales/parts.toml")?).map_err(|error| error.to_string())?;
    let tables = tables(&parts, &english, &chinese)?;
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&out).join("locales.rs"), tables).map_err(|error| error.to_string())
}

/// Lets our `wasm-bindgen` take the application apart where `LECTERN_SPLIT` says that it is the one to join it to
/// JavaScript: it then has to know what refers to what.
fn split() {
    println!("cargo::rustc-check-cfg=cfg(split)");
    if env::var("CARGO_CFG_TARGET_FAMILY").as_deref() != Ok("wasm") {
        return;
    }
    println!("cargo::rerun-if-env-changed=LECTERN_SPLIT");
    if env::var_os("LECTERN_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        println!("cargo::rustc-link-arg-bin=lectern-app=--emit-relocs");
    }
}

fn read(path: &str) -> Result<Strings, String> {
    toml::from_str(&text(path)?).map_err(|error| format!("{path}: {error}"))
}

fn text(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn same_keys(has_path: &str, has: &Strings, path: &str, other: &Strings) -> Result<(), String> {
    match has.keys().find(|key| !other.contains_key(*key)) {
        Some(key) => Err(format!("{path}: \"{key}\" is missing; {has_path} has it")),
        None => Ok(()),
    }
}

/// A table for each part of the application, one for the rest, and the list of all.
fn tables(
    parts: &BTreeMap<String, Vec<String>>,
    english: &Strings,
    chinese: &Strings,
) -> Result<String, String> {
    const REST: &str = "rest";
    // Nothing in a browser says those.
    const PAGES: &str = "pages";
    let is_of = |part: &str, key: &str| {
        let named = parts.get(part).into_iter().flatten();
        let mut named = named.map(String::as_str);
        named.any(|name| name == key || (name.ends_with('.') && key.starts_with(name)))
    };
    let is_of_rest =
        |key: &str| is_of(REST, key) || !parts.keys().any(|part| part != REST && is_of(part, key));
    let mut tables = String::new();
    let mut names = Vec::new();
    for part in parts.keys() {
        let own = |strings: &Strings| -> Strings {
            let is_own = |key: &str| match part.as_str() {
                REST => is_of_rest(key),
                part => is_of(part, key) && !is_of_rest(key),
            };
            let own = strings.iter().filter(|(key, _)| is_own(key));
            own.map(|(key, text)| (key.clone(), text.clone())).collect()
        };
        let name = part.to_uppercase();
        let cfg = if part == PAGES {
            "#[cfg(not(split))]\n"
        } else {
            ""
        };
        let (english, chinese) = (own(english), own(chinese));
        let keys: Vec<&String> = english.keys().collect();
        let (english, chinese) = (lines(&english)?, lines(&chinese)?);
        // Writing to a string does not fail.
        let _ = writeln!(
            tables,
            "{cfg}/// The strings of a part.\npub static {name}: Texts = Texts::new(&{keys:?}, [{english:?}, {chinese:?}]);"
        );
        names.push(format!("&{name}"));
    }
    let _ = writeln!(
        tables,
        "#[cfg(not(split))]\nstatic ALL: &[&Texts] = &[{}];",
        names.join(", ")
    );
    Ok(tables)
}

/// The strings in the order of their keys, a line each.
fn lines(strings: &Strings) -> Result<String, String> {
    if let Some((key, _)) = strings.iter().find(|(_, text)| text.contains('\n')) {
        return Err(format!("the string \"{key}\" has a second line"));
    }
    let all: Vec<&str> = strings.values().map(String::as_str).collect();
    Ok(all.join("\n"))
}
