//! Passages by example, and against a slower way to find them.

use corpus::{Draft, EssayId, Language, Localized, Meta, Theme, ThemeId, assemble};
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
    Essay {
        meta,
        blocks: assemble(paragraphs.iter().map(draft).collect()),
    }
}

/// A codebook of (id, parent, query).
pub(crate) fn codebook(themes: &[(&str, Option<&str>, &str)]) -> Codebook {
    let themes = themes.iter().map(|(id, parent, query)| Theme {
        id: ThemeId::new(*id).unwrap(),
        parent: parent.map(|parent| ThemeId::new(parent).unwrap()),
        label: Localized::default(),
        definition: Localized::default(),
        query: (*query).to_owned(),
        colour: None,
    });
    Codebook::new(&themes.collect::<Vec<_>>()).unwrap()
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

/// One line per theme: `essay.block word|word` for each passage.
fn check(themes: &[(&str, Option<&str>, &str)], expected: &Expect) {
    let (codebook, essays) = (codebook(themes), library());
    let lines = codebook
        .themes()
        .iter()
        .zip(passages(&codebook, &essays))
        .map(|(theme, passages)| {
            let passages = passages.iter().map(|passage| {
                let text = &essays[passage.essay as usize].blocks[passage.block as usize].text;
                let words = passage.spans.iter().filter_map(|span| span.slice(text));
                format!(
                    " {}.{} {}",
                    passage.essay,
                    passage.block,
                    words.collect::<Vec<_>>().join("|")
                )
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
            all: 0.1 Ideas; 0.3 Land; 1.0 思想|劳动; 1.1 Labour
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
            a: 0.1 Growth; 1.1 green growth
            b: 1.1 green growth
            c: 1.1 green growth"#]],
    );
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
    let query = "[a-d]( OR [a-d]| [a-d]){0,2}";
    let themes = prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), query), 1..6);
    let essays =
        prop::collection::vec(prop::collection::vec("(# )?([a-e] ){0,4}[a-e]", 0..5), 0..4);
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
        let essays = essays
            .iter()
            .map(|blocks| essay(&blocks.iter().map(String::as_str).collect::<Vec<_>>()));
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

proptest! {
    /// A block is a theme's passage exactly where the query of the theme, or of one below it,
    /// matches; and its words are the words of those queries.
    #[test]
    fn passages_agree_with_each_query_by_itself((codebook, essays) in cases()) {
        let all = passages(&codebook, &essays);
        prop_assert_eq!(all.len(), codebook.themes().len());
        for (theme, passages) in codebook.themes().iter().zip(all) {
            let mut expected = Vec::new();
            let below: Vec<_> =
                codebook.themes().iter().filter(|other| is_below(&codebook, other, &theme.id)).collect();
            for (essay, content) in essays.iter().enumerate() {
                for (block, content) in content.blocks.iter().enumerate() {
                    let spans = below.iter().filter_map(|theme| {
                        search::parse(&theme.query).query.matches(&Analysed::new(&content.text), &stemmers(&essays[essay]))
                    });
                    let spans = Span::merge(spans.flatten().collect());
                    if !spans.is_empty() && !matches!(content.kind, Kind::Heading { .. }) {
                        let (essay, block) = (u32::try_from(essay).unwrap(), u32::try_from(block).unwrap());
                        expected.push(Passage { essay, block, spans });
                    }
                }
            }
            prop_assert_eq!(passages, expected);
        }
    }

    #[test]
    fn one_query_is_a_theme_of_its_own((_, essays) in cases(), query in "[a-d]( OR [a-d]| [a-d]){0,2}") {
        let theme = codebook(&[("theme", None, &query)]);
        let query = search::parse(&query).query;
        prop_assert_eq!(vec![passages_of(&query, &essays)], passages(&theme, &essays));
    }
}
