//! Structured data that remembers its lines: one tree for YAML and TOML, read field by field.

mod fields;
mod toml;
mod yaml;

pub(crate) use fields::Fields;
pub(crate) use toml::parse as parse_toml;
pub(crate) use yaml::parse as parse_yaml;

/// A value and the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// The line, from 1.
    pub line: u32,
    /// The value.
    pub value: Value,
}

/// A value. Numbers, dates and truth values are kept as they were written: what a field means
/// is decided by whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// Any scalar.
    Text(String),
    /// Values in order.
    List(Vec<Node>),
    /// Named values in order.
    Table(Vec<Entry>),
}

/// One named value of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The name.
    pub key: String,
    /// The line of the name.
    pub line: u32,
    /// The value.
    pub node: Node,
}
