//! The site around the app: what Trunk's hook calls once the app is staged.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::compress;
use crate::modules;
use crate::parts;
use crate::process;
use crate::project::Project;
use crate::{scripts, styles};

/// Where the built app stays, for every later `lectern build --app`.
pub const APP: &str = "target/app";

/// Keeps the staged app as target/app and lets `lectern build` write the bundled collection's site around it.
pub fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("TRUNK_STAGING_DIR is not set; Trunk calls this, you want `cargo xtask serve`")?;
    ensure!(
        project.path("crates/cli/Cargo.toml").is_file(),
        "crates/cli is missing; it holds `lectern build`, which writes the site"
    );
    parts::take(project, &staging)?;
    let is_release = std::env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    if is_release {
        modules::finish(project, &staging)?;
    }
    scripts::finish(project, &staging)?;
    let widget = project.path(styles::WIDGET);
    fs::copy(&widget, staging.join("lectern-widget.css"))
        .with_context(|| format!("copying {}", widget.display()))?;
    if is_release {
        compress::beside(&staging)?;
    }
    replace_folder(&staging, &project.path(APP))?;
    let mut build = project.cargo(&["run", "--quiet", "--release", "--package", "cli", "--"]);
    build
        .args(["build", "--corpus", "corpus", "--app", APP, "--out"])
        .arg(staging);
    process::show(&mut build)
}

/// Puts a copy of `from` in the place of `to`: whoever reads `to` sees the old or the new, never half of one.
fn replace_folder(from: &Path, to: &Path) -> Result<()> {
    let (new, old) = (to.with_extension("new"), to.with_extension("old"));
    for leftover in [&new, &old] {
        remove_folder(leftover)?;
    }
    copy_folder(from, &new)?;
    if to.exists() {
        fs::rename(to, &old).with_context(|| format!("setting {} aside", to.display()))?;
    }
    fs::rename(&new, to).with_context(|| format!("renaming to {}", to.display()))?;
    remove_folder(&old)
}

fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("creating {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("listing {}", from.display()))? {
        let entry = entry.with_context(|| format!("listing {}", from.display()))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_folder(&source, &target)?;
        } else {
            fs::copy(&source, &target).with_context(|| format!("copying {}", source.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of this process's own that is gone when the test ends.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn a_folder_replaces_another_whole() {
        let scratch = Scratch::new("replace-folder");
        let (from, to) = (scratch.0.join("from"), scratch.0.join("app"));
        fs::create_dir_all(from.join("deep")).unwrap();
        fs::write(from.join("deep/new.txt"), "new").unwrap();
        fs::create_dir_all(&to).unwrap();
        fs::write(to.join("stale.txt"), "old").unwrap();

        replace_folder(&from, &to).unwrap();
        replace_folder(&from, &to).unwrap();

        assert_eq!(fs::read_to_string(to.join("deep/new.txt")).unwrap(), "new");
        assert!(!to.join("stale.txt").exists());
        assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 2);
    }
}
