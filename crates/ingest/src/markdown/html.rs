//! What is kept of raw HTML: its text, and the few marks that Markdown has no signs for.

use corpus::{InlineKind, Language};

/// What an inline tag means here.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    /// Opens a mark.
    Open(InlineKind),
    /// Closes a mark of this name.
    Close(&'static str),
    /// A line break.
    Break,
    /// A comment: nothing is lost with it.
    Comment,
    /// Anything else.
    Other,
}

/// Reads one inline tag: those of [`MARKS`], `<span lang="…">`, their ends, and `<br>`.
pub(crate) fn tag(html: &str) -> Tag {
    if html.starts_with("<!--") {
        return Tag::Comment;
    }
    let inner = html
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/')
        .trim();
    let named = |name: &str| MARKS.iter().find(|(known, _)| *known == name);
    if inner == "br" {
        return Tag::Break;
    }
    match (named(inner), inner.strip_prefix('/').map(canonical)) {
        (Some((_, kind)), _) => Tag::Open(kind.clone()),
        (None, Some(Some(name))) => Tag::Close(name),
        _ => match inner
            .strip_prefix("span lang=\"")
            .and_then(|rest| rest.strip_suffix('"'))
        {
            Some(tag) if is_language_tag(tag) => Tag::Open(InlineKind::Foreign {
                language: Language::new(tag),
            }),
            _ => Tag::Other,
        },
    }
}

/// The name of the tag that stands for a mark; none for links and notes, which have signs only.
pub(crate) fn name(kind: &InlineKind) -> Option<&'static str> {
    match kind {
        InlineKind::Foreign { .. } => Some("span"),
        _ => MARKS
            .iter()
            .find(|(_, known)| known == kind)
            .map(|(name, _)| *name),
    }
}

/// Tags without attributes, and the marks that they stand for; of several names for one mark, the
/// first is the one written.
const MARKS: [(&str, InlineKind); 9] = [
    ("em", InlineKind::Emphasis),
    ("i", InlineKind::Emphasis),
    ("strong", InlineKind::Strong),
    ("b", InlineKind::Strong),
    ("del", InlineKind::Deleted),
    ("s", InlineKind::Deleted),
    ("code", InlineKind::Code),
    ("sub", InlineKind::Subscript),
    ("sup", InlineKind::Superscript),
];

/// The name under which the mark of a closing tag is known.
fn canonical(closing: &str) -> Option<&'static str> {
    if closing == "span" {
        return Some("span");
    }
    MARKS
        .iter()
        .find(|(known, _)| *known == closing)
        .and_then(|(_, kind)| name(kind))
}

/// The text of a stretch of HTML: no tags, comments, scripts or style sheets.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = past(after);
        text.push(' ');
    }
    text.push_str(rest);
    text
}

/// What follows a tag (or comment, or element without text) whose `<` has been read.
fn past(after: &str) -> &str {
    let end = |mark: &str| after.split_once(mark).map_or("", |(_, rest)| rest);
    let lower = after
        .get(..6)
        .map(str::to_ascii_lowercase)
        .unwrap_or_default();
    if after.starts_with("!--") {
        end("-->")
    } else if lower == "script" {
        end("</script>")
    } else if lower.starts_with("style") {
        end("</style>")
    } else {
        end(">")
    }
}

fn is_language_tag(tag: &str) -> bool {
    !tag.is_empty()
        && tag
            .chars()
            .all(|scalar| scalar.is_ascii_alphanumeric() || scalar == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        assert_eq!(tag("<sub>"), Tag::Open(InlineKind::Subscript));
        assert_eq!(tag("</span>"), Tag::Close("span"));
        assert_eq!(tag("<br />"), Tag::Break);
        assert_eq!(
            tag("<span lang=\"zh-hans\">"),
            Tag::Open(InlineKind::Foreign {
                language: Language::new("zh-Hans")
            })
        );
        assert_eq!(tag("<span onclick=\"x\">"), Tag::Other);
        assert_eq!(tag("<!-- x -->"), Tag::Comment);
    }

    #[test]
    fn text_only() {
        for (html, expected) in [
            ("<p>One <b>two</b></p>", " One  two  "),
            ("<script>alert(1)</script>x", " x"),
            ("<!-- a > b -->x", " x"),
            ("<p open", " "),
            ("a < b", "a  "),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }
}
