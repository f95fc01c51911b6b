//! The pages that the application draws itself, from the opened collection.

use std::rc::Rc;

use yew::prelude::*;

use super::navigator::Navigator;
use crate::pages::about::About;
use crate::pages::library::Library;
use crate::pages::not_found::NotFound;
use crate::pages::notebook::Notebook;
use crate::pages::search::Search;
use crate::pages::theme::Theme;
use crate::pages::themes::Themes;
use crate::route::Route;
use crate::state::filter::Action;
use crate::state::shelf::Shelf;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub shelf: Rc<Shelf>,
    pub route: Route,
    pub navigator: Navigator,
    pub notebook: Rc<marks::Notebook>,
    pub on_remove: Callback<String>,
}

/// The page of a route.
#[component]
pub fn LivePage(props: &Props) -> Html {
    let shelf = props.shelf.clone();
    match &props.route {
        Route::Library(filter) => {
            let (navigator, present) = (props.navigator.clone(), filter.clone());
            let on_filter = move |action: Action| {
                navigator.replace(Route::Library(present.after(action)));
            };
            html! { <Library {shelf} filter={filter.clone()} {on_filter} /> }
        }
        Route::Search(query) => {
            let navigator = props.navigator.clone();
            let on_query = move |query: String| navigator.replace(Route::Search(query));
            html! { <Search {shelf} query={query.clone()} {on_query} /> }
        }
        Route::Themes => html! { <Themes {shelf} /> },
        Route::Theme(id) => match shelf.pack.codebook.find(id) {
            Some((theme, _)) => html! { <Theme {shelf} {theme} /> },
            None => html! { <NotFound /> },
        },
        Route::Notebook => html! {
            <Notebook {shelf} notebook={props.notebook.clone()} on_remove={props.on_remove.clone()} />
        },
        Route::About => html! { <About {shelf} /> },
        Route::Essay(_) | Route::NotFound => html! { <NotFound /> },
    }
}
