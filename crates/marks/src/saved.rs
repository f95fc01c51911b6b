//! A search that a reader keeps as a theme: in the notebook it is an annotation that classifies what the search
//! finds, so that it is kept, taken along and brought back as every other annotation is.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};

use crate::Foreign;

/// What the ids of kept searches begin with.
pub const SAVED: &str = "urn:lectern:theme:";

/// A search kept as a theme.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Saved {
    /// What stands behind [`SAVED`] in its id.
    pub name: String,
    /// What the reader calls it.
    pub label: String,
    /// The query.
    pub query: String,
}

impl Saved {
    /// The annotation: its target is the search in the collection at `base`, an address with a slash at the end.
    pub fn to_annotation(&self, base: &str, now: &str) -> Foreign {
        let id = [SAVED, &self.name].concat();
        let query = utf8_percent_encode(&self.query, NON_ALPHANUMERIC);
        let target = format!("{base}search/?q={query}");
        let annotation = json!({
            "@context": crate::annotation::CONTEXT,
            "id": id,
            "type": "Annotation",
            "motivation": "classifying",
            "created": now,
            "body": { "type": "TextualBody", "purpose": "tagging", "value": self.label },
            "target": target,
        });
        Foreign {
            id,
            modified: now.to_owned(),
            json: annotation.to_string(),
        }
    }

    /// The search in an annotation, if there is one.
    pub fn of_annotation(annotation: &Foreign) -> Option<Self> {
        let name = annotation.id.strip_prefix(SAVED)?;
        let value: Value = serde_json::from_str(&annotation.json).ok()?;
        let target = value.get("target")?.as_str()?;
        let (_, query) = target.rsplit_once("search/?q=")?;
        Some(Self {
            name: name.to_owned(),
            label: value.get("body")?.get("value")?.as_str()?.to_owned(),
            // As forms write it, a space may be a plus.
            query: decoded(&query.replace('+', " "))?,
        })
    }
}

fn decoded(query: &str) -> Option<String> {
    let query = percent_decode_str(query).decode_utf8().ok()?;
    Some(query.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Notebook, from_json_ld, to_json_ld};

    const NOW: &str = "2026-11-27T10:00:00.000Z";

    proptest! {
        /// What is kept goes out in the notebook's file and comes back.
        #[test]
        fn searches_come_back(name in "[a-z0-9]{1,12}", label: String, query: String) {
            let saved = Saved { name, label, query };
            let kept = saved.to_annotation("https://example.org/reader/", NOW);
            prop_assert_eq!(Saved::of_annotation(&kept), Some(saved.clone()));
            let mut notebook = Notebook::default();
            notebook.add_foreign(kept);
            let file = to_json_ld(&notebook, "https://example.org/reader/");
            let import = from_json_ld(&file, "https://example.org/reader/", &|_| true).unwrap();
            prop_assert_eq!(import.refused.len(), 0);
            let back: Vec<_> = import.foreign.iter().filter_map(Saved::of_annotation).collect();
            prop_assert_eq!(back, [saved]);
        }

        #[test]
        fn what_is_no_search_is_none(id: String, json: String) {
            let foreign = |id, json| Foreign { id, modified: String::new(), json };
            prop_assert_eq!(Saved::of_annotation(&foreign(id, json.clone())), None);
            prop_assert_eq!(Saved::of_annotation(&foreign([SAVED, "a"].concat(), json)), None);
        }
    }
}
