//! The pages that the application draws itself, from the opened collection.

use std::rc::Rc;

use browser::{focus, scroll};
use yew::prelude::*;

use super::asking::{OfEach, Wanted, use_results, use_settled};
use super::collection::Collection;
use super::navigator::Navigator;
use super::notebook::Desk;
use super::progress;
use crate::components::concordance::LINES;
use crate::components::facets::Filtering;
use crate::components::summary::spoken;
use crate::pages::about::about;
use crate::pages::library::library;
use crate::pages::not_found::not_found;
use crate::pages::notebook::NotebookPage;
use crate::pages::search::{self, Searching};
use crate::pages::theme::theme;
use crate::pages::themes::themes;
use crate::route::Route;
use crate::site::Site;
use crate::state::answer::Results;
use crate::state::answering::Answering;
use crate::state::categories::Categories;
use crate::state::concordance::View;
use crate::state::filter::{Action, Filter};
use crate::state::shelf::Shelf;

/// How many essays the search page shows at first, and how many more each time.
const ESSAYS: usize = 10;

/// How many passages of each it shows.
const PASSAGES: u32 = 5;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub site: Site,
    pub collection: Collection,
    pub route: Route,
    pub navigator: Navigator,
    pub notebook: Rc<marks::Notebook>,
    pub categories: Rc<Categories>,
    pub desk: Desk,
}

/// The page of a route. All of them are one component, for each costs the browser kilobytes.
#[component]
pub fn LivePage(props: &Props) -> Html {
    let Props {
        site,
        collection,
        route,
        ..
    } = props;
    let shelf = &*collection.shelf;
    let turned = use_state_eq(|| (Route::NotFound, 0));
    // Another address begins at its first page.
    let page = if turned.0 == *route { turned.1 } else { 0 };
    let (filter, wanted) = asked(route, shelf, page);
    let results = use_results(&Some(collection.clone()), &filter, wanted);
    // What is only filtered is on the shelf: the engine need not come for it.
    let results = if filter.has_words() {
        results
    } else {
        Results::of_all(&filter, shelf, wanted.essays)
    };
    let said = use_settled(match route {
        Route::Search(..) => spoken(site, &filter, &results),
        _ => String::new(),
    });
    let on_filter = on_filter(props);
    let filtering = Filtering {
        site,
        shelf,
        filter: &filter,
        answering: &Answering::All,
        counted: None,
        on_filter: &on_filter,
    };
    match route {
        Route::Library(filter) => library(
            Filtering {
                filter,
                answering: &Answering::to(&filter.words, &results),
                ..filtering
            },
            &progress::kept(),
        ),
        Route::Search(_, view) => {
            let counted = match &results {
                Results::Here { facets, .. } if filter.has_words() => Some(facets),
                _ => None,
            };
            search::search(&Searching {
                site,
                shelf,
                filtering: Filtering {
                    counted,
                    ..filtering
                },
                results: &results,
                said: &said,
                view: *view,
                page,
                on_view: &on_view(props),
                on_page: &on_page(route, turned.setter()),
            })
        }
        Route::Themes => themes(site, shelf),
        Route::Theme(id) => match shelf.pack.codebook.find(id) {
            Some((place, _)) => theme(site, shelf, place),
            None => not_found(site),
        },
        Route::Notebook => html! {
            <NotebookPage site={site.clone()} shelf={collection.shelf.clone()} notebook={props.notebook.clone()}
                categories={props.categories.clone()} standings={props.desk.standings.clone()}
                report={props.desk.report.clone()} acts={props.desk.acts.clone()} />
        },
        Route::About => about(site, shelf),
        Route::Essay(_) | Route::NotFound => not_found(site),
    }
}

/// What a page asks of the engine, and how much of the answer it shows.
fn asked(route: &Route, shelf: &Shelf, page: usize) -> (Filter, Wanted) {
    let all = |filter, of_each| {
        let essays = shelf.cards.len();
        (filter, Wanted { essays, of_each })
    };
    match route {
        // It narrows by itself what has the words.
        Route::Library(filter) => all(Filter::of_words(filter.words.clone()), OfEach::Nothing),
        Route::Search(filter, View::Concordance(_)) if filter.has_words() => {
            all(filter.clone(), OfEach::Lines)
        }
        Route::Search(filter, _) => {
            let wanted = Wanted {
                essays: ESSAYS * (page + 1),
                of_each: OfEach::Passages(PASSAGES),
            };
            (filter.clone(), wanted)
        }
        _ => all(Filter::default(), OfEach::Nothing),
    }
}

fn on_filter(props: &Props) -> Callback<Action> {
    let (navigator, route) = (props.navigator.clone(), props.route.clone());
    Callback::from(move |action| match &route {
        Route::Library(filter) => navigator.replace(Route::Library(filter.after(action))),
        Route::Search(filter, view) => {
            navigator.replace(Route::Search(filter.after(action), *view));
        }
        _ => {}
    })
}

fn on_view(props: &Props) -> Callback<View> {
    let (navigator, route) = (props.navigator.clone(), props.route.clone());
    Callback::from(move |view| {
        if let Route::Search(filter, _) = &route {
            navigator.replace(Route::Search(filter.clone(), view));
        }
    })
}

fn on_page(route: &Route, turned: UseStateSetter<(Route, usize)>) -> Callback<usize> {
    let route = route.clone();
    Callback::from(move |page| {
        turned.set((route.clone(), page));
        // Further essays follow those before; further lines stand in their place.
        if matches!(route, Route::Search(_, View::Concordance(_))) {
            focus::on(LINES);
            scroll::to_id(LINES);
        }
    })
}
