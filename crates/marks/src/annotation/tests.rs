//! Annotations there and back, by example and by chance.

use corpus::{BlockId, EssayId, Revision, Span};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::{Colour, Notebook, Selector};

const BASE: &str = "https://example.org/reader/";

/// Strings that a reader, or a program, may put anywhere.
fn strange(most: usize) -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        "\\PC",
        Just("\u{0}".to_owned()),
        Just("\"\\\n".to_owned()),
        Just("\u{feff}\u{2028}".to_owned()),
        Just("👩‍🔬新".to_owned()),
        Just("<&=;".to_owned()),
    ];
    prop::collection::vec(scalar, 1..=most).prop_map(|parts| parts.concat())
}

fn time() -> impl Strategy<Value = String> {
    "2026-11-2[1-3]T21:00:00(\\.5)?(Z|\\+08:00)"
}

/// Highlights of a few ids and moments, so that they meet.
pub(crate) fn highlights() -> impl Strategy<Value = Highlight> {
    let maybe = |most| prop_oneof![Just(String::new()), strange(most)];
    let selector = (
        "[a-z]{0,3}",
        0u32..9,
        0u32..9,
        strange(5),
        maybe(3),
        maybe(3),
    );
    let selector = selector.prop_map(|(block, start, end, exact, prefix, suffix)| Selector {
        block: BlockId::from_name(block),
        span: Span::new(start, end),
        exact,
        prefix,
        suffix,
    });
    let target = prop::collection::vec(selector, 1..3);
    let note = prop::option::of(strange(6));
    let tags = prop::collection::btree_set(strange(3), 0..3);
    let id = prop_oneof![
        4 => "[a-d]",
        1 => Just("https://a.example/1".to_owned()),
        1 => Just("urn:lectern:%41 ä\n".to_owned())
    ];
    (
        (id, "[ab文]", maybe(2)),
        target,
        1u8..=5,
        (note, tags),
        (time(), time()),
    )
        .prop_map(
            |((id, essay, revision), target, colour, (note, tags), (created, modified))| {
                Highlight {
                    id,
                    essay: EssayId::new(essay).unwrap(),
                    revision: Revision::from_name(revision),
                    target,
                    colour: Colour::of_number(colour).unwrap(),
                    note,
                    tags: tags.into_iter().collect(),
                    created,
                    modified,
                    origin: None,
                }
            },
        )
}

/// A highlight of one block.
pub(crate) fn english() -> Highlight {
    Highlight {
        id: "k3".to_owned(),
        essay: EssayId::new("on-growth").unwrap(),
        revision: Revision::from_name("abcdefgh"),
        target: vec![Selector {
            block: BlockId::from_name("g4t2xf"),
            span: Span::new(3, 9),
            exact: "growth".to_owned(),
            prefix: "On ".to_owned(),
            suffix: " as".to_owned(),
        }],
        colour: Colour::Two,
        note: Some("Why?".to_owned()),
        tags: vec!["growth".to_owned()],
        created: "2026-11-23T21:00:00Z".to_owned(),
        modified: "2026-11-23T21:05:00Z".to_owned(),
        origin: None,
    }
}

/// A highlight of two blocks.
pub(crate) fn chinese() -> Highlight {
    let part = |block: &str, exact: &str| Selector {
        block: BlockId::from_name(block),
        span: Span::new(0, u32::try_from(exact.chars().count()).unwrap()),
        exact: exact.to_owned(),
        prefix: String::new(),
        suffix: "。".to_owned(),
    };
    Highlight {
        id: "k4".to_owned(),
        essay: EssayId::new("xin-zhi").unwrap(),
        target: vec![
            part("b7mcd2", "“创新”是第一动力"),
            part("c5nbd3", "=关键在落实"),
        ],
        note: Some("见第三节\n再读".to_owned()),
        tags: vec!["创新".to_owned(), "动力".to_owned()],
        ..english()
    }
}

