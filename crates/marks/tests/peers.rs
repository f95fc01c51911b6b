//! The anchoring cases of two peers, Hypothesis' client and Apache Annotator, where they lie beside the
//! repository. What does not apply to Lectern is listed with the reason, and has to stay what it is.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![allow(
    clippy::print_stderr,
    reason = "who runs the tests has to know what was not tested"
)]

use std::fs;
use std::path::{Path, PathBuf};

use corpus::Span;
use marks::{Quote, Standing, place};
use serde_json::Value;

/// A file of the peers' suites, if they are there.
fn peers(file: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let path = root.join("shared/data/peers").join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: there is no {}", path.display());
    None
}

fn one(exact: &str, prefix: &str, suffix: &str, was: Option<Span>, text: &str) -> Standing {
    let quote = Quote {
        prefix,
        exact,
        suffix,
        was: was.map(|span| (0, span)),
    };
    place(&[quote], text).remove(0)
}

/// What the page says, as `textContent` has it.
fn text_of(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let body = if body.len() == html.len() {
        body
    } else {
        body.split_once('>').unwrap().1
    };
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let close = if tag.starts_with("!--") { "-->" } else { ">" };
        rest = tag.split_once(close).map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let entities = [
        ("&#160;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(text, |text, (entity, meant)| text.replace(entity, meant))
}

/// The words of a text at a place.
fn words(text: &str, span: Span) -> String {
    let length = (span.end - span.start) as usize;
    text.chars()
        .skip(span.start as usize)
        .take(length)
        .collect()
}

/// A span by bytes, in scalars.
fn scalars(text: &str, start: usize, bytes: usize) -> Span {
    let before = text[..start].chars().count();
    let within = text[start..start + bytes].chars().count();
    Span::new(
        u32::try_from(before).unwrap(),
        u32::try_from(before + within).unwrap(),
    )
}

/// The annotations that Hypothesis keeps for a page are found where they were made.
#[test]
fn the_baselines_of_hypothesis() {
    let Some(folder) = peers("hypothesis/html-baselines") else {
        return;
    };
    let mut found = 0;
    for page in ["minimal", "wikipedia-regression-testing"] {
        let html = fs::read_to_string(folder.join(page).with_extension("html")).unwrap();
        let rows = fs::read_to_string(folder.join(page).with_extension("json")).unwrap();
        let rows: Value = serde_json::from_str(&rows).unwrap();
        let text = text_of(&html);
        for row in rows["rows"].as_array().unwrap() {
            let selectors = row["target"][0]["selector"].as_array().unwrap();
            let of = |kind: &str| {
                selectors
                    .iter()
                    .find(|selector| selector["type"] == kind)
                    .unwrap()
            };
            let quote = of("TextQuoteSelector");
            let part = |name: &str| quote[name].as_str().unwrap();
            let standing = one(part("exact"), part("prefix"), part("suffix"), None, &text);
            let span = standing
                .span()
                .unwrap_or_else(|| panic!("{page}: {quote} is {standing:?}"));
            assert_eq!(words(&text, span), part("exact"), "{page}");
            let before: String = text.chars().take(span.start as usize).collect();
            let last = part("prefix").trim_start();
            assert!(
                before.ends_with(last),
                "{page}: {last:?} before {}",
                part("exact")
            );
            found += 1;
        }
    }
    assert_eq!(found, 6);
}

/// Keys and their string literals, in the order of a file of JavaScript objects; a key that opens an object has none.
fn literals(source: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once(':') {
        rest = after;
        let key = before.trim_end();
        let key = match key.strip_suffix('\'') {
            Some(quoted) => quoted.rsplit('\'').next(),
            None => key.rsplit(|letter: char| !letter.is_alphanumeric()).next(),
        };
        let value = after.trim_start();
        let delimiter = value.chars().next().unwrap_or_default();
        let literal = ['\'', '"', '`'].contains(&delimiter).then(|| {
            let inside = &value[1..];
            let end = inside.find(delimiter).unwrap();
            rest = &inside[end + 1..];
            inside[..end].to_owned()
        });
        if literal.is_some() || delimiter == '{' {
            found.push((key.unwrap_or_default().to_owned(), literal));
        }
    }
    found
}

#[derive(Default)]
struct Case {
    name: String,
    text: String,
    exact: String,
    prefix: String,
    suffix: String,
    places: usize,
}

fn annotator_cases(source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut name = String::new();
    for (key, literal) in literals(source) {
        match (key.as_str(), literal) {
            ("selector", None) => {}
            (_, None) => name = key,
            ("html", Some(html)) => cases.push(Case {
                name: name.clone(),
                text: text_of(&html),
                ..Case::default()
            }),
            (part, Some(value)) => {
                let Some(case) = cases.last_mut() else {
                    continue;
                };
                match part {
                    "exact" => case.exact = value,
                    "prefix" => case.prefix = value,
                    "suffix" => case.suffix = value,
                    "startContainerXPath" => case.places += 1,
                    _ => {}
                }
            }
        }
    }
    cases
}

/// Where the words stand with exactly that around them: how Annotator selects.
fn everywhere(case: &Case) -> Vec<Span> {
    let whole = [case.prefix.as_str(), &case.exact, &case.suffix].concat();
    let starts = (0..case.text.len()).filter(|&at| case.text.is_char_boundary(at));
    let starts = starts.filter(|&at| case.text[at..].starts_with(&whole));
    starts
        .map(|at| scalars(&case.text, at + case.prefix.len(), case.exact.len()))
        .collect()
}

/// Cases of Annotator whose answer is another one here, and why.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "overlapping matches stretching multiple nodes",
        "places that overlap are one candidate to choose; that they are two keeps it from being certain",
    ),
    (
        "with prefix, no matches",
        "what stood around the words is evidence, not a condition: texts change, and the words are there",
    ),
];

