//! `corpus.toml` to a collection.

use corpus::{Collection, EssayId, Language, Part};

use crate::Diagnostic;
use crate::data::{Fields, Node, parse_toml};

/// The collection that a `corpus.toml` describes, and what is wrong with the file.
pub fn parse(toml: &str) -> (Collection, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let collection = match parse_toml(toml) {
        Ok(node) => collection(node, &mut diagnostics),
        Err(error) => {
            diagnostics.push(error);
            Collection::default()
        }
    };
    (collection, diagnostics)
}

fn collection(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Collection {
    let mut fields = Fields::of(node, diagnostics);
    let mut languages: Vec<Language> = fields
        .texts("languages")
        .iter()
        .map(|tag| Language::new(tag))
        .collect();
    if languages.is_empty() {
        languages.push(Language::new("en"));
    }
    let main = languages[0].clone();
    let title = fields.localized("title", &main);
    if title.is_empty() {
        fields.error(1, "the collection has no `title`: add `title.en = \"…\"`");
    }
    let parts = fields
        .tables("part")
        .into_iter()
        .map(|node| part(node, &main, fields.diagnostics()));
    let parts = parts.collect();
    // The accent colour belongs to the style sheet that a site is built with.
    fields.take("accent");
    let collection = Collection {
        title,
        subtitle: fields.localized("subtitle", &main),
        publisher: fields.text("publisher"),
        licence: fields.text("licence"),
        base_url: base_url(&mut fields),
        slip: fields.text("slip"),
        languages,
        parts,
    };
    fields.finish();
    collection
}

fn base_url(fields: &mut Fields<'_>) -> Option<String> {
    let (line, url) = fields.lined_text("base_url")?;
    fields.accept(line, "base_url", web_address(&url))
}

/// An absolute address, with the slash at its end that joining needs; an error says what to mend.
pub fn web_address(url: &str) -> Result<String, String> {
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(format!("{url:?} is no web address: begin it with https://"));
    }
    let slash = if url.ends_with('/') { "" } else { "/" };
    Ok([url, slash].concat())
}

fn part(node: Node, main: &Language, diagnostics: &mut Vec<Diagnostic>) -> Part {
    let line = node.line;
    let mut fields = Fields::of(node, diagnostics);
    let title = fields.localized("title", main);
    if title.is_empty() {
        fields.error(line, "a part has no `title`: add `title.en = \"…\"`");
    }
    let named = fields.lined_texts("essays");
    let essays = named
        .into_iter()
        .filter_map(|(line, name)| fields.accept(line, "essays", EssayId::new(name)))
        .collect();
    fields.finish();
    Part { title, essays }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::diagnostic::assert_read;

    fn check(toml: &str, expected: &Expect) {
        let (collection, diagnostics) = parse(toml);
        let mut shown = format!("{:?}\n", collection.title.text(&collection.language()));
        for part in &collection.parts {
            let essays: Vec<_> = part.essays.iter().map(EssayId::as_str).collect();
            shown.push_str(&format!(
                "{}: {}\n",
                part.title.text(&Language::new("en")),
                essays.join(" ")
            ));
        }
        assert_read(shown, &diagnostics, expected);
    }

    #[test]
    fn collections() {
        check(
            "title = \"Lamps\"\nbase_url = \"https://example.org/l\"\n[[part]]\ntitle.en = \"One\"\nessays = [\"a\", \"b\"]\n",
            &expect![[r#"
                "Lamps"
                One: a b
            "#]],
        );
        check(
            "languages = [\"en\"]\ncolor = 3\nbase_url = \"example.org\"\n[[part]]\nessays = [\"Bad Name\"]\n",
            &expect![[r#"
                ""
                : 
                1: error: the collection has no `title`: add `title.en = "…"`
                4: error: a part has no `title`: add `title.en = "…"`
                5: error: `essays`: "Bad Name" is no id: write lower-case letters, digits and single hyphens, 1 to 80 characters
                3: error: `base_url`: "example.org" is no web address: begin it with https://
                2: warning: `color` is not known here: check its spelling or drop it
            "#]],
        );
        check(
            "title = ",
            &expect![[r#"
            ""
            1: error: this is no TOML: string values must be quoted, expected literal string
        "#]],
        );
    }

    #[test]
    fn a_base_url_ends_with_a_slash() {
        let (collection, _) = parse("title = \"L\"\nbase_url = \"https://example.org/l\"\n");
        assert_eq!(
            collection.base_url.as_deref(),
            Some("https://example.org/l/")
        );
    }
}
