//! What pages are called in the browser's tab.

use corpus::Codebook;

use crate::route::Route;
use crate::site::Site;
use crate::state::shelf::Shelf;

/// A page's own title; the library has none beside the collection's. The codebook is the collection's, with the
/// reader's own themes where these are known.
pub fn title(
    site: &Site,
    shelf: &Shelf,
    codebook: &Codebook,
    route: &Route,
    essay: Option<usize>,
) -> Option<String> {
    let key = match route {
        Route::Library(_) => return None,
        Route::Essay(_) => return essay.map(|essay| shelf.cards[essay].title.clone()),
        Route::Theme(id, _) => {
            return codebook
                .find(id)
                .map(|(_, theme)| theme.label.text(&site.language()).to_owned());
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
