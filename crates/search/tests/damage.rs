//! Every file of an index, damaged in every way that a disk, a cache or a line can damage it: what
//! comes of it is an error that names the file, or the right answer.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod prose;

use std::collections::{BTreeMap, BTreeSet};

use search::{
    Index, IndexError, PartId, PartKind, ReadAt, RunWriter, Unready, merge, parse_typing, whole,
};

/// Queries of every kind, which between them touch parts of every kind.
fn queries() -> Vec<String> {
    let word = prose::word;
    let han: String = (2..5).map(prose::han).collect();
    vec![
        word(0),
        word(500),
        format!("{} {}", word(3), word(40)),
        format!("\"{} {}\"", word(0), word(1)),
        format!("\"{} {}\"~5", word(2), word(9)),
        format!("{} -{}", word(1), word(0)),
        format!("{} OR {}", word(700), word(800)),
        format!("title:{}", word(5)),
        format!("{}*", &word(300)[..2]),
        format!("{}x", word(1200)),
        han,
        "nonsensical".to_owned(),
        format!("author:ada {}", word(7)),
        "year:2005..2010 lang:zh".to_owned(),
        "theme:theme-1".to_owned(),
        String::new(),
    ]
}

/// An index as files.
struct Files {
    head: Vec<u8>,
    parts: BTreeMap<PartId, Vec<u8>>,
    kinds: BTreeMap<PartId, PartKind>,
}

/// An index with several parts of every kind that there can be several of.
fn files() -> Files {
    let size = prose::Size {
        documents: 60,
        words: 100,
        vocabulary: 4000,
    };
    let library = prose::library(size);
    let runs = library.chunks(25).map(|documents| {
        let mut run = RunWriter::new();
        for (essay, row) in documents {
            run.add(essay, row.clone());
        }
        run.finish().unwrap()
    });
    let runs: Vec<Vec<u8>> = runs.collect();
    let sources: Vec<&dyn ReadAt> = runs.iter().map(|run| run as &dyn ReadAt).collect();
    let (mut parts, mut kinds) = (BTreeMap::new(), BTreeMap::new());
    let head = merge(&sources, &mut |kind, id, bytes| {
        parts.insert(id, bytes);
        kinds.insert(id, kind);
        Ok(())
    });
    Files {
        head: head.unwrap(),
        parts,
        kinds,
    }
}

/// How many answer, the best of them with their scores and names, and what was taken for misspelt.
type Answer = (usize, Vec<(String, u32, u32)>, Vec<String>);

/// Answers as far as what is at hand goes.
fn answer(index: &Index, query: &str) -> Result<Answer, Unready> {
    index.prepare(query)?;
    let results = index.search(&parse_typing(query).query, 10)?;
    let hits: Vec<_> = results.all_hits().map(|(_, hit)| *hit).take(10).collect();
    let essays: Vec<u32> = hits.iter().map(|hit| hit.essay).collect();
    let names = index.names(&essays)?;
    let hits = names.into_iter().zip(&hits);
    let hits = hits.map(|(name, hit)| (name, hit.essay, hit.score.to_bits()));
    let corrections = results.corrections.iter().map(|word| format!("{word:?}"));
    Ok((results.total, hits.collect(), corrections.collect()))
}

/// Answers with what `fetch` brings of the parts that are missing, and notes them. An error is what a
/// reader would be told.
fn ask(
    index: &mut Index,
    query: &str,
    fetch: &mut dyn FnMut(PartId) -> Option<Vec<u8>>,
) -> Result<Answer, String> {
    loop {
        let missing = match answer(index, query) {
            Ok(answer) => return Ok(answer),
            Err(Unready::Missing(missing)) => missing,
            Err(damaged) => return Err(damaged.to_string()),
        };
        assert!(!missing.is_empty(), "{query} misses nothing");
        for id in missing {
            let bytes = fetch(id).ok_or_else(|| format!("{id} is not there"))?;
            index.insert(id, bytes).map_err(|error| error.to_string())?;
        }
    }
}

/// What is asked, what the answers are, and which parts each needs.
fn expected(files: &Files) -> Vec<(String, Answer, BTreeSet<PartId>)> {
    let ask = |query: String| {
        let mut touched = BTreeSet::new();
        let mut index = Index::open(&files.head).unwrap();
        let mut fetch = |id| {
            touched.insert(id);
            files.parts.get(&id).cloned()
        };
        let answer = ask(&mut index, &query, &mut fetch).unwrap();
        (query, answer, touched)
    };
    queries().into_iter().map(ask).collect()
}

/// The bits of a file that are flipped: all of a small one, of a large one some all over it.
fn bits(bytes: &[u8], most: usize) -> impl Iterator<Item = usize> + use<> {
    let all = bytes.len() * 8;
    // A step that has no factor in common with eight flips every bit of a byte in turn.
    (0..all).step_by((all / most) | 1)
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut damaged = bytes.to_vec();
    match damaged.get_mut(bit / 8) {
        Some(byte) => *byte ^= 1 << (bit % 8),
        // Some parts have no byte at all.
        None => damaged.push(0),
    }
    damaged
}

