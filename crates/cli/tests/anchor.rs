//! `lectern anchor`, run as people run it.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use expect_test::{Expect, expect};
use tempfile::TempDir;

const TEXT: &str = "A new beginning. The ferry crossed at noon, when the water was low.\n\n\
    Nobody could say who had planned and built the landing. 渡口早已没有人摆渡。\n";

const MARKS: &str = r#"{"id": 1, "exact": "at noon", "prefix": "The ferry crossed ", "suffix": ", when the water", "start": 18, "end": 25}
{"id": "b", "exact": "who had built the landing", "prefix": "Nobody could say ", "suffix": ". 渡口", "start": 68, "end": 93}

{"id": "c", "exact": "and then a bridge came", "prefix": "", "suffix": ""}
{"id": "d", "exact": "没有人摆渡", "prefix": "渡口早已", "suffix": "。", "label": "其他"}
"#;

const ESSAY: &str = "---\nid: the-ferry\ntitle: The ferry\nauthors: [A. Writer]\nlanguage: en\n---\n\n\
    The ferry crossed at noon.\n\nNobody could say who had planned and built the landing.\n\nIt was sold. It was sold.\n";

fn lectern(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    command.current_dir(dir).args(arguments).output().unwrap()
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

/// An annotation of one block.
fn annotation(id: &str, block: &str, span: (u32, u32), quote: [&str; 3]) -> String {
    let [prefix, exact, suffix] = quote;
    let (start, end) = span;
    let annotation = serde_json::json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id,
        "type": "Annotation",
        "created": "2026-11-23T21:00:00Z",
        "target": {
            "source": "https://example.org/essays/the-ferry/",
            "selector": [
                {
                    "type": "FragmentSelector",
                    "value": block,
                    "refinedBy": { "type": "TextPositionSelector", "start": start, "end": end },
                },
                { "type": "TextQuoteSelector", "prefix": prefix, "exact": exact, "suffix": suffix },
            ],
        },
    });
    annotation.to_string()
}

fn annotations() -> String {
    let landing = [
        "Nobody could say ",
        "who had built the landing",
        ".\nIt was sold.",
    ];
    let list = [
        annotation(
            "urn:x:noon",
            "old-noon",
            (18, 25),
            ["The ferry crossed ", "at noon", "."],
        ),
        annotation("urn:x:landing", "old-landing", (17, 42), landing),
        annotation("urn:x:sold", "old-sold", (0, 12), ["", "It was sold.", ""]),
        annotation(
            "urn:x:bridge",
            "old-bridge",
            (0, 22),
            ["", "and then a bridge came", ""],
        ),
    ];
    format!("[{}]", list.join(","))
}

