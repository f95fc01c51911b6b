//! The application's parts, between our wasm-bindgen, which takes it apart, and the site.
//!
//! A part has a file of its own. What several parts need, and the rest of the application does not, is in one file
//! that comes with the first of them: it is little, and a file for each set of parts that needs the same would be
//! many.

mod strings;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walrus::{ImportKind, Module};

use crate::modules::FEATURES;
use crate::process;
use crate::project::Project;
use crate::setup;

/// What the names of the parts' files begin with.
pub const PREFIX: &str = "lectern-part-";

/// What several parts need.
const SHARED: &str = "common";

/// By what name parts import from the rest of the application.
const REST: &str = "__wasm_split";

/// Puts the application's parts beside it, with the list of their files, which is empty where it was not taken apart.
pub fn take(project: &Project, staging: &Path) -> Result<()> {
    let mut list = String::new();
    if let Some(folder) = std::env::var_os(setup::SPLIT).map(PathBuf::from) {
        let path = folder.join("parts.txt");
        let known = fs::read_to_string(&path);
        let parts = Parts::read(&known.with_context(|| format!("reading {}", path.display()))?)?;
        strings::check(project, &folder, &parts.modules())?;
        let put = |file: &str, bytes: &[u8]| {
            let path = staging.join(format!("{PREFIX}{file}.wasm"));
            fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))
        };
        for part in &parts.own {
            let own = folder.join(&part.name).with_extension("wasm");
            let own = fs::read(&own).with_context(|| format!("reading {}", own.display()))?;
            put(&part.name, &own)?;
        }
        if !parts.shared.is_empty() {
            let merged = merge(project, &folder, &parts.shared);
            put(SHARED, &merged.context("joining what parts share")?)?;
        }
        list = parts.list();
    }
    fs::write(staging.join("lectern-parts.txt"), list).context("writing the list of parts")
}

/// What the application was taken apart into.
#[derive(Debug, Default)]
struct Parts {
    own: Vec<Part>,
    /// The files that more than one part needs, each once.
    shared: Vec<String>,
}

#[derive(Debug)]
struct Part {
    name: String,
    /// Whether it needs what others need as well.
    shares: bool,
}

impl Parts {
    /// From a line for each part, its name and its files, of which its own has its name.
    fn read(lines: &str) -> Result<Self> {
        let mut parts = Self::default();
        for line in lines.lines() {
            let (name, files) = line.split_once(' ').context("a part has no files")?;
            let shared: Vec<&str> = files.split(' ').filter(|file| *file != name).collect();
            parts.own.push(Part {
                name: name.to_owned(),
                shares: !shared.is_empty(),
            });
            for file in shared {
                if !parts.shared.iter().any(|known| known == file) {
                    parts.shared.push(file.to_owned());
                }
            }
        }
        Ok(parts)
    }

    /// The names of all modules, which are those of the parts that need them.
    fn modules(&self) -> Vec<String> {
        let own = self.own.iter().map(|part| part.name.clone());
        own.chain(self.shared.iter().cloned()).collect()
    }

    /// The same for the site, with the names of the files there.
    fn list(&self) -> String {
        let line = |part: &Part| {
            let shared = part.shares.then_some(SHARED);
            let files = shared.into_iter().chain([part.name.as_str()]);
            let files = files.map(|file| format!(" {PREFIX}{file}.wasm"));
            format!("{}{}\n", part.name, files.collect::<String>())
        };
        self.own.iter().map(line).collect()
    }
}

/// One module of several that import the same.
fn merge(project: &Project, folder: &Path, files: &[String]) -> Result<Vec<u8>> {
    let wasm_merge = setup::build_packages(project)?.join("wasm-merge");
    let path = |file: &str| folder.join(file).with_extension("wasm");
    // They are joined by what they import from it.
    let between = path("between");
    passing_on(files.iter().map(|file| path(file)))?.emit_wasm_file(&between)?;
    let merged = path("merged");
    let mut command = project.command(&wasm_merge.to_string_lossy());
    command.args(FEATURES).arg(&between).arg(REST);
    for file in files {
        command.arg(path(file)).arg(file);
    }
    command.arg("-o").arg(&merged);
    process::hide(&mut command)?;
    let mut module = Module::from_file(&merged)?;
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    for export in exports {
        module.exports.delete(export);
    }
    for import in module.imports.iter_mut() {
        REST.clone_into(&mut import.module);
    }
    Ok(module.emit_wasm())
}

/// A module that has all of what modules import, because it imports it itself, from another name.
fn passing_on(modules: impl Iterator<Item = PathBuf>) -> Result<Module> {
    let mut between = Module::default();
    for path in modules {
        let module =
            Module::from_file(&path).with_context(|| format!("reading {}", path.display()))?;
        for import in module.imports.iter() {
            let name = import.name.as_str();
            if between.exports.iter().any(|known| known.name == name) {
                continue;
            }
            match import.kind {
                ImportKind::Function(_) => {
                    anyhow::bail!("{name}: parts share functions by the table")
                }
                ImportKind::Table(id) => {
                    let table = module.tables.get(id);
                    let (size, most) = (table.initial, table.maximum);
                    let kind = table.element_ty;
                    let (id, _) = between.add_import_table("app", name, false, size, most, kind);
                    between.exports.add(name, id);
                }
                ImportKind::Memory(id) => {
                    let memory = module.memories.get(id);
                    let (size, most) = (memory.initial, memory.maximum);
                    let (id, _) =
                        between.add_import_memory("app", name, false, false, size, most, None);
                    between.exports.add(name, id);
                }
                ImportKind::Global(id) => {
                    let global = module.globals.get(id);
                    let (kind, changes, shared) = (global.ty, global.mutable, global.shared);
                    let (id, _) = between.add_import_global("app", name, kind, changes, shared);
                    between.exports.add(name, id);
                }
                ImportKind::Tag(_) => anyhow::bail!("{name}: parts throw nothing"),
            }
        }
    }
    Ok(between)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use walrus::RefType;

    use super::*;

    #[test]
    fn what_is_shared_is_one_file() {
        let parts =
            Parts::read("search both search\nthemes both all themes\nalone alone\n").unwrap();
        assert_eq!(parts.shared, ["both", "all"]);
        expect![[r#"
            search lectern-part-common.wasm lectern-part-search.wasm
            themes lectern-part-common.wasm lectern-part-themes.wasm
            alone lectern-part-alone.wasm
        "#]]
        .assert_eq(&parts.list());
        assert!(Parts::read("alone").is_err());
    }

    #[test]
    fn what_modules_import_is_passed_on_once() {
        let folder = std::env::temp_dir().join(format!("parts-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let paths = ["one", "other"].map(|name| folder.join(name));
        for (path, has_table) in paths.iter().zip([false, true]) {
            let mut module = Module::default();
            module.add_import_memory(REST, "memory", false, false, 18, None, None);
            if has_table {
                module.add_import_table(REST, "functions", false, 3, None, RefType::FUNCREF);
            }
            module.emit_wasm_file(path).unwrap();
        }
        let between = passing_on(paths.into_iter());
        fs::remove_dir_all(&folder).unwrap();
        let between = between.unwrap();
        let exports = between.exports.iter().map(|export| export.name.as_str());
        assert_eq!(exports.collect::<Vec<_>>(), ["memory", "functions"]);
        assert!(between.imports.iter().all(|import| import.module != REST));
    }
}
