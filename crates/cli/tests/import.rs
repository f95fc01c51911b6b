//! `lectern import`, run as people run it.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use expect_test::{Expect, expect};
use tempfile::TempDir;

const DOCUMENT: &str = "The Lamp and the Desk\n\nBy Ada Reed, Editor, Oldtown Review\n\n3 June 2021\n\n\
    A lamp is a lamp wherever it stands, and the\n\ndesk below it is a desk.\n\n- 2 -\n\nThe rest is shade.\n";

fn lectern(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lectern"))
        .current_dir(dir)
        .args(arguments)
        .output()
        .unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

fn check(output: &Output, status: i32, expected: &Expect) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\\', "/");
    expected.assert_eq(&format!("{}{}", text(&output.stdout), text(&output.stderr)));
    assert_eq!(output.status.code(), Some(status));
}

#[test]
fn a_document_becomes_an_essay() {
    let dir = folder(&[("lamp.txt", DOCUMENT.as_bytes())]);
    check(
        &lectern(dir.path(), &["import", "lamp.txt", "--to", "corpus"]),
        0,
        &expect![[r#"
            lamp.txt:1: removed (title): The Lamp and the Desk
            lamp.txt:3: removed (byline): By Ada Reed, Editor, Oldtown Review
            lamp.txt:5: removed (date of publication): 3 June 2021
            lamp.txt:11: removed (page number): - 2 -
            lamp.txt:9: joined (sentence cut by an empty line)
            lamp.txt: 2 blocks, 4 lines removed, 1 joined → corpus/essays/the-lamp-and-the-desk.md
            1 document read, 0 at fault
        "#]],
    );
    let essay =
        fs::read_to_string(dir.path().join("corpus/essays/the-lamp-and-the-desk.md")).unwrap();
    expect![[r#"
        ---
        id: the-lamp-and-the-desk
        title: "The Lamp and the Desk"
        authors:
          - name: "Ada Reed"
            role: "Editor"
            affiliation: "Oldtown Review"
        published: 2021-06-03
        language: en
        ---

        A lamp is a lamp wherever it stands, and the desk below it is a desk.

        The rest is shade.
    "#]]
    .assert_eq(&essay);
    let again = lectern(dir.path(), &["import", "lamp.txt", "--to", "corpus/essays"]);
    check(
        &again,
        1,
        &expect![[r#"
        lamp.txt: error: corpus/essays/the-lamp-and-the-desk.md exists: give the essay another id, or overwrite it with --force
        0 documents read, 1 at fault
    "#]],
    );
    let forced = lectern(
        dir.path(),
        &["import", "lamp.txt", "--to", "corpus/essays", "--force"],
    );
    assert_eq!(forced.status.code(), Some(0));
}

#[test]
fn json_is_one_essay_a_line() {
    let dir = folder(&[
        ("lamp.txt", DOCUMENT.as_bytes()),
        ("scan.pdf", b"%PDF-1.7\n\xff\xff"),
    ]);
    let output = lectern(
        dir.path(),
        &["import", "lamp.txt", "scan.pdf", "gone.txt", "--json"],
    );
    check(
        &output,
        1,
        &expect![[r#"
            {"title":"The Lamp and the Desk","authors":[{"name":"Ada Reed","role":"Editor","affiliation":"Oldtown Review"}],"published":"2021-06-03","publisher":[],"language":"en","blocks":[{"id":"mcqibd","kind":"paragraph","text":"A lamp is a lamp wherever it stands, and the desk below it is a desk.","number":1},{"id":"jkn43a","kind":"paragraph","text":"The rest is shade.","number":2}],"removed":[{"line":1,"text":"The Lamp and the Desk","why":"title"},{"line":3,"text":"By Ada Reed, Editor, Oldtown Review","why":"byline"},{"line":5,"text":"3 June 2021","why":"date of publication"},{"line":11,"text":"- 2 -","why":"page number"}],"joined":[{"line":9,"why":"sentence cut by an empty line"}],"diagnostics":[]}
            {"title":"","authors":[],"publisher":[],"language":"und","blocks":[],"removed":[],"joined":[],"diagnostics":[{"level":"error","message":"this is a PDF: extract its text first, for instance with `pdftotext -layout`"}]}
            {"title":"","authors":[],"publisher":[],"language":"und","blocks":[],"removed":[],"joined":[],"diagnostics":[{"level":"error","message":"cannot read it: No such file or directory (os error 2)"}]}
            scan.pdf: error: this is a PDF: extract its text first, for instance with `pdftotext -layout`
            gone.txt: error: cannot read it: No such file or directory (os error 2)
            1 document read, 2 at fault
        "#]],
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), 3);
    for line in lines.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

#[test]
fn json_says_what_editors_decided() {
    let dir = folder(&[(
        "lamp.md",
        b"---\nid: lamp\nlanguage: en\n---\n\n<!-- theme - lamps: a name -->\nMrs Lamp.\n",
    )]);
    let output = lectern(dir.path(), &["import", "lamp.md", "--json"]);
    let essay: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        essay["passages"],
        serde_json::json!([{"block": essay["blocks"][0]["id"], "theme": "lamps", "take": true, "why": "a name"}])
    );
}

#[test]
fn wrong_usage_is_two() {
    let dir = folder(&[]);
    for arguments in [
        &["import"][..],
        &["import", "a.txt"],
        &["import", "a.txt", "--json", "--to", "x"],
        &["nonsense"],
    ] {
        assert_eq!(
            lectern(dir.path(), arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}
