//! What `lectern build` writes of the bundled collection, as hosts and their readers' browsers take it.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");

/// The files of a folder by their paths in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let inside = files_of(&path, &name);
            files.extend(inside);
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

fn files_of(folder: &Path, name: &str) -> impl Iterator<Item = (String, Vec<u8>)> {
    let files = files(folder).into_iter();
    files.map(move |(path, bytes)| (format!("{name}/{path}"), bytes))
}

fn build(dir: &Path, corpus: &str) -> BTreeMap<String, Vec<u8>> {
    let arguments = ["build", "--corpus", corpus, "--out", "out", "--app", "app"];
    let (status, _, err) = support::run(dir, &arguments);
    assert_eq!(status, Some(0), "{err}");
    files(&dir.join("out"))
}

/// The value of an attribute of a tag, as it is written.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// What a policy without inline scripts and styles, and a site under any path, ask of a tag.
fn judge(page: &str, tag: &str) {
    assert!(attribute(tag, "style").is_none(), "{page}: {tag}");
    assert!(!tag.starts_with("style"), "{page}: {tag}");
    let mut names = tag.split_whitespace().skip(1);
    assert!(
        !names.any(|name| name.starts_with("on") && name.contains("=\"")),
        "{page}: {tag}"
    );
    if tag.starts_with("script") && attribute(tag, "src").is_none() {
        let kind = attribute(tag, "type").unwrap_or_default();
        assert!(
            ["application/ld+json", "text/plain"].contains(&kind),
            "{page}: {tag}"
        );
    }
    let is_held =
        |tag: &str| attribute(tag, "integrity").is_some_and(|hash| hash.starts_with("sha384-"));
    let is_loaded = ["stylesheet", "modulepreload"]
        .map(Some)
        .contains(&attribute(tag, "rel"));
    let is_script = tag.starts_with("script") && attribute(tag, "src").is_some();
    assert!(is_held(tag) == (is_loaded || is_script), "{page}: {tag}");
    for name in ["src", "href", "action"] {
        let address = attribute(tag, name).unwrap_or_default();
        assert!(
            !address.starts_with('/') || page == "404.html",
            "{page}: {tag}"
        );
        let is_link = tag.starts_with("a ") || attribute(tag, "rel") == Some("license");
        assert!(is_link || !address.contains("://"), "{page}: {tag}");
    }
}

#[test]
fn pages_keep_to_their_policy_and_stand_under_any_path() {
    let dir = tempfile::tempdir().unwrap();
    support::write_app(dir.path());
    let files = build(dir.path(), CORPUS);
    let mut pages = 0;
    for (page, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        let tags: Vec<&str> = html
            .split('<')
            .filter_map(|rest| rest.split('>').next())
            .collect();
        assert!(tags.len() > 20, "{page}");
        let policy = tags
            .iter()
            .find(|tag| attribute(tag, "http-equiv").is_some())
            .unwrap();
        assert!(
            attribute(policy, "content")
                .unwrap()
                .contains("script-src 'self' 'wasm-unsafe-eval';")
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        tags.iter().for_each(|tag| judge(page, tag));
        pages += 1;
    }
    assert!(pages > 20);
}

#[test]
fn a_build_writes_the_same_each_time() {
    let dir = tempfile::tempdir().unwrap();
    support::write_app(dir.path());
    assert_eq!(support::run(dir.path(), &["init", "small"]).0, Some(0));
    let [first, second] = [(); 2].map(|()| build(dir.path(), "small"));
    assert!(first.keys().eq(second.keys()));
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{path} differs");
    }
    for path in first.keys().filter(|path| path.ends_with(".html")) {
        for way in ["br", "gz"] {
            assert!(first.contains_key(&format!("{path}.{way}")), "{path}.{way}");
        }
    }
}
