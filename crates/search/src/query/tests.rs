//! The query language by example: how queries are read, and what they match.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::{Analysed, EssayText, Row, Stemmers};

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
        Node::Filter(filter) => spelt_filter(filter),
        Node::Phrase(phrase) => {
            let words = phrase.words.iter().map(|word| {
                let open = if word.is_open() { "…" } else { "" };
                let forms = if word.inflects { "~" } else { "" };
                format!("{}{open}{forms}", word.term)
            });
            let words = words.collect::<Vec<_>>().join("+");
            let quote = if phrase.quoted { "\"" } else { "" };
            let title = if phrase.title_only { "title:" } else { "" };
            let distance = phrase
                .distance
                .map(|distance| format!("~{distance}"))
                .unwrap_or_default();
            format!("{title}{quote}{words}{quote}{distance}")
        }
    }
}

fn spelt_filter(filter: &Filter) -> String {
    match filter {
        Filter::Author(words) => {
            let open = |word: &Word| if word.is_open() { "…" } else { "" };
            let words = words
                .iter()
                .map(|word| format!("{}{}", word.term, open(word)));
            format!("author:{}", words.collect::<Vec<_>>().join("+"))
        }
        Filter::Theme(id) => format!("theme:{}", id.join("+")),
        Filter::Language(tag) => format!("lang:{tag}"),
        Filter::Year(range) => format!("year:{}", spelt_range(*range)),
        Filter::Length(range) => format!("length:{}", spelt_range(*range)),
    }
}

