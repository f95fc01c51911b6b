//! The blocks of a translation, put behind those of the article that they say the same as.
//!
//! They are copies: the article's own nodes stay as they are, and a translation's page, when it is
//! opened, is whole. A twin is `data-skip`, so that it is no part of its block's text, and has the id
//! of what it copies with `twin-` before it, so that it can be painted.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::article::{BlockText, block_elements, block_text, blocks_in, staying};
use crate::document::document;
use crate::navigation::Page;

thread_local! {
    static PLACED: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// What a twin's id begins with.
pub const PREFIX: &str = "twin-";

/// The blocks of a page that is not shown.
pub fn blocks(page: &Page) -> Vec<BlockText> {
    blocks_in(&page.article).iter().map(block_text).collect()
}

/// Puts copies of a page's blocks behind blocks of the article: `beside` has a block of the article and
/// those of the page that go with it, all by their places. They are called by a label and opened by it.
pub fn place(page: &Page, beside: &[(usize, Vec<usize>)], label: &str, open: bool) {
    remove();
    let (ours, theirs) = (block_elements(), blocks_in(&page.article));
    let language = page.article.get_attribute("lang").unwrap_or_default();
    staying(|| {
        for (block, twins) in beside {
            let originals = twins.iter().filter_map(|&at| theirs.get(at));
            let copies: Vec<Element> = originals.filter_map(copy).collect();
            if let Some(block) = ours.get(*block).filter(|_| !copies.is_empty()) {
                // What cannot be put in is not there to be read.
                let _ = put(block, &copies, label, &language);
            }
        }
    });
    set_open(open);
}

/// Opens all twins, or closes them.
pub fn set_open(open: bool) {
    staying(|| {
        PLACED.with_borrow(|placed| {
            for twin in placed {
                let _ = twin.toggle_attribute_with_force("open", open);
            }
        });
    });
}

/// Takes all twins away.
pub fn remove() {
    staying(|| {
        for twin in PLACED.take() {
            twin.remove();
        }
    });
}

fn put(block: &Element, copies: &[Element], label: &str, language: &str) -> Option<()> {
    let document = document()?;
    let twin = document.create_element("details").ok()?;
    twin.set_attribute("class", "twin").ok()?;
    twin.set_attribute("data-skip", "").ok()?;
    twin.set_attribute("lang", language).ok()?;
    let summary = document.create_element("summary").ok()?;
    summary.set_attribute("class", "ui").ok()?;
    summary.set_text_content(Some(label));
    twin.append_child(&summary).ok()?;
    for copy in copies {
        twin.append_child(copy).ok()?;
    }
    block.after_with_node_1(&twin).ok()?;
    PLACED.with_borrow_mut(|placed| placed.push(twin));
    Some(())
}

/// A copy of a block without what only the original may have: its name and kind, ids, marks, links inside
/// its page.
fn copy(block: &Element) -> Option<Element> {
    let copy: Element = block.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    for name in ["data-block", "data-kind"] {
        copy.remove_attribute(name).ok()?;
    }
    for inside in found(&copy, "[id]") {
        inside.remove_attribute("id").ok()?;
    }
    for link in found(&copy, "a[href^='#']") {
        link.remove_attribute("href").ok()?;
    }
    for mark in found(&copy, "mark") {
        let words = mark.text_content().unwrap_or_default();
        mark.replace_with_with_str_1(&words).ok()?;
    }
    copy.normalize();
    copy.set_id(&[PREFIX, &block.id()].concat());
    copy.set_attribute("data-twin", "").ok()?;
    Some(copy)
}

fn found(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}
