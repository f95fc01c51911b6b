//! Building searchable folders: the same bytes whatever the way, and what goes wrong.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use corpus::{Draft, EssayId, Kind, Language, Meta, assemble};
use expect_test::{Expect, expect};
use search::{Index, Unready};
use tempfile::TempDir;

use super::*;
use crate::app::tests::COMPLETE;
use crate::app::{App, File};

const SIZES: Sizes = Sizes {
    least: 2000,
    further: 2000,
    most: 8000,
};

/// Lines of words, the first of which is the document's name, in Chinese where it begins with a z; `!`
/// stands for none.
fn parse(line: &str) -> Result<Doc, String> {
    let name = line.split(' ').next().unwrap_or_default();
    if name == "!" {
        return Err("no name: give it one".to_owned());
    }
    let meta = Meta {
        id: EssayId::new("doc").unwrap(),
        title: name.to_owned(),
        subtitle: None,
        authors: Vec::new(),
        published: None,
        publisher: Vec::new(),
        source_url: None,
        language: Language::new(if name.starts_with('z') { "zh" } else { "en" }),
        themes: Vec::new(),
        translation_of: None,
        licence: None,
    };
    let blocks = assemble(vec![Draft::plain(Kind::Paragraph, line)]);
    Ok(Doc {
        name: name.to_owned(),
        essay: Essay::new(meta, blocks),
    })
}

/// 300 documents of some 70 words each out of 3,000, common ones more often than rare ones.
fn documents() -> Vec<String> {
    let mut state = 7u64;
    let mut word = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let chance = (state >> 33) as f64 / f64::from(1u32 << 31);
        format!(" w{}", 3000f64.powf(chance) as u32)
    };
    let mut document = |at| format!("d{at}{}", (0..70).map(|_| word()).collect::<String>());
    (0..300).map(&mut document).collect()
}

fn app() -> App {
    let files = COMPLETE.map(|name| File {
        name: name.to_owned(),
        bytes: name.into(),
    });
    App::from_files(files).unwrap()
}

/// A place for an output.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("out")
    }

    /// Builds there, and says how many documents were parsed.
    fn build(&self, cores: usize, text: &[u8]) -> Result<(Report, usize), DocsError> {
        let means = Means {
            cores: NonZeroUsize::new(cores).unwrap(),
            sizes: SIZES,
        };
        let parsed = AtomicUsize::new(0);
        let count = |line: &str| {
            parsed.fetch_add(1, Ordering::Relaxed);
            parse(line)
        };
        let report = build_with(means, text, &count, &self.out(), &app(), &|_| {})?;
        Ok((report, parsed.into_inner()))
    }

    /// All files of the output, by their names.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.out()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.out()).unwrap().display().to_string();
                    files.insert(name, fs::read(path).unwrap());
                }
            }
        }
        files
    }

    /// What is beside the output.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

/// A fresh build on one core.
fn fresh(documents: &[String]) -> BTreeMap<String, Vec<u8>> {
    let place = Place::new();
    place.build(1, documents.join("\n").as_bytes()).unwrap();
    place.files()
}

#[test]
fn the_bytes_do_not_depend_on_the_cores_nor_on_the_runs() {
    let documents = documents();
    let expected = fresh(&documents);
    assert!(expected.len() > documents.len() + 10);
    for cores in [2, 5] {
        let place = Place::new();
        let text = documents.join("\n\n");
        let (report, parsed) = place.build(cores, text.as_bytes()).unwrap();
        assert_eq!((report.documents, report.known, parsed), (300, 0, 300));
        assert!(place.files() == expected);
    }
    let place = Place::new();
    let text = documents.join("\n");
    build(text.as_bytes(), &parse, &place.out(), &app(), &|_| {}).unwrap();
    assert!(place.files() == expected);
}

#[test]
fn only_what_changed_is_analysed_again() {
    let place = Place::new();
    let mut documents = documents();
    place.build(2, documents.join("\n").as_bytes()).unwrap();
    let (report, parsed) = place.build(2, documents.join("\n").as_bytes()).unwrap();
    assert_eq!((report.known, parsed), (300, 0));
    type Change = dyn Fn(&mut Vec<String>);
    let changes: [&Change; 4] = [
        &|documents| documents[150].push_str(" changed"),
        &|documents| drop(documents.remove(20)),
        &|documents| documents.insert(0, "new and first".to_owned()),
        &|documents| documents.push("last and new".to_owned()),
    ];
    for change in changes {
        change(&mut documents);
        let (report, parsed) = place.build(2, documents.join("\n").as_bytes()).unwrap();
        assert_eq!(report.documents, documents.len());
        assert_eq!(report.known + parsed, documents.len());
        assert!((1..60).contains(&parsed), "{parsed} were parsed");
        assert!(place.files() == fresh(&documents));
    }
    assert_eq!(place.beside(), ["out", "out.runs"]);
}

/// Whatever lies among the runs, and in whatever state, nothing wrong is built of it.
#[test]
fn damaged_runs_are_made_anew() {
    let place = Place::new();
    let text = documents().join("\n");
    place.build(2, text.as_bytes()).unwrap();
    let expected = place.files();
    let runs = place.0.path().join("out.runs");
    let entries = fs::read_dir(&runs).unwrap();
    let paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let other = fs::read(&paths[3]).unwrap();
    let spoil = |at: usize, change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = fs::read(&paths[at]).unwrap();
        change(&mut bytes);
        fs::write(&paths[at], bytes).unwrap();
    };
    spoil(0, &|bytes| bytes[1000] ^= 4);
    spoil(1, &|bytes| bytes.truncate(500));
    spoil(2, &Vec::clear);
    fs::write(runs.join("stray"), other).unwrap();
    let (report, parsed) = place.build(2, text.as_bytes()).unwrap();
    assert!(report.known > 100 && parsed > 20);
    assert!(place.files() == expected);
    assert!(!runs.join("stray").exists());
}

