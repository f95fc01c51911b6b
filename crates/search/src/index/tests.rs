//! The index against the texts that it was made from, whole, in parts and damaged.

use std::collections::BTreeMap;

use corpus::{Author, Date, Draft, Essay, EssayId, Kind, Language, Meta, assemble};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::{EssayText, Query, Results, Selection, parse};

/// An essay of these paragraphs; one that begins with `# ` is a heading, with `^ ` a note.
pub(crate) fn essay(title: &str, paragraphs: &[&str]) -> Essay {
    let draft = |text: &&str| match (text.strip_prefix("# "), text.strip_prefix("^ ")) {
        (Some(heading), _) => Draft::plain(Kind::Heading { level: 2 }, heading),
        (_, Some(note)) => Draft::plain(Kind::Footnote { label: "1".into() }, note),
        _ => Draft::plain(Kind::Paragraph, *text),
    };
    let meta = Meta {
        id: EssayId::new("an-essay").unwrap(),
        title: title.to_owned(),
        subtitle: None,
        authors: Vec::new(),
        published: None,
        publisher: Vec::new(),
        source_url: None,
        language: Language::new("en"),
        themes: Vec::new(),
        translation_of: None,
        licence: None,
    };
    Essay::new(meta, assemble(paragraphs.iter().map(draft).collect()))
}

/// Essays with the ids of their themes.
pub(crate) type Library = Vec<(Essay, Vec<String>)>;

pub(crate) fn row((essay, themes): &(Essay, Vec<String>)) -> Row {
    Row::of(essay, themes.clone())
}

fn text(member: &(Essay, Vec<String>)) -> EssayText {
    EssayText::new(&member.0, row(member))
}

/// The head of a library's index, and its parts. The library is written in two runs.
pub(crate) fn built(library: &Library) -> (Vec<u8>, BTreeMap<PartId, Vec<u8>>) {
    let runs = library
        .chunks(library.len().div_ceil(2).max(1))
        .map(|members| {
            let mut run = RunWriter::new();
            members
                .iter()
                .for_each(|member| run.add(&member.0, row(member)));
            run.finish().unwrap()
        });
    let runs: Vec<Vec<u8>> = runs.collect();
    let mut parts = BTreeMap::new();
    let sources: Vec<&dyn ReadAt> = runs.iter().map(|run| run as &dyn ReadAt).collect();
    let head = merge(&sources, &mut |_, id, bytes| {
        parts.insert(id, bytes);
        Ok(())
    });
    (head.unwrap(), parts)
}

fn file(library: &Library) -> Vec<u8> {
    let (head, parts) = built(library);
    whole(&head, &parts.into_values().collect::<Vec<_>>())
}

pub(crate) fn index(library: &Library) -> Index {
    Index::open_whole(&file(library)).unwrap()
}

/// Answers from an index of which only the head is at hand, and says in how many steps it fetched
/// what was missing.
fn fetched(library: &Library, query: &Query, limit: usize) -> (Results, usize) {
    let (head, parts) = built(library);
    let mut index = Index::open(&head).unwrap();
    for step in 0.. {
        match index.search(query, limit) {
            Ok(results) => return (results, step),
            Err(Unready::Missing(missing)) => {
                assert!(!missing.is_empty() && missing.is_sorted());
                for id in missing {
                    assert!(index.parts.get(id).is_none(), "{id} was fetched before");
                    index.insert(id, parts[&id].clone()).unwrap();
                }
            }
            Err(damaged) => panic!("{damaged}"),
        }
    }
    unreachable!("every step fetches a part, and there are few")
}

