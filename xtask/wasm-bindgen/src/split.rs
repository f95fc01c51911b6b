//! Taking a module apart before it is joined to JavaScript: what comes only when it is needed goes into parts.
//!
//! The module has to be linked with `--emit-relocs`. A part is what can be reached through one function only, which
//! the module imports and exports under names that belong together (`part!` in the application makes both). The
//! parts import the memory and the function table of the rest, which JavaScript hands them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

/// What the names of such functions begin with.
const MARK: &[u8] = b"__wasm_split_00";

/// Beside the parts: a line for each, its name and its files.
const LIST: &str = "parts.txt";

/// Whether a module can be taken apart.
pub fn has_parts(module: &[u8]) -> bool {
    let first = MARK[0];
    let mut starts = module
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == first);
    starts.any(|(at, _)| module[at..].starts_with(MARK))
}

/// Writes the parts of a module and their list to a folder, where nothing else stays, and the rest too, whose path
/// is returned.
pub fn split(module: &[u8], folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    let rest = folder.join("rest.wasm");
    let mut options = Options::new(module);
    options.output_dir = folder;
    options.main_out_path = &rest;
    // The JavaScript that it would have for this is left: the application has its own.
    options.link_name = "unused.js";
    let parts = transform(options).map_err(|error| anyhow!("{error:#}"))?;
    let parts = parts.prefetch_map.into_iter();
    let names = name_files(parts.collect())?;
    let mut list = String::new();
    for (part, files) in &names.parts {
        list += &format!("{part} {}\n", files.join(" "));
    }
    for (old, new) in &names.files {
        let path = |name: &str| folder.join(name).with_extension("wasm");
        fs::rename(path(old), path(new)).with_context(|| format!("naming {new}"))?;
    }
    fs::write(folder.join(LIST), list).with_context(|| format!("writing {LIST}"))?;
    Ok(rest)
}

/// What files are called.
#[derive(Debug, Default)]
struct Names {
    /// The new name of each file by its old one.
    files: BTreeMap<String, String>,
    /// The new names of the files of each part.
    parts: BTreeMap<String, Vec<String>>,
}

/// Names each file after the parts that need it.
fn name_files(parts: BTreeMap<String, Vec<String>>) -> Result<Names> {
    let mut needed: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (part, files) in &parts {
        for file in files {
            needed.entry(file.clone()).or_default().push(part);
        }
    }
    let files = needed.into_iter();
    let files: BTreeMap<_, _> = files.map(|(file, by)| (file, by.join("-"))).collect();
    let new_names = |files_of: Vec<String>| {
        let new = |file: &String| files.get(file).cloned().context("a part without a file");
        files_of.iter().map(new).collect::<Result<Vec<_>>>()
    };
    let parts = parts.into_iter();
    let parts = parts.map(|(part, files)| Ok((part, new_names(files)?)));
    Ok(Names {
        parts: parts.collect::<Result<_>>()?,
        files,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn the_mark_is_found() {
        assert!(has_parts(b"\0asm __wasm_split_00themes00_import_0"));
        assert!(!has_parts(b"\0asm __wasm_split __wasm_bindgen"));
    }

    #[test]
    fn files_are_named_after_those_that_need_them() {
        let parts = [
            ("search", &["chunk_1", "split_search"][..]),
            ("themes", &["chunk_1", "split_themes"]),
        ];
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let parts = parts.map(|(part, files)| (part.to_owned(), owned(files)));
        let names = name_files(parts.into()).unwrap();
        let text = format!("{:?}\n{:?}", names.files, names.parts);
        expect![[r#"
            {"chunk_1": "search-themes", "split_search": "search", "split_themes": "themes"}
            {"search": ["search-themes", "search"], "themes": ["search-themes", "themes"]}"#]]
        .assert_eq(&text);
    }
}
