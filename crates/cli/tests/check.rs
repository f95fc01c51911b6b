//! `lectern check`, run as people run it.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::{Expect, expect};
use tempfile::TempDir;

const SOUND: &str = "---\nid: lamp\ntitle: Lamp\nauthors: Ada Reed\npublished: 2021\nlanguage: en\n---\n\nA lamp.\n";

fn corpus(essay: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("corpus/essays")).unwrap();
    fs::write(dir.path().join("corpus/corpus.toml"), "title = \"Lamps\"\n").unwrap();
    fs::write(dir.path().join("corpus/essays/lamp.md"), essay).unwrap();
    dir
}

fn check(dir: &Path, arguments: &[&str], status: i32, expected: &Expect) {
    let command = env!("CARGO_BIN_EXE_lectern");
    let output = Command::new(command)
        .current_dir(dir)
        .arg("check")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\\', "/");
    expected.assert_eq(&format!("{}{}", text(&output.stdout), text(&output.stderr)));
    assert_eq!(output.status.code(), Some(status));
}

#[test]
fn a_sound_corpus() {
    check(
        corpus(SOUND).path(),
        &["--strict"],
        0,
        &expect![[r#"
        1 essay: 0 errors, 0 warnings
    "#]],
    );
}

#[test]
fn warnings_count_when_strict() {
    let dir = corpus(&SOUND.replace("published: 2021\n", "colour: red\n"));
    check(
        dir.path(),
        &[],
        0,
        &expect![[r#"
        corpus/essays/lamp.md: warning: `published` is missing: add it to the front matter
        corpus/essays/lamp.md:5: warning: `colour` is not known here: check its spelling or drop it
        1 essay: 0 errors, 2 warnings
    "#]],
    );
    check(
        dir.path(),
        &["--strict", "--json"],
        1,
        &expect![[r#"
        {"file":"essays/lamp.md","level":"warning","message":"`published` is missing: add it to the front matter"}
        {"file":"essays/lamp.md","level":"warning","line":5,"message":"`colour` is not known here: check its spelling or drop it"}
        1 essay: 0 errors, 2 warnings
    "#]],
    );
}

#[test]
fn errors_and_no_corpus() {
    let dir = corpus(&SOUND.replace("2021", "soon"));
    check(
        dir.path(),
        &["--corpus", "corpus"],
        1,
        &expect![[r#"
        corpus/essays/lamp.md: warning: `published` is missing: add it to the front matter
        corpus/essays/lamp.md:5: error: `published`: "soon" is no date: write it as YYYY-MM-DD, YYYY-MM or YYYY
        1 essay: 1 error, 1 warning
    "#]],
    );
    check(
        dir.path(),
        &["--corpus", "nowhere"],
        1,
        &expect![[r#"
        error: nowhere has no corpus.toml: name a corpus folder; it holds corpus.toml, themes.toml and essays/
    "#]],
    );
}
