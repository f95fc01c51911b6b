//! TOML (1.0, <https://toml.io/en/v1.0.0>) to the tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Node, Value};
use crate::Diagnostic;
use crate::source::LineIndex;

/// The tree of a TOML document, always a table.
pub(crate) fn parse(toml: &str) -> Result<Node, Diagnostic> {
    let reader = Reader(LineIndex::of(toml));
    let table = DeTable::parse(toml).map_err(|error| {
        let line = error.span().map(|span| reader.0.at(span.start));
        Diagnostic::error(line, format!("this is no TOML: {}", error.message()))
    })?;
    Ok(Node {
        line: 1,
        value: reader.table(table.get_ref()),
    })
}

struct Reader(LineIndex);

impl Reader {
    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let line = self.0.at(value.span().start);
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => Value::Text(number.to_string()),
            DeValue::Float(number) => Value::Text(number.to_string()),
            DeValue::Boolean(truth) => Value::Text(truth.to_string()),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Array(values) => {
                Value::List(values.iter().map(|value| self.node(value)).collect())
            }
            DeValue::Table(table) => self.table(table),
        };
        Node { line, value }
    }

    /// Entries in the order of the document: the parser's own order is that of the alphabet.
    fn table(&self, table: &DeTable<'_>) -> Value {
        let mut entries: Vec<(usize, Entry)> = table
            .iter()
            .map(|(key, value)| {
                let start = key.span().start;
                let key = key.get_ref().to_string();
                (
                    start,
                    Entry {
                        key,
                        line: self.0.at(start),
                        node: self.node(value),
                    },
                )
            })
            .collect();
        entries.sort_by_key(|(start, _)| *start);
        Value::Table(entries.into_iter().map(|(_, entry)| entry).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_order_are_the_documents() {
        let node = parse("z.en = \"Z\"\n\na = 3\n[[part]]\nx = [\n  \"y\",\n]\n").unwrap();
        let Value::Table(entries) = node.value else {
            panic!("no table")
        };
        let found: Vec<_> = entries
            .iter()
            .map(|entry| (entry.key.as_str(), entry.line))
            .collect();
        assert_eq!(found, [("z", 1), ("a", 3), ("part", 4)]);
    }

    #[test]
    fn an_error_has_its_line() {
        let error = parse("a = 1\nb =\n").unwrap_err();
        assert_eq!(error.line, Some(2), "{error}");
    }
}
