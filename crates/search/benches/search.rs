//! How long the engine takes: writing an index, and answering queries of each kind, with everything
//! still to be decoded and with what was decoded before. `cargo xtask bench` runs it.
//!
//! The documents are generated, the same on every machine; or those of a JSON Lines file
//! (`{id, title, text, lang}` per line) that the variable `LECTERN_BENCH_DOCS` names.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark says what it measures, and stops at the first surprise"
)]

#[path = "../tests/prose/mod.rs"]
mod prose;

use std::collections::HashMap;
use std::hint::black_box;

use corpus::{Draft, Essay, EssayId, Kind, Language, Meta, assemble, text};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use search::{
    EssayText, Index, Query, ReadAt, Row, RunWriter, Selection, merge, parse, parse_typing, whole,
};

/// Documents to a run that is measured, and to each of those that are merged.
const RUN: usize = 200;

/// How many hits a page of results shows.
const HITS: usize = 10;

fn all(criterion: &mut Criterion) {
    let documents = documents();
    let runs: Vec<Vec<u8>> = documents.chunks(RUN).map(run).collect();
    let index = Index::open_whole(&merged(&runs)).unwrap();
    writing(criterion, &documents, &runs);
    answering(criterion, &index, &queries(&documents));
    beside(criterion, &index, &documents);
}

/// Analysing documents into a run, and merging runs.
fn writing(criterion: &mut Criterion, documents: &[(Essay, Row)], runs: &[Vec<u8>]) {
    let mut group = criterion.benchmark_group("write");
    group.sample_size(10);
    let some = &documents[..RUN.min(documents.len())];
    group.throughput(Throughput::Bytes(
        some.iter().map(|(essay, _)| bytes(essay)).sum(),
    ));
    group.bench_function("a run", |bencher| bencher.iter(|| run(black_box(some))));
    group.throughput(Throughput::Elements(documents.len() as u64));
    group.bench_function("merge", |bencher| bencher.iter(|| merged(black_box(runs))));
    group.finish();
}

/// Queries of each kind: `first` decodes all that it needs, `again` remembers it.
fn answering(criterion: &mut Criterion, index: &Index, queries: &[(&str, String)]) {
    for (name, text) in queries {
        let query = parse_typing(text).query;
        let found = index.clone().search(&query, HITS).unwrap();
        println!("{name}: {text}: {} documents", found.total);
        let mut group = criterion.benchmark_group(*name);
        group.bench_function("first", |bencher| {
            let search = |index: Index| (answer(&index, &query), index);
            bencher.iter_batched(|| index.clone(), search, BatchSize::LargeInput);
        });
        let warm = index.clone();
        group.bench_function("again", |bencher| bencher.iter(|| answer(&warm, &query)));
        group.finish();
    }
}

fn answer(index: &Index, query: &Query) -> usize {
    let results = index.search(black_box(query), HITS).unwrap();
    results.hits.len()
}

/// What goes with answers: opening an index, facets, and passages.
fn beside(criterion: &mut Criterion, index: &Index, documents: &[(Essay, Row)]) {
    let file = merged(&[run(documents)]);
    criterion.bench_function("open", |bencher| {
        bencher.iter(|| Index::open_whole(black_box(&file)).unwrap());
    });
    let common = ranked(documents).swap_remove(20);
    let results = index.search(&parse(&common).query, HITS).unwrap();
    let none = Selection::default();
    criterion.bench_function("facets", |bencher| {
        bencher.iter(|| {
            index
                .facet_counts(black_box(&results), &none)
                .unwrap()
                .len()
        });
    });
    let texts = results.hits.iter().map(|hit| {
        let (essay, row) = &documents[hit.essay as usize];
        EssayText::new(essay, row.clone())
    });
    let texts: Vec<EssayText> = texts.collect();
    criterion.bench_function("passages", |bencher| {
        bencher.iter(|| {
            texts
                .iter()
                .map(|text| results.passages(text, 3).len())
                .sum::<usize>()
        });
    });
}

fn run(documents: &[(Essay, Row)]) -> Vec<u8> {
    let mut run = RunWriter::new();
    for (essay, row) in documents {
        run.add(essay, row.clone());
    }
    run.finish().unwrap()
}

fn merged(runs: &[Vec<u8>]) -> Vec<u8> {
    let sources: Vec<&dyn ReadAt> = runs.iter().map(|run| run as &dyn ReadAt).collect();
    let mut parts = Vec::new();
    let head = merge(&sources, &mut |_, _, bytes| {
        parts.push(bytes);
        Ok(())
    });
    whole(&head.unwrap(), &parts)
}

