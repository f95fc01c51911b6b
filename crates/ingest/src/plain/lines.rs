//! The lines of a plain text: numbered, measured, without ligatures, with the pages they are on.

use corpus::text::is_cjk;

use crate::source::line_number;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its number in the document, from 1.
    pub number: u32,
    /// Its text without spaces at its ends; empty for a blank line.
    pub text: String,
    /// How many columns it is set in.
    pub indent: usize,
    /// The page, from 0, as far as form feeds tell.
    pub page: u32,
}

impl Line {
    /// Whether nothing stands on it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// How many columns its text takes.
    pub(crate) fn width(&self) -> usize {
        width(&self.text)
    }
}

/// How many columns a text takes: an ideograph takes two.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(scalar: char) -> usize {
    if is_cjk(scalar) { 2 } else { 1 }
}

/// The lines of a text. Form feeds end a line and a page.
pub(crate) fn of(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut page = 0;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (index, raw) in text.split('\n').enumerate() {
        for (part, raw) in raw.split('\u{c}').enumerate() {
            page += u32::from(part > 0);
            if part > 0 && raw.trim().is_empty() {
                continue;
            }
            lines.push(line(raw, line_number(index), page));
        }
    }
    lines
}

fn line(raw: &str, number: u32, page: u32) -> Line {
    let body = raw.trim_start_matches(is_space);
    let lead = &raw[..raw.len() - body.len()];
    let indent = lead.chars().fold(0, |at, scalar| match scalar {
        '\t' => (at / 8 + 1) * 8,
        '\u{feff}' | '\u{200b}' => at,
        _ => at + columns(scalar),
    });
    let body = body.trim_end_matches(is_space);
    Line {
        number,
        text: without_ligatures(body),
        indent,
        page,
    }
}

fn is_space(scalar: char) -> bool {
    scalar.is_whitespace() || scalar.is_control() || matches!(scalar, '\u{feff}' | '\u{200b}')
}

/// Latin ligatures as letters (Unicode, Alphabetic Presentation Forms): fonts have them, words
/// do not.
fn without_ligatures(text: &str) -> String {
    if !text.contains(|scalar| ('\u{fb00}'..='\u{fb06}').contains(&scalar)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for scalar in text.chars() {
        match scalar {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            scalar => out.push(scalar),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_indents_and_ligatures() {
        let found = of("A ﬁne oﬃce\r\n\u{3000}\u{3000}灯\n\tx \u{c}B\n\u{c}\nlast");
        let found: Vec<_> = found
            .iter()
            .map(|line| (line.number, line.text.as_str(), line.indent, line.page))
            .collect();
        assert_eq!(
            found,
            [
                (1, "A fine office", 0, 0),
                (2, "灯", 4, 0),
                (3, "x", 8, 0),
                (3, "B", 0, 1),
                (4, "", 0, 1),
                (5, "last", 0, 2)
            ]
        );
    }
}
