//! The application's regions of a prerendered page.
//!
//! Each region stands in the page as an island, `<div id="NAME-island">`, drawn natively. The
//! application draws into a detached, shallow clone of it; in its first effect all clones take
//! their islands' places at once. The islands themselves are kept, and put back if the application
//! dies: the reader then has the page as it was delivered.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventInit, HtmlAnchorElement, HtmlFormElement, HtmlInputElement, Node,
};

use crate::document::by_id;
use crate::focus::focus_element;
use crate::history;
use crate::surface::scope;

/// An element that an application draws into.
pub type Host = Element;

/// An island that was replaced.
struct Replaced {
    island: Element,
    clone: Element,
    /// The path of the page that it belongs to.
    path: String,
}

thread_local! {
    static REPLACED: RefCell<Vec<Replaced>> = const { RefCell::new(Vec::new()) };
}

/// A detached clone of the island of this name, empty, for the application to draw into.
pub fn clone(name: &str) -> Option<Host> {
    let island = by_id(&island_id(name))?;
    island.clone_node().ok()?.dyn_into().ok()
}

/// A host for an island that the page does not have.
pub fn new(name: &str) -> Option<Host> {
    let host = crate::document::detached()?;
    host.set_id(&island_id(name));
    Some(host)
}

/// Puts clones in the places of their islands, keeping the focus, the caret and what was typed.
/// Where a clone stands already, nothing happens.
pub fn swap(clones: &[(&str, &Host)]) {
    let focus = Focus::remember();
    for (name, clone) in clones {
        let Some(island) = by_id(&island_id(name)) else {
            continue;
        };
        if island.is_same_node(Some(clone)) {
            continue;
        }
        make_links_absolute(&island);
        if island.replace_with_with_node_1(clone).is_ok() {
            carry_over(&island, clone);
            let path = history::current().path;
            let replaced = Replaced {
                island,
                clone: (*clone).clone(),
                path,
            };
            REPLACED.with_borrow_mut(|all| all.push(replaced));
        }
    }
    focus.restore();
}

/// An island may come back when the address is another, where relative links would lead astray.
fn make_links_absolute(island: &Element) {
    let Ok(links) = island.query_selector_all("a[href]") else {
        return;
    };
    for at in 0..links.length() {
        let link = links
            .item(at)
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        if let Some(link) = link {
            link.set_href(&link.href());
        }
    }
    let Ok(forms) = island.query_selector_all("form[action]") else {
        return;
    };
    for at in 0..forms.length() {
        let form = forms
            .item(at)
            .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if let Some(form) = form {
            form.set_action(&form.action());
        }
    }
}

/// Puts the islands back as they were delivered. What belongs to another page than the one that is
/// shown stays away: the application's last drawing of it is nearer to the truth.
pub fn restore() {
    // Taken out first: if the application died while swapping, the list is still borrowed, and
    // what was swapped by then stays.
    let replaced = REPLACED.with(|replaced| {
        replaced
            .try_borrow_mut()
            .map(|mut replaced| std::mem::take(&mut *replaced))
    });
    let here = history::current().path;
    for Replaced {
        island,
        clone,
        path,
    } in replaced.unwrap_or_default()
    {
        if path == here || island.id() == island_id("header") {
            let _ = clone.replace_with_with_node_1(&island);
        }
    }
}

/// Types into a clone's fields what a reader typed into the island's before the start. Only at the
/// swap is it known: the application may yield to the browser while it draws.
fn carry_over(island: &Element, clone: &Element) {
    let Ok(fields) = island.query_selector_all("input[type=search]") else {
        return;
    };
    let field = |node: Node| node.dyn_into::<HtmlInputElement>().ok();
    for from in (0..fields.length()).filter_map(|at| fields.item(at).and_then(field)) {
        let typed = from.value();
        let to = by_id(&from.id()).and_then(|to| field(to.into()));
        let Some(to) = to.filter(|to| typed != from.default_value() && clone.contains(Some(to)))
        else {
            continue;
        };
        to.set_value(&typed);
        let input = EventInit::new();
        input.set_bubbles(true);
        if let Ok(input) = Event::new_with_event_init_dict("input", &input) {
            let _ = to.dispatch_event(&input);
        }
    }
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
        let active = scope().and_then(|scope| scope.active_element());
        let caret = active.as_ref().and_then(|element| {
            let field = element.dyn_ref::<HtmlInputElement>()?;
            Some((field.selection_start().ok()??, field.selection_end().ok()??))
        });
        Self {
            id: active
                .map(|element| element.id())
                .filter(|id| !id.is_empty()),
            caret,
        }
    }

    fn restore(self) {
        let Some(element) = self.id.and_then(|id| by_id(&id)) else {
            return;
        };
        focus_element(&element);
        if let (Some(field), Some((start, end))) =
            (element.dyn_ref::<HtmlInputElement>(), self.caret)
        {
            let _ = field.set_selection_range(start, end);
        }
    }
}
