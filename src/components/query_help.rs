//! How to ask: the query language by example, each one a link that asks it.

use search::{EXAMPLES, Example};
use yew::prelude::*;

use crate::route::Route;
use crate::site::Site;

/// The examples.
pub fn query_help(site: &Site) -> Html {
    let row = |Example { query, key }: Example| {
        html! {
            <div>
                <dt><a class="link" href={site.link(&Route::search(query))}>{ query }</a></dt>
                <dd>{ site.text(key) }</dd>
            </div>
        }
    };
    html! {
        <section class="syntax" aria-labelledby="syntax">
            <h2 id="syntax" class="label">{ site.text("search.help") }</h2>
            <dl>{ for EXAMPLES.into_iter().map(row) }</dl>
            <p>{ site.text("search.help.always") }</p>
        </section>
    }
}
