//! What has become of a highlight whose text has changed; of several places one can be chosen.

use yew::prelude::*;

use crate::site::Site;
use crate::state::standing::Standing;

/// What is said of it, and its candidates; calls back with the one that is meant, counted from 0.
pub fn standing(site: &Site, standing: &Standing, on_place: &Callback<usize>) -> Html {
    let candidates = match standing {
        Standing::Ambiguous(candidates) => candidates.as_slice(),
        _ => &[],
    };
    let choose = |(at, words): (usize, &String)| {
        let on_place = on_place.reform(move |_| at);
        html! { <li><button type="button" class="link" onclick={on_place}>{ words.clone() }</button></li> }
    };
    html! {
        <div class="standing ui">
            <p>{ site.text(standing.label()) }</p>
            if !candidates.is_empty() { <ul>{ for candidates.iter().enumerate().map(choose) }</ul> }
        </div>
    }
}
