//! Page furniture: letterheads, running heads and feet, page numbers. Found and taken out.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::leavings;
use super::lines::Line;
use super::page_numbers;
use super::shape::{begins_inside, ends_sentence, is_label};
use super::words::is_address;
use crate::{Removal, Removed};

/// How many lines at the head and foot of a page may be furniture.
const EDGE: usize = 3;

/// How many columns a line of text takes at least.
const TEXT: usize = 40;

/// How far apart, in lines, heads of pages are at least.
const PAGE: usize = 12;

/// What is left of the lines, and what was taken out.
pub(crate) struct Cleared {
    /// The lines that are text, with blank lines between them.
    pub lines: Vec<Line>,
    /// The letterhead at the very start, as it stood there.
    pub letterhead: Vec<Line>,
    /// The lines behind which something was taken out or a page ended, by their place in `lines`.
    pub cuts: HashSet<usize>,
    /// Everything taken out.
    pub removed: Vec<Removed>,
}

/// Takes the furniture out.
pub(crate) fn clear(lines: Vec<Line>) -> Cleared {
    let text: Vec<usize> = (0..lines.len())
        .filter(|&at| !lines[at].is_blank())
        .collect();
    let mut found = Found {
        lines: &lines,
        text: &text,
        why: HashMap::new(),
    };
    let letterhead = found.letterhead();
    found.page_edges();
    found.running_heads();
    found.leavings();
    found.page_numbers();
    let why = found.why;
    let letterhead = text[..letterhead]
        .iter()
        .map(|&at| lines[at].clone())
        .collect();
    take_out(lines, &why, letterhead)
}

fn take_out(lines: Vec<Line>, why: &HashMap<usize, Removal>, letterhead: Vec<Line>) -> Cleared {
    let mut cleared = Cleared {
        lines: Vec::new(),
        letterhead,
        cuts: HashSet::new(),
        removed: Vec::new(),
    };
    let mut page = 0;
    for (at, line) in lines.into_iter().enumerate() {
        if line.page != page {
            page = line.page;
            cleared.cuts.insert(cleared.lines.len());
        }
        if let Some(&why) = why.get(&at) {
            cleared.cuts.insert(cleared.lines.len());
            cleared.removed.push(Removed {
                line: line.number,
                text: line.text,
                why,
            });
        } else {
            cleared.lines.push(line);
        }
    }
    cleared
}

struct Found<'a> {
    lines: &'a [Line],
    /// The places of the lines that are not blank.
    text: &'a [usize],
    why: HashMap<usize, Removal>,
}

