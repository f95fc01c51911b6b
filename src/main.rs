//! The application's entry in the browser.

use wasm_bindgen::prelude::*;

fn main() {}

/// Two levels of free lists: a third of the standard library's allocator in size, and as fast.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Takes the page up, for whoever starts the application.
#[wasm_bindgen]
pub fn open(host: browser::surface::Host) {
    browser::surface::open(host);
    lectern::app::start();
}

/// Goes to an address of the site, given from its root on.
#[wasm_bindgen]
pub fn go(address: &str) -> Result<(), String> {
    lectern::app::api::go(address)
}

/// Changes preferences, in words as they are kept (`appearance=dark lang=zh-Hans`).
#[wasm_bindgen]
pub fn prefer(words: &str) -> Result<(), String> {
    lectern::app::api::prefer(words)
}

/// The best essays, at most so many, with at most so many passages of each, as JSON.
#[wasm_bindgen]
pub async fn search(query: String, limit: u32, passages: u32) -> Result<String, String> {
    lectern::app::api::search(query, limit, passages).await
}

/// All highlights as Web Annotations, in JSON.
#[wasm_bindgen]
pub async fn highlights() -> Result<String, String> {
    lectern::app::api::highlights().await
}

/// Lets go of the page.
#[wasm_bindgen]
pub fn close() {
    lectern::app::close();
}
