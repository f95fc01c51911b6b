//! The test suite of the Web Annotation Data Model (w3c/web-annotation-tests), where it lies beside the
//! repository; what its samples showed has examples of our own in `src/annotation/tests.rs`.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![allow(
    clippy::print_stderr,
    reason = "who runs the tests has to know what was not tested"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use corpus::{BlockId, EssayId, Revision, Span};
use jsonschema::{Draft, Registry, Validator};
use marks::{Colour, Highlight, Import, Notebook, Refusal, Selector, from_json_ld, to_json_ld};
use serde_json::Value;

const BASE: &str = "https://example.org/reader/";

/// The folder of the suite, if it is there.
fn suite() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let suite = root.join("shared/data/peers/web-annotation-tests");
    if suite.is_dir() {
        return Some(suite);
    }
    eprintln!("skipped: there is no {}", suite.display());
    None
}

fn read(json: &str) -> Result<Import, Refusal> {
    from_json_ld(json, BASE, &|_| false)
}

fn samples(suite: &Path, kind: &str) -> BTreeMap<String, String> {
    let folder = fs::read_dir(suite.join("tools/samples").join(kind)).unwrap();
    let files = folder.map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The assertions of a test of the suite: their names, and whether they are to hold.
fn assertions(suite: &Path, test: &str) -> Vec<(String, Validator, bool)> {
    let mut registry = Registry::new().draft(Draft::Draft4);
    for path in fs::read_dir(suite.join("definitions")).unwrap() {
        let path = path.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let schema = json(&fs::read_to_string(&path).unwrap());
        registry = registry
            .add(format!("json-schema:///{name}"), schema)
            .unwrap();
    }
    let registry = registry.prepare().unwrap();
    let test = json(&fs::read_to_string(suite.join(test)).unwrap());
    let names = test["assertions"].as_array().unwrap();
    let assertions = names.iter().map(|name| {
        let name = name.as_str().unwrap();
        let schema = json(&fs::read_to_string(suite.join(name)).unwrap());
        let validator = jsonschema::options()
            .with_draft(Draft::Draft4)
            .with_registry(&registry)
            .should_validate_formats(true)
            .build(&schema)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = schema["expectedResult"] != "invalid";
        (name.to_owned(), validator, expected)
    });
    assertions.collect()
}

/// The assertions that a value fails.
fn failed<'a>(value: &Value, assertions: &'a [(String, Validator, bool)]) -> Vec<&'a str> {
    assertions
        .iter()
        .filter(|(_, validator, expected)| validator.is_valid(value) != *expected)
        .map(|(name, ..)| name.as_str())
        .collect()
}

#[test]
fn valid_samples_are_imported_and_given_back_unchanged() {
    let Some(suite) = suite() else { return };
    let samples = samples(&suite, "correct");
    assert_eq!(samples.len(), 45);
    for (name, sample) in samples {
        let import = read(&sample).unwrap();
        assert_eq!(import.refused, vec![], "{name}");
        let value = json(&sample);
        let items = [&value["first"]["items"], &value["items"]];
        let items = items.into_iter().find_map(Value::as_array);
        let items = match items {
            Some(items) => items.clone(),
            None if value["type"] == "Annotation" => vec![value],
            None => Vec::new(),
        };
        assert_eq!(import.foreign.len(), items.len(), "{name}");
        assert_eq!(
            import.elsewhere.is_empty(),
            !name.starts_with("example4"),
            "{name}"
        );
        let mut notebook = Notebook::default();
        notebook.import(import);
        let exported = to_json_ld(&notebook, BASE);
        let exported = json(&exported);
        let exported = exported["first"]["items"].as_array().unwrap();
        assert_eq!(exported.len(), items.len(), "{name}");
        assert!(items.iter().all(|item| exported.contains(item)), "{name}");
    }
}

