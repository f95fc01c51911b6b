//! The pages that the application draws itself, from the opened collection. A page whose part is not here is not
//! there yet.

mod library;
mod search;
mod themes;

use std::rc::Rc;

use ::scribe::Citation;
use browser::{focus, scroll};
use marks::Notebook;
use yew::prelude::*;

use super::collection::Collection;
use super::keeper::Keeper;
use super::marker::Marker;
use super::navigator::Navigator;
use super::parts::{NOTEBOOK, SEARCH, THEMES};
use crate::components::concordance::LINES;
use crate::pages::not_found::not_found;
use crate::part;
use crate::route::Route;
use crate::site::Site;
use crate::state::categories::Categories;
use crate::state::topics::Topics;

use library::LibraryPage;
pub use search::SearchPage;
pub use themes::ThemesPage;

/// What such a page is drawn from. All are drawn from the same, for each kind of it would cost the browser kilobytes.
#[derive(Clone, Properties)]
pub struct Props {
    /// The surroundings.
    pub site: Site,
    /// The collection.
    pub collection: Collection,
    /// The page.
    pub route: Route,
    /// Who goes elsewhere.
    pub navigator: Navigator,
    /// What keeps the highlights; it tells of them as they are now, and not as they were when they were drawn.
    pub marker: Marker,
    /// The highlights.
    pub notebook: Rc<Notebook>,
    /// What the reader calls the colours.
    pub categories: Rc<Categories>,
    /// Called with what a colour is to be called.
    pub rename: UseReducerDispatcher<Categories>,
    /// The themes, once they are gathered.
    pub topics: Option<Rc<Topics>>,
    /// Called with citations to be shown.
    pub on_show: Callback<Rc<Vec<Citation>>>,
}

/// Who is called, and what acts, is the same as long as the page lives.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.notebook, &other.notebook)
            && self.topics == other.topics
            && self.collection == other.collection
            && (&self.site, &self.route) == (&other.site, &other.route)
            && self.categories == other.categories
    }
}

/// The page of a route.
pub fn page(props: Props) -> Html {
    match props.route {
        Route::Library(_) => html! { <LibraryPage ..props /> },
        Route::Search(..) => SEARCH
            .here()
            .map_or_else(Html::default, |part| (part.page)(props)),
        Route::Themes(_) | Route::Theme(..) => THEMES
            .here()
            .map_or_else(Html::default, |part| (part.page)(props)),
        Route::About => {
            let shelf = &props.collection.shelf;
            THEMES
                .here()
                .map_or_else(Html::default, |part| (part.about)(&props.site, shelf))
        }
        Route::Notebook => NOTEBOOK
            .here()
            .map_or_else(Html::default, |part| (part.page)(props)),
        Route::Essay(_) | Route::NotFound => not_found(&props.site),
    }
}

/// Whether all is here that a page is drawn from, once the collection is open: none shows for a moment that there is
/// nothing.
pub fn is_whole(route: &Route, topics: Option<&Rc<Topics>>, keeper: &Keeper) -> bool {
    let has_own = match route {
        Route::Themes(_) | Route::Theme(..) => topics.is_some(),
        Route::Notebook => keeper.is_read,
        _ => true,
    };
    has_own && part::of(route).is_none_or(part::is_here)
}

/// Called with another part of what is shown, counted from 0.
fn on_page(
    route: &Route,
    turned: UseStateSetter<(Route, usize)>,
    is_more: bool,
) -> Callback<usize> {
    let route = route.clone();
    Callback::from(move |page| {
        turned.set((route.clone(), page));
        // What follows those before is found by going on; what stands in their place, is begun.
        if !is_more {
            focus::on(LINES);
            scroll::to_id(LINES);
        }
    })
}
