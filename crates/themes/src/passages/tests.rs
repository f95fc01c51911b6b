//! Passages by example, and against a slower way to find them.

use corpus::{Draft, EssayId, Kind, Language, Meta, Theme, ThemeId, assemble};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// An essay of these paragraphs; one that begins with `# ` is a heading, with `> ` a quotation.
pub(crate) fn essay(paragraphs: &[&str]) -> Essay {
    let draft = |text: &&str| match (text.strip_prefix("# "), text.strip_prefix("> ")) {
        (Some(heading), _) => Draft::plain(Kind::Heading { level: 2 }, heading),
        (_, Some(quote)) => {
            let paragraphs = vec![Span::whole(quote)];
            Draft::plain(
                Kind::Quote {
                    paragraphs,
                    attribution: None,
                    pull: false,
                },
                quote,
            )
        }
        _ => Draft::plain(Kind::Paragraph, *text),
    };
    let meta = Meta {
        id: EssayId::new("essay").unwrap(),
        title: "Growth".to_owned(),
        subtitle: None,
        authors: Vec::new(),
        published: None,
        publisher: Vec::new(),
        source_url: None,
        language: Language::new("en"),
        themes: vec![ThemeId::new("growth").unwrap()],
        translation_of: None,
        licence: None,
    };
    Essay::new(meta, assemble(paragraphs.iter().map(draft).collect()))
}

/// A codebook of (id, parent, query); a query that begins with `.` has to hold within a sentence.
pub(crate) fn codebook(themes: &[(&str, Option<&str>, &str)]) -> Codebook {
    let themes = themes.iter().map(|(id, parent, query)| {
        let sentence = query.strip_prefix('.');
        Theme {
            parent: parent.map(|parent| ThemeId::new(parent).unwrap()),
            within: sentence.map_or(Within::Block, |_| Within::Sentence),
            ..Theme::new(ThemeId::new(*id).unwrap(), sentence.unwrap_or(query))
        }
    });
    Codebook::new(&themes.collect::<Vec<_>>()).unwrap()
}

/// Decisions written as `BLOCK+theme` or `BLOCK-theme`.
fn decided(mut essay: Essay, decisions: &[&str]) -> Essay {
    let decision = |text: &&str| {
        let sign = text.find(['+', '-']).unwrap();
        Decision {
            block: text[..sign].parse().unwrap(),
            theme: ThemeId::new(&text[sign + 1..]).unwrap(),
            takes: text[sign..].starts_with('-'),
            why: "so it reads".to_owned(),
        }
    };
    essay.decisions = decisions.iter().map(decision).collect();
    essay
}

fn library() -> Vec<Essay> {
    vec![
        essay(&[
            "# Growth",
            "Growth has parents. Ideas are one.",
            "> Ideas are one.",
            "Land.",
        ]),
        essay(&[
            "增长有许多来源：思想与劳动。",
            "Labour and capital; green growth.",
        ]),
    ]
}

/// One line per theme: `essay.block word|word` for each passage, behind it who brought it there
/// unless it is the theme's rule alone: `~theme` for another's rule, `+decision` for an editor.
fn check(themes: &[(&str, Option<&str>, &str)], expected: &Expect) {
    check_in(&library(), themes, expected);
}

