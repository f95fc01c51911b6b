//! Searching: what is asked of the engine, the search page, the dialog.

use std::pin::Pin;

use yew::{Html, html};

use super::super::asking::{self, Asking};
use super::super::collection::Collection;
use super::super::finder::{self, SearchDialog};
use super::super::live::{self, SearchPage};
use super::super::reader::{self, Seeking};
use crate::locale::{self, Texts};
use crate::part;
use crate::part::Part;
use crate::site::Site;

/// The part.
pub const SEARCH: Part<Search> = part!("search", Search, IN);

/// The JSON of a search, on its way.
type Finding = Pin<Box<dyn Future<Output = Result<String, String>>>>;

/// What is in it.
pub struct Search {
    /// Its strings.
    pub texts: &'static Texts,
    /// Asks for essays, and what is wanted of them.
    pub ask: fn(Asking),
    /// Finds essays for a program in the page: so many, and so many passages of each.
    pub find: fn(Site, Collection, String, u32, u32) -> Finding,
    /// Finds a query in the open essay.
    pub seek: fn(Seeking),
    /// The page.
    pub page: fn(live::Props) -> Html,
    /// The dialog.
    pub dialog: fn(finder::Props) -> Html,
}

static IN: Search = Search {
    texts: &locale::SEARCH,
    ask: asking::ask,
    find: |site, collection, query, limit, passages| {
        Box::pin(asking::find(site, collection, query, limit, passages))
    },
    seek: reader::seek,
    page: |props| html! { <SearchPage ..props /> },
    dialog: |props| html! { <SearchDialog ..props /> },
};
