//! CSL-JSON, which Zotero, Pandoc and CSL processors read.

use corpus::Date;
use serde_json::{Value, json};

use crate::{Name, Passage, Work, note};

/// CSL-JSON: a list of one item, indented.
pub fn item(work: &Work, passage: &Passage) -> String {
    let mut item = json!({
        "id": work.id,
        "type": "webpage",
        "title": work.title,
        "author": work.authors.iter().map(author).collect::<Vec<_>>(),
        "container-title": work.collection,
        "language": work.language.as_str(),
        "accessed": date(passage.accessed),
        "URL": passage.address,
    });
    let issued = work.published.map(date);
    let rest = [
        ("issued", issued),
        ("publisher", work.other_publisher().map(Value::from)),
        ("license", work.licence.as_deref().map(Value::from)),
        ("note", note(work, passage).map(Value::from)),
    ];
    for (name, value) in rest {
        if let Some(value) = value {
            item[name] = value;
        }
    }
    format!("{:#}\n", Value::Array(vec![item]))
}

fn author(name: &Name) -> Value {
    match name {
        Name::Whole(name) => json!({ "literal": name }),
        Name::Person {
            family,
            particle,
            given,
            suffix,
        } => {
            let parts = [
                ("family", family),
                ("non-dropping-particle", particle),
                ("given", given),
                ("suffix", suffix),
            ];
            let mut name = json!({});
            for (part, text) in parts {
                if !text.is_empty() {
                    name[part] = text.as_str().into();
                }
            }
            name
        }
    }
}

fn date(date: Date) -> Value {
    let month = date.month().map(u16::from);
    let day = date.day().map(u16::from);
    let parts: Vec<u16> = [Some(date.year()), month, day]
        .into_iter()
        .flatten()
        .collect();
    json!({ "date-parts": [parts] })
}