pub(crate) fn library() -> Library {
    let with = |title: &str, paragraphs: &[&str], about: (&str, &str, u16, &str)| {
        let (author, language, year, theme) = about;
        let mut essay = essay(title, paragraphs);
        essay.meta.authors = vec![Author::named(author)];
        essay.meta.language = Language::new(language);
        essay.meta.published = Date::new(year, 1, 1);
        (essay, vec![theme.to_owned()])
    };
    vec![
        with(
            "On growth",
            &[
                "# Labour",
                "Labour, capital and land.",
                "Ideas made growth.",
                "^ A note on policy.",
            ],
            ("Ada Field", "en", 2018, "growth"),
        ),
        with(
            "Policy",
            &[
                "A plan is a policy in numbers.",
                "Policies differ; a policy of growth has a target.",
            ],
            ("Li Wei", "en-GB", 2020, "public-policy"),
        ),
        with(
            "Innovation-driven development",
            &[
                "Growth from ideas: innovation, driven on.",
                "Resumé: development driven on.",
            ],
            ("Ada Li", "en", 2022, "growth"),
        ),
        with(
            "创新驱动发展",
            &["新质生产力是创新起主导作用的生产力。", "5G网络与数字经济。"],
            ("李伟", "zh-Hans", 2024, "public-policy"),
        ),
    ]
}

/// The hits as `essay: block block`, best first.
fn check(query: &str, expected: &Expect) {
    let library = library();
    let results = index(&library).search(&parse(query).query, 10).unwrap();
    let hits = results.hits.iter().map(|hit| {
        let blocks = results.passages(&text(&library[hit.essay as usize]), 5);
        let blocks = blocks.iter().map(|block| block.block.to_string());
        format!("{}: {}", hit.essay, blocks.collect::<Vec<_>>().join(" "))
    });
    let relaxed = if results.relaxed { " (relaxed)" } else { "" };
    expected.assert_eq(&(hits.collect::<Vec<_>>().join("; ") + relaxed));
}

#[test]
fn finding() {
    check("growth", &expect!["0: 2; 2: 0; 1: 1"]);
    check("policy", &expect!["1: 0 1; 0: 3"]);
    check("policies", &expect!["1: 0 1; 0: 3"]);
    check("\"policies\"", &expect!["1: 1"]);
    check("labour ideas", &expect!["0: 0 1 2"]);
    check(
        "labour policy target",
        &expect!["0: 0 1 3; 1: 0 1 (relaxed)"],
    );
    check("innovation-driven", &expect!["2: 0"]);
    check("\"driven development\"", &expect!["2: "]);
    check("title:growth", &expect!["0: "]);
    check("growth -policy", &expect!["2: 0"]);
    check("resume OR land", &expect!["2: 1; 0: 1"]);
    check("pol*", &expect!["1: 0 1; 0: 3"]);
    check("生产", &expect!["3: 0"]);
    check("新", &expect!["3: 0"]);
    check("新质生产力", &expect!["3: 0"]);
    check("5G网络", &expect!["3: 1"]);
    check("数字生产力", &expect!["3: 0 1 (relaxed)"]);
    check("nonsense", &expect![[""]]);
    check("", &expect![[""]]);
}

/// Essays that have some words follow the few that have all.
#[test]
fn weaker_hits() {
    let library = library();
    let index = index(&library);
    let check = |query: &str, expected: &Expect| {
        let results = index.search(&parse(query).query, 10).unwrap();
        let hits: Vec<String> = results
            .all_hits()
            .map(|(answer, hit)| format!("{}{}", hit.essay, if answer.relaxed { "?" } else { "" }))
            .collect();
        let scores: Vec<f32> = results.all_hits().map(|(_, hit)| hit.score).collect();
        assert!(scores.is_sorted_by(|one, other| one >= other), "{scores:?}");
        let weaker = results.weaker.as_ref().map_or(0, |weaker| weaker.total);
        assert_eq!(results.total + weaker, hits.len());
        expected.assert_eq(&hits.join(" "));
    };
    check("growth", &expect!["0 2 1"]);
    check("growth target", &expect!["1 0? 2?"]);
    check("growth target -capital", &expect!["1 2?"]);
    check("what is the growth of a target", &expect!["1? 0? 2?"]);
    check("新质数字", &expect!["3?"]);
    check("nonsense", &expect![[""]]);
}

#[test]
fn filtering() {
    check("author:li", &expect!["1: ; 2: "]);
    check("author:李伟 OR author:\"wei li\"", &expect!["1: ; 3: "]);
    check("growth lang:en", &expect!["0: 2; 2: 0; 1: 1"]);
    check("-lang:en year:2000..", &expect!["3: "]);
    check("growth year:2019..2022", &expect!["2: 0; 1: 1"]);
    check("theme:public-policy 新", &expect!["3: 0"]);
    check(
        "growth nonsense theme:growth",
        &expect!["0: 2; 2: 0 (relaxed)"],
    );
    check("growth author:nobody", &expect![[""]]);
    check("-author:li", &expect![[""]]);
}

