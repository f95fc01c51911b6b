//! The page for addresses that lead nowhere.

use yew::prelude::*;

use crate::route::Route;
use crate::site::Site;
use crate::state::filter::Filter;

/// The page.
pub fn not_found(site: &Site) -> Html {
    html! {
        <div class="plain" lang={site.locale.tag()}>
            <h1>{ site.text("notfound.title") }</h1>
            <p>{ site.text("notfound.text") }</p>
            <p><a class="link" href={site.link(&Route::Library(Filter::default()))}>{ site.text("notfound.go") }</a></p>
        </div>
    }
}
