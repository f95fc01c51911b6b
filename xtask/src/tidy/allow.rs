//! The exceptions of xtask/tidy.toml, each with its reason; one that excuses nothing is a fault.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Finding;
use crate::project::Project;

const FILE: &str = "xtask/tidy.toml";

/// The exceptions, and which of them were needed.
pub struct AllowList {
    entries: Vec<Entry>,
    used: Vec<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    allow: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    path: String,
    /// What the message must hold; every finding of the rule in the file when absent.
    #[serde(default)]
    message: String,
    #[expect(dead_code, reason = "read by people, and required of them")]
    reason: String,
}

impl AllowList {
    /// Reads xtask/tidy.toml.
    pub fn read(project: &Project) -> Result<Self> {
        Self::parse(&project.read(FILE)?)
    }

    fn parse(text: &str) -> Result<Self> {
        let document: Document = toml::from_str(text).context("xtask/tidy.toml is not readable")?;
        let used = vec![false; document.allow.len()];
        Ok(Self {
            entries: document.allow,
            used,
        })
    }

    /// Whether an entry excuses a finding; that entry then counts as used.
    pub fn excuses(&mut self, rule: &str, finding: &Finding) -> bool {
        let fits = |entry: &Entry| {
            entry.rule == rule
                && entry.path == finding.path
                && finding.message.contains(&entry.message)
        };
        let Some(index) = self.entries.iter().position(fits) else {
            return false;
        };
        self.used[index] = true;
        true
    }

    /// The entries that excused nothing.
    pub fn unused(&self) -> Vec<Finding> {
        let unused = self
            .entries
            .iter()
            .zip(&self.used)
            .filter(|(_, used)| !**used);
        unused
            .map(|(entry, _)| {
                let message = format!(
                    "the exception from {} for {} excuses nothing; remove it",
                    entry.rule, entry.path
                );
                Finding::new(FILE, 0, message)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn an_exception_is_for_one_rule_and_file() {
        let mut list = AllowList::parse(
            r#"
            allow = [
                { rule = "colour", path = "index.html", message = "theme", reason = "a meta element" },
                { rule = "size", path = "big.bin", reason = "a fixture" },
            ]"#,
        )
        .unwrap();
        let finding = |path, message| Finding::new(path, 3, message);
        assert!(list.excuses("colour", &finding("index.html", "theme colour")));
        assert!(!list.excuses("colour", &finding("index.html", "another")));
        assert!(!list.excuses("header", &finding("index.html", "theme")));
        expect![[r#"
            xtask/tidy.toml: the exception from size for big.bin excuses nothing; remove it
        "#]]
        .assert_eq(&super::super::lines(&list.unused()));
    }

    #[test]
    fn an_exception_without_a_reason_is_refused() {
        assert!(AllowList::parse(r#"allow = [{ rule = "size", path = "big.bin" }]"#).is_err());
    }
}
