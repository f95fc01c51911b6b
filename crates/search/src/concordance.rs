//! The concordance: every place where a query's words stand in an essay, with what stands around it.

use corpus::Span;

use crate::analysed::{EssayMarks, EssayText};
use crate::analysis::{Kind, Token};
use crate::excerpt::is_boundary;
use crate::place::of_block;
use crate::sheet;

/// How much is shown on either side, in half-width characters; a Han character is as wide as two.
const WIDTH: u32 = 72;

/// By how many words, or characters of an unspaced script, on either side lines are sorted.
const NEIGHBOURS: usize = 5;

/// A place where a query's words stand. All spans are of the block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The block, by its place in the essay.
    pub block: u32,
    /// The words.
    pub keyword: Span,
    /// What is shown: the words, and as much around them as has its place on a line.
    pub context: Span,
    /// The folded words before them, the nearest first.
    pub before: String,
    /// The folded words after them, the nearest first.
    pub after: String,
}

/// A line for everything that is marked in the blocks of an essay, in reading order.
pub fn concordance(marks: &EssayMarks, essay: &EssayText, sheet: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for (block, marks) in marks.blocks.iter().enumerate() {
        if marks.is_empty() {
            continue;
        }
        let place = of_block(block);
        let (block, tokens) = (place - crate::place::FIRST_BLOCK, essay.tokens(place));
        let scalars: Vec<char> = sheet::block(sheet, block).chars().collect();
        lines.extend(marks.iter().map(|&keyword| Line {
            block,
            keyword,
            context: context(&scalars, keyword),
            before: before(tokens, keyword),
            after: after(tokens, keyword),
        }));
    }
    lines
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

fn before(tokens: &[Token], keyword: Span) -> String {
    let end = tokens.partition_point(|token| token.span.start < keyword.start);
    neighbours(tokens[..end].iter().rev())
}

fn after(tokens: &[Token], keyword: Span) -> String {
    let start = tokens.partition_point(|token| token.span.start < keyword.end);
    neighbours(tokens[start..].iter())
}

/// The nearest words, by which lines are sorted.
fn neighbours<'a>(tokens: impl Iterator<Item = &'a Token>) -> String {
    let mut nearest = String::new();
    for token in tokens.take(NEIGHBOURS) {
        match token.kind {
            Kind::Word => nearest.push_str(&token.term),
            // Its own character; the one behind it has a token itself.
            Kind::Pair | Kind::Character => nearest.extend(token.term.chars().next()),
        }
        nearest.push(' ');
    }
    nearest
}

#[cfg(test)]
mod tests;
