//! `wasm-bindgen`, as far as Trunk calls it, over the library that the real command is made of.
//!
//! The real command brings an HTTP client and a server for its test runner and takes minutes to
//! build; the library takes half a minute and writes the same bytes. A module that is made for it is taken apart
//! before.

mod split;

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use pico_args::Arguments;
use wasm_bindgen_cli_support::Bindgen;

#[expect(clippy::print_stdout, reason = "Trunk reads the version there")]
fn main() -> Result<()> {
    match Call::parse(Arguments::from_env())? {
        Call::Version => println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION")),
        Call::Bind(options) => options.bind()?,
    }
    Ok(())
}

/// What the command was called for.
#[derive(Debug)]
enum Call {
    Version,
    Bind(Options),
}

/// One module to join to JavaScript; the names are those of the real command's options.
#[derive(Debug)]
struct Options {
    input: PathBuf,
    out_dir: PathBuf,
    out_name: Option<String>,
    target: String,
    keep_debug: bool,
    no_demangle: bool,
    no_typescript: bool,
}

impl Call {
    fn parse(mut arguments: Arguments) -> Result<Self> {
        if arguments.contains(["-V", "--version"]) {
            return Ok(Self::Version);
        }
        // Both are recognised from the module itself by now; Trunk may still pass them.
        let _ = arguments.contains("--weak-refs") | arguments.contains("--reference-types");
        let options = Options {
            out_dir: arguments.value_from_str("--out-dir")?,
            out_name: arguments.opt_value_from_str("--out-name")?,
            target: arguments.value_from_str("--target")?,
            keep_debug: arguments.contains("--keep-debug"),
            no_demangle: arguments.contains("--no-demangle"),
            no_typescript: arguments.contains("--no-typescript"),
            input: arguments.free_from_os_str(path)?,
        };
        let unknown = arguments.finish();
        ensure!(unknown.is_empty(), "options not known here: {unknown:?}");
        Ok(Self::Bind(options))
    }
}

fn path(argument: &std::ffi::OsStr) -> Result<PathBuf, std::convert::Infallible> {
    Ok(PathBuf::from(OsString::from(argument)))
}

/// Where parts go; whoever builds a module to be taken apart says so.
fn parts_folder() -> Result<PathBuf> {
    let folder = std::env::var_os("LECTERN_SPLIT");
    folder
        .map(PathBuf::from)
        .context("LECTERN_SPLIT names no folder for the module's parts")
}

impl Options {
    /// Writes the module and its JavaScript to the output folder, and its parts to one of their own.
    fn bind(&self) -> Result<()> {
        let module =
            fs::read(&self.input).with_context(|| format!("reading {}", self.input.display()))?;
        let has_parts = split::has_parts(&module);
        let input = match has_parts {
            true => split::split(&module, &parts_folder()?).context("taking the module apart")?,
            false => self.input.clone(),
        };
        let mut bindgen = Bindgen::new();
        match self.target.as_str() {
            "web" => bindgen.web(true)?,
            "no-modules" => bindgen.no_modules(true)?,
            other => bail!("--target {other} is not known here; Lectern needs web or no-modules"),
        };
        if let Some(name) = &self.out_name {
            bindgen.out_name(name);
        }
        bindgen
            .input_path(&input)
            .keep_debug(self.keep_debug)
            // Parts share the function table, which is the linker's.
            .keep_lld_exports(has_parts)
            .demangle(!self.no_demangle)
            .typescript(!self.no_typescript)
            .generate(&self.out_dir)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(line: &str, expect: &Expect) {
        let words = line.split_whitespace().map(OsString::from).collect();
        let found = match Call::parse(Arguments::from_vec(words)) {
            Ok(call) => format!("{call:?}"),
            Err(error) => error.to_string(),
        };
        expect.assert_eq(&found);
    }

    #[test]
    fn as_trunk_calls_it() {
        check("--version", &expect!["Version"]);
        check(
            "--target=web --out-dir=out --out-name=app in.wasm --no-typescript",
            &expect![[
                r#"Bind(Options { input: "in.wasm", out_dir: "out", out_name: Some("app"), target: "web", keep_debug: false, no_demangle: false, no_typescript: true })"#
            ]],
        );
        check(
            "--target=web in.wasm",
            &expect!["the '--out-dir' option must be set"],
        );
        check(
            "--target=web --out-dir=out in.wasm --new-option",
            &expect![[r#"options not known here: ["--new-option"]"#]],
        );
    }
}
