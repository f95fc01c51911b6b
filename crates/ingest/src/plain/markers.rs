//! The signs that lines begin with: bullets, numbers of items and sections, note numbers.

use super::lines::Line;
use super::shape::{begins_inside, ends_sentence};
use super::words::{is_address, last_word};

/// A sign before a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// A bullet.
    Bullet(char),
    /// The number of an item: `3.`, `(3)`, `3)`.
    Number(u32),
    /// The letter of an item or of a part of a figure, `c)` or `(c)`, by which the text may name it.
    Letter,
    /// The mark of a reference or note: `[3]`, `[Ree19]`, `[RS+19]`.
    Reference,
}

/// The marker of a line, and the text behind it.
pub(crate) fn of(text: &str) -> Option<(Marker, &str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if matches!(
        first,
        '•' | '·' | '▪' | '◦' | '‣' | '●' | '○' | '■' | '□' | '◆' | '➢' | '✓' | '\u{f0b7}'
    ) || (matches!(first, '-' | '–' | '*' | '—') && rest.starts_with([' ', '\t']))
    {
        return behind(rest).map(|rest| (Marker::Bullet(first), rest));
    }
    if first == '[' {
        return reference(rest).map(|rest| (Marker::Reference, rest));
    }
    numbered(text)
}

/// What stands behind the mark of a reference, without its first bracket.
fn reference(text: &str) -> Option<&str> {
    let (inside, rest) = text.split_once(']')?;
    let length = inside.chars().count();
    let mark = |scalar: char| scalar.is_alphanumeric() || scalar == '+';
    let spaced = rest.starts_with(char::is_whitespace);
    behind(rest).filter(|_| spaced && (1..=10).contains(&length) && inside.chars().all(mark))
}

/// A text that begins with a number or letter of an item.
fn numbered(text: &str) -> Option<(Marker, &str)> {
    let inner = text.strip_prefix(['(', '（']).unwrap_or(text);
    let bracketed = inner.len() < text.len();
    let after = inner.trim_start_matches(|scalar: char| scalar.is_ascii_digit());
    let digits = &inner[..inner.len() - after.len()];
    let (marker, after) = if digits.is_empty() {
        let after = inner.strip_prefix(|first: char| first.is_ascii_lowercase())?;
        (Marker::Letter, after)
    } else {
        let number = digits.parse().ok().filter(|number| *number < 1000)?;
        (Marker::Number(number), after)
    };
    let close: &[char] = if bracketed {
        &[')', '）']
    } else if marker == Marker::Letter {
        &[')']
    } else {
        &['.', ')', '、', '．', '）']
    };
    let rest = after.strip_prefix(close)?;
    // `3.5` and `3.Mai` are no items; behind an ideographic sign no space is needed.
    let spaced = rest.starts_with(char::is_whitespace) || rest.starts_with(corpus::text::is_han);
    behind(rest).filter(|_| spaced).map(|rest| (marker, rest))
}

