//! The choice of the page's colours.

use yew::prelude::*;

use crate::site::Site;
use crate::state::preferences::Appearance;

/// A list of radio buttons; `name` tells it apart from others in the page.
pub fn appearance_choice(
    site: &Site,
    name: &'static str,
    chosen: Appearance,
    on_choose: &Callback<Appearance>,
) -> Html {
    let radio = |appearance: Appearance| {
        let on_choose = on_choose.clone();
        html! {
            <label class="choice">
                <input type="radio" {name} checked={chosen == appearance}
                    onchange={move |_| on_choose.emit(appearance)} />
                <span>{ site.text(appearance.label()) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="choices">
            <legend class="label">{ site.text("tools.appearance") }</legend>
            { for Appearance::ALL.into_iter().map(radio) }
        </fieldset>
    }
}
