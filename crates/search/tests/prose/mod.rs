//! Prose that nobody wrote, the same on every run: documents of words that are as often as Zipf's law
//! has it. Tests and benchmarks share it.

use corpus::{Author, Date, Draft, Essay, EssayId, Kind, Language, Meta, assemble};
use search::Row;

/// Numbers that look random (Knuth's MMIX generator).
struct Random(u64);

impl Random {
    /// From 0 to below 1.
    fn fraction(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Below a number.
    fn below(&mut self, end: usize) -> usize {
        (self.fraction() * end as f64) as usize
    }

    /// A rank below a number: the first is twice as likely as the second, and so on (Zipf's law).
    fn rank(&mut self, end: usize) -> usize {
        (end as f64).powf(self.fraction()) as usize - 1
    }
}

/// The word of a rank: syllables that count upwards, so that common words are short, and many words
/// are alike.
pub fn word(rank: usize) -> String {
    const HEADS: [&str; 16] = [
        "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr",
    ];
    const TAILS: [&str; 9] = ["a", "e", "i", "o", "u", "an", "er", "il", "os"];
    let mut word = String::new();
    // Spread over the syllables, so that ranks next to each other do not begin alike.
    let mut rest = rank * 61 + 1;
    while rest > 0 {
        word += HEADS[rest % HEADS.len()];
        word += TAILS[rest / HEADS.len() % TAILS.len()];
        rest /= HEADS.len() * TAILS.len();
    }
    word
}

/// The Han character of a rank.
pub fn han(rank: usize) -> char {
    char::from_u32(0x4e00 + rank as u32 * 7 % 0x5000).unwrap_or('一')
}

/// How large a library is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Documents.
    pub documents: usize,
    /// Words of each, about.
    pub words: usize,
    /// Different words there are.
    pub vocabulary: usize,
}

/// Documents with what they are filtered by. Every tenth is Chinese.
pub fn library(size: Size) -> Vec<(Essay, Row)> {
    let mut random = Random(1);
    let document = |number| document(number, size, &mut random);
    (0..size.documents).map(document).collect()
}

fn document(number: usize, size: Size, random: &mut Random) -> (Essay, Row) {
    let is_han = number % 10 == 9;
    let mut text = |words: usize| {
        let mut text = String::new();
        for at in 0..words {
            if is_han {
                text.push(han(random.rank(size.vocabulary.min(3000))));
                text += if at % 12 == 11 { "。" } else { "" };
            } else {
                text += &word(random.rank(size.vocabulary));
                text += if at % 12 == 11 { ". " } else { " " };
            }
        }
        text.trim_end().to_owned()
    };
    let title = text(4);
    let mut drafts = vec![Draft::plain(Kind::Heading { level: 2 }, text(3))];
    for _ in 0..5 {
        drafts.push(Draft::plain(Kind::Paragraph, text(size.words / 5)));
    }
    drafts.push(Draft::plain(Kind::Footnote { label: "1".into() }, text(6)));
    let meta = Meta {
        id: EssayId::new(format!("document-{number}")).unwrap(),
        title,
        subtitle: None,
        authors: vec![Author::named(format!("Ada {}", word(random.rank(20))))],
        published: Date::new(2000 + random.below(25) as u16, 1, 1),
        publisher: Vec::new(),
        source_url: None,
        language: Language::new(if is_han { "zh-Hans" } else { "en" }),
        themes: Vec::new(),
        translation_of: None,
        licence: None,
    };
    let blocks = assemble(drafts);
    let essay = Essay::new(meta, blocks);
    let row = Row::of(&essay, vec![format!("theme-{}", random.rank(12))]);
    (essay, row)
}
