//! What the reader likes: the settings, and what the colours are called, both kept.

use browser::{document, storage, surface};
use yew::prelude::*;

use crate::effect::use_effect_of;
use crate::state::categories::{self, Categories};
use crate::state::preferences::{self, Preferences};

/// What the reader calls the colours, kept when it changes.
#[hook]
pub fn use_categories() -> UseReducerHandle<Categories> {
    let names = use_reducer_eq(|| {
        let kept = storage::text(categories::KEY);
        kept.map_or_else(Categories::default, |kept| Categories::read(&kept))
    });
    use_effect_of((*names).clone(), |names| {
        if *names != Categories::default() || storage::text(categories::KEY).is_some() {
            // A browser that keeps nothing still shows them for as long as the page is open.
            let _ = storage::keep_text(categories::KEY, &names.write());
        }
    });
    names
}

/// The reader's preferences, kept when they change, and written on `<html>`.
#[hook]
pub fn use_preferences() -> UseReducerHandle<Preferences> {
    let preferences = use_reducer_eq(|| {
        // What the page around a widget asks for holds until its reader chooses.
        let asked = Preferences::read(&surface::preferences());
        asked.with(&storage::text(preferences::KEY).unwrap_or_default())
    });
    let initial = use_memo((), |()| *preferences);
    use_effect_of(*preferences, move |preferences| {
        // A browser that keeps nothing still shows the choice for as long as the page is open.
        if *preferences != *initial || storage::text(preferences::KEY).is_some() {
            let _ = storage::keep_text(preferences::KEY, &preferences.write());
        }
        for (setting, value) in preferences.attributes() {
            document::set_attribute(setting.attribute, value);
        }
    });
    preferences
}
