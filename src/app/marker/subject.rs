//! What the reader has in hand: selected words, or a highlight.

use browser::article::Place as Range;
use browser::selection::Selected;
use browser::{clock, focus, keyboard, scroll, selection};
use corpus::{Span, Utf16Map};
use marks::{Colour, Highlight};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::navigator::Place;
use super::super::parts::{self, MARKS};
use crate::components::mark_tools;
use crate::effect::use_effect_of;
use crate::state::outline::Outline;
use crate::state::text::Text;

/// What the tools beside the text are about.
#[derive(Clone, PartialEq)]
pub enum Subject {
    /// Words that are selected.
    Selection(Selected),
    /// A highlight: its id, and where it begins on the page; whether its note is being written.
    Highlight(String, f64, bool),
}

impl Subject {
    /// A highlight in the page.
    pub fn of_highlight(id: String) -> Self {
        let top = browser::marks::bounds(&id).map_or(0.0, |(top, _)| top);
        Self::Highlight(id, top + scroll::position(), false)
    }

    /// Where it begins, from the top of the document in pixels.
    pub fn top(&self) -> f64 {
        match self {
            Self::Selection(selected) => selected.top,
            Self::Highlight(_, top, _) => *top,
        }
    }

    /// Gives the focus back to the words, if the tools have it.
    pub fn take_focus_back(&self) {
        if !focus::is_on(TOOLS) {
            return;
        }
        match self {
            Self::Highlight(id, ..) => browser::marks::focus(id),
            Self::Selection(selected) => {
                if let Some(first) = selected.places.first() {
                    focus::on(&first.block);
                }
            }
        }
    }
}

/// The tools and what they hold.
const TOOLS: &str = ".marktools *";

/// What the reader has in hand: a selection, or a highlight clicked or chosen with `Enter`.
#[hook]
pub fn use_subject(place: &Place) -> UseStateHandle<Option<Subject>> {
    let subject = use_state(|| None::<Subject>);
    let setter = subject.setter();
    use_effect_of((place.visit, place.outline.is_some()), move |(_, reads)| {
        setter.set(None);
        let listeners = reads.then(|| {
            let selected = setter.clone();
            let on_selection = selection::listen(move || {
                if let Some(selection) = selection::current() {
                    parts::want(MARKS.name());
                    selected.set(Some(Subject::Selection(selection)));
                }
            });
            let clicked = setter.clone();
            let on_click = selection::on_article(move |event| {
                let chosen = browser::marks::chosen(event).map(Subject::of_highlight);
                if chosen.is_some() {
                    // What was selected before is in hand no longer.
                    selection::clear();
                }
                if chosen.is_some() && event.type_() != "click" {
                    spawn_local(async {
                        // Behind the end of the article the tools are far from the keyboard's reach.
                        clock::next_task().await;
                        focus::step(mark_tools::BUTTONS, true);
                    });
                }
                if chosen.is_some() || (event.type_() == "click" && selection::current().is_none())
                {
                    clicked.set(chosen);
                }
            });
            (on_selection, on_click)
        });
        move || drop(listeners)
    });
    use_in_hand(&subject);
    subject
}

/// Places the tools beside what is in hand; `Escape` lets go of it.
#[hook]
fn use_in_hand(subject: &UseStateHandle<Option<Subject>>) {
    let setter = subject.setter();
    use_effect_of((**subject).clone(), move |subject| {
        if let Some(subject) = subject {
            scroll::set_length("dialogs", "--tools", subject.top());
        }
        let listener = subject.clone().map(|subject| {
            keyboard::listen(move |key| {
                if key.name == "Escape" {
                    subject.take_focus_back();
                    selection::clear();
                    setter.set(None);
                }
                false
            })
        });
        move || drop(listener)
    });
}

/// A new highlight of the selected words.
pub fn highlight(
    selected: &Selected,
    outline: &Outline,
    text: &Text,
    colour: Colour,
) -> Option<Highlight> {
    let target = marks::select(text, &parts(selected, text));
    let now = clock::now();
    (!target.is_empty()).then(|| Highlight {
        id: format!("{:x}-{:x}", clock::milliseconds() as u64, clock::random()),
        essay: outline.essay.clone(),
        revision: outline.revision.clone(),
        target,
        colour,
        note: None,
        tags: Vec::new(),
        created: now.clone(),
        modified: now,
        origin: None,
    })
}

/// The selection as the domain counts it: block places and scalars.
pub fn parts(selected: &Selected, text: &Text) -> Vec<(usize, Span)> {
    let part = |range: &Range| {
        let at = text
            .iter()
            .position(|block| block.id.as_str() == range.block)?;
        let map = Utf16Map::new(&text[at].text);
        Some((
            at,
            Span::new(map.to_scalar(range.start), map.to_scalar(range.end)),
        ))
    };
    selected.places.iter().filter_map(part).collect()
}
/// The selected words.
pub fn exact(selected: &Selected, text: &Text) -> String {
    let parts = parts(selected, text);
    let words = parts
        .iter()
        .filter_map(|&(at, span)| span.slice(&text[at].text));
    words.collect::<Vec<_>>().join(" ")
}
