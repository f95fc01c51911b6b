//! Where a text's title stands: on its first line, or, as in some collections of abstracts, behind
//! the last sentence.

use std::ops::Range;

/// Titles have no more scalars than this.
const LONGEST: usize = 200;

/// The title of a text, in scalars; empty where it has none.
pub(super) fn title(text: &[char]) -> Range<usize> {
    let first = first_line(text);
    if !first.is_empty() {
        first
    } else {
        last_words(text)
    }
}

fn first_line(text: &[char]) -> Range<usize> {
    let Some(start) = text.iter().position(|scalar| !scalar.is_whitespace()) else {
        return 0..0;
    };
    let length = text[start..].iter().position(|&scalar| scalar == '\n');
    let Some(length) = length.filter(|&length| length <= LONGEST) else {
        return 0..0;
    };
    let end = start + length;
    let is_sentence = text[..end]
        .iter()
        .rfind(|scalar| !scalar.is_whitespace())
        .is_some_and(|&last| ends(last));
    let more = text[end..].iter().any(|scalar| !scalar.is_whitespace());
    if more && !is_sentence {
        start..end
    } else {
        0..0
    }
}

/// What stands behind the last full stop and a space.
fn last_words(text: &[char]) -> Range<usize> {
    let end = text
        .iter()
        .rposition(|scalar| !scalar.is_whitespace())
        .map_or(0, |last| last + 1);
    let text = &text[..end];
    let breaks =
        |at: &usize| ends(text[*at]) && text.get(at + 1).is_some_and(|next| next.is_whitespace());
    match (0..text.len()).rev().find(breaks) {
        Some(stop) if end - stop <= LONGEST && !text.last().is_some_and(|&last| ends(last)) => {
            stop + 1..end
        }
        _ => 0..0,
    }
}

fn ends(scalar: char) -> bool {
    matches!(
        scalar,
        '.' | '。' | '!' | '！' | '?' | '？' | ';' | '；' | '…'
    )
}
