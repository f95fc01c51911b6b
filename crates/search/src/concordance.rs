//! The concordance: every place where a query's words stand in an essay, with what stands around it.

use corpus::{Span, letter};

use crate::analysed::EssayMarks;
use crate::excerpt::is_boundary;
use crate::place::of_block;
use crate::sheet;

/// How much is shown on either side, in half-width characters; a Han character is as wide as two.
const WIDTH: u32 = 72;

/// By how many words, or characters of an unspaced script, on either side lines are sorted.
const NEIGHBOURS: usize = 5;

/// They are looked for no further away than this, in scalars.
const NEAR: usize = 160;

/// A place where a query's words stand. All spans are of the block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The block, by its place in the essay.
    pub block: u32,
    /// The words.
    pub keyword: Span,
    /// What is shown: the words, and as much around them as has its place on a line.
    pub context: Span,
    /// The words before them, the nearest first.
    pub before: String,
    /// The words after them, the nearest first.
    pub after: String,
}

/// A line for everything that is marked in the blocks of an essay, in reading order.
pub fn concordance(marks: &EssayMarks, sheet: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for (block, marks) in marks.blocks.iter().enumerate() {
        if marks.is_empty() {
            continue;
        }
        let block = of_block(block) - crate::place::FIRST_BLOCK;
        let scalars: Vec<char> = sheet::block(sheet, block).chars().collect();
        lines.extend(marks.iter().map(|&keyword| line(block, &scalars, keyword)));
    }
    lines
}

/// The line of words in a block.
pub fn line(block: u32, scalars: &[char], keyword: Span) -> Line {
    let (from, to) = (keyword.start as usize, keyword.end as usize);
    let near = &scalars[from.saturating_sub(NEAR)..from];
    let before: Vec<char> = near.iter().rev().copied().collect();
    Line {
        block,
        keyword,
        context: context(scalars, keyword),
        before: neighbours(&before, true),
        after: neighbours(&scalars[to..], false),
    }
}

/// The words with what has its place beside them, cut between words.
fn context(scalars: &[char], keyword: Span) -> Span {
    let (from, to) = (keyword.start as usize, keyword.end as usize);
    let before = scalars[..from].iter().rev();
    let (earliest, latest) = (from - fitting(before), to + fitting(scalars[to..].iter()));
    let start = (earliest..from).find(|&at| is_boundary(scalars, at));
    let end = (to..=latest).rev().find(|&at| is_boundary(scalars, at));
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(start.unwrap_or(from)), offset(end.unwrap_or(to)))
}

/// How many of these characters have their place on one side.
fn fitting<'a>(scalars: impl Iterator<Item = &'a char>) -> usize {
    let mut width = 0;
    let fits = scalars.take_while(|&&scalar| {
        width += if corpus::text::is_cjk(scalar) { 2 } else { 1 };
        width <= WIDTH
    });
    fits.count()
}

/// The nearest words of a text, by which lines are sorted, in small letters; a character of an unspaced script is
/// one by itself. `backwards` says that the text is.
fn neighbours(text: &[char], backwards: bool) -> String {
    let mut nearest = String::new();
    let is_part = |one: &char, next: &char| {
        let is_letter = |scalar: &char| scalar.is_alphanumeric() && !corpus::text::is_cjk(*scalar);
        is_letter(one) && is_letter(next)
    };
    let words = text.chunk_by(is_part);
    let words = words.filter(|word| word.iter().any(|scalar| scalar.is_alphanumeric()));
    for word in words.take(NEIGHBOURS) {
        let small = |scalar: &char| letter::small(*scalar);
        if backwards {
            nearest.extend(word.iter().rev().map(small));
        } else {
            nearest.extend(word.iter().map(small));
        }
        nearest.push(' ');
    }
    nearest
}

#[cfg(test)]
mod tests;
