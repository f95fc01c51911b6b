//! What becomes of marks when their text changes.

use corpus::{Draft, EssayId, Kind, Revision, Span, assemble};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::{Colour, Highlight, select};

const RIVER: &str = "The ferry crossed at noon, when the water was low and the ferryman sober. \
    Nobody in the village could say who had built the landing, though the oldest beams carried a date. \
    In the spring the river took the landing away, and the village built it again from the same beams.";

const TEA: &str = "茶馆开在桥头，门口挂着一块旧木牌。每天清晨，挑担的人在这里歇脚，喝一碗热茶再进城。\
    老板从不记账，却记得每个人欠下的茶钱。后来桥拆了，茶馆也就搬到了城里。";

/// A text without its brackets, and where they were.
fn marked(text: &str) -> (String, Vec<Span>) {
    let (mut plain, mut spans, mut place, mut open) = (String::new(), Vec::new(), 0, 0);
    for scalar in text.chars() {
        match scalar {
            '[' => open = place,
            ']' => spans.push(Span::new(open, place)),
            other => {
                plain.push(other);
                place += 1;
            }
        }
    }
    (plain, spans)
}

fn part(text: &str, start: u32, end: u32) -> &str {
    Span::new(start, end).slice(text).unwrap()
}

fn length(text: &str) -> u32 {
    text.chars().count() as u32
}

fn quote(text: &str, span: Span) -> Quote<'_> {
    Quote {
        prefix: part(text, span.start.saturating_sub(32), span.start),
        exact: span.slice(text).unwrap(),
        suffix: part(text, span.end, (span.end + 32).min(length(text))),
        was: Some((0, span)),
    }
}

/// The place with a little of what stands around it.
fn shown(text: &str, span: Span) -> String {
    let before = part(text, span.start.saturating_sub(8), span.start);
    let behind = part(text, span.end, (span.end + 8).min(length(text)));
    let stands = span.slice(text).unwrap();
    format!("{before}[{stands}]{behind}")
        .replace('\n', "¶")
        .replace('\u{ad}', "")
}