#[test]
fn invalid_samples_are_refused_with_the_reason() {
    let Some(suite) = suite() else { return };
    let samples = samples(&suite, "incorrect");
    assert_eq!(samples.len(), 39);
    for (name, sample) in samples {
        let refused = |sample: &str| match read(sample) {
            Err(refusal) => Some(refusal),
            Ok(import) => import.refused.into_iter().next(),
        };
        assert!(refused(&sample).is_some(), "{name}");
        // Many have a comma too many, and nearly all two ids. Each has a fault of its own as well.
        let words: Vec<&str> = sample.split_whitespace().collect();
        let mended = words.join(" ").replace(", }", "}");
        let mended = mended.replace(
            r#"["http://example.org/1", "http://example.org/2"]"#,
            r#""http://example.org/1""#,
        );
        // Of two nothing remains: the fault was the ids, or stands under a misspelt name.
        let is_mended = ["anno7", "anno15"].contains(&name.as_str());
        assert_eq!(refused(&mended).is_none(), is_mended, "{name}: {mended}");
    }
}

/// Highlights of all shapes.
fn highlights() -> Vec<Highlight> {
    let part = |block: &str, exact: &str| Selector {
        block: BlockId::from_name(block),
        span: Span::new(3, 9),
        exact: exact.to_owned(),
        prefix: "On \"".to_owned(),
        suffix: String::new(),
    };
    let one = Highlight {
        id: "k3".to_owned(),
        essay: EssayId::new("on-growth").unwrap(),
        revision: Revision::from_name("abcdefgh"),
        target: vec![part("g4t2xf", "growth")],
        colour: Colour::One,
        note: None,
        tags: Vec::new(),
        created: "2026-11-23T21:00:00.000Z".to_owned(),
        modified: "2026-11-23T21:05:00.000Z".to_owned(),
        origin: None,
    };
    let mut others = json(&to_json_ld(
        &Notebook::new(vec![one.clone()], Vec::new()),
        BASE,
    ));
    let mut others = others["first"]["items"][0].take();
    others["id"] = "https://a.example/1".into();
    others["creator"] = "https://a.example/me".into();
    let mut others = read(&others.to_string()).unwrap().highlights.remove(0);
    others.note = Some("So?".to_owned());
    let two = Highlight {
        id: "ä 新".to_owned(),
        essay: EssayId::new("新质").unwrap(),
        target: vec![part("g4t2xf", "新\u{0}\n"), part("h", "👩‍🔬")],
        note: Some("Why?".to_owned()),
        tags: vec!["a".to_owned(), "b c".to_owned()],
        ..one.clone()
    };
    vec![one, two, others]
}

#[test]
fn what_we_export_is_valid() {
    let Some(suite) = suite() else { return };
    let annotations = assertions(&suite, "annotations/annotationMusts.test");
    let collections = assertions(&suite, "collections/collectionMusts.test");
    let pages = assertions(&suite, "collections/pages/pageMusts.test");
    let highlights = highlights();
    for highlights in [vec![], highlights] {
        let number = highlights.len();
        let exported = json(&to_json_ld(&Notebook::new(highlights, Vec::new()), BASE));
        assert_eq!(failed(&exported, &collections), [""; 0]);
        let mut page = exported["first"].clone();
        assert_eq!(failed(&exported, &pages), [""; 0]);
        page["@context"] = exported["@context"].clone();
        assert_eq!(failed(&page, &pages), [""; 0]);
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), number);
        for item in items {
            assert_eq!(failed(item, &annotations), [""; 0], "{item:#}");
        }
    }
    // The assertions themselves tell good from bad; three kinds of sets of targets they do not know.
    for (name, sample) in samples(&suite, "correct") {
        let is_unknown = ["anno11", "anno12", "anno13"].contains(&name.as_str());
        if name.starts_with("anno") {
            let failed = failed(&json(&sample), &annotations);
            assert_eq!(failed.is_empty(), !is_unknown, "{name}: {failed:?}");
        }
    }
    let bad = samples(&suite, "incorrect");
    let bad: Vec<Value> = bad
        .values()
        .filter_map(|sample| serde_json::from_str(sample).ok())
        .collect();
    assert!(bad.len() > 15);
    assert!(
        bad.iter()
            .all(|sample| !failed(sample, &annotations).is_empty())
    );
}
