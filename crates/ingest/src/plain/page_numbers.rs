//! Page numbers: `12`, `- 12 -`, `Page 3 of 9`, `第3页`, `xii`.

use std::collections::HashSet;

use super::lines::Line;

/// How many lines at the head and foot of a page may be its number.
const EDGE: usize = 2;

/// A line that may be a page's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Said to be one: `Page 3`, `- 3 -`, `第3页`.
    Sure,
    /// A bare number.
    Bare(u32),
}

/// The form of page number that a line has.
pub(crate) fn form(text: &str) -> Option<Form> {
    if text.len() > 40 {
        return None;
    }
    let lower = text.to_lowercase();
    if let Some(number) = value(&lower) {
        return Some(Form::Bare(number));
    }
    if framed(&lower).is_some_and(|inner| value(inner).is_some()) {
        return Some(Form::Sure);
    }
    let said = lower
        .strip_prefix("page ")
        .or_else(|| lower.strip_prefix("p. "))
        .or_else(|| lower.strip_prefix("article number, page "));
    if said.is_some_and(|rest| rest.split(" of ").all(|part| value(part.trim()).is_some())) {
        return Some(Form::Sure);
    }
    let parts: Vec<&str> = lower.split(['/', '／']).map(str::trim).collect();
    let of = matches!(parts[..], [one, all] if matches!((decimal(one), decimal(all)), (Some(one), Some(all)) if one <= all));
    (of || is_chinese(&lower)).then_some(Form::Sure)
}

