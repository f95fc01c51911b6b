//! The query language by example: how queries are read, and what they match.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::{Analysed, EssayText};

/// A query as it was read, spelt out: `&` all, `|` any, `!` not, `+` what follows directly,
/// `…` an open end, `~` a word whose other forms will do.
fn spelt(node: &Node) -> String {
    let join = |children: &[Node], by: &str| {
        format!(
            "({})",
            children.iter().map(spelt).collect::<Vec<_>>().join(by)
        )
    };
    match node {
        Node::All(children) => join(children, " & "),
        Node::Any(children) => join(children, " | "),
        Node::Not(child) => format!("!{}", spelt(child)),
        Node::Phrase(phrase) => {
            let words = phrase.words.iter().map(|word| {
                let open = if word.is_open() { "…" } else { "" };
                let forms = if word.forms.is_empty() { "" } else { "~" };
                format!("{}{open}{forms}", word.term)
            });
            let words = words.collect::<Vec<_>>().join("+");
            let quote = if phrase.quoted { "\"" } else { "" };
            let title = if phrase.title_only { "title:" } else { "" };
            format!("{title}{quote}{words}{quote}")
        }
    }
}

fn show(parsed: &Parsed) -> String {
    let query = parsed.query.root().map_or("nothing".to_owned(), spelt);
    let notes: String = parsed
        .notes
        .iter()
        .map(|note| format!(" [{note:?}]"))
        .collect();
    query + &notes
}

fn check(input: &str, expected: &Expect) {
    expected.assert_eq(&show(&parse(input)));
}

