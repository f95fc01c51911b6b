//! Trunk, the app's build pipeline, at one version.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{announce, on_path};
use crate::process;

/// 0.22 needs a later Rust than the workspace's `rust-version`.
const VERSION: &str = "0.21.14";

/// Path of a Trunk of our version: the user's own, the cached one, or one built now.
pub fn ensure(cache: &Path) -> Result<PathBuf> {
    let root = cache.join(format!("trunk-{VERSION}"));
    let cached = root.join("bin/trunk");
    if let Some(found) = on_path(&["trunk"]).filter(|trunk| is_ours(trunk)) {
        return Ok(found);
    }
    if !is_ours(&cached) {
        install(&root)?;
    }
    Ok(cached)
}

fn is_ours(trunk: &Path) -> bool {
    trunk.is_file()
        && process::capture(Command::new(trunk).arg("--version"))
            .is_ok_and(|answer| answer.trim() == format!("trunk {VERSION}"))
}

/// Trunk's own release profile triples the time of the build for a tool that waits for others.
fn install(root: &Path) -> Result<()> {
    announce(&format!("Trunk {VERSION}"), "builds the app", "7 minutes");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["install", "trunk", "--version", VERSION, "--locked"])
        .args(["--no-default-features", "--features", "rustls"])
        .arg("--root")
        .arg(root)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        // A target folder of the project's would keep half a gigabyte of Trunk's parts.
        .env_remove("CARGO_TARGET_DIR");
    process::hide(&mut cargo).with_context(|| {
        format!(
            "Trunk {VERSION} builds the app and could not be built itself; \
             get it with `cargo install trunk --version {VERSION} --locked` and put it on PATH"
        )
    })
}
