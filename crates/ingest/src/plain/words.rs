//! The words of a document, by which a hyphen at a line's end is judged.

use std::collections::HashMap;

use super::lines::Line;
use super::shape::is_function_word;
use crate::Join;
use crate::source::joins_tight;

/// First parts that a hyphen joins to a word for good. (Others are cut words more often.)
const PREFIXES: [&str; 23] = [
    "by", "non", "self", "well", "high", "low", "long", "short", "half", "ex", "cross", "all",
    "anti", "quasi", "semi", "post", "pre", "mid", "multi", "inter", "co", "pseudo", "ultra",
];

/// First parts that English writes together with what follows.
const FUSED: [&str; 14] = [
    "over", "under", "inter", "out", "up", "down", "sub", "super", "trans", "micro", "photo",
    "hydro", "fore", "with",
];

/// What English words end with, behind a hyphen that only a line's end put there.
const SUFFIXES: [&str; 30] = [
    "tion", "tions", "sion", "sions", "ment", "ments", "ing", "ings", "ness", "able", "ible",
    "ical", "ically", "tive", "tively", "ally", "ence", "ences", "ance", "ances", "ture", "tures",
    "ized", "ised", "ity", "ities", "ed", "ly", "ers", "ous",
];

const SOFT_HYPHEN: char = '\u{ad}';

/// How often each word occurs where no line's end cuts it.
#[derive(Debug, Default)]
pub(crate) struct Words(HashMap<String, u32>);

impl Words {
    /// The words of these lines.
    pub(crate) fn of(lines: &[Line]) -> Self {
        let mut words = Self::default();
        let mut cut = false;
        for line in lines.iter().filter(|line| !line.is_blank()) {
            let whole = line.text.split_whitespace().skip(usize::from(cut));
            cut = ends_with_hyphen(&line.text);
            let count = whole.clone().count() - usize::from(cut && whole.clone().count() > 0);
            for word in whole.take(count) {
                words.add(word);
            }
        }
        words
    }

    fn add(&mut self, word: &str) {
        let word = bare(word);
        if !word.is_empty() {
            *self.0.entry(word.to_lowercase()).or_default() += 1;
        }
    }

    fn count(&self, word: &str) -> u32 {
        self.0.get(&word.to_lowercase()).copied().unwrap_or(0)
    }

    fn knows(&self, word: &str) -> bool {
        is_function_word(word) || self.count(word) > 0
    }

    /// Adds the next line to a text that goes on in it, and says how, if a word or address
    /// was cut.
    pub(crate) fn join(&self, text: &mut String, next: &str) -> Option<Join> {
        let how = if self.cuts_address(text, next) {
            Some(Join::CutAddress)
        } else if ends_with_hyphen(text) {
            Some(self.join_hyphen(text, next))
        } else {
            if !joins_tight(text, next) && !is_joined_by_sign(text, next) {
                text.push(' ');
            }
            None
        };
        text.push_str(next);
        how
    }

    /// Leaves the hyphen at the end of `text`, or takes it off. Some fonts have no other hyphen
    /// than the soft one, so that one is judged as well.
    fn join_hyphen(&self, text: &mut String, next: &str) -> Join {
        let stays = self.hyphen_stays(text, next);
        if !stays {
            text.pop();
            return Join::CutWord;
        }
        if text.ends_with(SOFT_HYPHEN) {
            text.pop();
            text.push('-');
        }
        Join::KeptHyphen
    }

    /// Whether the hyphen at the end of `text` belongs to the word. The document's own spelling
    /// decides; where it has none, whether the two parts are words.
    fn hyphen_stays(&self, text: &str, next: &str) -> bool {
        let first = bare(last_word(text));
        let second = bare(first_word(next));
        let whole = self.count(&format!("{first}{second}"));
        let parted = self.count(&format!("{first}-{second}"));
        if whole != parted {
            return parted > whole;
        }
        if !second.starts_with(char::is_lowercase) || !first.ends_with(char::is_alphabetic) {
            return true;
        }
        let last = first.rsplit('-').next().unwrap_or(first);
        if SUFFIXES.contains(&second) || (last.len() < first.len() && !self.knows(second)) {
            return false;
        }
        let among = |set: &[&str]| set.iter().any(|known| known.eq_ignore_ascii_case(first));
        let first_is_word = among(&PREFIXES) || (self.knows(last) && first.chars().count() > 2);
        // A long second part that is new to the document is a word more likely than the rest of one.
        let second_is_word = self.knows(second) || (second.chars().count() > 6 && !among(&FUSED));
        first_is_word && second_is_word
    }

