//! The tools beside a selection or a highlight: colours, removal, search.

use marks::Colour;
use yew::prelude::*;

use crate::site::Site;

/// What the tools are about, and what they do.
pub struct MarkTools {
    /// The distance from the top of the document, in pixels.
    pub top: i32,
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
pub fn mark_tools(site: &Site, tools: &MarkTools) -> Html {
    let swatch = |colour: Colour| {
        let on_colour = tools.on_colour.clone();
        let pressed = (tools.colour == Some(colour)).to_string();
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
    let title = if tools.colour.is_some() {
        "mark.edit"
    } else {
        "mark.toolbar"
    };
    // A press would take the selection away before the click could use it.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    html! {
        <section class="marktools ui" aria-label={site.text(title)} {onmousedown}
            lang={site.locale.tag()} style={format!("--top:{}px", tools.top)}>
            <div class="colours">{ for Colour::ALL.into_iter().map(swatch) }</div>
            <div class="commands">
                if tools.colour.is_some() { { command("mark.remove", &tools.on_remove) } }
                { command("mark.search", &tools.on_search) }
            </div>
        </section>
    }
}
