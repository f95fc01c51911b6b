//! The tools for what the reader has in hand.

use marks::Colour;
use yew::prelude::*;

use super::super::citing::Cited;
use super::Marker;
use super::subject::Subject;
use crate::components::mark_tools::{MarkTools, mark_tools};
use crate::components::note_form::Note;
use crate::site::Site;
use crate::state::categories::Categories;
use crate::state::notebook::Edit;

/// What the tools are drawn from.
pub struct Tools<'a> {
    /// The surroundings.
    pub site: &'a Site,
    /// What is at hand.
    pub marker: &'a Marker,
    /// What the reader calls the colours.
    pub categories: &'a Categories,
    /// Cites.
    pub on_cite: &'a Callback<Cited>,
    /// Called with words to search for.
    pub on_search: &'a Callback<String>,
}

/// The tools for what the reader has in hand.
pub fn tools(tools: &Tools) -> Html {
    let Tools {
        site,
        marker,
        categories,
        on_cite,
        on_search,
    } = *tools;
    let (highlight, is_noting) = match &*marker.subject {
        None => return Html::default(),
        Some(Subject::Selection(_)) => (None, false),
        Some(Subject::Highlight(id, _, noting)) => (marker.keeper.notebook().find(id), *noting),
    };
    let words = marker.words();
    let cited = Cited {
        block: marker.block(),
        words: Some(words.clone()),
    };
    let quoted = format!("\"{}\"", words.replace('"', " "));
    let on_copy = {
        let (marker, done, failed) = (
            marker.clone(),
            site.text("mark.copied"),
            site.text("mark.uncopied"),
        );
        move |()| marker.copy(words.clone(), done, failed)
    };
    let on_link = {
        let (marker, site) = (marker.clone(), site.clone());
        move |()| {
            if let Some(link) = marker.link(&site) {
                marker.copy(link, site.text("mark.linked"), site.text("mark.uncopied"));
            }
        }
    };
    let on_share = {
        let (marker, site) = (marker.clone(), site.clone());
        move |()| marker.share(&site)
    };
    let id = highlight.map(|highlight| highlight.id.clone());
    let on_remove = marker.on_remove(site);
    let on_remove = on_remove.reform(move |()| id.clone().unwrap_or_default());
    let note = highlight.filter(|_| is_noting).map(|highlight| {
        let (marker, id, kept) = (
            marker.clone(),
            highlight.id.clone(),
            site.text("mark.noted"),
        );
        let before = Note::of(highlight);
        let on_done = {
            let before = before.clone();
            Callback::from(move |note: Note| {
                if note != before {
                    let edit = Edit::Note(note.text, note.tags);
                    marker.keeper.act(&id, edit, marker.saying(kept));
                }
                marker.let_go();
            })
        };
        (before, on_done)
    });
    mark_tools(
        site,
        &MarkTools {
            colour: highlight.map(|highlight| highlight.colour),
            names: Colour::ALL.map(|colour| categories.described(site, colour)),
            note,
            tags: marker.keeper.notebook().tags(),
            on_colour: marker.on_mark.clone(),
            on_note: marker.on_note.clone(),
            on_remove,
            on_copy: Callback::from(on_copy),
            on_cite: on_cite.reform(move |()| cited.clone()),
            on_link: Callback::from(on_link),
            on_share: Callback::from(on_share),
            on_search: on_search.reform(move |()| quoted.clone()),
        },
    )
}
