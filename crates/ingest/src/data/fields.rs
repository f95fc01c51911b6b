//! A table read field by field: each is taken once, and what nobody took is unknown.

use std::fmt::Display;
use std::str::FromStr;

use corpus::{Language, Localized};

use super::{Entry, Node, Value};
use crate::Diagnostic;

/// The fields of one table that are still to be read.
pub(crate) struct Fields<'d> {
    entries: Vec<Entry>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'d> Fields<'d> {
    /// The fields of this node; a node that is no table has none and is an error.
    pub(crate) fn of(node: Node, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let entries = match node.value {
            Value::Table(entries) => entries,
            Value::Null => Vec::new(),
            _ => {
                diagnostics.push(Diagnostic::error(
                    node.line,
                    "named values belong here: write `name: value`",
                ));
                Vec::new()
            }
        };
        let mut fields = Self {
            entries,
            diagnostics,
        };
        fields.refuse_repeats();
        fields
    }

    fn refuse_repeats(&mut self) {
        let mut at = 1;
        while at < self.entries.len() {
            if self.entries[..at]
                .iter()
                .any(|entry| entry.key == self.entries[at].key)
            {
                let Entry { key, line, .. } = self.entries.remove(at);
                self.error(line, format!("`{key}` is given twice: drop one of the two"));
            } else {
                at += 1;
            }
        }
    }

    /// The value of this field, with its line.
    pub(crate) fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at).node)
    }

    /// The line on which this field is named.
    pub(crate) fn line(&self, key: &str) -> Option<u32> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        Some(entry.line)
    }

    /// A text that is not empty, with its line.
    pub(crate) fn lined_text(&mut self, key: &str) -> Option<(u32, String)> {
        let node = self.take(key)?;
        let line = node.line;
        self.as_text(node, key).map(|text| (line, text))
    }

    /// A text that is not empty.
    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        self.lined_text(key).map(|(_, text)| text)
    }

    /// A text that may be empty where that is said: `query = ""`.
    pub(crate) fn text_or_empty(&mut self, key: &str) -> Option<String> {
        let node = self.take(key)?;
        let is_empty = matches!(&node.value, Value::Text(text) if text.trim().is_empty());
        is_empty
            .then(String::new)
            .or_else(|| self.as_text(node, key))
    }

    /// One text or a list of texts, with their lines.
    pub(crate) fn lined_texts(&mut self, key: &str) -> Vec<(u32, String)> {
        let node = self.take(key);
        node.map_or_else(Vec::new, |node| self.as_texts(node, key))
    }

    /// One text or a list of texts.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<String> {
        self.lined_texts(key)
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    }

    /// A value with a form of its own, such as a date.
    pub(crate) fn parsed<T: FromStr<Err: Display>>(&mut self, key: &str) -> Option<T> {
        let (line, text) = self.lined_text(key)?;
        self.accept(line, key, text.parse())
    }

    /// The value, or its error as a finding about this field.
    pub(crate) fn accept<T, E: Display>(
        &mut self,
        line: u32,
        key: &str,
        value: Result<T, E>,
    ) -> Option<T> {
        value
            .map_err(|error| self.error(line, format!("`{key}`: {error}")))
            .ok()
    }

    /// A text by language (`title.en`), or one text alone, which is then in `otherwise`.
    pub(crate) fn localized(&mut self, key: &str, otherwise: &Language) -> Localized {
        match self.take(key) {
            None => Localized::default(),
            Some(Node {
                value: Value::Table(entries),
                ..
            }) => {
                let texts = entries.into_iter().filter_map(|entry| {
                    let text = self.as_text(entry.node, key)?;
                    Some((Language::new(&entry.key), text))
                });
                texts.collect()
            }
            Some(node) => self
                .as_text(node, key)
                .map_or_else(Localized::default, |text| {
                    Localized::single(otherwise.clone(), text)
                }),
        }
    }

    /// Texts by language (`examples.en = ["…"]`), or one or several texts alone, which are then in
    /// `otherwise`: by language in the order of their tags.
    pub(crate) fn localized_lists(
        &mut self,
        key: &str,
        otherwise: &Language,
    ) -> Vec<(Language, String)> {
        let mut lists: Vec<(Language, Node)> = match self.take(key) {
            None => Vec::new(),
            Some(Node {
                value: Value::Table(entries),
                ..
            }) => {
                let lists = entries.into_iter();
                lists
                    .map(|entry| (Language::new(&entry.key), entry.node))
                    .collect()
            }
            Some(node) => vec![(otherwise.clone(), node)],
        };
        lists.sort_by(|(one, _), (other, _)| one.cmp(other));
        let texts = lists.into_iter().flat_map(|(language, node)| {
            let texts = self.as_texts(node, key).into_iter();
            texts.map(move |(_, text)| (language.clone(), text))
        });
        texts.collect()
    }

    /// The tables of a list of tables (`[[part]]`).
    pub(crate) fn tables(&mut self, key: &str) -> Vec<Node> {
        match self.take(key) {
            Some(Node {
                value: Value::List(nodes),
                ..
            }) => nodes,
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// A finding about these fields.
    pub(crate) fn error(&mut self, line: u32, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(line, message));
    }

    /// Where findings about these fields go.
    pub(crate) fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        self.diagnostics
    }

    /// Says of every field that nobody took that it is unknown.
    pub(crate) fn finish(self) {
        let unknown = self.entries.into_iter().map(|Entry { key, line, .. }| {
            Diagnostic::warning(
                line,
                format!("`{key}` is not known here: check its spelling or drop it"),
            )
        });
        self.diagnostics.extend(unknown);
    }

    /// One text or a list of texts, with their lines.
    fn as_texts(&mut self, node: Node, key: &str) -> Vec<(u32, String)> {
        let nodes = match node.value {
            Value::List(nodes) => nodes,
            _ => vec![node],
        };
        let lined = nodes
            .into_iter()
            .map(|node| (node.line, self.as_text(node, key)));
        lined
            .filter_map(|(line, text)| Some((line, text?)))
            .collect()
    }

    fn as_text(&mut self, node: Node, key: &str) -> Option<String> {
        match node.value {
            Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Null => None,
            Value::List(_) | Value::Table(_) => {
                self.error(
                    node.line,
                    format!("`{key}` is one text: write it in quotes behind the name"),
                );
                None
            }
        }
    }
}
