//! How long a text is: words, and minutes of reading.

use crate::text::{is_han, is_kana};
use crate::{Essay, Kind};

/// Latin words that a practised reader takes in per minute of expository prose (Brysbaert 2019,
/// a review of 190 studies: 238 in English non-fiction).
const WORDS_PER_MINUTE: u32 = 238;

/// Characters per minute: 255 to 260 in the Chinese studies of the same review, 1.5 or so to a word.
const HAN_PER_MINUTE: u32 = 260;

/// The length of a text in the units that its scripts are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Words of scripts that part words with spaces.
    pub words: u32,
    /// Han and kana characters.
    pub characters: u32,
}

impl Length {
    /// The length of a text.
    pub fn of(text: &str) -> Self {
        let mut length = Self::default();
        let mut in_word = false;
        for scalar in text.chars() {
            if is_han(scalar) || is_kana(scalar) {
                length.characters += 1;
                in_word = false;
            } else if scalar.is_alphanumeric() {
                length.words += u32::from(!in_word);
                in_word = true;
            } else if !matches!(scalar, '\'' | '’' | '-' | '.' | ',' | '\u{301}'..='\u{36f}') {
                in_word = false;
            }
        }
        length
    }

    /// The length of an essay's running text, without its notes and without pull quotes.
    pub fn of_essay(essay: &Essay) -> Self {
        let blocks = essay.blocks.iter();
        let body = blocks
            .filter(|block| block.is_original() && !matches!(block.kind, Kind::Footnote { .. }));
        body.map(|block| Self::of(&block.text))
            .fold(Self::default(), |sum, part| Self {
                words: sum.words + part.words,
                characters: sum.characters + part.characters,
            })
    }

    /// Words and characters in one number, as a text's length is usually stated.
    pub fn total(self) -> u32 {
        self.words + self.characters
    }

    /// Minutes of reading, at least one.
    pub fn minutes(self) -> u32 {
        let seconds = self.words * 60 / WORDS_PER_MINUTE + self.characters * 60 / HAN_PER_MINUTE;
        seconds.div_ceil(60).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters() {
        for (text, words, characters) in [
            ("", 0, 0),
            ("Innovation-driven growth, China's 1,000 ways.", 5, 0),
            ("创新驱动发展", 0, 6),
            ("5G 网络与 AI", 2, 3),
            ("naïve étude — twice", 3, 0),
            ("カタカナ", 0, 4),
        ] {
            assert_eq!(Length::of(text), Length { words, characters }, "{text}");
        }
        assert_eq!(
            Length {
                words: 1190,
                characters: 0
            }
            .minutes(),
            5
        );
        assert_eq!(Length::default().minutes(), 1);
    }
}
