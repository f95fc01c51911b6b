//! Codebooks written and read back, what others write, and what nobody should.

use std::fmt::Write as _;

use corpus::{Codebook, Example, Language, Localized, Theme, ThemeId, Within};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::*;

const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

/// Twelve colours that are far apart.
fn palette() -> Palette {
    Palette::new(std::array::from_fn(|at| {
        let at = u8::try_from(at).unwrap();
        [at * 20, 255 - at * 20, (at % 3) * 100]
    }))
}

fn english() -> Language {
    Language::new("en")
}

/// What a text made of the codebook is read as.
fn reread(text: &str) -> Codebook {
    let imported = import(text, &english(), &palette());
    let imported = imported.unwrap_or_else(|error| panic!("{:?}: {error}\n{text}", error.line));
    imported.codebook
}

/// Texts with everything in them that a format has a use for.
fn text(more: &'static str) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "\"",
            "'",
            "'''",
            "<",
            ">",
            "&",
            "]]>",
            "<!--",
            "&amp;",
            "\\",
            ",",
            ";",
            "=",
            "-",
            "+",
            "@",
            ":",
            ".",
            "[Lectern]",
            "id: x",
            "query: y",
            "{",
            "}",
            "#",
            "——",
            "“",
            "”",
            "\u{feff}",
            "\u{3000}",
            "e\u{301}",
            "👩",
        ])
        .prop_map(str::to_owned),
        "[a-c灯书燈 ]{1,4}",
        more,
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn localized(more: &'static str) -> impl Strategy<Value = Localized> {
    let one = (prop::sample::select(&LANGUAGES[..]), text(more));
    prop::collection::vec(one, 0..3).prop_map(|texts| {
        let texts = texts.into_iter();
        let texts = texts.map(|(tag, text)| (Language::new(tag), text.trim().to_owned()));
        texts.filter(|(_, text)| !text.is_empty()).collect()
    })
}

/// A theme that says anything a theme can.
fn theme() -> impl Strategy<Value = Theme> {
    let examples = prop::collection::vec((0..LANGUAGES.len(), text("[a-z]")), 0..4);
    let texts = (
        localized("[a-z]"),
        localized("[a-z]?\n{1,2} {0,2}"),
        localized("[a-z]?\n{1,2} {0,2}"),
    );
    let rule = (text("[a-z]"), any::<bool>(), prop::option::of(0..12u8));
    (texts, examples, rule).prop_map(|((label, definition, scope), mut examples, rule)| {
        let (query, sentence, colour) = rule;
        examples.sort_by_key(|(language, _)| *language);
        let example = |(language, text): (usize, String)| Example {
            language: Language::new(LANGUAGES[language]),
            text: corpus::text::normalise(&text),
        };
        let examples = examples.into_iter().map(example);
        let nameless = || Localized::single(english(), "Nameless");
        Theme {
            label: Some(label)
                .filter(|label| !label.is_empty())
                .unwrap_or_else(nameless),
            definition,
            scope,
            examples: examples
                .filter(|example| !example.text.is_empty())
                .collect(),
            within: if sentence {
                Within::Sentence
            } else {
                Within::Block
            },
            colour,
            ..Theme::new(ThemeId::new("theme").unwrap(), query.trim())
        }
    })
}

/// Any codebook that a `themes.toml` can say.
fn codebooks() -> impl Strategy<Value = Codebook> {
    let place = any::<(prop::sample::Index, bool)>();
    prop::collection::vec((theme(), place), 1..6).prop_map(|drawn| {
        let id = |at: usize| ThemeId::new(["a", "灯", "green-finance", "x2", "d"][at]).unwrap();
        let placed = drawn
            .into_iter()
            .enumerate()
            .map(|(at, (theme, (index, top)))| Theme {
                id: id(at),
                parent: (at > 0 && !top).then(|| id(index.index(at))),
                ..theme
            });
        Codebook::new(&placed.collect::<Vec<_>>()).unwrap()
    })
}