/// Annotator selects all equal places; a highlight stands at one, or is said to be ambiguous between them.
#[test]
fn the_match_cases_of_annotator() {
    let Some(file) = peers("annotator/text-quote/match-cases.ts.txt") else {
        return;
    };
    let cases = annotator_cases(&fs::read_to_string(file).unwrap());
    assert_eq!(cases.len(), 25);
    for case in &cases {
        let reason = OTHERWISE.iter().find(|(name, _)| *name == case.name);
        if case.exact.is_empty() {
            continue; // An empty selection is no highlight: nothing could be shown of it.
        }
        let places = everywhere(case);
        assert_eq!(places.len(), case.places, "{}", case.name);
        let standing = one(&case.exact, &case.prefix, &case.suffix, None, &case.text);
        let same = match places.as_slice() {
            [] => standing.span().is_none(),
            [place] => standing.span() == Some(*place),
            several => standing == Standing::Ambiguous(several.to_vec()),
        };
        assert_eq!(
            same,
            reason.is_none(),
            "{}: {standing:?}, theirs {places:?}",
            case.name
        );
    }
}

/// Hypothesis' client takes the best of several lookalikes by what stands around it; here a highlight stands at
/// that very place or is ambiguous with it among the candidates, and never at another.
#[test]
fn the_lookalikes_of_hypothesis() {
    let Some(file) = peers("hypothesis/match-quote-test.js.txt") else {
        return;
    };
    let source = fs::read_to_string(file).unwrap();
    let (mut text, mut parts) = (String::new(), ["", "", ""].map(str::to_owned));
    let (mut certain, mut ambiguous) = (0, 0);
    for (key, literal) in literals(&source) {
        match (key.as_str(), literal.unwrap_or_default()) {
            ("twoCities", words) => text = words.split_whitespace().collect::<Vec<_>>().join(" "),
            ("quote", words) => parts = [String::new(), words, String::new()],
            ("prefix", words) => parts[0] = words,
            ("suffix", words) => parts[2] = words,
            ("expected", words) => {
                let place = scalars(&text, text.find(&words).unwrap(), parts[1].len());
                match one(&parts[1], &parts[0], &parts[2], None, &text) {
                    Standing::Ambiguous(places) => {
                        assert!(places.contains(&place), "{parts:?}: {places:?}");
                        ambiguous += 1;
                    }
                    standing => {
                        assert_eq!(standing.span(), Some(place), "{parts:?}");
                        certain += 1;
                    }
                }
            }
            _ => {}
        }
    }
    // The three have surroundings that fit neither place to the letter.
    assert_eq!((certain, ambiguous), (5, 3));
}
