//! What a page's head tells machines: where the page is, in which languages, how it is shown when it is shared
//! (Open Graph), how it is cited (Highwire Press tags, as scholarly indexes read them), what it is (schema.org).

mod json_ld;
mod licence;

use std::fmt::Write as _;

use corpus::{Date, Language, Meta};
use serde_json::Value;

use super::Prerenderer;
use crate::components::passage::on_one_line;
use crate::markup::escape;
use crate::route::{Reading, Route};
use licence::licence_url;

/// How many scalars of an essay's beginning say what it is about.
const SUMMARY: u32 = 160;

/// What a page is about, beside its route.
pub struct About<'a> {
    /// The page.
    pub route: &'a Route,
    /// The essay, by its place.
    pub essay: Option<usize>,
    /// The page's own title, without the collection's.
    pub title: &'a str,
    /// What it is about.
    pub description: &'a str,
}

impl Prerenderer {
    /// The elements of the head. Addresses have to be absolute here: without a base address there are none.
    pub(super) fn metadata(&self, about: &About) -> String {
        let mut head = Head::default();
        if matches!(about.route, Route::Notebook | Route::NotFound) {
            head.meta("name", "robots", "noindex");
        }
        if *about.route == Route::NotFound {
            return head.0;
        }
        if let Some(address) = self.address(about.route) {
            head.link("canonical", &address, "");
        }
        self.files(&mut head, about);
        self.alternates(&mut head, about.essay);
        self.open_graph(&mut head, about);
        if let Some(essay) = about.essay {
            self.citation(&mut head, essay, about.route);
        }
        head.json_ld(&self.json_ld(about));
        head.0
    }

    /// Where a page is, if it is known where the site is.
    pub fn address(&self, route: &Route) -> Option<String> {
        Some([self.base()?, &route.address()].concat())
    }

    /// The address of the essay at a place.
    pub fn essay_address(&self, essay: usize) -> Option<String> {
        let id = self.shelf.pack.essays[essay].meta().id.clone();
        self.address(&Route::Essay(Reading::new(id)))
    }

    /// Where the site is, with a slash at the end, if it is known.
    pub fn base(&self) -> Option<&str> {
        let base = self.shelf.pack.collection.base_url.as_deref();
        base.filter(|base| !base.is_empty())
    }

    /// The files of the site that are for machines.
    fn files(&self, head: &mut Head, about: &About) {
        let Some(base) = self.base() else { return };
        let name = escape(self.name());
        let search = "type=\"application/opensearchdescription+xml\"";
        head.link(
            "search",
            &[base, "opensearch.xml"].concat(),
            &format!("{search} title=\"{name}\""),
        );
        let feed = format!("type=\"application/atom+xml\" title=\"{name}\"");
        head.link("alternate", &[base, "feed.xml"].concat(), &feed);
        if let Some(essay) = about.essay {
            let title = escape(about.title);
            let embed = format!("type=\"application/json+oembed\" title=\"{title}\"");
            let address = self.essay_address(essay).unwrap_or_default();
            head.link("alternate", &[&address, "oembed.json"].concat(), &embed);
        }
        if let Some(licence) = self
            .licence(about.essay)
            .and_then(|licence| licence_url(&licence))
        {
            head.link("license", &licence, "");
        }
    }

    /// An essay in all its languages, its own among them.
    fn alternates(&self, head: &mut Head, essay: Option<usize>) {
        for (language, address) in essay.iter().flat_map(|&essay| self.languages(essay)) {
            head.link("alternate", &address, &format!("hreflang=\"{language}\""));
        }
    }

    /// The languages that an essay is there in and where, if there are several: its own first.
    pub fn languages(&self, essay: usize) -> Vec<(Language, String)> {
        let card = &self.shelf.cards[essay];
        let others = card.original.iter().chain(&card.translations);
        let all = std::iter::once(&essay).chain(others);
        let found = all.filter_map(|&place| {
            let language = self.shelf.cards[place].language.clone();
            Some((language, self.essay_address(place)?))
        });
        let found: Vec<(Language, String)> = found.collect();
        if found.len() > 1 { found } else { Vec::new() }
    }

    fn open_graph(&self, head: &mut Head, about: &About) {
        let language = self.language(about.essay);
        let kind = if about.essay.is_some() {
            "article"
        } else {
            "website"
        };
        head.meta("property", "og:type", kind);
        head.meta("property", "og:site_name", self.name());
        head.meta("property", "og:title", about.title);
        head.meta("property", "og:description", about.description);
        head.meta(
            "property",
            "og:locale",
            &language.to_string().replace('-', "_"),
        );
        if let Some(address) = self.address(about.route) {
            head.meta("property", "og:url", &address);
        }
        head.meta("name", "twitter:card", "summary");
        let Some(essay) = about.essay else { return };
        let meta = self.shelf.pack.essays[essay].meta();
        if let Some(date) = meta.published {
            head.meta("property", "article:published_time", &date.to_string());
        }
        for author in &meta.authors {
            head.meta("property", "article:author", &author.name);
        }
        for theme in self.keywords(essay) {
            head.meta("property", "article:tag", &theme);
        }
    }

