//! Selections and counts against the rows and the texts of random collections.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::index::tests::{
    AUTHORS, LANGUAGES, Library, THEMES, built, index, libraries, library, matching, queries, row,
};
use crate::{Query, Row, parse};

/// A line of a selection: most choose a value that documents may have.
fn choice() -> impl Strategy<Value = String> {
    let value = |name: &'static str, values: &'static [&'static str]| {
        select(values).prop_map(move |value| format!("{name} {value}"))
    };
    prop_oneof![
        3 => value("theme", &THEMES),
        3 => value("author", &AUTHORS),
        2 => value("lang", &LANGUAGES),
        1 => value("lang", &["zh", "EN"]),
        2 => value("year", &["2020", "2019..2022", "2023..", "..2019", "2024..2018"]),
        2 => value("length", &["1", "..1", "2..", "1..3"]),
        1 => select(&["", "theme", "year ..", "year soon", "title growth", "length 1.5"][..])
            .prop_map(str::to_owned),
    ]
}

fn selections() -> impl Strategy<Value = String> {
    prop::collection::vec(choice(), 0..5).prop_map(|lines| lines.join("\n"))
}

/// Queries, and none.
fn some_queries() -> impl Strategy<Value = String> {
    prop_oneof![5 => queries(), 1 => Just(String::new())]
}

/// What a line chooses, by its own reading.
fn line_accepts(line: &str, row: &Row) -> Option<(Dimension, bool)> {
    let (name, chosen) = line.split_once(' ')?;
    let within = |number: Option<u32>| -> Option<bool> {
        let (from, to) = chosen.split_once("..").unwrap_or((chosen, chosen));
        let (from, to) = (from.parse::<u32>().ok(), to.parse::<u32>().ok());
        (from.is_some() || to.is_some()).then(|| {
            number.is_some_and(|number| {
                from.is_none_or(|from| from <= number) && to.is_none_or(|to| number <= to)
            })
        })
    };
    Some(match name {
        "theme" => (Dimension::Theme, row.themes.iter().any(|id| id == chosen)),
        "author" => (Dimension::Author, row.authors.iter().any(|id| id == chosen)),
        "lang" => (Dimension::Language, row.language == chosen),
        "year" => (Dimension::Year, within(row.year.map(u32::from))?),
        "length" => (Dimension::Length, within(Some(row.minutes))?),
        _ => return None,
    })
}

/// Whether a row passes a selection, one dimension left out.
fn passes(selection: &str, row: &Row, without: Option<Dimension>) -> bool {
    Dimension::ALL.into_iter().all(|dimension| {
        let lines = selection.lines().filter_map(|line| line_accepts(line, row));
        let mut here = lines.filter(|line| line.0 == dimension).peekable();
        Some(dimension) == without || here.peek().is_none() || here.any(|line| line.1)
    })
}