#[test]
fn near_and_in_the_title() {
    check("\"growth policy\"~1", &expect!["1: 1"]);
    check("\"growth policy\"~0", &expect![[""]]);
    check("\"land ideas\"~1", &expect!["0: 1 2"]);
    check("\"land ideas\"~0", &expect![[""]]);
    check("\"主导 创新\"~1", &expect!["3: 0"]);
    check("title:\"innovation driven\"", &expect!["2: "]);
    check("title:innovation-driven", &expect!["2: "]);
    check("title:\"innovation driven on\"", &expect![[""]]);
    check("title:\"development innovation\"~1", &expect!["2: "]);
    check("\"development driven\"", &expect!["2: 1"]);
    check("title:\"development driven\"", &expect![[""]]);
    check("title:驱动发展", &expect!["3: "]);
    check("title:新质", &expect![[""]]);
}

const WORDS: [&str; 13] = [
    "plan", "plans", "planet", "policy", "policies", "city", "résumé", "5G", "创新", "新质", "力",
    "质", "增长",
];
pub(crate) const AUTHORS: [&str; 4] = ["Ada Field", "Li Wei", "Wei Field", "李伟"];
pub(crate) const LANGUAGES: [&str; 4] = ["en", "en-GB", "zh-Hans", "de"];
pub(crate) const THEMES: [&str; 3] = ["growth", "public-policy", "cities"];

fn prose(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let word = (
        select(&WORDS[..]),
        select(&[" ", " ", "-", ", ", "", "\n"][..]),
    );
    let words = prop::collection::vec(word, words);
    words.prop_map(|words| {
        words
            .iter()
            .flat_map(|(word, space)| [*word, *space])
            .collect()
    })
}

/// Titles are short, none, or longer than the positions that are kept for them.
fn title() -> impl Strategy<Value = String> {
    prop_oneof![8 => prose(0..6), 1 => prose(60..70)]
}

fn member() -> impl Strategy<Value = (Essay, Vec<String>)> {
    let block = (select(&["", "", "", "# ", "^ "][..]), prose(0..9));
    let blocks =
        prop::collection::vec(block.prop_map(|(kind, text)| format!("{kind}{text}")), 0..4);
    let about = (
        subsequence(&AUTHORS[..], 0..3),
        select(&LANGUAGES[..]),
        prop::option::of(2018u16..2025),
        subsequence(&THEMES[..], 0..3),
    );
    let texts = (title(), prop::option::of(prose(0..4)), blocks);
    (texts, about).prop_map(
        |((title, subtitle, blocks), (authors, language, year, themes))| {
            let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
            let mut essay = essay(&title, &blocks);
            essay.meta.subtitle = subtitle;
            essay.meta.authors = authors.into_iter().map(Author::named).collect();
            essay.meta.language = Language::new(language);
            essay.meta.published = year.and_then(|year| Date::new(year, 1, 1));
            (essay, themes.into_iter().map(str::to_owned).collect())
        },
    )
}

pub(crate) fn libraries() -> impl Strategy<Value = Library> {
    prop::collection::vec(member(), 0..7)
}