#[test]
fn the_queries_touch_every_kind_of_part_and_find_something() {
    let files = files();
    let kinds: BTreeSet<String> = files
        .kinds
        .values()
        .map(|kind| format!("{kind:?}"))
        .collect();
    let mut touched = BTreeSet::new();
    let mut answered = 0;
    for (_, (total, hits, _), parts) in expected(&files) {
        touched.extend(parts.iter().map(|id| format!("{:?}", files.kinds[id])));
        answered += usize::from(total > 0 && !hits.is_empty());
    }
    // What is fetched when nothing else is to do makes no query fail.
    touched.insert("Ahead".to_owned());
    assert!(kinds.len() >= 6, "{kinds:?}");
    assert_eq!(touched, kinds);
    assert!(answered > 10, "{answered} queries find something");
    for kind in [
        PartKind::Dictionary,
        PartKind::Postings,
        PartKind::Positions,
    ] {
        assert!(files.kinds.values().filter(|&&other| other == kind).count() > 1);
    }
}

#[test]
fn no_part_is_taken_that_is_not_whole() {
    let files = files();
    let mut index = Index::open(&files.head).unwrap();
    for (&id, bytes) in &files.parts {
        let mut refused = |damaged: Vec<u8>, how: &str| {
            let error = index.insert(id, damaged).expect_err(how);
            assert!(error.to_string().contains(&id.to_string()), "{error}");
        };
        for bit in bits(bytes, 100_000) {
            refused(flipped(bytes, bit), "a bit flipped");
        }
        for end in 0..bytes.len() {
            refused(bytes[..end].to_vec(), "cut off");
        }
        refused([bytes, &b"\0"[..]].concat(), "longer");
        for (other, bytes) in &files.parts {
            if *other != id {
                refused(bytes.clone(), "another part");
            }
        }
        refused(files.head.clone(), "the head");
    }
}

/// The names of the errors by which a file is refused with any bit flipped, cut anywhere, or longer.
fn errors<T>(file: &[u8], open: impl Fn(&[u8]) -> Result<T, IndexError>) -> BTreeSet<String> {
    let flips = bits(file, 20_000).map(|bit| flipped(file, bit));
    let cuts = (0..file.len()).step_by(file.len() / 2000 + 1);
    let cuts = cuts.map(|end| file[..end].to_vec());
    let damaged = flips.chain(cuts).chain([[file, b"\0"].concat()]);
    let name = |file: Vec<u8>| {
        let error = open(&file).err().expect("damage is noticed");
        assert!(error.to_string().len() > 20, "{error}");
        let error = format!("{error:?}");
        error.split(' ').next().unwrap().to_owned()
    };
    damaged.map(name).collect()
}

#[test]
fn neither_the_head_nor_the_whole_is_taken_damaged() {
    let files = files();
    let names = ["Damaged", "Foreign", "Truncated", "Version"].map(str::to_owned);
    assert_eq!(
        errors(&files.head, Index::open),
        BTreeSet::from(names.clone())
    );
    let parts: Vec<Vec<u8>> = files.parts.values().cloned().collect();
    let file = whole(&files.head, &parts);
    assert_eq!(errors(&file, Index::open_whole), BTreeSet::from(names));
    // One for the other, or a part for either, is no index.
    assert!(Index::open(&file).is_err() && Index::open_whole(&files.head).is_err());
    for part in &parts {
        assert!(Index::open(part).is_err() && Index::open_whole(part).is_err());
    }
}

/// A part that is damaged where it is kept, or gone: queries that need it fail by its name, the others
/// answer as always; and all do once it is mended, without anything being opened anew.
#[test]
fn a_bad_part_costs_only_the_queries_that_need_it() {
    let files = files();
    let expected = expected(&files);
    for (&bad, bytes) in &files.parts {
        let spoiled = [
            Some(flipped(bytes, bytes.len() * 5)),
            Some(bytes[..bytes.len() / 2].to_vec()).filter(|half| half != bytes),
            files.parts.values().find(|other| *other != bytes).cloned(),
            None,
        ];
        let mut index = Index::open(&files.head).unwrap();
        for spoiled in spoiled {
            for (query, answer, needed) in &expected {
                let mut fetch = |id| match id == bad {
                    true => spoiled.clone(),
                    false => files.parts.get(&id).cloned(),
                };
                match ask(&mut index, query, &mut fetch) {
                    Ok(found) => assert!(found == *answer && !needed.contains(&bad), "{query}"),
                    Err(error) => {
                        assert!(needed.contains(&bad), "{query}: {error}");
                        assert!(error.contains(&bad.to_string()), "{query}: {error}");
                    }
                }
            }
        }
        for (query, answer, _) in &expected {
            let mut fetch = |id| files.parts.get(&id).cloned();
            assert_eq!(ask(&mut index, query, &mut fetch).as_ref(), Ok(answer));
        }
    }
}

/// Bits flipped in files one at a time, each followed by all queries that need the file: a named error
/// or the right answer.
#[test]
fn a_flipped_bit_gives_a_named_error_or_the_right_answer() {
    let files = files();
    let expected = expected(&files);
    for (&bad, bytes) in &files.parts {
        for bit in bits(bytes, 24) {
            for (query, answer, _) in expected.iter().filter(|(.., needed)| needed.contains(&bad)) {
                let mut index = Index::open(&files.head).unwrap();
                let mut fetch = |id| match id == bad {
                    true => Some(flipped(bytes, bit)),
                    false => files.parts.get(&id).cloned(),
                };
                match ask(&mut index, query, &mut fetch) {
                    Ok(found) => assert_eq!(found, *answer, "{query}, bit {bit} of {bad}"),
                    Err(error) => assert!(error.contains(&bad.to_string()), "{error}"),
                }
            }
        }
    }
}
