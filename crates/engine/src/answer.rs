//! Answers as lines of text. The application reads them in `src/state/answer.rs`.

use std::fmt::Write as _;

use corpus::Span;
use search::{EssayText, FacetCount, Line, PartId, Results, Unready, excerpt, sheet};

use crate::Answered;

/// The longest excerpt, in characters.
const EXCERPT: u32 = 280;

/// The first line is `found`, then
/// - how many documents have all words, how many only some; `relaxed` where there are none of the
///   first; `nothing` where nothing is asked for;
/// - what the query should have been, where it has a misspelt word, or nothing;
/// - the keys of notes on how the query was read;
/// - a line for each of the best documents: its number, how well it answers, in thousandths, and its name.
pub fn found(text: &str, answered: &Answered, names: &[String]) -> String {
    let Answered {
        parsed, results, ..
    } = answered;
    let weaker = results.weaker.as_ref().map_or(0, |weaker| weaker.total);
    let how = match results.relaxed {
        true => " relaxed",
        false if parsed.query.is_empty() => " nothing",
        false => "",
    };
    let suggestion = results.suggestion(text).unwrap_or_default();
    let suggestion = suggestion.replace(['\n', '\r'], " ");
    let notes: Vec<&str> = parsed.notes.iter().map(|note| note.key()).collect();
    let mut lines = format!(
        "found\n{} {weaker}{how}\n{suggestion}\n{}",
        results.total,
        notes.join(" ")
    );
    for ((_, hit), name) in results.all_hits().zip(names) {
        let _ = write!(
            lines,
            "\n{} {} {name}",
            hit.essay,
            (hit.score * 1000.0) as u32
        );
    }
    lines
}

/// The first line is `facets`, then one for each value that any document has: the name of its
/// dimension, how many documents it would show, and the value.
pub fn facets(counts: &[FacetCount]) -> String {
    let mut lines = String::from("facets");
    for FacetCount {
        dimension,
        value,
        count,
    } in counts.iter().filter(|one| one.count > 0)
    {
        let _ = write!(lines, "\n{} {count} {value}", dimension.name());
    }
    lines
}

/// The first line is `passages`, then two for each: its block, whether words were left out before
/// and after it, and its marks; and its words.
pub fn passages(results: &Results, essay: &EssayText, sheet: &str, limit: usize) -> String {
    let mut lines = String::from("passages");
    for hit in results.passages(essay, limit) {
        let shown = excerpt(sheet::block(sheet, hit.block), &hit.spans, EXCERPT);
        let (before, after) = (u8::from(shown.cut_before), u8::from(shown.cut_after));
        let _ = write!(lines, "\n{} {before} {after}", hit.block);
        spans(&mut lines, &shown.marks);
        let _ = write!(lines, "\n{}", shown.text);
    }
    lines
}

/// The first line is `marks`, then one for each block that has any: its number, and its marks.
pub fn marks<'a>(blocks: impl IntoIterator<Item = &'a Vec<Span>>) -> String {
    let mut lines = String::from("marks");
    for (block, marks) in blocks.into_iter().enumerate() {
        if !marks.is_empty() {
            let _ = write!(lines, "\n{block}");
            spans(&mut lines, marks);
        }
    }
    lines
}

/// The first line is `concordance`, then three for each place where the query's words stand: its
/// block, what is shown of that, and the words; and by what it is sorted: the folded words before
/// these, and those after them.
pub fn concordance(concordance: &[Line]) -> String {
    let mut lines = String::from("concordance");
    for line in concordance {
        let _ = write!(lines, "\n{}", line.block);
        spans(&mut lines, &[line.context, line.keyword]);
        let _ = write!(lines, "\n{}\n{}", line.before, line.after);
    }
    lines
}

/// `missing` and the names of the parts that are needed first, or `damaged` and the name of one.
pub fn unready(why: &Unready) -> String {
    match why {
        Unready::Missing(parts) => ["missing", &names(parts)].join("\n"),
        Unready::Damaged(part) => ["damaged", &names(&[*part])].join("\n"),
    }
}

/// The names of parts, a line each.
pub fn names(parts: &[PartId]) -> String {
    let names: Vec<String> = parts.iter().map(PartId::to_string).collect();
    names.join("\n")
}

fn spans(lines: &mut String, spans: &[Span]) {
    for span in spans {
        let _ = write!(lines, " {}-{}", span.start, span.end);
    }
}
