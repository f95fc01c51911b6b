//! Packages from npm, as a folder's package-lock.json has them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::announce;
use crate::process;

/// What a folder of npm packages is, in the words of the line that announces it.
pub struct Packages {
    names: &'static str,
    purpose: &'static str,
    time: &'static str,
}

/// The packages of xtask/tools.
pub const BUILD_TOOLS: Packages = Packages {
    names: "binaryen, esbuild and lightningcss from npm",
    purpose: "shrink the app's WASM, JavaScript and CSS",
    time: "15 seconds",
};

/// The packages of tests/browser.
pub const BROWSER_TESTS: Packages = Packages {
    names: "playwright-core, axe-core, esbuild and react from npm",
    purpose: "drive and judge the pages in tests",
    time: "10 seconds",
};

/// Installs a folder's packages unless they stand as its lock file has them; returns their commands' folder.
pub fn ensure(folder: &Path, packages: &Packages) -> Result<PathBuf> {
    let lock = folder.join("package-lock.json");
    let wanted = std::fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    // A copy of the lock file says which one the packages were installed from.
    let installed = folder.join("node_modules/.installed-from");
    if std::fs::read(&installed).ok().as_ref() != Some(&wanted) {
        install(folder, packages)?;
        std::fs::write(&installed, wanted)
            .with_context(|| format!("writing {}", installed.display()))?;
    }
    Ok(folder.join("node_modules/.bin"))
}

fn install(folder: &Path, packages: &Packages) -> Result<()> {
    announce(packages.names, packages.purpose, packages.time);
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder);
    process::hide(&mut npm).with_context(|| {
        format!(
            "{} {}, and npm could not install them; \
             see that Node 20 or later is there and that npm reaches its registry, then run `npm ci` in {}",
            packages.names,
            packages.purpose,
            folder.display()
        )
    })
}
