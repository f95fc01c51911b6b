//! No file names a folder of somebody's machine or the host of a package registry.

use super::Finding;
use super::tree::Tree;

/// The first folders of a developer's or a builder's paths. Put together here, or this file would
/// be its own first finding.
const FOLDERS: [&str; 5] = [
    concat!("/", "work"),
    concat!("/", "home"),
    concat!("/", "root"),
    concat!("/", "tmp"),
    concat!("/", "Users"),
];

const HOSTS: [&str; 6] = [
    concat!("registry.", "npmjs.org"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("pypi.", "org"),
    concat!("files.", "pythonhosted.org"),
    concat!("deb.", "debian.org"),
];

/// Paths and hosts that hold on one machine only.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let of_file = |(path, text)| findings(path, text);
    tree.all_texts().flat_map(of_file).collect()
}

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let mut report = |message: &str| findings.push(Finding::new(path, index + 1, message));
        if FOLDERS.iter().any(|folder| has_folder(line, folder)) {
            report("a path of one machine");
        }
        if HOSTS.iter().any(|host| line.contains(host)) {
            report("the host of a package registry");
        }
    }
    findings
}

/// Whether an absolute path begins with the folder: not a part of a longer path or of an address.
fn has_folder(line: &str, folder: &str) -> bool {
    let continues =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '}' | ')' | '*');
    line.match_indices(folder).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + folder.len()..].chars().next();
        !before.is_some_and(continues) && after == Some('/')
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expect: &Expect) {
        expect.assert_eq(&super::super::lines(&findings("notes.md", text)));
    }

    #[test]
    fn paths() {
        let [work, home, ..] = FOLDERS;
        check(
            &format!("see {home}/ann/lectern"),
            &expect![[r#"
            notes.md:1: a path of one machine
        "#]],
        );
        check(
            &format!("x\n\"{work}/main\""),
            &expect![[r#"
            notes.md:2: a path of one machine
        "#]],
        );
        check(
            &format!("https://example.org{home}/ ../a{work}/b {work}ers"),
            &expect![""],
        );
    }

    #[test]
    fn registries() {
        check(
            &format!("https://{}/yew", HOSTS[0]),
            &expect![[r#"
            notes.md:1: the host of a package registry
        "#]],
        );
    }
}