impl Found<'_> {
    fn line(&self, nth: usize) -> Option<&Line> {
        self.text.get(nth).map(|&at| &self.lines[at])
    }

    /// Lines at the very start that stand together once more further on. The longest such group
    /// counts; a single line may be the title, which running heads repeat, and stays. Answers how
    /// many of the first lines with text it is.
    fn letterhead(&mut self) -> usize {
        let Some(first) = self.line(0).map(|line| key(&line.text)) else {
            return 0;
        };
        let repeats: Vec<usize> = (1..self.text.len())
            .filter(|&nth| self.line(nth).is_some_and(|line| key(&line.text) == first))
            .take(1000)
            .collect();
        let length = |from: usize| {
            (0..from.min(20))
                .take_while(|&on| self.same_label(on, from + on))
                .count()
        };
        let groups: Vec<(usize, usize)> = repeats
            .into_iter()
            .map(|from| (from, length(from)))
            .collect();
        let longest = groups.iter().map(|&(_, length)| length).max().unwrap_or(0);
        if longest < 2 {
            return 0;
        }
        let again = groups
            .into_iter()
            .filter(|&(_, length)| length >= 2.max(longest / 2));
        for (from, length) in again.chain([(0, longest)]) {
            self.why.extend(
                self.text[from..from + length]
                    .iter()
                    .map(|&at| (at, Removal::Letterhead)),
            );
        }
        longest
    }

    /// Whether two lines are the same, but for their numbers, and no sentence.
    fn same_label(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.line(one), self.line(other)) else {
            return false;
        };
        key(&one.text) == key(&other.text) && is_label_or_code(&one.text)
    }

    /// Where form feeds part pages: lines that stand at the edges of several.
    fn page_edges(&mut self) {
        let mut pages: Vec<Vec<usize>> = Vec::new();
        let mut last = None;
        for &at in self.text {
            if last != Some(self.lines[at].page) {
                pages.push(Vec::new());
                last = Some(self.lines[at].page);
            }
            if let Some(page) = pages.last_mut() {
                page.push(at);
            }
        }
        if pages.len() < 2 {
            return;
        }
        let mut by_key: HashMap<(bool, String), Vec<usize>> = HashMap::new();
        for page in &pages {
            for (head, at) in edges(page) {
                by_key
                    .entry((head, key(&self.lines[at].text)))
                    .or_default()
                    .push(at);
            }
        }
        for places in by_key.into_values() {
            let on: BTreeSet<u32> = places.iter().map(|&at| self.lines[at].page).collect();
            let label = |&at: &usize| is_label_or_code(&self.lines[at].text);
            let sure = on.len() > 2 || places.iter().all(|&at| self.stands_apart(at));
            if sure && returns(&on, pages.len()) && places.iter().all(label) {
                self.running(places);
            }
        }
    }

    /// Whether what follows a line, or stands before it, is no part of the same table or list: it is
    /// blank, a page's number or a line of text.
    fn stands_apart(&self, at: usize) -> bool {
        let apart = |beside: Option<&Line>| {
            beside.is_none_or(|line| {
                line.is_blank()
                    || line.page != self.lines[at].page
                    || line.width() >= TEXT
                    || page_numbers::form(&line.text).is_some()
            })
        };
        apart(self.lines.get(at + 1)) && apart(at.checked_sub(1).map(|at| &self.lines[at]))
    }

    /// Takes these lines for running heads. The first of the document may be the title, which the
    /// others repeat, and stays.
    fn running(&mut self, places: Vec<usize>) {
        let first = self.text.first().copied();
        for at in places.into_iter().filter(|&at| Some(at) != first) {
            self.why.entry(at).or_insert(Removal::RunningHead);
        }
    }

    /// Without form feeds: lines that return at the distance of pages and interrupt sentences.
    fn running_heads(&mut self) {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (nth, &at) in self.text.iter().enumerate() {
            let text = &self.lines[at].text;
            if is_label_or_code(text)
                && text.chars().filter(|scalar| scalar.is_alphabetic()).count() >= 5
            {
                by_key.entry(key(text)).or_default().push(nth);
            }
        }
        for places in by_key.into_values().filter(|places| places.len() >= 3) {
            let apart = places
                .windows(2)
                .filter(|pair| self.text[pair[1]] - self.text[pair[0]] >= PAGE)
                .count();
            let interrupting = places.iter().filter(|&&nth| self.interrupts(nth)).count();
            let regular = apart * 3 >= (places.len() - 1) * 2;
            if regular && interrupting * 3 >= places.len() {
                self.running(places.into_iter().map(|nth| self.text[nth]).collect());
            }
        }
    }

    /// Whether a sentence is going on around a line.
    fn interrupts(&self, nth: usize) -> bool {
        let other = |line: &&Line| page_numbers::form(&line.text).is_none();
        let before = (nth.saturating_sub(3)..nth)
            .rev()
            .filter_map(|nth| self.line(nth))
            .find(other);
        let after = (nth + 1..nth + 4)
            .filter_map(|nth| self.line(nth))
            .find(other);
        let goes_on = before.is_some_and(|line| !ends_sentence(&line.text) && line.width() >= TEXT);
        goes_on || after.is_some_and(|line| begins_inside(&line.text))
    }

    /// What a PDF tool left beside the text.
    fn leavings(&mut self) {
        for at in leavings::stamp(self.lines, self.text) {
            self.why.entry(at).or_insert(Removal::Stamp);
        }
        let known = |at| self.why.contains_key(&at);
        for at in leavings::link_targets(self.lines, self.text, known) {
            self.why.insert(at, Removal::LinkTarget);
        }
    }

    fn page_numbers(&mut self) {
        let taken: HashSet<usize> = self.why.keys().copied().collect();
        for at in page_numbers::find(self.lines, &taken) {
            self.why.entry(at).or_insert(Removal::PageNumber);
        }
    }
}

