//! `lectern themes --export` and `--import`, run as editors run them.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::{Expect, expect};
use tempfile::TempDir;

const THEMES: &str = "[[theme]]\nid = \"light\"\nlabel.en = \"Light\"\nlabel.zh-Hans = \"光\"\nscope.en = \"Not \\\"weight\\\".\"\n\
    examples.en = [\"The lamp shone.\"]\nquery = '''light OR \"lamp light\" OR 光'''\nwithin = \"sentence\"\ncolour = \"c\"\n\n\
    [[theme]]\nid = \"lamps\"\nparent = \"light\"\nlabel.en = \"Lamps\"\nquery = 'lamp'\n";

/// A corpus folder in `corpus`, with this codebook.
fn folder(themes: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("corpus");
    fs::create_dir_all(corpus.join("essays")).unwrap();
    fs::write(
        corpus.join("corpus.toml"),
        "title = \"Lamps\"\nlanguages = [\"en\"]\n",
    )
    .unwrap();
    fs::write(corpus.join("themes.toml"), themes).unwrap();
    dir
}

/// Exit status, standard output and standard error of `lectern themes`.
fn run(dir: &Path, arguments: &[&str]) -> (Option<i32>, Vec<u8>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let command = command.arg("themes").args(arguments).current_dir(dir);
    let output = command.output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), output.stdout, err)
}

#[test]
fn a_codebook_goes_out_and_comes_back() {
    let dir = folder(THEMES);
    for format in ["qdc", "csv", "skos"] {
        let (status, out, err) = run(dir.path(), &["--export", format]);
        assert_eq!((status, err.as_str()), (Some(0), ""));
        let (_, nothing, err) = run(dir.path(), &["--export", format, "--out", "themes.out"]);
        assert_eq!(
            (nothing.len(), err.as_str()),
            (0, "2 themes → themes.out\n")
        );
        assert_eq!(fs::read(dir.path().join("themes.out")).unwrap(), out);
        let (status, toml, err) = run(dir.path(), &["--import", "themes.out"]);
        assert_eq!((status, err.as_str()), (Some(0), "2 themes\n"));
        assert_eq!(String::from_utf8(toml).unwrap(), THEMES, "{format}");
    }
}

fn check(name: &str, bytes: &[u8], status: i32, expected: &Expect) {
    let dir = folder("");
    fs::write(dir.path().join(name), bytes).unwrap();
    let (code, out, err) = run(dir.path(), &["--import", name]);
    expected.assert_eq(&format!("{}{err}", String::from_utf8(out).unwrap()));
    assert_eq!(code, Some(status));
}

#[test]
fn codebooks_of_others() {
    // As a spreadsheet in China saves it: GBK, no query.
    let table = b"label,definition\r\n\xc2\xcc\xc9\xab\xb7\xa2\xd5\xb9,\xbb\xb7\xbe\xb3\xcf\xde\xb6\xc8\xd6\xae\xc4\xda\xb5\xc4\xd4\xf6\xb3\xa4\r\n";
    check(
        "codes.csv",
        table,
        0,
        &expect![[r#"
        [[theme]]
        id = "绿色发展"
        label.zh = "绿色发展"
        definition.zh = "环境限度之内的增长"
        query = '''"绿色发展"'''
        codes.csv: note: read as GBK: if letters look wrong, save the document as UTF-8
        codes.csv: note: 1 of 1 themes had no query: each got one of its own names as quoted phrases; read what they find, and widen them
        1 theme
    "#]],
    );
    check(
        "codes.qdc",
        b"<CodeBook><Codes>\n<Code name='Green'/><Code/></Codes></CodeBook>",
        1,
        &expect![[r#"
            codes.qdc:2: error: a code has no name: give it one, or take it out
        "#]],
    );
    check(
        "codes.pdf",
        b"\xff\0\xfe\0\x01\x02\0\0\0\x80",
        1,
        &expect![[r#"
            codes.pdf: error: this is no text: export the codebook again
        "#]],
    );
}

#[test]
fn what_cannot_be_exported() {
    let (status, out, err) = run(folder("").path(), &["--export", "qdc"]);
    assert_eq!((status, out.len()), (Some(1), 0));
    expect![[r#"
        error: themes.toml has no theme: a REFI-QDA codebook needs one
    "#]]
    .assert_eq(&err);
    let twice = THEMES.replace("\"lamps\"", "\"light\"");
    let (status, _, err) = run(folder(&twice).path(), &["--export", "csv"]);
    assert_eq!(status, Some(1));
    expect![[r#"
        themes.toml:11: error: theme light is defined twice: rename one of the two
    "#]]
    .assert_eq(&err);
    let (status, ..) = run(folder("").path(), &["--out", "x"]);
    assert_eq!(status, Some(2));
}
