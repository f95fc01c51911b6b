//! The pages that the application draws itself, from the opened collection.

use std::rc::Rc;

use yew::prelude::*;

use super::navigator::Navigator;
use crate::components::facets::Filtering;
use crate::pages::about::about;
use crate::pages::library::library;
use crate::pages::not_found::not_found;
use crate::pages::notebook::notebook;
use crate::pages::search::search;
use crate::pages::theme::theme;
use crate::pages::themes::themes;
use crate::route::Route;
use crate::site::Site;
use crate::state::filter::Action;
use crate::state::shelf::Shelf;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub site: Site,
    pub shelf: Rc<Shelf>,
    pub route: Route,
    pub navigator: Navigator,
    pub notebook: Rc<marks::Notebook>,
    pub on_remove: Callback<String>,
}

/// The page of a route.
#[component]
pub fn LivePage(props: &Props) -> Html {
    let (site, shelf) = (&props.site, &*props.shelf);
    match &props.route {
        Route::Library(filter) => {
            let (navigator, present) = (props.navigator.clone(), filter.clone());
            let on_filter = Callback::from(move |action: Action| {
                navigator.replace(Route::Library(present.after(action)));
            });
            library(Filtering {
                site,
                shelf,
                filter,
                on_filter: &on_filter,
            })
        }
        Route::Search(query) => {
            let navigator = props.navigator.clone();
            let on_query = move |query: String| navigator.replace(Route::Search(query));
            search(site, shelf, query, &Callback::from(on_query))
        }
        Route::Themes => themes(site, shelf),
        Route::Theme(id) => match shelf.pack.codebook.find(id) {
            Some((place, _)) => theme(site, shelf, place),
            None => not_found(site),
        },
        Route::Notebook => notebook(site, shelf, &props.notebook, &props.on_remove),
        Route::About => about(site, shelf),
        Route::Essay(_) | Route::NotFound => not_found(site),
    }
}
