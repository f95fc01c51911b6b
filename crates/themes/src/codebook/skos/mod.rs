//! A codebook as a thesaurus: SKOS (W3C Recommendation, 2009) in JSON-LD 1.1.
//!
//! SKOS has no place for a rule. Three properties of our own hold it, in the namespace `urn:lectern:`:
//! `urn:lectern:query` (the query, in the search language), `urn:lectern:within` (`block` or
//! `sentence`) and `urn:lectern:colour` (a letter `a` to `l`). The id of a theme is its
//! `skos:notation`. Who does not know these passes over them.

#[cfg(feature = "import")]
mod read;

use corpus::{Codebook, Example, Language, Localized, Theme, colour_letter};

#[cfg(feature = "import")]
pub use read::read;

/// What the terms of the file mean, down to the first of the graph.
const CONTEXT: &str = r#"{
  "@context": {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "id": "@id",
    "type": "@type",
    "ConceptScheme": "skos:ConceptScheme",
    "Concept": "skos:Concept",
    "notation": "skos:notation",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "scopeNote": {"@id": "skos:scopeNote", "@container": "@language"},
    "example": {"@id": "skos:example", "@container": "@language"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "narrower": {"@id": "skos:narrower", "@type": "@id"},
    "query": "urn:lectern:query",
    "within": "urn:lectern:within",
    "colour": "urn:lectern:colour"
  },
  "@graph": [
"#;

/// The file: the codebook as a concept scheme with this title, and a concept for each theme, in the
/// codebook's order. Themes have the addresses of their pages where the site's is known (it ends in
/// `/`), else names of our own.
pub fn write(codebook: &Codebook, title: &Localized, base: Option<&str>) -> String {
    let writer = Writer { codebook, base };
    let themes = codebook.themes().iter().enumerate();
    let concepts = themes.map(|(at, theme)| writer.concept(at, theme));
    let mut objects = vec![writer.scheme(title)];
    objects.extend(concepts);
    format!("{CONTEXT}{}\n  ]\n}}\n", objects.join(",\n"))
}

struct Writer<'a> {
    codebook: &'a Codebook,
    base: Option<&'a str>,
}

impl Writer<'_> {
    fn scheme(&self, title: &Localized) -> String {
        let mut object = Object::default();
        object.put("id", &quoted(&self.scheme_address()));
        object.put("type", "\"ConceptScheme\"");
        object.put_localized("prefLabel", title);
        object.put_list("hasTopConcept", &self.addresses(None));
        object.end()
    }

    fn concept(&self, at: usize, theme: &Theme) -> String {
        let mut object = Object::default();
        object.put("id", &quoted(&self.address(theme)));
        object.put("type", "\"Concept\"");
        object.put("notation", &quoted(theme.id.as_str()));
        object.put("inScheme", &quoted(&self.scheme_address()));
        match self.codebook.parent(at) {
            None => object.put("topConceptOf", &quoted(&self.scheme_address())),
            Some(parent) => {
                let parent = &self.codebook.themes()[parent];
                object.put("broader", &quoted(&self.address(parent)));
            }
        }
        object.put_list("narrower", &self.addresses(Some(theme)));
        object.put_localized("prefLabel", &theme.label);
        object.put_localized("definition", &theme.definition);
        object.put_localized("scopeNote", &theme.scope);
        object.put_examples(&theme.examples);
        object.put("query", &quoted(&theme.query));
        object.put("within", &quoted(theme.within.name()));
        if let Some(colour) = theme.colour {
            object.put("colour", &quoted(&colour_letter(colour).to_string()));
        }
        object.end()
    }

    fn addresses(&self, parent: Option<&Theme>) -> Vec<String> {
        let children = self.codebook.children(parent.map(|parent| &parent.id));
        children
            .map(|(_, child)| quoted(&self.address(child)))
            .collect()
    }

    fn address(&self, theme: &Theme) -> String {
        match self.base {
            Some(base) => format!("{base}themes/{}/", theme.id),
            None => format!("urn:lectern:theme:{}", theme.id),
        }
    }

    fn scheme_address(&self) -> String {
        let base = self.base.map(|base| format!("{base}themes/"));
        base.unwrap_or_else(|| "urn:lectern:codebook".to_owned())
    }
}

/// An object of the graph while it is written.
#[derive(Default)]
struct Object(Vec<String>);

impl Object {
    fn put(&mut self, name: &str, value: &str) {
        self.0.push(format!("      {}: {value}", quoted(name)));
    }

    fn put_list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.put(name, &format!("[{}]", values.join(", ")));
        }
    }

    fn put_localized(&mut self, name: &str, texts: &Localized) {
        let texts: Vec<(&Language, String)> = texts
            .iter()
            .map(|(tag, text)| (tag, quoted(text)))
            .collect();
        self.put_map(name, &texts);
    }

    fn put_examples(&mut self, examples: &[Example]) {
        let by_language = examples.chunk_by(|one, next| one.language == next.language);
        let list = |examples: &[Example]| {
            let texts: Vec<String> = examples
                .iter()
                .map(|example| quoted(&example.text))
                .collect();
            format!("[{}]", texts.join(", "))
        };
        let lists: Vec<(&Language, String)> = by_language
            .filter_map(|examples| Some((&examples.first()?.language, list(examples))))
            .collect();
        self.put_map("example", &lists);
    }

    fn put_map(&mut self, name: &str, values: &[(&Language, String)]) {
        let values: Vec<String> = values
            .iter()
            .map(|(language, value)| format!("{}: {value}", quoted(language.as_str())))
            .collect();
        if !values.is_empty() {
            self.put(name, &format!("{{{}}}", values.join(", ")));
        }
    }

    fn end(self) -> String {
        format!("    {{\n{}\n    }}", self.0.join(",\n"))
    }
}

/// A JSON string (RFC 8259, section 7).
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for scalar in text.chars() {
        match scalar {
            '"' | '\\' => quoted.extend(['\\', scalar]),
            '\n' => quoted.push_str("\\n"),
            '\0'..='\u{1f}' => quoted.push_str(&format!("\\u{:04x}", u32::from(scalar))),
            scalar => quoted.push(scalar),
        }
    }
    quoted.push('"');
    quoted
}