    fn citation(&self, head: &mut Head, essay: usize, route: &Route) {
        let meta = self.shelf.pack.essays[essay].meta();
        head.meta("name", "citation_title", &meta.title);
        for author in &meta.authors {
            head.meta("name", "citation_author", &author.name);
            if let Some(affiliation) = &author.affiliation {
                head.meta("name", "citation_author_institution", affiliation);
            }
        }
        if let Some(date) = meta.published {
            head.meta("name", "citation_publication_date", &with_slashes(date));
        }
        head.meta("name", "citation_inbook_title", self.name());
        if let Some(publisher) = self.publisher(meta) {
            head.meta("name", "citation_publisher", publisher);
        }
        head.meta("name", "citation_language", &meta.language.to_string());
        for theme in self.keywords(essay) {
            head.meta("name", "citation_keywords", &theme);
        }
        if let Some(address) = self.address(route) {
            head.meta("name", "citation_public_url", &address);
            head.meta("name", "citation_fulltext_html_url", &address);
        }
    }

    /// What an essay is about, in a line: its subtitle, or how it begins.
    pub fn summary(&self, essay: usize) -> String {
        let essay = &self.shelf.pack.essays[essay].essay;
        if let Some(subtitle) = &essay.meta.subtitle {
            return subtitle.clone();
        }
        let Some(first) = essay.blocks.iter().find(|block| block.number.is_some()) else {
            return essay.meta.title.clone();
        };
        let beginning = search::excerpt(&on_one_line(first), &[], SUMMARY);
        let more = if beginning.cut_after { " …" } else { "" };
        beginning.text + more
    }

    /// What the collection is called.
    pub fn name(&self) -> &str {
        let collection = &self.shelf.pack.collection;
        collection.title.text(&collection.language())
    }

    fn language(&self, essay: Option<usize>) -> Language {
        essay.map_or_else(
            || self.shelf.pack.collection.language(),
            |essay| self.shelf.cards[essay].language.clone(),
        )
    }

    fn publisher<'a>(&'a self, meta: &'a Meta) -> Option<&'a str> {
        let own = meta.publisher.first();
        own.or(self.shelf.pack.collection.publisher.as_ref())
            .map(String::as_str)
    }

    fn licence(&self, essay: Option<usize>) -> Option<String> {
        let own = essay.and_then(|essay| self.shelf.pack.essays[essay].meta().licence.clone());
        own.or_else(|| self.shelf.pack.collection.licence.clone())
    }

    /// The themes that an essay treats, by name.
    fn keywords(&self, essay: usize) -> Vec<String> {
        let card = &self.shelf.cards[essay];
        let themes = self.shelf.pack.codebook.themes();
        let names = card
            .themes
            .iter()
            .map(|&(theme, _)| themes[theme].label.text(&card.language).to_owned());
        names.collect()
    }
}

/// Elements of a head.
#[derive(Default)]
struct Head(String);

impl Head {
    fn meta(&mut self, by: &str, name: &str, content: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(
            self.0,
            "<meta {by}=\"{name}\" content=\"{}\">",
            escape(content)
        );
    }

    fn link(&mut self, rel: &str, href: &str, more: &str) {
        let gap = if more.is_empty() { "" } else { " " };
        let _ = writeln!(
            self.0,
            "<link rel=\"{rel}\" href=\"{}\"{gap}{more}>",
            escape(href)
        );
    }

    /// Data, which no `<` may end early.
    fn json_ld(&mut self, value: &Value) {
        let json = value.to_string().replace('<', "\\u003c");
        let _ = writeln!(
            self.0,
            "<script type=\"application/ld+json\">{json}</script>"
        );
    }
}

/// A date as scholarly indexes read it: `2024/03/19`, as far as it is known.
fn with_slashes(date: Date) -> String {
    date.to_string().replace('-', "/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_word_ends_the_data() {
        let mut head = Head::default();
        head.json_ld(&json!({ "name": "</script><b>" }));
        assert_eq!(
            head.0,
            "<script type=\"application/ld+json\">{\"name\":\"\\u003c/script>\\u003cb>\"}</script>\n"
        );
        let mut head = Head::default();
        head.meta("name", "x", "\"><b>");
        assert_eq!(
            head.0,
            "<meta name=\"x\" content=\"&quot;&gt;&lt;b&gt;\">\n"
        );
    }
}
