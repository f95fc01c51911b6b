//! `<mark>` elements in the article: a reader's own highlights, which are part of the document,
//! are read out and printed.

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::article::{Place, article, block};
use crate::document::document;
use crate::focus::focus_element;
use crate::paint::cuts;
use crate::surface::scope;
use crate::viewport;

/// Wraps a place in `<mark>` elements of this name and class. With a label they can be focused,
/// and assistive technology reads it.
pub fn wrap(place: &Place, name: &str, class: &str, label: Option<&str>) {
    let Some(element) = block(&place.block) else {
        return;
    };
    for (at, (piece, from, to)) in cuts(&element, place.start, place.end)
        .into_iter()
        .enumerate()
    {
        // The tail first, so that the offsets of the head stay what they were.
        let Some(mark) = new_mark(name, class) else {
            return;
        };
        if to < piece.length && piece.node.split_text(to).is_err() {
            return;
        }
        let inside = if from == 0 {
            Ok(piece.node.clone())
        } else {
            piece.node.split_text(from)
        };
        let Ok(inside) = inside else { return };
        if let Some(label) = label.filter(|_| at == 0) {
            let _ = mark.set_attribute("tabindex", "0");
            let _ = mark.set_attribute("aria-description", label);
        }
        let Some(parent) = inside.parent_node() else {
            return;
        };
        if parent.insert_before(&mark, Some(&inside)).is_ok() {
            let _ = mark.append_child(&inside);
        }
    }
}

/// Takes away the marks of this name, and joins the text that they had split.
pub fn remove(name: &str) {
    for mark in marks(&format!("mark[data-mark=\"{name}\"]")) {
        let Some(parent) = mark.parent_node() else {
            continue;
        };
        while let Some(child) = mark.first_child() {
            if parent.insert_before(&child, Some(&mark)).is_err() {
                break;
            }
        }
        mark.remove();
        parent.normalize();
    }
}

/// The names of the marks in the article, in order, each once.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = marks("mark[data-mark]:not(.painted)")
        .iter()
        .filter_map(|mark| mark.get_attribute("data-mark"))
        .collect();
    names.dedup();
    names
}

/// The name of the mark that this event chooses: by a click, or by `Enter` where it has the focus.
pub fn chosen(event: &web_sys::Event) -> Option<String> {
    let entered = event
        .dyn_ref::<web_sys::KeyboardEvent>()
        .is_some_and(|key| key.key() == "Enter");
    if event.type_() != "click" && !entered {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target
        .closest("mark[data-mark]")
        .ok()??
        .get_attribute("data-mark")
}

/// The name of the mark that has the focus.
pub fn focused() -> Option<String> {
    let focused = scope()?.active_element()?;
    focused
        .closest("mark[data-mark]")
        .ok()??
        .get_attribute("data-mark")
}

/// Gives the first mark of a name the focus; nothing scrolls.
pub fn focus(name: &str) {
    if let Some(first) = marks(&format!("mark[data-mark=\"{name}\"]")).first() {
        focus_element(first);
    }
}

/// Gives the last mark of a name a number, as its note has it.
pub fn number(name: &str, number: usize) {
    if let Some(last) = marks(&format!("mark[data-mark=\"{name}\"]")).last() {
        let _ = last.set_attribute("data-n", &number.to_string());
    }
}

/// Where on the screen a mark stands: distances of its top and bottom from the window's top.
pub fn bounds(name: &str) -> Option<(f64, f64)> {
    let all = marks(&format!("mark[data-mark=\"{name}\"]"));
    Some((
        viewport::top_of(all.first()?),
        viewport::bottom_of(all.last()?),
    ))
}

fn marks(selector: &str) -> Vec<Element> {
    let found = article().and_then(|article| article.query_selector_all(selector).ok());
    let Some(found) = found else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

fn new_mark(name: &str, class: &str) -> Option<Element> {
    let mark = document()?.create_element("mark").ok()?;
    mark.set_attribute("data-mark", name).ok()?;
    mark.set_attribute("class", class).ok()?;
    Some(mark)
}
