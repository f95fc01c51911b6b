//! From hit to hit in the open essay.

use yew::prelude::*;

use crate::route::Route;
use crate::site::Site;
use crate::state::hits::Hits;

/// The ways on from a hit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// On to the next.
    pub on_next: Callback<()>,
    /// Back to the previous.
    pub on_previous: Callback<()>,
    /// No hits any more.
    pub on_close: Callback<()>,
}

/// The query, the position, and the ways on.
pub fn stepper(site: &Site, hits: &Hits, steps: &Steps) -> Html {
    let all = hits.hits.len();
    let position = if all == 0 {
        site.text("hits.none").to_owned()
    } else {
        let (n, all) = ((hits.current + 1).to_string(), all.to_string());
        site.locale
            .fill("hits.position", &[("n", &n), ("all", &all)])
    };
    let button = |key: &'static str, callback: &Callback<()>, disabled: bool| {
        let callback = callback.clone();
        html! {
            <button type="button" {disabled} onclick={move |_| callback.emit(())}>{ site.text(key) }</button>
        }
    };
    let results = Route::search(hits.query.clone());
    html! {
        <section class="stepper ui" aria-label={site.text("hits.label")}>
            <span class="q">{ hits.query.clone() }</span>
            <span class="pos" role="status">{ position }</span>
            { button("hits.previous", &steps.on_previous, all == 0) }
            { button("hits.next", &steps.on_next, all == 0) }
            <a class="link" href={site.link(&results)}>{ site.text("hits.all") }</a>
            { button("hits.close", &steps.on_close, false) }
        </section>
    }
}
