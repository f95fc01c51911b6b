//! Structure inside a block's text: emphasis, links, note references, as spans over the text.

use serde::{Deserialize, Serialize};

use crate::span::{Span, scalars};

/// One stretch of a block's text that is more than plain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline {
    /// Where, in the block's text. Empty for a note reference, which adds nothing to the text.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// What a stretch of text is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum InlineKind {
    /// Stressed, usually italic.
    Emphasis,
    /// Important, usually bold.
    Strong,
    /// Literal characters.
    Code,
    /// Struck out.
    Deleted,
    /// Lowered, as in a chemical formula.
    Subscript,
    /// Raised, as in an ordinal.
    Superscript,
    /// A link. The address is absolute (`https:`, `mailto:`), a fragment, or relative to the essay.
    Link {
        /// The address, already held to be harmless by whoever read the document.
        href: String,
    },
    /// A reference to the footnote block with this label.
    Note {
        /// The footnote's label, as in [`crate::Kind::Footnote`].
        label: String,
    },
    /// Words in another language than the essay's.
    Foreign {
        /// Their language.
        language: crate::Language,
    },
}

/// One node of the tree that overlapping-free inline structure forms, for those who write markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// Plain text.
    Text(&'a str),
    /// Something with content of its own (none for a note reference).
    Inline(&'a InlineKind, Vec<Node<'a>>),
}

/// The tree of a part of a block's text. Inlines are cut at the part's edges, and one that crosses
/// another's edge is cut there, so that the tree always nests, whatever the spans say. The texts of
/// the tree in order are exactly the text of the part.
pub fn tree<'a>(text: &'a str, inlines: &'a [Inline], part: Span) -> Vec<Node<'a>> {
    let part = Span::new(part.start.min(scalars(text)), part.end.min(scalars(text)));
    let mut cut: Vec<(Span, &InlineKind)> = inlines
        .iter()
        .filter_map(|inline| clip(inline.span, part).map(|span| (span, &inline.kind)))
        .collect();
    cut.sort_by_key(outer_first);
    nest(text, &cut, part)
}

/// The part of a span inside `part`; an empty span (a note reference) stays where it touches.
fn clip(span: Span, part: Span) -> Option<Span> {
    if span.is_empty() {
        part.contains(span).then_some(span)
    } else {
        span.intersection(part)
    }
}

/// `cut` is sorted, outer before inner, and lies inside `part`.
fn nest<'a>(text: &'a str, cut: &[(Span, &'a InlineKind)], part: Span) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    let Some((&(span, kind), others)) = cut.split_first() else {
        push_text(&mut nodes, text, part);
        return nodes;
    };
    let (mut inner, mut later) = (Vec::new(), Vec::new());
    for &(other, kind) in others {
        if span.is_empty() || other.start >= span.end {
            later.push((other, kind));
        } else {
            inner.push((Span::new(other.start, other.end.min(span.end)), kind));
            if other.end > span.end {
                later.push((Span::new(span.end, other.end), kind));
            }
        }
    }
    later.sort_by_key(outer_first);
    push_text(&mut nodes, text, Span::new(part.start, span.start));
    nodes.push(Node::Inline(kind, nest(text, &inner, span)));
    nodes.extend(nest(text, &later, Span::new(span.end, part.end)));
    nodes
}

/// By start, and the longer of two first; sorting is stable, so equals keep their order.
fn outer_first((span, _): &(Span, &InlineKind)) -> (u32, u32) {
    (span.start, u32::MAX - span.end)
}

fn push_text<'a>(nodes: &mut Vec<Node<'a>>, text: &'a str, span: Span) {
    if let Some(text) = span.slice(text).filter(|text| !text.is_empty()) {
        nodes.push(Node::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn markup(nodes: &[Node]) -> String {
        let mut out = String::new();
        for node in nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Inline(kind, inner) => {
                    let name = match kind {
                        InlineKind::Emphasis => "em",
                        InlineKind::Strong => "strong",
                        InlineKind::Note { .. } => "note",
                        _ => "other",
                    };
                    out.push_str(&format!("<{name}>{}</{name}>", markup(inner)));
                }
            }
        }
        out
    }

    fn check(text: &str, inlines: &[(u32, u32, InlineKind)], expected: &Expect) {
        let inlines: Vec<Inline> = inlines
            .iter()
            .map(|(start, end, kind)| Inline {
                span: Span::new(*start, *end),
                kind: kind.clone(),
            })
            .collect();
        expected.assert_eq(&markup(&tree(text, &inlines, Span::whole(text))));
    }

    fn note() -> InlineKind {
        InlineKind::Note { label: "1".into() }
    }

    #[test]
    fn nesting() {
        use InlineKind::{Emphasis, Strong};
        check("abc", &[], &expect!["abc"]);
        check("abcd", &[(1, 3, Emphasis)], &expect!["a<em>bc</em>d"]);
        check(
            "abcd",
            &[(0, 4, Emphasis), (1, 2, Strong)],
            &expect!["<em>a<strong>b</strong>cd</em>"],
        );
        check("ab", &[(2, 2, note())], &expect!["ab<note></note>"]);
        check(
            "abcd",
            &[(0, 2, Emphasis), (1, 4, Strong)],
            &expect!["<em>a<strong>b</strong></em><strong>cd</strong>"],
        );
        check(
            "创新驱动",
            &[(2, 4, Emphasis), (2, 2, note())],
            &expect!["创新<em><note></note>驱动</em>"],
        );
    }

    proptest! {
        #[test]
        fn the_tree_is_the_text(
            text in "[ab创🙂]{0,12}",
            spans in prop::collection::vec((0u32..14, 0u32..14), 0..6),
            part in (0u32..14, 0u32..14),
        ) {
            let inlines: Vec<Inline> = spans
                .into_iter()
                .map(|span| Inline { span: span.into(), kind: InlineKind::Emphasis })
                .collect();
            let part = Span::from(part);
            let whole = Span::whole(&text);
            let expected = part.intersection(whole).and_then(|part| part.slice(&text)).unwrap_or("");
            let plain = markup(&tree(&text, &inlines, part)).replace("<em>", "").replace("</em>", "");
            prop_assert_eq!(plain, expected);
        }
    }
}
