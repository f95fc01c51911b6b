//! What opens over the page for a moment: sheets under the head, notes beside their references, figures
//! at their full size. A click elsewhere folds the first two, and the key of whoever calls [`close`].
//!
//! A note is shown where it stands in the document: a class lifts it out of the list of notes, and its text
//! nodes stay the same, so that a reader can mark it like any other text.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent};

use crate::document::by_id;
use crate::events::is_plain_click;
use crate::focus::focus_element;
use crate::surface::{forever, scope};
use crate::{death, dialog, viewport};

/// A sheet that is open.
const SHEET: &str = "details.pop[open]";

/// A reference to a note.
const REFERENCE: &str = "article .ref a";

/// A figure of the article, or the button beside it.
const FIGURE: &str = "article .picture :is(img, .drawing, .enlarge)";

/// The class of the note that is open.
const OPEN: &str = "open";

/// Pixels between a note and the running head.
const GAP: f64 = 8.0;

/// Pixels at the window's foot that the tools for words of a note may need.
const TOOLS: f64 = 176.0;

thread_local! {
    /// The note that is open, and the reference that opened it.
    static NOTE: RefCell<Option<(Element, Element)>> = const { RefCell::new(None) };
}

/// From now on opens notes and figures where their references and buttons are clicked, and folds what is open
/// by clicks elsewhere. Figures open in the `<dialog>` of this id, before the form that closes it.
pub fn watch(figures: &'static str) {
    let Some(scope) = scope() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&scope, "click", options, move |event| {
        if !death::is_dead()
            && let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
            // What was clicked may have been drawn away by then, and tells nothing of where it stood.
            && target.is_connected()
            && clicked(event, &target, figures)
        {
            event.prevent_default();
        }
    });
    forever(listener);
}

/// Puts away what is open, the focus back to where it was opened; whether there was anything.
pub fn close() -> bool {
    if let Some((_, reference)) = fold_note() {
        focus_element(&reference);
        return true;
    }
    let sheet = found(SHEET);
    if let Some(sheet) = &sheet {
        let _ = sheet.remove_attribute("open");
        if let Ok(Some(summary)) = sheet.query_selector("summary") {
            focus_element(&summary);
        }
    }
    sheet.is_some()
}

/// Folds the note that is open; the focus stays where it is.
pub fn fold() {
    let _ = fold_note();
}

fn found(selector: &str) -> Option<Element> {
    scope()?.query_selector(selector).ok().flatten()
}

fn around(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// What a click does; whether the browser is to do nothing more.
fn clicked(event: &Event, target: &Element, figures: &str) -> bool {
    if let Some(sheet) = found(SHEET).filter(|sheet| !sheet.contains(Some(target))) {
        let _ = sheet.remove_attribute("open");
    }
    if !event.dyn_ref::<MouseEvent>().is_some_and(is_plain_click) {
        return false;
    }
    if let Some(reference) = around(target, REFERENCE) {
        fold();
        return open_note(&reference).is_some();
    }
    if let Some(figure) = around(target, FIGURE) {
        return enlarge(&figure, figures).is_some();
    }
    let is_back = around(target, ".back").is_some();
    let is_inside = |(note, _): &(Element, Element)| note.contains(Some(target));
    match NOTE.with_borrow(|open| open.as_ref().map(is_inside)) {
        Some(true) if is_back => close(),
        // The tools of what is selected in a note stand elsewhere.
        Some(false) if around(target, "#dialogs").is_none() => {
            fold();
            false
        }
        _ => false,
    }
}

fn open_note(reference: &Element) -> Option<()> {
    let name = reference.get_attribute("href")?;
    let note = around(&by_id(name.rsplit_once('#')?.1)?, ".note")?;
    let note: HtmlElement = note.dyn_into().ok()?;
    note.class_list().add_1(OPEN).ok()?;
    // Beside its reference, and as a whole inside the window where it has the room, above the tools.
    let head = by_id("header").map_or(0.0, |head| viewport::bottom_of(&head));
    let lowest = viewport::height() - note.get_bounding_client_rect().height() - TOOLS;
    let top = viewport::top_of(reference).min(lowest);
    let top = (top.max(head + GAP) + viewport::position()) as i32;
    let _ = note.style().set_property("--top", &format!("{top}px"));
    focus_element(&note);
    NOTE.set(Some((note.into(), reference.clone())));
    Some(())
}

fn fold_note() -> Option<(Element, Element)> {
    let open = NOTE.take()?;
    let _ = open.0.class_list().remove_1(OPEN);
    Some(open)
}

/// Shows a copy of a figure's picture over the page.
fn enlarge(figure: &Element, id: &str) -> Option<()> {
    let picture = around(figure, ".picture")?
        .query_selector("img, .drawing")
        .ok()??;
    let host = by_id(id)?.first_element_child()?;
    let copy = picture.clone_node_with_deep(true).ok()?;
    host.replace_children_with_node_1(&copy);
    dialog::open(id);
    Some(())
}
