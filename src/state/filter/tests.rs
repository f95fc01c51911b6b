//! The filters of the application against those of the search engine, on random collections: what the
//! library counts by its cards, the engine counts by its index.

use corpus::pack::{Pack, PackedEssay};
use corpus::{
    Author, Codebook, Collection, Date, Draft, Essay, EssayId, Kind, Meta, Theme, ThemeId, assemble,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use search::{Index, IndexWriter, Row, Selection};

use super::*;
use crate::state::answer::Facets;

const THEMES: [&str; 4] = ["growth", "planning", "cities", "trade"];
const AUTHORS: [&str; 3] = ["Ada Field", "Li Wei", "李伟"];
const LANGUAGES: [&str; 3] = ["en", "en-GB", "zh-Hans"];
const QUERIES: [&str; 6] = [
    "",
    "?!",
    "growth",
    "growth OR plan",
    "plan -growth",
    "plan lang:en",
];

prop_compose! {
    fn essay()(
        texts in prop::collection::vec(select(&["growth", "plan", "policy", "计划"][..]), 1..3),
        words in prop_oneof![6 => 0usize..700, 1 => 700usize..9000],
        themes in subsequence(&THEMES[..], 0..3),
        authors in subsequence(&AUTHORS[..], 0..3),
        language in select(&LANGUAGES[..]),
        year in prop::option::of(2018u16..2025),
    ) -> Essay {
        let long = "word ".repeat(words);
        let texts = texts.into_iter().chain([long.as_str()]);
        Essay::new(
            Meta {
                id: EssayId::new("an-essay").unwrap(),
                title: String::new(),
                subtitle: None,
                authors: authors.into_iter().map(Author::named).collect(),
                published: year.and_then(|year| Date::new(year, 1, 1)),
                publisher: Vec::new(),
                source_url: None,
                language: Language::new(language),
                themes: themes.into_iter().map(theme_id).collect(),
                translation_of: None,
                licence: None,
            },
            assemble(texts.map(|text| Draft::plain(Kind::Paragraph, text)).collect()),
        )
    }
}

fn theme_id(id: &str) -> ThemeId {
    ThemeId::new(id).unwrap()
}

fn shelf(essays: Vec<Essay>) -> Shelf {
    let themes = THEMES.map(|id| Theme::new(theme_id(id), ""));
    let mut writer = IndexWriter::new();
    for essay in &essays {
        let themes = essay.meta.themes.iter().map(ThemeId::to_string).collect();
        writer.add(essay, Row::of(essay, themes));
    }
    Shelf::new(Pack {
        collection: Collection::default(),
        codebook: Codebook::new(&themes).unwrap(),
        passages: vec![Vec::new(); THEMES.len()],
        index: writer.finish().unwrap(),
        essays: essays.into_iter().map(PackedEssay::new).collect(),
    })
}

/// All values that are offered, and some that nobody offers.
fn values() -> Vec<Value> {
    let named = |facet, names: &[&str]| -> Vec<Value> {
        names.iter().map(|name| Value::new(facet, *name)).collect()
    };
    let years = (2018..2025).map(|year| Value::within(Dimension::Year, (Some(year), Some(year))));
    let lengths = LENGTHS.map(|length| Value::within(Dimension::Length, length));
    [
        named(Dimension::Theme, &THEMES),
        named(Dimension::Author, &AUTHORS),
        named(Dimension::Language, &LANGUAGES),
        years.collect(),
        lengths.to_vec(),
        named(Dimension::Theme, &["nothing"]),
        named(Dimension::Language, &["zh"]),
        named(Dimension::Year, &["2019..2022", "..2020", "2023..2019"]),
        named(Dimension::Length, &["3..12"]),
    ]
    .concat()
}

fn filters() -> impl Strategy<Value = Filter> {
    let chosen = subsequence(values(), 0..5);
    (chosen, select(&QUERIES[..])).prop_map(|(chosen, words)| {
        let filter = Filter::of_words(words.to_owned());
        let choose = |filter: Filter, value| filter.after(Action::Toggle(value));
        chosen.into_iter().fold(filter, choose)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_engine_counts_what_the_library_shows(
        essays in prop::collection::vec(essay(), 0..8),
        filter in filters(),
    ) {
        let shelf = shelf(essays);
        let index = Index::open_whole(&shelf.pack.index).unwrap();
        let query = search::parse_typing(&filter.words).query;
        let all = index.search(&query, usize::MAX).unwrap();
        let answering: Vec<usize> = all.hits.iter().map(|hit| hit.essay as usize).collect();
        let answering = (!query.is_empty()).then_some(&answering[..]);

        let selection = Selection::read(&filter.chosen_lines());
        prop_assert_eq!(selection.is_empty(), !filter.narrows());
        let results = index.search_among(&query, &selection, usize::MAX).unwrap();
        if !query.is_empty() || filter.narrows() {
            prop_assert_eq!(results.total, filter.apply(&shelf, answering).len());
        }
        let counts = index.facet_counts(&results, &selection).unwrap();
        let line = |one: &search::FacetCount| {
            format!("\n{} {} {}", one.dimension.name(), one.count, one.value)
        };
        let lines: String = counts.iter().map(line).collect();
        let facets = Facets::read(&format!("facets{lines}"));
        for value in values() {
            let shown = filter.count(&shelf, answering, &value);
            prop_assert_eq!(facets.count(&value), shown, "{:?}", value);
        }
    }

    #[test]
    fn an_address_says_the_filter(filter in filters()) {
        let pairs: Vec<(String, String)> = filter
            .to_pairs()
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        prop_assert_eq!(Filter::from_pairs(&pairs), filter);
    }
}

#[test]
fn what_is_chosen_can_be_let_go() {
    let mut filter = Filter::of_words("growth".to_owned());
    for value in values() {
        filter = filter.after(Action::Toggle(value));
    }
    let all = filter.clone();
    assert!(filter.has(&Value::new(Dimension::Theme, "growth")) && filter.narrows());
    for value in &all.chosen {
        assert!(filter.has(value), "{value:?}");
        filter = filter.after(Action::Toggle(value.clone()));
    }
    assert_eq!(filter, Filter::of_words("growth".to_owned()));
    assert_eq!(all.after(Action::Widen), filter);
    assert_eq!(all.after(Action::Clear), Filter::default());
    let years = |years| filter.after(Action::Years(years));
    assert_eq!(years((Some(2019), None)).years(), (Some(2019), None));
    assert_eq!(
        years((Some(2019), None)).after(Action::Years((None, None))),
        filter
    );
}