fn bytes(essay: &Essay) -> u64 {
    essay
        .blocks
        .iter()
        .map(|block| block.text.len() as u64)
        .sum()
}

/// The documents of the file that is named, or generated ones.
fn documents() -> Vec<(Essay, Row)> {
    match std::env::var_os("LECTERN_BENCH_DOCS") {
        Some(path) => std::fs::read_to_string(path)
            .unwrap()
            .lines()
            .map(document)
            .collect(),
        None => prose::library(prose::Size {
            documents: 2000,
            words: 500,
            vocabulary: 50_000,
        }),
    }
}

fn document(line: &str) -> (Essay, Row) {
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    let field = |name: &str| line[name].as_str().unwrap_or_default();
    let drafts = field("text").lines().map(text::normalise);
    let drafts = drafts.map(|text| Draft::plain(Kind::Paragraph, text));
    let meta = Meta {
        id: EssayId::new("document").unwrap(),
        title: field("title").to_owned(),
        subtitle: None,
        authors: Vec::new(),
        published: None,
        publisher: Vec::new(),
        source_url: None,
        language: Language::new(field("lang")),
        themes: Vec::new(),
        translation_of: None,
        licence: None,
    };
    let blocks = assemble(drafts.collect());
    let essay = Essay::new(meta, blocks);
    let row = Row::of(&essay, Vec::new());
    (essay, row)
}

/// The words of the documents that are letters of the Latin alphabet, the commonest first.
fn ranked(documents: &[(Essay, Row)]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (essay, _) in documents {
        for word in words(essay) {
            *counts.entry(word).or_default() += 1;
        }
    }
    // Words that stand once are as often misprints.
    let counts = counts.into_iter().filter(|&(_, count)| count > 1);
    let mut counts: Vec<(&str, usize)> = counts.collect();
    counts.sort_unstable_by(|one, other| (other.1, one.0).cmp(&(one.1, other.0)));
    counts
        .into_iter()
        .map(|(word, _)| word.to_owned())
        .collect()
}

fn words(essay: &Essay) -> impl Iterator<Item = &str> {
    let texts = essay.blocks.iter().map(|block| block.text.as_str());
    let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_ascii_lowercase()));
    words.filter(|word| !word.is_empty())
}

/// A query of each kind out of the words of the documents.
fn queries(documents: &[(Essay, Row)]) -> Vec<(&'static str, String)> {
    let ranked = ranked(documents);
    let ranks: HashMap<&str, usize> = (0..).zip(&ranked).map(|(at, word)| (&**word, at)).collect();
    let neighbours = |ranks_wanted: std::ops::Range<usize>| {
        let fits = |word: &&str| {
            ranks
                .get(word)
                .is_some_and(|rank| ranks_wanted.contains(rank))
        };
        documents.iter().find_map(|(essay, _)| {
            let words: Vec<&str> = words(essay).collect();
            let pair = words.windows(2).find(|pair| pair.iter().all(fits))?;
            Some(format!("\"{} {}\"", pair[0], pair[1]))
        })
    };
    let swapped = |word: &String| {
        let (head, tail) = word.split_at_checked(3)?;
        let wrong = format!("{}{}{}", &head[..2], &tail[..1], &head[2..]) + &tail[1..];
        (word.len() > 6 && !ranks.contains_key(&*wrong)).then_some(wrong)
    };
    let han = documents.iter().find_map(|(essay, _)| {
        let text = &essay.blocks.get(2)?.text;
        let is_han = |letter: &char| ('\u{4e00}'..'\u{a000}').contains(letter);
        let run: String = text.chars().skip(20).filter(is_han).take(3).collect();
        (run.chars().count() == 3).then_some(run)
    });
    let long = ranked.iter().skip(500).find(|word| word.len() > 5);
    let queries = [
        ("common word", Some(ranked[20].clone())),
        ("rare word", ranked.last().cloned()),
        ("two words", Some(format!("{} {}", ranked[60], ranked[300]))),
        ("phrase", neighbours(200..5000)),
        ("phrase of common words", neighbours(0..20)),
        ("prefix", long.map(|word| format!("{}*", &word[..3]))),
        ("misspelt", ranked.iter().skip(300).find_map(swapped)),
        ("Han", han),
        ("nothing", Some("qqxxzzqqxxzz".to_owned())),
    ];
    let there = queries.into_iter();
    there
        .filter_map(|(name, query)| Some((name, query?)))
        .collect()
}

criterion_group!(benches, all);
criterion_main!(benches);
