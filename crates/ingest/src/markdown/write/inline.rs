//! Text with inline structure as Markdown, with the escapes that it needs and no more.

use corpus::{Block, Inline, InlineKind, Node, Span, tree};

use crate::markdown::html;

/// Writes parts of one block's text.
pub(crate) struct Writer<'a> {
    text: &'a str,
    inlines: &'a [Inline],
}

impl<'a> Writer<'a> {
    /// A writer of this block's parts.
    pub(crate) fn of(block: &'a Block) -> Self {
        Self {
            text: &block.text,
            inlines: &block.inlines,
        }
    }

    /// A part that begins a line, where more signs have a meaning.
    pub(crate) fn line(&self, span: Span) -> String {
        escape_start(self.inside(span))
    }

    /// A part behind something else on its line.
    pub(crate) fn inside(&self, span: Span) -> String {
        let mut out = Out {
            text: String::new(),
            also: None,
        };
        out.nodes(&tree(self.text, self.inlines, span), None);
        out.text
    }

    /// A part in which one more sign has a meaning: `|` in a table, `#` in a heading.
    pub(crate) fn cell(&self, span: Span, also: char) -> String {
        let mut out = Out {
            text: String::new(),
            also: Some(also),
        };
        out.nodes(&tree(self.text, self.inlines, span), None);
        out.text
    }
}

/// A picture in a paragraph of its own.
pub(crate) fn figure(src: &str, alt: &str, caption: &str) -> String {
    let mut out = Out {
        text: String::new(),
        also: None,
    };
    out.literal(alt, None);
    let title = caption
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('&', "\\&");
    let title = if title.is_empty() {
        title
    } else {
        format!(" \"{title}\"")
    };
    format!("![{}]({}{title})\n", out.text, destination(src))
}

