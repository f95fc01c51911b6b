//! Markdown read, written, and read again.

use corpus::{Block, Essay, Kind, Node, Span, tree};
use expect_test::{Expect, expect};

use crate::diagnostic::assert_read;
use crate::{Document, read};

/// An essay's blocks, one line each, with inline structure as tags; before each what an editor
/// decided about it.
fn outline(essay: &Essay) -> String {
    let mut outline = String::new();
    for (at, block) in (0..).zip(&essay.blocks) {
        let decisions = essay.decisions.iter();
        for decision in decisions.filter(|decision| decision.block == at) {
            let sign = if decision.takes { '-' } else { '+' };
            outline.push_str(&format!("{sign}{} ({})\n", decision.theme, decision.why));
        }
        outline.push_str(&format!("{}\n", block_outline(block)));
    }
    outline
}

fn block_outline(block: &Block) -> String {
    let part = |span: &Span| markup(&tree(&block.text, &block.inlines, *span));
    let parts =
        |spans: &mut dyn Iterator<Item = &Span>| spans.map(part).collect::<Vec<_>>().join(" / ");
    let name = block.kind.name();
    match &block.kind {
        Kind::Heading { level } => format!("h{level} {}", part(&Span::whole(&block.text))),
        Kind::Quote {
            paragraphs,
            attribution,
            pull,
        } => {
            let by = attribution
                .as_ref()
                .map(|by| format!(" BY {}", part(by)))
                .unwrap_or_default();
            format!(
                "{name}{} {}{by}",
                if *pull { "(pull)" } else { "" },
                parts(&mut paragraphs.iter())
            )
        }
        Kind::List { start, items } => {
            let items = items
                .iter()
                .map(|item| format!("{}{}", ">".repeat(item.depth.into()), part(&item.span)));
            format!("{name} {start:?} {}", items.collect::<Vec<_>>().join(" / "))
        }
        Kind::Table {
            caption,
            columns,
            rows,
        } => {
            let rows = rows.iter().map(|row| {
                format!(
                    "{}{}",
                    if row.header { "#" } else { "" },
                    row.cells.iter().map(part).collect::<Vec<_>>().join(" | ")
                )
            });
            format!(
                "{name} {:?} {columns:?} {}",
                caption.as_ref().map(part),
                rows.collect::<Vec<_>>().join(" / ")
            )
        }
        Kind::Figure { src, alt } => format!("{name} {src:?} {alt:?} {}", block.text),
        Kind::Footnote { label } => format!("{name} {label} {}", part(&Span::whole(&block.text))),
        Kind::Verse { lines } => format!("{name} {}", parts(&mut lines.iter())),
        _ => format!("{name} {}", part(&Span::whole(&block.text))),
    }
}

fn markup(nodes: &[Node<'_>]) -> String {
    let node = |node: &Node<'_>| match node {
        Node::Text(text) => (*text).to_owned(),
        Node::Inline(kind, inner) => {
            let name = format!("{kind:?}");
            let name = name
                .split([' ', '{'])
                .next()
                .unwrap_or_default()
                .to_lowercase();
            format!("<{name}>{}</>", markup(inner))
        }
    };
    nodes.iter().map(node).collect()
}

fn document(markdown: &str) -> Document {
    read("lamp.md", markdown.as_bytes())
}

fn check(markdown: &str, expected: &Expect) {
    let document = document(markdown);
    assert_read(outline(&document.essay), &document.diagnostics, expected);
}