#[test]
fn the_index_is_whole_and_its_head_is_named() {
    let place = Place::new();
    let (report, _) = place.build(2, documents().join("\n").as_bytes()).unwrap();
    let mut files = place.files();
    files.retain(|name, _| name.starts_with(INDEX));
    assert_eq!(report.parts, files.len());
    assert_eq!(report.bytes, files.values().map(Vec::len).sum::<usize>());
    let heads = files.iter().filter(|(name, _)| name.ends_with(HEAD));
    let heads: Vec<(&String, &Vec<u8>)> = heads.collect();
    let [(name, head)] = heads[..] else {
        panic!("{} heads", heads.len())
    };
    assert_eq!(Index::open(head).unwrap().documents(), 300);
    let page = place.files().remove(PAGE).unwrap();
    assert!(String::from_utf8(page).unwrap().contains(name));
}

/// Whatever the lines' order, the documents of a language are together, and each has its own text.
#[test]
fn languages_are_together_and_texts_are_where_their_documents_are() {
    let mut documents = documents();
    for document in documents.iter_mut().step_by(7) {
        document.replace_range(..1, "z");
    }
    let place = Place::new();
    let (report, _) = place.build(2, documents.join("\n").as_bytes()).unwrap();
    assert_eq!(report.documents, 300);
    let files = place.files();
    let head = files.iter().find(|(name, _)| name.ends_with(HEAD)).unwrap();
    let mut index = Index::open(head.1).unwrap();
    let all: Vec<u32> = (0..300).collect();
    let names = loop {
        match index.names(&all) {
            Ok(names) => break names,
            Err(Unready::Missing(missing)) => missing.into_iter().for_each(|id| {
                let bytes = &files[&format!("{INDEX}/{id}")];
                index.insert(id, bytes.clone()).unwrap();
            }),
            Err(damaged) => panic!("{damaged}"),
        }
    };
    let starts = names.iter().map(|name| name.starts_with('z'));
    assert!(starts.is_sorted() && names[299].starts_with('z'));
    for (number, name) in names.iter().enumerate() {
        let text = std::str::from_utf8(&files[&format!("docs/{number}.txt")]).unwrap();
        assert_eq!(text.lines().next(), Some(&*format!("T{name}")));
    }
    assert_eq!(
        files
            .keys()
            .filter(|name| name.starts_with("loose"))
            .count(),
        0
    );
}

/// How far a build is, is told to its end.
#[test]
fn progress_is_told() {
    let told = Mutex::new(Vec::new());
    let place = Place::new();
    let text = documents().join("\n");
    let means = Means {
        cores: NonZeroUsize::new(2).unwrap(),
        sizes: SIZES,
    };
    let watch = |progress| locked(&told).push(progress);
    build_with(means, text.as_bytes(), &parse, &place.out(), &app(), &watch).unwrap();
    let told = locked(&told);
    let analysed = told.iter().filter_map(|progress| match progress {
        Progress::Analysed(bytes) => Some(*bytes),
        Progress::Merged { .. } => None,
    });
    assert_eq!(analysed.max(), Some(text.len() as u64));
    assert_eq!(told.last(), Some(&Progress::Merged { pages: 3, all: 3 }));
}

/// What is wrong with some documents, after a build of good ones, which then stays.
fn check(text: &[u8], expected: &Expect) {
    let place = Place::new();
    place.build(2, documents().join("\n").as_bytes()).unwrap();
    let before = place.files();
    for cores in [1, 4] {
        let error = place.build(cores, text).unwrap_err();
        expected.assert_eq(&error.to_string());
    }
    assert!(place.files() == before);
    assert_eq!(place.beside(), ["out", "out.runs"]);
    let error = read(text, &parse).unwrap_err();
    expected.assert_eq(&error.to_string());
}

#[test]
fn what_is_wrong_is_named_and_the_old_output_stays() {
    check(
        b"",
        &expect!["there is no document: put each on a line of its own"],
    );
    check(
        b"\n \n",
        &expect!["there is no document: put each on a line of its own"],
    );
    check(b"a b\n\n! c\n! d", &expect!["line 3: no name: give it one"]);
    check(
        b"a b\nc \xff d",
        &expect!["line 2: byte 3 is no UTF-8: save the file in that encoding"],
    );
    check(
        b"a b\nc d\n\na e",
        &expect!["line 4: line 1 has the id `a` too: give each an id of its own"],
    );
    let mut many = documents();
    many[290] = "! late".to_owned();
    many[140] = "! early".to_owned();
    check(
        many.join("\n").as_bytes(),
        &expect!["line 141: no name: give it one"],
    );
    many = documents();
    many.push(many[3].clone());
    check(
        many.join("\n").as_bytes(),
        &expect!["line 301: line 4 has the id `d3` too: give each an id of its own"],
    );
}

/// A file that cannot be read to its end is no shorter file.
#[test]
fn a_failure_of_reading_is_an_error() {
    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let text = documents().join("\n");
    let source = io::Read::chain(text.as_bytes(), Broken);
    let place = Place::new();
    let error = build(
        io::BufReader::new(source),
        &parse,
        &place.out(),
        &app(),
        &|_| {},
    );
    let message = error.unwrap_err().to_string();
    expect!["cannot read the documents: the disk is gone"].assert_eq(&message);
    assert_eq!(place.beside(), ["out.runs"]);
}
