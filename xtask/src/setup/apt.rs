//! Debian's packages, installed as root.

use std::process::Command;

use anyhow::{Context, Result};

use super::announce;
use crate::process;

/// Installs packages, and says what they are for; an error says what else can be done.
pub fn install(packages: &[&str], purpose: &str, time: &str, otherwise: &str) -> Result<()> {
    let names = packages.join(" and ");
    announce(&format!("{names} by apt"), purpose, time);
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    process::hide(&mut as_root(&["update"]))
        .and_then(|()| process::hide(&mut as_root(&install)))
        .with_context(|| {
            format!(
                "{names} {purpose} and apt-get could not install it; \
                 install it by hand, or {otherwise}"
            )
        })
}

fn as_root(arguments: &[&str]) -> Command {
    const SILENT: &str = "DEBIAN_FRONTEND=noninteractive";
    let mut command = Command::new(if is_root() { "env" } else { "sudo" });
    command.args([SILENT, "apt-get"]).args(arguments);
    command
}

fn is_root() -> bool {
    process::capture(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}
