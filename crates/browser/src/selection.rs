//! What the reader has selected in the article.

use gloo_events::EventListener;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, Range, ShadowRoot};

use crate::Subscription;
use crate::article::{Piece, Place, article, block, block_elements, pieces};
use crate::document::{document, window};
use crate::paint::cuts;
use crate::surface::{scope, shadow};
use crate::viewport;

/// A selection in the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// The selected text, block by block.
    pub places: Vec<Place>,
    /// The distance of its top from the top of the document, in pixels.
    pub top: f64,
    /// The distance of its bottom from the top of the document.
    pub bottom: f64,
}

/// The present selection; `None` where nothing of the article is selected.
pub fn current() -> Option<Selected> {
    let range = range()?;
    let article = article()?;
    if !range.intersects_node(&article).unwrap_or(false) {
        return None;
    }
    let places: Vec<Place> = block_elements()
        .iter()
        .filter_map(|block| selected_part(block, &range))
        .collect();
    if places.is_empty() {
        return None;
    }
    let scrolled = viewport::position() - viewport::top();
    let rect = range.get_bounding_client_rect();
    Some(Selected {
        places,
        top: rect.top() + scrolled,
        bottom: rect.bottom() + scrolled,
    })
}

/// Selects from the beginning of the first place to the end of the last.
pub fn select(places: &[Place]) {
    let select = || {
        let (first, last) = (places.first()?, places.last()?);
        let start = cuts(&block(&first.block)?, first.start, first.end);
        let end = cuts(&block(&last.block)?, last.start, last.end);
        let ((from, start, _), (to, _, end)) = (start.first()?, end.last()?);
        let selection = window()?.get_selection().ok()??;
        selection
            .set_base_and_extent(&from.node, *start, &to.node, *end)
            .ok()
    };
    // What is not in the page cannot be selected.
    let _ = select();
}

/// Lets go of the selection.
pub fn clear() {
    if let Some(selection) = window().and_then(|window| window.get_selection().ok().flatten()) {
        let _ = selection.remove_all_ranges();
    }
}

/// Calls back when the selection changes.
pub fn listen(callback: impl Fn() + 'static) -> Option<Subscription> {
    let document = document()?;
    let listener = EventListener::new(&document, "selectionchange", move |_| callback());
    Some(Subscription::new(vec![listener]))
}

/// Calls back with clicks and key presses inside the article, that may hit a mark or a ribbon.
pub fn on_article(callback: impl Fn(&web_sys::Event) + Clone + 'static) -> Option<Subscription> {
    let scope = scope()?;
    let listen = |name: &'static str| {
        let callback = callback.clone();
        EventListener::new(&scope, name, move |event| {
            let inside = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|element| element.closest("article[data-essay]").ok().flatten());
            if inside.is_some() {
                callback(event);
            }
        })
    };
    Some(Subscription::new(vec![listen("click"), listen("keydown")]))
}

fn range() -> Option<Range> {
    let selection = window()?.get_selection().ok()??;
    if let Some(shadow) = shadow() {
        return range_inside(selection.unchecked_ref(), &shadow);
    }
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    selection.get_range_at(0).ok()
}

#[wasm_bindgen]
extern "C" {
    /// A selection that tells what is selected inside of shadow roots: newer than what web_sys knows.
    type Composed;

    #[wasm_bindgen(method, catch, js_name = getComposedRanges)]
    fn ranges(this: &Composed, options: &Object) -> Result<Vec<Bounds>, JsValue>;

    /// A `StaticRange`.
    type Bounds;

    #[wasm_bindgen(method, getter, js_name = startContainer)]
    fn start_container(this: &Bounds) -> Node;

    #[wasm_bindgen(method, getter, js_name = startOffset)]
    fn start_offset(this: &Bounds) -> u32;

    #[wasm_bindgen(method, getter, js_name = endContainer)]
    fn end_container(this: &Bounds) -> Node;

    #[wasm_bindgen(method, getter, js_name = endOffset)]
    fn end_offset(this: &Bounds) -> u32;
}

/// What is selected inside of a shadow root, of which a selection itself tells nothing.
fn range_inside(selection: &Composed, shadow: &ShadowRoot) -> Option<Range> {
    let options = Object::new();
    Reflect::set(&options, &"shadowRoots".into(), &Array::of1(shadow)).ok()?;
    let bounds = selection.ranges(&options).ok()?.pop()?;
    let range = document()?.create_range().ok()?;
    range
        .set_start(&bounds.start_container(), bounds.start_offset())
        .ok()?;
    range
        .set_end(&bounds.end_container(), bounds.end_offset())
        .ok()?;
    (!range.collapsed() && shadow.contains(Some(&range.common_ancestor_container().ok()?)))
        .then_some(range)
}

/// The part of a block's text inside the range.
fn selected_part(block: &Element, range: &Range) -> Option<Place> {
    if !range.intersects_node(block).unwrap_or(false) {
        return None;
    }
    let mut bounds: Option<(u32, u32)> = None;
    for piece in pieces(block) {
        if let Some((from, to)) = part_of(&piece, range) {
            let start = bounds.map_or(piece.start + from, |(start, _)| start);
            bounds = Some((start, piece.start + to));
        }
    }
    let (start, end) = bounds?;
    Some(Place {
        block: block.id(),
        start,
        end,
    })
}

fn part_of(piece: &Piece, range: &Range) -> Option<(u32, u32)> {
    if !range.intersects_node(&piece.node).unwrap_or(false) {
        return None;
    }
    let node: &Node = &piece.node;
    let is =
        |container: Result<Node, _>| container.is_ok_and(|other| other.is_same_node(Some(node)));
    let from = if is(range.start_container()) {
        range.start_offset().unwrap_or(0)
    } else {
        0
    };
    let to = if is(range.end_container()) {
        range.end_offset().unwrap_or(piece.length)
    } else {
        piece.length
    };
    (from < to).then_some((from, to))
}