#[test]
fn reading() {
    check("growth policy", &expect!["(growth~ & policy~)"]);
    check("\"growth policies\"", &expect!["\"growth+policies\""]);
    check("“新质生产力”", &expect!["\"新质+质生+生产+产力+力…\""]);
    check("innovation-driven", &expect!["innovation~+driven~"]);
    check("5G网络", &expect!["5g+网络+络…"]);
    check("创新，发展", &expect!["(创新+新… & 发展+展…)"]);
    check("a b OR c d", &expect!["((a & b) | (c & d))"]);
    check("a (b OR c)", &expect!["(a & (b | c))"]);
    check(
        "plan -target -\"five year\"",
        &expect![[r#"(plan~ & !target~ & !"five+year")"#]],
    );
    check(
        "plan NOT (target OR goal)",
        &expect!["(plan~ & !(target~ | goal~))"],
    );
    check("a AND b", &expect!["(a & b)"]);
    check("universit*", &expect!["universit…"]);
    check(
        "title:growth title:(a b)",
        &expect!["(title:growth~ & (title:a & title:b))"],
    );
    check("Résumé ＧＤＰ", &expect!["(resume~ & gdp~)"]);
    check("or and not", &expect!["(or & and~ & not~)"]);
    check("R&D, well — done", &expect!["(r+d & well~ & done~)"]);
}

#[test]
fn what_is_malformed_is_read_as_words() {
    check("", &expect!["nothing"]);
    check(
        "\"growth policy",
        &expect!["(growth~ & policy~) [UnclosedQuote]"],
    );
    check("(growth", &expect!["growth~ [Parenthesis]"]);
    check(
        "growth) policy",
        &expect!["(growth~ & policy~) [Parenthesis]"],
    );
    check("OR growth OR", &expect!["growth~ [DanglingOperator]"]);
    check("-growth", &expect!["nothing [OnlyExclusions]"]);
    check(
        "author:solow year:2019",
        &expect!["(solow~ & 2019) [Unsupported]"],
    );
    check("\"a b\"~5 c", &expect![[r#"("a+b" & c) [Unsupported]"#]]);
    check("() \"\" - & *", &expect!["nothing"]);
    check("https://a.org", &expect!["https~+a+org~"]);
}

#[test]
fn typing() {
    let check = |input: &str, expected: &Expect| expected.assert_eq(&show(&parse_typing(input)));
    check("growth pol", &expect!["(growth~ & pol…~)"]);
    check("growth p", &expect!["(growth~ & p)"]);
    check("growth policy ", &expect!["(growth~ & policy~)"]);
    check("\"new qual", &expect!["\"new+qual…\""]);
    check("(growth OR pol", &expect!["(growth~ | pol…~)"]);
    check("创新驱", &expect!["创新+新驱+驱…"]);
}

#[test]
fn relaxing() {
    let check = |input: &str, expected: &Expect| {
        let query = parse(input).query.relaxed();
        expected.assert_eq(&show(&Parsed {
            query,
            notes: Vec::new(),
        }));
    };
    check(
        "growth policy -plan",
        &expect!["((growth~ | policy~) & !plan~)"],
    );
    check("\"a b\" c-d", &expect![[r#"("a+b" | (c | d))"#]]);
    check("新质生产力", &expect!["(新质 | 质生 | 生产 | 产力)"]);
    check("网", &expect!["网…"]);
}

/// The text with what the query matches in brackets.
fn marked(query: &str, text: &str) -> String {
    let Some(spans) = parse(query).query.matches(text) else {
        return "no".to_owned();
    };
    let mut out = String::new();
    for (at, scalar) in text.chars().enumerate() {
        let at = u32::try_from(at).unwrap();
        out.extend(spans.iter().any(|span| span.start == at).then_some('['));
        out.push(scalar);
        out.extend(spans.iter().any(|span| span.end == at + 1).then_some(']'));
    }
    out
}

#[test]
fn matching() {
    let check =
        |query: &str, text: &str, expected: &Expect| expected.assert_eq(&marked(query, text));
    let growth = "Innovation-driven growth: policies, not policy.";
    check(
        "policy",
        growth,
        &expect!["Innovation-driven growth: [policies], not [policy]."],
    );
    check(
        "\"policy\"",
        growth,
        &expect!["Innovation-driven growth: policies, not [policy]."],
    );
    check(
        "driven",
        growth,
        &expect!["Innovation-[driven] growth: policies, not policy."],
    );
    check(
        "innovation-driven",
        growth,
        &expect!["[Innovation-driven] growth: policies, not policy."],
    );
    check(
        "\"innovation driven\"",
        growth,
        &expect!["[Innovation-driven] growth: policies, not policy."],
    );
    check("\"driven policies\"", growth, &expect!["no"]);
    check(
        "growth -plan",
        growth,
        &expect!["Innovation-driven [growth]: policies, not policy."],
    );
    check("growth -policy", growth, &expect!["no"]);
    check(
        "(growth plan) OR polic*",
        growth,
        &expect!["Innovation-driven growth: [policies], not [policy]."],
    );
    check("title:growth", growth, &expect!["no"]);
    check(
        "driv*",
        growth,
        &expect!["Innovation-[driven] growth: policies, not policy."],
    );
    let forces = "发展新质生产力，建设5G 网络。";
    check(
        "新质生产力",
        forces,
        &expect!["发展[新质生产力]，建设5G 网络。"],
    );
    check("生产", forces, &expect!["发展新质[生产]力，建设5G 网络。"]);
    check("力", forces, &expect!["发展新质生产[力]，建设5G 网络。"]);
    check("质", forces, &expect!["发展新[质]生产力，建设5G 网络。"]);
    check(
        "5G网络",
        forces,
        &expect!["发展新质生产力，建设[5G 网络]。"],
    );
    check("力建", forces, &expect!["no"]);
    check(
        "resume",
        "Résumé of naïve ﬁndings",
        &expect!["[Résumé] of naïve ﬁndings"],
    );
    check(
        "findings",
        "Résumé of naïve ﬁndings",
        &expect!["Résumé of naïve [ﬁndings]"],
    );
    check("china", "China’s plan", &expect!["[China]’s plan"]);
    check("\"item one\"", "item\none", &expect!["no"]);
}

proptest! {
    /// Any substring of Han, whatever its length, is found, and only where it stands.
    #[test]
    fn han_substrings_are_found_exactly(text in "[创新驱动]{1,12}", needle in "[创新驱动]{1,6}") {
        let scalars: Vec<char> = text.chars().collect();
        let wanted: Vec<char> = needle.chars().collect();
        let stands = scalars.windows(wanted.len()).enumerate().filter(|(_, window)| *window == wanted);
        let spans = stands.map(|(at, window)| {
            let at = u32::try_from(at).unwrap();
            corpus::Span::new(at, at + u32::try_from(window.len()).unwrap())
        });
        let spans = corpus::Span::merge(spans.collect());
        prop_assert_eq!(parse(&needle).query.matches(&text).unwrap_or_default(), spans);
    }

    /// Whatever is typed, nothing panics, and what matches lies in the text.
    #[test]
    fn no_query_panics(
        query in "(\"|\\(|\\)|-|\\*|OR |NOT |title:|~5|[a-c新力 ]){0,20}|\\PC{0,40}",
        text in "[a-c新力\n -]{0,30}|\\PC{0,40}",
    ) {
        let text = Analysed::new(&text);
        for parsed in [parse(&query), parse_typing(&query)] {
            let _ = parsed.query.matches_in(&text);
            let strict = parsed.query.matches_in(&text).is_some_and(|spans| !spans.is_empty());
            // Relaxing never loses anything.
            prop_assert!(!strict || parsed.query.relaxed().matches_in(&text).is_some());
        }
    }
}

#[test]
fn deep_groups_do_not_exhaust_the_stack() {
    let deep = "(".repeat(100_000) + "growth";
    assert_eq!(show(&parse(&deep)), "growth~ [Parenthesis]");
    let minuses = "-".repeat(100_000) + "growth";
    assert_eq!(show(&parse(&minuses)), "nothing [OnlyExclusions]");
}

#[test]
fn an_essay_is_matched_as_a_whole() {
    let essay = crate::index::tests::essay("On growth", &["Labour and capital.", "Ideas."]);
    let text = EssayText::new(&essay);
    assert_eq!(
        text,
        EssayText::of_texts("On growth", ["Labour and capital.", "Ideas."])
    );
    let marks = parse("growth ideas").query.matches_essay(&text);
    let marks = marks.map(|marks| (marks.title, marks.blocks));
    let span = |start, end| corpus::Span::new(start, end);
    assert_eq!(
        marks,
        Some((vec![span(3, 9)], vec![vec![], vec![span(0, 5)]]))
    );
    assert_eq!(parse("growth land").query.matches_essay(&text), None);
    assert!(parse("title:growth").query.matches_essay(&text).is_some());
    assert!(parse("title:labour").query.matches_essay(&text).is_none());
}
