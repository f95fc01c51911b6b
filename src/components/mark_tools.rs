//! The tools beside a selection or a highlight: colours, notes, sharing, search.

use browser::events;
use marks::Colour;
use yew::prelude::*;

use super::note_form::{Note, NoteForm};
use crate::site::Site;

/// The buttons of the tools.
pub const BUTTONS: &str = ".marktools button";

/// What the tools are about, and what they do.
pub struct MarkTools {
    /// The colour of the highlight, when it is one and not a selection.
    pub colour: Option<Colour>,
    /// What the colours are called, in their order.
    pub names: [String; 5],
    /// What stands beside it, while that is being written, and what is called when it is.
    pub note: Option<(Note, Callback<Note>)>,
    /// The tags that the reader has used.
    pub tags: Vec<String>,
    /// Called with the colour chosen.
    pub on_colour: Callback<Colour>,
    /// Called to write a note.
    pub on_note: Callback<()>,
    /// Called to take the highlight away.
    pub on_remove: Callback<()>,
    /// Called to copy the words.
    pub on_copy: Callback<()>,
    /// Called to cite the words.
    pub on_cite: Callback<()>,
    /// Called to copy the words' address.
    pub on_link: Callback<()>,
    /// Called to copy an address with the highlight in it.
    pub on_share: Callback<()>,
    /// Called to search for the words.
    pub on_search: Callback<()>,
}

/// The tools, in the margin where there is one.
pub fn mark_tools(site: &Site, tools: &MarkTools) -> Html {
    let swatch = |(colour, name): (Colour, &String)| {
        let on_colour = tools.on_colour.clone();
        let pressed = (tools.colour == Some(colour)).to_string();
        html! {
            <button type="button" class="colour" aria-pressed={pressed} aria-label={name.clone()}
                title={name.clone()} onclick={move |_| on_colour.emit(colour)}>
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
    let onmousedown = |event: MouseEvent| {
        if !events::is_in_field(&event) {
            event.prevent_default();
        }
    };
    html! {
        <section class="marktools ui" aria-label={site.text(title)} {onmousedown}
            lang={site.locale.tag()}>
            <div class="colours">{ for Colour::ALL.into_iter().zip(&tools.names).map(swatch) }</div>
            if let Some((note, on_done)) = &tools.note {
                <NoteForm site={site.clone()} note={note.clone()} known={tools.tags.clone()} on_done={on_done.clone()} />
            } else {
                <div class="commands">
                    { command("mark.note", &tools.on_note) }
                    { command("mark.copy", &tools.on_copy) }
                    { command("mark.cite", &tools.on_cite) }
                    { command("mark.link", &tools.on_link) }
                    { command("mark.search", &tools.on_search) }
                    if tools.colour.is_some() {
                        { command("mark.share", &tools.on_share) }
                        { command("mark.remove", &tools.on_remove) }
                    }
                </div>
            }
        </section>
    }
}
