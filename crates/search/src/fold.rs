//! Folding: the one form in which a word is compared, whatever its case, accents and width.

use std::sync::OnceLock;

use corpus::text::{is_han, is_kana};

pub(crate) mod han;
mod table;

use table::Table;

/// What scalars fold to ([`table`]), capital letters among them. Made from Unicode's decompositions
/// and lower cases by the test below, and a twentieth of the size of their tables.
const TABLE: &str = include_str!("fold/table.txt");

/// Whether a scalar belongs to a script written without spaces between words (Han, kana, Hangul,
/// Thai, Lao, Myanmar, Khmer), whose texts are searched by character.
///
/// Korean has spaces, but its words carry their particles with them; by character every stem is found.
pub(crate) fn is_unspaced(scalar: char) -> bool {
    is_han(scalar)
        || (is_kana(scalar) && scalar != '・')
        || matches!(scalar,
            '\u{ac00}'..='\u{d7a3}' | '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}'
            | '\u{e81}'..='\u{ecd}' | '\u{1000}'..='\u{103f}' | '\u{1780}'..='\u{17d3}')
}

/// Whether a scalar can stand in a word of a script with spaces: a letter, a digit or a mark upon
/// one (UAX 29: ALetter, Hebrew_Letter, Numeric, Extend).
pub(crate) fn is_word(scalar: char) -> bool {
    scalar.is_alphanumeric() || is_diacritic(scalar) || is_indic_sign(scalar)
}

/// Appends the folded form of a word: compatibility decomposition (NFKD: `ﬁ` is `fi`, full width
/// is half width), without diacritics, vowel points and joiners, in lower case, and with one form for
/// letters that are written now one way, now another (ß, ς; Arabic ى, ة, ٱ; Persian ک, ی). The Arabic
/// article goes, with what is written together with it.
pub(crate) fn fold_word(word: &str, out: &mut String) {
    let start = out.len();
    for scalar in word.chars() {
        match scalar {
            'A'..='Z' => out.push(scalar.to_ascii_lowercase()),
            '\0'..='\x7f' => out.push(scalar),
            // A letter of its own, not an и with a diacritic.
            '\u{306}' if out.ends_with('и') => {
                out.pop();
                out.push('й');
            }
            _ => push_folded(scalar, out),
        }
    }
    let article = article(&out[start..]);
    out.drain(start..start + article);
}

/// Bytes of the article before a folded Arabic word of three letters at least, alone or with *and*,
/// *with*, *like*, *so* or *for* (the prefixes of the light stemmer of Larkey, Ballesteros and Connell,
/// *Improving stemming for Arabic information retrieval*, SIGIR 2002).
fn article(word: &str) -> usize {
    let mut prefixes = ["ال", "وال", "بال", "كال", "فال", "لل"].into_iter();
    let has_rest = |prefix: &&str| {
        let rest = word.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.chars().nth(2).is_some())
    };
    prefixes.find(has_rest).map_or(0, str::len)
}

/// Appends the folded form of one character of an unspaced script: radicals and half-width kana
/// become the common characters, traditional Chinese characters the simplified ones.
pub(crate) fn fold_character(scalar: char, out: &mut String) {
    match folded(scalar) {
        Some(folded) => folded
            .chars()
            .for_each(|scalar| han::push_simplified(scalar, out)),
        None => han::push_simplified(scalar, out),
    }
}

/// The voicing that a (combining or half-width) sound mark gives to the kana before it: the voiced
/// kana are the next code points after the plain one.
pub(crate) fn voicing(scalar: char) -> Option<u32> {
    match scalar {
        '\u{3099}' | '\u{ff9e}' => Some(1),
        '\u{309a}' | '\u{ff9f}' => Some(2),
        _ => None,
    }
}

fn push_folded(scalar: char, out: &mut String) {
    if let Some(letter) = plain_letter(scalar) {
        out.push(letter);
    } else if let Some(folded) = folded(scalar) {
        out.push_str(folded);
    } else if !is_diacritic(scalar) {
        out.push(scalar);
    }
}

/// The letter or digit of a full-width or mathematical one; these stand in the order of ASCII.
fn plain_letter(scalar: char) -> Option<char> {
    let code = u32::from(scalar);
    let (first, offset) = match code {
        0xff10..=0xff19 | 0xff41..=0xff5a => return char::from_u32(code - 0xfee0),
        0xff21..=0xff3a => (b'a', code - 0xff21),
        0x1d400..=0x1d6a3 => (b'a', (code - 0x1d400) % 26),
        0x1d7ce..=0x1d7ff => (b'0', (code - 0x1d7ce) % 10),
        _ => return None,
    };
    char::from_u32(u32::from(first) + offset)
}

/// What the table has for a scalar.
fn folded(scalar: char) -> Option<&'static str> {
    static LETTERS: OnceLock<Table> = OnceLock::new();
    LETTERS.get_or_init(|| Table::read(TABLE)).get(scalar)
}

/// Marks that a search overlooks: combining diacritics, Cyrillic titlo, Hebrew and Arabic points,
/// tatweel, and the joiners that only shape letters.
fn is_diacritic(scalar: char) -> bool {
    matches!(scalar,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20f0}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Nukta, virama and accents of the Indic blocks, which are laid out alike; the vowel signs are
/// alphabetic already. They part meanings, so they stay.
fn is_indic_sign(scalar: char) -> bool {
    matches!(scalar, '\u{900}'..='\u{dff}')
        && matches!(u32::from(scalar) & 0x7f, 0x3c | 0x4d | 0x51..=0x54)
}

#[cfg(test)]
mod tests;
