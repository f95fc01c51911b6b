//! Metadata as YAML front matter.

use corpus::{Author, Meta};

/// The front matter between its `---` lines.
pub(crate) fn write(meta: &Meta) -> String {
    let mut yaml = Yaml("---\n".to_owned());
    yaml.field("id", Some(meta.id.as_str()));
    yaml.text(
        "title",
        Some(meta.title.as_str()).filter(|title| !title.is_empty()),
    );
    yaml.text("subtitle", meta.subtitle.as_deref());
    yaml.authors(&meta.authors);
    yaml.field(
        "published",
        meta.published.map(|date| date.to_string()).as_deref(),
    );
    yaml.list("publisher", meta.publisher.iter().map(|name| quoted(name)));
    yaml.text("source_url", meta.source_url.as_deref());
    yaml.field("language", Some(meta.language.as_str()));
    yaml.list(
        "themes",
        meta.themes.iter().map(|theme| theme.as_str().to_owned()),
    );
    yaml.field(
        "translation_of",
        meta.translation_of.as_ref().map(corpus::EssayId::as_str),
    );
    yaml.text("licence", meta.licence.as_deref());
    yaml.0.push_str("---\n");
    yaml.0
}

struct Yaml(String);

impl Yaml {
    /// A field whose value needs no quotes.
    fn field(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.0.push_str(&format!("{key}: {value}\n"));
        }
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        self.field(key, value.map(quoted).as_deref());
    }

    fn list(&mut self, key: &str, items: impl ExactSizeIterator<Item = String>) {
        if items.len() > 0 {
            self.0.push_str(&format!("{key}:\n"));
            self.0.extend(items.map(|item| format!("  - {item}\n")));
        }
    }

    fn authors(&mut self, authors: &[Author]) {
        let author = |Author {
                          name,
                          honorific,
                          role,
                          affiliation,
                      }: &Author| {
            let others = [
                ("honorific", honorific),
                ("role", role),
                ("affiliation", affiliation),
            ];
            let others = others.iter().filter_map(|(key, value)| {
                value
                    .as_ref()
                    .map(|value| format!("\n    {key}: {}", quoted(value)))
            });
            format!("name: {}{}", quoted(name), others.collect::<String>())
        };
        self.list("authors", authors.iter().map(author));
    }
}

/// A double-quoted scalar (YAML 1.2, section 7.3.1), which may hold anything.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for scalar in text.chars() {
        match scalar {
            '"' | '\\' => quoted.extend(['\\', scalar]),
            scalar
                if scalar.is_control()
                    || matches!(scalar, '\u{2028}' | '\u{2029}' | '\u{feff}') =>
            {
                quoted.push_str(&format!("\\u{:04x}", u32::from(scalar)));
            }
            scalar => quoted.push(scalar),
        }
    }
    quoted.push('"');
    quoted
}
