//! What a page is, in the words of schema.org (JSON-LD).

use corpus::Author;
use serde_json::{Map, Value, json};

use super::licence::licence_url;
use super::{About, Prerenderer};
use crate::route::Route;

impl Prerenderer {
    pub(super) fn json_ld(&self, about: &About) -> Value {
        let mut object = match about.essay {
            Some(essay) => self.article_object(essay),
            None => self.page_object(about.route),
        };
        object.insert("@context".to_owned(), json!("https://schema.org"));
        object.insert("description".to_owned(), json!(about.description));
        if let Some(address) = self.address(about.route) {
            object.insert("@id".to_owned(), json!(address));
            object.insert("url".to_owned(), json!(address));
        }
        Value::Object(object)
    }

    fn article_object(&self, essay: usize) -> Map<String, Value> {
        let packed = &self.shelf.pack.essays[essay];
        let meta = packed.meta();
        let authors: Vec<Value> = meta
            .authors
            .iter()
            .map(|author| self.person(author))
            .collect();
        let mut object = Map::new();
        let mut put = |key: &str, value: Value| _ = object.insert(key.to_owned(), value);
        put("@type", json!("ScholarlyArticle"));
        put("headline", json!(meta.title));
        put("inLanguage", json!(meta.language.to_string()));
        put("wordCount", json!(packed.words));
        put(
            "isPartOf",
            json!({ "@type": "Collection", "name": self.name() }),
        );
        if let Some(subtitle) = &meta.subtitle {
            put("alternativeHeadline", json!(subtitle));
        }
        if !authors.is_empty() {
            put("author", json!(authors));
        }
        if let Some(date) = meta.published {
            put("datePublished", json!(date.to_string()));
        }
        if let Some(publisher) = self.publisher(meta) {
            put(
                "publisher",
                json!({ "@type": "Organization", "name": publisher }),
            );
        }
        if let Some(licence) = self.licence(Some(essay)) {
            put("license", json!(licence_url(&licence).unwrap_or(licence)));
        }
        if let Some(source) = &meta.source_url {
            put("isBasedOn", json!(source));
        }
        let keywords = self.keywords(essay);
        if !keywords.is_empty() {
            put("keywords", json!(keywords));
        }
        let card = &self.shelf.cards[essay];
        let work = |place: usize| {
            let address = self.essay_address(place)?;
            Some(json!({ "@type": "ScholarlyArticle", "@id": address }))
        };
        if let Some(original) = card.original.and_then(work) {
            put("translationOfWork", original);
        }
        let translations: Vec<Value> = card
            .translations
            .iter()
            .filter_map(|&place| work(place))
            .collect();
        if card.original.is_none() && !translations.is_empty() {
            put("workTranslation", json!(translations));
        }
        object
    }

    fn page_object(&self, route: &Route) -> Map<String, Value> {
        let mut object = Map::new();
        let mut put = |key: &str, value: Value| _ = object.insert(key.to_owned(), value);
        put("name", json!(self.name()));
        put("inLanguage", json!(self.language(None).to_string()));
        if !matches!(route, Route::Library(_)) {
            put("@type", json!("WebPage"));
            return object;
        }
        put("@type", json!("WebSite"));
        if let Some(base) = self.base() {
            let target = format!("{base}search/?q={{search_term_string}}");
            let action = json!({
                "@type": "SearchAction",
                "target": { "@type": "EntryPoint", "urlTemplate": target },
                "query-input": "required name=search_term_string",
            });
            put("potentialAction", action);
        }
        object
    }

    /// Whoever wrote an essay: the collection's own publisher is no person.
    fn person(&self, author: &Author) -> Value {
        let is_publisher = self.shelf.pack.collection.publisher.as_ref() == Some(&author.name);
        let kind = if is_publisher {
            "Organization"
        } else {
            "Person"
        };
        let mut person = json!({ "@type": kind, "name": author.name });
        if let Some(affiliation) = &author.affiliation {
            person["affiliation"] = json!({ "@type": "Organization", "name": affiliation });
        }
        if let Some(role) = &author.role {
            person["jobTitle"] = json!(role);
        }
        person
    }
}
