//! What the reader sees the page through: the window, or in a widget of a height of its own the element that scrolls.
//! Distances are in pixels.

use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use crate::document::{html, window};
use crate::surface;

/// Marks the root of a widget that scrolls by itself.
const SCROLLS: &str = "data-scrolls";

/// The element that scrolls, where the window does not.
fn scroller() -> Option<Element> {
    html().filter(|root| surface::is_widget() && root.has_attribute(SCROLLS))
}

/// What tells of scrolling.
pub(crate) fn scrolled() -> Option<EventTarget> {
    match scroller() {
        Some(element) => Some(element.unchecked_into()),
        None => window().map(JsCast::unchecked_into),
    }
}

/// The distance of the top from the window's.
pub(crate) fn top() -> f64 {
    scroller().map_or(0.0, |element| element.get_bounding_client_rect().top())
}

/// How much can be seen.
pub(crate) fn height() -> f64 {
    let height = || match scroller() {
        Some(element) => Some(f64::from(element.client_height())),
        None => window()?.inner_height().ok()?.as_f64(),
    };
    height().unwrap_or_default()
}

/// The distance of an element's top from the top of what is seen.
pub(crate) fn top_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().top() - top()
}

/// The distance of an element's bottom from the top of what is seen.
pub(crate) fn bottom_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().bottom() - top()
}

/// How far the page is scrolled. Of a widget that stands further down in its page, less than nothing.
pub(crate) fn position() -> f64 {
    let position = || match scroller() {
        Some(element) => Some(f64::from(element.scroll_top())),
        None if surface::is_widget() => Some(-html()?.get_bounding_client_rect().top()),
        None => window()?.scroll_y().ok(),
    };
    position().unwrap_or_default()
}

/// Scrolls on, or back.
pub(crate) fn scroll_by(distance: f64) {
    match (scroller(), window()) {
        (Some(element), _) => element.scroll_by_with_x_and_y(0.0, distance),
        (None, Some(window)) => window.scroll_by_with_x_and_y(0.0, distance),
        (None, None) => {}
    }
}

/// Scrolls to a position. A widget that can be seen from its top on stays where it is.
pub(crate) fn scroll_to(to: f64) {
    let from = position();
    if from > 0.0 || to > 0.0 {
        scroll_by(to - from);
    }
}