proptest! {
    #[test]
    fn tables_and_thesauri_keep_a_codebook(codebook in codebooks()) {
        prop_assert_eq!(&reread(&csv::write(&codebook)), &codebook);
        for base in [None, Some("https://example.org/reader/")] {
            prop_assert_eq!(&reread(&skos::write(&codebook, &Localized::default(), base)), &codebook);
        }
    }

    #[test]
    fn toml_keeps_a_codebook(codebook in codebooks()) {
        let written = toml::write(&codebook);
        let read = ingest::codebook::parse(&written);
        prop_assert!(read.diagnostics.is_empty(), "{}\n{:?}", written, read.diagnostics);
        prop_assert_eq!(read.codebook, codebook);
    }

    /// All that QDC has no place for comes back from the descriptions; the file is as its schema says.
    #[test]
    fn refi_qda_keeps_a_codebook(codebook in codebooks(), tag in prop::sample::select(&LANGUAGES[..])) {
        let written = qdc::write(&codebook, &Language::new(tag), &palette()).unwrap();
        valid(&written);
        prop_assert_eq!(&reread(&written), &codebook);
        // What a program that keeps nothing but names, colours and order leaves of it.
        let bare: String = written.split("<Description>").map(|part| part.split_once("</Description>").map_or(part, |(_, rest)| rest)).collect();
        let bare = reread(&bare);
        prop_assert_eq!(bare.themes().len(), codebook.themes().len());
        for (at, (one, other)) in bare.themes().iter().zip(codebook.themes()).enumerate() {
            let name = other.label.best(&Language::new(tag)).map_or(other.id.as_str(), |(_, name)| name);
            prop_assert_eq!(one.label.text(&english()), name);
            prop_assert_eq!((bare.colour(at), bare.parent(at)), (codebook.colour(at), codebook.parent(at)));
        }
    }

    #[test]
    fn no_file_makes_it_panic(
        start in prop::sample::select(vec!["", "<", "<Codes><Code name='a'>", "{", "[{\"@type\":\"Concept\",", "id,label\n", "PK", "[["]),
        rest in "(\\PC|[<>&\"'{}\\[\\]:,;\n/=]|<Code name=|</Code>|<Description>|\"prefLabel\":|\"broader\":|parent){0,40}",
    ) {
        let _ = import(&format!("{start}{rest}"), &english(), &palette());
    }

    /// A file that something went wrong with is read or refused, never taken for another.
    #[test]
    fn damage_is_survived(codebook in codebooks(), at: prop::sample::Index, put in "[<&\"{}\\]\\[,a\n]{0,3}", cut in 0..4usize) {
        for text in [
            csv::write(&codebook),
            skos::write(&codebook, &Localized::default(), None),
            qdc::write(&codebook, &english(), &palette()).unwrap(),
        ] {
            let mut scalars: Vec<char> = text.chars().collect();
            let at = at.index(scalars.len());
            let end = (at + cut).min(scalars.len());
            scalars.splice(at..end, put.chars());
            let _ = import(&scalars.into_iter().collect::<String>(), &english(), &palette());
        }
    }
}

/// Fails where a file is not as the schema of REFI-QDA Codebook 1.0 says.
fn valid(xml: &str) {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                let mut none = (String::new(), Vec::new());
                let (parent, before) = open.last_mut().unwrap_or(&mut none);
                let fits = match (parent.as_str(), name.as_str()) {
                    ("", "CodeBook") => true,
                    ("CodeBook", "Codes") => before.is_empty(),
                    ("Codes", "Code") => true,
                    ("Code", "Description") => before.is_empty(),
                    ("Code", "Code") => true,
                    _ => false,
                };
                assert!(fits, "{name} inside {parent} behind {before:?}\n{xml}");
                before.push(name.clone());
                attributes(&name, &start);
                open.push((name, Vec::new()));
            }
            Event::End(_) => {
                let (name, inside) = open.pop().unwrap();
                assert!(!inside.is_empty() || !matches!(name.as_str(), "CodeBook" | "Codes"));
            }
            Event::Text(text) => {
                let is_blank = text.trim().is_empty();
                assert!(
                    is_blank || open.last().is_some_and(|(name, _)| name == "Description"),
                    "{text:?}"
                );
            }
            Event::GeneralRef(_) => assert_eq!(open.last().unwrap().0, "Description"),
            Event::Decl(_) => assert!(open.is_empty()),
            event => panic!("{event:?}"),
        }
    }
    assert!(open.is_empty());
}

