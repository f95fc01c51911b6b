//! WebAssembly modules made small, between wasm-bindgen, which writes them, and the site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use walrus::{FunctionBuilder, FunctionKind, Module};

use crate::parts;
use crate::process;
use crate::project::Project;
use crate::setup;

/// What a kind of module goes through.
struct Treatment {
    /// What the names of such modules begin with.
    begins: &'static str,
    /// Whether a panic only stops the module, without a message.
    silent: bool,
    /// How wasm-opt optimises it.
    passes: &'static [&'static str],
}

/// How the application is optimised.
const OF_APP: &[&str] = &[
    "--flatten",
    "--rereloop",
    "-Oz",
    "--traps-never-happen",
    "-Oz",
    "--reorder-functions",
];

const TREATMENTS: [Treatment; 4] = [
    // The page shows the message of the application's panics.
    Treatment {
        begins: "lectern-app",
        silent: false,
        passes: OF_APP,
    },
    // They have no JavaScript, and what they share with the application goes by its own names.
    Treatment {
        begins: parts::PREFIX,
        silent: false,
        passes: OF_APP,
    },
    // Nobody would see those of the engine. Its traps must happen: a panic is nothing else there.
    // Rust's stack is lowest, and nothing is at its very end.
    Treatment {
        begins: "lectern-engine",
        silent: true,
        passes: &["-Oz", "--low-memory-unused", "-Oz"],
    },
    Treatment {
        begins: "lectern-scribe",
        silent: true,
        passes: &["-Oz", "--low-memory-unused", "-Oz"],
    },
];

/// What wasm-opt may use: what every browser has had for years, and Rust itself uses.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Makes all modules of a folder small, and the JavaScript beside them fit.
pub fn finish(project: &Project, folder: &Path) -> Result<()> {
    let wasm_opt = setup::build_packages(project)?.join("wasm-opt");
    let entries = fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    for entry in entries {
        let module = entry
            .with_context(|| format!("listing {}", folder.display()))?
            .path();
        let name = module.file_name().unwrap_or_default().to_string_lossy();
        let Some(stem) = name.strip_suffix(".wasm") else {
            continue;
        };
        let treatment = TREATMENTS.iter().find(|kind| name.starts_with(kind.begins));
        let treatment = treatment.with_context(|| format!("what is {name}?"))?;
        let script = stem
            .strip_suffix("_bg")
            .map(|stem| module.with_file_name(format!("{stem}.js")));
        let finished = script.map_or(Ok(()), |script| finish_one(&module, &script, treatment));
        finished
            .and_then(|()| optimise(project, &wasm_opt, &module, treatment))
            .with_context(|| format!("making {} small", module.display()))?;
    }
    Ok(())
}

fn finish_one(path: &Path, script: &Path, treatment: &Treatment) -> Result<()> {
    let mut module = Module::from_file(path)?;
    let glue = shorten(&mut module, fs::read_to_string(script)?)?;
    if treatment.silent {
        silence(&mut module)?;
    }
    fs::write(script, glue)?;
    module.emit_wasm_file(path)
}

fn optimise(project: &Project, tool: &Path, module: &Path, treatment: &Treatment) -> Result<()> {
    let mut command = project.command(&tool.to_string_lossy());
    command.args(FEATURES).args(treatment.passes);
    command.args([
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ]);
    command.arg(module).arg("-o").arg(PathBuf::from(module));
    process::hide(&mut command)
}

/// How many digits the hash has that wasm-bindgen ends the names of imports with. It stands in the
/// module and in its JavaScript, and no compression makes it any smaller.
const DIGITS: usize = 16;

/// Gives the imports of a module short names, and those to its JavaScript.
fn shorten(module: &mut Module, mut glue: String) -> Result<String> {
    for (number, import) in module.imports.iter_mut().enumerate() {
        if is_hashed(&import.name) {
            let short = format!("_{number:x}");
            ensure!(
                glue.contains(&import.name),
                "the JavaScript has no {}",
                import.name
            );
            glue = glue.replace(&import.name, &short);
            import.name = short;
        }
    }
    Ok(glue)
}

