//! The words of a document, by which a hyphen at a line's end is judged.

use std::collections::HashMap;

use super::lines::Line;
use super::shape::is_function_word;
use crate::Join;
use crate::source::joins_tight;

/// First parts that a hyphen joins to a word for good. (Others are cut words more often.)
const PREFIXES: [&str; 22] = [
    "non", "self", "well", "high", "low", "long", "short", "half", "ex", "cross", "all", "anti",
    "quasi", "semi", "post", "pre", "mid", "multi", "inter", "co", "pseudo", "ultra",
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

    /// Adds the next line to a text that goes on in it, and says how, if a word was cut.
    pub(crate) fn join(&self, text: &mut String, next: &str) -> Option<Join> {
        if text.ends_with('\u{ad}') {
            text.pop();
            text.push_str(next);
            return Some(Join::CutWord);
        }
        if ends_with_hyphen(text) {
            let stays = self.hyphen_stays(text, next);
            if !stays {
                text.pop();
            }
            text.push_str(next);
            return Some(if stays {
                Join::KeptHyphen
            } else {
                Join::CutWord
            });
        }
        if !joins_tight(text, next) && !text.ends_with(['—', '–', '/']) {
            text.push(' ');
        }
        text.push_str(next);
        None
    }

    /// Whether the hyphen at the end of `text` belongs to the word. The document's own spelling
    /// decides; where it has none, whether the two parts are words.
    fn hyphen_stays(&self, text: &str, next: &str) -> bool {
        let first = bare(text.rsplit(char::is_whitespace).next().unwrap_or_default());
        let second = bare(next.split(char::is_whitespace).next().unwrap_or_default());
        if !second.starts_with(char::is_lowercase) || !first.ends_with(char::is_alphabetic) {
            return true;
        }
        let whole = self.count(&format!("{first}{second}"));
        let parted = self.count(&format!("{first}-{second}"));
        if whole != parted {
            return parted > whole;
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
}

/// A hyphen behind a letter or digit, at the end.
pub(crate) fn ends_with_hyphen(text: &str) -> bool {
    text.strip_suffix(['-', '‐', '\u{ad}'])
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
    fn other_line_ends() {
        check("", "two", "words", "two words");
        check("", "灯下", "读书", "灯下读书");
        check("", "a dash—", "then", "a dash—then");
    }
}
