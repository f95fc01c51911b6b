//! An essay as a Markdown file that reads back to the same essay.

mod front;
mod inline;

use corpus::{Alignment, Block, Essay, Kind, ListItem, Span, TableRow};

use inline::Writer;

use super::decisions;

/// The essay as Markdown with front matter, as an editor would write it: one line per paragraph,
/// signs rather than tags, escapes only where they are needed.
///
/// `read` gives the same essay again, as long as the essay says nothing that Markdown cannot:
/// several header rows of a table, or ordered lists inside others, lose that.
pub fn write(essay: &Essay) -> String {
    let mut out = front::write(&essay.meta);
    let mut before: Option<&Block> = None;
    let mut alternate = false;
    for (at, block) in (0..).zip(&essay.blocks) {
        alternate = !alternate && before.is_some_and(|before| are_alike_lists(before, block));
        out.push('\n');
        let decisions = essay.decisions.iter();
        out.extend(
            decisions
                .filter(|decision| decision.block == at)
                .map(decisions::written),
        );
        out.push_str(&markdown(
            block,
            alternate,
            essay.meta.language.is_ideographic(),
        ));
        before = Some(block);
    }
    out
}

/// Two lists that would become one if they were written with the same signs.
fn are_alike_lists(first: &Block, second: &Block) -> bool {
    match (&first.kind, &second.kind) {
        (Kind::List { start: first, .. }, Kind::List { start: second, .. }) => {
            first.is_some() == second.is_some()
        }
        _ => false,
    }
}

fn markdown(block: &Block, alternate: bool, ideographic: bool) -> String {
    let writer = Writer::of(block);
    let whole = Span::whole(&block.text);
    match &block.kind {
        Kind::Heading { level } => {
            let text = writer.cell(whole, '#');
            format!("{} {text}\n", "#".repeat(usize::from((*level).clamp(2, 6))))
        }
        Kind::Quote {
            paragraphs,
            attribution,
            ..
        } => quote(&writer, paragraphs, *attribution),
        Kind::List { start, items } => list(&writer, *start, items, alternate),
        Kind::Table {
            caption,
            columns,
            rows,
        } => {
            let mark = if ideographic { "表：" } else { "Table: " };
            let caption = caption.map(|span| format!("{mark}{}\n\n", writer.inside(span)));
            caption.unwrap_or_default() + &table(&writer, columns, rows)
        }
        Kind::Figure { src, alt } => inline::figure(src, alt, &block.text),
        Kind::Footnote { label } => format!("[^{label}]: {}\n", writer.line(whole)),
        Kind::Verse { lines } => verse(block, &writer, lines),
        _ => format!("{}\n", writer.line(whole)),
    }
}

fn quote(writer: &Writer<'_>, paragraphs: &[Span], attribution: Option<Span>) -> String {
    let mut lines: Vec<String> = paragraphs
        .iter()
        .map(|span| format!("> {}\n", writer.line(*span)))
        .collect();
    lines.extend(attribution.map(|span| format!("> — {}\n", writer.inside(span))));
    lines.join(">\n")
}

/// Items under each other; those of a deeper list are set in by the width of the sign above.
fn list(writer: &Writer<'_>, start: Option<u32>, items: &[ListItem], alternate: bool) -> String {
    let mut out = String::new();
    let mut number = start.unwrap_or_default();
    let mut width = 0;
    for ListItem { span, depth } in items {
        let sign = match (start, depth) {
            (Some(_), 0) => format!("{number}{}", if alternate { ')' } else { '.' }),
            _ => (if alternate { "*" } else { "-" }).to_owned(),
        };
        let indent = match depth {
            0 => 0,
            depth => width + 2 * (usize::from(*depth) - 1),
        };
        if *depth == 0 {
            width = sign.len() + 1;
            number = number.saturating_add(1);
        }
        out.push_str(&format!("{:indent$}{sign} {}\n", "", writer.line(*span)));
    }
    out
}

fn table(writer: &Writer<'_>, columns: &[Alignment], rows: &[TableRow]) -> String {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let row = |row: &TableRow| line(&mut row.cells.iter().map(|cell| writer.cell(*cell, '|')));
    let rule = |column: &Alignment| match column {
        Alignment::Start => "---",
        Alignment::Center => ":-:",
        Alignment::End => "--:",
    };
    let headed = rows.first().is_some_and(|row| row.header);
    let mut out = match rows.first() {
        Some(header) if headed => row(header),
        _ => line(&mut columns.iter().map(|_| String::new())),
    };
    out.push_str(&line(
        &mut columns.iter().map(|column| rule(column).to_owned()),
    ));
    out.extend(rows.iter().skip(usize::from(headed)).map(row));
    out
}

/// Lines in a fence, or with `\` at their ends where there is inline structure to show.
fn verse(block: &Block, writer: &Writer<'_>, lines: &[Span]) -> String {
    if block.inlines.is_empty() {
        let lines = lines.iter().filter_map(|line| line.slice(&block.text));
        let fence = inline::backticks(&block.text, 3);
        return format!(
            "{fence}\n{}\n{fence}\n",
            lines.collect::<Vec<_>>().join("\n")
        );
    }
    let lines = lines.iter().map(|line| writer.line(*line));
    lines.collect::<Vec<_>>().join("\\\n") + "\n"
}
