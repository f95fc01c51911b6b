//! What time it is.

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

/// Waits without blocking the page.
pub async fn sleep(milliseconds: u32) {
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
}
