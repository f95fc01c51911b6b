//! The reader's notes beside their passages; on paper, after the text.

use marks::Colour;
use yew::prelude::*;

use crate::site::Site;

/// A note beside the text.
#[derive(Clone, Debug, PartialEq)]
pub struct MarginNote {
    /// Its highlight.
    pub id: String,
    /// The highlight's colour.
    pub colour: Colour,
    /// What the reader wrote, or nothing.
    pub text: String,
    /// The reader's tags.
    pub tags: Vec<String>,
}

/// The id of the note of a highlight.
pub fn id_of(highlight: &str) -> String {
    format!("note-{highlight}")
}

/// The notes, which are seen once they are put beside their marks; calls back with the highlight whose note was chosen.
pub fn margin_notes(site: &Site, notes: &[MarginNote], on_choose: &Callback<String>) -> Html {
    if notes.is_empty() {
        return Html::default();
    }
    let note = |note: &MarginNote| {
        let (id, on_choose) = (note.id.clone(), on_choose.clone());
        html! {
            <li key={note.id.clone()} id={id_of(&note.id)} class={classes!("mynote", note.colour.class())}>
                <button type="button" onclick={move |_| on_choose.emit(id.clone())}>
                    if !note.text.is_empty() { <span class="text">{ note.text.clone() }</span> }
                    if !note.tags.is_empty() { <span class="tags ui">{ note.tags.join(" · ") }</span> }
                </button>
            </li>
        }
    };
    html! {
        <section class="mynotes" aria-label={site.text("notes.mine")} lang={site.locale.tag()}>
            <h2 class="vh">{ site.text("notes.mine") }</h2>
            <ol>{ for notes.iter().map(note) }</ol>
        </section>
    }
}
