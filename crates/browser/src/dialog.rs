//! Modal dialogs, by the element that browsers made for them.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

fn find(id: &str) -> Option<HtmlDialogElement> {
    crate::document::by_id(id)?.dyn_into().ok()
}

/// Opens the `<dialog>` of this id over the page, with the focus inside.
pub fn open(id: &str) {
    if let Some(dialog) = find(id).filter(|dialog| !dialog.open()) {
        // Fails only for a dialog that is open or not in the page.
        let _ = dialog.show_modal();
    }
}

/// Whether one of this id is in the page.
pub fn is_in_page(id: &str) -> bool {
    find(id).is_some()
}

/// Whether one is open over the page.
pub fn is_any_open() -> bool {
    let open = crate::surface::scope().and_then(|scope| scope.query_selector("dialog[open]").ok());
    open.flatten().is_some()
}

/// Closes it; the browser gives the focus back.
pub fn close(id: &str) {
    if let Some(dialog) = find(id) {
        dialog.close();
    }
}
