//! A codebook from a table, ours or one that others made.

use corpus::csv::{Row, unmasked};
use corpus::{Example, Language, Localized, Within, colour_named, text};

use super::super::gather::{Entry, gather, language_of};
use super::super::palette::{Palette, parse};
use super::super::{ImportError, Imported, Note};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Parent,
    Label(Option<Language>),
    Definition(Option<Language>),
    Scope(Option<Language>),
    Examples(Option<Language>),
    Query,
    Within,
    Colour,
}

/// Reads a table whose first row names its columns, as [`super::write`] does; columns of others' names
/// (`name`, `tag`, `code`, `description`, `memo`, `color`) are known too. Any separator that
/// spreadsheets use will do.
pub fn read(table: &str, language: &Language, palette: &Palette) -> Result<Imported, ImportError> {
    let rows = corpus::csv::read(table).map_err(|error| {
        let corpus::csv::CsvError::Unclosed { line } = error else {
            return ImportError::new(None, error.to_string());
        };
        ImportError::new(line, error.to_string())
    })?;
    let Some((header, rows)) = rows.split_first() else {
        return Err(ImportError::new(
            None,
            "the file is empty: nothing can be read from it",
        ));
    };
    let mut notes = Vec::new();
    let columns = columns(header, &mut notes);
    let known = |wanted: fn(&Column) -> bool| columns.iter().flatten().any(wanted);
    if !known(|column| matches!(column, Column::Id | Column::Label(_))) {
        return Err(ImportError::new(
            header.line,
            "this is no codebook that is known here: neither QDC nor SKOS as JSON-LD, and as a table \
             it has no column `id` or `label`; name its columns in the first row",
        ));
    }
    let reading = Reading {
        language,
        palette,
        has_query: known(|column| *column == Column::Query),
        by_id: known(|column| *column == Column::Id),
        columns,
    };
    let entries: Result<Vec<Entry>, ImportError> = rows
        .iter()
        .map(|row| reading.entry(row, &mut notes))
        .collect();
    gather(entries?, notes, language)
}

fn columns(header: &Row, notes: &mut Vec<Note>) -> Vec<Option<Column>> {
    let column = |name: &String| {
        let column = column(name);
        if column.is_none() && !name.trim().is_empty() {
            notes.push(Note {
                line: Some(header.line),
                message: format!(
                    "the column {:?} is not known here and left out",
                    name.trim()
                ),
            });
        }
        column
    };
    header.cells.iter().map(column).collect()
}

fn column(name: &str) -> Option<Column> {
    let name = name.trim();
    let (name, language) = name.split_once('.').unwrap_or((name, ""));
    let language = (!language.is_empty()).then(|| Language::new(language));
    match name.trim().to_ascii_lowercase().as_str() {
        "id" => Some(Column::Id),
        "parent" => Some(Column::Parent),
        "label" | "name" | "tag" | "path" | "code" | "theme" => Some(Column::Label(language)),
        "definition" | "description" | "memo" => Some(Column::Definition(language)),
        "scope" => Some(Column::Scope(language)),
        "examples" | "example" => Some(Column::Examples(language)),
        "query" => Some(Column::Query),
        "within" => Some(Column::Within),
        "colour" | "color" => Some(Column::Colour),
        _ => None,
    }
}

struct Reading<'a> {
    language: &'a Language,
    palette: &'a Palette,
    columns: Vec<Option<Column>>,
    /// Whether the table says queries: then an empty cell is an empty query.
    has_query: bool,
    /// Whether rows name each other by ids, rather than by labels.
    by_id: bool,
}

impl Reading<'_> {
    fn entry(&self, row: &Row, notes: &mut Vec<Note>) -> Result<Entry, ImportError> {
        let beyond = row.cells.iter().skip(self.columns.len());
        if beyond.into_iter().any(|cell| !cell.trim().is_empty()) {
            return Err(ImportError::new(
                row.line,
                "this row has more cells than the first row has names: put cells that hold a separator into quotation marks",
            ));
        }
        let mut entry = Entry::new(Some(row.line), String::new())?;
        entry.has_query = self.has_query;
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            let cell = unmasked(cell).trim();
            if let Some(column) = column.as_ref().filter(|_| !cell.is_empty()) {
                self.take(&mut entry, column, cell, notes)?;
            }
        }
        let name = entry.theme.label.iter().next();
        let name = name.map(|(_, name)| name.to_owned());
        if entry.id.is_none() && name.is_none() {
            return Err(ImportError::new(
                row.line,
                "this row has neither an id nor a label: add one, or leave the row out",
            ));
        }
        let key = if self.by_id {
            entry.id.clone().or(name)
        } else {
            name
        };
        entry.key = key.unwrap_or_default();
        Ok(entry)
    }

    fn take(
        &self,
        entry: &mut Entry,
        column: &Column,
        cell: &str,
        notes: &mut Vec<Note>,
    ) -> Result<(), ImportError> {
        let theme = &mut entry.theme;
        match column {
            Column::Id => entry.id = Some(cell.to_owned()),
            Column::Parent => entry.parent = Some(cell.to_owned()),
            Column::Label(language) => self.put(&mut theme.label, language.as_ref(), cell),
            Column::Definition(language) => {
                self.put(&mut theme.definition, language.as_ref(), cell);
            }
            Column::Scope(language) => self.put(&mut theme.scope, language.as_ref(), cell),
            Column::Examples(language) => {
                let texts = cell.lines().map(text::normalise);
                let texts = texts.filter(|text| !text.is_empty());
                theme.examples.extend(texts.map(|text| Example {
                    language: self.language(language.as_ref(), &text),
                    text,
                }));
            }
            Column::Query => theme.query = cell.to_owned(),
            Column::Within => {
                let all = [Within::Block, Within::Sentence];
                let known = all.into_iter().find(|within| within.name() == cell);
                theme.within = known.ok_or_else(|| {
                    let cause = format!("`within`: {cell:?} is neither \"block\" nor \"sentence\": write one of the two");
                    ImportError::new(entry.line, cause)
                })?;
            }
            Column::Colour => {
                let seen = || parse(cell).map(|colour| self.palette.nearest(colour));
                theme.colour = colour_named(cell).or_else(seen);
                if theme.colour.is_none() {
                    notes.push(Note {
                        line: entry.line,
                        message: format!("the colour {cell:?} is not known here and left out"),
                    });
                }
            }
        }
        Ok(())
    }

    fn put(&self, texts: &mut Localized, language: Option<&Language>, cell: &str) {
        let new = (self.language(language, cell), cell.to_owned());
        let known = texts.iter();
        let known = known.map(|(language, text)| (language.clone(), text.to_owned()));
        *texts = known.chain([new]).collect();
    }

    fn language(&self, named: Option<&Language>, text: &str) -> Language {
        named
            .cloned()
            .unwrap_or_else(|| language_of(text, self.language))
    }
}
