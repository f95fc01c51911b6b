//! Highlights as a table (RFC 4180), which spreadsheets open without running anything in it.

use corpus::csv::put_row;

use super::Entry;

/// The header row; the names stay the same in every language, for programs to rely on.
const HEADER: [&str; 12] = [
    "id",
    "essay",
    "title",
    "language",
    "paragraph",
    "address",
    "category",
    "quote",
    "note",
    "tags",
    "created",
    "modified",
];

/// A table in UTF-8 with a byte order mark: a header row, then a row for each highlight, in the order
/// given. Every cell stands in quotation marks, rows end in CR LF, the parts of a quote stand on lines
/// of their own, tags are parted by `; `.
///
/// Cells that a spreadsheet might run are marked as texts: [`corpus::csv`].
pub fn to_csv(entries: &[Entry]) -> String {
    let mut table = String::from("\u{feff}");
    put_row(&mut table, HEADER);
    for entry in entries {
        let highlight = entry.highlight;
        let paragraph = entry.paragraph.map(|number| number.to_string());
        put_row(
            &mut table,
            [
                highlight.id.as_str(),
                highlight.essay.as_str(),
                entry.title,
                entry.language,
                paragraph.as_deref().unwrap_or_default(),
                entry.address,
                entry.category,
                &highlight.exact(),
                highlight.note.as_deref().unwrap_or_default(),
                &highlight.tags.join("; "),
                &highlight.created,
                &highlight.modified,
            ],
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;
    use crate::annotation::tests::{chinese, english, highlights};

    /// A reader of RFC 4180 that knows nothing of the writer.
    fn parse(table: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let mut quoted = false;
        let mut scalars = table.trim_start_matches('\u{feff}').chars().peekable();
        while let Some(scalar) = scalars.next() {
            let row = rows.last_mut().unwrap();
            match scalar {
                '"' if quoted && scalars.next_if_eq(&'"').is_some() => {
                    row.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\r' if !quoted && scalars.next_if_eq(&'\n').is_some() => {
                    rows.push(vec![String::new()]);
                }
                other => row.last_mut().unwrap().push(other),
            }
        }
        assert!(!quoted && rows.pop() == Some(vec![String::new()]));
        rows
    }

    /// Takes the apostrophe off, as the documentation says.
    fn text(cell: &str) -> String {
        let signs = "=+-@\t\r\n＝＋－＠";
        let after = cell.trim_start_matches('\'');
        let is_masked = after.len() < cell.len() && after.starts_with(|sign| signs.contains(sign));
        cell[usize::from(is_masked)..].to_owned()
    }

    fn check(entry: &Entry, expected: &Expect) {
        let table = to_csv(&[*entry]);
        assert!(table.starts_with("\u{feff}\"id\",") && table.ends_with("\r\n"));
        let row = table.split_once("\r\n").unwrap().1;
        expected.assert_eq(&row.replace("\r\n", "\n"));
    }

    #[test]
    fn rows() {
        check(
            &Entry {
                highlight: &english(),
                title: "On \"Growth\"",
                language: "en",
                address: "https://example.org/essays/on-growth/#g4t2xf:3-9~abcdefgh",
                paragraph: Some(4),
                category: "=Doubt",
            },
            &expect![[r#"
                "k3","on-growth","On ""Growth""","en","4","https://example.org/essays/on-growth/#g4t2xf:3-9~abcdefgh","'=Doubt","growth","Why?","growth","2026-11-23T21:00:00Z","2026-11-23T21:05:00Z"
            "#]],
        );
        check(
            &Entry {
                highlight: &chinese(),
                title: "发展新质生产力",
                language: "zh-Hans",
                address: "https://example.org/essays/xin-zhi/#b7mcd2",
                paragraph: None,
                category: "要点",
            },
            &expect![[r#"
                "k4","xin-zhi","发展新质生产力","zh-Hans","","https://example.org/essays/xin-zhi/#b7mcd2","要点","“创新”是第一动力
                =关键在落实","见第三节
                再读","创新; 动力","2026-11-23T21:00:00Z","2026-11-23T21:05:00Z"
            "#]],
        );
    }

    proptest! {
        #[test]
        fn cells_are_read_as_they_were(
            highlights in prop::collection::vec(highlights(), 0..3),
            title in "[=+@,;\"' \t\r\nａ＝a-]{0,6}|'{0,2}[=-]",
            paragraph in prop::option::of(any::<u32>()),
        ) {
            let entries: Vec<Entry> = highlights.iter().map(|highlight| Entry {
                highlight, title: &title, language: "en", address: "a,b", paragraph, category: &title,
            }).collect();
            let rows = parse(&to_csv(&entries));
            prop_assert_eq!(&rows[0], &HEADER);
            prop_assert_eq!(rows.len(), entries.len() + 1);
            for (row, highlight) in rows[1..].iter().zip(&highlights) {
                for cell in row {
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
                }
                let row: Vec<String> = row.iter().map(|cell| text(cell)).collect();
                let paragraph = paragraph.map_or(String::new(), |number| number.to_string());
                prop_assert_eq!(&row, &[
                    highlight.id.as_str(), highlight.essay.as_str(), &title, "en", &paragraph, "a,b", &title,
                    &highlight.exact(), highlight.note.as_deref().unwrap_or_default(),
                    &highlight.tags.join("; "), &highlight.created, &highlight.modified,
                ]);
            }
        }
    }
}
