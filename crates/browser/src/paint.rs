//! Transient marks laid over the article: search hits, theme tints, the target of a link.
//!
//! Drawn by the CSS Custom Highlight API, which leaves every node as it is; where a browser has
//! it not, by `<mark>` elements, which are taken away again.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, StaticRange, StaticRangeInit};

use crate::article::{Piece, Place, block, pieces};
use crate::document::document;
use crate::marks;

/// Draws a layer anew: `::highlight(LAYER)` then styles these places and no others.
pub fn paint(layer: &str, places: &[Place]) {
    match registry() {
        Some(registry) => register(&registry, layer, places),
        None => mark(layer, places),
    }
}

/// Where the place stands on the screen: the distance of its top from the window's, in pixels.
pub fn top(place: &Place) -> Option<f64> {
    let element = block(&place.block)?;
    let pieces = pieces(&element);
    let piece = pieces
        .iter()
        .find(|piece| place.start < piece.start + piece.length)?;
    let range = document()?.create_range().ok()?;
    let offset = place.start.saturating_sub(piece.start);
    range.set_start(&piece.node, offset).ok()?;
    range
        .set_end(&piece.node, (offset + 1).min(piece.length))
        .ok()?;
    Some(range.get_bounding_client_rect().top())
}

/// Ranges of text nodes under a place: one per node, so that a skipped node between is left out.
pub(crate) fn cuts(block: &Element, start: u32, end: u32) -> Vec<(Piece, u32, u32)> {
    let inside = |piece: Piece| {
        let from = start.max(piece.start);
        let to = end.min(piece.start + piece.length);
        (from < to).then(|| {
            let base = piece.start;
            (piece, from - base, to - base)
        })
    };
    pieces(block).into_iter().filter_map(inside).collect()
}

fn registry() -> Option<JsValue> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    Reflect::get(&css, &"highlights".into())
        .ok()
        .filter(|registry| !registry.is_undefined())
}

fn register(registry: &JsValue, layer: &str, places: &[Place]) {
    let ranges: Array = places.iter().flat_map(static_ranges).collect();
    // `new Highlight(...ranges)` and `registry.set(layer, highlight)`: bound by hand, because
    // web_sys has them only behind its unstable flag.
    let set = || {
        let constructor = Reflect::get(&js_sys::global(), &"Highlight".into()).ok()?;
        let constructor = constructor.dyn_into::<Function>().ok()?;
        let highlight = Reflect::construct(&constructor, &ranges).ok()?;
        let set = Reflect::get(registry, &"set".into())
            .ok()?
            .dyn_into::<Function>()
            .ok()?;
        set.call2(registry, &layer.into(), &highlight).ok()
    };
    let _ = set();
}

/// Static ranges, never live ones: live ones collapse when a cached article is taken out of the
/// page, and slow every later change of the document down.
fn static_ranges(place: &Place) -> Vec<StaticRange> {
    let Some(element) = block(&place.block) else {
        return Vec::new();
    };
    cuts(&element, place.start, place.end)
        .into_iter()
        .filter_map(|(piece, from, to)| {
            let init = StaticRangeInit::new(&piece.node, to, &piece.node, from);
            StaticRange::new(&init).ok()
        })
        .collect()
}

fn mark(layer: &str, places: &[Place]) {
    let name = format!("paint:{layer}");
    marks::remove(&name);
    for place in places {
        marks::wrap(place, &name, &format!("painted painted-{layer}"), None);
    }
}
