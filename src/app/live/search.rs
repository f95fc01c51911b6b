//! The search page at work.

use std::rc::Rc;

use yew::prelude::*;

use super::super::asking::{OfEach, Wanted, use_results, use_settled};
use super::super::citing;
use super::super::parts::{self, THEMES};
use super::{Props, on_page};
use crate::components::facets::Filtering;
use crate::components::summary::spoken;
use crate::pages::search::{Searching, search};
use crate::route::Route;
use crate::state::answer::Results;
use crate::state::answering::Answering;
use crate::state::concordance::View;
use crate::state::filter::{Action, Filter};

/// How many essays the page shows at first, and how many more each time.
const ESSAYS: usize = 10;

/// How many passages of each it shows.
const PASSAGES: u32 = 5;

/// The page.
#[component]
pub fn SearchPage(props: &Props) -> Html {
    let Props {
        site,
        collection,
        route,
        ..
    } = props;
    let shelf = &*collection.shelf;
    let (filter, view) = asked(route);
    let turned = use_state_eq(|| (Route::NotFound, 0));
    // Another address begins at its first page.
    let page = if turned.0 == *route { turned.1 } else { 0 };
    let has_words = filter.has_words();
    let wanted = match view {
        View::Concordance(_) if has_words => Wanted {
            essays: shelf.cards.len(),
            of_each: OfEach::Lines,
        },
        _ => Wanted {
            essays: ESSAYS * (page + 1),
            of_each: OfEach::Passages(PASSAGES),
        },
    };
    let results = use_results(&Some(collection.clone()), &filter, wanted);
    // What is only filtered is on the shelf: the engine need not come for it.
    let results = if has_words {
        results
    } else {
        Results::of_all(&filter, shelf, wanted.essays)
    };
    let said = use_settled(spoken(site, &filter, &results));
    let counted = match &results {
        Results::Here { facets, .. } if has_words => Some(facets),
        _ => None,
    };
    let is_more = view == View::List;
    search(&Searching {
        site,
        shelf,
        filtering: Filtering {
            site,
            shelf,
            filter: &filter,
            answering: &Answering::All,
            counted,
            on_filter: &on_filter(props),
        },
        results: &results,
        said: &said,
        view,
        page,
        on_view: &on_view(props),
        on_page: &on_page(route, turned.setter(), is_more),
        on_keep: &on_keep(props),
        on_embed: &on_embed(props),
    })
}

fn asked(route: &Route) -> (Filter, View) {
    match route {
        Route::Search(filter, view) => (filter.clone(), *view),
        _ => Default::default(),
    }
}

fn on_filter(props: &Props) -> Callback<Action> {
    let (navigator, (filter, view)) = (props.navigator.clone(), asked(&props.route));
    Callback::from(move |action| navigator.replace(Route::Search(filter.after(action), view)))
}

fn on_view(props: &Props) -> Callback<View> {
    let (navigator, (filter, _)) = (props.navigator.clone(), asked(&props.route));
    Callback::from(move |view| navigator.replace(Route::Search(filter.clone(), view)))
}

/// Shows what puts the search into another page.
fn on_embed(props: &Props) -> Callback<()> {
    let (site, route, on_show) = (
        props.site.clone(),
        props.route.clone(),
        props.on_show.clone(),
    );
    Callback::from(move |()| {
        let (filter, _) = asked(&route);
        let snippets = citing::embedding(&site, &route, &filter.words);
        on_show.emit(Rc::new(snippets.to_vec()));
    })
}

/// Keeps a query as a theme.
fn on_keep(props: &Props) -> Callback<String> {
    let (site, marker) = (props.site.clone(), props.marker.clone());
    Callback::from(move |query: String| {
        let (site, marker) = (site.clone(), marker.clone());
        parts::with(THEMES, move |themes| (themes.keep)(&site, &marker, query));
    })
}
