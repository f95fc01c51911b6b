//! An essay as people have it, with letterheads and pages in it, imported beside the bundled
//! collection: it lands in the themes that a reader would name, each with the right paragraphs.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).unwrap();
        }
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Standard output of a run that has nothing to complain of.
fn run(dir: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let output = command.args(arguments).current_dir(dir).output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn an_imported_essay_lands_in_its_themes() {
    let dir = tempfile::tempdir().unwrap();
    copy(&repository().join("corpus"), &dir.path().join("corpus"));
    let essay = repository().join("tests/fixtures/themes/letterheaded-essay.txt");
    run(
        dir.path(),
        &["import", essay.to_str().unwrap(), "--to", "corpus"],
    );
    let themes: serde_json::Value =
        serde_json::from_str(&run(dir.path(), &["themes", "--json"])).unwrap();
    let mut table = String::new();
    for theme in themes.as_array().unwrap() {
        let passages = theme["passages"].as_array().unwrap().iter();
        let here = passages.filter(|passage| {
            passage["essay"] == "what-a-port-city-shows-of-innovation-led-growth"
        });
        let numbers: Vec<String> = here.map(|passage| passage["number"].to_string()).collect();
        table.push_str(&format!(
            "{}: {}\n",
            theme["label"].as_str().unwrap(),
            numbers.join(" ")
        ));
    }
    expect![[r#"
        Innovation-driven development: 1 6 7 9 10 11
        Sources of growth: 6
        New quality productive forces: 7 10
        Innovation system: 11
        Digital economy: 1 2
        Digital infrastructure: 1
        Fintech and inclusion: 2
        New development philosophy: 3 4 6 7 12
        Planning: 4 7
        Green development: 3 6 12
        Shared benefit: 3 6 12
        High-quality growth: 4
        Opening up: 5 6 7 12
        Belt and Road: 5
        Industrial chain and system: 7 8 9
        Evidence: 
    "#]]
    .assert_eq(&table);
    assert!(run(dir.path(), &["check", "--json"]).is_empty());
}
