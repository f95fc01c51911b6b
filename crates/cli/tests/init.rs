//! `lectern init`, run as its users run it.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};
use support::run;

/// What a run says that has to succeed.
fn said(dir: &Path, arguments: &[&str]) -> String {
    let (status, out, err) = run(dir, arguments);
    assert_eq!(status, Some(0), "{arguments:?}: {err}");
    out + &err
}

#[test]
fn a_new_collection_is_sound() {
    let dir = tempfile::tempdir().unwrap();
    support::write_app(dir.path());
    expect![[r#"
        new/reader: a collection of two essays and two themes; its README.md says what is where
        next:
          lectern serve --corpus new/reader              # read it, and see each change at once
          lectern import FILE… --to new/reader           # add essays of your own
          lectern check --corpus new/reader --strict     # find what is wrong
          lectern build --corpus new/reader --out site   # the site, for any static host
    "#]]
    .assert_eq(&said(dir.path(), &["init", "new/reader"]));
    let corpus = ["--corpus", "new/reader"];
    let with = |arguments: &[&str]| said(dir.path(), &[arguments, &corpus].concat());
    expect![[r#"
        2 essays: 0 errors, 0 warnings
    "#]]
    .assert_eq(&with(&["check", "--strict"]));
    let built = with(&["build", "--strict", "--app", "app"]);
    assert!(
        built.starts_with("dist: 10 pages from 2 essays, "),
        "{built}"
    );

    let page = |id: &str| {
        let path = dir.path().join(format!("dist/essays/{id}/index.html"));
        fs::read_to_string(path).unwrap()
    };
    let (original, translation) = (page("notes-in-the-margin"), page("notes-in-the-margin-zh"));
    for (page, text) in [(&original, "with a pencil"), (&translation, "拿着铅笔")] {
        for part in [text, "<table", "id=\"ref-1\"", "../../themes/annotation/"] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("<!-- theme"));
    }
    // Each essay has passages found by the query, and the one that an editor added.
    expect![[r#"
        Annotation [annotation]                                      6 passages in 2 essays
        Excerpts [excerpts]                                          6 passages in 2 essays
    "#]]
    .assert_eq(&with(&["themes"]));
}

/// A refusal with its message, and that the folder is as it was.
fn refused(prepare: impl Fn(&Path), to: &str, expected: &Expect) {
    let dir = tempfile::tempdir().unwrap();
    prepare(dir.path());
    let names = || {
        let entries = fs::read_dir(dir.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    let (status, out, err) = run(dir.path(), &["init", to]);
    assert_eq!((status, out.as_str()), (Some(1), ""));
    expected.assert_eq(&err);
    assert_eq!(names(), before);
}

#[test]
fn what_is_there_stays() {
    let folder = |dir: &Path| fs::create_dir(dir.join("full")).unwrap();
    let file = |dir: &Path| fs::write(dir.join("file"), "mine").unwrap();
    refused(
        |dir| {
            folder(dir);
            fs::write(dir.join("full/notes.txt"), "mine").unwrap();
        },
        "full",
        &expect![[r#"
            error: full is not empty, notes.txt is in it: name a new or an empty folder
        "#]],
    );
    refused(
        file,
        ".",
        &expect![[r#"
        error: . is not empty, file is in it: name a new or an empty folder
    "#]],
    );
    refused(
        file,
        "file",
        &expect![[r#"
        error: file is or lies in a file: name a new or an empty folder
    "#]],
    );
    refused(
        file,
        "file/new",
        &expect![[r#"
        error: file/new is or lies in a file: name a new or an empty folder
    "#]],
    );
}

#[test]
fn an_empty_folder_is_filled() {
    let dir = tempfile::tempdir().unwrap();
    said(dir.path(), &["init", "."]);
    assert!(dir.path().join("corpus.toml").is_file());
    said(dir.path(), &["check", "--strict", "--corpus", "."]);
    // Once only.
    assert_eq!(run(dir.path(), &["init", "."]).0, Some(1));
}

#[test]
fn a_folder_must_be_named() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run(dir.path(), &["init"]).0, Some(2));
}
