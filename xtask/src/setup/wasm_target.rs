//! The Rust target that the app is compiled for.

use std::path::Path;

use anyhow::{Context, Result};

use super::announce;
use crate::process;
use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target with rustup unless the compiler already has it, from wherever.
pub fn ensure(project: &Project) -> Result<()> {
    if is_installed(project) {
        return Ok(());
    }
    announce(
        &format!("the Rust target {TARGET}"),
        "compiles the app",
        "10 seconds",
    );
    process::hide(project.command("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!(
            "the app is compiled for {TARGET}, which this Rust lacks; \
             get it with `rustup target add {TARGET}`, or your distribution's package for it"
        )
    })
}

/// A toolchain that has the target has its libraries; that also holds without rustup.
fn is_installed(project: &Project) -> bool {
    let mut question = project.command("rustc");
    question.args(["--print", "target-libdir", "--target", TARGET]);
    process::capture(&mut question).is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}
