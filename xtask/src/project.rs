//! Where the repository is, and what Cargo.lock says.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The checkout that the command was called in.
pub struct Project {
    /// Folder of the workspace's Cargo.toml.
    pub root: PathBuf,
}

impl Project {
    /// The workspace that holds this very crate, as cargo tells it to a program it runs.
    pub fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("CARGO_MANIFEST_DIR is not set; call this as `cargo xtask`")?;
        let root = Path::new(&manifest)
            .parent()
            .context("xtask must lie in the workspace's folder")?;
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// A path inside the checkout.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Text of a file of the checkout.
    pub fn read(&self, relative: &str) -> Result<String> {
        std::fs::read_to_string(self.path(relative)).with_context(|| format!("reading {relative}"))
    }

    /// A command that runs in the checkout.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// A cargo command in the checkout.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }

    /// Version of a package in Cargo.lock.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        locked_version(&self.read("Cargo.lock")?, package)
    }
}

fn locked_version(lock: &str, package: &str) -> Result<String> {
    let lock: Lock = toml::from_str(lock).context("Cargo.lock is not readable")?;
    let mut versions = lock
        .package
        .into_iter()
        .filter(|locked| locked.name == package)
        .map(|locked| locked.version);
    match (versions.next(), versions.next()) {
        (Some(version), None) => Ok(version),
        (Some(one), Some(other)) => {
            bail!("Cargo.lock holds {package} twice, {one} and {other}; one version must do")
        }
        (None, _) => bail!("Cargo.lock does not name {package}"),
    }
}

#[derive(serde::Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(serde::Deserialize)]
struct Locked {
    name: String,
    version: String,
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(package: &str, expect: &Expect) {
        let lock = r#"
            version = 4
            [[package]]
            name = "once"
            version = "0.2.130"
            [[package]]
            name = "twice"
            version = "1.0.0"
            [[package]]
            name = "twice"
            version = "2.0.0"
        "#;
        let found = locked_version(lock, package).unwrap_or_else(|error| error.to_string());
        expect.assert_eq(&found);
    }

    #[test]
    fn versions_of_a_lock_file() {
        check("once", &expect!["0.2.130"]);
        check(
            "twice",
            &expect!["Cargo.lock holds twice twice, 1.0.0 and 2.0.0; one version must do"],
        );
        check("absent", &expect!["Cargo.lock does not name absent"]);
    }
}
