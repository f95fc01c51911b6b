//! What a theme's page counts and shows, against looking at each passage in turn.

use corpus::pack::{Pack, PackedEssay};
use corpus::{
    Codebook, Collection, Date, Draft, Essay, EssayId, Kind, Language, Meta, Theme, ThemeId,
    assemble,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::state::periods::periods;
use crate::state::shelf::Shelf;
use crate::state::topics::Own;

const THEMES: [&str; 4] = ["growth", "plan", "city", "trade"];

prop_compose! {
    fn essay()(
        texts in prop::collection::vec(select(&[
            "growth", "growth plan", "plan growth growth", "city", "trade city plan", "none",
        ][..]), 1..6),
        year in prop::option::of(2018u16..2021),
        language in select(&["en", "zh-Hans"][..]),
    ) -> Essay {
        let mut essay = essay_of("an-essay", &texts);
        essay.meta.published = year.and_then(|year| Date::new(year, 1, 1));
        essay.meta.language = Language::new(language);
        essay
    }
}

/// An essay of these paragraphs.
pub fn essay_of(id: &str, texts: &[&str]) -> Essay {
    let texts = texts
        .iter()
        .map(|text| Draft::plain(Kind::Paragraph, *text));
    let meta = Meta {
        id: EssayId::new(id).unwrap(),
        title: String::new(),
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
    Essay::new(meta, assemble(texts.collect()))
}

/// The essays with the themes that are called as their words are.
pub fn topics(essays: Vec<Essay>) -> Topics {
    topics_and(essays, Vec::new())
}

/// The same, and the reader's own behind them.
pub fn topics_and(essays: Vec<Essay>, own: Vec<Own>) -> Topics {
    let theme = |id| Theme::new(ThemeId::new(id).unwrap(), id);
    let codebook = Codebook::new(&THEMES.map(theme)).unwrap();
    let shelf = Shelf::new(Pack {
        collection: Collection::default(),
        passages: themes::passages(&codebook, &essays),
        codebook,
        index: Vec::new(),
        essays: essays.into_iter().map(PackedEssay::new).collect(),
    });
    Topics::new(std::rc::Rc::new(shelf), own)
}

fn values() -> Vec<Value> {
    let themes = THEMES.map(|id| Value::new(Dimension::Theme, id));
    let languages = ["en", "zh-Hans"].map(|tag| Value::new(Dimension::Language, tag));
    let years =
        [2018, 2019, 2020].map(|year| Value::within(Dimension::Year, (Some(year), Some(year))));
    [&themes[..], &languages[..], &years[..]].concat()
}

/// Whether a block of an essay is to be shown, told from its text.
fn passes(topics: &Topics, essay: usize, block: usize, theme: usize, filter: &Filter) -> bool {
    let packed = &topics.shelf().pack.essays[essay];
    let text = &packed.essay.blocks[block].text;
    let speaks = |theme: &str| text.split(' ').any(|word| word == theme);
    let has = |value: &Value| match value.facet {
        Dimension::Theme => speaks(&value.name),
        Dimension::Language => packed.meta().language.as_str() == value.name,
        _ => packed
            .meta()
            .published
            .is_some_and(|date| value.accepts(&date.year().to_string())),
    };
    let chosen = &filter.chosen;
    speaks(THEMES[theme])
        && chosen.iter().all(|value| {
            chosen
                .iter()
                .any(|other| other.facet == value.facet && has(other))
        })
}

/// How many blocks pass.
fn looked_for(topics: &Topics, theme: usize, filter: &Filter) -> usize {
    let essays = topics.shelf().pack.essays.iter().enumerate();
    let blocks = essays.flat_map(|(essay, packed)| {
        (0..packed.essay.blocks.len()).map(move |block| (essay, block))
    });
    blocks
        .filter(|&(essay, block)| passes(topics, essay, block, theme, filter))
        .count()
}

proptest! {
    /// Passages are those that pass, the count of a value is what it would show, and no grouping loses any.
    #[test]
    fn counts_are_what_is_shown(
        essays in prop::collection::vec(essay(), 1..6),
        theme in 0usize..4,
        chosen in prop::collection::vec(select(values()), 0..4),
    ) {
        let topics = topics(essays);
        let mut filter = Filter::default();
        for value in chosen {
            if !filter.has(&value) {
                filter.chosen.push(value);
            }
        }
        let narrowing = Narrowing { filter, ..Narrowing::default() };
        let passages = narrowing.passages(&topics, theme, None);
        prop_assert_eq!(passages.len(), looked_for(&topics, theme, &narrowing.filter));
        let counts = narrowing.counts(&topics, theme, None, values());
        for value in values() {
            let mut with = narrowing.clone();
            with.filter.chosen.retain(|other| other.facet != value.facet);
            with.filter.chosen.push(value.clone());
            prop_assert_eq!(counts.count(&value), with.passages(&topics, theme, None).len());
        }
        for by in By::ALL {
            let grouped = Narrowing { by, ..narrowing.clone() };
            let groups = grouped.groups(&topics, passages.clone());
            let mut shown: Vec<&Passage> = groups.into_iter().flat_map(|group| group.passages).collect();
            shown.sort_by_key(|passage| (passage.essay, passage.block));
            prop_assert_eq!(&shown, &passages);
        }
    }

    /// What the overview counts is what its cells open.
    #[test]
    fn every_number_opens_what_it_counts(essays in prop::collection::vec(essay(), 1..6)) {
        let topics = topics(essays);
        let shown = |theme: usize, value: Value| {
            Narrowing::to(value).passages(&topics, theme, None).len()
        };
        for theme in 0..topics.len() {
            for other in (0..topics.len()).filter(|&other| other != theme) {
                let both = Value::new(Dimension::Theme, THEMES[other]);
                prop_assert_eq!(topics.together().count(theme, other) as usize, shown(theme, both));
            }
            for period in periods(topics.shelf()) {
                let count = period.count(&topics, theme);
                let opened = match period.value() {
                    Some(year) => shown(theme, year),
                    None => topics.passages_in(theme, period.essays[0]).len(),
                };
                prop_assert_eq!(count, opened);
                prop_assert!(period.share(&topics, theme) <= 1.0);
            }
            let by_essay: usize = (0..topics.shelf().cards.len()).map(|essay| topics.passages_in(theme, essay).len()).sum();
            prop_assert_eq!(by_essay, topics.passages(theme).len());
            prop_assert_eq!(topics.together().count(theme, theme) as usize, by_essay);
        }
    }
}
