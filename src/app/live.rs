//! The pages that the application draws itself, from the opened collection.

use std::rc::Rc;

use yew::prelude::*;

use super::asking::{Wanted, use_answering, use_results, use_settled};
use super::collection::Collection;
use super::navigator::Navigator;
use crate::components::facets::Filtering;
use crate::components::summary::spoken;
use crate::pages::about::about;
use crate::pages::library::library;
use crate::pages::not_found::not_found;
use crate::pages::notebook::notebook;
use crate::pages::search::{Searching, search};
use crate::pages::theme::theme;
use crate::pages::themes::themes;
use crate::route::Route;
use crate::site::Site;
use crate::state::answer::Results;
use crate::state::answering::Answering;
use crate::state::filter::{Action, Filter};

/// How many essays the search page shows at first, and how many more each time.
const ESSAYS: u32 = 10;

/// How many passages of each it shows.
const PASSAGES: u32 = 5;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub site: Site,
    pub collection: Collection,
    pub route: Route,
    pub navigator: Navigator,
    pub notebook: Rc<marks::Notebook>,
    pub on_remove: Callback<String>,
}

/// The page of a route.
#[component]
pub fn LivePage(props: &Props) -> Html {
    let (site, shelf) = (&props.site, &*props.collection.shelf);
    match &props.route {
        Route::Library(filter) => {
            let (navigator, collection) = (props.navigator.clone(), props.collection.clone());
            html! { <LibraryPage site={site.clone()} {collection} filter={filter.clone()} {navigator} /> }
        }
        Route::Search(filter) => {
            let (navigator, collection) = (props.navigator.clone(), props.collection.clone());
            html! { <SearchPage site={site.clone()} {collection} filter={filter.clone()} {navigator} /> }
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

#[derive(Properties, PartialEq)]
struct LibraryProps {
    site: Site,
    collection: Collection,
    filter: Filter,
    navigator: Navigator,
}

#[component]
fn LibraryPage(props: &LibraryProps) -> Html {
    let LibraryProps {
        site,
        collection,
        filter,
        navigator,
    } = props;
    let answering = use_answering(collection, &filter.words);
    let (navigator, present) = (navigator.clone(), filter.clone());
    let on_filter = Callback::from(move |action: Action| {
        navigator.replace(Route::Library(present.after(action)));
    });
    library(Filtering {
        site,
        shelf: &collection.shelf,
        filter,
        answering: &answering,
        counted: None,
        on_filter: &on_filter,
    })
}

#[derive(Properties, PartialEq)]
struct SearchProps {
    site: Site,
    collection: Collection,
    filter: Filter,
    navigator: Navigator,
}

#[component]
fn SearchPage(props: &SearchProps) -> Html {
    let SearchProps {
        site,
        collection,
        filter,
        navigator,
    } = props;
    let shelf = &*collection.shelf;
    let limit = use_state_eq(|| ESSAYS);
    let wanted = Wanted {
        essays: *limit,
        passages: PASSAGES,
    };
    let results = use_results(&Some(collection.clone()), filter, wanted);
    let has_words = filter.has_words();
    // What is only filtered is on the shelf: the engine need not come for it.
    let results = if has_words {
        results
    } else {
        Results::of_all(filter, shelf, *limit as usize)
    };
    let counted = match &results {
        Results::Here { facets, .. } if has_words => Some(facets),
        _ => None,
    };
    let said = use_settled(spoken(site, filter, &results));
    let on_filter = {
        let (navigator, limit, present) = (navigator.clone(), limit.setter(), filter.clone());
        Callback::from(move |action: Action| {
            limit.set(ESSAYS);
            navigator.replace(Route::Search(present.after(action)));
        })
    };
    let on_more = Callback::from(move |()| limit.set(*limit + ESSAYS));
    search(&Searching {
        site,
        shelf,
        filtering: Filtering {
            site,
            shelf,
            filter,
            answering: &Answering::All,
            counted,
            on_filter: &on_filter,
        },
        results: &results,
        said: &said,
        on_more: &on_more,
    })
}
