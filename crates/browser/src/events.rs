//! What an application asks of an event.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// What stands in the field that the event happened in.
pub fn value(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        field.value()
    } else if let Some(field) = target.dyn_ref::<HtmlTextAreaElement>() {
        field.value()
    } else if let Some(choice) = target.dyn_ref::<HtmlSelectElement>() {
        choice.value()
    } else {
        String::new()
    }
}

/// Whether the event happened in a field that is written in.
pub fn is_in_field(event: &Event) -> bool {
    let target = event.target();
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    let field = element.and_then(|element| element.closest("input, textarea, select").ok());
    field.flatten().is_some()
}

/// Whether an input method is composing: what stands in the field is not yet what is meant.
pub fn is_composing(event: &Event) -> bool {
    js_sys::Reflect::get(event, &"isComposing".into()).is_ok_and(|flag| flag.is_truthy())
}

/// Whether the event is a plain click of the main button, that an application may take over.
pub fn is_plain_click(event: &web_sys::MouseEvent) -> bool {
    event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
        && !event.default_prevented()
}