/// Annotations that are no highlights, with ids that highlights may have too.
fn foreign() -> impl Strategy<Value = Foreign> {
    (
        prop_oneof!["[ab]", "https://a.example/[12]"],
        time(),
        strange(4),
    )
        .prop_map(|(id, modified, label)| {
            let json = serde_json::json!({
                "label": label, "@context": CONTEXT, "type": "Annotation", "modified": modified,
                "id": iri::of_highlight(&id), "target": "https://b.example/",
            });
            // As others may write it, with line ends and another order than ours.
            let json = format!("{json:#}").replacen("\n  ", "\n\t\"more\": [1.0, 1e2],\n", 1);
            Foreign { id, modified, json }
        })
}

/// Notebooks that meet in ids and moments.
pub(crate) fn notebooks() -> impl Strategy<Value = Notebook> {
    let highlights = prop::collection::vec(highlights(), 0..5);
    (highlights, prop::collection::vec(foreign(), 0..3))
        .prop_map(|(highlights, foreign)| Notebook::new(highlights, foreign))
}

fn read(json: &str) -> Result<Import, Refusal> {
    from_json_ld(json, BASE, &|essay| essay.as_str() == "on-growth")
}

fn imported(json: &str) -> Notebook {
    let mut notebook = Notebook::default();
    let report = notebook.import(read(json).unwrap());
    assert_eq!((report.refused, report.elsewhere), (vec![], vec![]));
    notebook
}

#[test]
fn what_an_annotation_looks_like() {
    let json = to_json_ld(&Notebook::new(vec![english()], Vec::new()), BASE);
    assert_eq!(json.lines().count(), 3);
    let value: Value = serde_json::from_str(&json).unwrap();
    expect![[r#"
        {
          "@context": "http://www.w3.org/ns/anno.jsonld",
          "first": {
            "id": "https://example.org/reader/notebook/#page",
            "items": [
              {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "body": [
                  {
                    "format": "text/plain",
                    "purpose": "classifying",
                    "type": "TextualBody",
                    "value": "hl-2"
                  },
                  {
                    "format": "text/plain",
                    "purpose": "commenting",
                    "type": "TextualBody",
                    "value": "Why?"
                  },
                  {
                    "format": "text/plain",
                    "purpose": "tagging",
                    "type": "TextualBody",
                    "value": "growth"
                  }
                ],
                "created": "2026-11-23T21:00:00Z",
                "id": "urn:lectern:k3",
                "modified": "2026-11-23T21:05:00Z",
                "motivation": "commenting",
                "target": [
                  {
                    "selector": [
                      {
                        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                        "refinedBy": {
                          "end": 9,
                          "start": 3,
                          "type": "TextPositionSelector"
                        },
                        "type": "FragmentSelector",
                        "value": "g4t2xf"
                      },
                      {
                        "exact": "growth",
                        "prefix": "On ",
                        "suffix": " as",
                        "type": "TextQuoteSelector"
                      }
                    ],
                    "source": "https://example.org/reader/essays/on-growth/",
                    "state": {
                      "type": "HttpRequestState",
                      "value": "If-Match: \"abcdefgh\""
                    },
                    "type": "SpecificResource"
                  }
                ],
                "type": "Annotation"
              }
            ],
            "startIndex": 0,
            "type": "AnnotationPage"
          },
          "id": "https://example.org/reader/notebook/",
          "total": 1,
          "type": "AnnotationCollection"
        }
    "#]]
    .assert_eq(&format!("{value:#}\n"));
}

/// What became of annotations: highlights with notes, tags and words, others, and refusals.
fn check(json: &str, expected: &Expect) {
    let shown = match read(json) {
        Err(refusal) => vec![refusal.to_string()],
        Ok(import) => {
            let highlights = import.highlights.iter().map(|highlight| {
                let Highlight {
                    id,
                    essay,
                    colour,
                    tags,
                    ..
                } = highlight;
                let note = highlight.note.as_deref().unwrap_or("-");
                let words = highlight.exact().replace('\n', "|");
                let origin = highlight.origin.as_ref().map_or("", |_| " and more");
                let colour = colour.number();
                format!("{id} {essay} {words} {colour} {note} {tags:?}{origin}")
            });
            let foreign = import.foreign.iter();
            let foreign =
                foreign.map(|foreign| format!("foreign {} {}", foreign.id, foreign.modified));
            let refused = import.refused.iter().map(ToString::to_string);
            let elsewhere = import
                .elsewhere
                .iter()
                .map(|page| format!("elsewhere {page}"));
            highlights
                .chain(foreign)
                .chain(refused)
                .chain(elsewhere)
                .collect()
        }
    };
    expected.assert_eq(&shown.join("\n"));
}

const OTHERS: &str = r#"{"@context": ["https://c.example/", "http://www.w3.org/ns/anno.jsonld"],
    "type": ["Annotation"], "id": "https://a.example/1", "size": 12.50,
    "creator": {"name": "A. Person"},
    "body": {"type": "TextualBody", "value": "So?", "language": "en"},
    "target": {"source": "https://b.example/x/essays/on-growth/?q=a#p", "selector": [
        {"type": "XPathSelector", "value": "//p", "refinedBy":
            {"type": "TextQuoteSelector", "exact": "growth"}}, {"type": "CssSelector", "value": "p"}]}}"#;

/// An annotation with these members beside those that it needs.
fn with(members: &str) -> String {
    format!(
        r#"{{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "urn:a:1", {members}}}"#
    )
}

fn target(members: &str) -> String {
    with(&format!(
        r#""target": {{"source": "{BASE}essays/a/", "selector":
        {{"type": "TextQuoteSelector", "exact": "b"}}}}, {members}"#
    ))
}