fn check_in(essays: &[Essay], themes: &[(&str, Option<&str>, &str)], expected: &Expect) {
    let codebook = codebook(themes);
    let themes = codebook.themes().iter().enumerate();
    let lines = themes
        .zip(passages(&codebook, essays))
        .map(|((at, theme), passages)| {
            let passages = passages.iter().map(|passage| {
                let text = &essays[passage.essay as usize].blocks[passage.block as usize].text;
                let words = passage.spans.iter().filter_map(|span| span.slice(text));
                let words = words.collect::<Vec<_>>().join("|");
                let reasons = passage.reasons.iter().map(|reason| match *reason {
                    Reason::Rule(own) if own as usize == at => String::new(),
                    Reason::Rule(other) => format!(" ~{}", codebook.themes()[other as usize].id),
                    Reason::Editor(decision) => format!(" +{decision}"),
                });
                let reasons: String = reasons.collect();
                format!(" {}.{} {words}{reasons}", passage.essay, passage.block)
            });
            format!("{}:{}", theme.id, passages.collect::<Vec<_>>().join(";"))
        });
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn passages_by_theme() {
    check(
        &[
            ("growth", None, "growth OR 增长"),
            ("nothing", None, "nonsense"),
        ],
        &expect![[r#"
            growth: 0.1 Growth; 1.0 增长; 1.1 growth
            nothing:"#]],
    );
    check(
        &[
            ("all", None, ""),
            ("ideas", Some("all"), "ideas OR 思想"),
            ("factors", Some("all"), "labour OR 劳动 OR land"),
        ],
        &expect![[r#"
            all: 0.1 Ideas ~ideas; 0.3 Land ~factors; 1.0 思想|劳动 ~ideas ~factors; 1.1 Labour ~factors
            ideas: 0.1 Ideas; 1.0 思想
            factors: 0.3 Land; 1.0 劳动; 1.1 Labour"#]],
    );
    check(
        &[
            ("a", None, "growth"),
            ("b", Some("a"), "green"),
            ("c", Some("b"), "\"green growth\""),
        ],
        &expect![[r#"
            a: 0.1 Growth; 1.1 green growth ~b ~c
            b: 1.1 green growth ~c
            c: 1.1 green growth"#]],
    );
}

#[test]
fn a_query_may_have_to_hold_within_a_sentence() {
    let essays = [essay(&[
        "Land is dear. Labour is not.",
        "Land. Labour on land. Land!",
        "土地。劳动在土地上。",
        "- 劳动\n- 土地",
    ])];
    let query = "land labour OR 土地 劳动";
    check_in(
        &essays,
        &[
            ("block", None, query),
            ("sentence", None, &format!(".{query}")),
        ],
        &expect![[r#"
            block: 0.0 Land|Labour; 0.1 Land|Labour|land|Land; 0.2 土地|劳动|土地; 0.3 劳动|土地
            sentence: 0.1 Labour|land; 0.2 劳动|土地"#]],
    );
    check_in(
        &essays,
        &[("alone", None, ".labour -land")],
        &expect!["alone: 0.0 Labour"],
    );
}

/// A theme gathers what is said in English, in simplified and in traditional characters, whichever of
/// the two its query is written in.
#[test]
fn a_theme_gathers_across_scripts() {
    let written = |tag: &str, paragraphs: &[&str]| {
        let mut essay = essay(paragraphs);
        essay.meta.language = Language::new(tag);
        essay
    };
    let essays = [
        written("en", &["Green industries grew.", "The harbour slept."]),
        written(
            "zh-Hans",
            &["绿色产业在增长。", "港口睡了。", "产业链很长。绿色的门。"],
        ),
        written(
            "zh-Hant",
            &["綠色產業在增長。", "港口睡了。", "產業鏈很長。綠色的門。"],
        ),
    ];
    for query in ["green industry OR 绿色 产业", "green industry OR 綠色 產業"] {
        let sentence = format!(".{query}");
        check_in(
            &essays,
            &[("block", None, query), ("sentence", None, &sentence)],
            &expect![[r#"
                block: 0.0 Green|industries; 1.0 绿色产业; 1.2 产业|绿色; 2.0 綠色產業; 2.2 產業|綠色
                sentence: 0.0 Green|industries; 1.0 绿色产业; 2.0 綠色產業"#]],
        );
    }
}

#[test]
fn an_editor_adds_and_takes_away() {
    let paragraphs = ["# Land", "Growth.", "Green growth.", "Land."];
    let themes = [
        ("growth", None, "growth"),
        ("green", Some("growth"), "green"),
        ("land", None, "land"),
    ];
    for (decisions, expected) in [
        (
            &["3+growth"][..],
            expect![[r#"
            growth: 0.1 Growth; 0.2 Green|growth ~green; 0.3  +0
            green: 0.2 Green
            land: 0.3 Land"#]],
        ),
        (
            &["3+green", "1+green", "2+green"],
            expect![[r#"
            growth: 0.1 Growth +1; 0.2 Green|growth ~green +2; 0.3  +0
            green: 0.1  +1; 0.2 Green +2; 0.3  +0
            land: 0.3 Land"#]],
        ),
        (
            &["2-green"],
            expect![[r#"
            growth: 0.1 Growth; 0.2 growth
            green:
            land: 0.3 Land"#]],
        ),
        (
            &["2-growth"],
            expect![[r#"
            growth: 0.1 Growth
            green:
            land: 0.3 Land"#]],
        ),
        (
            &["2-growth", "2+green", "0+land", "9+land", "1+nothing"],
            expect![[r#"
            growth: 0.1 Growth
            green:
            land: 0.3 Land"#]],
        ),
    ] {
        check_in(
            &[decided(essay(&paragraphs), decisions)],
            &themes,
            &expected,
        );
    }
}

#[test]
fn what_is_odd_in_a_query_is_noted() {
    let codebook = codebook(&[("a", None, "\"growth"), ("b", None, "growth")]);
    let notes: Vec<_> = compile(&codebook)
        .into_iter()
        .map(|theme| theme.notes)
        .collect();
    assert_eq!(notes, [vec![Note::UnclosedQuote], vec![]]);
}

/// Codebooks over a few words, and essays made of them.
pub(crate) fn cases() -> impl Strategy<Value = (Codebook, Vec<Essay>)> {
    let query = "[.]?[a-d]( OR [a-d]| [a-d]| -[a-d]){0,2}";
    let themes = prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), query), 1..6);
    let blocks = prop::collection::vec("(# )?([a-e](。| )){0,4}[a-e]", 0..5);
    let decisions = prop::collection::vec("[0-5][+-]t[0-6]", 0..4);
    let essays = prop::collection::vec((blocks, decisions), 0..4);
    (themes, essays).prop_map(|(themes, essays)| {
        let ids: Vec<String> = (0..themes.len()).map(|at| format!("t{at}")).collect();
        // A theme's parent stands before it, if it has one.
        let parent = |at: usize, (index, top, _): &(prop::sample::Index, bool, String)| {
            (at > 0 && !top).then(|| ids[index.index(at)].as_str())
        };
        let themes: Vec<_> = themes
            .iter()
            .enumerate()
            .map(|(at, theme)| (ids[at].as_str(), parent(at, theme), theme.2.as_str()))
            .collect();
        let essays = essays.iter().map(|(blocks, decisions)| {
            let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
            let decisions: Vec<&str> = decisions.iter().map(String::as_str).collect();
            decided(essay(&blocks), &decisions)
        });
        (codebook(&themes), essays.collect())
    })
}

fn is_below(codebook: &Codebook, theme: &Theme, above: &ThemeId) -> bool {
    theme.id == *above
        || theme
            .parent
            .as_ref()
            .and_then(|parent| codebook.find(parent))
            .is_some_and(|(_, parent)| is_below(codebook, parent, above))
}

/// The words by which a theme's own rule holds in a block, found as plainly as can be.
fn ruled(theme: &Theme, essay: &Essay, text: &str) -> Vec<Span> {
    let query = search::parse(&theme.query).query;
    let stretches = match theme.within {
        Within::Block => vec![Span::whole(text)],
        Within::Sentence => sentence::sentences(text),
    };
    let found = stretches.into_iter().flat_map(|stretch| {
        let text = Analysed::new(stretch.slice(text).unwrap());
        let stemmers = Stemmers::of(std::iter::once(essay.meta.language.as_str()));
        let spans = query.matches(&text, &stemmers).unwrap_or_default();
        spans
            .into_iter()
            .map(move |span| span.shifted(stretch.start))
    });
    found.collect()
}

/// Why a theme has a block, from the themes and decisions one by one.
fn brute_force(
    codebook: &Codebook,
    theme: &Theme,
    essay: &Essay,
    block: u32,
) -> Option<(Vec<Span>, Vec<Reason>)> {
    let content = &essay.blocks[block as usize];
    if matches!(content.kind, Kind::Heading { .. }) {
        return None;
    }
    let (mut spans, mut reasons) = (Vec::new(), Vec::new());
    for (at, below) in (0..).zip(codebook.themes()) {
        let decided = |id: &ThemeId, takes: bool| {
            let decided = essay
                .decisions
                .iter()
                .zip(0..)
                .filter(move |(decision, _)| {
                    decision.block == block && decision.theme == *id && decision.takes == takes
                });
            decided.map(|(_, place)| place).collect::<Vec<u32>>()
        };
        let taken = codebook.themes().iter().any(|above| {
            is_below(codebook, below, &above.id) && !decided(&above.id, true).is_empty()
        });
        if is_below(codebook, below, &theme.id) && !taken {
            let words = ruled(below, essay, &content.text);
            reasons.extend((!words.is_empty()).then_some(Reason::Rule(at)));
            reasons.extend(decided(&below.id, false).into_iter().map(Reason::Editor));
            spans.extend(words);
        }
    }
    reasons.sort();
    (!reasons.is_empty()).then(|| (Span::merge(spans), reasons))
}

proptest! {
    /// A block is a theme's passage exactly where the rule of the theme or of one below it finds
    /// words, or an editor added it, and no editor took it away; its words are those that the rules
    /// found, and every rule and editor is named.
    #[test]
    fn passages_agree_with_each_theme_by_itself((codebook, essays) in cases()) {
        let all = passages(&codebook, &essays);
        prop_assert_eq!(all.len(), codebook.themes().len());
        for (theme, passages) in codebook.themes().iter().zip(all) {
            let mut expected = Vec::new();
            for (essay, content) in (0..).zip(&essays) {
                for block in 0..u32::try_from(content.blocks.len()).unwrap() {
                    let found = brute_force(&codebook, theme, content, block);
                    expected.extend(found.map(|(spans, reasons)| Passage { essay, block, spans, reasons }));
                }
            }
            prop_assert_eq!(passages, expected);
        }
    }

    #[test]
    fn one_query_is_a_theme_of_its_own((_, essays) in cases(), query in "[.]?[a-d]( OR [a-d]| [a-d]){0,2}") {
        let theme = codebook(&[("theme", None, &query)]);
        prop_assert_eq!(vec![passages_of(&compile(&theme)[0], &essays)], passages(&theme, &essays));
    }
}
