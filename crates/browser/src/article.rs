//! The article: prerendered nodes that the application never owns.
//!
//! A block is an element with `data-block`; its text is what its text nodes say, in order, without
//! those inside `data-skip` (numbers, ribbons, note references). Where a part of a block does not
//! simply continue the text before it (a list item, a table cell), its element says in `data-at`
//! where in the block's text it begins; what lies between is a separator that is not in the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

use crate::document::by_id;
use crate::surface::scope;
use crate::viewport;

/// A block's name and text, as they stand in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockText {
    /// The block's id.
    pub id: String,
    /// Its kind, as the `data-kind` attribute says it.
    pub kind: String,
    /// Its text, the same as it was rendered from.
    pub text: String,
}

/// A place in the article: a block's id and a range of UTF-16 units in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The block's id.
    pub block: String,
    /// The first unit inside.
    pub start: u32,
    /// The first unit after.
    pub end: u32,
}

/// A text node of a block, and where in the block's text it begins.
pub(crate) struct Piece {
    pub(crate) node: Text,
    pub(crate) start: u32,
    pub(crate) length: u32,
    /// What parts it from the piece before, where that is not in the page.
    separator: String,
}

/// The name of the essay in the page, if the page has one.
pub fn essay() -> Option<String> {
    article()?.get_attribute("data-essay")
}

/// The revision of the essay in the page.
pub fn revision() -> Option<String> {
    article()?.get_attribute("data-revision")
}

/// All blocks of the article in order.
pub fn blocks() -> Vec<BlockText> {
    block_elements().iter().map(block_text).collect()
}

/// The theme whose bar in the ribbon was clicked.
pub fn theme_at(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    if event.type_() != "click" {
        return None;
    }
    target
        .closest("[data-theme]")
        .ok()??
        .get_attribute("data-theme")
}

/// The id of the first block of which something is in sight, below the head.
pub fn in_sight() -> Option<String> {
    let head = by_id("header").map_or(0.0, |head| viewport::bottom_of(&head));
    below(head).map(|block| block.id())
}

/// The first block of which something is below a line, in pixels from the top of what is seen.
pub(crate) fn below(line: f64) -> Option<Element> {
    let is_below = |block: &Element| viewport::bottom_of(block) > line;
    block_elements().into_iter().find(is_below)
}

/// Changes the article without moving what the reader has before their eyes: what is at a third of the
/// the height of what is seen.
pub(crate) fn staying(change: impl FnOnce()) {
    let seen = below(viewport::height() / 3.0);
    let top = || seen.as_ref().map(viewport::top_of);
    let before = top();
    change();
    if let (Some(before), Some(after)) = (before, top()) {
        viewport::scroll_by(after - before);
    }
}

pub(crate) fn article() -> Option<Element> {
    scope()?.query_selector("article[data-essay]").ok()?
}

pub(crate) fn block_elements() -> Vec<Element> {
    article().as_ref().map_or_else(Vec::new, blocks_in)
}

/// The elements of the blocks of an article.
pub(crate) fn blocks_in(article: &Element) -> Vec<Element> {
    let Ok(found) = article.query_selector_all("[data-block]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

/// The element of a block of the article, or of a twin of one.
pub(crate) fn block(id: &str) -> Option<Element> {
    let is_block = |element: &Element| {
        element.has_attribute("data-block") || element.has_attribute("data-twin")
    };
    by_id(id).filter(is_block)
}

pub(crate) fn block_text(element: &Element) -> BlockText {
    let mut text = String::new();
    let (pieces, end) = walk(element);
    for piece in pieces {
        text.push_str(&piece.separator);
        text.push_str(&piece.node.data());
    }
    text.push_str(&end);
    BlockText {
        id: element.id(),
        kind: element.get_attribute("data-kind").unwrap_or_default(),
        text,
    }
}

/// The text nodes of a block.
pub(crate) fn pieces(block: &Element) -> Vec<Piece> {
    walk(block).0
}

/// The pieces, and the separators after the last of them (of empty table cells).
fn walk(block: &Element) -> (Vec<Piece>, String) {
    let mut pieces = Vec::new();
    let mut walk = Walk {
        at: 0,
        separator: String::new(),
    };
    walk.descend(block, &mut pieces);
    (pieces, walk.separator)
}

struct Walk {
    at: u32,
    separator: String,
}

impl Walk {
    fn descend(&mut self, parent: &Node, pieces: &mut Vec<Piece>) {
        let mut child = parent.first_child();
        while let Some(node) = child {
            if let Some(text) = node.dyn_ref::<Text>() {
                self.push(text, pieces);
            } else if let Some(element) = node.dyn_ref::<Element>()
                && !element.has_attribute("data-skip")
            {
                self.enter(element);
                self.descend(element, pieces);
            }
            child = node.next_sibling();
        }
    }

    fn push(&mut self, text: &Text, pieces: &mut Vec<Piece>) {
        let (start, length) = (self.at, text.length());
        self.at += length;
        pieces.push(Piece {
            node: text.clone(),
            start,
            length,
            separator: std::mem::take(&mut self.separator),
        });
    }

    fn enter(&mut self, element: &Element) {
        let at = element
            .get_attribute("data-at")
            .and_then(|at| at.parse().ok());
        let Some(at) = at.filter(|&at| at > self.at) else {
            return;
        };
        let cell = matches!(element.tag_name().as_str(), "TD" | "TH")
            && element.previous_element_sibling().is_some();
        self.separator.push(if cell { '\t' } else { '\n' });
        self.at = at;
    }
}
