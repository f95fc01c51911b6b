//! What is suggested for small collections, and what holds of any suggestion.

use std::collections::HashSet;

use corpus::{Essay, EssayId, Language};
use proptest::prelude::*;

use super::*;
use crate::passages::tests::essay;

/// An essay in a language; the first paragraph is its title.
fn in_language(language: &str, number: usize, paragraphs: &[&str]) -> Essay {
    let mut essay = essay(&paragraphs[1..]);
    essay.meta.language = Language::new(language);
    essay.meta.title = paragraphs[0].to_owned();
    essay.meta.id = EssayId::new(format!("essay-{number}")).unwrap();
    essay
}

const STEEL: [[&str; 4]; 2] = [
    [
        "Steel and coal",
        "The blast furnace burns coke, and the price of steel follows the price of coke. Steel mills stand near coal mines.",
        "A carbon tax makes the blast furnace dearer. Steel mills that use scrap pay less of the carbon tax.",
        "Coal mines close when steel mills leave; a carbon tax is then blamed for the coal mines.",
    ],
    [
        "Who pays",
        "Of the carbon tax, steel mills pay most. No coal mine pays it, for coke is taxed where the blast furnace stands.",
        "A blast furnace lasts for thirty years. Steel mills built before the carbon tax still run.",
        "The carbon tax of one country moves steel mills to another, and the coal mines with them.",
    ],
];

const BIRDS: [[&str; 4]; 2] = [
    [
        "Birds of the marsh",
        "The reed warbler builds its nest above the water. Marsh birds leave the marsh when the reed is cut.",
        "A cuckoo lays its egg into the nest of the reed warbler, and the reed warbler feeds the young cuckoo.",
        "Marsh birds return in April. The cuckoo is heard first, then the reed warbler sings from its nest.",
    ],
    [
        "The guest in the nest",
        "Why does the reed warbler feed a cuckoo? The nest hides it, and marsh birds count badly.",
        "Where the marsh dries, the reed warbler goes, and without its nest the cuckoo goes as well.",
        "Marsh birds that know the cuckoo throw its egg out of the nest; the reed warbler seldom does.",
    ],
];

const CHINESE: [[&str; 4]; 2] = [
    [
        "钢铁与煤炭",
        "高炉以焦炭为燃料，钢铁企业的成本随焦炭价格变化。钢铁企业多建在煤矿附近。",
        "碳税使高炉更加昂贵，使用废钢的钢铁企业缴纳的碳税较少。煤矿也受碳税影响。",
        "钢铁企业迁走以后，煤矿关闭，人们便责怪碳税。焦炭的价格随之下跌。",
    ],
    [
        "谁来缴税",
        "碳税多由钢铁企业缴纳，煤矿不缴碳税，因为焦炭在高炉所在地征税。",
        "一座高炉可用三十年，碳税开征之前的钢铁企业仍在生产，焦炭照样消耗。",
        "一国的碳税把钢铁企业赶到别国，煤矿也随之迁走，只有高炉留在原地。",
    ],
];

fn library() -> Vec<Essay> {
    let languages = [("en", STEEL), ("en", BIRDS), ("zh-Hans", CHINESE)];
    let essays = languages
        .iter()
        .flat_map(|(language, essays)| essays.iter().map(move |essay| (language, essay)));
    essays
        .enumerate()
        .map(|(at, (language, paragraphs))| in_language(language, at, paragraphs))
        .collect()
}

fn suggested(essays: &[Essay], count: usize) -> Vec<Suggestion> {
    let sketches: Vec<Sketch> = essays.iter().map(Sketch::of).collect();
    suggest(essays, &sketches, count)
}

/// The suggestions as a codebook that was printed and read again; its queries find what is listed.
fn hold(essays: &[Essay], suggestions: &[Suggestion]) {
    let toml: Vec<String> = suggestions
        .iter()
        .map(|suggestion| crate::codebook::toml::theme(&suggestion.theme))
        .collect();
    let read = ingest::codebook::parse(&toml.join("\n"));
    assert!(
        read.diagnostics.is_empty(),
        "{:?}\n{toml:?}",
        read.diagnostics
    );
    let passages = crate::passages(&read.codebook, essays);
    assert_eq!(read.codebook.themes().len(), suggestions.len());
    for (suggestion, found) in suggestions.iter().zip(passages) {
        assert!(!suggestion.passages.is_empty() && suggestion.count > 0);
        let places: HashSet<(u32, u32)> = found
            .iter()
            .map(|passage| (passage.essay, passage.block))
            .collect();
        let languages: HashSet<&str> = suggestion
            .passages
            .iter()
            .map(|passage| essays[passage.essay as usize].meta.language.primary())
            .collect();
        assert_eq!(languages.len(), 1, "{suggestion:?}");
        assert!(
            suggestion
                .passages
                .iter()
                .all(|passage| places.contains(&(passage.essay, passage.block))),
            "{suggestion:?}"
        );
    }
}

#[test]
fn themes_of_a_small_collection() {
    let essays = library();
    let suggestions = suggested(&essays, 3);
    hold(&essays, &suggestions);
    let shown: Vec<String> = suggestions
        .iter()
        .map(
            |Suggestion {
                 theme, evidence, ..
             }| {
                let (language, label) = theme.label.iter().next().unwrap();
                format!("{language} {label} [{}]: {}", theme.id, evidence.join(", "))
            },
        )
        .collect();
    expect_test::expect![[r#"
        en reed warbler [reed-warbler]: reed warbler, nest, cuckoo, marsh, birds
        en carbon tax [carbon-tax]: carbon tax, steel mills, blast furnace, coal, mines
    "#]]
    .assert_eq(&format!("{}\n", shown.join("\n")));
    assert_eq!(suggested(&essays, 3), suggestions);
}

#[test]
fn there_may_be_nothing_to_suggest() {
    assert_eq!(suggested(&[], 5), []);
    assert_eq!(suggested(&library(), 0), []);
    assert_eq!(suggested(&[in_language("en", 0, &["One", "Word."])], 5), []);
}

proptest! {
    /// Whatever the essays are, what is suggested can be copied into a codebook and finds what it says.
    #[test]
    fn what_is_suggested_holds(
        essays in prop::collection::vec(
            (
                prop::sample::select(vec!["en", "fr", "zh", "ja", "und"]),
                prop::collection::vec("((carbon |own |goals |tax |steel |OR |\"|-|: |the |coal mines |, |\\. |碳税|钢铁企业|的|。){1,25})", 2..8),
            ),
            0..8,
        ),
        count in 0usize..6,
    ) {
        let essays = essays.iter().enumerate().map(|(at, (language, paragraphs))| {
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            in_language(language, at, &paragraphs)
        });
        let essays: Vec<Essay> = essays.collect();
        let suggestions = suggested(&essays, count);
        prop_assert!(suggestions.len() <= count);
        hold(&essays, &suggestions);
    }
}