/// Whether a line on these pages, of so many, returns as running heads do: on half of the pages
/// between its first and its last at least, and on three if there are enough. What two tables that
/// open pages have in common is none.
fn returns(on: &BTreeSet<u32>, pages: usize) -> bool {
    let (Some(&first), Some(&last)) = (on.first(), on.last()) else {
        return false;
    };
    let between = usize::try_from(last - first).unwrap_or(usize::MAX);
    on.len() >= if pages < 6 { 2 } else { 3 } && between <= 2 * (on.len() - 1)
}

/// The lines at a page's head and foot; whether each is at the head.
fn edges(page: &[usize]) -> impl Iterator<Item = (bool, usize)> {
    let edge = EDGE.min(page.len() / 2).max(usize::from(page.len() == 1));
    let heads = page[..edge].iter().map(|&at| (true, at));
    heads.chain(page[page.len() - edge..].iter().map(|&at| (false, at)))
}

/// A line without what changes from page to page: numbers, spaces. Of an address, numbers are what
/// tells it from others.
fn key(text: &str) -> String {
    let address = text.split_whitespace().any(is_address);
    let mut key = String::with_capacity(text.len());
    for scalar in text.chars() {
        if scalar.is_ascii_digit() && !address {
            if !key.ends_with('0') {
                key.push('0');
            }
        } else if scalar.is_alphanumeric() {
            key.push(scalar);
        }
    }
    key
}

/// A name, title or mark: no sentence. An abbreviation may end it (`Smith et al.`).
fn is_label_or_code(text: &str) -> bool {
    let cut = text
        .strip_suffix('.')
        .filter(|cut| cut.ends_with("al") || cut.ends_with("no"))
        .unwrap_or(text);
    is_label(cut)
        || (text.chars().count() <= 60
            && !ends_sentence(text)
            && !text.ends_with([',', '，'])
            && text.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    /// Compares the numbers of the lines that are taken out as running heads.
    fn check(text: &str, expected: &[u32]) {
        let removed = clear(lines::of(text)).removed;
        let heads = removed
            .iter()
            .filter(|removed| removed.why == Removal::RunningHead);
        let numbers: Vec<u32> = heads.map(|removed| removed.line).collect();
        assert_eq!(numbers, expected, "{text}");
    }

    /// A text of so many lines that is like no other.
    fn body(name: char, lines: usize) -> String {
        let line = |at: usize| {
            let word = name.to_string().repeat(at + 3);
            format!("The lamp of {word} burns on, and whoever reads there\n")
        };
        (0..lines).map(line).collect()
    }

    /// Pages that begin with these lines, and have two more.
    fn pages(heads: &[&str]) -> String {
        let page = |(head, name): (&&str, char)| format!("{head}\n{}", body(name, 2));
        let pages: Vec<String> = heads.iter().zip('a'..).map(page).collect();
        pages.join("\u{c}")
    }

    #[test]
    fn heads_return() {
        check(
            &pages(&["On lamps", "Ada Reed\n", "Ada Reed\n", "Ada Reed\n"]),
            &[4, 8, 12],
        );
        check(
            &pages(&["On lamps", "Ada Reed 2\n", "Ada Reed 3\n"]),
            &[4, 8],
        );
        // The first is the title.
        check(&pages(&["On lamps", "On lamps", "On lamps"]), &[4, 7]);
    }

    #[test]
    fn tables_and_chance_are_no_heads() {
        check(&pages(&["On lamps", "Hours\nOil", "Hours\nOil"]), &[]);
        check(&pages(&["a", "Oil", "b", "c", "d", "Oil", "e"]), &[]);
    }

    #[test]
    fn addresses_differ_in_their_numbers() {
        let cited = |(name, number): (char, u32)| {
            format!("{}https://lamps.example/{number}\n", body(name, 13))
        };
        check(&[('a', 1), ('b', 2), ('c', 3)].map(cited).concat(), &[]);
        check(
            &[('a', 1), ('b', 1), ('c', 1)].map(cited).concat(),
            &[14, 28, 42],
        );
    }
}