fn attributes(name: &str, start: &BytesStart<'_>) {
    let attributes: Vec<(String, String)> = start
        .attributes()
        .map(|attribute| {
            let attribute = attribute.unwrap();
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .unwrap();
            (attribute.key.as_ref().to_owned(), value.into_owned())
        })
        .collect();
    let get = |name: &str| {
        attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    match name {
        "CodeBook" => assert_eq!(get("xmlns"), Some("urn:QDA-XML:codebook:1.0")),
        "Code" => {
            let guid: Vec<&str> = get("guid").unwrap().split('-').collect();
            let lengths: Vec<usize> = guid.iter().map(|part| part.len()).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12]);
            assert!(
                guid.concat().bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{guid:?}"
            );
            assert!(get("name").is_some() && matches!(get("isCodable"), Some("true" | "false")));
            let colour = get("color").unwrap().strip_prefix('#').unwrap();
            assert!(colour.len() == 6 && colour.bytes().all(|byte| byte.is_ascii_hexdigit()));
            assert_eq!(attributes.len(), 4);
        }
        _ => assert!(attributes.is_empty(), "{attributes:?}"),
    }
}

/// The codebook as `themes.toml`, and behind it what was said of it; or why it is none.
fn check(text: &str, expected: &Expect) {
    let shown = match import(text, &english(), &palette()) {
        Ok(Imported { codebook, notes }) => {
            let mut shown = toml::write(&codebook);
            for Note { line, message } in notes {
                let line = line.map(|line| format!("{line}: ")).unwrap_or_default();
                writeln!(shown, "{line}{message}").unwrap();
            }
            shown
        }
        Err(ImportError { line, cause }) => {
            let line = line.map(|line| format!("{line}: ")).unwrap_or_default();
            format!("{line}error: {cause}\n")
        }
    };
    expected.assert_eq(&shown);
}

fn small() -> Codebook {
    let texts = |texts: &[(&str, &str)]| -> Localized {
        let texts = texts.iter();
        texts
            .map(|(tag, text)| (Language::new(tag), (*text).to_owned()))
            .collect()
    };
    let id = |id: &str| ThemeId::new(id).unwrap();
    let green = Theme {
        label: texts(&[("en", "Green \"growth\""), ("zh-Hans", "绿色发展")]),
        definition: texts(&[
            ("en", "Growth within limits.\nAll of them."),
            ("zh-Hans", "限度之内的增长。"),
        ]),
        scope: texts(&[("en", "Not gardens.")]),
        examples: vec![Example {
            language: english(),
            text: "Emissions fell.".to_owned(),
        }],
        within: Within::Sentence,
        colour: Some(2),
        ..Theme::new(id("green"), "green OR \"clean air\" OR 绿色")
    };
    let finance = Theme {
        parent: Some(id("green")),
        label: texts(&[("zh-Hans", "绿色金融")]),
        ..Theme::new(id("green-finance"), "绿色 金融")
    };
    let all = Theme {
        label: texts(&[("zh-Hant", "其餘"), ("en", "All")]),
        ..Theme::new(id("all"), "")
    };
    Codebook::new(&[green, finance, all]).unwrap()
}

