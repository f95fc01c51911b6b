//! Keys pressed anywhere in the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::Subscription;

/// Where letters are text. A box or a button is no field.
const FIELDS: &str =
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";

/// A key that was pressed.
pub struct Key {
    /// The key's name as browsers say it: `n`, `/`, `Escape`, `ArrowDown`. With Control, or Command
    /// on a Mac, it is `Ctrl K`.
    pub name: String,
    /// Whether it was pressed in a field, where letters are text.
    pub in_field: bool,
}

/// Calls back on every key; the callback says whether it used it, and only then the browser does
/// nothing more with it.
pub fn listen(callback: impl Fn(Key) -> bool + 'static) -> Option<Subscription> {
    let scope = crate::surface::scope()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&scope, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let is_chord = event.ctrl_key() || event.meta_key();
        if event.alt_key() || event.is_composing() || (is_chord && event.shift_key()) {
            return;
        }
        let key = event.key();
        if callback(Key {
            name: if is_chord {
                ["Ctrl ", &key.to_ascii_uppercase()].concat()
            } else {
                key
            },
            in_field: is_field(event),
        }) {
            event.prevent_default();
        }
    });
    Some(Subscription::new(vec![listener]))
}

fn is_field(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(FIELDS).unwrap_or(false))
}
