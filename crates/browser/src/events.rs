//! What an application asks of an event.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

/// What stands in the field that the event happened in.
pub fn value(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        field.value()
    } else if let Some(choice) = target.dyn_ref::<HtmlSelectElement>() {
        choice.value()
    } else {
        String::new()
    }
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
