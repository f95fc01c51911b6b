//! Excerpts: the part of a block's text that shows best what matched.

use corpus::text::is_cjk;
use corpus::{Span, sentence};

/// A part of a text with what is to be marked in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Where it begins in the text, in scalars.
    pub start: u32,
    /// Its words.
    pub text: String,
    /// The spans inside it, counted from its own start.
    pub marks: Vec<Span>,
    /// Whether text was left out before it.
    pub cut_before: bool,
    /// Whether text was left out after it.
    pub cut_after: bool,
}

/// The part of `text`, at most `max_scalars` long, that shows the most of `spans` (in order, apart):
/// begun at a sentence where one is near, else between words, and ended between words.
pub fn excerpt(text: &str, spans: &[Span], max_scalars: u32) -> Excerpt {
    let scalars: Vec<char> = text.chars().collect();
    let max = max_scalars as usize;
    let window = if scalars.len() <= max {
        0..scalars.len()
    } else {
        window(&scalars, spans, max)
    };
    let here = Span::new(count(window.start), count(window.end));
    let marks = spans.iter().filter_map(|span| span.intersection(here));
    Excerpt {
        start: here.start,
        text: scalars[window.clone()].iter().collect(),
        marks: marks
            .map(|mark| Span::new(mark.start - here.start, mark.end - here.start))
            .collect(),
        cut_before: window.start > 0,
        cut_after: window.end < scalars.len(),
    }
}

/// The range to show of a text that is longer than `max`.
fn window(scalars: &[char], spans: &[Span], max: usize) -> std::ops::Range<usize> {
    let (first, last) = densest(spans, max);
    // What is left beside the marks goes a third before them, the rest after them.
    let spare = max.saturating_sub(last.saturating_sub(first));
    let earliest = first
        .saturating_sub(spare / 3)
        .max((first + spare).min(first).saturating_sub(spare));
    let earliest = earliest.min(scalars.len().saturating_sub(max));
    let start = start_near(scalars, earliest, first.max(earliest));
    let latest = (start + max).min(scalars.len());
    let end = (last.max(start + 1).min(latest)..=latest)
        .rev()
        .find(|&end| is_boundary(scalars, end));
    trim(scalars, start, end.unwrap_or(latest))
}

/// Start and end of the run of spans within `max` that covers the most, the earliest of equals.
fn densest(spans: &[Span], max: usize) -> (usize, usize) {
    let mut best = (0, 0, 0);
    for (at, first) in spans.iter().enumerate() {
        let inside = spans[at..]
            .iter()
            .take_while(|span| (span.end - first.start) as usize <= max);
        let covered: u32 = inside.clone().map(|span| span.len()).sum();
        if covered > best.2 || (best.2 == 0 && at == 0) {
            let last = inside.last().unwrap_or(first);
            best = (first.start as usize, last.end as usize, covered);
        }
    }
    (best.0, best.1)
}

/// Where to begin between `earliest` and `latest`: at the first sentence, else the first word.
fn start_near(scalars: &[char], earliest: usize, latest: usize) -> usize {
    let mut starts = (earliest..=latest).filter(|&at| is_boundary(scalars, at));
    let sentence = (earliest..=latest).find(|&at| sentence::begins(scalars, at));
    sentence.or_else(|| starts.next()).unwrap_or(latest)
}

/// Whether one may cut before `at`: not inside a word, and not before what closes one.
pub(crate) fn is_boundary(scalars: &[char], at: usize) -> bool {
    let (Some(before), Some(&after)) = (at.checked_sub(1).map(|at| scalars[at]), scalars.get(at))
    else {
        return true;
    };
    let closes = matches!(
        after,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '”' | '’' | '）' | '》' | '」'
    );
    let opens = matches!(before, '“' | '‘' | '（' | '《' | '「');
    before.is_whitespace()
        || after.is_whitespace()
        || ((is_cjk(before) || is_cjk(after)) && !closes && !opens)
}

