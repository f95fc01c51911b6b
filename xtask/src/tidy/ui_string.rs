//! What a reader sees comes from locales/, never from a literal in a view.

use proc_macro2::{Delimiter, TokenTree};

use super::tree::Tree;
use super::{Finding, code};

/// Where views are written.
const VIEWS: [&str; 2] = ["src/", "crates/site/src/"];

/// Attributes whose values are read or read out.
const SPOKEN: [&str; 7] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "title",
];

/// Literals with letters in what `html!` shows.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.texts(".rs")
        .filter(|(path, _)| VIEWS.iter().any(|view| path.starts_with(view)))
        .flat_map(|(path, text)| findings(path, text))
        .collect()
}

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |literal: &TokenTree| {
        let message = format!("{literal} is read by people; put it into locales/");
        findings.push(Finding::new(path, code::line(literal), message));
    };
    code::each_sequence(&code::tokens(text), &mut |tokens| {
        for window in tokens.windows(3) {
            if let Some(markup) = html_macro(window) {
                markup_strings(&markup, &mut report);
            }
        }
    });
    findings.dedup();
    findings
}

/// The tokens inside `html! { … }`.
fn html_macro(window: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let [name, mark, TokenTree::Group(group)] = window else {
        return None;
    };
    let is_html = code::is_word(name, "html") || code::is_word(name, "html_nested");
    (is_html && code::is_mark(mark, '!')).then(|| group.stream().into_iter().collect())
}

/// Literals among one level of markup: shown text, and values of spoken attributes.
fn markup_strings(markup: &[TokenTree], report: &mut impl FnMut(&TokenTree)) {
    for (index, token) in markup.iter().enumerate() {
        let before = &markup[..index];
        let shown = match before.last() {
            Some(mark) if code::is_mark(mark, '=') => is_spoken(&attribute_name(before)),
            _ => true,
        };
        if shown && let Some(literal) = readable(token) {
            report(&literal);
        }
    }
}

/// The name that stands before an `=`, put together from `aria`, `-`, `label`.
fn attribute_name(before: &[TokenTree]) -> String {
    let name: Vec<String> = before
        .iter()
        .rev()
        .skip(1)
        .take_while(|token| matches!(token, TokenTree::Ident(_)) || code::is_mark(token, '-'))
        .map(ToString::to_string)
        .collect();
    name.into_iter().rev().collect()
}

/// Without spaces, two attributes in a row run together, as in `disabled aria-label`.
fn is_spoken(name: &str) -> bool {
    SPOKEN.iter().any(|spoken| name.ends_with(spoken))
}

/// The literal with letters that a token shows: itself, alone in braces, or the pattern of a `format!` there.
fn readable(token: &TokenTree) -> Option<TokenTree> {
    if let Some(group) = code::group(token, Delimiter::Brace) {
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        return match inside.as_slice() {
            [literal] => readable(literal),
            [name, mark, TokenTree::Group(arguments)]
                if code::is_word(name, "format") && code::is_mark(mark, '!') =>
            {
                readable(&arguments.stream().into_iter().next()?)
            }
            _ => None,
        };
    }
    let text = code::string(token)?;
    is_text(&text).then(|| token.clone())
}

/// A single Latin letter is a glyph or a key, in any language.
fn is_text(text: &str) -> bool {
    let letters: String = outside_placeholders(text)
        .filter(|c| c.is_alphabetic())
        .collect();
    letters.chars().count() > 1 || !letters.is_ascii()
}

/// The characters of a pattern that are not between `{` and `}`, nor an escape's letter.
fn outside_placeholders(text: &str) -> impl Iterator<Item = char> {
    let mut depth = 0_usize;
    let mut escaped = false;
    text.chars().filter(move |&c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let was_escaped = escaped;
        escaped = c == '\\' && !was_escaped;
        depth == 0 && !was_escaped
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(markup: &str, expect: &Expect) {
        let source = format!("fn view() -> Html {{ html! {{ {markup} }} }}");
        expect.assert_eq(&super::super::lines(&findings("src/a.rs", &source)));
    }

    #[test]
    fn text() {
        check(
            r#"<p>{ "Search" }</p>"#,
            &expect![[r#"
            src/a.rs:1: "Search" is read by people; put it into locales/
        "#]],
        );
        check(
            r#"<p>{ format!("{n} hits") }</p>"#,
            &expect![[r#"
            src/a.rs:1: "{n} hits" is read by people; put it into locales/
        "#]],
        );
        check(
            r#"<p>{ "· ¶ \u{a0}" }{ format!("{n} / {m}") }{ text("search") }<kbd>{ "n" }</kbd></p>"#,
            &expect![""],
        );
    }

    #[test]
    fn attributes() {
        check(
            r#"<input disabled=true aria-label="Search" class="field" />"#,
            &expect![[r#"
            src/a.rs:1: "Search" is read by people; put it into locales/
        "#]],
        );
        check(
            r#"<input placeholder={"Search"} id={"q"} title={text.search} />"#,
            &expect![[r#"
            src/a.rs:1: "Search" is read by people; put it into locales/
        "#]],
        );
    }

    #[test]
    fn views_within_views() {
        check(
            r#"<ul>{ for items.iter().map(|_| html! { <li>{ "One" }</li> }) }</ul>"#,
            &expect![[r#"
                src/a.rs:1: "One" is read by people; put it into locales/
            "#]],
        );
    }
}
