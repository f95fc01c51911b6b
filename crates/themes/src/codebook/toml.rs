//! A codebook as `themes.toml` (TOML 1.0), as an editor would write it.

use corpus::{Codebook, Language, Localized, Theme, Within, colour_letter};

/// The whole file.
pub fn write(codebook: &Codebook) -> String {
    let themes: Vec<String> = codebook.themes().iter().map(theme).collect();
    themes.join("\n")
}

/// One theme as a `[[theme]]`.
pub fn theme(theme: &Theme) -> String {
    let mut toml = String::from("[[theme]]\n");
    put(&mut toml, "id", &basic(theme.id.as_str()));
    if let Some(parent) = &theme.parent {
        put(&mut toml, "parent", &basic(parent.as_str()));
    }
    put_localized(&mut toml, "label", &theme.label);
    put_localized(&mut toml, "definition", &theme.definition);
    put_localized(&mut toml, "scope", &theme.scope);
    put_examples(&mut toml, theme);
    put(&mut toml, "query", &literal(&theme.query));
    if theme.within != Within::default() {
        put(&mut toml, "within", &basic(theme.within.name()));
    }
    if let Some(colour) = theme.colour {
        put(
            &mut toml,
            "colour",
            &basic(&colour_letter(colour).to_string()),
        );
    }
    toml
}

fn put(toml: &mut String, key: &str, value: &str) {
    toml.push_str(key);
    toml.push_str(" = ");
    toml.push_str(value);
    toml.push('\n');
}

fn put_localized(toml: &mut String, name: &str, texts: &Localized) {
    for (language, text) in texts.iter() {
        put(toml, &key(name, language), &basic(text));
    }
}

fn put_examples(toml: &mut String, theme: &Theme) {
    let examples = &theme.examples;
    for of_one in examples.chunk_by(|one, next| one.language == next.language) {
        let Some(first) = of_one.first() else {
            continue;
        };
        let texts: Vec<String> = of_one.iter().map(|example| basic(&example.text)).collect();
        let list = match &texts[..] {
            [one] => format!("[{one}]"),
            several => format!("[\n  {},\n]", several.join(",\n  ")),
        };
        put(toml, &key("examples", &first.language), &list);
    }
}

fn key(name: &str, language: &Language) -> String {
    let tag = language.as_str();
    let is_bare = tag
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_bare && !tag.is_empty() {
        format!("{name}.{tag}")
    } else {
        format!("{name}.{}", basic(tag))
    }
}

/// A basic string, which may hold anything.
fn basic(text: &str) -> String {
    let mut quoted = String::from('"');
    for scalar in text.chars() {
        match scalar {
            '"' | '\\' => quoted.extend(['\\', scalar]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            scalar if scalar.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(scalar)));
            }
            scalar => quoted.push(scalar),
        }
    }
    quoted.push('"');
    quoted
}

/// A literal string, in which quotation marks stand as they are; where that cannot be, a basic one.
fn literal(text: &str) -> String {
    let has_control = text.chars().any(char::is_control);
    if has_control || text.contains("'''") || text.ends_with('\'') {
        basic(text)
    } else if text.contains('\'') || text.contains('"') {
        format!("'''{text}'''")
    } else {
        format!("'{text}'")
    }
}
