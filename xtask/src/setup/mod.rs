//! What building and testing need, and how each thing is fetched when it is missing.
//!
//! Each tool has a module with one `ensure`. Nothing is asked of the user but rustup, Node and npm;
//! what is installed is said in one line: what it is for and how long it takes.

mod apt;
mod browser;
mod crates;
mod nginx;
mod npm;
mod trunk;
mod wasm_bindgen;
mod wasm_target;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::Project;

/// Says that the application is built to be taken apart, and where the parts go.
pub const SPLIT: &str = "LECTERN_SPLIT";

/// The tools that were found or fetched.
pub struct Tools {
    trunk: PathBuf,
    search_path: OsString,
}

impl Tools {
    /// Fetches what the app's build lacks.
    pub fn for_building(project: &Project) -> Result<Self> {
        let cache = cache_folder()?;
        wasm_target::ensure(project)?;
        let npm = npm::ensure(&project.path("xtask/tools"), &npm::BUILD_TOOLS)?;
        let trunk = trunk::ensure(&cache)?;
        let wasm_bindgen = wasm_bindgen::ensure(project, &cache)?;
        crates::ensure(project)?;
        let search_path = ahead_of_path([npm, wasm_bindgen])?;
        Ok(Self { trunk, search_path })
    }

    /// A Trunk command that finds our wasm-bindgen, and therefore fetches nothing.
    pub fn trunk(&self, project: &Project, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.trunk);
        command
            .args(arguments)
            .current_dir(&project.root)
            .env("PATH", &self.search_path)
            .env("TRUNK_OFFLINE", "true")
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // Our wasm-bindgen takes the application apart; another could not.
            .env(SPLIT, project.path("target/parts"))
            // Trunk accepts only `true` and `false` here, the convention is any value.
            .env_remove("NO_COLOR");
        command
    }
}

/// Fetches what the build has from npm: the folder of its commands.
pub fn build_packages(project: &Project) -> Result<PathBuf> {
    npm::ensure(&project.path("xtask/tools"), &npm::BUILD_TOOLS)
}

/// Programs that the browser tests start.
pub struct Programs {
    /// Opens pages.
    pub chromium: PathBuf,
    /// Serves the site as hosts do.
    pub nginx: PathBuf,
}

/// Fetches what the browser tests lack: their packages, a Chromium and an nginx.
pub fn for_browser_tests(project: &Project) -> Result<Programs> {
    npm::ensure(&project.path("tests/browser"), &npm::BROWSER_TESTS)?;
    Ok(Programs {
        chromium: browser::ensure_chromium()?,
        nginx: nginx::ensure()?,
    })
}

/// Fetches what wasm tests lack: a Chromium with its driver, and the runner, whose path is returned.
pub fn for_wasm_tests(project: &Project) -> Result<PathBuf> {
    browser::ensure_chromium()?;
    browser::ensure_chromedriver()?;
    wasm_bindgen::ensure_test_runner(project, &cache_folder()?)
}

/// Says what is about to be installed, what it is for, and how long that takes.
fn announce(what: &str, purpose: &str, time: &str) {
    eprintln!("installing {what} ({purpose}; about {time}) …");
}

/// Where tools are kept between checkouts: `LECTERN_TOOLS`, or the user's cache.
fn cache_folder() -> Result<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = of("LECTERN_TOOLS") {
        return std::path::absolute(folder).context("LECTERN_TOOLS is not a usable path");
    }
    if let Some(folder) = of("XDG_CACHE_HOME") {
        return Ok(Path::new(&folder).join("lectern"));
    }
    let home = of("HOME").context("neither LECTERN_TOOLS nor HOME is set; set one of them")?;
    Ok(Path::new(&home).join(".cache/lectern"))
}

/// PATH with these folders first.
fn ahead_of_path(folders: [PathBuf; 2]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.into_iter().chain(std::env::split_paths(&path));
    std::env::join_paths(all).context("a tool's folder cannot stand in PATH")
}

/// The first of these programs that PATH holds.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
    })
}
