//! What a fuzzer feeds (`fuzz/`), and the property tests that do the same in little. Each function
//! takes any bytes, and panics where the engine does not keep its word.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use corpus::{Author, Date, Draft, Essay, EssayId, Kind, Language, Meta, Span, assemble, envelope};

use crate::index::MAGIC;
use crate::{
    Dimension, EssayMarks, EssayText, Index, PartId, Query, Row, RunWriter, Selection, Unready,
    VERSION, merge, parse, parse_typing, whole,
};

/// What is asked of every index: each kind of word, term and filter.
const QUERIES: [&str; 12] = [
    "growth",
    "policy target labour",
    "\"ideas made growth\"",
    "\"growth policy\"~4 -capital",
    "pol*",
    "g* OR zzz",
    "grwoth plicy",
    "title:policy 创新",
    "新质生产力",
    "author:li year:2019.. lang:zh OR theme:growth",
    "-labour",
    "",
];

/// Asks an index of which the head (without its envelope) and then all parts, in the order in which
/// they are missed, are these bytes: each piece with its length before it, two bytes, the lower first.
/// Part names are not compared with what is in the parts, as if a broken builder had made them.
pub fn index(bytes: &[u8]) {
    ask_all(pieces(bytes));
}

/// Asks a sound index that was spoiled by a list of changes, six bytes each: the piece (see [`index`]),
/// two bytes for the place in it, what is done there, and two bytes for what it is done with.
pub fn damage(changes: &[u8]) {
    let mut pieces = sound().to_vec();
    for change in changes.chunks_exact(6) {
        let at = change[0] as usize % pieces.len();
        let piece = &mut pieces[at];
        let place = u16::from_le_bytes([change[1], change[2]]) as usize % (piece.len() + 1);
        match change[3] % 5 {
            0 => piece.truncate(place),
            1 => piece.insert(place, change[4]),
            2 => piece
                .splice(place..place, change[4..].iter().copied())
                .for_each(drop),
            _ if place == piece.len() => {}
            3 => piece[place] = change[4],
            _ => drop(piece.remove(place)),
        }
    }
    ask_all(pieces);
}

/// Reads a query, as typed and as sent, and answers it from a small index and from the texts, which
/// must agree.
pub fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    LIBRARY.with(|library| {
        for parsed in [parse(&text), parse_typing(&text)] {
            library.check(&text, &parsed.query);
        }
    });
}

/// Divides bytes into pieces that have their lengths before them; the last may be shorter.
fn pieces(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let length = u16::from_le_bytes(*length) as usize;
        let (piece, rest) = rest.split_at(length.min(rest.len()));
        pieces.push(piece.to_vec());
        bytes = rest;
    }
    pieces
}

fn ask_all(pieces: Vec<Vec<u8>>) {
    let mut pieces = pieces.into_iter();
    let head = envelope::seal(MAGIC, VERSION, &pieces.next().unwrap_or_default());
    let Ok(mut index) = Index::open(&head) else {
        return;
    };
    for query in QUERIES {
        while let Err(Unready::Missing(missing)) = ask(&index, query) {
            assert!(!missing.is_empty(), "{query} misses nothing");
            for id in missing {
                let Some(piece) = pieces.next() else { return };
                index.insert_unchecked(id, piece);
            }
        }
    }
}

/// An answer with all that is told of it.
fn ask(index: &Index, query: &str) -> Result<(), Unready> {
    let mut selection = Selection::default();
    for dimension in Dimension::ALL {
        for selection in [&Selection::default(), &selection] {
            let results = index.search_among(&parse_typing(query).query, selection, 5)?;
            let essays = results.all_hits().map(|(_, hit)| hit.essay);
            let essays: Vec<u32> = essays.take(5).collect();
            assert!(essays.iter().all(|&essay| essay < index.documents()));
            index.names(&essays)?;
            index.facet_counts(&results, selection)?;
        }
        selection.choose(dimension, "en");
    }
    match index.missing_ahead() {
        ahead if ahead.is_empty() => Ok(()),
        ahead => Err(Unready::Missing(ahead)),
    }
}

/// Essays, their index, and their texts.
struct Library {
    essays: Vec<(Essay, Row)>,
    texts: Vec<EssayText>,
    index: Index,
}

thread_local! {
    /// Made once, for it is only read.
    static LIBRARY: Library = Library::new();
}

impl Library {
    fn new() -> Self {
        let essays = essays();
        let (head, parts) = built(&essays);
        let whole = whole(&head, &parts.into_values().collect::<Vec<_>>());
        let index = Index::open_whole(&whole).expect("the index was just written");
        let texts = essays
            .iter()
            .map(|(essay, row)| EssayText::new(essay, row.clone()));
        Self {
            texts: texts.collect(),
            essays,
            index,
        }
    }

    fn check(&self, text: &str, query: &Query) {
        let results = self.index.search(query, usize::MAX);
        let results = results.expect("a whole index misses nothing");
        let mut found: Vec<u32> = results.hits.iter().map(|hit| hit.essay).collect();
        found.sort_unstable();
        assert_eq!(found.len(), results.total, "{text:?}");
        if !query.is_empty() {
            assert_eq!(found, self.matching(&results.query), "{text:?}");
        }
        for (results, hit) in results.all_hits() {
            assert!(hit.score.is_finite(), "{text:?}");
            let essay = &self.texts[hit.essay as usize];
            self.check_marks(hit.essay, &results.marks(essay));
            results.passages(essay, 3);
        }
        results.suggestion(text);
    }

