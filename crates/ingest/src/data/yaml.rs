//! YAML (1.2, <https://yaml.org/spec/1.2.2/>) to the tree, without what front matter needs not:
//! anchors, aliases and several documents are refused, so that no input grows beyond its size.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Entry, Node, Value};
use crate::Diagnostic;

/// How deep lists and tables may be nested.
const DEPTH: usize = 16;

/// The tree of a YAML document whose first line is line `first` of its file.
pub(crate) fn parse(yaml: &str, first: u32) -> Result<Node, Diagnostic> {
    let mut builder = Builder {
        first,
        open: Vec::new(),
        root: None,
    };
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.map_err(|error| {
            let line = builder.line(error.marker().line());
            let cause = error.info();
            Diagnostic::error(
                line,
                format!(
                    "this is no YAML ({cause}): put the value in quotes, or mend its indentation"
                ),
            )
        })?;
        builder.take(event, span.start.line())?;
    }
    Ok(builder.root.unwrap_or(Node {
        line: first,
        value: Value::Null,
    }))
}

/// A list or table that is still being read.
enum Open {
    List(u32, Vec<Node>),
    Table(u32, Vec<Entry>, Option<(String, u32)>),
}

struct Builder {
    first: u32,
    open: Vec<Open>,
    root: Option<Node>,
}

impl Builder {
    fn line(&self, line: usize) -> u32 {
        u32::try_from(line)
            .unwrap_or(u32::MAX)
            .saturating_add(self.first)
            .saturating_sub(1)
    }

    fn take(&mut self, event: Event<'_>, line: usize) -> Result<(), Diagnostic> {
        let line = self.line(line);
        match event {
            Event::Scalar(text, style, ..) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let value = if null {
                    Value::Null
                } else {
                    Value::Text(text.into_owned())
                };
                self.place(Node { line, value })
            }
            Event::SequenceStart(..) => self.push(Open::List(line, Vec::new())),
            Event::MappingStart(..) => self.push(Open::Table(line, Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(_) => Err(Diagnostic::error(
                line,
                "an alias (`*name`) is not read here: write the value out",
            )),
            _ => Ok(()),
        }
    }

    fn push(&mut self, open: Open) -> Result<(), Diagnostic> {
        let (Open::List(line, _) | Open::Table(line, ..)) = open;
        if self.open.len() == DEPTH {
            return Err(Diagnostic::error(
                line,
                "lists and tables are nested too deeply: flatten them",
            ));
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Diagnostic> {
        let node = match self.open.pop() {
            Some(Open::List(line, nodes)) => Node {
                line,
                value: Value::List(nodes),
            },
            Some(Open::Table(line, entries, _)) => Node {
                line,
                value: Value::Table(entries),
            },
            None => return Ok(()),
        };
        self.place(node)
    }

    /// Puts a finished node where it belongs: into what is open, or at the root.
    fn place(&mut self, node: Node) -> Result<(), Diagnostic> {
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Open::List(_, nodes)) => nodes.push(node),
            Some(Open::Table(_, entries, key)) => match (key.take(), node.value) {
                (Some((key, line)), value) => {
                    entries.push(Entry {
                        key,
                        line,
                        node: Node {
                            line: node.line,
                            value,
                        },
                    });
                }
                (None, Value::Text(name)) => *key = Some((name, node.line)),
                (None, _) => {
                    return Err(Diagnostic::error(
                        node.line,
                        "a name is missing before the colon: write `name: value`",
                    ));
                }
            },
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn show(node: &Node) -> String {
        let line = node.line;
        match &node.value {
            Value::Null => format!("{line}:null"),
            Value::Text(text) => format!("{line}:{text:?}"),
            Value::List(nodes) => {
                format!(
                    "[{}]",
                    nodes.iter().map(show).collect::<Vec<_>>().join(", ")
                )
            }
            Value::Table(entries) => {
                let entries = entries
                    .iter()
                    .map(|entry| format!("{}={}", entry.key, show(&entry.node)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn check(yaml: &str, expected: &Expect) {
        let shown = parse(yaml, 2).map_or_else(|error| error.to_string(), |node| show(&node));
        expected.assert_eq(&shown);
    }

    #[test]
    fn trees_with_lines() {
        check("", &expect!["2:null"]);
        check(
            "title: A \"B\"\npublished: 2024-03-19\n",
            &expect![[r#"{title=2:"A \"B\"", published=3:"2024-03-19"}"#]],
        );
        check(
            "authors:\n  - name: A\n    role:\n  - B\n",
            &expect![[r#"{authors=[{name=3:"A", role=4:null}, 5:"B"]}"#]],
        );
        check(
            "a: 1.10\nb: 'null'\n",
            &expect![[r#"{a=2:"1.10", b=3:"null"}"#]],
        );
    }

    #[test]
    fn what_is_refused() {
        check(
            "title: \"open\nx: y\n",
            &expect![
                "2: error: this is no YAML (invalid indentation in quoted scalar): put the value in quotes, or mend its indentation"
            ],
        );
        check(
            "a: &x [1]\nb: *x\n",
            &expect!["3: error: an alias (`*name`) is not read here: write the value out"],
        );
        check(
            &"[".repeat(40),
            &expect!["2: error: lists and tables are nested too deeply: flatten them"],
        );
    }

    proptest! {
        #[test]
        fn nothing_panics(yaml in "(\\PC|[\n\\-:\\[\\]{}&*!|>'\"#% ]){0,60}") {
            let _ = parse(&yaml, 2);
        }
    }
}
