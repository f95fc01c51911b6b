//! How to ask: the query language by example, each one a link that asks it.

use search::{EXAMPLES, Example};
use yew::prelude::*;

use crate::route::Route;
use crate::site::Site;

/// The table of examples.
pub fn query_help(site: &Site) -> Html {
    let row = |Example { query, key }: Example| {
        html! {
            <tr>
                <th scope="row"><a class="link" href={site.link(&Route::Search(query.to_owned()))}>{ query }</a></th>
                <td>{ site.text(key) }</td>
            </tr>
        }
    };
    html! {
        <section class="syntax" aria-labelledby="syntax">
            <h2 id="syntax" class="label">{ site.text("search.help") }</h2>
            <table>
                <thead class="vh"><tr>
                    <th scope="col">{ site.text("search.help.query") }</th>
                    <th scope="col">{ site.text("search.help.finds") }</th>
                </tr></thead>
                <tbody>{ for EXAMPLES.into_iter().map(row) }</tbody>
            </table>
            <p>{ site.text("search.help.always") }</p>
        </section>
    }
}
