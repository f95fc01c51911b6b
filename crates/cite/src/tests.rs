//! Citations of an English and a Chinese essay, and laws of the forms.

use corpus::Author;
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

fn work(language: &str, title: &str, authors: &[&str]) -> Work {
    Work {
        id: "growth-accounting".to_owned(),
        title: title.to_owned(),
        authors: authors.iter().map(|name| Name::read(name, &[])).collect(),
        published: Date::new(2026, 11, 3),
        publisher: Some("The Lectern Project".to_owned()),
        collection: "A Reader".to_owned(),
        language: Language::new(language),
        licence: Some("CC-BY-4.0".to_owned()),
    }
}

fn passage(paragraph: Option<u32>, quote: Option<&'static str>) -> Passage<'static> {
    Passage {
        address: "https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh",
        paragraph,
        quote,
        accessed: Date::new(2026, 11, 27).unwrap(),
    }
}

fn check(work: &Work, passage: &Passage, expected: &Expect) {
    let forms = [bibtex::entry, ris::record, csl::item].map(|form| form(work, passage));
    expected.assert_eq(&forms.join("\n").replace("\r\n", "\n"));
}

#[test]
fn english() {
    check(
        &work(
            "en",
            "Costs & {Benefits}: 50% of $1",
            &[
                "Khalid T. Akram",
                "Ludwig van der Rohe",
                "The Lectern Project",
            ],
        ),
        &passage(Some(4), Some("growth\nas such")),
        &expect![[r#"
            @misc{growth-accounting,
              author = {Akram, Khalid T. and van der Rohe, Ludwig and {The Lectern Project}},
              title = {{Costs \& \textbraceleft{}Benefits\textbraceright{}: 50\% of \$1}},
              year = 2026,
              month = nov,
              date = {2026-11-03},
              howpublished = {A Reader},
              url = {https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh},
              urldate = {2026-11-27},
              language = {english},
              note = {para. 4: “growth as such”},
              copyright = {CC-BY-4.0},
            }

            TY  - ELEC
            AU  - Akram, Khalid T.
            AU  - van der Rohe, Ludwig
            AU  - The Lectern Project
            TI  - Costs & {Benefits}: 50% of $1
            T2  - A Reader
            PY  - 2026
            DA  - 2026/11/03
            LA  - en
            UR  - https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh
            Y2  - 2026/11/27
            N1  - para. 4: “growth as such”
            C1  - CC-BY-4.0
            ER  - 

            [
              {
                "URL": "https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh",
                "accessed": {
                  "date-parts": [
                    [
                      2026,
                      11,
                      27
                    ]
                  ]
                },
                "author": [
                  {
                    "family": "Akram",
                    "given": "Khalid T."
                  },
                  {
                    "family": "Rohe",
                    "given": "Ludwig",
                    "non-dropping-particle": "van der"
                  },
                  {
                    "literal": "The Lectern Project"
                  }
                ],
                "container-title": "A Reader",
                "id": "growth-accounting",
                "issued": {
                  "date-parts": [
                    [
                      2026,
                      11,
                      3
                    ]
                  ]
                },
                "language": "en",
                "license": "CC-BY-4.0",
                "note": "para. 4: “growth as such”",
                "title": "Costs & {Benefits}: 50% of $1",
                "type": "webpage"
              }
            ]
        "#]],
    );
}

#[test]
fn chinese() {
    check(
        &Work {
            publisher: Some("中国社会科学出版社".to_owned()),
            ..work("zh-Hans", "发展新质生产力", &["王小明", "欧阳修"])
        },
        &passage(Some(12), Some("创新")),
        &expect![[r#"
            @misc{growth-accounting,
              author = {王, 小明 and 欧阳, 修},
              title = {{发展新质生产力}},
              year = 2026,
              month = nov,
              date = {2026-11-03},
              howpublished = {A Reader},
              publisher = {中国社会科学出版社},
              url = {https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh},
              urldate = {2026-11-27},
              language = {chinese},
              note = {第12段：“创新”},
              copyright = {CC-BY-4.0},
            }

            TY  - ELEC
            AU  - 王, 小明
            AU  - 欧阳, 修
            TI  - 发展新质生产力
            T2  - A Reader
            PB  - 中国社会科学出版社
            PY  - 2026
            DA  - 2026/11/03
            LA  - zh-Hans
            UR  - https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh
            Y2  - 2026/11/27
            N1  - 第12段：“创新”
            C1  - CC-BY-4.0
            ER  - 

            [
              {
                "URL": "https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh",
                "accessed": {
                  "date-parts": [
                    [
                      2026,
                      11,
                      27
                    ]
                  ]
                },
                "author": [
                  {
                    "family": "王",
                    "given": "小明"
                  },
                  {
                    "family": "欧阳",
                    "given": "修"
                  }
                ],
                "container-title": "A Reader",
                "id": "growth-accounting",
                "issued": {
                  "date-parts": [
                    [
                      2026,
                      11,
                      3
                    ]
                  ]
                },
                "language": "zh-Hans",
                "license": "CC-BY-4.0",
                "note": "第12段：“创新”",
                "publisher": "中国社会科学出版社",
                "title": "发展新质生产力",
                "type": "webpage"
              }
            ]
        "#]],
    );
    check(
        &Work {
            published: None,
            licence: None,
            publisher: None,
            ..work("zh-Hans", "发展新质生产力", &[])
        },
        &passage(None, None),
        &expect![[r#"
            @misc{growth-accounting,
              title = {{发展新质生产力}},
              howpublished = {A Reader},
              url = {https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh},
              urldate = {2026-11-27},
              language = {chinese},
            }

            TY  - ELEC
            TI  - 发展新质生产力
            T2  - A Reader
            LA  - zh-Hans
            UR  - https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh
            Y2  - 2026/11/27
            ER  - 

            [
              {
                "URL": "https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh",
                "accessed": {
                  "date-parts": [
                    [
                      2026,
                      11,
                      27
                    ]
                  ]
                },
                "author": [],
                "container-title": "A Reader",
                "id": "growth-accounting",
                "language": "zh-Hans",
                "title": "发展新质生产力",
                "type": "webpage"
              }
            ]
        "#]],
    );
}

#[test]
fn an_essay_takes_from_its_collection_what_it_does_not_say() {
    let meta = Meta {
        id: corpus::EssayId::new("a").unwrap(),
        title: "A".to_owned(),
        subtitle: None,
        authors: vec![Author::named("Acme"), Author::named("Ann Lee")],
        published: None,
        publisher: vec!["Acme".to_owned()],
        source_url: None,
        language: Language::new("en"),
        themes: Vec::new(),
        translation_of: None,
        licence: None,
    };
    let collection = Collection {
        title: corpus::Localized::single(Language::new("en"), "Essays"),
        licence: Some("CC0-1.0".to_owned()),
        publisher: Some("Other".to_owned()),
        ..Collection::default()
    };
    let work = Work::new(&meta, &collection);
    assert_eq!(work.authors[0], Name::Whole("Acme".to_owned()));
    assert_eq!(work.other_publisher(), None);
    assert_eq!(
        (work.collection.as_str(), work.licence.as_deref()),
        ("Essays", Some("CC0-1.0"))
    );
    let meta = Meta {
        publisher: Vec::new(),
        ..meta
    };
    assert_eq!(
        Work::new(&meta, &collection).other_publisher(),
        Some("Other")
    );
}

#[test]
fn templates_are_filled() {
    let [address, accessed, paragraph, located] = [
        Mark::Address,
        Mark::Accessed,
        Mark::Paragraph,
        Mark::Located,
    ]
    .map(Mark::scalar);
    let template = format!("A{located}, para. {paragraph}{located}. {address} [{accessed}]");
    let templates = Templates {
        apa: template,
        ..Templates::default()
    };
    let apa = |passage: &Passage| cite(&work("en", "A", &[]), &templates, passage)[0].clone();
    expect![
        "A, para. 4. https://example.org/essays/growth-accounting/#g4t2xf:3-9~abcdefgh [2026-11-27]"
    ]
    .assert_eq(&apa(&passage(Some(4), None)).1);
    let plain = apa(&passage(None, None));
    assert!(plain.1.starts_with("A. https://") && plain.0 == Form::Apa);
}

proptest! {
    /// Whatever stands in a title or a quote, an entry has its braces in pairs and a record its tags.
    #[test]
    fn forms_hold_together(title in "[\\\\{}$&%#_^~\"@ \na新=,]{0,12}", name in "[\\\\{}, \na新.]{0,8}") {
        let work = Work { collection: title.clone(), ..work("en", &title, &[&name]) };
        let quoted = Passage { quote: Some(&title), ..passage(None, None) };
        let entry = bibtex::entry(&work, &quoted);
        let mut depth = 0;
        for (at, scalar) in entry.char_indices() {
            depth += match scalar { '{' => 1, '}' => -1, _ => 0 };
            prop_assert!(depth > 0 || at < 5 || at + 2 >= entry.len());
        }
        prop_assert_eq!(depth, 0);
        for line in ris::record(&work, &quoted).split_terminator("\r\n") {
            prop_assert!(line.len() >= 6 && &line[2..6] == "  - " && !line.contains('\n'));
        }
        let item: serde_json::Value = serde_json::from_str(&csl::item(&work, &quoted)).unwrap();
        prop_assert_eq!(&item[0]["title"], &title);
    }
}
