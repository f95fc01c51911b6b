//! What `lectern build` writes for machines, read as machines read it: each file against what its specification asks
//! for, each address against the files that are there.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

const BASE: &str = "https://example.org/reader/";

const CORPUS: &str = "title.en = \"Lamps & <lanterns>\"\nlanguages = [\"en\", \"zh-Hans\"]\npublisher = \"The Lectern Project\"\nlicence = \"CC-BY-4.0\"\n";

const LAMPS: &str = "---\nid: lamps\ntitle: \"Lamps & \\\"light\\\" <in> towns\"\nauthors:\n  - name: \"A. Writer\"\n    affiliation: \"An Institute\"\n\
    published: 2024-03\nlanguage: en\n---\n\nA lamp \\</script> is lit.\n\n## Oil\n\nOil burns in a lamp.\n";

const LAMPS_ZH: &str = "---\nid: 灯\ntitle: 灯\nlanguage: zh-Hans\ntranslation_of: lamps\nauthors:\n  - name: The Lectern Project\n---\n\n灯亮了。\n";

const THEMES: &str = "[[theme]]\nid = \"light\"\nlabel.en = \"Light\"\nlabel.zh-Hans = \"光\"\ndefinition.en = \"What shines.\"\nquery = 'lamp OR 灯'\n";

/// A site built of this collection, with arguments.
fn site(arguments: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("corpus/corpus.toml", CORPUS);
    write("corpus/themes.toml", THEMES);
    write("corpus/essays/lamps.md", LAMPS);
    write("corpus/essays/lamps.zh.md", LAMPS_ZH);
    support::write_app(dir.path());
    let output = Command::new(env!("CARGO_BIN_EXE_lectern"))
        .args(["build", "--out", "out", "--app", "app"])
        .args(arguments)
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let out = dir.path().join("out");
    (dir, out)
}

fn read(out: &Path, file: &str) -> String {
    fs::read_to_string(out.join(file)).unwrap_or_else(|cause| panic!("{file}: {cause}"))
}

/// The file behind an address of the site.
fn file(address: &str) -> String {
    let path = address
        .strip_prefix(BASE)
        .unwrap_or_else(|| panic!("{address} is elsewhere"));
    let path = path.replace("%E7%81%AF", "灯");
    if path.is_empty() || path.ends_with('/') {
        path + "index.html"
    } else {
        path
    }
}

/// An element of XML: its name, its attributes, its text.
type Element = (String, BTreeMap<String, String>, String);

/// The elements of an XML document in order; a document that is none fails.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut elements, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                open.push(elements.len());
                elements.push(element(&start));
            }
            Event::Empty(start) => elements.push(element(&start)),
            Event::End(_) => _ = open.pop().unwrap(),
            Event::Text(text) => {
                if let Some(&at) = open.last() {
                    elements[at].2.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let named = match &*reference {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    other => panic!("{other}"),
                };
                elements[*open.last().unwrap()].2.push_str(named);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, [0; 0]);
    elements
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let name = attribute.key.as_ref().to_owned();
        (
            name,
            attribute
                .normalized_value(quick_xml::XmlVersion::Explicit1_0)
                .unwrap()
                .into_owned(),
        )
    });
    let name = start.name().as_ref().to_owned();
    (name, attributes.collect(), String::new())
}

/// The tags of an HTML head, each with its attributes: those that this program writes are well-formed.
fn head(html: &str) -> Vec<Element> {
    let head = html
        .split_once("<head>")
        .unwrap()
        .1
        .split_once("</head>")
        .unwrap()
        .0;
    let tags = head
        .split('<')
        .filter(|tag| tag.starts_with("meta ") || tag.starts_with("link "));
    let tags = tags.filter(|tag| !tag.contains("crossorigin") && !tag.contains("charset"));
    let closed: Vec<String> = tags
        .map(|tag| format!("<{}/>", tag.split_once('>').unwrap().0))
        .collect();
    elements(&closed.concat())
}

