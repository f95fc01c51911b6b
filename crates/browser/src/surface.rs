//! Where the application lives: in a page of its site, in a file that holds the whole site, or in an element of
//! somebody else's page. Whoever starts it says so.

use std::cell::RefCell;

use gloo_events::EventListener;
use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{Element, EventTarget, Node, NodeList, ShadowRoot};

use crate::document::document;
use crate::{death, history};

#[wasm_bindgen]
extern "C" {
    /// What starts the application: `static/start.js`, and those that do the same elsewhere.
    #[derive(Clone)]
    pub type Host;

    #[wasm_bindgen(method, getter, js_name = importEngine)]
    pub(crate) fn import_engine(this: &Host) -> Function;

    #[wasm_bindgen(method, getter, js_name = importScribe)]
    pub(crate) fn import_scribe(this: &Host) -> Function;

    #[wasm_bindgen(method, getter, js_name = linkPart)]
    pub(crate) fn link_part(this: &Host) -> Function;

    /// The shadow root that the application lives in, of a widget.
    #[wasm_bindgen(method, getter)]
    fn shadow(this: &Host) -> Option<ShadowRoot>;

    /// What the addresses of the site begin with where they are not the window's: `#/` in a file, the site's whole
    /// address in a widget.
    #[wasm_bindgen(method, getter)]
    fn base(this: &Host) -> Option<String>;

    /// The address that a widget begins with.
    #[wasm_bindgen(method, getter)]
    fn address(this: &Host) -> Option<String>;

    /// How a widget's page wants it to look, in words as preferences are kept.
    #[wasm_bindgen(method, getter)]
    fn preferences(this: &Host) -> Option<String>;

    /// What the names of all that is kept begin with, where the site has not the browser's store for itself.
    #[wasm_bindgen(method, getter)]
    fn store(this: &Host) -> Option<String>;

    /// Fetches one of the site's files; its promise is of a `Response`. The browser's own where there is none.
    #[wasm_bindgen(method, getter)]
    fn fetch(this: &Host) -> Option<Function>;

    /// What stands for `CSS.highlights`, which widgets share with their page.
    #[wasm_bindgen(method, getter)]
    fn highlights(this: &Host) -> Option<Object>;

    /// Makes the links of an element of a fetched page, at this address, lead where they led there.
    #[wasm_bindgen(method)]
    fn rebase(this: &Host, element: &Element, address: &str);

    /// Tells whoever embeds the application of something, by the name of an event and what it says.
    #[wasm_bindgen(method, getter)]
    fn tell(this: &Host) -> Option<Function>;

    /// A `Document` or a `ShadowRoot`: what both have.
    #[derive(Clone)]
    #[wasm_bindgen(extends = Node, extends = EventTarget)]
    pub(crate) type Scope;

    #[wasm_bindgen(method, js_name = getElementById)]
    pub(crate) fn get_element_by_id(this: &Scope, id: &str) -> Option<Element>;

    #[wasm_bindgen(method, catch, js_name = querySelector)]
    pub(crate) fn query_selector(this: &Scope, selector: &str) -> Result<Option<Element>, JsValue>;

    #[wasm_bindgen(method, catch, js_name = querySelectorAll)]
    pub(crate) fn query_selector_all(this: &Scope, selector: &str) -> Result<NodeList, JsValue>;

    #[wasm_bindgen(method, getter, js_name = activeElement)]
    pub(crate) fn active_element(this: &Scope) -> Option<Element>;
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

/// Takes over what the starting module hands over.
pub fn open(host: Host) {
    if let Some(address) = host.address() {
        history::remember_in_memory(&address);
    }
    HOST.set(Some(host));
}

/// What the host gives.
pub(crate) fn of_host<T>(get: impl FnOnce(&Host) -> Option<T>) -> Option<T> {
    HOST.with_borrow(|host| host.as_ref().and_then(get))
}

/// Whether the application lives in an element of somebody else's page.
pub fn is_widget() -> bool {
    shadow().is_some()
}

pub(crate) fn shadow() -> Option<ShadowRoot> {
    of_host(Host::shadow)
}

/// What the site's addresses begin with, where they are not the window's.
pub(crate) fn base() -> Option<String> {
    of_host(Host::base)
}

/// How the page around a widget wants it to look.
pub fn preferences() -> String {
    of_host(Host::preferences).unwrap_or_default()
}

/// A name in the browser's store, kept apart from those of others.
pub(crate) fn stored(name: &str) -> String {
    of_host(Host::store).unwrap_or_default() + name
}

/// The registry of painted layers, where it is not the browser's.
pub(crate) fn highlights() -> Option<Object> {
    of_host(Host::highlights)
}

/// Makes the links of an element of a fetched page, at this address, lead where they led there.
pub(crate) fn rebase(element: &Element, address: &str) {
    of_host(|host| {
        host.rebase(element, address);
        Some(())
    });
}

/// What the application's elements are looked for in, and its events heard on.
pub(crate) fn scope() -> Option<Scope> {
    match shadow() {
        Some(shadow) => Some(shadow.unchecked_into()),
        None => document().map(JsCast::unchecked_into),
    }
}

/// The promise of one of the site's files, where they do not come over the browser's own line.
pub(crate) fn fetch(url: &str) -> Option<Promise> {
    let fetch = of_host(Host::fetch)?;
    let coming = fetch.call1(&JsValue::NULL, &url.into());
    Some(coming.map_or_else(|cause| Promise::reject(&cause), Promise::from))
}

thread_local! {
    static LEAVING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Does something when the application lets go of the page.
pub(crate) fn on_leaving(act: impl FnOnce() + 'static) {
    LEAVING.with_borrow_mut(|leaving| leaving.push(Box::new(act)));
}

/// Lets a listener listen for as long as the application lives.
pub(crate) fn forever(listener: EventListener) {
    on_leaving(move || drop(listener));
}

/// Lets go of the page: nothing listens to it any more, and what is still on its way comes to nothing.
pub fn leave() {
    death::rest();
    for act in LEAVING.take() {
        act();
    }
}

/// Tells whoever embeds the application of something.
pub fn tell(event: &str, detail: &str) {
    if let Some(tell) = of_host(Host::tell) {
        // What the host's own listeners do wrong is reported to the host.
        let _ = tell.call2(&JsValue::NULL, &event.into(), &detail.into());
    }
}
