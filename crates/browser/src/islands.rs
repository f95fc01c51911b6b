//! The application's regions of a prerendered page.
//!
//! Each region stands in the page as an island, `<div id="NAME-island">`, drawn natively. The
//! application draws into a detached, shallow clone of it; in its first effect all clones take
//! their islands' places at once. The islands themselves are kept, and put back if the application
//! dies: the reader then has the page as it was delivered.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::document::{by_id, document, focus_element};

thread_local! {
    /// Every island that was replaced, with the clone that stands in its place.
    static REPLACED: RefCell<Vec<(Element, Element)>> = const { RefCell::new(Vec::new()) };
}

/// The island of this name and the detached clone that the application draws into.
pub fn clone(name: &str) -> Option<Element> {
    let island = by_id(&island_id(name))?;
    island.clone_node().ok()?.dyn_into().ok()
}

/// Puts clones in the places of their islands, keeping the focus and the caret where they were.
pub fn swap(clones: &[(&str, Element)]) {
    let focus = Focus::remember();
    for (name, clone) in clones {
        let Some(island) = by_id(&island_id(name)) else { continue };
        if island.is_same_node(Some(clone)) {
            continue;
        }
        if island.replace_with_with_node_1(clone).is_ok() {
            REPLACED.with_borrow_mut(|replaced| replaced.push((island, clone.clone())));
        }
    }
    focus.restore();
}

/// Puts the islands back as they were delivered.
pub fn restore() {
    // Taken out first: if the application died while swapping, the list is still borrowed, and
    // what was swapped by then stays.
    let replaced = REPLACED.with(|replaced| {
        replaced.try_borrow_mut().map(|mut replaced| std::mem::take(&mut *replaced))
    });
    for (island, clone) in replaced.unwrap_or_default() {
        let _ = clone.replace_with_with_node_1(&island);
    }
}

/// What stands in the prerendered field of this id: a reader may have typed before the start.
pub fn typed(id: &str) -> Option<String> {
    let field = by_id(id)?.dyn_into::<HtmlInputElement>().ok()?;
    Some(field.value())
}

fn island_id(name: &str) -> String {
    format!("{name}-island")
}

/// The focused element, by id, with its caret.
struct Focus {
    id: Option<String>,
    caret: Option<(u32, u32)>,
}

impl Focus {
    fn remember() -> Self {
        let active = document().and_then(|document| document.active_element());
        let caret = active.as_ref().and_then(|element| {
            let field = element.dyn_ref::<HtmlInputElement>()?;
            Some((field.selection_start().ok()??, field.selection_end().ok()??))
        });
        Self { id: active.map(|element| element.id()).filter(|id| !id.is_empty()), caret }
    }

    fn restore(self) {
        let Some(element) = self.id.and_then(|id| by_id(&id)) else { return };
        focus_element(&element);
        if let (Some(field), Some((start, end))) =
            (element.dyn_ref::<HtmlInputElement>(), self.caret)
        {
            let _ = field.set_selection_range(start, end);
        }
    }
}