/// The members of a library among which facets are counted, and whether they have all words.
fn found(library: &Library, query: &Query) -> Vec<u32> {
    if query.is_empty() {
        return (0..library.len() as u32).collect();
    }
    let index = index(library);
    let (query, _) = crate::retrieve::resolve(&index, query, &Selection::default()).unwrap();
    let strictly = matching(library, &query);
    if strictly.is_empty() {
        matching(library, &query.relaxed())
    } else {
        strictly
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Every value of every row is counted, as often as by looking at each row.
    #[test]
    fn counts_are_those_of_the_rows(
        library in libraries(),
        query in some_queries(),
        lines in selections(),
    ) {
        let query = parse(&query).query;
        let (index, selection) = (index(&library), Selection::read(&lines));
        let results = index.search_among(&query, &selection, 3).unwrap();
        let counts = index.facet_counts(&results, &selection).unwrap();
        let found = found(&library, &query);
        let mut expected = Vec::new();
        for dimension in Dimension::ALL {
            let rows: Vec<Row> = library.iter().map(row).collect();
            let mut values: Vec<String> =
                rows.iter().flat_map(|row| dimension.values(row)).collect();
            values.sort_unstable();
            values.dedup();
            for value in values {
                let having = found.iter().map(|&at| &rows[at as usize]).filter(|row| {
                    dimension.values(row).contains(&value) && passes(&lines, row, Some(dimension))
                });
                let count = having.count() as u32;
                expected.push((dimension, value, count));
            }
        }
        let counts = counts.iter().map(|one| (one.dimension, one.value.to_owned(), one.count));
        prop_assert_eq!(counts.collect::<Vec<_>>(), expected);
    }

    /// The answer among what is chosen is the part of the answer that is chosen, and a count is the
    /// number of documents that its value shows.
    #[test]
    fn a_count_is_what_choosing_shows(
        library in libraries(),
        query in some_queries(),
        lines in selections(),
    ) {
        let query = parse(&query).query;
        let (index, selection) = (index(&library), Selection::read(&lines));
        let results = index.search_among(&query, &selection, usize::MAX).unwrap();
        let found = found(&library, &query);
        let rows: Vec<Row> = library.iter().map(row).collect();
        let mut hits: Vec<u32> = results.hits.iter().map(|hit| hit.essay).collect();
        hits.sort_unstable();
        prop_assert_eq!(results.total, hits.len());
        prop_assert!(hits.iter().all(|&at| passes(&lines, &rows[at as usize], None)));
        let mut expected = found;
        expected.retain(|&at| passes(&lines, &rows[at as usize], None));
        if query.is_empty() && selection.is_empty() {
            prop_assert_eq!(results.total, 0);
        } else if !expected.is_empty() {
            prop_assert_eq!(hits, expected);
        }
        for one in index.facet_counts(&results, &selection).unwrap() {
            let mut other = Selection::default();
            let kept = selection.chosen.iter().filter(|choice| choice.0 != one.dimension);
            other.chosen.extend(kept.cloned());
            other.choose(one.dimension, one.value);
            let shown = index.search_among(&query, &other, 1).unwrap();
            if one.count > 0 {
                prop_assert_eq!(shown.total as u32, one.count);
            } else {
                prop_assert!(shown.total == 0 || shown.relaxed);
            }
        }
    }
}

/// The counts of an answer that are not nought, with what was found.
fn check(query: &str, selection: &str, expected: &Expect) {
    let library = library();
    let (index, selection) = (index(&library), Selection::read(selection));
    let results = index
        .search_among(&parse(query).query, &selection, 10)
        .unwrap();
    let hits: Vec<String> = results
        .all_hits()
        .map(|(answer, hit)| format!("{}{}", hit.essay, if answer.relaxed { "?" } else { "" }))
        .collect();
    let counts = index.facet_counts(&results, &selection).unwrap();
    let counts: Vec<String> = counts
        .iter()
        .filter(|one| one.count > 0 && one.dimension != Dimension::Length)
        .map(|one| format!("{} {}", one.count, one.value))
        .collect();
    expected.assert_eq(&format!("{}: {}", hits.join(" "), counts.join(", ")));
}

#[test]
fn counting() {
    check(
        "",
        "",
        &expect![
            ": 1 Ada Field, 1 Ada Li, 1 Li Wei, 1 李伟, 2 growth, 2 public-policy, 2 en, 1 en-GB, 1 zh-Hans, 1 2018, 1 2020, 1 2022, 1 2024"
        ],
    );
    check(
        "",
        "theme growth",
        &expect!["0 2: 1 Ada Field, 1 Ada Li, 2 growth, 2 public-policy, 2 en, 1 2018, 1 2022"],
    );
    check(
        "growth",
        "",
        &expect![
            "0 2 1: 1 Ada Field, 1 Ada Li, 1 Li Wei, 2 growth, 1 public-policy, 2 en, 1 en-GB, 1 2018, 1 2020, 1 2022"
        ],
    );
    check(
        "growth",
        "lang en\nlang en-GB\nyear 2020..",
        &expect![
            "2 1: 1 Ada Li, 1 Li Wei, 1 growth, 1 public-policy, 1 en, 1 en-GB, 1 2018, 1 2020, 1 2022"
        ],
    );
    // What is chosen narrows what was found; it does not change what was found.
    check(
        "growth target",
        "theme growth",
        &expect!["0? 2?: 1 public-policy"],
    );
    check(
        "growth nonsense",
        "theme growth",
        &expect!["0? 2?: 1 Ada Field, 1 Ada Li, 2 growth, 1 public-policy, 2 en, 1 2018, 1 2022"],
    );
    check(
        "growth",
        "author 李伟",
        &expect![": 1 Ada Field, 1 Ada Li, 1 Li Wei"],
    );
    check(
        "growth lang:en",
        "lang zh-Hans",
        &expect![": 2 en, 1 en-GB"],
    );
}

/// What is chosen is fetched in the same step as the words.
#[test]
fn facets_are_fetched_with_the_words() {
    let library = library();
    let (head, parts) = built(&library);
    let query = parse("growth").query;
    let selection = Selection::read("theme growth");
    let steps = |selection: &Selection| {
        let mut index = Index::open(&head).unwrap();
        for step in 0.. {
            match index.search_among(&query, selection, 10) {
                Ok(_) => return step,
                Err(Unready::Missing(missing)) => missing.into_iter().for_each(|id| {
                    index.insert(id, parts[&id].clone()).unwrap();
                }),
                Err(damaged) => panic!("{damaged}"),
            }
        }
        unreachable!("every step fetches a part, and there are few")
    };
    assert_eq!(steps(&selection), steps(&Selection::default()));
}