fn spelt_range(Bounds { from, to }: Bounds) -> String {
    let end = |end: Option<u16>| end.map(|end| end.to_string()).unwrap_or_default();
    format!("{}..{}", end(from), end(to))
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
    check("5G网络", &expect!["5g~+网络+络…"]);
    check("创新，发展", &expect!["(创新+新… & 发展+展…)"]);
    check("a b OR c d", &expect!["((a~ & b~) | (c~ & d~))"]);
    check("a (b OR c)", &expect!["(a~ & (b~ | c~))"]);
    check(
        "plan -target -\"five year\"",
        &expect![[r#"(plan~ & !target~ & !"five+year")"#]],
    );
    check(
        "plan NOT (target OR goal)",
        &expect!["(plan~ & !(target~ | goal~))"],
    );
    check("a AND b", &expect!["(a~ & b~)"]);
    check("universit*", &expect!["universit…"]);
    check(
        "title:growth title:\"a b\" title:c-d",
        &expect![[r#"(title:growth~ & title:"a+b" & title:c~+d~)"#]],
    );
    check("Résumé ＧＤＰ", &expect!["(resume~ & gdp~)"]);
    check("or and not", &expect!["(or~ & and~ & not~)"]);
    check("R&D, well — done", &expect!["(r~+d~ & well~ & done~)"]);
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
    check("title:(a b) c", &expect!["((a~ & b~) & c~) [FieldValue]"]);
    check("author:(li wei)", &expect!["(li~ & wei~) [FieldValue]"]);
    check("title: growth", &expect!["growth~ [FieldValue]"]);
    check(
        "year:abc year:2024..2019 year:.. year:20",
        &expect!["(abc~ & 2024~+2019~ & 20~) [FieldValue]"],
    );
    check(
        "length:9..7 length:.. length:1000 length:5min",
        &expect!["(9~+7~ & 1000~ & 5min~) [FieldValue]"],
    );
    check(
        "lang:中文 theme:- author:\"Li Wei",
        &expect!["(中文+文… & li~ & wei~) [FieldValue] [UnclosedQuote]"],
    );
    check(
        "\"a b\"~ \"c d\"~99999999999 ~5",
        &expect![[r#"("a+b" & "c+d" & 5~) [Distance]"#]],
    );
    check(
        "authors:solow name:x :y",
        &expect!["(authors~+solow~ & name~+x~ & y~)"],
    );
    check("() \"\" - & *", &expect!["nothing"]);
    check("https://a.org", &expect!["https~+a~+org~"]);
}

#[test]
fn the_examples_mean_what_they_say() {
    let mut shown = String::new();
    for Example { query, key } in EXAMPLES {
        let read = parse_typing(query);
        assert_eq!(read.notes, [], "{query}");
        shown += &format!("{key}: {query} → {}\n", show(&read));
        let read = parse(query);
        assert_eq!(read.notes, [], "{query}");
    }
    expect![[r#"
        search.help.words: green growth → (green~ & growth…~)
        search.help.relaxed: dynamo blockchain → (dynamo~ & blockchain…~)
        search.help.phrase: "new quality" → "new+quality"
        search.help.not: growth -export → (growth~ & !export…~)
        search.help.or: 5G OR cloud → (5g~ | cloud…~)
        search.help.group: (state OR market) university → ((state~ | market~) & university…~)
        search.help.prefix: innovat* → innovat…
        search.help.near: "carbon target"~5 → "carbon+target"~5
        search.help.han: 新质生产力 → 新质+质生+生产+产力+力…
        search.help.title: title:development → title:development…~
        search.help.author: author:lectern payment → (author:lectern & payment…~)
        search.help.theme: theme:planning target → (theme:planning & target…~)
        search.help.lang: lang:zh 5G → (lang:zh & 5g…~)
        search.help.year: year:2024..2026 carbon → (year:2024..2026 & carbon…~)
        search.help.length: length:..8 carbon → (length:..8 & carbon…~)
    "#]]
    .assert_eq(&shown);
}

#[test]
fn every_note_is_provoked() {
    let malformed = [
        "\"growth policy",
        "(growth",
        "growth OR",
        "year:soon",
        "\"growth policy\"~",
        "-growth",
    ];
    let noted = malformed.map(|query| parse(query).notes);
    assert_eq!(noted.concat(), Note::ALL);
}

#[test]
fn fields() {
    check(
        "author:Solow author:\"LI Wei\" growth",
        &expect!["(author:solow & author:li+wei & growth~)"],
    );
    check(
        "author:李伟明 AUTHOR:sol*",
        &expect!["(author:李伟+伟明+明… & author:sol…)"],
    );
    check(
        "theme:Climate-Policy theme:\"climate policy\"",
        &expect!["(theme:climate+policy & theme:climate+policy)"],
    );
    check(
        "lang:ZH_hans -lang:en",
        &expect!["(lang:zh-Hans & !lang:en)"],
    );
    check(
        "year:2020 OR year:2019..2024",
        &expect!["(year:2020..2020 | year:2019..2024)"],
    );
    check(
        "year:2019.. year:..2019 year:\"2020\"",
        &expect!["(year:2019.. & year:..2019 & year:2020..2020)"],
    );
    check(
        "length:..10 OR length:７..１２０ -length:5",
        &expect!["(length:..10 | (length:7..120 & !length:5..5))"],
    );
    check(
        "NOT (author:a OR lang:en)",
        &expect!["nothing [OnlyExclusions]"],
    );
    check(
        "author：“李 伟” year：２０１９．．２０２４ （a OR b）",
        &expect!["(author:李…+伟… & year:2019..2024 & (a~ | b~))"],
    );
}

#[test]
fn nearness() {
    check("\"growth policy\"~5", &expect![[r#""growth+policy"~5"#]]);
    check(
        "“创新驱动 发展”～3",
        &expect![[r#""创新+新驱+驱动+动…+发展+展…"~3"#]],
    );
    check(
        "title:\"a b\"~0 -\"c d\"~2",
        &expect![[r#"(title:"a+b"~0 & !"c+d"~2)"#]],
    );
}

#[test]
fn what_filters_accept() {
    let check = |input: &str, values: &[&str], expected: &Expect| {
        let query = parse(input).query;
        let Some(Node::Filter(filter)) = query.root() else {
            panic!("{input} is no filter")
        };
        let accepted = values.iter().filter(|value| filter.accepts(value)).copied();
        expected.assert_eq(&accepted.collect::<Vec<_>>().join(" | "));
    };
    let names = [
        "Robert Solow",
        "Li Wei",
        "Wéi Li",
        "Li Weiming",
        "李伟",
        "李伟明",
        "伟明",
    ];
    check("author:\"li wei\"", &names, &expect!["Li Wei | Wéi Li"]);
    check(
        "author:wei*",
        &names,
        &expect!["Li Wei | Wéi Li | Li Weiming"],
    );
    check("author:李伟", &names, &expect!["李伟 | 李伟明"]);
    check("author:李", &names, &expect!["李伟 | 李伟明"]);
    let themes = [
        "climate-policy",
        "Climate policy",
        "climate",
        "climate-policy-two",
    ];
    check(
        "theme:climate-policy",
        &themes,
        &expect!["climate-policy | Climate policy"],
    );
    let languages = ["zh", "zh-Hans", "ZH-hant", "zhx", "en-GB"];
    check("lang:zh", &languages, &expect!["zh | zh-Hans | ZH-hant"]);
    check("lang:zh-hans", &languages, &expect!["zh-Hans"]);
    check("lang:EN", &languages, &expect!["en-GB"]);
    let years = ["2018", "2019", "2020", "2024", "2025", "", "x"];
    check("year:2019..2024", &years, &expect!["2019 | 2020 | 2024"]);
    check("year:2020", &years, &expect!["2020"]);
    check("year:2024..", &years, &expect!["2024 | 2025"]);
    check("year:..2018", &years, &expect!["2018"]);
    let minutes = ["1", "7", "10", "120", "x"];
    check("length:7..10", &minutes, &expect!["7 | 10"]);
    check("length:8..", &minutes, &expect!["10 | 120"]);
}

#[test]
fn typing() {
    let check = |input: &str, expected: &Expect| expected.assert_eq(&show(&parse_typing(input)));
    check("growth pol", &expect!["(growth~ & pol…~)"]);
    check("growth p", &expect!["(growth~ & p~)"]);
    check("growth policy ", &expect!["(growth~ & policy~)"]);
    check("\"new qual", &expect!["\"new+qual…\""]);
    check("(growth OR pol", &expect!["(growth~ | pol…~)"]);
    check("(growth OR ", &expect!["growth~"]);
    check("OR growth", &expect!["growth…~ [DanglingOperator]"]);
    check("创新驱", &expect!["创新+新驱+驱…"]);
    check("growth year:20", &expect!["growth~"]);
    check("growth year:2019..", &expect!["(growth~ & year:2019..)"]);
    check("growth length:", &expect!["growth~"]);
    check("growth author:", &expect!["growth~"]);
    check("growth author:sol", &expect!["(growth~ & author:sol…)"]);
    check(
        "growth author:\"robert so",
        &expect!["(growth~ & author:robert+so…)"],
    );
    check("title:gro", &expect!["title:gro…~"]);
    check("\"a b\"~", &expect![[r#""a+b""#]]);
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
    check("\"a b\" c-d", &expect![[r#"("a+b" | (c~ | d~))"#]]);
    check("新质生产力", &expect!["(新质 | 质生 | 生产 | 产力)"]);
    check("网", &expect!["网…"]);
    check(
        "what is the growth of policy",
        &expect!["(growth~ | policy~)"],
    );
    check("to be or not", &expect!["(to~ | be~ | or~ | not~)"]);
    check(
        "the \"the\" the-growth",
        &expect![[r#"("the" | (the~ | growth~))"#]],
    );
    check(
        "growth policy author:solow -plan",
        &expect!["((growth~ | policy~) & author:solow & !plan~)"],
    );
    check(
        "(growth year:2019) \"a b\"~3 title:c-d",
        &expect![[r#"((growth~ | "a+b"~3 | (title:c~ | title:d~)) & year:2019..2019)"#]],
    );
    check(
        "(lang:en OR lang:zh) growth",
        &expect!["(growth~ & (lang:en | lang:zh))"],
    );
    check("lang:en year:2019", &expect!["(lang:en & year:2019..2019)"]);
}

/// The spans by which a query matches a text in English.
fn matches(query: &Query, text: &Analysed) -> Option<Vec<corpus::Span>> {
    query.matches(text, &Stemmers::of(std::iter::once("en")))
}

/// The text with what the query matches in brackets.
fn marked(query: &str, text: &str) -> String {
    let Some(spans) = matches(&parse(query).query, &Analysed::new(text)) else {
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
    check(
        "\"policies innovation\"~2",
        growth,
        &expect!["[Innovation]-driven growth: [policies], not policy."],
    );
    check("\"policies innovation\"~1", growth, &expect!["no"]);
    check(
        "\"网络 生产力\"~3",
        forces,
        &expect!["发展新质[生产力]，建设5G [网络]。"],
    );
    check("\"网络 生产力\"~2", forces, &expect!["no"]);
    check(
        "lang:en growth",
        growth,
        &expect!["Innovation-driven [growth]: policies, not policy."],
    );
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
        let found = matches(&parse(&needle).query, &Analysed::new(&text));
        prop_assert_eq!(found.unwrap_or_default(), spans);
    }

    /// Whatever is typed, nothing panics, and what matches lies in the text.
    #[test]
    fn no_query_panics(
        query in "(\"|\\(|\\)|-|\\*|OR |NOT |[(]|~5|～|title:|author:|year：20|19|lang:|theme:|[.][.]|[a-c新力 ]){0,20}|\\PC{0,40}",
        text in "[a-c新力\n -]{0,30}|\\PC{0,40}",
    ) {
        let text = Analysed::new(&text);
        for parsed in [parse(&query), parse_typing(&query)] {
            let strict = matches(&parsed.query, &text).is_some_and(|spans| !spans.is_empty());
            // Relaxing never loses anything.
            prop_assert!(!strict || matches(&parsed.query.relaxed(), &text).is_some());
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
    let row = Row {
        language: "en".to_owned(),
        year: Some(2019),
        ..Row::default()
    };
    let text = EssayText::new(&essay, row);
    let bare = EssayText::of_sheet(&crate::sheet::sheet("On growth", None, &essay.blocks));
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
    let matches = |query: &str, text| parse(query).query.matches_essay(text).is_some();
    assert!(matches("growth year:2019 lang:en", &text) && !matches("growth year:2020", &text));
    assert!(matches("year:2019", &text) && matches("year:2020", &bare));
    // Between two blocks stands one empty position, and no phrase goes over it.
    assert!(matches("\"ideas capital\"~1", &text) && !matches("\"ideas capital\"~0", &text));
    assert!(!matches("\"capital ideas\"", &bare));
}
