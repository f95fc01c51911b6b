//! Chromium for the browser tests, and its driver for the wasm tests.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::{apt, on_path};

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// What else can be done.
const OWN: &str = "set LECTERN_CHROMIUM to a Chromium or Chrome that you have";

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
    apt::install(&["chromium"], "opens the pages in tests", "1 minute", OWN)?;
    on_path(NAMES).context("Chromium was installed but is not on PATH; set LECTERN_CHROMIUM")
}

/// Sees to a `chromedriver` on PATH.
pub fn ensure_chromedriver() -> Result<()> {
    if on_path(&["chromedriver"]).is_some() {
        return Ok(());
    }
    apt::install(
        &["chromium-driver"],
        "runs the wasm tests in Chromium",
        "10 seconds",
        OWN,
    )
}
