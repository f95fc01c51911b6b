//! The index against the texts that it was made from.

use corpus::{Draft, Essay, EssayId, Kind, Language, Meta, assemble};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::{EssayText, parse};

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
    Essay {
        meta,
        blocks: assemble(paragraphs.iter().map(draft).collect()),
    }
}

fn index(essays: &[Essay]) -> Index {
    let mut writer = IndexWriter::new();
    essays.iter().for_each(|essay| writer.add(essay));
    Index::open(writer.finish()).unwrap()
}

fn library() -> Vec<Essay> {
    vec![
        essay(
            "On growth",
            &[
                "# Labour",
                "Labour, capital and land.",
                "Ideas made growth.",
                "^ A note on policy.",
            ],
        ),
        essay(
            "Policy",
            &[
                "A plan is a policy in numbers.",
                "Policies differ; a policy of growth has a target.",
            ],
        ),
        essay(
            "Innovation-driven development",
            &["Growth from ideas: innovation, driven on.", "Resumé."],
        ),
        essay(
            "创新驱动发展",
            &["新质生产力是创新起主导作用的生产力。", "5G网络与数字经济。"],
        ),
    ]
}

/// The hits as `essay: block block`, best first.
fn check(query: &str, expected: &Expect) {
    let results = index(&library()).search(&parse(query).query, 10);
    let hits = results.hits.iter().map(|hit| {
        let blocks = hit
            .blocks
            .iter()
            .map(|block| block.block.to_string())
            .collect::<Vec<_>>();
        format!("{}: {}", hit.essay, blocks.join(" "))
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
        &expect!["1: 0 1; 0: 0 1 3 (relaxed)"],
    );
    check("innovation-driven", &expect!["2: 0"]);
    check("\"driven development\"", &expect!["2: "]);
    check("title:growth", &expect!["0: "]);
    check("growth -policy", &expect!["2: 0"]);
    check("resume OR land", &expect!["0: 1; 2: 1"]);
    check("pol*", &expect!["1: 0 1; 0: 3"]);
    check("生产", &expect!["3: 0"]);
    check("新", &expect!["3: 0"]);
    check("新质生产力", &expect!["3: 0"]);
    check("5G网络", &expect!["3: 1"]);
    check("数字生产力", &expect!["3: 0 1 (relaxed)"]);
    check("nonsense", &expect![""]);
    check("", &expect![""]);
}

#[test]
fn a_hit_is_marked_as_the_essay_is() {
    let essays = library();
    let index = index(&essays);
    for query in [
        "growth",
        "policy growth",
        "\"a policy\"",
        "生产力",
        "创新 OR 5G网络",
        "labour policy",
    ] {
        let query = parse(query).query;
        for hit in index.search(&query, 10).hits {
            let essay = &essays[hit.essay as usize];
            let marks = query.matches_essay(&EssayText::new(essay)).unwrap();
            for block in hit.blocks {
                let text = &essay.blocks[block.block as usize].text;
                assert_eq!(
                    block.spans(text),
                    marks.blocks[block.block as usize],
                    "{text}"
                );
            }
        }
    }
}

const QUERY: &str = "((-|NOT )?(title:)?([a-c]{1,2}|[创新力]{1,3}|a\\*|\"[a-c] [a-c]\"|\\([a-c] OR [创新]\\)|a-b)( | OR )){0,4}";

fn essays() -> impl Strategy<Value = Vec<Essay>> {
    let text = "([a-c]{1,2}s?[ -]|[创新力]{1,3}|\n){0,8}";
    let blocks = prop::collection::vec(text, 0..4);
    prop::collection::vec((text, blocks), 0..6).prop_map(|essays| {
        let essays = essays.iter().map(|(title, blocks)| {
            essay(
                title,
                &blocks.iter().map(String::as_str).collect::<Vec<_>>(),
            )
        });
        essays.collect()
    })
}

proptest! {
    /// The index finds exactly the essays that the query, evaluated on the texts, matches.
    #[test]
    fn the_index_agrees_with_the_texts(essays in essays(), query in QUERY) {
        let query = parse(&query).query;
        let results = index(&essays).search(&query, usize::MAX);
        let query = if results.relaxed { query.relaxed() } else { query };
        let matching = essays.iter().enumerate().filter(|(_, essay)| {
            query.matches_essay(&EssayText::new(essay)).is_some()
        });
        let matching: Vec<u32> = matching.map(|(at, _)| u32::try_from(at).unwrap()).collect();
        let mut found: Vec<u32> = results.hits.iter().map(|hit| hit.essay).collect();
        found.sort_unstable();
        prop_assert_eq!(results.total, found.len());
        prop_assert_eq!(found, matching);
    }

    /// An essay of one block and no title is found exactly where that block matches by itself.
    #[test]
    fn one_block_is_an_essay(text in "([a-c]{1,2}s?[ -]|[创新力]{1,3}){0,8}", query in QUERY) {
        let query = parse(&query).query;
        let results = index(&[essay("", &[&text])]).search(&query, 1);
        let query = if results.relaxed { query.relaxed() } else { query };
        let text = corpus::text::normalise(&text);
        prop_assert_eq!(results.total == 1, query.matches(&text).is_some());
    }

    /// Bytes that are wrong under a right checksum lose terms at worst.
    #[test]
    fn no_damage_makes_it_panic(
        essays in essays(),
        query in QUERY,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut writer = IndexWriter::new();
        essays.iter().for_each(|essay| writer.add(essay));
        let file = writer.finish();
        let mut bytes = file.clone();
        for (at, byte) in &damage {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        prop_assert!(bytes == file || Index::open(bytes).is_err());
        let mut payload = corpus::envelope::open(MAGIC, VERSION, &file).unwrap().to_vec();
        for (at, byte) in damage {
            let at = at.index(payload.len());
            payload[at] = byte;
        }
        let file = corpus::envelope::seal(MAGIC, VERSION, &payload);
        if let Ok(index) = Index::open(file) {
            let _ = index.search(&parse(&query).query, 3);
        }
    }
}
