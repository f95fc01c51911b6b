//! What time it is, and waiting.

use js_sys::Promise;
use wasm_bindgen::JsValue;
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
    pause(0).await;
}

/// Waits for so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let later = Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            // Fails only for a missing callback.
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _ = JsFuture::from(later).await;
}

/// Waits until the browser has nothing else to do; where it does not say when, until its next task.
pub async fn idle() {
    let later = Promise::new(&mut |resolve, _| {
        let asked = window().map(|window| window.request_idle_callback(&resolve));
        if !matches!(asked, Some(Ok(_))) {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(later).await;
}
