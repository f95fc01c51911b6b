//! The lines of a document: where they start, and how two of them become one text.

use corpus::text::{is_cjk, is_han, is_kana};

/// Where the lines of a text start.
pub(crate) struct LineIndex(Vec<usize>);

impl LineIndex {
    /// The index of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    /// The number, from 1, of the line in which this byte is.
    pub(crate) fn at(&self, byte: usize) -> u32 {
        line_number(self.0.partition_point(|&start| start <= byte))
    }
}

/// The number, from 1, of the line with this index, from 0.
pub(crate) fn line_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX - 1) + 1
}

/// Whether two texts that a line break parts are joined without a space: between ideographs and
/// beside their punctuation (but not where brackets of their kind stand in a foreign text, as in
/// formulas), between an ideograph and a foreign word where the text is mostly ideographs and does
/// not part the two itself. Korean is written with spaces.
pub(crate) fn joins_tight(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    let around = || tail(before, 40).chars().chain(after.chars().take(40));
    let wide = (is_wide_punctuation(last), is_wide_punctuation(first));
    if wide != (false, false) {
        return wide == (true, true) || around().any(is_ideograph);
    }
    match (is_ideograph(last), is_ideograph(first)) {
        (true, true) => true,
        (false, false) => false,
        _ => {
            let ideographs = around().filter(|&scalar| is_ideograph(scalar)).count();
            ideographs * 2 > around().count() && !parts_scripts(tail(before, 40))
        }
    }
}

/// The last `length` scalars of a text.
fn tail(text: &str, length: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(length.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    &text[start..]
}

/// Whether a text has a space between an ideograph and a word of another script.
fn parts_scripts(text: &str) -> bool {
    let scalars: Vec<char> = text.chars().collect();
    scalars
        .windows(3)
        .any(|window| window[1] == ' ' && is_ideograph(window[0]) != is_ideograph(window[2]))
}

fn is_ideograph(scalar: char) -> bool {
    is_han(scalar) || is_kana(scalar)
}

fn is_wide_punctuation(scalar: char) -> bool {
    is_cjk(scalar) && !scalar.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let index = LineIndex::of("a\nb\n\nc");
        assert_eq!(
            [0, 1, 2, 4, 5, 99].map(|byte| index.at(byte)),
            [1, 1, 2, 3, 4, 4]
        );
    }

    #[test]
    fn joins() {
        for (before, after, tight) in [
            ("in the", "evening", false),
            ("灯下", "读书", true),
            ("灯下，", "AI", true),
            ("在灯下用", "AI读书", true),
            ("在 AI 灯下用", "AI 读书", false),
            ("the word", "灯 means", false),
            ("책상", "위에", false),
            ("the mean of", "〈x〉 is", false),
            ("灯（lamp", "）", true),
            ("", "x", true),
        ] {
            assert_eq!(joins_tight(before, after), tight, "{before} | {after}");
        }
    }
}
