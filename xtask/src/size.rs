//! `cargo xtask size`: what a reader downloads, file by file, against budgets.toml.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::compress;
use crate::project::Project;

/// Budgets are in kilobytes of 1,000 bytes.
const KILOBYTE: usize = 1_000;

/// Prints the table and fails when a file, or a load as a whole, is over its budget.
pub fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    let budgets: Budgets =
        toml::from_str(&project.read("budgets.toml")?).context("budgets.toml is not readable")?;
    let site = project.path("dist");
    let names = files_below(&site).context("there is no site yet; `cargo xtask dist` builds it")?;
    let mut loaded = Vec::new();
    for load in &budgets.load {
        loaded.push(loaded_files(&site, &names, load, &budgets.load)?);
    }
    let mut table = Table::default();
    for name in names {
        let load = loaded.iter().position(|files| files.contains(&name));
        match budgets.of(&name) {
            Some(budget) => table.rows.push(Row::measure(&site, name, budget, load)?),
            None if load.is_some() => table.unbudgeted.push(name),
            None => {}
        }
    }
    table.unmatched = budgets.without_file(&table.rows);
    table.loads = budgets.load;
    print!("{}", table.text());
    table.judge()
}

/// budgets.toml.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    load: Vec<Load>,
    file: Vec<Budget>,
}

/// What is loaded in one go.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Load {
    /// What it is called.
    name: String,
    /// The file that it begins with, as [`Budget::path`]. All code that this names is loaded with it,
    /// and what that names; not what another load begins with.
    begins: String,
    /// Kilobytes, brotli, of all of it.
    budget: usize,
}

/// What one file may weigh.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    /// Path in dist/, with `*` for the hash in a name.
    path: String,
    /// Kilobytes, brotli.
    budget: usize,
}

impl Budgets {
    fn of(&self, name: &str) -> Option<&Budget> {
        self.file.iter().find(|budget| matches(&budget.path, name))
    }

    fn without_file(&self, rows: &[Row]) -> Vec<String> {
        let has_file = |budget: &&Budget| rows.iter().any(|row| matches(&budget.path, &row.name));
        let missing = self.file.iter().filter(|budget| !has_file(budget));
        missing.map(|budget| budget.path.clone()).collect()
    }
}

/// Whether a name is of the form that a pattern with at most one `*` describes; `*` crosses no `/`.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let middle = name
        .strip_prefix(head)
        .and_then(|rest| rest.strip_suffix(tail));
    middle.is_some_and(|middle| !middle.contains('/'))
}

/// The file that a load begins with, the code that it names, the code that this names, and so on.
fn loaded_files(
    site: &Path,
    names: &[String],
    load: &Load,
    all: &[Load],
) -> Result<BTreeSet<String>> {
    let begins = |load: &Load, name: &String| matches(&load.begins, name);
    let is_other = |name: &String| {
        let mut loads = all.iter().filter(|other| other.begins != load.begins);
        loads.any(|other| begins(other, name))
    };
    let first = names.iter().filter(|name| begins(load, name));
    let mut left: Vec<String> = first.cloned().collect();
    let mut loaded = BTreeSet::new();
    while let Some(name) = left.pop() {
        let bytes = match name.ends_with(".wasm") {
            // It loads nothing by itself, whatever its texts say.
            true => Vec::new(),
            false => fs::read(site.join(&name)).with_context(|| format!("reading {name}"))?,
        };
        let text = String::from_utf8_lossy(&bytes);
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let named = names
            .iter()
            .filter(|name| is_code(name) && mentions(&text, folder, name) && !is_other(name));
        let new = named.filter(|name| !loaded.contains(*name));
        left.extend(new.cloned());
        loaded.insert(name);
    }
    Ok(loaded)
}

fn is_code(name: &str) -> bool {
    let extensions = [".css", ".js", ".mjs", ".wasm"];
    extensions.iter().any(|extension| name.ends_with(extension))
}

/// Whether a text in a folder of the site holds the address of a file, relative or from the site's root.
fn mentions(text: &str, folder: &str, name: &str) -> bool {
    let relative = match folder {
        "" => name,
        folder => name
            .strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or(name),
    };
    let is_delimiter =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '=' | '<' | '>' | '(' | ')');
    text.split(is_delimiter).any(|word| {
        word.strip_prefix('/') == Some(name) || word.trim_start_matches("./") == relative
    })
}

/// Paths of all files of a folder, relative to it, sorted.
fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    collect(folder, "", &mut names)?;
    names.retain(|name| !compress::WAYS.iter().any(|way| name.ends_with(way)));
    names.sort();
    Ok(names)
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let entry = entry.with_context(|| format!("listing {}", folder.display()))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    loads: Vec<Load>,
    /// Loaded files that no budget covers.
    unbudgeted: Vec<String>,
    /// Budgets that cover no file.
    unmatched: Vec<String>,
}

struct Row {
    name: String,
    raw: usize,
    brotli: usize,
    budget: usize,
    /// With which load it comes.
    load: Option<usize>,
}

impl Row {
    fn measure(site: &Path, name: String, budget: &Budget, load: Option<usize>) -> Result<Self> {
        let bytes = fs::read(site.join(&name)).with_context(|| format!("reading {name}"))?;
        Ok(Self {
            raw: bytes.len(),
            brotli: compressed(site, &name, &bytes)?,
            budget: budget.budget * KILOBYTE,
            name,
            load,
        })
    }

