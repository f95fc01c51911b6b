//! Annotations there and back, by example and by chance.

use corpus::{BlockId, EssayId, Revision, Span};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::{Colour, Selector};

/// Highlights of a few ids and moments, so that they meet.
pub(crate) fn highlights() -> impl Strategy<Value = Highlight> {
    let selector = (
        "[a-z]{0,3}",
        0u32..9,
        0u32..9,
        "\\PC{1,5}",
        "\\PC{0,3}",
        "\\PC{0,3}",
    );
    let selector = selector.prop_map(|(block, start, end, exact, prefix, suffix)| Selector {
        block: BlockId::from_name(block),
        span: Span::new(start, end),
        exact,
        prefix,
        suffix,
    });
    let target = prop::collection::vec(selector, 1..3);
    let note = prop::option::of("\\PC{1,6}");
    let tags = prop::collection::btree_set("\\PC{1,4}", 0..3);
    (
        ("[a-d]", "[ab]", "[r-s]"),
        target,
        1u8..=5,
        (note, tags),
        ("[1-3]", "[1-3]"),
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
                }
            },
        )
}

#[test]
fn what_an_annotation_looks_like() {
    let highlight = Highlight {
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
    };
    expect![[r#"
        {
          "@context": "http://www.w3.org/ns/anno.jsonld",
          "first": {
            "id": "https://example.org/notebook/#page",
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
                    "source": "https://example.org/essays/on-growth/",
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
          "id": "https://example.org/notebook/",
          "total": 1,
          "type": "AnnotationCollection"
        }
    "#]]
    .assert_eq(&to_json_ld(&[highlight], "https://example.org/"));
}

/// The highlights' ids, notes and words, and why the others were refused.
fn check(json: &str, expected: &Expect) {
    let shown = match from_json_ld(json) {
        Err(error) => error.to_string(),
        Ok(import) => {
            let highlights = import.highlights.iter().map(|highlight| {
                let note = highlight.note.as_deref().unwrap_or("-");
                let words: Vec<_> = highlight
                    .target
                    .iter()
                    .map(|part| part.exact.as_str())
                    .collect();
                format!(
                    "{} {} {note} {}",
                    highlight.id,
                    highlight.essay,
                    words.join("|")
                )
            });
            let refused = import
                .refused
                .iter()
                .map(|(id, error)| format!("{id}: {error}"));
            highlights.chain(refused).collect::<Vec<_>>().join("\n")
        }
    };
    expected.assert_eq(&shown);
}

const OTHERS: &str = r#"{"type": ["Annotation"], "id": "https://a.example/1",
    "body": {"type": "TextualBody", "value": "So?"},
    "target": {"source": "https://b.example/x/essays/on-growth/?q=a#p", "selector":
        {"type": "TextQuoteSelector", "exact": "growth"}}}"#;

#[test]
fn what_others_write() {
    check(OTHERS, &expect!["https://a.example/1 on-growth So? growth"]);
    check(
        &format!("[{OTHERS}, {{\"type\": \"Annotation\"}}, 3]"),
        &expect![[r#"
            https://a.example/1 on-growth So? growth
            : the annotation has no id: give it one, so that it is not taken in twice
            : there is no Web Annotation in this: it needs the type "Annotation""#]],
    );
    check(
        &OTHERS.replace("essays", "pages"),
        &expect![
            "https://a.example/1: the annotation's target is no essay: its source has to end in /essays/ID/"
        ],
    );
    check(
        &OTHERS.replace("TextQuoteSelector", "CssSelector"),
        &expect![
            "https://a.example/1: the annotation quotes no words: its target needs a TextQuoteSelector"
        ],
    );
    check(r#"{"type": "AnnotationPage", "items": []}"#, &expect![""]);
    check(
        r#"{"type": "Note"}"#,
        &expect![[r#"there is no Web Annotation in this: it needs the type "Annotation""#]],
    );
    check(
        "[]",
        &expect![[r#"there is no Web Annotation in this: it needs the type "Annotation""#]],
    );
    check(
        "{\n\"type\": ",
        &expect!["this is no JSON (line 2, column 8): export the annotations anew"],
    );
}

proptest! {
    #[test]
    fn there_and_back(highlights in prop::collection::vec(highlights(), 0..4)) {
        let json = to_json_ld(&highlights, "https://example.org/reader/");
        let import = from_json_ld(&json).unwrap();
        prop_assert_eq!(&import.highlights, &highlights);
        prop_assert_eq!(import.refused, vec![]);
        prop_assert_eq!(to_json_ld(&import.highlights, "https://example.org/reader/"), json);
    }

    #[test]
    fn no_json_makes_it_panic(json in "([{}\\[\\]\",:]|\"(type|target|id|first|items|source)\"|\"Annotation(Page|Collection)?\"|[a-z0-9]){0,30}") {
        let _ = from_json_ld(&json);
    }
}
