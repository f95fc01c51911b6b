//! The application's entry in the browser.

use wasm_bindgen::prelude::*;

fn main() {}

/// Two levels of free lists: a third of the standard library's allocator in size, and as fast.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Takes the page up. The module that starts it knows how to import the search engine, and what
/// highlights need now and then, and how to link the application's parts.
#[wasm_bindgen]
pub fn open(
    import_engine: browser::engine::Import,
    import_scribe: browser::engine::Import,
    link_part: browser::parts::Link,
) {
    browser::engine::importable_by(import_engine);
    browser::scribe::importable_by(import_scribe);
    browser::parts::linkable_by(link_part);
    lectern::app::start();
}
