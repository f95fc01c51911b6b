//! What time it is, and waiting.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use crate::document::window;

/// The present moment as ISO 8601 in UTC, to the millisecond.
pub fn now() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Milliseconds since the page began, for measuring.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// A random number for names that must not repeat, of 53 bits.
pub fn random() -> u64 {
    // Below 2^53, where every integer is exact.
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}

/// Lets the browser do what it has to do first: what waits here goes on in its next task.
pub async fn next_task() {
    let later = Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            // Fails only for a missing callback.
            let _ = window.set_timeout_with_callback(&resolve);
        }
    });
    let _ = JsFuture::from(later).await;
}
