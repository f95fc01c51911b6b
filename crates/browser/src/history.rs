//! The address, and the reader's way through it: the window's, unless the application lives in a file, where it is
//! the fragment, or in a widget, which leaves the window's alone and keeps its way in memory.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

use crate::document::window;
use crate::{Subscription, surface};

/// An address of the site, taken apart and as the browser spells it (percent-encoded).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The path, from what all addresses of the site begin with.
    pub path: String,
    /// What follows `?`, without it.
    pub query: String,
    /// What follows `#`, without it.
    pub fragment: String,
}

impl Address {
    /// Takes an address apart. The `#` that it may begin with belongs to its path.
    pub fn read(address: &str) -> Self {
        let parted = |text: &str, mark: char| match text.split_once(mark) {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => (text.to_owned(), String::new()),
        };
        let (mark, rest) = address.split_at(usize::from(address.starts_with('#')));
        let (rest, fragment) = parted(rest, '#');
        let (path, query) = parted(&rest, '?');
        Self {
            path: [mark, &path].concat(),
            query,
            fragment,
        }
    }
}

/// Who hears of the reader's steps in memory.
type Hearer = Rc<dyn Fn(Address)>;

/// The way of a widget's reader.
#[derive(Default)]
struct Memory {
    /// Where the reader was, and is.
    entries: Vec<String>,
    hearer: Option<Hearer>,
}

thread_local! {
    static MEMORY: RefCell<Option<Memory>> = const { RefCell::new(None) };
}

/// From now on the reader's way is kept in memory, and begins here.
pub(crate) fn remember_in_memory(address: &str) {
    MEMORY.set(Some(Memory {
        entries: vec![address.to_owned()],
        hearer: None,
    }));
}

fn in_memory<T>(act: impl FnOnce(&mut Memory) -> T) -> Option<T> {
    MEMORY.with_borrow_mut(|memory| memory.as_mut().map(act))
}

/// Whether the site's addresses are the window's, and their fragments the browser's to go to.
pub fn is_window() -> bool {
    surface::base().is_none()
}

/// Where the reader is.
pub fn current() -> Address {
    if let Some(address) = in_memory(|memory| memory.entries.last().cloned()) {
        return Address::read(&address.unwrap_or_default());
    }
    let Some(location) = window().map(|window| window.location()) else {
        return Address::default();
    };
    let hash = location.hash().unwrap_or_default();
    match surface::base() {
        Some(base) if hash.starts_with(&base) => Address::read(&hash),
        Some(base) => Address::read(&base),
        None => {
            let path = location.pathname().unwrap_or_default();
            Address::read(&[path, location.search().unwrap_or_default(), hash].concat())
        }
    }
}

/// The whole of an address of the site.
pub fn absolute(url: &str) -> String {
    if in_memory(|_| ()).is_some() {
        return url.to_owned();
    }
    let location = window().map(|window| window.location());
    let before = location.and_then(|location| match is_window() {
        true => location.origin().ok(),
        false => Some(location.href().ok()?.split('#').next()?.to_owned()),
    });
    before.unwrap_or_default() + url
}

/// Goes to an address as a new entry of the reader's history; the page stays.
pub fn push(url: &str) {
    if in_memory(|memory| memory.entries.push(url.to_owned())).is_some() {
        return;
    }
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(url));
    }
}

/// Changes the present entry's address; the page stays.
pub fn replace(url: &str) {
    let replaced = in_memory(|memory| {
        memory.entries.pop();
        memory.entries.push(url.to_owned());
    });
    if replaced.is_some() {
        return;
    }
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
/// A widget's page is not its own to leave.
pub fn load(url: &str) {
    if surface::is_widget() {
        return surface::tell("viewer-error", &["this cannot be shown: ", url].concat());
    }
    leaving();
    if let Some(window) = window() {
        let _ = window.location().assign(url);
    }
}

/// Leaves everything to the browser: loads the present page anew, unless the reader is going to another, which that
/// would stop.
pub fn reload() {
    if let Some(window) = window().filter(|_| is_window() && !IS_LEAVING.get()) {
        let _ = window.location().reload();
    }
}

/// How many steps back there are in memory.
pub fn steps_back() -> usize {
    in_memory(|memory| memory.entries.len().saturating_sub(1)).unwrap_or(0)
}

/// Goes a step back in memory.
pub fn back() {
    let hearer = in_memory(|memory| {
        if memory.entries.len() > 1 {
            memory.entries.pop();
        }
        memory.hearer.clone()
    });
    if let Some(hearer) = hearer.flatten() {
        hearer(current());
    }
}

/// Calls back when the reader goes back or forward, or to another place of the page.
pub fn listen(callback: impl Fn(Address) + 'static) -> Option<Subscription> {
    let callback: Hearer = Rc::new(callback);
    if in_memory(|memory| memory.hearer = Some(callback.clone())).is_some() {
        return None;
    }
    let window = window()?;
    let listener = EventListener::new(&window, "popstate", move |_| callback(current()));
    Some(Subscription::new(vec![listener]))
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_taken_apart() {
        for (address, path, query, fragment) in [
            ("/a/essays/x/?q=1#b:1-2~r", "/a/essays/x/", "q=1", "b:1-2~r"),
            ("#/essays/x/?q=1#b", "#/essays/x/", "q=1", "b"),
            ("#/", "#/", "", ""),
            ("https://host/a/#b?c", "https://host/a/", "", "b?c"),
            ("https://host/?q=%23", "https://host/", "q=%23", ""),
            ("", "", "", ""),
        ] {
            let read = Address::read(address);
            assert_eq!(
                (&*read.path, &*read.query, &*read.fragment),
                (path, query, fragment)
            );
        }
    }
}