/// A run of backticks of this length at least that stands nowhere in the text.
pub(crate) fn backticks(text: &str, least: usize) -> String {
    let longest = text
        .split(|scalar| scalar != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    "`".repeat(if longest >= least { longest + 1 } else { least })
}

/// A link's address (CommonMark, section 6.3).
fn destination(href: &str) -> String {
    let escaped = href
        .replace('&', "\\&")
        .replace('<', "\\<")
        .replace('>', "\\>");
    let bare = !href.is_empty()
        && !href.contains(['<', '>', '(', ')', '|'])
        && !href.contains(char::is_whitespace);
    if bare {
        escaped
    } else {
        format!("<{escaped}>")
    }
}

struct Out {
    text: String,
    /// A sign that has a meaning here beside those that always have.
    also: Option<char>,
}

impl Out {
    /// Writes nodes in front of `next`.
    fn nodes(&mut self, nodes: &[Node<'_>], next: Option<char>) {
        for (at, node) in nodes.iter().enumerate() {
            let next = nodes.get(at + 1).map_or(next, |node| Some(first(node)));
            match node {
                Node::Text(text) => self.literal(text, next),
                Node::Inline(kind, inner) => self.mark(kind, inner, next),
            }
        }
    }

    fn mark(&mut self, kind: &InlineKind, inner: &[Node<'_>], next: Option<char>) {
        match kind {
            InlineKind::Note { label } => self.text.push_str(&format!("[^{label}]")),
            InlineKind::Link { href } => {
                self.text.push('[');
                self.nodes(inner, Some(']'));
                self.text.push_str(&format!("]({})", destination(href)));
            }
            InlineKind::Code => match inner {
                [Node::Text(code)] => self.code(code),
                _ => self.tagged(kind, inner),
            },
            _ => match sign(kind).filter(|sign| self.can_sign(sign, inner, next)) {
                Some(sign) => {
                    self.text.push_str(sign);
                    self.nodes(inner, Some(' '));
                    self.text.push_str(sign);
                }
                None => self.tagged(kind, inner),
            },
        }
    }

    fn tagged(&mut self, kind: &InlineKind, inner: &[Node<'_>]) {
        let Some(name) = html::name(kind) else {
            return self.nodes(inner, None);
        };
        let attribute = match kind {
            InlineKind::Foreign { language } => format!(" lang=\"{language}\""),
            _ => String::new(),
        };
        self.text.push_str(&format!("<{name}{attribute}>"));
        self.nodes(inner, Some('<'));
        self.text.push_str(&format!("</{name}>"));
    }

    /// Whether signs here open and close (CommonMark, section 6.2, on the safe side).
    fn can_sign(&self, sign: &str, inner: &[Node<'_>], next: Option<char>) -> bool {
        let (Some(Node::Text(head)), Some(Node::Text(tail))) = (inner.first(), inner.last()) else {
            return false;
        };
        let before = self.text.chars().next_back();
        let clear = |beside: Option<char>| beside.is_none_or(char::is_whitespace);
        let apart = |beside: Option<char>| beside.is_none_or(|beside| !sign.starts_with(beside));
        let opens = head
            .chars()
            .next()
            .is_some_and(|first| holds(first, clear(before)));
        let closes = tail
            .chars()
            .next_back()
            .is_some_and(|last| holds(last, clear(next)));
        opens && closes && apart(before) && apart(next)
    }

    /// A code span (CommonMark, section 6.1).
    fn code(&mut self, code: &str) {
        let fence = backticks(code, 1);
        let pad = if code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']) {
            " "
        } else {
            ""
        };
        let code = if self.also == Some('|') {
            code.replace('|', "\\|")
        } else {
            code.to_owned()
        };
        self.text
            .push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
    }

    /// Text that means itself.
    fn literal(&mut self, text: &str, next: Option<char>) {
        let scalars: Vec<char> = text.chars().collect();
        for (at, &scalar) in scalars.iter().enumerate() {
            let before = if at == 0 {
                self.text.chars().next_back()
            } else {
                Some(scalars[at - 1])
            };
            let after = scalars.get(at + 1).copied().or(next);
            if is_sign(scalar, before, after) || self.also == Some(scalar) {
                self.text.push('\\');
            }
            self.text.push(scalar);
        }
    }
}

/// What the Markdown of a node begins with, as far as its neighbours care.
fn first(node: &Node<'_>) -> char {
    match node {
        Node::Text(text) => text.chars().next().unwrap_or(' '),
        Node::Inline(InlineKind::Note { .. } | InlineKind::Link { .. }, _) => '[',
        Node::Inline(InlineKind::Code, _) => '`',
        Node::Inline(kind, _) => sign(kind)
            .and_then(|sign| sign.chars().next())
            .unwrap_or('<'),
    }
}

fn sign(kind: &InlineKind) -> Option<&'static str> {
    match kind {
        InlineKind::Emphasis => Some("*"),
        InlineKind::Strong => Some("**"),
        InlineKind::Deleted => Some("~~"),
        _ => None,
    }
}

/// Whether a sign beside this scalar binds to it: to a letter always, to another visible scalar
/// if what stands on the sign's other side is clear.
fn holds(scalar: char, clear: bool) -> bool {
    scalar.is_alphanumeric() || (clear && !scalar.is_whitespace() && !matches!(scalar, '*' | '~'))
}

/// Whether a scalar inside a line has a meaning of its own between these two.
fn is_sign(scalar: char, before: Option<char>, after: Option<char>) -> bool {
    let inside_word = || {
        [before, after]
            .iter()
            .all(|beside| beside.is_some_and(char::is_alphanumeric))
    };
    match scalar {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
        '_' => !inside_word(),
        '&' => after.is_some_and(|after| after == '#' || after.is_ascii_alphanumeric()),
        '!' => after == Some('['),
        _ => false,
    }
}

/// Escapes what would make a line something else than text: a heading, quotation, list, rule.
fn escape_start(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '>', '+', '-', '=', ':', '|']) {
        format!("\\{line}")
    } else {
        line
    }
}
