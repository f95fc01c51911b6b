//! A codebook from SKOS in JSON-LD, in the shapes that programs write it: with terms, with prefixes, or
//! with full addresses; concepts in a graph, or inside each other.

use std::collections::{HashMap, HashSet};

use corpus::{Example, Language, Localized, Within, colour_named, text};
use serde_json::{Map, Value};

use super::super::gather::{Entry, MOST, gather, language_of};
use super::super::{ImportError, Imported, Note};

/// Reads a thesaurus. A concept with several broader ones stands under the first; other labels become
/// part of its query, where it has none of its own.
pub fn read(json: &str, language: &Language) -> Result<Imported, ImportError> {
    // The parser itself refuses what is nested more than 128 deep.
    let value: Value = serde_json::from_str(json).map_err(|error| {
        let line = u32::try_from(error.line()).ok();
        ImportError::new(
            line,
            format!("this is no JSON ({error}): export the thesaurus again"),
        )
    })?;
    let mut concepts = Vec::new();
    collect(&value, &mut concepts);
    if concepts.is_empty() {
        return Err(ImportError::new(
            None,
            "there is no concept in this file: a thesaurus in JSON-LD has objects of type skos:Concept",
        ));
    }
    if concepts.len() > MOST {
        return Err(ImportError::new(
            None,
            format!(
                "this has more than {MOST} concepts, which nobody reads: part it, or check that it is a codebook"
            ),
        ));
    }
    let mut reading = Reading {
        language,
        notes: Vec::new(),
    };
    let narrower = narrower(&concepts);
    let mut entries = Vec::new();
    for (place, concept) in concepts.iter().enumerate() {
        entries.push(reading.entry(place, concept, &narrower)?);
    }
    reading.drop_strangers(&mut entries);
    gather(entries, reading.notes, language)
}

/// All concepts in a value, also those inside others, each once, in the order of the file.
fn collect<'a>(value: &'a Value, concepts: &mut Vec<&'a Map<String, Value>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, concepts)),
        Value::Object(object) => {
            if is_concept(object) {
                concepts.push(object);
            }
            let inner = object.iter().filter(|(name, _)| *name != "@context");
            inner.for_each(|(_, value)| collect(value, concepts));
        }
        _ => {}
    }
}

fn is_concept(object: &Map<String, Value>) -> bool {
    let types = get(object, "type").map(strings).unwrap_or_default();
    let is_type = |name: &str| types.iter().any(|one| local(one) == name);
    is_type("Concept") || (types.is_empty() && get(object, "prefLabel").is_some())
}

/// The value of a property, under whichever of its names.
fn get<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut values = object.iter();
    let value = values.find(|(key, _)| local(key) == name);
    value.map(|(_, value)| value)
}

/// A name without prefix or namespace; `@id` is `id`.
fn local(name: &str) -> &str {
    let name = name.trim_start_matches('@');
    name.rsplit(['#', '/', ':']).next().unwrap_or(name)
}

/// The parents that concepts have because those name them as narrower.
fn narrower(concepts: &[&Map<String, Value>]) -> HashMap<String, String> {
    let mut parents = HashMap::new();
    for (place, concept) in concepts.iter().enumerate() {
        for child in get(concept, "narrower").map(references).unwrap_or_default() {
            parents.entry(child).or_insert_with(|| key(place, concept));
        }
    }
    parents
}

/// By what others refer to a concept.
fn key(place: usize, concept: &Map<String, Value>) -> String {
    let id = get(concept, "id").and_then(Value::as_str);
    id.map_or_else(|| format!("concept {place}"), str::to_owned)
}

struct Reading<'a> {
    language: &'a Language,
    notes: Vec<Note>,
}