#[test]
fn what_others_write() {
    check(
        OTHERS,
        &expect!["https://a.example/1 on-growth growth 1 So? [] and more"],
    );
    check(
        &format!("\u{feff} [{OTHERS}, {{\"type\": \"Annotation\"}}, 3]"),
        &expect![[r#"
        https://a.example/1 on-growth growth 1 So? [] and more
        `@context` does not name http://www.w3.org/ns/anno.jsonld: add it, so that the properties mean something
        there is no Web Annotation in this: it needs the type "Annotation""#]],
    );
    check(
        &OTHERS.replace("on-growth", "unknown"),
        &expect!["foreign https://a.example/1 "],
    );
    check(
        &OTHERS.replace("/essays/", "/pages/"),
        &expect!["foreign https://a.example/1 "],
    );
    check(
        &OTHERS.replace("TextQuoteSelector", "CssSelector\", \"value\": \"p"),
        &expect!["foreign https://a.example/1 "],
    );
    check(
        &target(r#""motivation": "tagging", "bodyValue": "x""#),
        &expect![[r#"urn:a:1 a b 1 - ["x"] and more"#]],
    );
    check(
        &target(r#""bodyValue": "x""#),
        &expect!["urn:a:1 a b 1 x [] and more"],
    );
    let bodies = r#"{"type": "TextualBody", "value": "x"}, {"type": "TextualBody", "value": "y", "purpose": "tagging"},
        {"type": "TextualBody", "value": "y", "purpose": "tagging"}, "https://a.example/", {"value": "hl-3", "purpose": "classifying"},
        {"type": "TextualBody", "value": "<b>", "format": "text/html"}, {"type": "TextualBody", "value": "z", "purpose": "describing"}"#;
    check(
        &target(&format!(r#""body": [{bodies}]"#)),
        &expect![[r#"urn:a:1 a b 3 x ["y"] and more"#]],
    );
    check(
        &target(&format!(
            r#""body": [{bodies}, {{"value": "w", "purpose": "commenting"}}]"#
        )),
        &expect!["foreign urn:a:1 "],
    );
}

#[test]
fn what_holds_annotations() {
    let page = |members: &str, item: &str| {
        format!(
            r#"{{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", {members} "items": [{item}]}}"#
        )
    };
    let bare = r#"{"type": "Annotation", "id": "urn:a:2", "created": "2026-11-23T21:00:00Z", "target": "urn:a:3"}"#;
    check(&page("", ""), &expect![]);
    check(
        &page("", bare),
        &expect!["foreign urn:a:2 2026-11-23T21:00:00Z"],
    );
    check(
        bare,
        &expect![
            "urn:a:2: `@context` does not name http://www.w3.org/ns/anno.jsonld: add it, so that the properties mean something"
        ],
    );
    check(
        &page("", bare).replace("anno.jsonld", "else"),
        &expect![
            "`@context` does not name http://www.w3.org/ns/anno.jsonld: add it, so that the properties mean something"
        ],
    );
    check(
        &page(r#""next": "https://a.example/2","#, bare),
        &expect![[r#"
        foreign urn:a:2 2026-11-23T21:00:00Z
        elsewhere https://a.example/2"#]],
    );
    let all = page(
        &format!(
            r#""id": "urn:p:1", "next": {},"#,
            page(r#""id": "urn:p:2","#, &bare.replace("a:2", "a:4"))
        ),
        bare,
    );
    let last = page(r#""id": "urn:p:2","#, "3");
    check(
        &format!(
            r#"{{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "first": {all}, "last": {last}}}"#
        ),
        &expect![[r#"
            foreign urn:a:2 2026-11-23T21:00:00Z
            foreign urn:a:4 2026-11-23T21:00:00Z"#]],
    );
    check(
        "[]",
        &expect![[r#"there is no Web Annotation in this: it needs the type "Annotation""#]],
    );
    check(
        "3",
        &expect![[r#"there is no Web Annotation in this: it needs the type "Annotation""#]],
    );
    check(
        r#"{"type": "Note"}"#,
        &expect![[r#"there is no Web Annotation in this: it needs the type "Annotation""#]],
    );
    check(
        "{\n\"type\": ",
        &expect!["this is no JSON (line 2, column 8): export the annotations anew"],
    );
}

#[test]
fn what_is_refused() {
    for (members, expected) in [
        ("", expect!["urn:a:1: `target` is missing: add it"]),
        (
            r#""target": []"#,
            expect!["urn:a:1: `target` is missing: add it"],
        ),
        (
            r#""target": 9"#,
            expect!["urn:a:1: `target` has to be a full address or an object"],
        ),
        (
            r#""target": "not a uri""#,
            expect!["urn:a:1: `target` has to be a full address or an object"],
        ),
        (
            r#""target": {"type": "SpecificResource"}"#,
            expect!["urn:a:1: `target.source` is missing: add it"],
        ),
        (
            r#""target": {"source": ["urn:a", "urn:b"]}"#,
            expect!["urn:a:1: `target.source` has several values: leave one"],
        ),
        (
            r#""target": {"source": "urn:a", "value": "b"}"#,
            expect!["urn:a:1: `target.value` cannot stand beside `source`: leave one of them"],
        ),
        (
            r#""target": ["urn:a", {"source": "urn:a", "selector": {"type": "FragmentSelector"}}]"#,
            expect!["urn:a:1: `target[1].selector.value` is missing: add it"],
        ),
        (
            r#""target": {"source": "urn:a", "selector": {"type": "FragmentSelector", "value": ["x", "y"]}}"#,
            expect!["urn:a:1: `target.selector.value` has several values: leave one"],
        ),
        (
            r#""target": {"source": "urn:a", "selector": {"refinedBy": {"type": "TextPositionSelector", "start": -1, "end": 2}}}"#,
            expect![
                "urn:a:1: `target.selector.refinedBy.start` has to be a whole number, 0 or more"
            ],
        ),
        (
            r#""target": {"source": "urn:a", "state": {"type": "TimeState", "sourceDate": "now"}}"#,
            expect![
                "urn:a:1: `target.state.sourceDate` has to be a moment, such as 2026-11-23T21:00:00Z"
            ],
        ),
        (
            r#""target": "urn:a", "body": "not a uri""#,
            expect!["urn:a:1: `body` has to be a full address or an object"],
        ),
        (
            r#""target": "urn:a", "body": {"id": "not a uri either"}"#,
            expect![
                "urn:a:1: `body.id` has to be a full address, such as https://example.org/1 or urn:uuid:…"
            ],
        ),
        (
            r#""target": "urn:a", "body": {"id": "urn:b", "format": 6}"#,
            expect!["urn:a:1: `body.format` has to be one text in quotation marks"],
        ),
        (
            r#""target": "urn:a", "body": {"id": "urn:b", "textDirection": "squirrel"}"#,
            expect![[r#"urn:a:1: `body.textDirection` has to be "ltr", "rtl" or "auto""#]],
        ),
        (
            r#""target": "urn:a", "body": {"id": "urn:b", "processingLanguage": ["en", "de"]}"#,
            expect!["urn:a:1: `body.processingLanguage` has several values: leave one"],
        ),
        (
            r#""target": "urn:a", "body": {"type": "TextualBody"}"#,
            expect!["urn:a:1: `body.value` is missing: add it"],
        ),
        (
            r#""target": "urn:a", "body": {"type": "TextualBody", "value": ["a", "b"]}"#,
            expect!["urn:a:1: `body.value` has several values: leave one"],
        ),
        (
            r#""target": "urn:a", "body": {"type": ["Choice", "List"], "items": ["urn:b"]}"#,
            expect!["urn:a:1: `body.type` has several values: leave one"],
        ),
        (
            r#""target": "urn:a", "body": {"items": ["urn:b"]}"#,
            expect!["urn:a:1: `body.type` is missing: add it"],
        ),
        (
            r#""target": "urn:a", "body": {"type": "Choice", "items": ["urn:b", "c"]}"#,
            expect!["urn:a:1: `body.items[1]` has to be a full address or an object"],
        ),
        (
            r#""target": "urn:a", "body": {"language": "en"}"#,
            expect!["urn:a:1: `body.id` is missing: add it"],
        ),
        (
            r#""target": "urn:a", "body": "urn:b", "bodyValue": "c""#,
            expect!["urn:a:1: `bodyValue` cannot stand beside `body`: leave one of them"],
        ),
        (
            r#""target": "urn:a", "bodyValue": 23"#,
            expect!["urn:a:1: `bodyValue` has to be one text in quotation marks"],
        ),
        (
            r#""target": "urn:a", "creator": 6"#,
            expect!["urn:a:1: `creator` has to be a full address or an object"],
        ),
        (
            r#""target": "urn:a", "created": "yesterday""#,
            expect!["urn:a:1: `created` has to be a moment, such as 2026-11-23T21:00:00Z"],
        ),
        (
            r#""target": "urn:a", "modified": ["2015-01-28T12:00:00Z", "2015-01-28T12:00:01Z"]"#,
            expect!["urn:a:1: `modified` has several values: leave one"],
        ),
        (
            r#""target": "urn:a", "rights": "not a uri""#,
            expect![
                "urn:a:1: `rights` has to be a full address, such as https://example.org/1 or urn:uuid:…"
            ],
        ),
    ] {
        let members = if members.is_empty() {
            r#""label": 1"#
        } else {
            members
        };
        check(&with(members), &expected);
    }
    let good = with(r#""target": "urn:a""#);
    for (from, to, expected) in [
        (
            r#""urn:a:1""#,
            r#"["urn:a:1", "urn:a:2"]"#,
            expect!["urn:a:1: `id` has several values: leave one"],
        ),
        (
            r#""urn:a:1""#,
            r#""no uri""#,
            expect![
                "no uri: `id` has to be a full address, such as https://example.org/1 or urn:uuid:…"
            ],
        ),
        (r#""id""#, r#""name""#, expect!["`id` is missing: add it"]),
        (
            r#""Annotation""#,
            r#""Squirrel""#,
            expect![[
                r#"urn:a:1: there is no Web Annotation in this: it needs the type "Annotation""#
            ]],
        ),
        (
            r#""http://www.w3.org/ns/anno.jsonld""#,
            r#""fish""#,
            expect![
                "urn:a:1: `@context` does not name http://www.w3.org/ns/anno.jsonld: add it, so that the properties mean something"
            ],
        ),
    ] {
        check(&good.replace(from, to), &expected);
    }
}

#[test]
fn what_is_changed_keeps_the_rest() {
    let mut import = read(OTHERS).unwrap();
    let mut highlight = import.highlights.remove(0);
    let written = |highlight: &Highlight| {
        to_json_ld(&Notebook::new(vec![highlight.clone()], Vec::new()), BASE)
    };
    assert!(written(&highlight).contains(OTHERS));
    highlight.note = Some("Now I see".to_owned());
    highlight.tags = vec!["b".to_owned(), "a".to_owned()];
    highlight.colour = Colour::Five;
    highlight.target[0] = english().target[0].clone();
    highlight.modified = english().modified;
    let value: Value = serde_json::from_str(&written(&highlight)).unwrap();
    expect![[r#"
        {
          "@context": [
            "https://c.example/",
            "http://www.w3.org/ns/anno.jsonld"
          ],
          "body": [
            {
              "language": "en",
              "type": "TextualBody",
              "value": "Now I see"
            },
            {
              "format": "text/plain",
              "purpose": "classifying",
              "type": "TextualBody",
              "value": "hl-5"
            },
            {
              "format": "text/plain",
              "purpose": "tagging",
              "type": "TextualBody",
              "value": "b"
            },
            {
              "format": "text/plain",
              "purpose": "tagging",
              "type": "TextualBody",
              "value": "a"
            }
          ],
          "creator": {
            "name": "A. Person"
          },
          "id": "https://a.example/1",
          "modified": "2026-11-23T21:05:00Z",
          "size": 12.5,
          "target": [
            {
              "selector": [
                {
                  "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                  "refinedBy": {
                    "end": 9,
                    "start": 3,
                    "type": "TextPositionSelector"
                  },
                  "type": "FragmentSelector",
                  "value": "g4t2xf"
                },
                {
                  "exact": "growth",
                  "prefix": "On ",
                  "suffix": " as",
                  "type": "TextQuoteSelector"
                },
                {
                  "type": "CssSelector",
                  "value": "p"
                }
              ],
              "source": "https://b.example/x/essays/on-growth/?q=a#p",
              "state": [
                {
                  "type": "HttpRequestState",
                  "value": "If-Match: \"\""
                }
              ]
            }
          ],
          "type": [
            "Annotation"
          ]
        }
    "#]]
    .assert_eq(&format!("{:#}\n", value["first"]["items"][0]));
}

#[test]
fn a_collections_context_goes_with_its_annotations() {
    let json = r#"{"@context": ["http://www.w3.org/ns/anno.jsonld", {"size": "urn:size"}], "type": "AnnotationPage",
        "items": [{"type": "Annotation", "id": "urn:a:1", "target": "urn:a:2", "size": 12345678901234567890123}]}"#;
    let notebook = imported(json);
    expect![[r#"{"@context":["http://www.w3.org/ns/anno.jsonld", {"size": "urn:size"}],"type": "Annotation", "id": "urn:a:1", "target": "urn:a:2", "size": 12345678901234567890123}"#]].assert_eq(&notebook.foreign()[0].json);
    let json = to_json_ld(&notebook, BASE);
    assert_eq!(imported(&json), notebook);
}

#[test]
fn a_second_import_changes_nothing() {
    let mut notebook = Notebook::new(vec![english()], Vec::new());
    let again = to_json_ld(&notebook, BASE);
    let file = format!(
        "[{OTHERS}, {}, {}]",
        with(r#""target": "urn:a""#),
        OTHERS.replace("a.example", "b.example")
    );
    let report = notebook.import(read(&file).unwrap());
    let new = ["https://a.example/1", "https://b.example/1", "urn:a:1"];
    assert_eq!(
        (report.merged.new, report.foreign),
        (new.map(str::to_owned).to_vec(), 1)
    );
    let before = notebook.clone();
    for json in [file, again, to_json_ld(&before, BASE)] {
        let report = notebook.import(read(&json).unwrap()).merged;
        assert_eq!((report.new, report.changed), (vec![], vec![]));
        assert!(report.known > 0);
    }
    assert_eq!(notebook, before);
    let mut later = english();
    later.modified = "2026-11-23T22:00:00+00:30".to_owned();
    let merged = notebook.merge(Notebook::new(vec![later], Vec::new()));
    assert_eq!((merged.changed, merged.known), (vec!["k3".to_owned()], 0));
}

/// An annotation of another, in one of many forms.
fn others() -> impl Strategy<Value = String> {
    let bodies = prop::sample::subsequence(
        vec![
            r#"{"type": "TextualBody", "value": "So?", "language": "en"}"#,
            r#"{"type": "TextualBody", "value": "x", "purpose": "tagging", "creator": "urn:me"}"#,
            r#"{"type": "TextualBody", "value": "y", "purpose": "tagging"}"#,
            r#"{"type": "TextualBody", "value": "x", "purpose": "tagging"}"#,
            r#"{"type": "TextualBody", "value": "<b>", "format": "text/html"}"#,
            r#"{"type": "TextualBody", "value": "hl-4", "purpose": ["classifying"]}"#,
            r#""https://a.example/2""#,
        ],
        0..=7,
    );
    let motivations = prop::sample::select(vec!["commenting", "tagging", "linking", "classifying"]);
    (bodies, motivations, any::<bool>()).prop_map(|(bodies, motivation, short)| {
        let bodies = if short {
            r#""bodyValue": "So?""#.to_owned()
        } else {
            format!(r#""body": [{}]"#, bodies.join(", "))
        };
        let members = format!(r#""motivation": "{motivation}", {bodies}, "label": "✓ \u0000""#);
        OTHERS.replace(
            r#""body": {"type": "TextualBody", "value": "So?", "language": "en"}"#,
            &members,
        )
    })
}

proptest! {
    /// Export, clear, import: the same notebook, and the same file byte for byte.
    #[test]
    fn there_and_back(notebook in notebooks()) {
        let json = to_json_ld(&notebook, BASE);
        let again = imported(&json);
        prop_assert_eq!(&again, &notebook);
        prop_assert_eq!(to_json_ld(&again, BASE), json);
        let mut same = notebook.clone();
        let merged = same.merge(again);
        prop_assert_eq!(merged.known, notebook.highlights().len() + notebook.foreign().len());
        prop_assert_eq!(same, notebook);
    }

    /// The same of others' annotations that the reader has changed, in every way that there is.
    #[test]
    fn others_there_and_back(others in others(), highlight in highlights(), parts in any::<[bool; 5]>()) {
        let read = imported(&others);
        prop_assert!(to_json_ld(&read, BASE).contains(&others));
        let mut changed = read.highlights()[0].clone();
        if parts[0] { changed.note = highlight.note; }
        if parts[1] { changed.tags = highlight.tags; }
        if parts[2] { changed.colour = highlight.colour; }
        if parts[3] { (changed.target, changed.revision) = (highlight.target, highlight.revision); }
        if parts[4] { (changed.created, changed.modified) = (highlight.created, highlight.modified); }
        let json = to_json_ld(&Notebook::new(vec![changed.clone()], Vec::new()), BASE);
        let again = imported(&json);
        prop_assert_eq!(to_json_ld(&again, BASE), json.clone());
        let again = Highlight { origin: changed.origin.clone(), ..again.highlights()[0].clone() };
        prop_assert_eq!(again, changed);
        prop_assert!(json.contains("\"creator\"") && json.contains("✓") && json.contains("A. Person"));
    }

    #[test]
    fn no_json_makes_it_panic(json in "([{}\\[\\]\",:]|\"(type|target|id|first|items|source)\"|\"Annotation(Page|Collection)?\"|[a-z0-9]){0,30}") {
        let _ = read(&json);
    }
}
