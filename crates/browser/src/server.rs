//! Whether the site's server answers, and with the build of the site that this page is of.

use std::cell::RefCell;

use gloo_events::EventListener;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::document::{attribute, root, window};
use crate::network::{self, FetchError};

/// What a server says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// It has the build that this page is of, or says nothing of that.
    Same,
    /// It has another.
    Other,
    /// It does not answer, or cannot.
    Silent,
}

/// The smallest page of a site.
const PAGE: &str = "404.html";

/// The attribute of `<html>` that tells builds apart.
const BUILD: &str = "data-build";

thread_local! {
    /// What ends the latest waiting.
    static WAITING: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Asks the server.
pub async fn ask() -> Server {
    match network::text(&[&root(), PAGE].concat()).await {
        Ok(page) if is_other(&page) => Server::Other,
        Ok(_) => Server::Same,
        Err(FetchError::Status { status, .. }) if status < 500 => Server::Same,
        Err(_) => Server::Silent,
    }
}

/// Whether a page of the site is of another build than the one in the window.
pub(crate) fn is_other(page: &str) -> bool {
    let said = [" ", BUILD, "=\""].concat();
    let (Some(own), Some((_, other))) = (attribute(BUILD), page.split_once(&said)) else {
        return false;
    };
    !other.starts_with(&own)
}

/// Whether a worker answers in the place of a server that is silent.
pub fn has_worker() -> bool {
    let worker = || {
        let navigator = window()?.navigator();
        let workers = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
        let worker = js_sys::Reflect::get(&workers, &"controller".into()).ok()?;
        worker.is_object().then_some(())
    };
    worker().is_some()
}

/// Waits for so many milliseconds, or until the machine is in a network again, or somebody is impatient.
pub async fn pause(milliseconds: i32) {
    let Some(window) = window() else { return };
    let mut online = None;
    let later = Promise::new(&mut |resolve, _| {
        let end = resolve.clone();
        online = Some(EventListener::once(&window, "online", move |_| {
            let _ = end.call0(&JsValue::NULL);
        }));
        // Fails only for a missing callback.
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        WAITING.set(Some(resolve));
    });
    let _ = JsFuture::from(later).await;
    drop(online);
}

/// Ends a waiting.
pub fn hurry() {
    if let Some(waiting) = WAITING.take() {
        let _ = waiting.call0(&JsValue::NULL);
    }
}
