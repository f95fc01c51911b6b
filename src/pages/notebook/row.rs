//! A highlight in the notebook.

use marks::Highlight;
use yew::prelude::*;

use super::Props;
use crate::components::note_form::{Note, NoteForm};
use crate::components::standing::standing;
use crate::route::{Reading, Route, Target};
use crate::state::excerpts::paragraph;

/// What a row shows.
pub struct Row<'a> {
    /// The page that it is on.
    pub page: &'a Props,
    /// The highlight.
    pub highlight: &'a Highlight,
    /// Whether its note is being written.
    pub is_written: bool,
    /// Whether it says which essay it is of.
    pub names_essay: bool,
    /// Called with the highlight that is to be written on, or none.
    pub on_write: &'a Callback<Option<String>>,
}

/// The row.
pub fn row(row: &Row) -> Html {
    let Row {
        page, highlight, ..
    } = row;
    let site = &page.site;
    let packed = page
        .shelf
        .pack
        .find(&highlight.essay)
        .map(|(_, packed)| packed);
    let lang = packed.map(|packed| packed.meta().language.to_string());
    let (remove, write) = (highlight.id.clone(), highlight.id.clone());
    let on_remove = page.acts.on_remove.reform(move |_| remove.clone());
    let on_write = row.on_write.reform(move |_| Some(write.clone()));
    let name = page.categories.name(site, highlight.colour).to_owned();
    let number = paragraph(highlight, &page.shelf);
    html! {
        <li key={highlight.id.clone()}>
            <span class="at ui" aria-hidden="true">{ number.map(|number| format!("¶{number}")) }</span>
            <div class="quoted">
                if let Some(packed) = packed.filter(|_| row.names_essay) {
                    <p class="of ui" lang={lang.clone()}>{ packed.meta().title.clone() }</p>
                }
                <a class="words" href={site.link(&address(highlight))} {lang}>
                    <mark class={classes!("hl", highlight.colour.class())} title={name}>{ highlight.exact() }</mark>
                </a>
                { standing_of(row) }
            </div>
            <div class="said">
                if row.is_written {
                    { form(row) }
                } else {
                    if let Some(note) = &highlight.note { <p class="nt">{ note.clone() }</p> }
                    if !highlight.tags.is_empty() { <p class="tags ui">{ highlight.tags.join(" · ") }</p> }
                }
            </div>
            <time class="dt ui" datetime={highlight.created.clone()}>{ highlight.created.get(..10).unwrap_or_default().to_owned() }</time>
            <span class="do ui">
                <button type="button" class="link" onclick={on_write}>{ site.text("mark.note") }</button>
                <button type="button" class="link" onclick={on_remove}>{ site.text("notebook.remove") }</button>
            </span>
        </li>
    }
}

/// The words in their essay.
pub fn address(highlight: &Highlight) -> Route {
    let target = highlight.target.first().map(|part| Target {
        block: part.block.clone(),
        passage: None,
    });
    Route::Essay(Reading {
        target,
        ..Reading::new(highlight.essay.clone())
    })
}

fn form(row: &Row) -> Html {
    let Row {
        page, highlight, ..
    } = row;
    let (id, before) = (highlight.id.clone(), Note::of(highlight));
    let (on_note, on_write) = (page.acts.on_note.clone(), row.on_write.clone());
    let on_done = {
        let before = before.clone();
        Callback::from(move |note: Note| {
            if note != before {
                on_note.emit((id.clone(), note));
            }
            on_write.emit(None);
        })
    };
    html! { <NoteForm site={page.site.clone()} note={before} known={page.notebook.tags()} {on_done} /> }
}

/// What has become of the words, where their text has changed.
fn standing_of(row: &Row) -> Html {
    let Row {
        page, highlight, ..
    } = row;
    let Some(known) = page.standings.of(&highlight.id) else {
        return Html::default();
    };
    let id = highlight.id.clone();
    let on_place = page.acts.on_place.reform(move |at| (id.clone(), at));
    standing(&page.site, known, &on_place)
}
