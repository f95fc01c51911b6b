//! Highlights as a document to read and edit (CommonMark).

use super::Entry;

/// A document with this title: each essay a heading that links to it, each highlight a block quote,
/// under it the note, and a line with paragraph, category, tags, date and a link to the passage. The
/// order is the one given; where the essay changes, a heading stands.
///
/// Nothing in a highlight, not even in its note, makes markup: it reads as it was written.
pub fn to_markdown(title: &str, entries: &[Entry]) -> String {
    let mut document = format!("# {}\n", line(title));
    let mut essay = None;
    for entry in entries {
        if essay.replace(&entry.highlight.essay) != Some(&entry.highlight.essay) {
            let address = entry.address.split('#').next().unwrap_or_default();
            document.push_str("\n## ");
            put_link(&mut document, entry.title, address);
            document.push('\n');
        }
        document.push('\n');
        for (place, part) in entry.highlight.target.iter().enumerate() {
            if place > 0 {
                document.push_str(">\n");
            }
            put_text(&mut document, &part.exact, "> ");
        }
        if let Some(note) = &entry.highlight.note {
            document.push('\n');
            put_text(&mut document, note, "");
        }
        document.push('\n');
        put_facts(&mut document, entry);
    }
    document
}

/// The line under a highlight.
fn put_facts(document: &mut String, entry: &Entry) {
    let mut facts = vec![line(entry.category)];
    facts.extend(entry.highlight.tags.iter().map(|tag| line(tag)));
    let date = entry.highlight.created.split('T').next();
    facts.push(line(date.unwrap_or_default()));
    facts.retain(|fact| !fact.is_empty());
    let paragraph = entry
        .paragraph
        .map_or_else(String::new, |number| number.to_string());
    put_link(document, &format!("¶ {paragraph}"), entry.address);
    for fact in facts {
        document.push_str(" · ");
        document.push_str(&fact);
    }
    document.push('\n');
}

fn put_link(document: &mut String, text: &str, address: &str) {
    document.push('[');
    document.push_str(&line(text));
    document.push_str("](<");
    for scalar in address.chars() {
        match scalar {
            '<' => document.push_str("%3C"),
            '>' => document.push_str("%3E"),
            '\\' => document.push_str("%5C"),
            // An entity would be read as what it stands for.
            '&' => document.push_str("&amp;"),
            scalar if scalar.is_control() => {}
            scalar => document.push(scalar),
        }
    }
    document.push_str(">)");
}

/// Puts a text that may have several lines: each stays a line, empty ones part paragraphs.
fn put_text(document: &mut String, text: &str, before: &str) {
    let lines = text.split(['\n', '\r', '\u{b}', '\u{c}']).map(line);
    let mut open = false;
    let mut gap = false;
    for line in lines {
        if line.is_empty() {
            gap = open;
            continue;
        }
        if gap {
            document.push('\n');
            document.push_str(before.trim_end());
            document.push('\n');
        } else if open {
            document.push_str("\\\n");
        }
        document.push_str(before);
        document.push_str(&line);
        (open, gap) = (true, false);
    }
    if !open {
        document.push_str(before.trim_end());
    }
    document.push('\n');
}

