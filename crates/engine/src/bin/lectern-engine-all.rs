//! The search engine for texts in any language.

#![cfg_attr(target_family = "wasm", no_main)]

use engine::Engine;
use search::Stemming;
use wasm_bindgen::prelude::*;

/// Opens an index by the bytes of its head, or of all of it; fails with a message where these are none.
#[wasm_bindgen]
pub fn open(index: &[u8]) -> Result<Engine, String> {
    Engine::open(index, Stemming::ALL)
}

#[cfg(not(target_family = "wasm"))]
fn main() {}