    fn is_over(&self) -> bool {
        self.brotli > self.budget
    }
}

/// Length of the bytes as brotli sends them: of the compressed file beside it, if there is one.
fn compressed(site: &Path, name: &str, bytes: &[u8]) -> Result<usize> {
    match fs::read(site.join(format!("{name}.br"))) {
        Ok(compressed) => Ok(compressed.len()),
        Err(_) => Ok(compress::brotli(bytes)?.len()),
    }
}

impl Table {
    /// What a load weighs, and what it may.
    fn load(&self, load: usize) -> (usize, usize) {
        let rows = self.rows.iter().filter(|row| row.load == Some(load));
        let brotli = rows.map(|row| row.brotli).sum();
        (brotli, self.loads[load].budget * KILOBYTE)
    }

    fn text(&self) -> String {
        let mut text = line("file", "raw", "brotli", "budget", "");
        for row in &self.rows {
            let note = if row.is_over() { "  OVER" } else { "" };
            let [raw, brotli, budget] = [row.raw, row.brotli, row.budget].map(kilobytes);
            text += &line(&row.name, &raw, &brotli, &budget, note);
        }
        for (at, load) in self.loads.iter().enumerate() {
            let (brotli, budget) = self.load(at);
            let note = if brotli > budget { "  OVER" } else { "" };
            text += &line(&load.name, "", &kilobytes(brotli), &kilobytes(budget), note);
        }
        text
    }

    fn judge(&self) -> Result<()> {
        let mut faults: Vec<String> = Vec::new();
        let over = self.rows.iter().filter(|row| row.is_over());
        faults.extend(over.map(|row| format!("{} is over its budget", row.name)));
        let missing = |name: &String| format!("{name} is loaded and has no budget");
        faults.extend(self.unbudgeted.iter().map(missing));
        let unmatched = |path: &String| format!("the budget {path} matches no file");
        faults.extend(self.unmatched.iter().map(unmatched));
        for (at, load) in self.loads.iter().enumerate() {
            let (brotli, budget) = self.load(at);
            if brotli > budget {
                faults.push(format!("the {} is over its budget", load.name));
            }
        }
        if !faults.is_empty() {
            bail!("{}; see budgets.toml", faults.join("; "));
        }
        Ok(())
    }
}

fn line(file: &str, raw: &str, brotli: &str, budget: &str, note: &str) -> String {
    format!("{file:<44} {raw:>10} {brotli:>10} {budget:>10}{note}\n")
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / KILOBYTE, bytes % KILOBYTE / 100)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    #[test]
    fn patterns() {
        assert!(matches("app-*.js", "app-0f3a.js"));
        assert!(!matches("app-*.js", "app-0f3a.wasm"));
        assert!(!matches("app-*.js", "app-x/y.js"));
        assert!(matches("index.html", "index.html"));
    }

    #[test]
    fn what_a_text_mentions() {
        let page = r#"<link rel=stylesheet href="./a.css"><script type=module src=assets/start.js>
            </script><script>import init from '/app.js'</script>"#;
        let in_page = |name| mentions(page, "", name);
        assert!(
            ["a.css", "assets/start.js", "app.js"]
                .into_iter()
                .all(in_page)
        );
        assert!(
            !["b.css", "start.js", "assets/a.css"]
                .into_iter()
                .any(in_page)
        );
        let module = r#"new URL("./app.wasm", import.meta.url)"#;
        assert!(mentions(module, "assets", "assets/app.wasm"));
        assert!(!mentions(module, "", "assets/app.wasm"));
    }

    fn check(rows: &[(&str, usize, usize)], expect: &Expect) {
        let rows = rows.iter().map(|&(name, brotli, budget)| Row {
            name: name.to_owned(),
            raw: brotli * 3,
            brotli,
            budget,
            load: Some(0),
        });
        let table = Table {
            rows: rows.collect(),
            loads: vec![Load {
                name: "first load".to_owned(),
                begins: "index.html".to_owned(),
                budget: 200,
            }],
            ..Table::default()
        };
        let verdict = table.judge().err().map(|error| format!("{error:#}\n"));
        expect.assert_eq(&(table.text() + verdict.as_deref().unwrap_or("ok\n")));
    }

    #[test]
    fn verdicts() {
        check(
            &[
                ("index.html", 6_040, 10_000),
                ("app.wasm", 125_000, 130_000),
            ],
            &expect![[r#"
                file                                                raw     brotli     budget
                index.html                                      18.1 KB     6.0 KB    10.0 KB
                app.wasm                                       375.0 KB   125.0 KB   130.0 KB
                first load                                                131.0 KB   200.0 KB
                ok
            "#]],
        );
        check(
            &[("app.wasm", 201_000, 200_000)],
            &expect![[r#"
                file                                                raw     brotli     budget
                app.wasm                                       603.0 KB   201.0 KB   200.0 KB  OVER
                first load                                                201.0 KB   200.0 KB  OVER
                app.wasm is over its budget; the first load is over its budget; see budgets.toml
            "#]],
        );
    }

    #[test]
    fn text_that_repeats_is_small() {
        assert!(compressed(Path::new("nowhere"), "a", &[b'a'; 10_000]).unwrap() < 50);
    }
}