/// Names that end so are all of one kind: none is the beginning of another.
fn is_hashed(name: &str) -> bool {
    let hash = name.rsplit_once('_').map_or("", |(_, hash)| hash);
    hash.len() == DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The functions to which all panics come, and those that put their messages together.
const PANICS: [&str; 10] = [
    "core::panicking::",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_already",
    "alloc::raw_vec::handle_error",
    "alloc::alloc::handle_alloc_error",
    "std::panicking::",
];

/// Lets panics stop the module at once, so that what would write their messages is left out.
fn silence(module: &mut Module) -> Result<()> {
    let locals = module.funcs.iter_local();
    let panics = locals.filter(|(id, _)| module.funcs.get(*id).name.as_deref().is_some_and(panics));
    let panics: Vec<_> = panics.map(|(id, function)| (id, function.ty())).collect();
    ensure!(
        !panics.is_empty(),
        "no function panics: their names are not known"
    );
    for (id, kind) in panics {
        let kind = module.types.get(kind);
        let (parameters, results) = (kind.params().to_vec(), kind.results().to_vec());
        let locals = parameters
            .iter()
            .map(|&kind| module.locals.add(kind))
            .collect();
        let mut function = FunctionBuilder::new(&mut module.types, &parameters, &results);
        function.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(function.local_func(locals));
    }
    Ok(())
}

/// Whether a function of this name only panics.
fn panics(name: &str) -> bool {
    let path = path(name);
    PANICS.iter().any(|panic| path.starts_with(panic))
}

/// A name without the hashes of crates, `core[5930c85a]::option` for `core::option`.
fn path(name: &str) -> String {
    let mut path = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        path.push_str(before);
        rest = after.split_once(']').map_or("", |(_, after)| after);
    }
    path + rest
}

#[cfg(test)]
mod tests {
    use walrus::ValType;

    use super::*;

    const HASHED: &str = "__wbg_call_0123456789abcdef";

    /// A module that imports these functions, and has functions of these names that take a number and
    /// give it back.
    fn module(imports: &[&str], functions: &[&str]) -> Module {
        let mut module = Module::default();
        let nothing = module.types.add(&[], &[]);
        for name in imports {
            module.add_import_func("./glue.js", name, nothing);
        }
        for name in functions {
            let number = module.locals.add(ValType::I32);
            let mut function =
                FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
            function
                .name((*name).to_owned())
                .func_body()
                .local_get(number);
            let id = function.finish(vec![number], &mut module.funcs);
            module.exports.add(name, id);
        }
        module
    }

    fn imports(module: &Module) -> Vec<&str> {
        module.imports.iter().map(|import| &*import.name).collect()
    }

    #[test]
    fn only_names_with_hashes_change() {
        let other = "__wbg_then_fedcba9876543210";
        let mut module = module(&[HASHED, "__wbindgen_throw", other], &[]);
        let glue = format!("{{{HASHED}: call, __wbindgen_throw: stop, {other}: {HASHED}}}");
        let glue = shorten(&mut module, glue).unwrap();
        assert_eq!(glue, "{_0: call, __wbindgen_throw: stop, _2: _0}");
        assert_eq!(imports(&module), ["_0", "__wbindgen_throw", "_2"]);
        assert_eq!(shorten(&mut module, glue.clone()).unwrap(), glue, "once");
    }

    #[test]
    fn what_does_not_fit_together_is_an_error() {
        let mut module = module(&[HASHED], &["search"]);
        assert!(shorten(&mut module, "nothing".to_owned()).is_err());
        assert!(silence(&mut module).is_err());
    }

    #[test]
    fn only_functions_that_panic_stop() {
        let panic = "core[c5930c85a12de822]::panicking::panic_fmt";
        let mut module = module(&[], &["search", panic, "core::option::Option<T>::map"]);
        silence(&mut module).unwrap();
        let mut module = Module::from_buffer(&module.emit_wasm()).unwrap();
        let instructions = module.funcs.iter_local().map(|(_, function)| {
            let body = function.block(function.entry_block()).instrs.iter();
            format!(
                "{:?}",
                body.map(|(instruction, _)| instruction).collect::<Vec<_>>()
            )
        });
        let stops: Vec<bool> = instructions
            .map(|body| body.contains("Unreachable"))
            .collect();
        assert_eq!(stops.iter().filter(|stops| **stops).count(), 1, "{stops:?}");
        let names: Vec<Option<String>> =
            module.funcs.iter_mut().map(|one| one.name.take()).collect();
        let at = stops.iter().position(|stops| *stops).unwrap();
        assert_eq!(names[at].as_deref(), Some(panic));
    }

    #[test]
    fn names_of_panics() {
        for (name, expected) in [
            ("core::panicking::panic_bounds_check", true),
            ("core[c5930c85a12de822]::str::slice_error_fail", true),
            ("core::option::Option<T>::map_or", false),
            ("<core::option::Option<T> as core::fmt::Debug>::fmt", false),
            ("search::panics", false),
        ] {
            assert_eq!(panics(name), expected, "{name}");
        }
    }
}