/// Looks for what is between brackets in `before` in the other text.
fn check(before: &str, after: &str, expected: &Expect) {
    let (before, spans) = marked(before);
    let quotes: Vec<Quote<'_>> = spans.iter().map(|&span| quote(&before, span)).collect();
    let lines = place(&quotes, after)
        .into_iter()
        .map(|standing| match standing {
            Standing::Exact(span) => format!("exact {}", shown(after, span)),
            Standing::Moved {
                span,
                rewritten,
                displaced,
            } => {
                let rewritten = if rewritten { ", rewritten" } else { "" };
                let displaced = if displaced { ", displaced" } else { "" };
                format!("moved{rewritten}{displaced} {}", shown(after, span))
            }
            Standing::Ambiguous(spans) => {
                let spans: Vec<String> = spans.iter().map(|&span| shown(after, span)).collect();
                format!("ambiguous {}", spans.join(" / "))
            }
            Standing::Gone => "gone".to_owned(),
        });
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

fn river(from: &str, to: &str) -> String {
    assert!(RIVER.contains(from));
    RIVER.replacen(from, to, 1)
}

fn tea(from: &str, to: &str) -> String {
    assert!(TEA.contains(from));
    TEA.replacen(from, to, 1)
}

#[test]
fn words_put_in_and_taken_out() {
    let before = river("who had built the landing", "[who had built the landing]");
    check(
        &before,
        RIVER,
        &expect!["exact uld say [who had built the landing], though"],
    );
    check(
        &before,
        &river("had built", "had planned, paid for and built"),
        &expect![
            "moved, rewritten uld say [who had planned, paid for and built the landing], though"
        ],
    );
    check(
        &before,
        &river("who had built the", "who built the"),
        &expect!["moved, rewritten uld say [who built the landing], though"],
    );
    check(
        &before,
        &river(
            "who had built the landing",
            "which mason had built the landing stage",
        ),
        &expect!["moved, rewritten uld say [which mason had built the landing] stage, "],
    );
    check(
        &before,
        &river(
            "could say who had built the landing, though the",
            "could read; the",
        ),
        &expect!["gone"],
    );
    let before = tea("记得每个人欠下的茶钱", "[记得每个人欠下的茶钱]");
    check(
        &before,
        TEA,
        &expect!["exact 老板从不记账，却[记得每个人欠下的茶钱]。后来桥拆了，茶"],
    );
    check(
        &before,
        &tea("每个人欠下", "每一个过路人以往欠下"),
        &expect![
            "moved, rewritten 老板从不记账，却[记得每一个过路人以往欠下的茶钱]。后来桥拆了，茶"
        ],
    );
    check(
        &before,
        &tea("每个人欠下的茶钱", "每个人的茶钱"),
        &expect!["moved, rewritten 老板从不记账，却[记得每个人的茶钱]。后来桥拆了，茶"],
    );
    check(
        &before,
        &tea("却记得每个人欠下的茶钱", "也不许赊欠"),
        &expect!["gone"],
    );
}

#[test]
fn the_text_around_changes() {
    let before = river("the oldest beams", "the [oldest beams]");
    check(
        &before,
        &format!("A new beginning. {RIVER}"),
        &expect!["exact ugh the [oldest beams] carried"],
    );
    check(
        &before,
        &river(
            "Nobody in the village could say who had built the landing, though",
            "Only",
        ),
        &expect!["exact nly the [oldest beams] carried"],
    );
    let before = tea("喝一碗热茶", "[喝一碗热茶]");
    check(
        &before,
        &format!("序。{TEA}"),
        &expect!["exact 的人在这里歇脚，[喝一碗热茶]再进城。老板从不"],
    );
    check(
        &before,
        &tea("挑担的人在这里歇脚，", ""),
        &expect!["exact 木牌。每天清晨，[喝一碗热茶]再进城。老板从不"],
    );
}

#[test]
fn typing_makes_no_difference() {
    check(
        "He called it [“a well-kept secret” of the office], and smiled at all of us.",
        "He called it \"a well‐kept\u{a0}secret\"  of the of\u{ad}\u{fb01}ce, and smiled at all of us.",
        &expect![[r#"moved lled it ["a well‐kept secret"  of the ofﬁce], and sm"#]],
    );
    check(
        "他说：[“桥拆了，路还在！”]然后走了。",
        "他说:\"桥拆了,路还在!\"然后走了.",
        &expect![[r#"moved 他说:["桥拆了,路还在!"]然后走了."#]],
    );
    check(
        "她问[「桥在哪里？」]我们都没有回答。",
        "她问“桥 在哪里?”\n我们都没有回答。",
        &expect!["moved 她问[“桥 在哪里?”]¶我们都没有回答"],
    );
}

#[test]
fn a_paragraph_that_has_moved() {
    let sentences: Vec<&str> = RIVER.split_inclusive(". ").collect();
    let before = format!(
        "{}[{}]{}",
        sentences[0].replace("at noon", "[at noon]"),
        sentences[1].trim(),
        sentences[2].replace("from the same", " [from the same]"),
    );
    let after = format!("{} {}{}", sentences[2], sentences[0], sentences[1]);
    check(
        &before,
        &after,
        &expect![[r#"
        exact crossed [at noon], when t
        exact  sober. [Nobody in the village could say who had built the landing, though the oldest beams carried a date.] 
        moved, displaced t again [from the same] beams. "#]],
    );
    let before = tea(
        "老板从不记账，却记得每个人欠下的茶钱",
        "[老板从不记账，却记得每个人欠下的茶钱]",
    );
    let (first, last) = TEA.split_once("老板").unwrap();
    check(
        &before,
        &format!("老板{last}{first}"),
        &expect!["exact [老板从不记账，却记得每个人欠下的茶钱]。后来桥拆了，茶"],
    );
}

#[test]
fn what_stands_twice_is_told_apart_by_what_is_around() {
    let before = "Of the first plan little is known. [The cost was high.] It failed in May. \
        Of the second plan much is known. The cost was high. It passed in June.";
    check(
        before,
        &before
            .replace(['[', ']'], "")
            .replace("little", "hardly anything"),
        &expect!["exact  known. [The cost was high.] It fail"],
    );
    // The surroundings are gone, or there are two of them.
    check(
        before,
        "Plans came. The cost was high. Plans went. The cost was high. None was left.",
        &expect![
            "ambiguous s came. [The cost was high.] Plans w / s went. [The cost was high.] None wa"
        ],
    );
    check(
        &river("the ferryman sober", "the [ferryman sober]"),
        &format!("{RIVER} {RIVER} The end came late."),
        &expect!["exact and the [ferryman sober]. Nobody"],
    );
    check(
        &tea("记得每个人", "[记得每个人]"),
        &format!("两遍：{TEA}又：{TEA}"),
        &expect![
            "ambiguous 老板从不记账，却[记得每个人]欠下的茶钱。后来 / 老板从不记账，却[记得每个人]欠下的茶钱。后来"
        ],
    );
    // The neighbours tell which of two equal passages is meant.
    check(
        "[Before the war.] They [met at noon] and parted at night; then came a year of nothing much. \
            [Between the wars.] They [met at noon] and parted at night; then came a year of nothing much. [The end.]",
        "Now to the story. Before the war. They met at noon and parted at night; then came a year of nothing much. \
            Between the wars. They met at noon and parted at night; then came a year of nothing much. The end.",
        &expect![[r#"
            exact  story. [Before the war.] They me
            exact r. They [met at noon] and par
            exact g much. [Between the wars.] They me
            exact s. They [met at noon] and par
            exact g much. [The end.]"#]],
    );
}

/// Passages that are repeated close by: the neighbours tell which is meant, or a single letter.
#[test]
fn what_is_repeated_close_by() {
    let toll = "The toll was paid in copper and never in grain, and so the clerk wrote it down in the long grey book of the bridge.";
    let before = format!(
        "[First came the rain.] {toll} [Then came the frost.] {}",
        toll.replace("clerk", "[clerk]")
    );
    check(
        &before,
        &before
            .replace(['[', ']'], "")
            .replace("First came the rain.", "First came the rain and the wind."),
        &expect![[r#"
            moved, rewritten [First came the rain and the wind.] The tol
            exact bridge. [Then came the frost.] The tol
            exact  so the [clerk] wrote i"#]],
    );
    let before = "In the year of the cat the price of salt fell for a while. \
        In the year of the rat the [price of salt] fell for a while.";
    check(
        before,
        &format!(
            "What is known of prices. {}",
            before.replace(['[', ']'], "")
        ),
        &expect!["exact rat the [price of salt] fell fo"],
    );
}

/// Behind a mark that words were put into the text goes on from where it ends.
#[test]
fn the_neighbour_has_grown() {
    let verse = "the toll was paid in copper and never in grain, and so the clerk wrote it down in the long grey book of the bridge";
    let before = format!(
        "First {verse}. [Then came the frost and the bridge was closed.] Again {}. [And so on.]",
        verse.replace("clerk", "[clerk]")
    );
    check(
        &before,
        &before
            .replace(['[', ']'], "")
            .replace("And so on.", "")
            .replace(
                "frost and",
                "frost, which nobody in the village had seen for thirty years, or so they said when they were asked about it, and",
            ),
        &expect![[r#"
            moved, rewritten bridge. [Then came the frost, which nobody in the village had seen for thirty years, or so they said when they were asked about it, and the bridge was closed.] Again t
            exact  so the [clerk] wrote i
            gone"#]],
    );
}

/// What was put in near an end of the marked words does not cut that end off.
#[test]
fn what_is_put_in_near_an_end() {
    let before = river("the landing away, and", "the [landing away, and]");
    check(
        &before,
        &river(
            "away, and the village",
            "away with the ferry house and the two small boats that lay there, and the village",
        ),
        &expect![
            "moved, rewritten ook the [landing away with the ferry house and the two small boats that lay there, and] the vil"
        ],
    );
    let before = river("could say who had built", "could [say who had built]");
    check(
        &before,
        &river("say who", "say, when the judge came up from the town, who"),
        &expect![
            "moved, rewritten e could [say, when the judge came up from the town, who had built] the lan"
        ],
    );
    let before = tea("在这里歇脚，喝一碗", "在[这里歇脚，喝一碗]");
    check(
        &before,
        &tea(
            "歇脚，喝一碗",
            "歇脚，听说书的人讲三国和水浒的故事，再喝一碗",
        ),
        &expect![
            "moved, rewritten 清晨，挑担的人在[这里歇脚，听说书的人讲三国和水浒的故事，再喝一碗]热茶再进城。老板"
        ],
    );
}

/// What is mostly new is shown to the reader, not taken for what was marked.
#[test]
fn what_is_mostly_new_is_not_certain() {
    check(
        &river(
            "though the oldest beams carried a date",
            "though [the oldest beams carried a date]",
        ),
        &river(
            "the oldest beams carried a date",
            "the oldest of them all, the miller's aunt, held that the beams had come from a ship and carried the name of it and of its owner, and a date",
        ),
        &expect![
            "ambiguous  though [the oldest of them all, the miller's aunt, held that the beams had come from a ship and carried the name of it and of its owner, and a date]. In the"
        ],
    );
}

/// Many marks on a passage that was put elsewhere say no more about the order of the text than one.
#[test]
fn marks_that_crowd_do_not_outvote_the_text() {
    let [first, second, third] = [
        "The ferry crossed at noon, when the water was low. ",
        "Nobody could say who had built the landing there. ",
        "The oldest beams carried a date and a name. ",
    ];
    let before = format!(
        "[Of the river.] {first}{}{}[Of the village.] {}",
        second.replace("Nobody could say", "[Nobody] [could] [say]"),
        third.replace("carried a date", "[carried a date]"),
        "In the spring [the river] took the landing away.",
    );
    let after = format!(
        "Of the river. {first}Of the village. In the spring the river took the landing away. {second}{}",
        third.replace("carried a date", "bore an old date"),
    );
    check(
        &before,
        &after,
        &expect![[r#"
        exact [Of the river.] The fer
        moved, displaced g away. [Nobody] could s
        moved, displaced  Nobody [could] say who
        moved, displaced y could [say] who had
        ambiguous t beams [bore an old date] and a n
        exact as low. [Of the village.] In the 
        exact  spring [the river] took th"#]],
    );
}

/// Words at the edge of a passage that was put elsewhere: all on one side of them is another now.
#[test]
fn the_edge_of_a_paragraph_that_has_moved() {
    let sentences: Vec<&str> = RIVER.split_inclusive(". ").collect();
    let spring = "In the spring the river took the landing away.";
    let before = format!(
        "{}{}{}\nThe end [of the story].",
        sentences[0].replace("The ferry crossed", "[The ferry crossed]"),
        sentences[1].replace("Nobody in", "[Nobody] in"),
        spring.replace("In the", "[In the]"),
    );
    let after = format!("{}{spring}\n{}Thus the tale.", sentences[1], sentences[0]);
    check(
        &before,
        &after,
        &expect![[r#"
        moved, displaced g away.¶[The ferry crossed] at noon
        exact [Nobody] in the 
        exact a date. [In the] spring 
        gone"#]],
    );
}

#[test]
fn a_lookalike_is_not_taken_for_what_is_gone() {
    check(
        &river(
            "and the village built it again from the same beams",
            "and [the village built it again from the same beams]",
        ),
        "The ferry crossed at noon. A town further down had a bridge, and the village built a school that year from the old bricks of the mill.",
        &expect!["gone"],
    );
    check(
        &tea("挑担的人在这里歇脚", "[挑担的人在这里歇脚]"),
        "城里的人在这里看戏，门口挂着一块旧木牌。",
        &expect!["gone"],
    );
    check(
        "A [plan] is words.",
        "The plan changed.",
        &expect!["ambiguous The [plan] changed"],
    );
}

#[test]
fn texts_without_much_in_them() {
    check(
        RIVER.replacen("at noon", "[at noon]", 1).as_str(),
        "",
        &expect!["gone"],
    );
    check(
        &format!("[{RIVER}]"),
        "The ferry crossed at noon.",
        &expect!["gone"],
    );
    check(&format!("[{RIVER}]"), "Low.", &expect!["gone"]);
    check("[a]", "a", &expect!["exact [a]"]);
    check("[a]", "b", &expect!["gone"]);
    check("x[ ]y", "x y", &expect!["exact x[ ]y"]);
    check("x[ ]y", "xy", &expect!["gone"]);
}

#[test]
fn what_was_marked_elsewhere_has_no_place() {
    let found = place(
        &[Quote {
            prefix: "",
            exact: "the oldest beams carried a date",
            suffix: "",
            was: None,
        }],
        RIVER,
    );
    let at = length(&RIVER[..RIVER.find("the oldest").unwrap()]);
    assert_eq!(found, [Standing::Exact(Span::new(at, at + 31))]);
}

/// Words that others noted, with little around them or nothing, and without a place.
#[test]
fn short_quotes() {
    let text =
        "We had wells before us, we had walls before us, and we had all the time in the world.";
    let check = |[prefix, exact, suffix]: [&str; 3], expected: &Expect| {
        let quote = Quote {
            prefix,
            exact,
            suffix,
            was: None,
        };
        let spans = match place(&[quote], text).remove(0) {
            Standing::Ambiguous(spans) => spans,
            standing => standing.span().into_iter().collect(),
        };
        let places: Vec<String> = spans.iter().map(|&span| shown(text, span)).collect();
        expected.assert_eq(&places.join(" / "));
    };
    check(
        ["we had walls ", "before us", ""],
        &expect!["d walls [before us], and we"],
    );
    check(
        ["we had wals", "before us", ""],
        &expect!["d wells [before us], we had / d walls [before us], and we"],
    );
    check(["", "we had", " all"], &expect!["us, and [we had] all the"]);
    check(
        ["", "before us", ""],
        &expect!["d wells [before us], we had / d walls [before us], and we"],
    );
    check(["", "wel", ""], &expect!["We had [wel]ls befor"]);
    check(
        ["", "e", ""],
        &expect![
            "W[e] had wel / We had w[e]lls befo /  wells b[e]fore us, / ls befor[e] us, we  / re us, w[e] had wal /  walls b[e]fore us, / ls befor[e] us, and / s, and w[e] had all / d all th[e] time in /  the tim[e] in the  / me in th[e] world."
        ],
    );
    check(
        ["", "in this world", ""],
        &expect!["he time [in the world]."],
    );
    check(["", "nothing at all", ""], &expect![]);
}

fn essay(texts: &[&str]) -> Vec<corpus::Block> {
    let drafts = texts
        .iter()
        .map(|text| Draft::plain(Kind::Paragraph, *text));
    assemble(drafts.collect())
}

fn revision(blocks: &[corpus::Block]) -> Revision {
    Revision::of(blocks.iter().map(|block| block.text.as_str()))
}

fn highlight(blocks: &[corpus::Block], parts: &[(usize, Span)]) -> Highlight {
    Highlight {
        id: "h".to_owned(),
        essay: EssayId::new("essay").unwrap(),
        revision: revision(blocks),
        target: select(blocks, parts),
        colour: Colour::One,
        tags: Vec::new(),
        note: None,
        created: "2026-11-23T21:00:00Z".to_owned(),
        modified: "2026-11-23T21:00:00Z".to_owned(),
        origin: None,
    }
}

fn find(highlight: &Highlight, blocks: &[corpus::Block]) -> Anchor {
    let mut found = anchor(&[highlight], &revision(blocks), blocks);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

/// Marks what is between brackets in the blocks `before`, as one highlight, and looks for it in those
/// `after`.
fn check_blocks(before: &[&str], after: &[&str], expected: &Expect) {
    let before: Vec<(String, Vec<Span>)> = before.iter().map(|text| marked(text)).collect();
    let parts = before.iter().enumerate();
    let parts = parts.flat_map(|(at, (_, spans))| spans.iter().map(move |&span| (at, span)));
    let parts: Vec<(usize, Span)> = parts.collect();
    let texts: Vec<&str> = before.iter().map(|(text, _)| text.as_str()).collect();
    let (before, after) = (essay(&texts), essay(after));
    let shown = |place: &Place| {
        let (text, span) = (&after[place.block].text, place.span);
        let (before, behind) = (
            part(text, 0, span.start),
            part(text, span.end, length(text)),
        );
        format!("{before}[{}]{behind}", span.slice(text).unwrap())
    };
    let all = |places: &[Place]| places.iter().map(shown).collect::<Vec<_>>().join(" + ");
    let choice = |passages: &[Vec<Place>]| {
        let passages: Vec<String> = passages.iter().map(|places| all(places)).collect();
        passages.join(" / ")
    };
    expected.assert_eq(&match find(&highlight(&before, &parts), &after) {
        Anchor::Exact(places) => format!("exact {}", all(&places)),
        Anchor::Moved {
            places,
            lost,
            rewritten,
        } => {
            let lost = if lost > 0 {
                format!(", {lost} lost")
            } else {
                String::new()
            };
            let rewritten = if rewritten { ", rewritten" } else { "" };
            format!("moved{lost}{rewritten} {}", all(&places))
        }
        Anchor::Ambiguous(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| choice(part)).collect();
            format!("ambiguous {}", parts.join("; "))
        }
        Anchor::Gone => "gone".to_owned(),
    });
}

#[test]
fn highlights_in_blocks() {
    let marked = "Ideas came [late to the accounts].";
    check_blocks(
        &[marked],
        &["Ideas came late to the accounts."],
        &expect!["exact Ideas came [late to the accounts]."],
    );
    check_blocks(
        &[marked],
        &["New.", "Ideas came late to the accounts."],
        &expect!["exact Ideas came [late to the accounts]."],
    );
    check_blocks(
        &[marked],
        &["They came late to the accounts, all of them."],
        &expect!["moved They came [late to the accounts], all of them."],
    );
    check_blocks(
        &[marked],
        &["Ideas came rather late to all the accounts."],
        &expect!["moved, rewritten Ideas came rather [late to all the accounts]."],
    );
    check_blocks(
        &[marked],
        &["Ideas came late", "to the accounts. So it goes."],
        &expect!["moved Ideas came [late] + [to the accounts]. So it goes."],
    );
    check_blocks(&[marked], &["Ideas arrived at the end."], &expect!["gone"]);
    check_blocks(
        &["One plan for the river.", "One [plan] for the hills."],
        &[
            "Once, one plan for the hills.",
            "One plan for the river, and more.",
        ],
        &expect!["ambiguous Once, one [plan] for the hills. / One [plan] for the river, and more."],
    );
    check_blocks(
        &["The [plan]."],
        &["A plan, a plan!"],
        &expect!["ambiguous A [plan], a plan! / A plan, a [plan]!"],
    );
    check_blocks(
        &["[Same.]", "Same."],
        &["Same.", "Same."],
        &expect!["exact [Same.]"],
    );
    check_blocks(
        &["One.", "[Same.]", "Two.", "Same."],
        &["Two.", "Same.", "One.", "Same.", "Three."],
        &expect!["ambiguous [Same.] / [Same.]"],
    );
    check_blocks(
        &[
            "One stood at the gate.",
            "[Same old story.]",
            "Two sat in the yard.",
            "Same old story.",
        ],
        &[
            "Two sat in the yard.",
            "Same old story.",
            "One stood at the gate.",
            "Same old story.",
            "Two again.",
        ],
        &expect!["moved [Same old story.]"],
    );
    check_blocks(
        &["发展[新质生产力]是要求。"],
        &["我们说，发展新质生产力是要求。"],
        &expect!["moved 我们说，发展[新质生产力]是要求。"],
    );
    check_blocks(
        &["发展[新质生产力]是要求。"],
        &["我们说，加快发展新型的生产力是要求。"],
        &expect!["moved, rewritten 我们说，加快发展[新型的生产力]是要求。"],
    );
    check_blocks(
        &[
            "The end [of one long paragraph.]",
            "[And the] start of another.",
        ],
        &["The end of one long paragraph.", "Cut."],
        &expect!["moved, 1 lost The end [of one long paragraph.]"],
    );
}

/// A highlight of a block that nobody sees any more leaves the others alone.
#[test]
fn each_highlight_gets_its_own_answer() {
    let before = essay(&[
        "Ideas came late to the accounts.",
        "Labour came first of all.",
        "Capital next.",
    ]);
    let after = essay(&["Capital next.", "Ideas, then, came late to the accounts."]);
    let highlights = [
        (0, Span::new(11, 31)),
        (1, Span::new(0, 11)),
        (2, Span::new(0, 7)),
    ];
    let highlights = highlights.map(|part| highlight(&before, &[part]));
    let refs: Vec<&Highlight> = highlights.iter().collect();
    let found = anchor(&refs, &revision(&after), &after);
    assert!(
        matches!(
            found[0],
            Anchor::Moved {
                rewritten: false,
                ..
            }
        ),
        "{found:?}"
    );
    assert_eq!(found[1], Anchor::Gone);
    let home = Place {
        block: 0,
        span: Span::new(0, 7),
    };
    assert_eq!(found[2], Anchor::Exact(vec![home]));
}

/// Texts of few different letters, in which everything stands many times.
fn texts() -> impl Strategy<Value = String> {
    "[ab新驱。 \n\u{301}ﬁ…🙂]{0,60}|(ab ab ab, ){0,8}[ab ]{0,9}|(创新驱动){0,9}[创新]{0,5}|\\PC{0,40}"
}

fn spans(text: &str, ends: &[(prop::sample::Index, prop::sample::Index)]) -> Vec<Span> {
    let ends = ends.iter().map(|(one, other)| {
        let size = length(text) as usize + 1;
        Span::new(one.index(size) as u32, other.index(size) as u32)
    });
    ends.filter(|span| !span.is_empty()).collect()
}

proptest! {
    /// On the text that it was made on, every mark is where it was made.
    #[test]
    fn an_unchanged_text_is_exact(
        text in texts(),
        ends in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..6),
    ) {
        let spans = spans(&text, &ends);
        let quotes: Vec<Quote<'_>> = spans.iter().map(|&span| quote(&text, span)).collect();
        let expected: Vec<Standing> = spans.iter().copied().map(Standing::Exact).collect();
        prop_assert_eq!(place(&quotes, &text), expected);
    }

    /// Whatever the text has become, nothing panics, and every place lies in it; words that are said
    /// to be there to the letter are.
    #[test]
    fn places_lie_in_the_text(
        before in texts(),
        after in texts(),
        ends in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..6),
        was in any::<Option<(u32, (u32, u32))>>(),
    ) {
        let spans = spans(&before, &ends);
        let mut quotes: Vec<Quote<'_>> = spans.iter().map(|&span| quote(&before, span)).collect();
        if let Some(quote) = quotes.first_mut() {
            quote.was = was.map(|(frame, span)| (frame, span.into()));
        }
        let found = place(&quotes, &after);
        prop_assert_eq!(found.len(), quotes.len());
        for (quote, standing) in quotes.iter().zip(found) {
            let places = match &standing {
                Standing::Ambiguous(spans) => spans.clone(),
                other => other.span().into_iter().collect(),
            };
            for span in &places {
                prop_assert!(span.end <= length(&after) && !span.is_empty());
            }
            if let Standing::Exact(span) = standing {
                prop_assert_eq!(span.slice(&after), Some(quote.exact));
            }
        }
    }

    /// The same of highlights in blocks: those of an unchanged essay stand where they were made.
    #[test]
    fn highlights_of_an_unchanged_essay_are_exact(
        texts in prop::collection::vec("[ab新 🙂]{1,12}", 1..5),
        after in prop::collection::vec("[ab新 🙂]{0,12}", 0..5),
        parts in prop::collection::vec((any::<prop::sample::Index>(), 0u32..12, 1u32..12), 1..3),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let blocks = essay(&texts);
        let parts = parts.into_iter().map(|(block, start, length)| {
            (block.index(blocks.len()), Span::new(start, start + length))
        });
        let parts: Vec<_> = parts.collect();
        let highlight = highlight(&blocks, &parts);
        let places = parts.into_iter().filter(|&(block, span)| {
            span.slice(&blocks[block].text).is_some()
        });
        let places: Vec<Place> = places.map(|(block, span)| Place { block, span }).collect();
        let expected = if places.is_empty() { Anchor::Gone } else { Anchor::Exact(places) };
        prop_assert_eq!(find(&highlight, &blocks), expected);
        let after: Vec<&str> = after.iter().map(String::as_str).collect();
        let after = essay(&after);
        let places = match find(&highlight, &after) {
            Anchor::Exact(places) | Anchor::Moved { places, .. } => places,
            Anchor::Ambiguous(parts) => parts.concat().concat(),
            Anchor::Gone => Vec::new(),
        };
        for place in places {
            prop_assert!(place.span.slice(&after[place.block].text).is_some_and(|words| !words.is_empty()));
        }
    }
}
