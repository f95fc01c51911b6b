//! Tables as CSV (RFC 4180): written so that a spreadsheet runs nothing in them, read as spreadsheets
//! write them.

use thiserror::Error;

/// Appends a row: every cell in quotation marks, CR LF at the end.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula.
/// Such a cell gets an apostrophe in front, by which spreadsheets know a text; so does one that begins
/// with apostrophes and then one of these. [`unmasked`] takes it off.
pub fn put_row<'a>(table: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (place, cell) in cells.into_iter().enumerate() {
        table.push_str(if place == 0 { "\"" } else { ",\"" });
        if is_formula(cell) {
            table.push('\'');
        }
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    }
    table.push_str("\r\n");
}

/// Whether a spreadsheet may run a cell, or would if it were read back; the wide forms of the signs
/// are signs for some.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A cell as it was before [`put_row`] kept spreadsheets from running it.
pub fn unmasked(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'').filter(|_| is_formula(cell));
    bare.unwrap_or(cell)
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Why a text is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CsvError {
    /// A cell begins with a quotation mark and has no other.
    #[error(
        "the quotation mark that opens a cell is never closed: close it, or double those inside the cell"
    )]
    Unclosed {
        /// The line on which the cell begins.
        line: u32,
    },
}

/// The rows of a table. Cells are parted by commas, semicolons or tabs: by whichever the first line
/// has most of. Rows of nothing are left out.
pub fn read(table: &str) -> Result<Vec<Row>, CsvError> {
    let table = table.strip_prefix('\u{feff}').unwrap_or(table);
    let separator = separator(table);
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    let (mut line, mut begun) = (1, 1);
    let mut rest = table;
    while !rest.is_empty() {
        let (cell, after, lines) = cell(rest, separator).ok_or(CsvError::Unclosed { line })?;
        line += lines;
        cells.push(cell);
        let next = after.strip_prefix(separator);
        rest = next.unwrap_or_else(|| past_line(after));
        // A separator at the very end has an empty cell behind it.
        if next == Some("") {
            cells.push(String::new());
        }
        if next.is_none_or(str::is_empty) {
            let cells = std::mem::take(&mut cells);
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push(Row { line: begun, cells });
            }
            line += 1;
            begun = line;
        }
    }
    Ok(rows)
}

/// The first cell of what is left, what follows it, and how many line ends are in it; none where it
/// has no end.
fn cell(text: &str, separator: char) -> Option<(String, &str, u32)> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([separator, '\r', '\n']).unwrap_or(text.len());
        return Some((text[..end].to_owned(), &text[end..], 0));
    };
    let mut cell = String::new();
    loop {
        let (inside, after) = rest.split_once('"')?;
        cell.push_str(inside);
        let Some(more) = after.strip_prefix('"') else {
            // What stands between the mark and the separator is part of the cell.
            let end = after.find([separator, '\r', '\n']).unwrap_or(after.len());
            cell.push_str(&after[..end]);
            let lines = cell.matches('\n').count();
            let lines = u32::try_from(lines).unwrap_or(u32::MAX);
            return Some((cell, &after[end..], lines));
        };
        cell.push('"');
        rest = more;
    }
}

fn past_line(text: &str) -> &str {
    text.strip_prefix("\r\n")
        .or_else(|| text.strip_prefix(['\r', '\n']))
        .unwrap_or(text)
}

fn separator(table: &str) -> char {
    // Of equals the last is taken, so the likeliest stands there.
    let mut counts = [('\t', 0), (';', 0), (',', 0)];
    let mut quoted = false;
    for scalar in table.chars() {
        match scalar {
            '"' => quoted = !quoted,
            '\r' | '\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                let known = counts.iter_mut().find(|(known, _)| *known == scalar);
                known.into_iter().for_each(|(_, count)| *count += 1);
            }
        }
    }
    let most = counts.into_iter().max_by_key(|&(_, count)| count);
    most.map_or(',', |(separator, _)| separator)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(table: &str, expected: &Expect) {
        let shown = read(table).map_or_else(
            |error| error.to_string(),
            |rows| {
                let row = |row: &Row| format!("{}: {}", row.line, row.cells.join("|"));
                rows.iter().map(row).collect::<Vec<_>>().join("\n")
            },
        );
        expected.assert_eq(&shown);
    }

    #[test]
    fn tables_as_spreadsheets_write_them() {
        check(
            "\u{feff}a,b\r\n1,\"2,\"\"3\"\"\nx\"\r\n\r\n,,\n4,\n",
            &expect![[r#"
                1: a|b
                2: 1|2,"3"
                x
                6: 4|"#]],
        );
        check(
            "a;b\n\"1,5\";2\n",
            &expect![[r#"
            1: a|b
            2: 1,5|2"#]],
        );
        check(
            "a\tb\r1\t2\r",
            &expect![[r#"
            1: a|b
            2: 1|2"#]],
        );
        check(
            "a,b\n1,2,",
            &expect![[r#"
            1: a|b
            2: 1|2|"#]],
        );
        check(
            "a,b\n\"1\" and more,5\"\n",
            &expect![[r#"
            1: a|b
            2: 1 and more|5""#]],
        );
        check(
            "a,b\n1,\"2\n",
            &expect![
                "the quotation mark that opens a cell is never closed: close it, or double those inside the cell"
            ],
        );
    }

    proptest! {
        #[test]
        fn rows_are_read_as_they_were_written(
            mut rows in prop::collection::vec(prop::collection::vec("[=+@,;\"' \t\r\nａ＝a-]{0,6}", 1..5), 0..5),
        ) {
            let mut table = String::new();
            for row in &mut rows {
                row.push("not empty".to_owned());
                put_row(&mut table, row.iter().map(String::as_str));
            }
            let read = read(&table).unwrap().into_iter();
            let read = read.map(|row| row.cells.iter().map(|cell| unmasked(cell).to_owned()).collect());
            prop_assert_eq!(read.collect::<Vec<Vec<String>>>(), rows);
        }

        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|[\",;\t\r\n']){0,60}") {
            let _ = read(&text);
        }
    }
}
