//! What PDF tools leave beside the text: stamps set sideways, in crumbs, and targets of links.

use super::lines::Line;
use super::page_numbers;
use super::words::is_address;

/// How many columns a crumb of sideways text takes at most.
const CRUMB: usize = 4;

/// How many crumbs a stamp has at least.
const CRUMBS: usize = 8;

/// How many targets a list of them has at least. One or two addresses may be text.
const TARGETS: usize = 3;

/// The places of the stamp that arXiv sets sideways on a first page. Tools give it a few letters
/// a line; it is known by what the lines say together.
pub(crate) fn stamp(lines: &[Line], text: &[usize]) -> Vec<usize> {
    let is_crumb = |at: &usize| lines[*at].width() <= CRUMB;
    let says = |run: &[usize]| {
        let whole: String = run.iter().map(|&at| lines[at].text.as_str()).collect();
        whole.replace(char::is_whitespace, "").starts_with("arXiv:")
    };
    for start in (0..text.len()).filter(|&nth| lines[text[nth]].text == "ar") {
        let end = start + text[start..].iter().take_while(|at| is_crumb(at)).count();
        let run = &text[start..end];
        if run.len() >= CRUMBS && says(run) {
            return run.to_vec();
        }
    }
    Vec::new()
}

/// The places of the addresses that a tool lists behind a page because its text links to them:
/// lines of nothing else, with what `ends_page` or nothing behind them.
pub(crate) fn link_targets(
    lines: &[Line],
    text: &[usize],
    ends_page: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut nth = 0;
    while nth < text.len() {
        let run = text[nth..]
            .iter()
            .take_while(|&&at| is_target(&lines[at].text))
            .count();
        let next = text.get(nth + run);
        let closes =
            next.is_none_or(|&at| ends_page(at) || page_numbers::form(&lines[at].text).is_some());
        if run >= TARGETS && closes {
            found.extend(&text[nth..nth + run]);
        }
        nth += run.max(1);
    }
    found
}

fn is_target(text: &str) -> bool {
    let address = text.strip_prefix("mailto:").map_or(text, str::trim_start);
    !address.contains(char::is_whitespace) && (is_address(address) || address.len() < text.len())
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    /// Shows the lines that are found, by their text.
    fn found(text: &str, find: impl Fn(&[Line], &[usize]) -> Vec<usize>) -> String {
        let lines = lines::of(text);
        let places: Vec<usize> = (0..lines.len())
            .filter(|&at| !lines[at].is_blank())
            .collect();
        let found = find(&lines, &places);
        let texts: Vec<&str> = found.iter().map(|&at| lines[at].text.as_str()).collect();
        texts.join(" ")
    }

    #[test]
    fn a_stamp_in_crumbs() {
        let crumbs = "ar\nX\n\niv\n:2\n40\n1.\n\n00\nv1\n\n[cs\n]\n\n\nThe lamp burns.\n2\n";
        assert_eq!(
            found(&format!("The lamp\n\n{crumbs}"), stamp),
            "ar X iv :2 40 1. 00 v1 [cs ]"
        );
        for none in ["ar\nX\niv\nThe lamp\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", ""] {
            assert_eq!(found(none, stamp), "", "{none}");
        }
    }

    #[test]
    fn targets_of_links() {
        let targets = "http://a.example/1\nhttps://b.example\nmailto: ada@a.example\n";
        let behind = |text: &str| {
            found(text, |lines, places| {
                link_targets(lines, places, |at| lines[at].text == "The Lamp")
            })
        };
        let all = "http://a.example/1 https://b.example mailto: ada@a.example";
        assert_eq!(behind(&format!("It burns.\n\n{targets}")), all);
        assert_eq!(behind(&format!("It burns.\n\n{targets}\nThe Lamp\n")), all);
        assert_eq!(behind(&format!("It burns.\n\n{targets}\n- 3 -\n")), all);
        assert_eq!(behind(&format!("See:\n\n{targets}\nand read on.\n")), "");
        assert_eq!(behind("See\nhttps://b.example\n"), "");
    }
}