/// A text in one line that makes no markup.
fn line(text: &str) -> String {
    let words: Vec<&str> = text
        .split([' ', '\t', '\n', '\r', '\u{b}', '\u{c}'])
        .filter(|word| !word.is_empty())
        .collect();
    let text = words.join(" ");
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = '\n';
    for (at, scalar) in text.char_indices() {
        let next = text[at + scalar.len_utf8()..].chars().next();
        let doubled = Some(scalar) == next || scalar == before;
        let escaped = match scalar {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' => true,
            // Extensions of one program or another: tables, formulas, strikethrough and fences,
            // raised letters, marked words, comments.
            '|' | '$' | '~' | '^' => true,
            '=' | '%' | ':' if doubled => true,
            // Underlined headings, lists, definitions.
            '=' | '-' | '+' | ':' => at == 0,
            '.' | ')' => at == digits && digits > 0,
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(scalar);
        before = scalar;
    }
    out
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;
    use crate::annotation::tests::{chinese, english, highlights};

    fn check(title: &str, entries: &[Entry], expected: &Expect) {
        expected.assert_eq(&to_markdown(title, entries));
    }

    #[test]
    fn documents() {
        let (english, chinese) = (english(), chinese());
        let mut again = english.clone();
        again.note = Some("# One\n\n1. two\n=three=".to_owned());
        again.tags.push("so-called *growth*".to_owned());
        let growth = Entry {
            highlight: &english,
            title: "On [Growth]",
            language: "en",
            address: "https://example.org/essays/on-growth/#g4t2xf:3-9~abcdefgh",
            paragraph: Some(4),
            category: "Doubt",
        };
        let second = Entry {
            highlight: &again,
            paragraph: None,
            ..growth
        };
        check(
            "My notes",
            &[growth, second],
            &expect![[r#"
            # My notes

            ## [On \[Growth\]](<https://example.org/essays/on-growth/>)

            > growth

            Why?

            [¶ 4](<https://example.org/essays/on-growth/#g4t2xf:3-9~abcdefgh>) · Doubt · growth · 2026-11-23

            > growth

            \# One

            1\. two\
            \=three=

            [¶](<https://example.org/essays/on-growth/#g4t2xf:3-9~abcdefgh>) · Doubt · growth · so-called \*growth\* · 2026-11-23
        "#]],
        );
        check(
            "读书笔记",
            &[Entry {
                highlight: &chinese,
                title: "发展新质生产力",
                language: "zh-Hans",
                address: "https://example.org/essays/xin-zhi/#b7mcd2",
                paragraph: Some(12),
                category: "要点",
            }],
            &expect![[r#"
                # 读书笔记

                ## [发展新质生产力](<https://example.org/essays/xin-zhi/>)

                > “创新”是第一动力
                >
                > \=关键在落实

                见第三节\
                再读

                [¶ 12](<https://example.org/essays/xin-zhi/#b7mcd2>) · 要点 · 创新 · 动力 · 2026-11-23
            "#]],
        );
    }

    /// What a document says, with a mark for each thing that it is made of.
    fn read(document: &str) -> Vec<String> {
        let mut said = Vec::new();
        // All that makes markup; curled quotation marks and joined hyphens are still the text.
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        for event in Parser::new_ext(document, options) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => said.push(format!("link {dest_url}")),
                Event::Start(tag) => said.push(format!("{tag:?}")),
                Event::End(_) => said.push("end".to_owned()),
                Event::Text(text) => {
                    match said.last_mut().and_then(|last| last.strip_prefix('"')) {
                        Some(before) => {
                            let joined = format!("\"{before}{text}");
                            *said.last_mut().unwrap() = joined;
                        }
                        None => said.push(format!("\"{text}")),
                    }
                }
                Event::HardBreak => said.push("break".to_owned()),
                other => said.push(format!("markup {other:?}")),
            }
        }
        said
    }

    /// The same, of what a text is meant to be.
    fn meant(text: &str) -> Vec<String> {
        let mut said = Vec::new();
        let mut gap = true;
        for line in text.split(['\n', '\r', '\u{b}', '\u{c}']) {
            let words: Vec<&str> = line
                .split([' ', '\t'])
                .filter(|word| !word.is_empty())
                .collect();
            if words.is_empty() {
                gap = true;
                continue;
            }
            if !said.is_empty() {
                said.extend(
                    if gap {
                        vec!["end", "Paragraph"]
                    } else {
                        vec!["break"]
                    }
                    .into_iter()
                    .map(str::to_owned),
                );
            }
            gap = false;
            said.push(format!("\"{}", words.join(" ")));
        }
        if said.is_empty() {
            return said;
        }
        said.insert(0, "Paragraph".to_owned());
        said.push("end".to_owned());
        said
    }

    proptest! {
        /// What is read is what was marked and noted, and nothing of it is markup.
        #[test]
        fn nothing_makes_markup(
            mut highlight in highlights(),
            note in "([-#>`*_~=+:|$%^!&<\\[\\]()\\\\.0-9a-z \t新\"'{}/@]|\n|<b>|http://a.b|&amp;|- |1\\. |\\[x\\]|---|\\{\\{a\\}\\}){1,12}",
            quote in "([-#>`*_~=+:|$%^!&<\\[\\]()\\\\.0-9a-z \t新\"'{}/@]|\n|<b>|&#38;|- |1\\) |===|\\[\\^1\\]){1,12}",
        ) {
            highlight.note = Some(note.clone());
            highlight.tags.clear();
            highlight.target.truncate(1);
            highlight.target[0].exact = quote.clone();
            let entry = Entry {
                highlight: &highlight, title: &quote, language: "en",
                address: "https://a.example/?a=1&amp=(2)>#é", paragraph: Some(1), category: &note,
            };
            let said = read(&to_markdown(&note, &[entry]));
            let quoted = said.iter().position(|part| part.starts_with("BlockQuote")).unwrap();
            let mut expected = meant(&quote);
            expected.push("end".to_owned());
            expected.extend(meant(&note));
            prop_assert_eq!(&said[quoted + 1..][..expected.len()], &expected);
            let rest = &said[quoted + 1 + expected.len()..];
            prop_assert_eq!(&rest[..4], &["Paragraph", "link https://a.example/?a=1&amp=(2)%3E#é", "\"¶ 1", "end"]);
            prop_assert_eq!(rest.len(), 6);
            prop_assert!(!said.iter().any(|part| part.starts_with("markup")));
        }
    }
}
