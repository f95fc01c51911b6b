//! The collection that essays belong to: what `corpus.toml` says.

use serde::{Deserialize, Serialize};

use crate::{EssayId, Language, Localized};

/// What is known about a collection of essays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// Its title.
    pub title: Localized,
    /// What stands under the title.
    pub subtitle: Localized,
    /// The languages of its essays and its interface, the main one first.
    pub languages: Vec<Language>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Under what licence, for essays that say nothing else.
    pub licence: Option<String>,
    /// Where it will be found, with a slash at the end; without it, addresses stay relative.
    pub base_url: Option<String>,
    /// The words on the title page's vertical slip (题签).
    pub slip: Option<String>,
    /// Its parts, in reading order.
    pub parts: Vec<Part>,
}

/// A named group of essays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its title.
    pub title: Localized,
    /// Its essays in reading order; translations are not listed, they stand beside their original.
    pub essays: Vec<EssayId>,
}

impl Collection {
    /// The main language.
    pub fn language(&self) -> Language {
        self.languages
            .first()
            .cloned()
            .unwrap_or_else(|| Language::new("en"))
    }
}
