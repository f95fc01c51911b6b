//! The library at work: it narrows by itself what has the words of its filter, which the engine finds.

use yew::prelude::*;

use super::super::asking::{OfEach, Wanted, use_results};
use super::super::progress;
use super::Props;
use crate::components::facets::Filtering;
use crate::pages::library::library;
use crate::route::Route;
use crate::state::answering::Answering;
use crate::state::filter::Filter;

/// The page.
#[component]
pub fn LibraryPage(props: &Props) -> Html {
    let Props {
        site,
        collection,
        navigator,
        ..
    } = props;
    let filter = match &props.route {
        Route::Library(filter) => filter.clone(),
        _ => Filter::default(),
    };
    let wanted = Wanted {
        essays: collection.shelf.cards.len(),
        of_each: OfEach::Nothing,
    };
    let words = Filter::of_words(filter.words.clone());
    let results = use_results(&Some(collection.clone()), &words, wanted);
    let on_filter = {
        let (navigator, filter) = (navigator.clone(), filter.clone());
        Callback::from(move |action| navigator.replace(Route::Library(filter.after(action))))
    };
    let filtering = Filtering {
        site,
        shelf: &collection.shelf,
        filter: &filter,
        answering: &Answering::to(&filter.words, &results),
        counted: None,
        on_filter: &on_filter,
    };
    library(filtering, &progress::kept())
}
