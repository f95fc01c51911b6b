//! Lines that stand together, with nothing between them.

use std::collections::HashSet;

use super::lines::Line;

/// Lines without a blank line or the end of a page between them.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    /// The lines, none of them blank.
    pub lines: Vec<Line>,
    /// Whether a page, or what stood at its edges, parts it from what stands before.
    pub cut: bool,
}

impl Chunk {
    /// Its widest line, with its indent.
    pub(crate) fn measure(&self) -> usize {
        self.lines
            .iter()
            .map(|line| line.width() + line.indent)
            .max()
            .unwrap_or(0)
    }
}

/// The chunks of these lines; `cuts` are the places in them before which a page was cut.
pub(crate) fn of(lines: Vec<Line>, cuts: &HashSet<usize>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let (mut apart, mut cut) = (true, false);
    for (at, line) in lines.into_iter().enumerate() {
        cut |= cuts.contains(&at);
        if line.is_blank() {
            apart = true;
            continue;
        }
        match chunks.last_mut() {
            Some(chunk) if !apart && !cut => chunk.lines.push(line),
            _ => chunks.push(Chunk {
                lines: vec![line],
                cut,
            }),
        }
        (apart, cut) = (false, false);
    }
    chunks
}
