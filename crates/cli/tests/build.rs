//! `lectern build --docs`, run as its users run it.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::{Expect, expect};

const DOCS: &str = "{\"id\": \"d/1\", \"title\": \"On growth\", \"text\": \"Labour and capital.\\nIdeas.\"}\n\
    {\"id\": 2, \"text\": \"创新驱动发展。\", \"lang\": \"zh\"}\n";

/// A folder with an application and documents.
fn folder(docs: &[u8]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    support::write_app(dir.path());
    fs::write(dir.path().join("docs.jsonl"), docs).unwrap();
    dir
}

/// Exit status, standard output and standard error of a build in a folder.
fn build(dir: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let build = [
        "build",
        "--docs",
        "docs.jsonl",
        "--out",
        "out",
        "--app",
        "app",
    ];
    support::run(dir, &[&build, arguments].concat())
}

#[test]
fn documents_become_a_searchable_folder() {
    let dir = folder(DOCS.as_bytes());
    let (status, out, err) = build(dir.path(), &["--json"]);
    assert_eq!(status, Some(0));
    // Nobody draws a bar where there is no terminal.
    assert!(
        err.starts_with("out: 2 documents (0 unchanged) in "),
        "{err}"
    );
    let built: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&built["documents"], &built["unchanged"]),
        (&2.into(), &0.into())
    );
    assert!(dir.path().join("out/bench.html").exists());
    let (_, out, _) = build(dir.path(), &["--json"]);
    let built: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(built["unchanged"], 2);
}

/// The message on bad documents, which are built over good ones.
fn check(docs: &[u8], expected: &Expect) {
    let dir = folder(DOCS.as_bytes());
    build(dir.path(), &[]);
    let page = dir.path().join("out/bench.html");
    let before = fs::read(&page).unwrap();
    fs::write(dir.path().join("docs.jsonl"), docs).unwrap();
    let (status, out, err) = build(dir.path(), &[]);
    assert_eq!((status, out.as_str()), (Some(1), ""));
    expected.assert_eq(&err);
    assert_eq!(fs::read(&page).unwrap(), before);
    assert!(!dir.path().join("out.new").exists());
}

#[test]
fn bad_documents_are_named_and_the_old_folder_stays() {
    check(
        b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\"\n",
        &expect![[r#"
            error: docs.jsonl:2: EOF while parsing an object (column 16): a line is {"id", "title", "text", "lang"} in JSON, title and lang may be left out
        "#]],
    );
    check(
        b"{\"id\": 1, \"text\": \"a\"}\n\n{\"id\": 2}\n",
        &expect![[r#"
        error: docs.jsonl:3: missing field `text` (column 9): a line is {"id", "title", "text", "lang"} in JSON, title and lang may be left out
    "#]],
    );
    check(
        b"{\"id\": [1], \"text\": \"a\"}\n",
        &expect![[r#"
        error: docs.jsonl:1: the id is no text of one line, nor a number: a line is {"id", "title", "text", "lang"} in JSON, title and lang may be left out
    "#]],
    );
    check(
        b"{\"id\": \"a\\nb\", \"text\": \"a\"}\n",
        &expect![[r#"
        error: docs.jsonl:1: the id is no text of one line, nor a number: a line is {"id", "title", "text", "lang"} in JSON, title and lang may be left out
    "#]],
    );
    check(
        b"{\"id\": 1, \"text\": \"a\xff\"}\n",
        &expect![[r#"
        error: docs.jsonl:1: byte 21 is no UTF-8: save the file in that encoding
    "#]],
    );
    check(
        b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": \"1\", \"text\": \"b\"}\n",
        &expect![[r#"
            error: docs.jsonl:2: line 1 has the id `1` too: give each an id of its own
        "#]],
    );
    check(
        b"",
        &expect![[r#"
        error: docs.jsonl: there is no document: put each on a line of its own
    "#]],
    );
}

#[test]
fn documents_that_are_not_there_are_named() {
    let dir = folder(DOCS.as_bytes());
    fs::remove_file(dir.path().join("docs.jsonl")).unwrap();
    let (status, _, err) = build(dir.path(), &[]);
    assert_eq!(status, Some(1));
    assert!(err.starts_with("error: cannot read docs.jsonl: "), "{err}");
}

/// A built folder answers as the documents do that it was built from.
#[test]
fn a_built_folder_is_searched() {
    let dir = folder(DOCS.as_bytes());
    build(dir.path(), &[]);
    let search = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        command
            .arg("search")
            .args(arguments)
            .current_dir(dir.path());
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr))
    };
    for query in [
        "growth ideas",
        "驱动",
        "\"labour and capital\"",
        "nonsense",
        "labur",
    ] {
        let (built, err) = search(&[query, "--site", "out"]);
        assert_eq!(err, "");
        assert_eq!(built, search(&[query, "--docs", "docs.jsonl"]).0, "{query}");
    }
    fs::write(
        dir.path().join("queries.jsonl"),
        "{\"id\": 1, \"text\": \"capital\"}\n",
    )
    .unwrap();
    let batch = |arguments: &[&str]| search(&[&["--batch", "queries.jsonl"], arguments].concat()).0;
    assert_eq!(batch(&["--site", "out"]), batch(&["--docs", "docs.jsonl"]));
    assert!(batch(&["--site", "out"]).contains("d/1"));

    let (_, err) = search(&["growth", "--site", "app"]);
    expect![[r#"
        error: app holds neither a site nor searchable documents: `lectern build` makes both
    "#]]
    .assert_eq(&err);
    for entry in fs::read_dir(dir.path().join("out/index")).unwrap() {
        let path = entry.unwrap().path();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let (out, err) = search(&["\"labour and capital\"", "--site", "out"]);
        let name = path.file_name().unwrap().to_str().unwrap();
        // The answer, or the name of what is wrong.
        assert!(
            out.starts_with("1 essay\n") != err.contains(name),
            "{out}{err}"
        );
        assert!(err.is_empty() || err.starts_with("error: out"), "{err}");
        fs::write(&path, whole).unwrap();
    }
}
