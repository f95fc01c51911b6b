//! Lines by example, and the law that they are what is marked.

use corpus::text::is_cjk;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::parse;

/// The sheet of an essay of these blocks.
fn sheet_of(blocks: &[String]) -> String {
    let lines = blocks.iter().map(|block| format!("B{block}\n"));
    ["TA title\nT\n", &lines.collect::<String>()].concat()
}

fn lines(query: &str, sheet: &str) -> (EssayMarks, Vec<Line>) {
    let essay = crate::EssayText::of_sheet(sheet);
    let marks = parse(query).query.matches_essay(&essay).unwrap_or_default();
    let lines = concordance(&marks, sheet);
    (marks, lines)
}

fn check(query: &str, blocks: &[&str], expected: &Expect) {
    let blocks: Vec<String> = blocks.iter().map(|&block| block.to_owned()).collect();
    let (_, lines) = lines(query, &sheet_of(&blocks));
    let mut shown = String::new();
    for Line {
        block,
        keyword,
        context,
        before,
        after,
    } in lines
    {
        let text = &blocks[block as usize];
        let slice = |start, end| Span::new(start, end).slice(text).unwrap();
        let (left, right) = (
            slice(context.start, keyword.start),
            slice(keyword.end, context.end),
        );
        let word = keyword.slice(text).unwrap();
        shown += &format!("{block}: {left}[{word}]{right} ({before}< >{after})\n");
    }
    expected.assert_eq(&shown);
}

#[test]
fn words_in_their_context() {
    check(
        "growth",
        &["Labour, and Capital: growth of “ideas”.", "No growth"],
        &expect![[r#"
            0: Labour, and Capital: [growth] of “ideas”. (capital and labour < >of ideas )
            1: No [growth] (no < >)
        "#]],
    );
    check(
        "\"five year\"",
        &[
            "Between the first of them and the last, of which nobody knows anything at all, lies a five-year plan, and behind it whatever the makers of plans had in mind when they began to make them.",
        ],
        &expect![[r#"
            0:  of them and the last, of which nobody knows anything at all, lies a [five-year] plan, and behind it whatever the makers of plans had in mind when they  (a lies all at anything < >plan and behind it whatever )
        "#]],
    );
    check(
        "生产力",
        &[
            "新质生产力是创新起主导作用，摆脱传统经济增长方式、生产力发展路径，具有高科技、高效能、高质量特征，符合新发展理念的先进生产力质态。",
            "5G生产力",
        ],
        &expect![[r#"
            0: 新质[生产力]是创新起主导作用，摆脱传统经济增长方式、生产力发展路径，具有高科技、高效 (质 新 < >是 创 新 起 主 )
            0: 新质生产力是创新起主导作用，摆脱传统经济增长方式、[生产力]发展路径，具有高科技、高效能、高质量特征，符合新发展理念的先进生产力质 (式 方 长 增 济 < >发 展 路 径 具 )
            0: 式、生产力发展路径，具有高科技、高效能、高质量特征，符合新发展理念的先进[生产力]质态。 (进 先 的 念 理 < >质 态 )
            1: 5G[生产力] (5g < >)
        "#]],
    );
    check("nothing", &["Something"], &expect![[""]]);
}

const WORDS: [&str; 10] = [
    "growth",
    "Growth",
    "plan",
    "plan’s",
    "5G",
    "创新",
    "新质",
    "生产力",
    "1,000",
    "an-unbroken-word-longer-than-the-context-on-either-side-of-whatever-it-was-asked-for",
];

fn block() -> impl Strategy<Value = String> {
    let word = (select(&WORDS[..]), select(&[" ", " ", ", ", "-", ""][..]));
    let words = prop::collection::vec(word, 0..40);
    words.prop_map(|words| {
        words
            .into_iter()
            .flat_map(|(word, space)| [word, space])
            .collect()
    })
}

fn width(text: &str) -> u32 {
    text.chars()
        .map(|scalar| if is_cjk(scalar) { 2 } else { 1 })
        .sum()
}

/// The words of a text in small letters, a character of an unspaced script being one.
fn words(text: &str) -> Vec<(Span, String)> {
    let mut words: Vec<(Span, String)> = Vec::new();
    for (at, scalar) in (0..).zip(text.chars()) {
        let small = letter::small(scalar);
        let is_more = |span: &Span, word: &str| span.end == at && !word.chars().any(is_cjk);
        match words.last_mut() {
            _ if !scalar.is_alphanumeric() => {}
            Some((span, word)) if !is_cjk(scalar) && is_more(span, word) => {
                span.end += 1;
                word.push(small);
            }
            _ => words.push((Span::new(at, at + 1), small.to_string())),
        }
    }
    words
}

proptest! {
    /// What stands in the concordance is what is marked in the essay, once, in order, with what
    /// stands beside it in the text.
    #[test]
    fn lines_are_marks(
        blocks in prop::collection::vec(block(), 0..4),
        query in select(&["growth", "grow*", "创新", "新", "\"growth plan\"", "plan OR 生产力 OR 1000", "growth -5G", "\"plan growth\"~3"][..]),
    ) {
        let (marks, lines) = lines(query, &sheet_of(&blocks));
        let marked = marks.blocks.iter().enumerate();
        let marked: Vec<(u32, Span)> = marked
            .flat_map(|(block, spans)| spans.iter().map(move |&span| (block as u32, span)))
            .collect();
        let stated: Vec<(u32, Span)> = lines.iter().map(|line| (line.block, line.keyword)).collect();
        prop_assert_eq!(stated, marked);
        for Line { block, keyword, context, before, after } in lines {
            let text = &blocks[block as usize];
            prop_assert!(context.contains(keyword) && Span::whole(text).contains(context));
            for side in [Span::new(context.start, keyword.start), Span::new(keyword.end, context.end)] {
                prop_assert!(width(side.slice(text).unwrap()) <= WIDTH);
            }
            let words = words(text);
            let joined = |words: Vec<&(Span, String)>| -> String {
                words.into_iter().take(NEIGHBOURS).map(|(_, word)| format!("{word} ")).collect()
            };
            let left = words.iter().rev().filter(|(span, _)| span.end <= keyword.start);
            prop_assert_eq!(before, joined(left.collect()));
            let right = words.iter().filter(|(span, _)| span.start >= keyword.end);
            prop_assert_eq!(after, joined(right.collect()));
        }
    }

    /// A line for each time that a word is said, and for nothing else.
    #[test]
    fn every_word_has_its_line(blocks in prop::collection::vec(block(), 0..4)) {
        let (_, lines) = lines("growth", &sheet_of(&blocks));
        let said = blocks.iter().flat_map(|block| words(block));
        let said = said.filter(|(_, word)| word == "growth").count();
        prop_assert_eq!(lines.len(), said);
    }
}
