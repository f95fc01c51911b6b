//! A text as quotes are compared with it: how white space, quotation marks, dashes, width and ligatures
//! are typed makes no difference.

use corpus::Span;
use corpus::text::is_cjk;

/// Scalars to compare, each with its place in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    pub(super) scalars: Vec<char>,
    places: Vec<u32>,
    length: u32,
}

impl Folded {
    /// Folds a text. White space counts once, and between ideographs not at all.
    pub(super) fn new(text: impl Iterator<Item = char>) -> Self {
        let mut folded = Self::default();
        let mut space = None;
        for scalar in text {
            let place = folded.length;
            folded.length += 1;
            if scalar.is_whitespace() {
                space.get_or_insert(place);
                continue;
            }
            if is_invisible(scalar) {
                continue;
            }
            let scalar = fold(scalar);
            if let (Some(space), Some(&last)) = (space.take(), folded.scalars.last())
                && !(is_cjk(last) && is_cjk(scalar))
            {
                folded.push(' ', space);
            }
            match ligature(scalar) {
                Some(letters) => letters
                    .chars()
                    .for_each(|letter| folded.push(letter, place)),
                None => folded.push(scalar, place),
            }
        }
        folded
    }

    fn push(&mut self, scalar: char, place: u32) {
        self.scalars.push(scalar);
        self.places.push(place);
    }

    /// The first scalar that stands at this place of the text or behind it.
    pub(super) fn at(&self, place: u32) -> usize {
        self.places.partition_point(|&other| other < place)
    }

    /// Where these scalars stand in the text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let from = self.places.get(start).copied().unwrap_or(self.length);
        match self.places.get(end.wrapping_sub(1)) {
            Some(&last) if start < end => Span::new(from, last + 1),
            _ => Span::new(from, from),
        }
    }
}

fn is_invisible(scalar: char) -> bool {
    matches!(
        scalar,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

fn fold(scalar: char) -> char {
    match scalar {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '`' => '\'',
        '‐'..='―' | '−' => '-',
        '。' => '.',
        '、' => ',',
        // Full-width forms of what ASCII has.
        '！'..='～' => char::from_u32(scalar as u32 - 0xfee0).unwrap_or(scalar),
        other => other,
    }
}

fn ligature(scalar: char) -> Option<&'static str> {
    Some(match scalar {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        '…' => "...",
        _ => return None,
    })
}