    /// The essays that a query, evaluated on their texts, matches.
    fn matching(&self, query: &Query) -> Vec<u32> {
        let texts = (0u32..).zip(&self.texts);
        let matching = texts.filter(|(_, text)| query.matches_essay(text).is_some());
        matching.map(|(at, _)| at).collect()
    }

    /// Marks are in order, apart and inside their texts.
    fn check_marks(&self, essay: u32, marks: &EssayMarks) {
        let (essay, _) = &self.essays[essay as usize];
        let check = |spans: &[Span], text: &str| {
            let length = text.chars().count() as u32;
            let mut end = 0;
            for span in spans {
                assert!(span.start >= end && span.end > span.start && span.end <= length);
                end = span.end;
            }
        };
        check(&marks.title, &essay.meta.title);
        assert_eq!(marks.blocks.len(), essay.blocks.len());
        for (spans, block) in marks.blocks.iter().zip(&essay.blocks) {
            check(spans, &block.text);
        }
    }
}

/// The pieces of a sound index, in the order in which [`ask_all`] misses them.
fn sound() -> &'static [Vec<u8>] {
    static PIECES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    PIECES.get_or_init(|| {
        let (head, parts) = built(&essays());
        let payload = envelope::open(MAGIC, VERSION, &head).expect("the head was just written");
        let mut index = Index::open(&head).expect("the head was just written");
        let mut pieces = vec![payload.to_vec()];
        for query in QUERIES {
            while let Err(Unready::Missing(missing)) = ask(&index, query) {
                for id in missing {
                    let part = parts[&id].clone();
                    pieces.push(part.clone());
                    index.insert(id, part).expect("the part was just written");
                }
            }
        }
        assert!(
            pieces.len() > parts.len() / 2,
            "the queries miss most parts"
        );
        pieces
    })
}

/// The head and the parts of an index of essays.
fn built(essays: &[(Essay, Row)]) -> (Vec<u8>, BTreeMap<PartId, Vec<u8>>) {
    let mut run = RunWriter::new();
    for (essay, row) in essays {
        run.add(essay, row.clone());
    }
    let run = run.finish().expect("a run in memory");
    let mut parts = BTreeMap::new();
    let head = merge(&[&run], &mut |_, id, bytes| {
        parts.insert(id, bytes);
        Ok(())
    });
    (head.expect("a run in memory"), parts)
}

/// Some essays in which words meet that queries are made of.
fn essays() -> Vec<(Essay, Row)> {
    let essay = |title: &str, author: &str, language: &str, year: u16, blocks: &[&str]| {
        let draft = |text: &&str| match text.strip_prefix("# ") {
            Some(heading) => Draft::plain(Kind::Heading { level: 2 }, heading),
            None => Draft::plain(Kind::Paragraph, *text),
        };
        let meta = Meta {
            id: EssayId::new(format!("essay-{year}")).expect("letters and digits"),
            title: title.to_owned(),
            subtitle: None,
            authors: vec![Author::named(author)],
            published: Date::new(year, 1, 1),
            publisher: Vec::new(),
            source_url: None,
            language: Language::new(language),
            themes: Vec::new(),
            translation_of: None,
            licence: None,
        };
        let blocks = assemble(blocks.iter().map(draft).collect());
        let essay = Essay::new(meta, blocks);
        let row = Row::of(&essay, vec!["growth".to_owned()]);
        (essay, row)
    };
    vec![
        essay(
            "On growth",
            "Ada Field",
            "en",
            2018,
            &[
                "# Labour",
                "Labour, capital and land: ideas made growth.",
                "A note on policy.",
            ],
        ),
        essay(
            "Policy",
            "Li Wei",
            "en-GB",
            2020,
            &[
                "A plan is a policy in numbers.",
                "Policies differ; a policy of growth has a target.",
            ],
        ),
        essay(
            "Innovation-driven development",
            "Ada Li",
            "en",
            2022,
            &[
                "Growth from ideas: innovation, driven on.",
                "Resumé: the x of a b c, and a b again.",
            ],
        ),
        essay(
            "创新驱动发展",
            "李伟",
            "zh-Hans",
            2024,
            &["新质生产力是创新起主导作用的生产力。", "5G网络与数字经济。"],
        ),
        essay(
            "",
            "",
            "de",
            2025,
            &["Größe und Maß, don't stop.", "سياسة النمو חדשנות विकास"],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What queries are written with.
    const SIGNS: &str = "(growth|policy|ideas|labour|创新|生产|5G|x|title:|author:|year:|lang:|theme:|\\*|\"|~|-|\\(|\\)|OR|NOT| |2019|\\.\\.|é|\u{301}|\u{200d}){0,16}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_bytes_are_an_index_or_none(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            index(&bytes);
        }

        #[test]
        fn a_spoiled_index_answers_or_does_not(changes in prop::collection::vec(any::<u8>(), 6..60)) {
            damage(&changes);
        }

        #[test]
        fn any_bytes_are_a_query(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            query(&bytes);
        }

        #[test]
        fn any_signs_are_a_query(text in SIGNS) {
            query(text.as_bytes());
        }
    }

    /// The property tests would pass vacuously on an index that is refused at once.
    #[test]
    fn the_sound_index_answers_all_queries() {
        let pieces = sound();
        assert!(pieces.len() > 4, "{} pieces", pieces.len());
        assert!(
            pieces
                .iter()
                .all(|piece| piece.len() < usize::from(u16::MAX))
        );
        let packed = pieces.iter().flat_map(|piece| {
            let length = (piece.len() as u16).to_le_bytes();
            length.into_iter().chain(piece.iter().copied())
        });
        assert_eq!(super::pieces(&packed.collect::<Vec<u8>>()), pieces);
        damage(&[]);
    }
}
