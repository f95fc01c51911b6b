//! The page for addresses that lead nowhere.

use yew::prelude::*;

use crate::route::Route;
use crate::site::use_site;
use crate::state::filter::Filter;

/// The page.
#[component]
pub fn NotFound() -> Html {
    let site = use_site();
    html! {
        <div class="plain" lang={site.locale.tag()}>
            <h1>{ site.text("notfound.title") }</h1>
            <p>{ site.text("notfound.text") }</p>
            <p><a class="link" href={site.link(&Route::Library(Filter::default()))}>{ site.text("notfound.go") }</a></p>
        </div>
    }
}