#[test]
fn as_other_programs_see_it() {
    expect![[r##"
        <?xml version="1.0" encoding="UTF-8"?>
        <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Lectern">
          <Codes>
            <Code guid="1FEC402C-E88C-890A-9AD8-5F165D016942" name="Green &quot;growth&quot;" isCodable="true" color="#28d7c8">
              <Description>Growth within limits.
        All of them.

        [Lectern]
        id: green
        language: en
        label.zh-Hans: 绿色发展
        definition.zh-Hans: 限度之内的增长。
        scope.en: Not gardens.
        examples.en: Emissions fell.
        query: green OR "clean air" OR 绿色
        within: sentence
        colour: c</Description>
              <Code guid="18238226-7009-8786-83A3-440628B8A81A" name="绿色金融" isCodable="true" color="#14eb64">
                <Description>[Lectern]
        id: green-finance
        language: zh-Hans
        query: 绿色 金融
        within: block</Description>
              </Code>
            </Code>
            <Code guid="46A82EBC-174B-8846-B917-F629E9D977EF" name="All" isCodable="false" color="#28d7c8">
              <Description>[Lectern]
        id: all
        language: en
        label.zh-Hant: 其餘
        query: 
        within: block</Description>
            </Code>
          </Codes>
        </CodeBook>
    "##]].assert_eq(&qdc::write(&small(), &english(), &palette()).unwrap());
    expect![[r#"
        ﻿"id","parent","label.en","label.zh-Hans","label.zh-Hant","definition.en","definition.zh-Hans","scope.en","examples.en","query","within","colour"
        "green","","Green ""growth""","绿色发展","","Growth within limits.
        All of them.","限度之内的增长。","Not gardens.","Emissions fell.","green OR ""clean air"" OR 绿色","sentence","c"
        "green-finance","green","","绿色金融","","","","","","绿色 金融","block",""
        "all","","All","","其餘","","","","","","block",""
    "#]].assert_eq(&csv::write(&small()).replace("\r\n", "\n"));
    let title = Localized::single(english(), "A reader");
    let skos = skos::write(&small(), &title, Some("https://example.org/"));
    expect![[r#"
        ": [
            {
              "id": "https://example.org/themes/",
              "type": "ConceptScheme",
              "prefLabel": {"en": "A reader"},
              "hasTopConcept": ["https://example.org/themes/green/", "https://example.org/themes/all/"]
            },
            {
              "id": "https://example.org/themes/green/",
              "type": "Concept",
              "notation": "green",
              "inScheme": "https://example.org/themes/",
              "topConceptOf": "https://example.org/themes/",
              "narrower": ["https://example.org/themes/green-finance/"],
              "prefLabel": {"en": "Green \"growth\"", "zh-Hans": "绿色发展"},
              "definition": {"en": "Growth within limits.\nAll of them.", "zh-Hans": "限度之内的增长。"},
              "scopeNote": {"en": "Not gardens."},
              "example": {"en": ["Emissions fell."]},
              "query": "green OR \"clean air\" OR 绿色",
              "within": "sentence",
              "colour": "c"
            },
            {
              "id": "https://example.org/themes/green-finance/",
              "type": "Concept",
              "notation": "green-finance",
              "inScheme": "https://example.org/themes/",
              "broader": "https://example.org/themes/green/",
              "prefLabel": {"zh-Hans": "绿色金融"},
              "query": "绿色 金融",
              "within": "block"
            },
            {
              "id": "https://example.org/themes/all/",
              "type": "Concept",
              "notation": "all",
              "inScheme": "https://example.org/themes/",
              "topConceptOf": "https://example.org/themes/",
              "prefLabel": {"en": "All", "zh-Hant": "其餘"},
              "query": "",
              "within": "block"
            }
          ]
        }
    "#]].assert_eq(skos.split_once("@graph").unwrap().1);
    expect![[r#"
        [[theme]]
        id = "green"
        label.en = "Green \"growth\""
        label.zh-Hans = "绿色发展"
        definition.en = "Growth within limits.\nAll of them."
        definition.zh-Hans = "限度之内的增长。"
        scope.en = "Not gardens."
        examples.en = ["Emissions fell."]
        query = '''green OR "clean air" OR 绿色'''
        within = "sentence"
        colour = "c"

        [[theme]]
        id = "green-finance"
        parent = "green"
        label.zh-Hans = "绿色金融"
        query = '绿色 金融'

        [[theme]]
        id = "all"
        label.en = "All"
        label.zh-Hant = "其餘"
        query = ''
    "#]]
    .assert_eq(&toml::write(&small()));
    assert_eq!(
        qdc::write(&Codebook::default(), &english(), &palette()),
        None
    );
}

#[test]
fn refi_qda_of_others() {
    check(
        "\u{feff}<?xml version=\"1.0\" standalone=\"no\"?><CodeBook origin=\"Somebody\" xmlns=\"urn:QDA-XML:codebook:1:0\"><Codes>\
         <Code color=\"rgb(0,255,0)\" guid=\"{1}\" isCodable=\"false\" name=\"Economy\">\n<Description>All\nof it &amp; more</Description>\n\
         <Code guid='2' name='Growth &quot;theory&quot;' isCodable='true' color='#0f0'/><Code guid='3' name='创新' color='mauve'/></Code>\n\
         <Code guid='4' name='Economy'/></Codes><Sets><Set guid='5' name='My set'><Description>x</Description><MemberCode guid='2'/></Set></Sets></CodeBook>",
        &expect![[r#"
            [[theme]]
            id = "economy"
            label.en = "Economy"
            definition.en = "All\nof it & more"
            query = ''
            colour = "a"

            [[theme]]
            id = "growth-theory"
            parent = "economy"
            label.en = "Growth \"theory\""
            query = '''"Growth theory"'''
            colour = "a"

            [[theme]]
            id = "创新"
            parent = "economy"
            label.zh = "创新"
            query = '''"创新"'''

            [[theme]]
            id = "economy-2"
            label.en = "Economy"
            query = '''"Economy"'''
            4: the colour "mauve" is not known here and left out
            5: the set "My set" is not kept: a theme stands under one other at most
            3 of 4 themes had no query: each got one of its own names as quoted phrases; read what they find, and widen them
        "#]],
    );
    check(
        "<Project xmlns='urn:QDA-XML:project:1.0'><Users><User name='x'/></Users><CodeBook><Codes><Code guid='1' name='A'><NoteRef targetGUID='9'/></Code></Codes></CodeBook><Sources><Source name='s'><Coding><CodeRef targetGUID='1'/></Coding></Source></Sources></Project>",
        &expect![[r#"
            [[theme]]
            id = "a"
            label.en = "A"
            query = '''"A"'''
            1 of 1 themes had no query: each got one of its own names as quoted phrases; read what they find, and widen them
        "#]],
    );
}

#[test]
fn tables_of_others() {
    check(
        "name;description;number\nGrowth;\"What grows; and how\";4\n创新;;2\n",
        &expect![[r#"
            [[theme]]
            id = "growth"
            label.en = "Growth"
            definition.en = "What grows; and how"
            query = '''"Growth"'''

            [[theme]]
            id = "创新"
            label.zh = "创新"
            query = '''"创新"'''
            1: the column "number" is not known here and left out
            2 of 2 themes had no query: each got one of its own names as quoted phrases; read what they find, and widen them
        "#]],
    );
    check(
        "Code,Parent,Color\nEconomy,,#14eb64\nGrowth,Economy,\n",
        &expect![[r#"
            [[theme]]
            id = "economy"
            label.en = "Economy"
            query = '''"Economy"'''
            colour = "b"

            [[theme]]
            id = "growth"
            parent = "economy"
            label.en = "Growth"
            query = '''"Growth"'''
            2 of 2 themes had no query: each got one of its own names as quoted phrases; read what they find, and widen them
        "#]],
    );
    check(
        "id,parent,label,query\nBig Ideas,,Ideas,ideas\nold,Big Ideas,,\n",
        &expect![[r#"
            [[theme]]
            id = "big-ideas"
            label.en = "Ideas"
            query = 'ideas'

            [[theme]]
            id = "old"
            parent = "big-ideas"
            label.en = "old"
            query = ''
            2: the id "Big Ideas" cannot be an id here: it becomes big-ideas
        "#]],
    );
}

#[test]
fn thesauri_of_others() {
    check(
        r#"[{"@id":"http://example.org/1","@type":["http://www.w3.org/2004/02/skos/core#Concept"],
            "http://www.w3.org/2004/02/skos/core#prefLabel":[{"@language":"en","@value":"Growth"},{"@language":"en","@value":"Expansion"},{"@value":"增长"}],
            "http://www.w3.org/2004/02/skos/core#broader":[{"@id":"http://example.org/2"},{"@id":"http://example.org/3"}]},
           {"@id":"http://example.org/2","@type":"http://www.w3.org/2004/02/skos/core#Concept",
            "http://www.w3.org/2004/02/skos/core#prefLabel":"Economy","http://www.w3.org/2004/02/skos/core#broader":{"@id":"http://elsewhere.org/"}}]"#,
        &expect![[r#"
            [[theme]]
            id = "2"
            label.en = "Economy"
            query = '''"Economy"'''

            [[theme]]
            id = "1"
            parent = "2"
            label.en = "Growth"
            label.zh = "增长"
            query = '''"Growth" OR "增长" OR "Expansion"'''
            http://example.org/1 stands under several others: only the first is kept
            http://example.org/2 stands under http://elsewhere.org/, which is not in the file: it stands on top now
            2 of 2 themes had no query: each got one of its own names as quoted phrases; read what they find, and widen them
        "#]],
    );
    check(
        r#"{"@context":{"skos":"x"},"@type":"skos:ConceptScheme","skos:prefLabel":{"en":"Terms"},"skos:hasTopConcept":[
            {"@id":"ex:light","@type":"skos:Concept","skos:prefLabel":{"en":"Light","zh-Hans":"光"},"skos:altLabel":{"en":["Lamp light","Glow"]},
             "skos:definition":{"en":["One.","Two."]},"skos:narrower":[{"@id":"ex:lamps","@type":"skos:Concept","skos:prefLabel":{"en":"Lamps"}}]}]}"#,
        &expect![[r#"
            [[theme]]
            id = "light"
            label.en = "Light"
            label.zh-Hans = "光"
            definition.en = "One.\nTwo."
            query = '''"Light" OR "光" OR "Lamp light" OR "Glow"'''

            [[theme]]
            id = "lamps"
            parent = "light"
            label.en = "Lamps"
            query = '''"Lamps"'''
            2 of 2 themes had no query: each got one of its own names as quoted phrases; read what they find, and widen them
        "#]],
    );
}

#[test]
fn files_that_are_none() {
    for (text, expected) in [
        (
            "",
            expect![[r#"
            error: the file is empty: nothing can be read from it
        "#]],
        ),
        (
            "a,b\n1,2\n",
            expect![[r#"
            1: error: this is no codebook that is known here: neither QDC nor SKOS as JSON-LD, and as a table it has no column `id` or `label`; name its columns in the first row
        "#]],
        ),
        (
            "id,label\nx\n\ny,Y,more\n",
            expect![[r#"
            4: error: this row has more cells than the first row has names: put cells that hold a separator into quotation marks
        "#]],
        ),
        (
            "id,label,query\nx,X,\"a\n",
            expect![[r#"
            2: error: the quotation mark that opens a cell is never closed: close it, or double those inside the cell
        "#]],
        ),
        (
            "id,parent\na,b\nb,a\n",
            expect![[r#"
            2: error: theme a is its own ancestor: drop one `parent` of the circle
        "#]],
        ),
        (
            "id,parent\na,c\n",
            expect![[r#"
            2: error: a stands under "c", which is not in the file: add it, or leave the parent out
        "#]],
        ),
        (
            "id,label\na,A\na,B\n",
            expect![[r#"
            3: error: the id a is given to two themes: rename one of the two
        "#]],
        ),
        (
            "id,label,within\na,A,page\n",
            expect![[r#"
            2: error: `within`: "page" is neither "block" nor "sentence": write one of the two
        "#]],
        ),
        (
            "label,query\n,x\n",
            expect![[r#"
            2: error: this row has neither an id nor a label: add one, or leave the row out
        "#]],
        ),
        (
            "[[theme]]\nid = 'a'\n",
            expect![[r#"
            error: this looks like a themes.toml already: copy it into the corpus folder
        "#]],
        ),
        (
            "PK\u{3}\u{4}",
            expect![[r#"
            error: this is a zip archive, perhaps a REFI-QDA project: take the file project.qde out of it
        "#]],
        ),
        (
            "{\"a\": \n",
            expect![[r#"
            2: error: this is no JSON (EOF while parsing a value at line 2 column 0): export the thesaurus again
        "#]],
        ),
        (
            "{\"a\": 1}",
            expect![[r#"
            error: there is no concept in this file: a thesaurus in JSON-LD has objects of type skos:Concept
        "#]],
        ),
        (
            "<html><body>x</body></html>",
            expect![[r#"
            error: there is no code in this file: a REFI-QDA codebook has `Code` elements inside `Codes`
        "#]],
        ),
        (
            "<CodeBook><Codes>\n<Code name='a'>\n",
            expect![[r#"
            3: error: the file ends inside <Code>: it is cut; export the codebook again
        "#]],
        ),
        (
            "<CodeBook><Codes>\n<Code name='a'></Codes></CodeBook>",
            expect![[r#"
                2: error: this is no XML (ill-formed document: expected `</Code>`, but `</Codes>` was found): export the codebook again
            "#]],
        ),
        (
            "<CodeBook><Codes><Code guid='1'/></Codes></CodeBook>",
            expect![[r#"
                1: error: a code has no name: give it one, or take it out
            "#]],
        ),
        (
            "<CodeBook><Codes><Code name='&x;'/></Codes></CodeBook>",
            expect![[r#"
                1: error: this is no XML (at 1..2: unrecognized entity `x`): export the codebook again
            "#]],
        ),
        (
            "<CodeBook><Codes><Code name='x'><Description>\n&y;</Description></Code></Codes></CodeBook>",
            expect![[r#"
                2: error: the entity &y; is not known: write the character itself
            "#]],
        ),
    ] {
        check(text, &expected);
    }
}

/// Small files that ask for much work are refused at once.
#[test]
fn hostile_files_are_refused() {
    let laughs = "<?xml version='1.0'?>\n<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>\n<CodeBook><Codes><Code name='&b;'/></Codes></CodeBook>";
    check(
        laughs,
        &expect![[r#"
        2: error: a document type (<!DOCTYPE …>) is refused: no codebook needs one; take the line out
    "#]],
    );
    let deep = "<Code name='a'>".repeat(100_000);
    check(
        &format!("<CodeBook><Codes>\n{deep}"),
        &expect![[r#"
        2: error: codes stand under more than 32 others: flatten the codebook
    "#]],
    );
    let deep = "<x>".repeat(100_000);
    check(
        &format!("<CodeBook>{deep}"),
        &expect![[r#"
        1: error: codes stand under more than 32 others: flatten the codebook
    "#]],
    );
    let many = "<Code name='a'/>".repeat(100_000);
    check(
        &format!("<CodeBook><Codes>{many}</Codes></CodeBook>"),
        &expect![[r#"
            1: error: this has more than 5000 codes, which nobody reads: part it, or check that it is a codebook
        "#]],
    );
    let many: String = (0..5001).map(|at| format!("a{at}\n")).collect();
    check(
        &format!("label\n{many}"),
        &expect![[r#"
        error: this has more than 5000 themes, which nobody reads: part it, or check that it is a codebook
    "#]],
    );
    let chain: String = (1..100).map(|at| format!("a{at},a{}\n", at - 1)).collect();
    check(
        &format!("id,parent\na0,\n{chain}"),
        &expect![[r#"
        34: error: a32 stands under more than 32 others: flatten the codebook
    "#]],
    );
    check(
        &"[".repeat(100_000),
        &expect![[r#"
            1: error: this is no JSON (recursion limit exceeded at line 1 column 128): export the thesaurus again
        "#]],
    );
    let many = "{\"type\":\"Concept\"},".repeat(5001);
    check(
        &format!("[{many}{{}}]"),
        &expect![[r#"
        error: this has more than 5000 concepts, which nobody reads: part it, or check that it is a codebook
    "#]],
    );
    let same = "Same\n".repeat(5000);
    let imported = import(&format!("label\n{same}"), &english(), &palette()).unwrap();
    assert_eq!(imported.codebook.themes()[4999].id.as_str(), "same-5000");
}

#[test]
fn colours_become_the_nearest() {
    let css = "--th-a: light-dark(#710803, #dc9389);\n--th-b: #0f0;".to_owned()
        + &('c'..='l')
            .map(|letter| format!("--th-{letter}: #0000{:02x};", letter as u8))
            .collect::<String>();
    let palette = Palette::of_css(&css).unwrap();
    for (colour, nearest) in [
        ("#710803", 0),
        ("rgb(10, 240, 9)", 1),
        ("0,0,99", 2),
        ("#00f", 11),
    ] {
        assert_eq!(
            palette.nearest(palette::parse(colour).unwrap()),
            nearest,
            "{colour}"
        );
    }
    for none in [
        "",
        "red",
        "#12",
        "#12345678",
        "rgb(1,2)",
        "rgb(1,2,3,4)",
        "1,2,300",
        "#ggg",
        "#éé",
    ] {
        assert_eq!(palette::parse(none), None, "{none}");
    }
    assert_eq!(Palette::of_css("--th-a: #000;"), None);
}
