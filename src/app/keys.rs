//! The keyboard shortcuts at work.

use std::cell::RefCell;
use std::rc::Rc;

use browser::{dialog, document, focus, keyboard, overlay};
use yew::prelude::*;

use super::alone::{alone, is_alone};
use super::finder;
use super::marker::Marker;
use super::navigator::{Navigator, Place};
use super::parts::{self, AIDS};
use super::speaker::Speaker;
use super::walk::Walking;
use crate::components::help;
use crate::components::mark_tools::BUTTONS;
use crate::components::speaking::Act;
use crate::effect::use_effect_of;
use crate::pages::search;
use crate::route::{Reading, Route};
use crate::shortcuts::{self, Shortcut};
use crate::state::hits;
use crate::state::preferences::{KEYS, SETTINGS};

/// What the keyboard shortcuts do.
pub type Keys = Rc<RefCell<Option<Box<dyn Fn(Shortcut) -> bool>>>>;

/// Hears shortcuts as long as the page lives. The first of all listeners for keys: what others do with one may
/// draw the page anew before the next hears of it.
#[hook]
pub fn use_key_listener() -> Keys {
    let keys: Keys = use_mut_ref(|| None);
    let latest = keys.clone();
    use_effect_of((), move |()| {
        let listener = keyboard::listen(move |key| {
            let is_off = document::attribute(SETTINGS[KEYS].attribute).is_some();
            let Some(shortcut) = shortcuts::of_key(&key.name, key.in_field || is_off) else {
                return false;
            };
            // What stands under a dialog is out of reach.
            if shortcut != Shortcut::Search && dialog::is_any_open() {
                return false;
            }
            latest.borrow().as_ref().is_some_and(|act| act(shortcut))
        });
        move || drop(listener)
    });
    keys
}

/// Has shortcuts do what they do in the latest state.
pub fn hear(
    keys: &Keys,
    navigator: &Navigator,
    place: &Place,
    (hits, walking): (&UseReducerHandle<hits::Hits>, &Walking),
    marker: &Marker,
    speaker: &Speaker,
) {
    let act = {
        let (navigator, hits, marker) = (navigator.clone(), hits.clone(), marker.clone());
        let walking = walking.clone();
        let speaker = speaker.clone();
        let outline = place.outline.clone();
        move |shortcut: Shortcut| match shortcut {
            Shortcut::Search => act(true, seek),
            Shortcut::NextResult => focus::step(search::RESULTS, true),
            Shortcut::PreviousResult => focus::step(search::RESULTS, false),
            Shortcut::Down | Shortcut::Up => {
                focus::is_on(search::FIELD_AND_RESULTS)
                    && focus::step(search::FIELD_AND_RESULTS, shortcut == Shortcut::Down)
            }
            Shortcut::NextHit => outline.is_some() && step(&hits, &walking, true),
            Shortcut::PreviousHit => outline.is_some() && step(&hits, &walking, false),
            Shortcut::NextEssay | Shortcut::PreviousEssay => {
                let forward = shortcut == Shortcut::NextEssay;
                let essay = outline.as_ref().and_then(|outline| {
                    if forward {
                        outline.next.clone()
                    } else {
                        outline.previous.clone()
                    }
                });
                essay.is_some_and(|essay| {
                    act(true, || navigator.go(Route::Essay(Reading::new(essay))))
                })
            }
            Shortcut::Mark(number) => marks::Colour::of_number(number)
                .is_some_and(|colour| act(outline.is_some(), || marker.on_mark.emit(colour))),
            Shortcut::Sentence(step) => act(outline.is_some(), || marker.on_sentence.emit(step)),
            Shortcut::Tools => {
                marker.has_subject() && !focus::is_on(BUTTONS) && focus::step(BUTTONS, true)
            }
            Shortcut::Note => act(marker.has_subject(), || marker.on_note.emit(())),
            Shortcut::NextMark => focus::step(HIGHLIGHTS, true),
            Shortcut::PreviousMark => focus::step(HIGHLIGHTS, false),
            Shortcut::Undo => act(true, || marker.on_undo.emit(())),
            Shortcut::Alone => act(outline.is_some(), || alone(!is_alone())),
            Shortcut::Speak => act(speaker.speaking.is_some(), || speaker.act(Act::Toggle)),
            Shortcut::Help => act(true, || parts::open_dialog(AIDS, help::DIALOG)),
            // The browser closes dialogs by itself, and the tools beside the text listen for themselves.
            Shortcut::Close => {
                overlay::close()
                    || (!marker.has_subject()
                        && (act(speaker.speaks(), || speaker.act(Act::Stop))
                            || act(is_alone(), || alone(false))))
            }
        }
    };
    *keys.borrow_mut() = Some(Box::new(act));
}

/// To the next hit, or the previous; where there is no query, to the next passage of what is tinted.
pub fn step(hits: &UseReducerHandle<hits::Hits>, walking: &Walking, forward: bool) -> bool {
    if hits.query.is_empty() {
        return walking.step(forward);
    }
    hits.dispatch(if forward {
        hits::Action::Next
    } else {
        hits::Action::Previous
    });
    true
}

/// The reader's highlights in the page, each once.
const HIGHLIGHTS: &str = "article mark.hl[tabindex]";

/// Does something if it applies, and says whether it did.
fn act(applies: bool, action: impl FnOnce()) -> bool {
    if applies {
        action();
    }
    applies
}

/// To the field of the search page; elsewhere to the dialog, which has results as well.
fn seek() {
    if document::is_visible(search::FIELD) && !dialog::is_any_open() {
        focus::on_field(search::FIELD);
    } else {
        finder::open();
    }
}
