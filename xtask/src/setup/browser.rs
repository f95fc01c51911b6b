//! Chromium for the browser tests, and its driver for the wasm tests.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{announce, on_path};
use crate::process;

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Path of a Chromium: `LECTERN_CHROMIUM`, the first on PATH, or Debian's, installed now.
pub fn ensure_chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("LECTERN_CHROMIUM").map(PathBuf::from) {
        ensure!(
            named.is_file(),
            "LECTERN_CHROMIUM names {}, which is no file",
            named.display()
        );
        return Ok(named);
    }
    if let Some(found) = on_path(NAMES) {
        return Ok(found);
    }
    apt_install("chromium", "opens the pages in tests", "1 minute")?;
    on_path(NAMES).context("Chromium was installed but is not on PATH; set LECTERN_CHROMIUM")
}

/// Sees to a `chromedriver` on PATH.
pub fn ensure_chromedriver() -> Result<()> {
    if on_path(&["chromedriver"]).is_some() {
        return Ok(());
    }
    apt_install(
        "chromium-driver",
        "runs the wasm tests in Chromium",
        "10 seconds",
    )
}

fn apt_install(package: &str, purpose: &str, time: &str) -> Result<()> {
    announce(&format!("{package} by apt"), purpose, time);
    process::hide(&mut as_root(&["update"]))
        .and_then(|()| {
            process::hide(&mut as_root(&[
                "install",
                "--yes",
                "--no-install-recommends",
                package,
            ]))
        })
        .with_context(|| {
            format!(
                "{package} {purpose} and apt-get could not install it; \
                 install it by hand, or set LECTERN_CHROMIUM to a Chromium or Chrome that you have"
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
