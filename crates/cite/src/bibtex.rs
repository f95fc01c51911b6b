//! BibTeX, as BibLaTeX reads it too.

use crate::{Name, Passage, Work, note, one_line};

/// The months as every style knows them.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// An entry. Its key is the essay's name; titles and institutions stand in second braces, which keep
/// styles from changing or taking them apart.
pub(crate) fn entry(work: &Work, passage: &Passage) -> String {
    let mut entry = format!("@misc{{{},\n", key(&work.id));
    let mut put = |field: &str, value: &str| {
        if !value.is_empty() {
            entry.push_str(&format!("  {field} = {value},\n"));
        }
    };
    let authors: Vec<String> = work.authors.iter().map(author).collect();
    let date = work.published;
    let month = date.and_then(corpus::Date::month);
    put("author", &braced(&authors.join(" and ")));
    put("title", &braced(&braced(&escaped(&work.title))));
    put(
        "year",
        &date.map_or(String::new(), |date| date.year().to_string()),
    );
    put(
        "month",
        month.map_or("", |month| MONTHS[usize::from(month) - 1]),
    );
    put(
        "date",
        &braced(&date.map_or(String::new(), |date| date.to_string())),
    );
    put("howpublished", &braced(&escaped(&work.collection)));
    put(
        "publisher",
        &braced(&escaped(work.other_publisher().unwrap_or_default())),
    );
    put("url", &braced(&address(passage.address)));
    put("urldate", &braced(&passage.accessed.to_string()));
    put("language", &braced(language(work.language.primary())));
    put(
        "note",
        &braced(&escaped(&note(work, passage).unwrap_or_default())),
    );
    put(
        "copyright",
        &braced(&escaped(work.licence.as_deref().unwrap_or_default())),
    );
    entry.push_str("}\n");
    entry
}

/// A value in braces, or nothing.
fn braced(value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!("{{{value}}}")
    }
}

fn author(name: &Name) -> String {
    match name {
        Name::Whole(name) => braced(&escaped(name)),
        person => {
            let person = escaped(&person.inverted());
            // The word parts authors.
            if person.contains(" and ") {
                braced(&person)
            } else {
                person
            }
        }
    }
}

/// A key has letters, digits and hyphens of ASCII only, for the oldest programs' sake.
fn key(id: &str) -> String {
    let key: String = id
        .chars()
        .filter(|scalar| scalar.is_ascii_alphanumeric() || *scalar == '-')
        .collect();
    let key = key.trim_matches('-');
    if key.is_empty() { "essay" } else { key }.to_owned()
}

fn language(primary: &str) -> &str {
    match primary {
        "zh" => "chinese",
        "en" => "english",
        other => other,
    }
}

/// A text in which TeX finds no command, and BibTeX no brace without its twin.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for scalar in one_line(text).chars() {
        match scalar {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '$' | '&' | '#' | '%' | '_' => out.extend(['\\', scalar]),
            other => out.push(other),
        }
    }
    out
}

/// An address, which is read as it is but for braces and what TeX drops.
fn address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for scalar in address.chars() {
        match scalar {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            scalar if scalar.is_whitespace() || scalar.is_control() => {}
            other => out.push(other),
        }
    }
    out
}
