//! The crates of Cargo.lock, which Trunk then takes from the cache without the network.

use anyhow::{Context, Result};

use super::announce;
use crate::process;
use crate::project::Project;

/// Downloads the crates that the cache lacks.
pub fn ensure(project: &Project) -> Result<()> {
    let cached = project
        .cargo(&["fetch", "--offline"])
        .output()
        .is_ok_and(|output| output.status.success());
    if cached {
        return Ok(());
    }
    announce(
        "the crates of Cargo.lock",
        "what the app is made of",
        "1 minute",
    );
    process::hide(&mut project.cargo(&["fetch"])).context(
        "the crates that Cargo.lock names could not be downloaded; \
         see that the crate registry can be reached, then run `cargo fetch`",
    )
}
