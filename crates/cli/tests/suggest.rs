//! `lectern themes --suggest`, over the bundled collection and over documents.

// Clippy lets tests unwrap, but does not see that the helpers beside them are tests too.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");

/// Standard output of a run that does its work.
fn run(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let output = command.arg("themes").args(arguments).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), error.as_str()),
        (Some(0), ""),
        "{arguments:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_printed_is_a_codebook_that_finds_what_it_lists() {
    let printed = run(&["--suggest", "8", "--corpus", CORPUS]);
    assert_eq!(run(&["--suggest", "8", "--corpus", CORPUS]), printed);
    let json = run(&["--suggest", "8", "--json", "--corpus", CORPUS]);
    let suggestions: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert!(suggestions.len() > 5, "{json}");

    // The suggestions in the place of the collection's own codebook, in front of its own essays.
    let dir = tempfile::tempdir().unwrap();
    fs::copy(
        Path::new(CORPUS).join("corpus.toml"),
        dir.path().join("corpus.toml"),
    )
    .unwrap();
    let essays = dir.path().join("essays");
    fs::create_dir(&essays).unwrap();
    for file in fs::read_dir(Path::new(CORPUS).join("essays")).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            fs::copy(&path, essays.join(path.file_name().unwrap())).unwrap();
        }
    }
    fs::write(dir.path().join("themes.toml"), &printed).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let corpus = dir.path().to_str().unwrap();
    let output = command
        .args(["themes", "--json", "--corpus", corpus])
        .output()
        .unwrap();
    let themes: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(themes.len(), suggestions.len());
    for (theme, suggestion) in themes.iter().zip(&suggestions) {
        assert_eq!(theme["id"], suggestion["id"]);
        let places = |of: &Value| {
            let passages = of["passages"].as_array().unwrap().iter();
            let place = |passage: &Value| (passage["essay"].clone(), passage["block"].clone());
            passages.map(place).collect::<Vec<_>>()
        };
        let found = places(theme);
        let listed = places(suggestion);
        assert!(
            !listed.is_empty() && listed.iter().all(|place| found.contains(place)),
            "{suggestion}"
        );
    }
}

#[test]
fn documents_need_no_corpus_folder() {
    let dir = tempfile::tempdir().unwrap();
    let docs = dir.path().join("docs.jsonl");
    let line = |id: usize| {
        let subject = [
            ["coal mine", "steel mill", "carbon tax", "blast furnace"],
            ["reed warbler", "marsh bird", "young cuckoo", "cattail reed"],
        ][id % 2];
        let at = |place: usize| subject[(id / 2 + place) % 4];
        format!(
            "{{\"id\": {id}, \"title\": \"On the {}\", \"text\": \"Town {id} has a {}, and a {} as well; people \
             like the {}.\\nWithout a {} the valley {id} would be poor: the {} stays, and the {} too.\"}}\n",
            at(0),
            at(0),
            at(1),
            at(2),
            at(1),
            at(2),
            at(3)
        )
    };
    fs::write(&docs, (0..12).map(line).collect::<String>()).unwrap();
    let printed = run(&["--suggest", "2", "--docs", docs.to_str().unwrap()]);
    assert!(
        printed.contains("[[theme]]\nid = \"") && printed.matches("[[theme]]").count() == 2,
        "{printed}"
    );
}
