//! The address, and the reader's way through it.

use std::cell::Cell;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

use crate::Subscription;
use crate::document::window;

/// An address of the site, taken apart and as the browser spells it (percent-encoded).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The path, from `/`.
    pub path: String,
    /// What follows `?`, without it.
    pub query: String,
    /// What follows `#`, without it.
    pub fragment: String,
}

/// Where the reader is.
pub fn current() -> Address {
    let Some(location) = window().map(|window| window.location()) else {
        return Address::default();
    };
    let part = |part: Result<String, JsValue>, mark: char| {
        let part = part.unwrap_or_default();
        part.strip_prefix(mark).map(str::to_owned).unwrap_or(part)
    };
    Address {
        path: location.pathname().unwrap_or_default(),
        query: part(location.search(), '?'),
        fragment: part(location.hash(), '#'),
    }
}

/// The whole of an address that is given from the site's host on.
pub fn absolute(url: &str) -> String {
    let origin = window().and_then(|window| window.location().origin().ok());
    origin.unwrap_or_default() + url
}

/// Goes to an address as a new entry of the reader's history; the page stays.
pub fn push(url: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(url));
    }
}

/// Changes the present entry's address; the page stays.
pub fn replace(url: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(url));
    }
}

thread_local! {
    /// Whether the browser is on its way to another page.
    static IS_LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// Remembers that the browser follows a link to another page.
pub(crate) fn leaving() {
    IS_LEAVING.set(true);
}

/// Leaves everything to the browser: loads the address as a new page.
pub fn load(url: &str) {
    leaving();
    if let Some(window) = window() {
        let _ = window.location().assign(url);
    }
}

/// Leaves everything to the browser: loads the present page anew, unless the reader is going to another, which that
/// would stop.
pub fn reload() {
    if let Some(window) = window().filter(|_| !IS_LEAVING.get()) {
        let _ = window.location().reload();
    }
}

/// Calls back when the reader goes back or forward, or to another place of the page.
pub fn listen(callback: impl Fn(Address) + 'static) -> Option<Subscription> {
    let window = window()?;
    let listener = EventListener::new(&window, "popstate", move |_| callback(current()));
    Some(Subscription::new(vec![listener]))
}