#[test]
fn marks_on_a_bare_text() {
    let dir = folder(&[
        ("new.txt", TEXT.as_bytes()),
        ("marks.jsonl", MARKS.as_bytes()),
    ]);
    let arguments = ["anchor", "--plain", "new.txt", "--marks", "marks.jsonl"];
    check(
        &lectern(dir.path(), &arguments),
        0,
        &expect![[r#"
        {"id":1,"state":"exact","start":35,"end":42,"candidates":[]}
        {"id":"b","state":"moved","start":86,"end":123,"changed":["words"],"candidates":[]}
        {"id":"c","state":"gone","start":null,"end":null,"candidates":[]}
        {"id":"d","state":"exact","start":129,"end":134,"candidates":[]}
    "#]],
    );
}

#[test]
fn highlights_on_a_revised_essay() {
    let marks = annotations();
    let dir = folder(&[
        ("the-ferry.md", ESSAY.as_bytes()),
        ("marks.jsonld", marks.as_bytes()),
    ]);
    let arguments = [
        "anchor",
        "--essay",
        "the-ferry.md",
        "--marks",
        "marks.jsonld",
    ];
    check(
        &lectern(dir.path(), &arguments),
        0,
        &expect![[r#"
            moved      at noon
                       ¶1 The ferry crossed [at noon].
            rewritten  who had built the landing
                       ¶2 Nobody could say [who had planned and built the landing].
            ambiguous  It was sold.
                     ? ¶3 [It was sold.] It was sold.
                     ? ¶3 It was sold. [It was sold.]
            gone       and then a bridge came
            4 highlights: 0 exact, 2 moved, 1 ambiguous, 1 gone
        "#]],
    );
    let arguments = [&arguments[..], &["--json"]].concat();
    let output = lectern(dir.path(), &arguments);
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines.lines().map(serde_json::from_str);
    let lines: Vec<serde_json::Value> = lines.collect::<Result<_, _>>().unwrap();
    let place = &lines[1]["places"][0];
    assert_eq!(
        (&lines[1]["state"], &lines[1]["rewritten"]),
        (&"moved".into(), &true.into())
    );
    assert_eq!(
        (&place["number"], &place["start"], &place["end"]),
        (&2.into(), &17.into(), &54.into())
    );
    assert_eq!(lines[2]["candidates"][0].as_array().unwrap().len(), 2);
    assert_eq!(
        (&lines[3]["state"], &lines[3]["lost"]),
        (&"gone".into(), &1.into())
    );
}

#[test]
fn what_is_no_annotation_of_the_essay_is_said() {
    let marks = annotations();
    let marks = marks.replace("/essays/the-ferry/\"", "/essays/another/\"");
    let marks = marks.replacen("/essays/another/\"", "/notes/\"", 1);
    let dir = folder(&[
        ("the-ferry.md", ESSAY.as_bytes()),
        ("marks.jsonld", marks.as_bytes()),
    ]);
    let arguments = [
        "anchor",
        "--essay",
        "the-ferry.md",
        "--marks",
        "marks.jsonld",
    ];
    check(
        &lectern(dir.path(), &arguments),
        0,
        &expect![[r#"
            marks.jsonld: urn:x:noon: left out, because it is no highlight: that takes words quoted in one essay, whose address ends in /essays/ID/, and one note at most
            3 annotations left out: they are not on the essay the-ferry
            0 highlights: 0 exact, 0 moved, 0 ambiguous, 0 gone
        "#]],
    );
}

#[test]
fn faults_are_named_with_their_place() {
    let fault = |text: &[u8], marks: &str, expected: &Expect| {
        let dir = folder(&[("new.txt", text), ("marks.jsonl", marks.as_bytes())]);
        let arguments = ["anchor", "--plain", "new.txt", "--marks", "marks.jsonl"];
        check(&lectern(dir.path(), &arguments), 1, expected);
    };
    fault(
        b"a\n",
        "{\"id\": 1, \"exact\": \"a\"}\n{\"id\": 2}\n",
        &expect![[r#"
            error: marks.jsonl:2: missing field `exact` (column 9): a line is {"id", "exact", "prefix", "suffix", "start", "end"} in JSON; prefix, suffix, and start with end (in scalars of the text that was marked) may be left out
        "#]],
    );
    fault(
        b"a\n",
        "\n{\"id\": 1, \"exact\": \"a\"\n",
        &expect![[r#"
        error: marks.jsonl:2: EOF while parsing an object (column 22): a line is {"id", "exact", "prefix", "suffix", "start", "end"} in JSON; prefix, suffix, and start with end (in scalars of the text that was marked) may be left out
    "#]],
    );
    fault(
        b"a\n",
        "{\"id\": 1, \"exact\": \"\"}\n",
        &expect![[r#"
        error: marks.jsonl:1: exact is empty, so there is nothing to find: a line is {"id", "exact", "prefix", "suffix", "start", "end"} in JSON; prefix, suffix, and start with end (in scalars of the text that was marked) may be left out
    "#]],
    );
    fault(
        b"a\n",
        "{\"id\": 1, \"exact\": \"a\", \"start\": 3, \"end\": 2}\n",
        &expect![[r#"
            error: marks.jsonl:1: start is behind end: a line is {"id", "exact", "prefix", "suffix", "start", "end"} in JSON; prefix, suffix, and start with end (in scalars of the text that was marked) may be left out
        "#]],
    );
    fault(
        b"a\n",
        "{\"id\": 1, \"exact\": \"a\", \"start\": 3}\n",
        &expect![[r#"
            error: marks.jsonl:1: start and end go together: a line is {"id", "exact", "prefix", "suffix", "start", "end"} in JSON; prefix, suffix, and start with end (in scalars of the text that was marked) may be left out
        "#]],
    );
    fault(
        b"a\n\xff\n",
        "",
        &expect![[r#"
        error: new.txt:2: this is not UTF-8 (byte 2): save the text in UTF-8
    "#]],
    );
    let essay = |marks: &str, expected: &Expect| {
        let dir = folder(&[
            ("e.md", ESSAY.as_bytes()),
            ("marks.jsonld", marks.as_bytes()),
        ]);
        let arguments = ["anchor", "--essay", "e.md", "--marks", "marks.jsonld"];
        check(&lectern(dir.path(), &arguments), 1, expected);
    };
    essay(
        "[\n{]",
        &expect![[r#"
        error: marks.jsonld:2: this is no JSON (line 2, column 2): export the annotations anew
    "#]],
    );
    essay(
        "{}",
        &expect![[r#"
        error: marks.jsonld: there is no Web Annotation in this: it needs the type "Annotation"
    "#]],
    );
}

#[test]
fn wrong_usage_is_status_2() {
    let dir = folder(&[]);
    for arguments in [
        &["anchor"][..],
        &["anchor", "--marks", "m"],
        &["anchor", "--plain", "a", "--essay", "b", "--marks", "m"],
        &["anchor", "--plain", "a", "--marks", "m", "--json"],
    ] {
        assert_eq!(
            lectern(dir.path(), arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}
