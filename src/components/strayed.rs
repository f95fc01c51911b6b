//! Highlights that were made on an earlier text and have no certain place in this one.

use yew::prelude::*;

use super::standing::standing;
use crate::site::Site;
use crate::state::standing::{Standing, Strayed};

/// Those of the highlights that the reader has to look at, with what has become of each; calls back with
/// the candidate of an ambiguous one that is meant, counted from 0.
pub fn strayed(site: &Site, all: &[Strayed], on_place: &Callback<(String, usize)>) -> Html {
    let uncertain = |strayed: &&Strayed| strayed.standing != Standing::Moved;
    if !all.iter().any(|strayed| uncertain(&strayed)) {
        return Html::default();
    }
    let one = |strayed: &Strayed| {
        let id = strayed.id.clone();
        let on_place = on_place.reform(move |at| (id.clone(), at));
        html! {
            <li key={strayed.id.clone()}>
                <blockquote><span class={classes!("hl", strayed.colour.class())}>{ strayed.words.clone() }</span></blockquote>
                { standing(site, &strayed.standing, &on_place) }
            </li>
        }
    };
    html! {
        <section class="strayed" aria-labelledby="strayed">
            <h2 id="strayed" class="label">{ site.text("strayed.title") }</h2>
            <ul>{ for all.iter().filter(uncertain).map(one) }</ul>
        </section>
    }
}
