//! What finds highlights in changed texts, takes them away and brings them in: a module of its own,
//! fetched when it is first asked.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::engine::message;
use crate::surface;

#[wasm_bindgen]
extern "C" {
    /// `lectern-scribe`, started.
    type Module;

    #[wasm_bindgen(method, catch)]
    fn ask(this: &Module, question: Uint8Array) -> Result<Uint8Array, JsValue>;
}

/// Asks the module; the browser keeps one that was imported before.
pub async fn ask(question: &[u8]) -> Result<Vec<u8>, String> {
    let import = surface::of_host(|host| Some(host.import_scribe()));
    let import = import.ok_or_else(|| "no module".to_owned())?;
    let answered = async {
        let module = JsFuture::from(Promise::from(import.call0(&JsValue::NULL)?)).await?;
        module
            .unchecked_into::<Module>()
            .ask(Uint8Array::from(question))
    };
    let answer = answered.await.map_err(|cause| message(&cause))?;
    Ok(answer.to_vec())
}
