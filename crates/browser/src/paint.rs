//! Transient marks laid over the article: search hits, theme tints, the sentence cursor, the target of
//! a link.
//!
//! Drawn by the CSS Custom Highlight API, which leaves every node as it is; where a browser has
//! it not, by `<mark>` elements, which are taken away again.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, StaticRange, StaticRangeInit};

use crate::article::{Piece, Place, block, pieces};
use crate::document::document;
use crate::{clock, marks, surface, viewport};

/// Layers of which a later one is drawn over an earlier; the others lie under them.
const ORDER: [&str; 4] = ["target", "hit", "cursor", "hit-now"];

/// How many ranges are registered at once: more would keep the page from answering to its reader.
const AT_ONCE: usize = 1000;

#[wasm_bindgen]
extern "C" {
    // web_sys has these only behind its unstable flag.
    type Highlight;

    #[wasm_bindgen(constructor)]
    fn new() -> Highlight;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &StaticRange);

    #[wasm_bindgen(method, setter)]
    fn set_priority(this: &Highlight, priority: u32);

    type Registry;

    #[wasm_bindgen(method)]
    fn set(this: &Registry, layer: &str, highlight: &Highlight);

    #[wasm_bindgen(method)]
    fn get(this: &Registry, layer: &str) -> JsValue;
}

/// Draws a layer anew: `::highlight(LAYER)` then styles these places, which are in the page's order, and
/// no others. Of many the nearest to the reader are drawn at once, and the others after them.
pub fn paint(layer: &str, places: &[Place]) {
    match registry() {
        Some(registry) => register(registry, layer, places),
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
    Some(range.get_bounding_client_rect().top() - viewport::top())
}

/// Ranges of text nodes under a place: one per node, so that a skipped node between is left out.
pub(crate) fn cuts(block: &Element, start: u32, end: u32) -> Vec<(Piece, u32, u32)> {
    pieces(block)
        .into_iter()
        .filter_map(|piece| {
            let (from, to) = cut(&piece, start, end)?;
            Some((piece, from, to))
        })
        .collect()
}

/// The part of a piece under a place, counted from its own start.
fn cut(piece: &Piece, start: u32, end: u32) -> Option<(u32, u32)> {
    let from = start.max(piece.start);
    let to = end.min(piece.start + piece.length);
    (from < to).then(|| (from - piece.start, to - piece.start))
}

fn registry() -> Option<Registry> {
    if let Some(own) = surface::highlights() {
        return Some(own.unchecked_into());
    }
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    Reflect::get(&css, &"highlights".into())
        .ok()
        .filter(|registry| !registry.is_undefined())
        .map(JsCast::unchecked_into)
}

fn register(registry: Registry, layer: &str, places: &[Place]) {
    let highlight = Highlight::new();
    let priority = ORDER.iter().position(|known| *known == layer);
    highlight.set_priority(priority.map_or(0, |at| at as u32 + 1));
    registry.set(layer, &highlight);
    if places.len() <= AT_ONCE {
        return add(&highlight, places);
    }
    let nearest = nearest(places);
    let mut rest = [&places[nearest..], &places[..nearest]].concat();
    let layer = layer.to_owned();
    let draw = move || {
        // Another drawing of the layer has taken this one's place.
        let is_current = Object::is(&registry.get(&layer), &highlight);
        let now = rest.len().min(AT_ONCE);
        let now: Vec<Place> = rest.drain(..now).collect();
        if is_current {
            add(&highlight, &now);
        }
        is_current && !rest.is_empty()
    };
    in_turns(draw);
}

/// Does something at once and, as long as it says that there is more of it, again in tasks of its own.
fn in_turns(mut act: impl FnMut() -> bool + 'static) {
    if act() {
        wasm_bindgen_futures::spawn_local(async move {
            loop {
                clock::next_task().await;
                if !act() {
                    break;
                }
            }
        });
    }
}

/// The first of the places that is not above the window.
fn nearest(places: &[Place]) -> usize {
    places.partition_point(|place| {
        let bottom = block(&place.block).map(|block| viewport::bottom_of(&block));
        bottom.is_some_and(|bottom| bottom < 0.0)
    })
}

/// Static ranges, never live ones: live ones collapse when a cached article is taken out of the
/// page, and slow every later change of the document down.
fn add(highlight: &Highlight, places: &[Place]) {
    for places in places.chunk_by(|one, next| one.block == next.block) {
        let Some(element) = places.first().and_then(|place| block(&place.block)) else {
            continue;
        };
        let pieces = pieces(&element);
        for place in places {
            for piece in &pieces {
                let Some((from, to)) = cut(piece, place.start, place.end) else {
                    continue;
                };
                let init = StaticRangeInit::new(&piece.node, to, &piece.node, from);
                if let Ok(range) = StaticRange::new(&init) {
                    highlight.add(&range);
                }
            }
        }
    }
}

fn mark(layer: &str, places: &[Place]) {
    let name = format!("paint:{layer}");
    marks::remove(&name);
    for place in places {
        marks::wrap(place, &name, &format!("painted painted-{layer}"), None);
    }
}