    /// Whether a web address at the end of `text` goes on in the next line: behind a sign that
    /// ends no address, or with what is part of an address for certain.
    fn cuts_address(&self, text: &str, next: &str) -> bool {
        if !is_address(last_word(text)) {
            return false;
        }
        let part = first_word(next);
        let begins = part.starts_with(|first: char| {
            first.is_ascii_lowercase() || first.is_ascii_digit() || "%?#&=~_".contains(first)
        });
        let inner = part.trim_end_matches(['.', ',', ';', ')']);
        let has_signs = inner.contains(['/', '_', '=', '-', '?', '&', '%', '.']);
        match text.chars().next_back() {
            Some('-' | '_' | '=' | '?' | '&' | '%' | '#') => begins || has_signs,
            Some('/') => begins && !is_address(part) && (has_signs || !self.is_plain(inner)),
            Some('.') => begins && !is_address(part) && inner.contains('/'),
            _ => false,
        }
    }

    /// Whether a word is one of the document's, or a number.
    fn is_plain(&self, word: &str) -> bool {
        self.knows(word) || word.chars().all(|scalar| scalar.is_ascii_digit())
    }
}

/// Whether a word is a web address.
pub(crate) fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '<', '[', '“', '"']);
    word.starts_with("www.") || word.contains("://")
}

/// Whether a dash or stroke at the line's end joins two words, as it does without a space before
/// it.
fn is_joined_by_sign(text: &str, next: &str) -> bool {
    let mut before = text.chars().rev();
    let sign = before.next();
    let close = before.next().is_some_and(|scalar| !scalar.is_whitespace());
    match sign {
        Some('—' | '–') => close,
        Some('/') => {
            let letters = |scalar: char| scalar.is_alphanumeric();
            text.trim_end_matches('/').ends_with(letters)
                && next.starts_with(letters)
                && !is_address(last_word(text))
        }
        _ => false,
    }
}

/// What stands behind the last space of a text.
pub(crate) fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split(char::is_whitespace).next().unwrap_or_default()
}

/// A hyphen behind a letter or digit, at the end.
pub(crate) fn ends_with_hyphen(text: &str) -> bool {
    text.strip_suffix(['-', '‐', SOFT_HYPHEN])
        .is_some_and(|cut| cut.ends_with(char::is_alphanumeric))
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|scalar: char| !scalar.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, before: &str, next: &str, joined: &str) {
        let words = Words::of(&super::super::lines::of(document));
        let mut text = before.to_owned();
        words.join(&mut text, next);
        assert_eq!(text, joined);
    }

    #[test]
    fn hyphens_stay_or_go() {
        check(
            "Innovation is driven by people.",
            "an innovation-",
            "driven lamp",
            "an innovation-driven lamp",
        );
        check(
            "A lamplighter walks.",
            "the lamp-",
            "lighter; ",
            "the lamplighter; ",
        );
        check(
            "A lamp-lighter walks.",
            "the lamp-",
            "lighter",
            "the lamp-lighter",
        );
        check("", "the illumi-", "nation of", "the illumination of");
        check("", "in Franco-", "German talks", "in Franco-German talks");
        check("", "between 1990-", "2000", "between 1990-2000");
        check("process", "process-", "ing of", "processing of");
        check("", "self\u{ad}", "same", "selfsame");
    }

    #[test]
    fn soft_hyphens_are_judged_as_well() {
        check("", "a self\u{ad}", "portrait", "a self-portrait");
        check("", "the illumi\u{ad}", "nation", "the illumination");
    }

    #[test]
    fn the_document_knows_its_abbreviations() {
        check("The NLRB met.", "the NL-", "RB met", "the NLRB met");
        check("", "the NL-", "RB met", "the NL-RB met");
    }

    #[test]
    fn other_line_ends() {
        check("", "two", "words", "two words");
        check("", "灯下", "读书", "灯下读书");
        check("", "a dash—", "then", "a dash—then");
        check("", "a dash –", "then", "a dash – then");
        check("", "and/", "or", "and/or");
        check("", "a note */", "lamp", "a note */ lamp");
    }

    #[test]
    fn addresses_cut_by_a_line() {
        let whole = "see https://lamps.example/desk/";
        check(
            "",
            whole,
            "old-lamps.html now",
            "see https://lamps.example/desk/old-lamps.html now",
        );
        check("", whole, "shades", "see https://lamps.example/desk/shades");
        check(
            "",
            whole,
            "and then",
            "see https://lamps.example/desk/ and then",
        );
        check(
            "",
            whole,
            "4 Lamps",
            "see https://lamps.example/desk/ 4 Lamps",
        );
        check(
            "",
            whole,
            "[Ree19] Reed",
            "see https://lamps.example/desk/ [Ree19] Reed",
        );
        check(
            "",
            whole,
            "https://lamps.example",
            "see https://lamps.example/desk/ https://lamps.example",
        );
        check(
            "",
            "https://lamps.",
            "example/desk",
            "https://lamps.example/desk",
        );
        check(
            "",
            "at https://lamps.example.",
            "They burn",
            "at https://lamps.example. They burn",
        );
        check("", "www.lamps.example/a-", "lit", "www.lamps.example/a-lit");
    }
}
