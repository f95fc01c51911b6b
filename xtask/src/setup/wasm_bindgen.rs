//! wasm-bindgen and its test runner, built from our own member so that they equal Cargo.lock.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::announce;
use crate::process;
use crate::project::Project;

/// Folder of a `wasm-bindgen` of the version that the app links.
///
/// Trunk asks Cargo.lock for the version it needs, so no other file states it.
pub fn ensure(project: &Project, cache: &Path) -> Result<PathBuf> {
    let version = agreed_version(project)?;
    let own = fingerprint(project)?;
    let root = cache.join(format!("wasm-bindgen-{version}-{own:016x}"));
    let folder = root.join("bin");
    if !folder.join("wasm-bindgen").is_file() {
        announce(
            &format!("wasm-bindgen {version}"),
            "takes the app's WASM apart and joins it to JavaScript",
            "2 minutes",
        );
        install(project, &root, &["--bin", "wasm-bindgen"])?;
    }
    Ok(folder)
}

/// Path of the runner to which cargo hands each wasm test binary, of the same version.
pub fn ensure_test_runner(project: &Project, cache: &Path) -> Result<PathBuf> {
    let version = agreed_version(project)?;
    let root = cache.join(format!("wasm-bindgen-test-runner-{version}"));
    let program = root.join("bin/wasm-bindgen-test-runner");
    if !program.is_file() {
        announce(
            &format!("wasm-bindgen-test-runner {version}"),
            "runs the wasm tests",
            "2 minutes",
        );
        let bin = [
            "--features",
            "test-runner",
            "--bin",
            "wasm-bindgen-test-runner",
        ];
        install(project, &root, &bin)?;
    }
    Ok(program)
}

/// What tells our command from what it was before: its source, and what it takes modules apart with.
fn fingerprint(project: &Project) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in ["Cargo.toml", "src/main.rs", "src/split.rs"] {
        let path = format!("xtask/wasm-bindgen/{file}");
        project.read(&path)?.hash(&mut hasher);
    }
    let splitter = project.locked_version("wasm_split_cli_support")?;
    splitter.hash(&mut hasher);
    Ok(hasher.finish())
}

/// The library in the app and the tool refuse each other unless they are of one version.
fn agreed_version(project: &Project) -> Result<String> {
    let library = project.locked_version("wasm-bindgen")?;
    for tool in ["wasm-bindgen-cli-support", "xtask-wasm-bindgen"] {
        let version = project.locked_version(tool)?;
        ensure!(
            library == version,
            "Cargo.lock holds wasm-bindgen {library} but {tool} {version}; \
             set all of them to one version in Cargo.toml and xtask/wasm-bindgen/Cargo.toml"
        );
    }
    Ok(library)
}

fn install(project: &Project, root: &Path, what: &[&str]) -> Result<()> {
    let mut cargo = project.cargo(&["install", "--path", "xtask/wasm-bindgen", "--locked"]);
    cargo.args(what).args(["--force", "--root"]).arg(root);
    // Unoptimised it is built three times as fast and binds the app in half a second.
    cargo.args([
        "--debug",
        "--config",
        r#"profile.dev.package."*".opt-level=0"#,
    ]);
    process::hide(&mut cargo).with_context(|| {
        format!(
            "{} could not be built, and no WASM runs without it; \
             try it by hand: `cargo install --path xtask/wasm-bindgen --debug --root {}`",
            what.last().unwrap_or(&"wasm-bindgen"),
            root.display()
        )
    })
}
