//! Where a reader writes a note and tags.

use browser::{events, focus};
use marks::Highlight;
use yew::prelude::*;

use crate::effect::use_effect_of;
use crate::site::Site;

/// What a reader wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The note, where there is any.
    pub text: Option<String>,
    /// The tags, each once.
    pub tags: Vec<String>,
}

impl Note {
    /// What stands beside a highlight.
    pub fn of(highlight: &Highlight) -> Self {
        Self {
            text: highlight.note.clone(),
            tags: highlight.tags.clone(),
        }
    }

    /// What was written in the two fields.
    fn written(text: &str, tags: &str) -> Self {
        let text = text.trim();
        let mut own: Vec<String> = Vec::new();
        for tag in tags.split([',', '，', '、', ';', '；']).map(str::trim) {
            if !tag.is_empty() && !own.iter().any(|known| known == tag) {
                own.push(tag.to_owned());
            }
        }
        Self {
            text: (!text.is_empty()).then(|| text.to_owned()),
            tags: own,
        }
    }
}

const TEXT: &str = "note-text";
const TAGS: &str = "note-tags";

/// What the form is about.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The site, in the reader's language.
    pub site: Site,
    /// What stands beside the highlight.
    pub note: Note,
    /// Tags that the reader has used before.
    pub known: Vec<String>,
    /// Called with what was written, also when the reader leaves with Escape: nothing is lost, and what
    /// was not meant can be taken back.
    pub on_done: Callback<Note>,
}

/// The form.
#[component]
pub fn NoteForm(props: &Props) -> Html {
    let Props { site, note, .. } = props;
    let text = use_state(|| note.text.clone().unwrap_or_default());
    let tags = use_state(|| note.tags.join(", "));
    use_effect_of((), |()| focus::on(TEXT));
    let done = {
        let (text, tags, on_done) = (text.clone(), tags.clone(), props.on_done.clone());
        move || on_done.emit(Note::written(&text, &tags))
    };
    let onsubmit = {
        let done = done.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            done();
        }
    };
    let onkeydown = move |event: KeyboardEvent| {
        let ends = event.key() == "Escape"
            || (event.key() == "Enter" && (event.ctrl_key() || event.meta_key()));
        if ends && !events::is_composing(&event) {
            event.stop_propagation();
            event.prevent_default();
            done();
        }
    };
    let typed = |state: &UseStateHandle<String>| {
        let state = state.setter();
        Callback::from(move |event: InputEvent| state.set(events::value(&event)))
    };
    html! {
        <form class="noteform" {onsubmit} {onkeydown}>
            <label class="label" for={TEXT}>{ site.text("note.text") }</label>
            <textarea id={TEXT} rows="4" value={(*text).clone()} oninput={typed(&text)} />
            <label class="label" for={TAGS}>{ site.text("note.tags") }</label>
            <input id={TAGS} type="text" list="note-known" autocomplete="off" value={(*tags).clone()} oninput={typed(&tags)} />
            <datalist id="note-known">{ for props.known.iter().map(|tag| html! { <option value={tag.clone()} /> }) }</datalist>
            <button type="submit" class="btn">{ site.text("note.done") }</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written() {
        let note = Note::written("  Why? ", "growth, 创新、growth ,; plan");
        assert_eq!(note.text.as_deref(), Some("Why?"));
        assert_eq!(note.tags, ["growth", "创新", "plan"]);
        assert_eq!(Note::written(" ", " , "), Note::default());
    }
}
