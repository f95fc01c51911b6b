//! How long it takes to find highlights in a text that has changed: a thousand marks in an essay of
//! twenty thousand words (of the bundled collection), all at once and one by one. `cargo xtask bench`
//! runs it.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark stops at the first surprise"
)]

use std::fs;
use std::hint::black_box;

use corpus::Span;
use criterion::{Criterion, criterion_group, criterion_main};
use marks::{Quote, Standing, place};

/// Words of the essay.
const WORDS: usize = 20_000;

/// Marks in it.
const MARKS: usize = 1000;

/// Scalars that a mark notes on each side.
const REACH: u32 = 32;

fn all(criterion: &mut Criterion) {
    let before = essay();
    let after = revised(&before);
    let marks = marks(&before);
    let quotes: Vec<Quote<'_>> = marks.iter().map(Mark::quote).collect();
    check(&quotes, &before, &after);
    let mut group = criterion.benchmark_group("anchor");
    group.sample_size(20);
    group.bench_function("unchanged", |bencher| {
        bencher.iter(|| place(black_box(&quotes), &before));
    });
    group.bench_function("changed", |bencher| {
        bencher.iter(|| place(black_box(&quotes), &after));
    });
    group.bench_function("one mark", |bencher| {
        bencher.iter(|| place(black_box(&quotes[..1]), &after));
    });
    group.finish();
}

/// What is measured has to be what is meant: most marks are found, not all unchanged.
fn check(quotes: &[Quote<'_>], before: &str, after: &str) {
    let unchanged = place(quotes, before);
    let is_exact = |one: &Standing| matches!(one, Standing::Exact(_));
    assert!(unchanged.iter().all(is_exact));
    let changed = place(quotes, after);
    let found = changed.iter().filter(|one| one.span().is_some()).count();
    let exact = changed.iter().filter(|one| is_exact(one)).count();
    assert!(
        found > MARKS * 8 / 10 && exact < found * 8 / 10,
        "{found} found, {exact} exact"
    );
}

fn essay() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/essays");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let texts = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "md"));
    let texts: Vec<String> = texts
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let texts = texts.iter().filter(|text| text.contains("language: en"));
    let lines = texts
        .flat_map(|text| text.lines())
        .filter(|line| !line.is_empty());
    let mut words = 0;
    let lines = lines.take_while(|line| {
        words += line.split(' ').count();
        words <= WORDS
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// An edition later: words replaced, taken out and put in, lines taken out and put elsewhere.
fn revised(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut count = 0;
    for (at, line) in text.lines().enumerate() {
        let words = line.split(' ').filter_map(|word| {
            count += 1;
            match count {
                _ if count % 61 == 0 => None,
                _ if count % 47 == 0 => Some(format!("{word}, as it were,")),
                _ if count % 23 == 0 => Some(word.chars().rev().collect()),
                _ => Some(word.to_owned()),
            }
        });
        let line = words.collect::<Vec<_>>().join(" ");
        match at % 20 {
            7 => {}
            13 => lines.insert(at / 3, line),
            _ => lines.push(line),
        }
    }
    lines.join("\n")
}

/// A mark, as it is noted.
struct Mark {
    parts: [String; 3],
    span: Span,
}

impl Mark {
    fn quote(&self) -> Quote<'_> {
        let [prefix, exact, suffix] = &self.parts;
        Quote {
            prefix,
            exact,
            suffix,
            was: Some((0, self.span)),
        }
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let length = Span::whole(text).end;
    let scalars: Vec<char> = text.chars().collect();
    let part = |start: u32, end: u32| scalars[start as usize..end as usize].iter().collect();
    let mark = |at: usize| {
        let start = (length as usize / MARKS * at) as u32;
        let end = (start + 8 + (at as u32 * 37) % 190).min(length);
        Mark {
            parts: [
                part(start.saturating_sub(REACH), start),
                part(start, end),
                part(end, (end + REACH).min(length)),
            ],
            span: Span::new(start, end),
        }
    };
    (0..MARKS).map(mark).collect()
}

criterion_group!(benches, all);
criterion_main!(benches);