/// The contents of the `meta` elements of a name.
fn metas(head: &[Element], name: &str) -> Vec<String> {
    let is = |(_, attributes, _): &&Element| {
        [attributes.get("name"), attributes.get("property")].contains(&Some(&name.to_owned()))
    };
    head.iter()
        .filter(is)
        .map(|(_, attributes, _)| attributes["content"].clone())
        .collect()
}

fn links<'a>(head: &'a [Element], rel: &str) -> Vec<&'a BTreeMap<String, String>> {
    let links = head.iter().map(|(_, attributes, _)| attributes);
    links
        .filter(|attributes| attributes.get("rel").is_some_and(|is| is == rel))
        .collect()
}

fn json_ld(html: &str) -> Value {
    let (_, json) = html
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    serde_json::from_str(json.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn an_essay_says_what_it_is() {
    let (_dir, out) = site(&["--base-url", "https://example.org/reader"]);
    let html = read(&out, "essays/lamps/index.html");
    let head = head(&html);
    let address = format!("{BASE}essays/lamps/");
    let title = "Lamps & \"light\" <in> towns";
    assert_eq!(links(&head, "canonical")[0]["href"], address);
    for (name, contents) in [
        ("og:type", vec!["article"]),
        ("og:title", vec![title]),
        ("og:url", vec![&address]),
        ("og:site_name", vec!["Lamps & <lanterns>"]),
        ("article:published_time", vec!["2024-03"]),
        ("citation_title", vec![title]),
        ("citation_author", vec!["A. Writer"]),
        ("citation_author_institution", vec!["An Institute"]),
        ("citation_publication_date", vec!["2024/03"]),
        ("citation_language", vec!["en"]),
        ("citation_keywords", vec!["Light"]),
        ("citation_fulltext_html_url", vec![&address]),
        ("description", vec!["A lamp </script> is lit."]),
        ("robots", vec![]),
    ] {
        assert_eq!(metas(&head, name), contents, "{name}");
    }
    assert_eq!(
        links(&head, "license")[0]["href"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
    let article = json_ld(&html);
    assert_eq!(article["@type"], "ScholarlyArticle");
    assert_eq!(article["headline"], title);
    assert_eq!(article["author"][0]["affiliation"]["name"], "An Institute");
    assert_eq!(article["datePublished"], "2024-03");
    assert_eq!(
        article["workTranslation"][0]["@id"],
        format!("{BASE}essays/%E7%81%AF/")
    );
    assert_eq!(
        json_ld(&read(&out, "essays/灯/index.html"))["author"][0]["@type"],
        "Organization"
    );
    assert_eq!(json_ld(&read(&out, "index.html"))["@type"], "WebSite");
    assert_eq!(
        metas(&self::head(&read(&out, "404.html")), "robots"),
        ["noindex"]
    );
}

#[test]
fn languages_name_each_other() {
    let (_dir, out) = site(&["--base-url", BASE]);
    let alternates = |file: &str| {
        let head = head(&read(&out, file));
        let links = links(&head, "alternate");
        let languages = links
            .iter()
            .filter_map(|link| Some((link.get("hreflang")?.clone(), link["href"].clone())));
        languages.collect::<BTreeSet<_>>()
    };
    let of_english = alternates("essays/lamps/index.html");
    assert_eq!(of_english.len(), 2);
    assert_eq!(of_english, alternates("essays/灯/index.html"));
    for (_, address) in of_english {
        read(&out, &file(&address));
    }
    assert_eq!(alternates("index.html").len(), 0);
}

#[test]
fn the_site_map_has_every_page_that_can_be_found() {
    let (_dir, out) = site(&["--base-url", BASE]);
    let map = elements(&read(&out, "sitemap.xml"));
    let pages: Vec<&str> = map
        .iter()
        .filter(|(name, ..)| name == "loc")
        .map(|(_, _, text)| text.as_str())
        .collect();
    for page in &pages {
        assert!(
            metas(&head(&read(&out, &file(page))), "robots").is_empty(),
            "{page}"
        );
    }
    assert_eq!(
        pages.len(),
        6,
        "library, themes, about, a theme, two essays: {pages:?}"
    );
    assert_eq!(
        map.iter().filter(|(name, ..)| name == "xhtml:link").count(),
        4
    );
    assert_eq!(
        read(&out, "robots.txt"),
        format!("User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n")
    );
}

#[test]
fn the_feed_has_what_atom_asks_for() {
    let (_dir, out) = site(&["--base-url", BASE]);
    let feed = elements(&read(&out, "feed.xml"));
    let texts = |wanted: &str| -> Vec<&str> {
        feed.iter()
            .filter(|(name, ..)| name == wanted)
            .map(|(_, _, text)| text.as_str())
            .collect()
    };
    assert_eq!(feed[0].1["xmlns"], "http://www.w3.org/2005/Atom");
    assert_eq!(texts("entry").len(), 2);
    // One of the feed itself, one of each entry.
    for name in ["id", "title", "updated"] {
        assert_eq!(texts(name).len(), 3, "{name}");
    }
    assert_eq!(
        texts("title")[1],
        "Lamps & \"light\" <in> towns",
        "the latest first"
    );
    assert_eq!(
        texts("updated"),
        [
            "2024-03-01T00:00:00Z",
            "2024-03-01T00:00:00Z",
            "1970-01-01T00:00:00Z"
        ]
    );
    let ids: BTreeSet<&str> = texts("id").into_iter().collect();
    assert_eq!(ids.len(), 3);
    for (_, attributes, _) in feed.iter().filter(|(name, ..)| name == "link") {
        read(&out, &file(&attributes["href"]));
    }
    let linked = head(&read(&out, "index.html"));
    let linked = links(&linked, "alternate");
    assert!(
        linked
            .iter()
            .any(|link| link["type"] == "application/atom+xml"
                && link["href"] == format!("{BASE}feed.xml"))
    );
}

#[test]
fn browsers_search_here_and_pages_show_essays() {
    let (_dir, out) = site(&["--base-url", BASE]);
    let description = elements(&read(&out, "opensearch.xml"));
    let of = |wanted: &str| {
        description
            .iter()
            .find(|(name, ..)| name == wanted)
            .unwrap()
    };
    assert!(of("ShortName").2.chars().count() <= 16);
    assert_eq!(
        of("Url").1["template"],
        format!("{BASE}search/?q={{searchTerms}}")
    );
    let essay = head(&read(&out, "essays/lamps/index.html"));
    let embed = links(&essay, "alternate");
    let embed = embed.iter().find(|link| {
        link.get("type")
            .is_some_and(|kind| kind == "application/json+oembed")
    });
    let answer: Value = serde_json::from_str(&read(&out, &file(&embed.unwrap()["href"]))).unwrap();
    assert_eq!(
        (&answer["version"], &answer["type"]),
        (&"1.0".into(), &"rich".into())
    );
    assert!(answer["width"].is_u64() && answer["height"].is_u64());
    let html = answer["html"].as_str().unwrap();
    let frame = elements(html);
    assert_eq!(
        (frame[0].0.as_str(), frame[0].1["src"].as_str()),
        ("iframe", format!("{BASE}essays/lamps/").as_str())
    );
    assert_eq!(frame[0].1["title"], "Lamps & \"light\" <in> towns");
}

#[test]
fn without_an_address_nothing_is_made_up() {
    let (_dir, out) = site(&[]);
    let html = read(&out, "essays/lamps/index.html");
    let head = head(&html);
    for rel in ["canonical", "search", "alternate"] {
        assert_eq!(links(&head, rel).len(), 0, "{rel}");
    }
    assert_eq!(metas(&head, "citation_title").len(), 1);
    assert_eq!(json_ld(&html).get("url"), None);
    for file in [
        "sitemap.xml",
        "feed.xml",
        "opensearch.xml",
        "essays/lamps/oembed.json",
    ] {
        assert!(!out.join(file).exists(), "{file}");
    }
    assert_eq!(read(&out, "robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn an_address_that_is_none_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (status, _, said) = support::run(dir.path(), &["build", "--base-url", "example.org"]);
    assert_eq!(status, Some(2));
    assert!(
        said.contains("\"example.org\" is no web address: begin it with https://"),
        "{said}"
    );
}
