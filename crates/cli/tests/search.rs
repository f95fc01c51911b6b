//! `lectern search` and `lectern themes`, run as a reader of their output runs them.

// Clippy lets tests unwrap, but does not see that the helpers beside them are tests too.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::fs;

use expect_test::expect;
use support::run;

const DOCS: &str = "{\"id\": \"d/1\", \"title\": \"On growth\", \"text\": \"Labour and capital.\\nIdeas.\"}\n\
    {\"id\": 2, \"text\": \"创新驱动发展。\", \"lang\": \"zh\"}\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

#[test]
fn documents_are_searched_like_essays() {
    let dir = folder(&[("docs.jsonl", DOCS)]);
    let (status, out, err) = run(
        dir.path(),
        &["search", "growth ideas", "--docs", "docs.jsonl"],
    );
    assert_eq!((status, err.as_str()), (Some(0), ""));
    expect![[r#"
        1 essay

        On growth [d/1]
          ¶2 Ideas.
    "#]]
    .assert_eq(&out);
    let (_, out, _) = run(
        dir.path(),
        &["search", "驱动", "--docs", "docs.jsonl", "--json"],
    );
    let result: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(result["total"], 1);
    assert_eq!(result["hits"][0]["essay"], "2");
    assert_eq!(
        result["hits"][0]["passages"][0]["marks"],
        serde_json::json!([[2, 4]])
    );
}

#[test]
fn a_batch_has_a_line_per_query() {
    let queries =
        "{\"id\": \"q1\", \"text\": \"capital\"}\n\n{\"id\": 7, \"text\": \"nonsense\"}\n";
    let dir = folder(&[("docs.jsonl", DOCS), ("queries.jsonl", queries)]);
    let arguments = ["search", "--batch", "queries.jsonl", "--docs", "docs.jsonl"];
    let (status, out, _) = run(dir.path(), &arguments);
    assert_eq!(status, Some(0));
    let lines: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (
            lines[0]["id"].as_str(),
            lines[0]["hits"][0]["essay"].as_str()
        ),
        (Some("q1"), Some("d/1"))
    );
    assert_eq!(lines[1], serde_json::json!({ "id": 7, "hits": [] }));
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let dir = folder(&[("docs.jsonl", "{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2}\n")]);
    let (status, _, err) = run(dir.path(), &["search", "a", "--docs", "docs.jsonl"]);
    assert_eq!(status, Some(1));
    assert!(
        err.contains("docs.jsonl:2") && err.contains("missing field `text`"),
        "{err}"
    );
    let (status, _, _) = run(dir.path(), &["search"]);
    assert_eq!(status, Some(2));
}

#[test]
fn themes_are_listed_with_their_passages() {
    let dir = folder(&[
        (
            "corpus.toml",
            "title.en = \"A shelf\"\nlanguages = [\"en\"]\n",
        ),
        (
            "themes.toml",
            "[[theme]]\nid = \"ideas\"\nlabel.en = \"Ideas\"\ndefinition.en = \"What is new.\"\nquery = 'ideas'\n",
        ),
        (
            "essays/on-growth.md",
            "---\nid: on-growth\ntitle: On growth\nauthors: [A. Writer]\nlanguage: en\n---\n\nLabour.\n\nIdeas came late.\n",
        ),
        (
            "essays/on-light.md",
            "---\nid: on-light\ntitle: On light\nlanguage: en\n---\n\n<!-- theme + ideas: a thought, not called one -->\nIt dawned.\n\n\
             <!-- theme - ideas: of pictures -->\nFixed ideas.\n",
        ),
        (
            "essays/on-land.md",
            "---\nid: on-land\ntitle: On land\nlanguage: en\n---\n\nLand.\n",
        ),
    ]);
    let (status, out, err) = run(dir.path(), &["themes", "--corpus", ".", "--json"]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let themes: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&themes[0]["count"], &themes[0]["essays"]),
        (&2.into(), &2.into())
    );
    let why: Vec<_> = (0..2)
        .map(|at| themes[0]["passages"][at]["why"].to_string())
        .collect();
    expect![[r#"
        [{"theme":"ideas"}]
        [{"editor":"a thought, not called one","theme":"ideas"}]"#]]
    .assert_eq(&why.join("\n"));
    let (_, out, _) = run(dir.path(), &["search", "theme:ideas", "--corpus", "."]);
    expect![[r#"
        2 essays

        On growth [on-growth]

        On light [on-light]
    "#]]
    .assert_eq(&out);
    assert_eq!(themes[0]["passages"][0]["essay"], "on-growth");
    assert_eq!(
        themes[0]["passages"][0]["marks"],
        serde_json::json!([[0, 5]])
    );
}

/// The facet and the field `theme:` count the essays that the theme's page shows.
#[test]
fn a_theme_has_the_same_essays_everywhere() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let dir = folder(&[]);
    let (_, out, _) = run(dir.path(), &["themes", "--corpus", corpus, "--json"]);
    let themes: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    let line = |theme: &serde_json::Value| {
        let id = theme["id"].as_str().unwrap();
        format!("{{\"id\": \"{id}\", \"text\": \"theme:{id}\"}}\n")
    };
    let queries: String = themes.iter().map(line).collect();
    fs::write(dir.path().join("queries.jsonl"), queries).unwrap();
    let batch = [
        "search",
        "--corpus",
        corpus,
        "--limit",
        "99",
        "--batch",
        "queries.jsonl",
    ];
    let (status, out, err) = run(dir.path(), &batch);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let answers: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), themes.len());
    for (answer, theme) in answers.iter().zip(&themes) {
        let names = |list: &serde_json::Value, key: &str| -> BTreeSet<String> {
            let list = list.as_array().unwrap().iter();
            list.map(|one| one[key].as_str().unwrap().to_owned())
                .collect()
        };
        let found = names(&answer["hits"], "essay");
        assert_eq!(found, names(&theme["passages"], "essay"), "{}", theme["id"]);
        assert_eq!(theme["essays"], found.len());
        assert!(!found.is_empty());
    }
}

/// What the search page shows as examples is answered by the essays that come with the program.
#[test]
fn the_examples_of_the_query_language_find_essays() {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let lines = search::EXAMPLES.map(|example| {
        let query = quoted(example.query);
        format!("{{\"id\": {query}, \"text\": {query}}}\n")
    });
    let dir = folder(&[("queries.jsonl", &lines.concat())]);
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let batch = ["search", "--corpus", corpus, "--batch", "queries.jsonl"];
    let (status, out, err) = run(dir.path(), &batch);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let answers = out.lines().map(serde_json::from_str::<serde_json::Value>);
    let answers: Vec<_> = answers.collect::<Result<_, _>>().unwrap();
    assert_eq!(answers.len(), search::EXAMPLES.len());
    for answer in answers {
        assert_ne!(answer["hits"], serde_json::json!([]), "{}", answer["id"]);
    }
}
