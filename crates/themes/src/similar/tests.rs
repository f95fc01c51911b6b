//! Likeness against comparing everything with everything.

use corpus::{EssayId, Language};
use expect_test::expect;
use proptest::prelude::*;

use super::*;
use crate::passages::tests::essay;

/// Essays of `(language, original, paragraphs)`; the original is the place of the essay that one translates.
fn library(essays: &[(&str, Option<usize>, Vec<String>)]) -> Vec<Essay> {
    let id = |at: usize| EssayId::new(format!("essay-{at}")).unwrap();
    let essays = essays
        .iter()
        .enumerate()
        .map(|(at, (language, original, paragraphs))| {
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let mut essay = essay(&paragraphs);
            essay.meta.id = id(at);
            essay.meta.title = String::new();
            essay.meta.language = Language::new(language);
            essay.meta.translation_of = original.map(id);
            essay
        });
    essays.collect()
}

fn sketched(essays: &[Essay]) -> Vec<Sketch> {
    essays.iter().map(Sketch::of).collect()
}

fn small() -> (Vec<Essay>, Vec<Vec<usize>>) {
    let texts = |paragraphs: &[&str]| {
        paragraphs
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    let essays = library(&[
        (
            "en",
            None,
            texts(&[
                "The carbon tax hurts the steel mill and the coal mine.",
                "A reed warbler sings.",
            ]),
        ),
        (
            "en",
            None,
            texts(&[
                "Near the coal mine the steel mill pays a carbon tax.",
                "The harbour freezes in winter.",
            ]),
        ),
        (
            "zh",
            Some(1),
            texts(&["煤矿附近的钢铁企业缴纳碳税。", "港口冬天结冰。"]),
        ),
        (
            "en",
            None,
            texts(&["The harbour is ice in winter, and the reed warbler is gone."]),
        ),
    ]);
    (essays, vec![vec![0, 1], vec![0], vec![0], vec![]])
}

#[test]
fn essays_and_passages_with_their_reasons() {
    let (essays, treated) = small();
    let similar = similar(&essays, &sketched(&essays), &treated);
    let mut shown = String::new();
    for (at, (essays, passages)) in similar.essays.iter().zip(&similar.passages).enumerate() {
        for other in essays {
            shown.push_str(&format!(
                "{at} ~ {}: {} {:?}\n",
                other.essay,
                other.terms.join(", "),
                other.themes
            ));
        }
        for passage in passages {
            let SimilarPassage {
                block,
                essay,
                there,
                terms,
                ..
            } = passage;
            shown.push_str(&format!(
                "{at}/{block} ~ {essay}/{there}: {}\n",
                terms.join(", ")
            ));
        }
    }
    expect![[r#"
        0 ~ 1: carbon tax, steel mill, coal [0]
        0 ~ 3: reed warbler []
        0/0 ~ 1/0: carbon tax, steel mill, coal
        0/1 ~ 3/0: reed warbler
        1 ~ 0: carbon tax, steel mill, coal [0]
        1 ~ 3: harbour, winter []
        1/0 ~ 0/0: carbon tax, steel mill, coal
        1/1 ~ 3/0: harbour, winter
        2 ~ 0:  [0]
        3 ~ 0: reed warbler []
        3 ~ 1: harbour, winter []
        3/0 ~ 0/1: reed warbler
    "#]]
    .assert_eq(&shown);
}

#[test]
fn there_may_be_nothing() {
    assert_eq!(similar::<Essay>(&[], &[], &[]), Similar::default());
    let essays = library(&[
        ("en", None, Vec::new()),
        ("en", Some(0), vec!["One steel mill.".to_owned()]),
    ]);
    let similar = similar(&essays, &sketched(&essays), &[]);
    assert_eq!(
        (similar.essays, similar.passages),
        (vec![Vec::new(); 2], vec![Vec::new(); 2])
    );
}

#[test]
fn translations_are_the_same_work() {
    let text = || vec!["Steel.".to_owned()];
    let essays = library(&[
        ("en", None, text()),
        ("zh", Some(0), text()),
        ("fr", Some(1), text()),
        ("en", None, text()),
        ("de", Some(5), text()),
        ("nl", Some(4), text()),
    ]);
    assert_eq!(
        works(&essays.iter().collect::<Vec<_>>()),
        [0, 0, 0, 3, 4, 4]
    );
}

/// The cosine of two vectors, term by term.
fn cosine(one: &Vector, other: &Vector) -> f32 {
    let pairs = one
        .iter()
        .flat_map(|mine| other.iter().map(move |theirs| (mine, theirs)));
    pairs
        .filter(|(mine, theirs)| mine.0 == theirs.0)
        .map(|(mine, theirs)| mine.1 * theirs.1)
        .sum()
}

fn cases() -> impl Strategy<Value = (Vec<Essay>, Vec<Vec<usize>>)> {
    let phrase = prop::sample::select(vec![
        "the carbon tax",
        "a steel mill",
        "the coal mine",
        "a reed warbler",
        "the harbour",
        "of winter",
        "the ice age",
        "the blast furnace",
    ]);
    let paragraph = prop::collection::vec(phrase, 1..5)
        .prop_map(|phrases| format!("Then came {}.", phrases.join(" and ")));
    let one = (
        prop::sample::select(vec!["en", "en", "fr"]),
        prop::option::weighted(0.2, 0usize..6),
        prop::collection::vec(paragraph, 0..4),
        prop::collection::vec(0usize..4, 0..3),
    );
    prop::collection::vec(one, 0..7).prop_map(|drawn| {
        let essays: Vec<(&str, Option<usize>, Vec<String>)> = drawn
            .iter()
            .map(|(language, original, paragraphs, _)| (*language, *original, paragraphs.clone()))
            .collect();
        (
            library(&essays),
            drawn.into_iter().map(|(.., themes)| themes).collect(),
        )
    })
}

proptest! {
    #[test]
    fn the_likeness_of_essays_is_that_of_each_pair((essays, treated) in cases()) {
        let sketches = sketched(&essays);
        let texts = Texts::of(&essays.iter().collect::<Vec<_>>(), &sketches, &treated);
        let similar = similar(&essays, &sketches, &treated);
        let likeness = |one: usize, other: usize| {
            BY_TERMS * cosine(&texts.terms[one], &texts.terms[other])
                + (1.0 - BY_TERMS) * cosine(&texts.themes[one], &texts.themes[other])
        };
        for (at, listed) in similar.essays.iter().enumerate() {
            let found: Vec<usize> = listed.iter().map(|other| other.essay).collect();
            prop_assert!(found.len() <= ESSAYS);
            prop_assert!(found.windows(2).all(|pair| likeness(at, pair[0]) >= likeness(at, pair[1]) - 1e-5));
            let least = found.last().map_or(LEAST, |&last| likeness(at, last));
            for other in 0..essays.len() {
                let same_work = texts.works[other] == texts.works[at];
                if found.contains(&other) {
                    prop_assert!(!same_work && likeness(at, other) >= LEAST - 1e-5);
                } else if found.len() < ESSAYS && !same_work && likeness(at, other) > least.max(LEAST) + 1e-5 {
                    // Another essay of the same work is there, or would be in the language of this one.
                    let twin = |twin: usize| twin != other && texts.works[twin] == texts.works[other];
                    prop_assert!((0..essays.len()).any(|place| twin(place) && likeness(at, place) >= LEAST - 1e-5), "{at} {other}");
                }
            }
            for other in listed {
                let themes = &treated[other.essay];
                prop_assert!(other.themes.iter().all(|theme| themes.contains(theme) && treated[at].contains(theme)));
                prop_assert!(texts.languages[at] == texts.languages[other.essay] || other.terms.is_empty());
            }
        }
    }

    #[test]
    fn the_likeness_of_passages_is_that_of_each_pair((essays, treated) in cases()) {
        let sketches = sketched(&essays);
        let texts = Texts::of(&essays.iter().collect::<Vec<_>>(), &sketches, &treated);
        let similar = similar(&essays, &sketches, &treated);
        let work = |at: usize| texts.works[texts.blocks[at].essay as usize];
        let place = |essay: usize, block: usize| texts.blocks.iter().position(|there| (there.essay as usize, there.block as usize) == (essay, block)).unwrap();
        let likeness = |one: usize, other: usize| {
            let (mine, theirs) = (&texts.block_terms[one], &texts.block_terms[other]);
            let is_like = work(one) != work(other) && shared(mine, theirs).len() >= FEWEST_SHARED;
            if is_like { cosine(mine, theirs) } else { 0.0 }
        };
        for (essay, listed) in similar.passages.iter().enumerate() {
            prop_assert!(listed.len() <= PASSAGES && listed.is_sorted_by(|one, other| one.block < other.block));
            let pairs: Vec<(usize, usize)> = listed.iter().map(|passage| (place(essay, passage.block), place(passage.essay, passage.there))).collect();
            for (passage, &(at, there)) in listed.iter().zip(&pairs) {
                prop_assert!((passage.likeness - likeness(at, there)).abs() < 1e-4);
                prop_assert!(!passage.terms.is_empty());
                prop_assert_eq!(pairs.iter().filter(|pair| pair.1 == there).count(), 1);
            }
            // A pair that is not there is no better than one of those that took its blocks, or than all of them.
            let own = (0..texts.blocks.len()).filter(|&at| texts.blocks[at].essay as usize == essay);
            for at in own {
                for there in 0..texts.blocks.len() {
                    let like = likeness(at, there);
                    let rivals = pairs.iter().zip(listed).filter(|(pair, _)| pair.0 == at || pair.1 == there || listed.len() == PASSAGES);
                    let best = rivals.map(|(_, passage)| passage.likeness).fold(0.0, f32::max);
                    prop_assert!(like < LEAST_OF_PASSAGES + 1e-5 || like <= best + 1e-4, "{at} {there} {like} {best}");
                }
            }
        }
    }
}