#[test]
fn running_text() {
    check(
        "One *two*  **three\nfour** `five`.\n\n## Head *ing*\n\n创新\n驱动，*发展*。\n",
        &expect![[r#"
        paragraph One <emphasis>two</> <strong>three four</> <code>five</>.
        h2 Head <emphasis>ing</>
        paragraph 创新驱动，<emphasis>发展</>。
    "#]],
    );
    check(
        "Water is H<sub>2</sub>O, <span lang=\"fr\">lampe</span>, ~~no~~ yes.\n",
        &expect![[r#"
        paragraph Water is H<subscript>2</>O, <foreign>lampe</>, <deleted>no</> yes.
    "#]],
    );
    check(
        "[A](https://example.org/(a)) [B](javascript:alert(1)) <a@example.org> [C](#b)\n",
        &expect![[r#"
        paragraph <link>A</> B <link>a@example.org</> <link>C</>
        1: warning: the link to "javascript:alert(1)" is dropped, its words stay: `javascript:` is not allowed: use https, http, mailto, `#…` or a relative address
    "#]],
    );
}

#[test]
fn quotations() {
    check(
        "> One.\n>\n> Two\n> lines.\n> — Somebody, *Book*\n\nText.\n\n> Text.\n",
        &expect![[r#"
        quote One. / Two lines. BY Somebody, <emphasis>Book</>
        paragraph Text.
        quote(pull) Text.
    "#]],
    );
    check(
        "> - a\n> - b\n>\n> > c\n\n> A line,  \n> and another.\n",
        &expect![[r#"
        quote a / b / c
        quote A line, / and another.
    "#]],
    );
}

#[test]
fn lists() {
    check(
        "- one\n- two\n  - deeper\n    1. deepest\n- three\n\n  more\n\n3. x\n4. y\n",
        &expect![[r#"
        list None one / two / >deeper / >>deepest / three more
        list Some(3) x / y
    "#]],
    );
    check(
        "- ![A lamp](lamp.svg \"The lamp.\")\n- > quoted\n-\n",
        &expect![[r#"
        list None quoted
        figure "lamp.svg" "A lamp" The lamp.
    "#]],
    );
}

#[test]
fn tables_and_figures() {
    check(
        "Table: The *lamps*.\n\n| a | b |\n| :-: | --: |\n| x\\|y | |\n\n表：灯。\n\n| | |\n|--|--|\n| 1 | 2 |\n",
        &expect![[r#"
        table Some("The <emphasis>lamps</>.") [Center, End] #a | b / x|y | 
        table Some("灯。") [Start, Start] 1 | 2
    "#]],
    );
    check(
        "![A *lamp*](figures/lamp.svg \"It burns.\")\n\nSee ![this](data:text/html,x) and ![that](b.svg) here.\n",
        &expect![[r#"
        figure "figures/lamp.svg" "A lamp" It burns.
        paragraph See and here.
        figure "b.svg" "that" 
        3: warning: the picture "data:text/html,x" is dropped: `data:` is not allowed: use https, http, mailto, `#…` or a relative address
    "#]],
    );
}

#[test]
fn footnotes() {
    check(
        "[^b]: Second, see [^c].\n\nOne[^A] and two[^b].\n\n[^a]: First.\n\n    More.\n[^c]: Third.\n[^d]: Never.\n[^b]: Again.\n\nText[^missing].\n",
        &expect![[r#"
            paragraph One<note></> and two<note></>.
            paragraph Text[^missing].
            footnote a First. More.
            footnote b Second, see <note></>.
            footnote c Third.
            footnote d Never.
            9: warning: nothing refers to footnote [^d]: refer to it or drop it
            10: error: footnote [^b] is defined twice: rename one of the two
            12: error: footnote [^missing] is not defined: add `[^missing]: …` or drop it
        "#]],
    );
}

#[test]
fn verse() {
    check(
        "One\\\n*two*[^1]\\\n\\\nthree\n\n[^1]: N.\n\n```\n  code  here\n\nend\n```\n\nhalf  \nhard\nsoft\n",
        &expect![[r#"
        verse One / <emphasis>two</><note></> /  / three
        verse code here /  / end
        paragraph half hard soft
        footnote 1 N.
    "#]],
    );
}

#[test]
fn raw_html() {
    check(
        "<div>Block <b>text</b></div>\n\nIn <i onclick=x>line</i><br>text <!-- no -->here.\n\n<!-- note -->\n\n<script>\nalert(1)\n</script>\n",
        &expect![[r#"
        paragraph Block text
        verse In line / text here.
        1: warning: raw HTML is dropped, its text stays: say it in Markdown, or write `\<` for the sign
        3: warning: raw HTML is dropped, its text stays: say it in Markdown, or write `\<` for the sign
        7: warning: raw HTML is dropped, its text stays: say it in Markdown, or write `\<` for the sign
    "#]],
    );
}

#[test]
fn titles_and_front_matter() {
    let title = |markdown: &str| document(markdown).essay.meta.title;
    assert_eq!(title("# The *Lamp*\n\nText.\n"), "The Lamp");
    assert_eq!(
        title("---\ntitle: The Desk\n---\n\n# The Lamp\n"),
        "The Desk"
    );
    check(
        "---\ntitle: \"The Desk\nid: Bad\n---\n\nText.\n",
        &expect![[r#"
        paragraph Text.
        2: error: this is no YAML (invalid indentation in quoted scalar): put the value in quotes, or mend its indentation
    "#]],
    );
    check(
        "---\nid: BAD\nauthors:\n  - role: Reader\n  - A\nlanguages: en\npublished: 2024-13\n---\n\n<b>Text</b>.\n",
        &expect![[r#"
        paragraph <strong>Text</>.
        2: error: `id`: "BAD" is no id: write lower-case letters, digits and single hyphens, 1 to 80 characters
        4: error: an author has no `name`: add it
        6: warning: `languages` is not known here: check its spelling or drop it
        7: error: `published`: "2024-13" is no date: write it as YYYY-MM-DD, YYYY-MM or YYYY
    "#]],
    );
    check(
        "---\ntitle: x\n\nText.\n",
        &expect![[r#"
        paragraph title: x
        paragraph Text.
        1: error: the front matter has no end: put `---` on a line of its own behind it
    "#]],
    );
}

/// What is written reads back to the same essay, with nothing to say about it.
fn check_round_trip(markdown: &str) {
    let first = document(markdown).essay;
    let written = super::write(&first);
    let second = document(&written);
    assert_eq!(
        second.essay, first,
        "{markdown:?} was written as\n{written}"
    );
}

#[test]
fn wide_spaces_around_a_title_go() {
    check_round_trip("# \u{2000}");
    check_round_trip("# Lamps\u{2003}\n\nThey burn.\n");
}

#[test]
fn comments_decide_about_the_block_that_follows() {
    check(
        "<!-- theme + lamps: it is about\n lamps, unnamed -->\nThey burn.\n\n\
         <!-- a remark -->\n<!-- theme - lamps：a name --><!-- theme+oil: they burn it -->\n\n- Lamp\n- Oil\n",
        &expect![[r#"
            +lamps (it is about lamps, unnamed)
            paragraph They burn.
            -lamps (a name)
            +oil (they burn it)
            list None Lamp / Oil
        "#]],
    );
    check(
        "One.\n<!-- theme + a: two -->\n> Two.\n\nTable: Three\n<!-- theme + a: three -->\n\n|a|\n|-|\n|b|\n\n\
         Four <!-- theme + a: four --> words.[^1]\n\n<!-- theme + a: note -->\n[^1]: A note.\n\n\
         - Five\n  <!-- theme + a: five -->\n- more\n\n<!-- theme - a: six -->\n![Six](six.svg)\n",
        &expect![[r#"
            paragraph One.
            +a (two)
            quote Two.
            +a (three)
            table Some("Three") [Start] #a / b
            +a (four)
            paragraph Four words.<note></>
            +a (five)
            list None Five / more
            -a (six)
            figure "six.svg" "Six" 
            +a (note)
            footnote 1 A note.
        "#]],
    );
}

#[test]
fn decisions_that_cannot_be_meant() {
    check(
        "<!-- theme + a: title -->\n# Lamps\n\n<!-- theme + a: heading -->\n## Oil\n\n\
         <!-- theme + a -->\n<!-- theme - Big Lamps: why -->\n<!-- theme lamps: why -->\n<!-- theme of all: -->\nThey burn.\n\n\
         <!-- theme + a: pull -->\n> They burn.\n\n<!-- theme - a: end -->\n\n[^1]: Nobody refers here.\n\n<!-- theme - b: end -->\n",
        &expect![[r#"
            h2 Oil
            paragraph They burn.
            quote(pull) They burn.
            -a (end)
            footnote 1 Nobody refers here.
            1: error: the decision about theme a is followed by no block: put it before the paragraph that it is about
            4: error: the decision about theme a stands before a heading, which is no passage: put it before the paragraph
            7: error: the decision about theme a has no reason: write `<!-- theme + a: why -->`
            8: error: the theme of this decision cannot be read: "Big Lamps" is no id: write lower-case letters, digits and single hyphens, 1 to 80 characters; a decision is written `<!-- theme - ID: why -->`
            9: error: this decision about theme lamps lacks its sign: write `theme + lamps: …` to add the passage, `theme - lamps: …` to take it away
            13: error: the decision about theme a stands before words that the essay only repeats, which are no passage: put it before the paragraph that they are from
            18: warning: nothing refers to footnote [^1]: refer to it or drop it
            20: error: the decision about theme b is followed by no block: put it before the paragraph that it is about
        "#]],
    );
}

#[test]
fn front_matter_decides_about_what_it_quotes() {
    check(
        "---\nid: lamp\nlanguage: en\npassages:\n  - theme: lamps\n    quote: 'it \"burns\"'\n    why: no word for it\n  \
         - {theme: oil, quote: all night, why: the colour, take: true}\n---\n\n# Oil\n\nAnd it “burns”\nwell.\n\n\
         <!-- theme + oil: smell -->\nIt burns all night.\n",
        &expect![[r#"
            +lamps (no word for it)
            paragraph And it “burns” well.
            +oil (smell)
            -oil (the colour)
            paragraph It burns all night.
        "#]],
    );
    check(
        "---\nid: lamp\nlanguage: en\npassages:\n  - theme: lamps\n    quote: It\n    why: x\n  - quote: burns\n  \
         - {theme: Oil!, quote: day, why: x, take: maybe, who: me}\n  - theme: oil\n    quote: all day\n    why: it\n---\n\n\
         ## all day\n\nIt burns.\n\n> It burns, all night.\n\n[^1]: It.\n",
        &expect![[r#"
            h2 all day
            paragraph It burns.
            quote It burns, all night.
            footnote 1 It.
            5: error: the decision about theme lamps quotes words that stand in several paragraphs (¶1, ¶2, block 4): quote more of the one that is meant
            8: error: a passage has no `theme`: add it
            8: error: a passage has no `why`: add it
            9: error: `theme`: "Oil!" is no id: write lower-case letters, digits and single hyphens, 1 to 80 characters
            9: error: `take`: provided string was not `true` or `false`
            9: warning: `who` is not known here: check its spelling or drop it
            10: error: the decision about theme oil quotes words that stand in no paragraph ("all day"): copy them from the text
            21: warning: nothing refers to footnote [^1]: refer to it or drop it
        "#]],
    );
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of which Markdown is made, so that chance finds their combinations.
    fn markdown() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            prop::sample::select(vec![
                "*",
                "**",
                "***",
                "_",
                "~~",
                "`",
                "``",
                "[",
                "](b)",
                "](<b c>)",
                "![",
                "> ",
                "- ",
                "1. ",
                "7) ",
                "    ",
                "# ",
                "## ",
                "\n",
                "\n\n",
                "\\\n",
                "  \n",
                "|",
                "\n|--|--|\n",
                "[^1]",
                "\n\n[^1]: ",
                "<sub>",
                "</sub>",
                "<em>",
                "</em>",
                "<br>",
                "```\n",
                "\n---\n",
                "\\",
                "&amp;",
                "&",
                "!",
                "<",
                ">",
                "— ",
                "Table: ",
                "表：",
                "\n\nTable: x\n\n|a|b|\n|-|-|\n",
                "“",
                "，",
                "\t",
                "=",
                ":",
                "<div>",
                "\n<!-- theme + lamps: they burn -->\n",
                "<!-- theme - lamps：a\nb -->",
                "<!-- theme + \u{706f}: --&gt; -->",
                "<span lang=\"fr\">",
                "</span>",
                "\u{a0}",
                "\u{3000}",
                "e\u{301}",
            ])
            .prop_map(str::to_owned),
            "[a-c灯书 ]{1,4}",
            "\\PC",
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_written_reads_back(markdown in markdown()) {
            check_round_trip(&markdown);
        }

        #[test]
        fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
            read("x.md", &bytes);
        }
    }
}
