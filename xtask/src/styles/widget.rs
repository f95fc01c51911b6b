//! The site's style sheet made fit for a widget's shadow root: it has no root element, no window of its own and no
//! `rem` to go by.

use anyhow::{Result, ensure};

/// The tokens that a page may set for its widgets, as `--lectern-NAME`.
const OFFERED: [&str; 14] = [
    "paper",
    "raise",
    "ink",
    "ink-2",
    "ink-3",
    "rule",
    "field",
    "accent",
    "on-accent",
    "hit",
    "serif",
    "display",
    "sans",
    "measure",
];

/// The sheet for widgets.
pub fn style(site: &str) -> Result<String> {
    let style = containers(site);
    let style = style.replace(":root", ".lectern");
    let style = units(&style, "rem", "var(--rem)");
    let style = units(&style, "dvh", "var(--view)/100").replace("vw", "cqi");
    let style = OFFERED
        .iter()
        .fold(style, |style, name| offered(&style, name));
    for left in ["html", "rem}", "rem;", "dvh", "width<"] {
        let asked = style
            .replace("@container lectern (width<", "")
            .replace(") and (width<", "");
        ensure!(
            !asked.contains(left),
            "the widget's style sheet still has `{left}`"
        );
    }
    Ok(style)
}

/// Queries of the window's width as queries of the widget's. Those that ask for that or something else become two.
fn containers(style: &str) -> String {
    let mut out = String::new();
    let mut rest = style;
    while let Some(at) = rest.find("@media ") {
        let (before, query) = rest.split_at(at);
        out.push_str(before);
        let open = query.find('{').unwrap_or(query.len());
        let block = block(&query[open..]);
        let conditions = &query["@media ".len()..open];
        // What is inside may ask again.
        let inside = containers(block);
        if conditions.contains("width") {
            for condition in conditions.split(',') {
                let condition = condition.trim_start_matches("screen and ");
                let ask = if condition.contains("width") {
                    "@container lectern "
                } else {
                    "@media "
                };
                out.extend([ask, condition, &inside]);
            }
        } else {
            out.extend(["@media ", conditions, &inside]);
        }
        rest = &query[open + block.len()..];
    }
    out + rest
}

/// A block in braces, with what is in it.
fn block(text: &str) -> &str {
    let mut depth = 0;
    for (at, letter) in text.bytes().enumerate() {
        match letter {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return &text[..=at];
        }
    }
    text
}

/// Lengths in a unit as multiples of something else.
fn units(style: &str, unit: &str, by: &str) -> String {
    let mut out = String::new();
    let mut rest = style;
    while let Some(at) = rest.find(unit) {
        let (before, after) = rest.split_at(at);
        let number =
            before.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let (text, number) = before.split_at(number.len());
        let after = &after[unit.len()..];
        if number.is_empty() || after.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
            out.extend([before, unit]);
        } else {
            out.extend([text, "calc(", number, "*", by, ")"]);
        }
        rest = after;
    }
    out + rest
}

/// Lets a page set a token.
fn offered(style: &str, name: &str) -> String {
    let declaration = format!("--{name}:");
    let mut out = String::new();
    let mut rest = style;
    while let Some(at) = rest.find(&declaration) {
        let (before, after) = rest.split_at(at + declaration.len());
        let end = after.find([';', '}']).unwrap_or(after.len());
        out.push_str(before);
        // A longer name may end like this one.
        if before[..at].ends_with(['{', ';']) {
            out.extend(["var(--lectern-", name, ",", &after[..end], ")"]);
        } else {
            out.push_str(&after[..end]);
        }
        rest = &after[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(site: &str, expect: &Expect) {
        expect.assert_eq(&style(site).unwrap_or_else(|error| error.to_string()));
    }

    #[test]
    fn a_window_becomes_a_container() {
        check(
            "a{b:c}@media screen and (width<=40em){@layer x{:root[d] a{b:c}}}@media print{a{b:c}}",
            &expect![
                "a{b:c}@container lectern (width<=40em){@layer x{.lectern[d] a{b:c}}}@media print{a{b:c}}"
            ],
        );
        check(
            "@media (width<=40em),(pointer:coarse){a{b:c}}e{f:g}",
            &expect![
                "@container lectern (width<=40em){a{b:c}}@media (pointer:coarse){a{b:c}}e{f:g}"
            ],
        );
        check(
            "@media (width<=7em) and (width>5em){a{b:c}}",
            &expect!["@container lectern (width<=7em) and (width>5em){a{b:c}}"],
        );
    }

    #[test]
    fn lengths_go_by_what_the_widget_knows() {
        check(
            "a{b:.5rem;c:calc(100dvh - 2rem);d:100vw;e:theorems}",
            &expect![
                "a{b:calc(.5*var(--rem));c:calc(calc(100*var(--view)/100) - calc(2*var(--rem)));d:100cqi;e:theorems}"
            ],
        );
    }

    #[test]
    fn a_page_may_set_tokens() {
        check(
            ":root{--ink:#000;--ink-2:a(b,c);--th-ink:d}",
            &expect![
                ".lectern{--ink:var(--lectern-ink,#000);--ink-2:var(--lectern-ink-2,a(b,c));--th-ink:d}"
            ],
        );
    }

    #[test]
    fn what_a_widget_cannot_have_is_told() {
        check(
            "html{a:b}",
            &expect!["the widget's style sheet still has `html`"],
        );
    }
}
