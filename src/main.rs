//! The application's entry in the browser.

use wasm_bindgen::prelude::*;

fn main() {}

/// Takes the page up. The module that starts it knows how to import the search engine.
#[wasm_bindgen]
pub fn open(import_engine: browser::engine::Import) {
    browser::engine::importable_by(import_engine);
    lectern::app::start();
}