fn behind(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// The markers of those lines of a chunk that begin items.
pub(crate) fn items(lines: &[Line]) -> Vec<Option<(Marker, &str)>> {
    let mut markers = Vec::new();
    let mut comment = false;
    for line in lines {
        // The stars in the comment of a program are no bullets.
        comment |= line.text.starts_with("/*");
        let marker = of(&line.text);
        markers.push(marker.filter(|(marker, _)| !comment || *marker != Marker::Bullet('*')));
        comment &= !line.text.ends_with("*/");
    }
    let several = lines.len() == 1 || markers.iter().flatten().count() >= 2;
    for (before, marker) in lines.iter().zip(markers.iter_mut().skip(1)) {
        marker.take_if(|item| !begins_item(item, before, several));
    }
    markers
}

/// Whether a line with a marker is an item and not the middle of a sentence: behind the end of
/// one or an address, or in a chunk where `several` lines have markers. `[3] and` is no item there.
fn begins_item((marker, rest): &(Marker, &str), before: &Line, several: bool) -> bool {
    let ends = ends_sentence(&before.text) || is_address(last_word(&before.text));
    let called = matches!(marker, Marker::Letter | Marker::Reference);
    ends || (several && !(called && begins_inside(rest)))
}

/// The level that the number before a section's title has: 2 for `3 Method`, `IV.`, `一、`,
/// `第一章`; 3 for `3.1 Data`, `A.`, `（一）`, `第一节`, and so on.
pub(crate) fn section(text: &str) -> Option<u8> {
    chinese_section(text).or_else(|| western_section(text))
}

fn western_section(text: &str) -> Option<u8> {
    let (number, title) = text.split_once(' ')?;
    let capital = |first: char| first.is_uppercase() || corpus::text::is_han(first);
    if !title.trim_start().starts_with(capital) {
        return None;
    }
    let bare = number.trim_end_matches('.');
    let parts: Vec<&str> = bare.split('.').collect();
    let digits = |part: &&str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.iter().all(digits) && parts.len() <= 4 {
        return u8::try_from(1 + parts.len()).ok();
    }
    let dotted = number.ends_with('.');
    let roman = !bare.is_empty() && bare.bytes().all(|byte| b"IVX".contains(&byte));
    let letter = bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_uppercase());
    (dotted && (roman || letter)).then_some(if roman { 2 } else { 3 })
}

const NUMERALS: &str = "一二三四五六七八九十百零〇";

fn chinese_section(text: &str) -> Option<u8> {
    let figure = |scalar: char| NUMERALS.contains(scalar) || scalar.is_ascii_digit();
    if let Some(rest) = text.strip_prefix('第') {
        let unit = rest.trim_start_matches(figure);
        return match unit.chars().next().filter(|_| unit.len() < rest.len())? {
            '章' | '部' | '编' | '編' | '篇' => Some(2),
            '节' | '節' => Some(3),
            _ => None,
        };
    }
    let inner = text.strip_prefix(['（', '(']);
    let rest = inner.unwrap_or(text);
    let behind = rest.trim_start_matches(|scalar| NUMERALS.contains(scalar));
    let (level, close) = if inner.is_some() {
        (3, ['）', ')'])
    } else {
        (2, ['、', '．'])
    };
    let title = behind.strip_prefix(close)?.trim_start();
    (behind.len() < rest.len() && !title.is_empty()).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items() {
        for (text, marker, rest) in [
            ("• a lamp", Marker::Bullet('•'), "a lamp"),
            ("- a lamp", Marker::Bullet('-'), "a lamp"),
            ("3. a lamp", Marker::Number(3), "a lamp"),
            ("(2) a lamp", Marker::Number(2), "a lamp"),
            ("b) a lamp", Marker::Letter, "a lamp"),
            ("(b) a lamp", Marker::Letter, "a lamp"),
            ("1、灯", Marker::Number(1), "灯"),
            ("[12] A. Reed", Marker::Reference, "A. Reed"),
            ("[RS+19] A. Reed", Marker::Reference, "A. Reed"),
        ] {
            assert_eq!(of(text), Some((marker, rest)), "{text}");
        }
        for none in [
            "",
            "-",
            "-lamp",
            "3.5 lamps",
            "a lamp",
            "(see) lamps",
            "2024. A",
            "[see above] x",
            "[Online]. At",
            "• ",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn sections() {
        for (text, level) in [
            ("2 Method", 2),
            ("2.1 Data", 3),
            ("IV. RESULTS", 2),
            ("A. Lamps", 3),
            ("一、灯", 2),
            ("（二）书", 3),
            ("第一章 灯", 2),
            ("第2节 灯", 3),
        ] {
            assert_eq!(section(text), Some(level), "{text}");
        }
        for none in ["2 lamps", "Lamps", "第一", "1999 Lamps", "（见）灯"] {
            assert_eq!(section(none), None, "{none}");
        }
    }
}
