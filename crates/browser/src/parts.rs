//! Parts of the application that come when they are needed: WebAssembly of their own, which the page's starting
//! module fetches and links to what runs already.

use std::cell::RefCell;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::engine::message;
use crate::surface;

thread_local! {
    static HERE: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Whether a part is here.
pub fn is_here(name: &str) -> bool {
    HERE.with_borrow(|here| here.contains(&name))
}

/// Has a part linked, if it is not; an error names its file and the cause.
pub async fn link(name: &'static str) -> Result<(), String> {
    if is_here(name) {
        return Ok(());
    }
    let link = surface::of_host(|host| Some(host.link_part()));
    let link = link.ok_or_else(|| "no module".to_owned())?;
    let linked = async {
        let linking = link.call1(&JsValue::NULL, &name.into())?;
        JsFuture::from(Promise::from(linking)).await
    };
    linked.await.map_err(|cause| message(&cause))?;
    if !is_here(name) {
        HERE.with_borrow_mut(|here| here.push(name));
    }
    Ok(())
}