impl Reading<'_> {
    fn entry(
        &mut self,
        place: usize,
        concept: &Map<String, Value>,
        narrower: &HashMap<String, String>,
    ) -> Result<Entry, ImportError> {
        let key = key(place, concept);
        let mut entry = Entry::new(None, key.clone())?;
        let broader = get(concept, "broader").map(references).unwrap_or_default();
        if broader.len() > 1 {
            self.note(format!(
                "{key} stands under several others: only the first is kept"
            ));
        }
        entry.parent = broader
            .into_iter()
            .next()
            .or_else(|| narrower.get(&key).cloned());
        entry.id = self.id(concept, &key);
        let labels = self.texts(concept, "prefLabel");
        let (label, more) = apart(labels);
        entry.theme.label = label;
        entry.synonyms = more;
        let others = ["altLabel", "hiddenLabel"].map(|name| self.texts(concept, name));
        let others = others.into_iter().flatten().map(|(_, text)| text);
        entry.synonyms.extend(others);
        entry.theme.definition = self.joined(concept, "definition");
        entry.theme.scope = self.joined(concept, "scopeNote");
        let mut examples = self.texts(concept, "example");
        examples.sort_by(|(one, _), (other, _)| one.cmp(other));
        let example = |(language, example): (Language, String)| Example {
            language,
            text: text::normalise(&example),
        };
        entry.theme.examples = examples.into_iter().map(example).collect();
        self.rule(&mut entry, concept)?;
        Ok(entry)
    }

    /// The id that a concept wants: its notation, or the end of its address.
    fn id(&self, concept: &Map<String, Value>, key: &str) -> Option<String> {
        let notation = get(concept, "notation").map(strings).unwrap_or_default();
        if let Some(notation) = notation.into_iter().next() {
            return Some(notation);
        }
        let end = local(key.trim_end_matches('/'));
        corpus::ThemeId::new(end).is_ok().then(|| end.to_owned())
    }

    /// What we alone have of a concept.
    fn rule(&self, entry: &mut Entry, concept: &Map<String, Value>) -> Result<(), ImportError> {
        let text = |name: &str| {
            let texts = get(concept, name).map(strings).unwrap_or_default();
            texts.into_iter().next()
        };
        if let Some(query) = text("query") {
            query.trim().clone_into(&mut entry.theme.query);
            entry.has_query = true;
        }
        if let Some(name) = text("within") {
            let all = [Within::Block, Within::Sentence];
            let known = all.into_iter().find(|within| within.name() == name);
            entry.theme.within = known.ok_or_else(|| {
                let cause = format!(
                    "`within`: {name:?} is neither \"block\" nor \"sentence\": write one of the two"
                );
                ImportError::new(None, cause)
            })?;
        }
        entry.theme.colour = text("colour").and_then(|name| colour_named(&name));
        Ok(())
    }

    fn texts(&self, concept: &Map<String, Value>, name: &str) -> Vec<(Language, String)> {
        let mut texts = Vec::new();
        if let Some(value) = get(concept, name) {
            self.take(value, None, &mut texts);
        }
        texts.retain(|(_, text)| !text.is_empty());
        texts
    }

    /// Texts with their languages: plain, as language maps, as values with a language, in lists.
    fn take(
        &self,
        value: &Value,
        language: Option<&Language>,
        texts: &mut Vec<(Language, String)>,
    ) {
        match value {
            Value::String(text) => {
                let text = text.trim();
                let language = language.cloned();
                let language = language.unwrap_or_else(|| language_of(text, self.language));
                texts.push((language, text.to_owned()));
            }
            Value::Array(values) => values
                .iter()
                .for_each(|value| self.take(value, language, texts)),
            Value::Object(object) => match object.get("@value") {
                Some(value) => {
                    let tag = object
                        .get("@language")
                        .and_then(Value::as_str)
                        .map(Language::new);
                    self.take(value, tag.as_ref().or(language), texts);
                }
                None => {
                    for (tag, value) in object {
                        let tag = (tag != "@none").then(|| Language::new(tag));
                        self.take(value, tag.as_ref(), texts);
                    }
                }
            },
            _ => {}
        }
    }

    /// A text in each language; several in one are paragraphs.
    fn joined(&self, concept: &Map<String, Value>, name: &str) -> Localized {
        let mut joined: Vec<(Language, String)> = Vec::new();
        for (language, text) in self.texts(concept, name) {
            match joined.iter_mut().find(|(known, _)| *known == language) {
                Some((_, before)) => {
                    before.push('\n');
                    before.push_str(&text);
                }
                None => joined.push((language, text)),
            }
        }
        joined.into_iter().collect()
    }

    /// Takes the parents away that are in another file.
    fn drop_strangers(&mut self, entries: &mut [Entry]) {
        let keys: HashSet<String> = entries.iter().map(|entry| entry.key.clone()).collect();
        for entry in entries {
            let stranger = entry.parent.take_if(|parent| !keys.contains(parent));
            if let Some(stranger) = stranger {
                self.note(format!(
                    "{} stands under {stranger}, which is not in the file: it stands on top now",
                    entry.key
                ));
            }
        }
    }

    fn note(&mut self, message: String) {
        self.notes.push(Note {
            line: None,
            message,
        });
    }
}

/// The first text in each language, and the others.
fn apart(texts: Vec<(Language, String)>) -> (Localized, Vec<String>) {
    let mut first: Vec<(Language, String)> = Vec::new();
    let mut others = Vec::new();
    for (language, text) in texts {
        if first.iter().any(|(known, _)| *known == language) {
            others.push(text);
        } else {
            first.push((language, text));
        }
    }
    (first.into_iter().collect(), others)
}

/// The plain strings of a value.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(object) => object.get("@value").map(strings).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The addresses that a value refers to.
fn references(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(references).collect(),
        Value::Object(object) => {
            let id = get(object, "id").and_then(Value::as_str);
            id.map(str::to_owned).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