/// Queries of the whole language.
pub(crate) fn queries() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(select(&WORDS[..]), 1..4);
    let quoted = (words, select(&[" ", ""][..])).prop_map(|(words, by)| words.join(by));
    let quoted = quoted.prop_map(|words| format!("\"{words}\"")).boxed();
    let distance = (quoted.clone(), prop_oneof![0u32..9, 50u32..70]);
    let near = distance
        .prop_map(|(quoted, distance)| format!("{quoted}~{distance}"))
        .boxed();
    let word = prop_oneof![
        4 => select(&WORDS[..]).prop_map(str::to_owned),
        1 => select(&["plan*", "pol*", "创新-质", "5G网络", "新质创新", "城"][..]).prop_map(str::to_owned),
    ];
    let word = word.boxed();
    let phrase = prop_oneof![2 => word, 1 => quoted, 2 => near].boxed();
    let filter = select(
        &[
            "author:field",
            "author:\"wei li\"",
            "author:李",
            "author:fi*",
            "lang:en",
            "lang:zh",
            "lang:en-gb",
            "theme:growth",
            "theme:\"Public policy\"",
            "year:2020",
            "year:2019..2022",
            "year:2023..",
            "year:..2019",
            "year:abc",
            "length:..1",
            "length:2..",
        ][..],
    );
    let leaf = prop_oneof![
        3 => phrase.clone(),
        1 => phrase.prop_map(|phrase| format!("title:{phrase}")),
        1 => filter.prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let operand = (
            select(&["", "", "", "-", "NOT "][..]),
            inner,
            select(&[" ", " ", " OR "][..]),
        );
        let operands = prop::collection::vec(operand, 1..4);
        operands.prop_map(|operands| {
            let operands = operands
                .iter()
                .flat_map(|(not, inner, by)| [*not, inner.as_str(), *by]);
            let operands: String = operands.collect();
            format!("({})", operands.trim_end_matches(" OR ").trim_end())
        })
    })
}

pub(crate) fn matching(library: &Library, query: &Query) -> Vec<u32> {
    let members = (0u32..).zip(library);
    let matching = members.filter(|(_, member)| query.matches_essay(&text(member)).is_some());
    matching.map(|(at, _)| at).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// The index finds exactly the essays that the query, evaluated on their texts, matches.
    #[test]
    fn the_index_agrees_with_the_texts(library in libraries(), query in queries()) {
        let query = parse(&query).query;
        let results = index(&library).search(&query, usize::MAX).unwrap();
        let mut found: Vec<u32> = results.hits.iter().map(|hit| hit.essay).collect();
        found.sort_unstable();
        prop_assert_eq!(results.total, found.len());
        let (query, _) = crate::retrieve::resolve(&index(&library), &query, &Selection::default()).unwrap();
        let strictly = matching(&library, &query);
        prop_assert_eq!(results.relaxed, strictly.is_empty() && !found.is_empty());
        let expected = if strictly.is_empty() { matching(&library, &query.relaxed()) } else { strictly };
        prop_assert_eq!(found, expected);
    }

    /// What is found can be shown: the marks of a passage are those of the essay.
    #[test]
    fn a_passage_is_marked_as_the_essay_is(library in libraries(), query in queries()) {
        let results = index(&library).search(&parse(&query).query, usize::MAX).unwrap();
        for hit in &results.hits {
            let text = text(&library[hit.essay as usize]);
            let marks = results.query.matches_essay(&text).unwrap();
            let passages = results.passages(&text, usize::MAX);
            let marked = marks.blocks.iter().filter(|spans| !spans.is_empty()).count();
            prop_assert_eq!(passages.len(), marked);
            for passage in passages {
                prop_assert_eq!(&passage.spans, &marks.blocks[passage.block as usize]);
            }
        }
    }

    /// Fetched part by part, an index gives the answers that it gives as a whole.
    #[test]
    fn parts_answer_as_the_whole(library in libraries(), query in queries()) {
        let query = parse(&query).query;
        let results = index(&library).search(&query, 3).unwrap();
        prop_assert_eq!(fetched(&library, &query, 3).0, results);
    }
}

#[test]
fn filters_and_short_phrases_are_fetched_with_the_words() {
    let steps = |query: &str| fetched(&library(), &parse(query).query, 10).1;
    assert_eq!(steps("growth"), 2);
    assert_eq!(steps("growth author:li year:2019.."), 2);
    assert_eq!(steps("\"ideas growth\"~3"), 2);
    assert_eq!(steps("lang:en"), 1);
}

#[test]
fn documents_are_named() {
    let library = library();
    let index = index(&library);
    assert_eq!(index.names(&[3, 0]).unwrap(), ["an-essay", "an-essay"]);
    assert_eq!(index.documents(), 4);
    assert_eq!(index.languages(), ["en", "en-GB", "zh-Hans"]);
}