fn trim(scalars: &[char], mut start: usize, mut end: usize) -> std::ops::Range<usize> {
    while start < end && scalars[start].is_whitespace() {
        start += 1;
    }
    while start < end && scalars[end - 1].is_whitespace() {
        end -= 1;
    }
    start..end
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Growth has many parents. Labour and capital are the first of them, and land \
        the oldest. Ideas came late to the accounts. No ledger has a column for them, and yet \
        they explain the most.";

    const HAN: &str = "增长有许多来源。劳动和资本是最先被计入的，土地则最古老。思想很晚才进入账目。没有一本账簿为它设栏，而它解释得最多。";

    fn check(text: &str, query: &str, max: u32, expected: &Expect) {
        let stemmers = crate::Stemmers::of(std::iter::once("en"));
        let spans = crate::parse(query)
            .query
            .matches(&crate::Analysed::new(text), &stemmers);
        let spans = spans.unwrap_or_default();
        let Excerpt {
            text,
            marks,
            cut_before,
            cut_after,
            ..
        } = excerpt(text, &spans, max);
        let marked = marks
            .iter()
            .filter_map(|mark| mark.slice(&text))
            .collect::<Vec<_>>()
            .join("|");
        let cut = |cut: bool| if cut { "…" } else { "" };
        expected.assert_eq(&format!(
            "{}{text}{} [{marked}]",
            cut(cut_before),
            cut(cut_after)
        ));
    }

    #[test]
    fn cutting() {
        check("Short.", "short", 60, &expect!["Short. [Short]"]);
        check(
            TEXT,
            "growth",
            60,
            &expect!["Growth has many parents. Labour and capital are the first of… [Growth]"],
        );
        check(
            TEXT,
            "ideas",
            60,
            &expect!["…Ideas came late to the accounts. No ledger has a column for… [Ideas]"],
        );
        check(
            TEXT,
            "ledger OR column",
            60,
            &expect!["…No ledger has a column for them, and yet they explain the… [ledger|column]"],
        );
        check(
            TEXT,
            "most",
            60,
            &expect!["…ledger has a column for them, and yet they explain the most. [most]"],
        );
        check(
            TEXT,
            "parents OR column OR yet OR explain",
            60,
            &expect![
                "…ledger has a column for them, and yet they explain the most. [column|yet|explain]"
            ],
        );
        check(
            TEXT,
            "absent",
            60,
            &expect!["Growth has many parents. Labour and capital are the first of… []"],
        );
        check(
            HAN,
            "思想",
            20,
            &expect!["…思想很晚才进入账目。没有一本账簿为它设… [思想]"],
        );
        check(
            HAN,
            "解释",
            20,
            &expect!["…没有一本账簿为它设栏，而它解释得最多。 [解释]"],
        );
        check(
            "an-unbroken-word-longer-than-the-excerpt",
            "excerpt",
            10,
            &expect!["…excerpt [excerpt]"],
        );
    }

    proptest! {
        #[test]
        fn an_excerpt_is_a_part_of_the_text(
            text in "([a-c]{1,9}|[创新]{1,5}|[ .。，]){0,20}",
            spans in prop::collection::vec((0u32..60, 1u32..9), 0..5),
            max in 0u32..50,
        ) {
            let whole = Span::whole(&text);
            let spans = spans.into_iter().filter_map(|(start, length)| {
                Span::new(start, start + length).intersection(whole)
            });
            // What matches begins and ends with a word, never with a space.
            let spans = spans.filter(|span| span.slice(&text).is_some_and(|words| words.trim() == words));
            let spans = Span::merge(spans.collect());
            let cut = excerpt(&text, &spans, max);
            let here = Span::whole(&cut.text).shifted(cut.start);
            prop_assert_eq!(here.slice(&text), Some(cut.text.as_str()));
            prop_assert!(here.len() <= max);
            prop_assert_eq!(cut.cut_before, here.start > 0);
            prop_assert_eq!(cut.cut_after, here.end < whole.end);
            for mark in &cut.marks {
                prop_assert!(spans.iter().any(|span| span.contains(mark.shifted(cut.start))));
            }
            // What fits is shown: the first mark of the densest run is never cut away.
            let fits = spans.iter().any(|span| span.len() <= max);
            prop_assert!(!fits || !cut.marks.is_empty(), "{:?}", cut);
        }
    }
}
