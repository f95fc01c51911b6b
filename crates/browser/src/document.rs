//! The page's document: what the prerendered page says of itself, and what is written on `<html>`.

use std::cell::OnceCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Window};

use crate::surface::{self, scope};

/// The root of a widget.
const WIDGET: &str = ".lectern";

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

pub(crate) fn by_id(id: &str) -> Option<Element> {
    scope()?.get_element_by_id(id)
}

/// What the page says of itself stands on: `<html>`, or the root of a widget.
pub(crate) fn html() -> Option<Element> {
    match surface::shadow() {
        Some(shadow) => shadow.query_selector(WIDGET).ok()?,
        None => document()?.document_element(),
    }
}

/// A new element that stands nowhere: the mount point of an application that draws by portals.
pub fn detached() -> Option<Element> {
    document()?.create_element("div").ok()
}

/// The text of the page's `<script type="application/json">` of this id.
pub fn data(id: &str) -> Option<String> {
    by_id(id)?.text_content()
}

/// An attribute of `<html>`, or of what stands for it in a widget.
pub fn attribute(name: &str) -> Option<String> {
    html()?.get_attribute(name)
}

/// Writes an attribute there; `None` takes it away.
pub fn set_attribute(name: &str, value: Option<&str>) {
    let Some(html) = html() else { return };
    // Neither fails for a constant attribute name.
    let _ = match value {
        Some(value) => html.set_attribute(name, value),
        None => html.remove_attribute(name),
    };
}

/// The title in the browser's tab, which a widget leaves to its host.
pub fn set_title(title: &str) {
    if let Some(document) = document().filter(|_| !surface::is_widget()) {
        document.set_title(title);
    }
}

/// What addresses of the site begin with: the absolute path of its root (`/` or `/some/path/`), from the page's
/// own `data-root`, which is relative to the address that it was opened at: asked for the first time there, it stays
/// the same. Or what whoever started the application says.
pub fn root() -> String {
    thread_local! {
        static ROOT: OnceCell<String> = const { OnceCell::new() };
    }
    ROOT.with(|root| {
        root.get_or_init(|| surface::base().unwrap_or_else(first_root))
            .clone()
    })
}

fn first_root() -> String {
    let relative = attribute("data-root").unwrap_or_else(|| "./".to_owned());
    let base = document().and_then(|document| document.base_uri().ok().flatten());
    base.and_then(|base| web_sys::Url::new_with_base(&relative, &base).ok())
        .map_or_else(|| "/".to_owned(), |url| url.pathname())
}

/// Clicks the element of this id, as a reader would.
pub fn click(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Whether an element of this id stands in the page and can be seen.
pub fn is_visible(id: &str) -> bool {
    by_id(id).is_some_and(|element| {
        element
            .dyn_ref::<HtmlElement>()
            .is_some_and(|element| element.offset_width() > 0)
    })
}
