//! An essay's searched texts as one string, by which whoever has the texts hands them to an engine
//! that has none: a line for the title, one for the subtitle, one for each block.

use corpus::Block;
use corpus::text::{CELL, SEGMENT};

use crate::place::{self, Field};

/// The line of a text that is not searched: it stands for its block, so that blocks can be counted.
const SKIPPED: char = '.';

/// The sheet of an essay: each line begins with a letter for what it is. Breaks inside a block become
/// spaces, so that a span of the block is one of its line.
pub fn sheet(title: &str, subtitle: Option<&str>, blocks: &[Block]) -> String {
    let mut sheet = String::new();
    push(&mut sheet, letter(Field::Title), title);
    push(
        &mut sheet,
        letter(Field::Title),
        subtitle.unwrap_or_default(),
    );
    for block in blocks {
        if block.is_original() {
            push(&mut sheet, letter(Field::of(block)), &block.text);
        } else {
            push(&mut sheet, SKIPPED, "");
        }
    }
    sheet
}

fn push(sheet: &mut String, letter: char, text: &str) {
    sheet.push(letter);
    let space = |character| match character {
        SEGMENT | CELL | '\r' => ' ',
        other => other,
    };
    sheet.extend(text.chars().map(space));
    sheet.push('\n');
}

fn letter(field: Field) -> char {
    match field {
        Field::Title => 'T',
        Field::Heading => 'H',
        Field::Body => 'B',
        Field::Note => 'N',
    }
}

/// The title of a sheet.
pub fn title(sheet: &str) -> &str {
    sheet
        .lines()
        .next()
        .and_then(|line| line.get(1..))
        .unwrap_or_default()
}

/// The text of a block of a sheet.
pub fn block(sheet: &str, block: u32) -> &str {
    blocks(sheet).nth(block as usize).unwrap_or_default()
}

/// The texts of all blocks of a sheet.
pub fn blocks(sheet: &str) -> impl Iterator<Item = &str> {
    let lines = sheet.lines().skip(place::FIRST_BLOCK as usize);
    lines.map(|line| line.get(1..).unwrap_or_default())
}

/// The searched texts of a sheet with their places, and how many blocks it has. What is no sheet is
/// read as far as it can be.
pub(crate) fn texts(sheet: &str) -> (Vec<(u32, Field, &str)>, usize) {
    let fields = [Field::Title, Field::Heading, Field::Body, Field::Note];
    let lines = sheet.lines().zip(place::TITLE..);
    let texts = lines.filter_map(|(line, place)| {
        let first = line.chars().next()?;
        let field = fields.into_iter().find(|&field| letter(field) == first)?;
        Some((place, field, &line[first.len_utf8()..]))
    });
    let blocks = sheet.lines().count();
    (
        texts.collect(),
        blocks.saturating_sub(place::FIRST_BLOCK as usize),
    )
}
