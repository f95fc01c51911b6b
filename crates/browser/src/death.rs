//! When the application dies, the page lives on: islands come back, links are the browser's again.

use std::cell::Cell;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::ErrorEvent;

use crate::document::{by_id, set_attribute, window};
use crate::surface::{forever, scope};
use crate::{islands, surface};

thread_local! {
    static DEAD: Cell<bool> = const { Cell::new(false) };
}

/// Whether the application has died; whatever still listens must then do nothing.
pub fn is_dead() -> bool {
    DEAD.get()
}

/// The application ends, and the page with it: there is nothing to restore.
pub(crate) fn rest() {
    DEAD.set(true);
}

/// What to do when the application panics, as its panic hook: the message goes to the console, and
/// the page becomes the one that was delivered.
pub fn on_panic(message: &str) {
    log_error(message);
    surface::tell("viewer-error", message);
    die();
}

/// Watches for deaths that no panic hook sees: a trap in WebAssembly, as an exhausted stack.
pub fn watch() {
    let Some(window) = window() else { return };
    let listener = EventListener::new(&window, "error", |event| {
        let Some(event) = event.dyn_ref::<ErrorEvent>() else {
            return;
        };
        let name = js_sys::Reflect::get(&event.error(), &"name".into()).ok();
        if name.and_then(|name| name.as_string()).as_deref() == Some("RuntimeError") {
            die();
        }
    });
    forever(listener);
}

/// Calls back when a test asks the application to die, by the event `lectern-panic` on the document.
pub fn on_request(callback: impl Fn() + 'static) {
    if let Some(scope) = scope() {
        forever(EventListener::new(&scope, "lectern-panic", move |_| {
            callback();
        }));
    }
}

fn die() {
    if DEAD.replace(true) {
        return;
    }
    set_attribute("data-app", Some("dead"));
    islands::restore();
    if let Some(dialogs) = by_id("dialogs") {
        dialogs.set_inner_html("");
    }
}

fn log_error(message: &str) {
    // The console is reached through the global object: web_sys would bring a feature for one line.
    let log = || {
        let console = js_sys::Reflect::get(&js_sys::global(), &"console".into()).ok()?;
        let error = js_sys::Reflect::get(&console, &"error".into()).ok()?;
        error
            .dyn_into::<js_sys::Function>()
            .ok()?
            .call1(&console, &message.into())
            .ok()
    };
    let _ = log();
}
