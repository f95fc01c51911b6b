//! Front matter: cut off, and read.

use super::Body;
use crate::Diagnostic;
use crate::data::{Value, parse_yaml};
use crate::meta::FrontMatter;
use crate::source::line_number;

/// What the front matter says, and the body behind it.
pub(crate) fn split<'a>(
    text: &'a str,
    diagnostics: &mut Vec<Diagnostic>,
) -> (FrontMatter, Body<'a>) {
    let whole = Body { text, before: 0 };
    let Some(first) = text.lines().next().filter(|line| line.trim_end() == "---") else {
        return (FrontMatter::default(), whole);
    };
    let Some((yaml, body)) = cut(text, first) else {
        // A file may begin with a thematic break; only what looks like fields is front matter.
        if text.lines().nth(1).is_some_and(|line| line.contains(':')) {
            diagnostics.push(Diagnostic::error(
                1,
                "the front matter has no end: put `---` on a line of its own behind it",
            ));
        }
        return (FrontMatter::default(), whole);
    };
    let front = match parse_yaml(yaml, 2) {
        Ok(node) if matches!(node.value, Value::Text(_)) => {
            diagnostics.push(Diagnostic::error(
                node.line,
                "front matter is made of fields: write `title: …`",
            ));
            FrontMatter::default()
        }
        Ok(node) => FrontMatter::of(node, diagnostics),
        Err(error) => {
            diagnostics.push(error);
            FrontMatter::default()
        }
    };
    let before = line_number(text[..text.len() - body.len()].matches('\n').count()) - 1;
    (front, Body { text: body, before })
}

/// What stands between the first line and the next `---` or `...`, and what follows that.
fn cut<'a>(text: &'a str, first: &str) -> Option<(&'a str, &'a str)> {
    let yaml = text[first.len()..]
        .trim_start_matches('\r')
        .strip_prefix('\n')?;
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&yaml[..at], &yaml[at + line.len()..]));
        }
        at += line.len();
    }
    None
}
