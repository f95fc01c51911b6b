//! What has the focus, and giving it.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::Subscription;
use crate::document::by_id;
use crate::surface::scope;

/// Calls back when one of the elements that a selector finds gets the focus.
pub fn listen(selector: &'static str, callback: impl Fn() + 'static) -> Option<Subscription> {
    let scope = scope()?;
    let listener = EventListener::new(&scope, "focusin", move |_| {
        if is_on(selector) {
            callback();
        }
    });
    Some(Subscription::new(vec![listener]))
}

/// Gives an element the focus, making it focusable by script if it is not; nothing scrolls.
pub(crate) fn focus_element(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else {
        return;
    };
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = js_sys::Object::new();
    // Setting a property of a fresh object does not fail.
    let _ = js_sys::Reflect::set(&options, &"preventScroll".into(), &true.into());
    if let Ok(focus) = js_sys::Reflect::get(element, &"focus".into())
        && let Some(focus) = focus.dyn_ref::<js_sys::Function>()
    {
        let _ = focus.call1(element, &options);
    }
}

/// Gives an element the focus, making it focusable by script if it is not.
pub fn on(id: &str) {
    if let Some(element) = by_id(id) {
        focus_element(&element);
    }
}

/// Gives a text field the focus and selects what stands in it.
pub fn on_field(id: &str) {
    let field = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(field) = field {
        let _ = field.focus();
        field.select();
    }
}

/// Whether what has the focus is one of the elements that a selector finds.
pub fn is_on(selector: &str) -> bool {
    let focused = scope().and_then(|scope| scope.active_element());
    focused.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Whether anything stands in a field that a selector finds.
pub fn has_typed(selector: &str) -> bool {
    let fields = scope().and_then(|scope| scope.query_selector_all(selector).ok());
    let is_filled = |field: web_sys::Node| {
        let value = js_sys::Reflect::get(&field, &"value".into()).ok();
        value.and_then(|value| value.as_string()) != Some(String::new())
    };
    fields.is_some_and(|fields| {
        let mut all = (0..fields.length()).filter_map(|at| fields.item(at));
        all.any(is_filled)
    })
}

/// Moves the focus on, or back, among the elements that a selector finds, in the page's order; from
/// elsewhere on to the first. Says whether it did.
pub fn step(selector: &str, forward: bool) -> bool {
    stepped(selector, forward).is_some()
}

fn stepped(selector: &str, forward: bool) -> Option<()> {
    let scope = scope()?;
    let elements = scope.query_selector_all(selector).ok()?;
    let focused = scope.active_element();
    let is_focused = |at: &u32| elements.item(*at).as_ref() == focused.as_deref();
    let at = (0..elements.length()).find(is_focused);
    let next = match (at, forward) {
        (None, true) => 0,
        (Some(at), true) => at + 1,
        (at, false) => at?.checked_sub(1)?,
    };
    let element = elements.item(next)?.dyn_into::<HtmlElement>().ok()?;
    element.focus().ok()
}
