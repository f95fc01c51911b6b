//! Plain texts read whole: golden files, what must hold for every text, what must hold for none.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use proptest::prelude::*;

use crate::{Document, Join, markdown, read};

/// A document as the golden files show it: the essay as Markdown, then the report. Lines that
/// were only wrapped are left out.
fn shown(document: &Document) -> String {
    let mut shown = markdown::write(&document.essay);
    shown.push_str("\n======\n");
    for removed in &document.removed {
        shown.push_str(&format!(
            "{}: removed ({}): {}\n",
            removed.line, removed.why, removed.text
        ));
    }
    for joined in document
        .joined
        .iter()
        .filter(|joined| joined.why != Join::WrappedLine)
    {
        shown.push_str(&format!("{}: joined ({})\n", joined.line, joined.why));
    }
    shown.extend(
        document
            .diagnostics
            .iter()
            .map(|finding| format!("{finding}\n")),
    );
    shown
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/ingest")
}

#[test]
fn golden() {
    let mut seen = 0;
    for entry in fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "txt" || extension == "md")
        {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let document = read(&name, &fs::read(&path).unwrap());
            expect_file![path.with_added_extension("expected")].assert_eq(&shown(&document));
            seen += 1;
        }
    }
    assert!(seen >= 5, "{seen}");
}

/// Material that is kept outside the repository, where it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path);
    path.exists().then_some(path)
}

/// The acceptance of issue 2: an essay with a letterhead in two scripts, cut sentences and all.
#[test]
fn the_seed_is_read_whole() {
    let Some(dir) = shared("seed") else { return };
    for entry in fs::read_dir(dir).unwrap() {
        let document = read("seed.txt", &fs::read(entry.unwrap().path()).unwrap());
        let meta = &document.essay.meta;
        assert_eq!(meta.authors.len(), 1, "{:?}", meta.authors);
        assert!(meta.authors[0].role.is_some() && meta.authors[0].affiliation.is_some());
        assert!(meta.published.is_some() && !meta.title.is_empty());
        assert_eq!(meta.publisher.len(), 4, "{:?}", meta.publisher);
        assert_eq!(meta.language.as_str(), "en");
        assert_eq!(document.essay.blocks.len(), 12);
        for block in &document.essay.blocks {
            assert!(
                block.text.ends_with('.') && block.text.starts_with(char::is_uppercase),
                "{}",
                block.text
            );
            assert!(
                !meta.publisher.iter().any(|name| block.text.contains(name)),
                "{}",
                block.text
            );
        }
        assert!(
            document.diagnostics.is_empty(),
            "{:?}",
            document.diagnostics
        );
    }
}

#[test]
fn no_file_of_any_kind_panics() {
    let mut folders: Vec<PathBuf> = ["data/fixtures", "data/messy"]
        .into_iter()
        .filter_map(shared)
        .collect();
    if folders.is_empty() {
        return;
    }
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            read(&path.to_string_lossy(), &bytes);
            // Whatever it is, as if it were text.
            read("x.txt", &bytes);
            super::read(&String::from_utf8_lossy(&bytes), Document::unread("x.txt"));
            seen += 1;
        }
    }
    assert!(seen > 0);
}

/// Lines of which documents are made, so that chance finds their combinations.
fn document() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        prop::sample::select(vec![
            "",
            "",
            "\u{c}",
            "Hillside College",
            "12",
            "- 3 -",
            "Page 3 of 9",
            "第3页",
            "By Ada Reed,",
            "By ",
            "1. one",
            "2. two",
            "• a",
            "[3] x",
            "一、灯",
            "    set in",
            "\t\tdeep",
            "The lamp burns, and the",
            "reader reads on.",
            "an inno-",
            "vation of",
            "灯下读书，",
            "书房。",
            "March 19, 2024",
            "a   b   c",
            "\u{3000}\u{3000}灯",
            "ﬁne",
            "\u{ad}",
            "-",
            "—",
            "(a) x",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,30}",
    ];
    prop::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read("x.txt", &bytes);
    }

    /// No word is lost: each is in the essay or among what was removed.
    #[test]
    fn every_letter_is_kept_or_removed(text in document()) {
        let document = read("x.txt", text.as_bytes());
        let letters = |text: &str| -> usize {
            let text = super::lines::of(text).into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ");
            corpus::text::normalise(&text).chars().filter(|scalar| scalar.is_alphabetic()).count()
        };
        let kept: usize = document.essay.blocks.iter().map(|block| letters(&block.text)).sum();
        let removed: usize = document.removed.iter().map(|removed| letters(&removed.text)).sum();
        let labels = text.lines().count() * 2;
        prop_assert!(kept + removed + labels >= letters(&text) || !document.diagnostics.is_empty(), "{document:#?}");
    }

    /// What is imported can be written down, and reads back to the same blocks.
    #[test]
    fn what_is_imported_reads_back(text in document()) {
        let essay = read("x.txt", text.as_bytes()).essay;
        let again = read("x.md", markdown::write(&essay).as_bytes()).essay;
        prop_assert_eq!(again, essay);
    }
}
