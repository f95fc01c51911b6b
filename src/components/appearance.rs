//! The choice of the page's colours.

use yew::prelude::*;

use crate::site::use_site;
use crate::state::preferences::Appearance;

/// Properties of [`AppearanceChoice`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The present choice.
    pub chosen: Appearance,
    /// Tells the group apart from others in the page.
    pub name: &'static str,
    /// Called with the choice.
    #[prop_or_default]
    pub on_choose: Callback<Appearance>,
}

/// A list of radio buttons.
#[component]
pub fn AppearanceChoice(props: &Props) -> Html {
    let site = use_site();
    let radio = |appearance: Appearance| {
        let on_choose = props.on_choose.clone();
        html! {
            <label class="choice">
                <input type="radio" name={props.name} checked={props.chosen == appearance}
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
