//! What pages are called in the browser's tab.

use crate::route::Route;
use crate::site::Site;
use crate::state::topics::Topics;

/// A page's own title; the library has none beside the collection's.
pub fn title(site: &Site, topics: &Topics, route: &Route, essay: Option<usize>) -> Option<String> {
    let key = match route {
        Route::Library(_) => return None,
        Route::Essay(_) => return essay.map(|essay| topics.shelf().cards[essay].title.clone()),
        Route::Theme(id, _) => {
            let theme = topics.find(id).map(|theme| topics.theme(theme));
            return theme.map(|theme| theme.label.text(&site.language()).to_owned());
        }
        Route::Search(filter, _) if !filter.words.is_empty() => {
            return Some(format!("{}: {}", site.text("search.title"), filter.words));
        }
        Route::Search(..) => "search.title",
        Route::Themes(_) => "themes.title",
        Route::Notebook => "notebook.title",
        Route::About => "about.title",
        Route::NotFound => "notfound.title",
    };
    Some(site.text(key).to_owned())
}
