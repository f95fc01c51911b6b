//! The tools beside a selection or a highlight: colours, removal, search.

use marks::Colour;
use yew::prelude::*;

use crate::site::use_site;

/// Properties of [`MarkTools`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The distance from the top of the document, in pixels.
    pub top: f64,
    /// The colour of the highlight, when it is one and not a selection.
    pub colour: Option<Colour>,
    /// Called with the colour chosen.
    pub on_colour: Callback<Colour>,
    /// Called to take the highlight away.
    pub on_remove: Callback<()>,
    /// Called to search for the selected words.
    pub on_search: Callback<()>,
}

/// The tools, in the margin where there is one.
#[component]
pub fn MarkTools(props: &Props) -> Html {
    let site = use_site();
    let swatch = |colour: Colour| {
        let on_colour = props.on_colour.clone();
        let pressed = (props.colour == Some(colour)).to_string();
        html! {
            <button type="button" class="colour" aria-pressed={pressed} aria-label={site.text(colour.label_key())}
                title={site.text(colour.label_key())} onclick={move |_| on_colour.emit(colour)}>
                <span class={classes!("hl", colour.class())} aria-hidden="true">{ "a" }</span>
            </button>
        }
    };
    let command = |key: &'static str, callback: &Callback<()>| {
        let callback = callback.clone();
        html! { <button type="button" onclick={move |_| callback.emit(())}>{ site.text(key) }</button> }
    };
    let title = if props.colour.is_some() { "mark.edit" } else { "mark.toolbar" };
    // A press would take the selection away before the click could use it.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    html! {
        <section class="marktools ui" aria-label={site.text(title)} {onmousedown}
            lang={site.locale.tag()} style={format!("--top:{}px", props.top.round())}>
            <div class="colours">{ for Colour::ALL.into_iter().map(swatch) }</div>
            <div class="commands">
                if props.colour.is_some() { { command("mark.remove", &props.on_remove) } }
                { command("mark.search", &props.on_search) }
            </div>
        </section>
    }
}
