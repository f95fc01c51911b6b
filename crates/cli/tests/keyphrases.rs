//! `lectern keyphrases`, run as a program that measures runs it.

// Clippy lets tests unwrap, but does not see that the helpers beside them are tests too.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use expect_test::expect;

/// Exit status, standard output and standard error of a run over a file of these lines.
fn run(lines: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("texts.jsonl"), lines).unwrap();
    let batch = ["keyphrases", "--batch", "texts.jsonl"];
    support::run(dir.path(), &[&batch, arguments].concat())
}

#[test]
fn a_line_for_each_line_in_order() {
    let lines = [
        r#"{"id": 7, "lang": "en", "text": "A carbon tax raises the price of steel. The carbon tax is collected from steel mills."}"#,
        "",
        r#"{"id": "zh/1", "text": "碳税提高了钢铁的价格。政府向钢铁企业征收碳税，排放少的钢铁企业缴税也少。"}"#,
        r#"{"id": "none", "text": ""}"#,
    ];
    let (status, out, err) = run(&lines.join("\n"), &["--top", "2"]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    expect![[r#"
        {"id":7,"phrases":["carbon tax","steel mills"]}
        {"id":"zh/1","phrases":["钢铁企业","碳税"]}
        {"id":"none","phrases":[]}
    "#]]
    .assert_eq(&out);
}

#[test]
fn many_texts_keep_their_order() {
    let line =
        |id| format!("{{\"id\": {id}, \"lang\": \"en\", \"text\": \"The steam engine.\"}}\n");
    let (status, out, _) = run(&(0..500).map(line).collect::<String>(), &[]);
    assert_eq!(status, Some(0));
    let ids = out.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["id"].as_u64().unwrap()
    });
    assert_eq!(ids.collect::<Vec<_>>(), (0..500).collect::<Vec<_>>());
}

#[test]
fn a_faulty_line_is_named() {
    let (status, out, err) = run("{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2}\n", &[]);
    assert_eq!((status, out.as_str()), (Some(1), ""));
    assert!(
        err.contains("texts.jsonl:2") && err.contains("text"),
        "{err}"
    );
}
