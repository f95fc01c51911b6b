//! How far the reader is in the open essay: kept, told, and offered again.

use std::cell::RefCell;
use std::rc::Rc;

use browser::{scroll, storage};
use corpus::EssayId;
use yew::prelude::*;

use super::navigator::Place as Page;
use crate::effect::use_effect_of;
use crate::state::progress::{KEY, Place, Progress, Way, minutes_left};

/// What the chrome says of it.
#[derive(Clone, Default, PartialEq)]
pub struct Going {
    /// The minutes left, while an essay is read.
    pub left: u32,
    /// The place where the reader was, as long as this visit has not gone anywhere.
    pub offer: Option<Rc<Place>>,
}

/// How far the beginning of an essay reaches, in heights of the window.
const BEGINNING: f64 = 0.5;

/// The progress that this browser has kept.
pub fn kept() -> Progress {
    Progress::read(&storage::text(KEY).unwrap_or_default())
}

/// Follows the reader through the essay in the page.
#[hook]
pub fn use_progress(page: &Page) -> Going {
    let going = use_state_eq(Going::default);
    let outline = page.outline.clone();
    use_effect_of(page.visit, {
        let going = going.setter();
        move |&visit| {
            let listener = outline.and_then(|outline| {
                let held = kept().of(&outline.essay).cloned();
                let way = Rc::new(RefCell::new(Way::new(held.as_ref())));
                let offer = held.filter(|place| !place.is_end()).map(Rc::new);
                let follow = move |moved: bool| {
                    let Some(read) = scroll::read() else { return };
                    let percent = (read.fraction * 100.0) as u8;
                    if moved && way.borrow_mut().goes_on(read.windows, percent) {
                        keep(&outline.essay, percent);
                    }
                    // A page that replaces another is not yet where it will begin.
                    let begins = read.windows < BEGINNING || (visit > 0 && !moved);
                    going.set(Going {
                        left: minutes_left(outline.minutes, percent),
                        offer: offer.clone().filter(|_| begins),
                    });
                };
                follow(false);
                scroll::listen(move || follow(true))
            });
            move || drop(listener)
        }
    });
    match page.outline {
        Some(_) => (*going).clone(),
        None => Going::default(),
    }
}

/// Keeps where the reader is.
fn keep(essay: &EssayId, percent: u8) {
    if let Some((block, number)) = scroll::paragraph() {
        // Read again, for another tab may have kept something since.
        let mut progress = kept();
        progress.put(Place {
            essay: essay.clone(),
            block,
            number,
            percent,
        });
        // A browser that keeps nothing offers nothing.
        let _ = storage::keep_text(KEY, &progress.write());
    }
}
