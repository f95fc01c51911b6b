//! From hit to hit in the open essay, and from passage to passage of a theme.

use yew::prelude::*;

use crate::route::Route;
use crate::site::Site;
use crate::state::hits::Hits;
use crate::state::walk::Walk;

/// The ways on from a hit, or from a passage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// On to the next.
    pub on_next: Callback<()>,
    /// Back to the previous.
    pub on_previous: Callback<()>,
    /// No hits any more.
    pub on_close: Callback<()>,
}

/// What is stepped through.
struct Stepping<'a> {
    label: &'static str,
    name: &'a str,
    position: String,
    /// Whether there are a previous and a next.
    ways: [bool; 2],
    /// Where all of it is.
    all: Route,
}

/// The query, the position, and the ways on.
pub fn hits(site: &Site, hits: &Hits, steps: &Steps) -> Html {
    let all = hits.hits.len();
    let position = match all {
        0 => site.text("hits.none").to_owned(),
        _ => position(site, Some(hits.current), all),
    };
    let stepping = Stepping {
        label: "hits.label",
        name: &hits.query,
        position,
        ways: [all > 0; 2],
        all: Route::search(hits.query.clone()),
    };
    stepper(site, &stepping, steps)
}

/// The theme, the position among its passages, and the ways on, through all essays.
pub fn walk(site: &Site, walk: &Walk, name: &str, all: Route, steps: &Steps) -> Html {
    let stepping = Stepping {
        label: "walk.label",
        name,
        position: position(site, walk.current, walk.all),
        ways: [walk.previous.is_some(), walk.next.is_some()],
        all,
    };
    stepper(site, &stepping, steps)
}

/// Which one of all it is; how many there are, where it is none.
fn position(site: &Site, current: Option<usize>, all: usize) -> String {
    match current {
        None => site
            .locale
            .count(("passages.one", "passages.other"), all, &[]),
        Some(current) => {
            let (n, all) = ((current + 1).to_string(), all.to_string());
            site.locale
                .fill("hits.position", &[("n", &n), ("all", &all)])
        }
    }
}

fn stepper(site: &Site, stepping: &Stepping, steps: &Steps) -> Html {
    let button = |key: &'static str, callback: &Callback<()>, is_way: bool| {
        let callback = callback.reform(|_| ());
        html! {
            <button type="button" disabled={!is_way} onclick={callback}>{ site.text(key) }</button>
        }
    };
    let [back, on] = stepping.ways;
    html! {
        <section class="stepper ui" aria-label={site.text(stepping.label)}>
            <span class="q">{ stepping.name.to_owned() }</span>
            <span class="pos" role="status">{ stepping.position.clone() }</span>
            { button("hits.previous", &steps.on_previous, back) }
            { button("hits.next", &steps.on_next, on) }
            <a class="link" href={site.link(&stepping.all)}>{ site.text("hits.all") }</a>
            { button("hits.close", &steps.on_close, true) }
        </section>
    }
}
