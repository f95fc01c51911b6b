//! The one normal form of a block's text, in which every offset is counted.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Separates the segments of a block that has parts: list items, verse lines, table rows and the
/// paragraphs of a quotation.
pub const SEGMENT: char = '\n';

/// Separates the cells of a table row.
pub const CELL: char = '\t';

/// The normal form of one run of prose: Unicode NFC, every run of breaking white space one space,
/// no space at the ends, no control characters, soft hyphens, byte order marks or zero-width spaces.
///
/// No-break spaces, joiners, quotes, dashes and letters stay as they were written. Normalising
/// twice changes nothing.
pub fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut space = false;
    // Invisible characters go first: between a letter and its accent they would hide the pair
    // from NFC, and a second pass would then find more to do.
    for scalar in text.chars().filter(|&scalar| !is_invisible(scalar)).nfc() {
        if is_breaking_space(scalar) {
            space = true;
        } else {
            if space && !normal.is_empty() {
                normal.push(' ');
            }
            space = false;
            normal.push(scalar);
        }
    }
    let trimmed = normal.trim_matches(is_edge_space);
    if trimmed.len() == normal.len() {
        normal
    } else {
        trimmed.to_owned()
    }
}

/// [`normalise`], and where marks in the raw text (byte offsets, ascending) come to stand in the
/// normal form (scalars). A mark between a letter and its accent moves behind the two.
pub fn normalise_marked(text: &str, marks: &[usize]) -> (String, Vec<u32>) {
    let mut run = Run::default();
    let mut group = String::new();
    let mut places = Vec::with_capacity(marks.len());
    for (byte, scalar) in text
        .char_indices()
        .filter(|&(_, scalar)| !is_invisible(scalar))
    {
        if starts_group(scalar) || group.ends_with(is_breaking_space) {
            run.push(&group);
            group.clear();
        }
        if group.is_empty() {
            let due = marks[places.len()..]
                .iter()
                .take_while(|&&mark| mark <= byte)
                .count();
            places.extend(std::iter::repeat_n(run.place_before(scalar), due));
        }
        group.push(scalar);
    }
    run.push(&group);
    places.resize(marks.len(), run.scalars);
    run.trim(places)
}

/// Whether NFC never joins this scalar with what stands before it, so that the text before and
/// the text from here on can be normalised apart (UAX #15, section 9).
fn starts_group(scalar: char) -> bool {
    canonical_combining_class(scalar) == 0
        && is_nfc_quick(std::iter::once(scalar)) == IsNormalized::Yes
}

/// A normal form that grows group by group.
#[derive(Default)]
struct Run {
    normal: String,
    scalars: u32,
    space: bool,
}

impl Run {
    fn push(&mut self, group: &str) {
        for scalar in group.nfc() {
            if is_breaking_space(scalar) {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space) && self.scalars > 0 {
                self.normal.push(' ');
                self.scalars += 1;
            }
            self.normal.push(scalar);
            self.scalars += 1;
        }
    }

    /// Where this scalar will stand, if it comes next.
    fn place_before(&self, scalar: char) -> u32 {
        let space = self.space && self.scalars > 0 && !is_breaking_space(scalar);
        self.scalars + u32::from(space)
    }

    fn trim(self, mut places: Vec<u32>) -> (String, Vec<u32>) {
        let rest = self.normal.trim_start_matches(is_edge_space);
        let cut = self.scalars - crate::span::scalars(rest);
        let trimmed = rest.trim_end_matches(is_edge_space);
        let end = crate::span::scalars(trimmed);
        for place in &mut places {
            *place = place.saturating_sub(cut).min(end);
        }
        (trimmed.to_owned(), places)
    }
}

/// White space at which a browser may break a line, and which carries no meaning of its own.
pub fn is_breaking_space(scalar: char) -> bool {
    matches!(
        scalar,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Han, kana, Hangul and the full-width forms between them: scripts written without word spaces
/// or with symbols of an ideograph's width.
pub fn is_cjk(scalar: char) -> bool {
    matches!(scalar,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// A Han ideograph (Chinese characters, kanji, hanja), the ideographic zero and iteration mark.
pub fn is_han(scalar: char) -> bool {
    matches!(scalar,
        '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Hiragana and katakana.
pub fn is_kana(scalar: char) -> bool {
    matches!(scalar, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}')
}

fn is_invisible(scalar: char) -> bool {
    matches!(scalar, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
        || (scalar.is_control() && !is_breaking_space(scalar))
}

fn is_edge_space(scalar: char) -> bool {
    is_breaking_space(scalar) || matches!(scalar, '\u{3000}' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn normal_forms() {
        for (raw, normal) in [
            ("  two\r\n words\t\tapart ", "two words apart"),
            ("\u{3000}\u{3000}创新驱动\n", "创新驱动"),
            ("e\u{301}tude", "étude"),
            ("e\u{ad}\u{301}", "é"),
            ("inno\u{ad}vation", "innovation"),
            ("10\u{a0}%", "10\u{a0}%"),
            ("nul\0 bell\u{7}", "nul bell"),
            ("👩‍🔬", "👩‍🔬"),
            (" \u{a0} ", ""),
        ] {
            assert_eq!(normalise(raw), normal, "{raw:?}");
        }
    }

    #[test]
    fn marks_keep_their_place() {
        for (raw, marks, places) in [
            ("a  *b* c", vec![3, 6], vec![2, 5]),
            ("a b  c", vec![2, 3, 5], vec![2, 3, 4]),
            ("  ab  ", vec![0, 2, 4, 6], vec![0, 0, 2, 2]),
            ("e\u{301}x", vec![1, 3, 4], vec![1, 1, 2]),
            ("\u{3000}创新", vec![3, 6, 9], vec![0, 1, 2]),
            ("in\u{ad}no", vec![2, 4], vec![2, 2]),
        ] {
            assert_eq!(normalise_marked(raw, &marks).1, places, "{raw:?}");
        }
    }

    proptest! {
        /// The two ways to the normal form never differ.
        #[test]
        fn marking_changes_nothing(
            text in "[aeᄀ\u{1161}\u{11a8}\u{301}\u{323}\u{344}\u{2001}\u{ad}\u{a0} \n\u{3000}新]{0,16}|\\PC{0,16}",
            mark in 0usize..40,
        ) {
            let (normal, places) = normalise_marked(&text, &[mark]);
            prop_assert_eq!(&normal, &normalise(&text));
            prop_assert!(places[0] as usize <= normal.chars().count());
        }

        /// A mark parts the normal form where it parts the raw text.
        #[test]
        fn marks_part_words(before in "[a新 \n]{0,8}", after in "[b驱 \n]{0,8}") {
            let (normal, places) = normalise_marked(&format!("{before}{after}"), &[before.len()]);
            let (head, tail): (String, String) = {
                let mut scalars = normal.chars();
                (scalars.by_ref().take(places[0] as usize).collect(), scalars.collect())
            };
            prop_assert_eq!(normalise(&head), normalise(&before));
            prop_assert_eq!(normalise(&tail), normalise(&after));
        }

        #[test]
        fn normalising_twice_changes_nothing(text in any::<String>()) {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn marks_and_spaces_in_any_mixture(text in "[ae\u{301}\u{323}\u{ad}\u{200b}\u{a0} \n\u{3000}新]{0,16}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }
    }
}