/// What stands between two equal signs, as in `- 3 -` and `[3]`. A sign on one side only is
/// a minus or half of a bracket.
fn framed(text: &str) -> Option<&str> {
    const FRAMES: [(char, char); 7] = [
        ('-', '-'),
        ('–', '–'),
        ('—', '—'),
        ('·', '·'),
        ('~', '~'),
        ('|', '|'),
        ('[', ']'),
    ];
    let inside = |&(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    FRAMES.iter().find_map(inside).map(str::trim)
}

/// `第3页`, `第 3 页 共 9 页`, with figures or numerals.
fn is_chinese(text: &str) -> bool {
    let text: String = text
        .chars()
        .filter(|scalar| !scalar.is_whitespace())
        .collect();
    let Some(rest) = text.strip_prefix('第') else {
        return false;
    };
    let Some((number, rest)) = rest.split_once(['页', '頁']) else {
        return false;
    };
    let figures = |text: &str| {
        !text.is_empty()
            && text.chars().all(|scalar| {
                scalar.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(scalar)
            })
    };
    let total = rest.trim_matches(['共', '页', '頁', '，', ',', '/']);
    figures(number) && (total.is_empty() || figures(total))
}

fn value(text: &str) -> Option<u32> {
    decimal(text).or_else(|| roman(text))
}

fn decimal(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    // No page is numbered `007`.
    if digits && !text.starts_with('0') {
        text.parse().ok()
    } else {
        None
    }
}

/// A small Roman number below 90, written as it should be.
fn roman(text: &str) -> Option<u32> {
    let value = text
        .chars()
        .rev()
        .try_fold((0u32, 0u32), |(sum, last), letter| {
            let value = match letter {
                'i' => 1,
                'v' => 5,
                'x' => 10,
                'l' => 50,
                _ => return None,
            };
            let sum = if value < last {
                sum.checked_sub(value)?
            } else {
                sum + value
            };
            Some((sum, value.max(last)))
        });
    let (number, _) = value.filter(|_| !text.is_empty())?;
    (write_roman(number) == text).then_some(number)
}

fn write_roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 7] = [
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// The places of page numbers. A bare number is one beside other furniture, or in a sequence that
/// counts pages: where form feeds part them, with the pages; elsewhere ascending by one, at least
/// some lines apart.
pub(crate) fn find(lines: &[Line], furniture: &HashSet<usize>) -> Vec<usize> {
    let mut sure = Vec::new();
    let mut bare = Vec::new();
    for at in (0..lines.len()).filter(|at| !furniture.contains(at)) {
        match form(&lines[at].text) {
            Some(Form::Sure) => sure.push(at),
            Some(Form::Bare(number)) => bare.push((at, number)),
            None => {}
        }
    }
    let beside = bare.iter().map(|&(at, _)| at);
    sure.extend(beside.filter(|&at| is_beside(lines, at, furniture)));
    if lines.last().is_some_and(|line| line.page > 0) {
        sure.extend(counting(lines, &bare));
    } else {
        sure.extend(sequence(lines, &bare));
    }
    sure
}

/// The bare numbers at the edges of pages that count with the pages: on two pages at least the
/// difference between the two is the same, or the number says which page of the text it is.
fn counting(lines: &[Line], bare: &[(usize, u32)]) -> Vec<usize> {
    let ahead = |at: usize, number: u32| i64::from(number) - i64::from(lines[at].page);
    let edge: Vec<(usize, i64)> = bare
        .iter()
        .filter(|(at, _)| is_at_edge(lines, *at))
        .map(|&(at, number)| (at, ahead(at, number)))
        .collect();
    let counts = |&(at, ahead): &(usize, i64)| {
        let again =
            |&(other, same): &(usize, i64)| same == ahead && lines[other].page != lines[at].page;
        ahead == 1 || edge.iter().any(again)
    };
    edge.iter()
        .copied()
        .filter(counts)
        .map(|(at, _)| at)
        .collect()
}

/// Whether only blank lines are between this line and furniture.
fn is_beside(lines: &[Line], at: usize, furniture: &HashSet<usize>) -> bool {
    let before = (0..at).rev().find(|&at| !lines[at].is_blank());
    let after = (at + 1..lines.len()).find(|&at| !lines[at].is_blank());
    [before, after]
        .into_iter()
        .flatten()
        .any(|beside| furniture.contains(&beside))
}

/// Whether this is among the first or last lines with text of its page.
fn is_at_edge(lines: &[Line], at: usize) -> bool {
    let page = lines[at].page;
    let text = |line: &&Line| !line.is_blank() && line.page == page;
    let near = |beside: &mut dyn Iterator<Item = &Line>| {
        beside
            .take_while(|line| line.page == page)
            .filter(text)
            .nth(EDGE - 1)
            .is_none()
    };
    near(&mut lines[..at].iter().rev()) || near(&mut lines[at + 1..].iter())
}

/// The longest chain of bare numbers that counts pages: each one more than the last, and lines of
/// text between them.
fn sequence(lines: &[Line], bare: &[(usize, u32)]) -> Vec<usize> {
    const APART: usize = 8;
    let mut chains: Vec<(Vec<usize>, u32)> = Vec::new();
    let mut longest: Vec<usize> = Vec::new();
    for &(at, number) in bare.iter().take(10_000) {
        let next = chains.iter_mut().rev().take(50).find(|(places, last)| {
            *last + 1 == number && places.last().is_some_and(|&place| at - place >= APART)
        });
        let chain = match next {
            Some((places, last)) => {
                places.push(at);
                *last = number;
                &*places
            }
            None => {
                chains.push((vec![at], number));
                continue;
            }
        };
        if chain.len() > longest.len() {
            longest.clone_from(chain);
        }
    }
    let alone = longest.iter().filter(|&&at| {
        let blank = |beside: Option<&Line>| beside.is_none_or(Line::is_blank);
        blank(at.checked_sub(1).and_then(|at| lines.get(at))) || blank(lines.get(at + 1))
    });
    let enough = longest.len() >= 3 || (longest.len() == 2 && alone.count() == 2);
    if enough { longest } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of the lines that are page numbers; the line `HEAD` is furniture.
    fn check(text: &str, expected: &[u32]) {
        let lines = super::super::lines::of(text);
        let heads = (0..lines.len())
            .filter(|&at| lines[at].text == "HEAD")
            .collect();
        let mut found: Vec<u32> = find(&lines, &heads)
            .into_iter()
            .map(|at| lines[at].number)
            .collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_that_count_with_the_pages() {
        check("a lamp\n1\n\u{c}a desk\n2\n\u{c}a book", &[2, 4]);
        check("a lamp\n14\n\u{c}a desk\n15\nnote", &[2, 4]);
        // The cells of a table that opens a page count nothing.
        check("a lamp\n\u{c}40\n12\na desk\n\u{c}7\nbook", &[]);
    }

    #[test]
    fn numbers_without_form_feeds() {
        let page = "a lamp\n".repeat(9);
        check(
            &format!("{page}1\n\n{page}2\nHEAD\n{page}3\n"),
            &[10, 21, 32],
        );
        check(&format!("{page}5\nHEAD\n{page}40\n"), &[10]);
    }

    #[test]
    fn forms() {
        for sure in [
            "- 12 -",
            "Page 3 of 9",
            "第3页",
            "第 3 页 共 9 页",
            "第十二頁",
            "— iv —",
            "3 / 9",
            "page 12",
        ] {
            assert_eq!(form(sure), Some(Form::Sure), "{sure}");
        }
        assert_eq!(form("12"), Some(Form::Bare(12)));
        assert_eq!(form("xiv"), Some(Form::Bare(14)));
        for none in [
            "",
            "12345",
            "iiii",
            "Page",
            "Page of contents",
            "12 lamps",
            "vivid",
            "00",
            "]2",
            "-1",
            "9 / 3",
            "第一章",
            "mild",
        ] {
            assert_eq!(form(none), None, "{none}");
        }
    }
}
