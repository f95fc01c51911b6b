//! Fetching the site's own files.

use js_sys::{Promise, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::document::window;
use crate::surface;

/// Why a file did not come.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The server has it not, or will not give it.
    #[error("{url}: the server answered {status}")]
    Status {
        /// What was asked for.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// No answer came, or it broke off.
    #[error("{url}: no answer (offline, or the connection broke)")]
    NoAnswer {
        /// What was asked for.
        url: String,
    },
}

/// Whether the reader has asked for as few bytes as possible.
pub fn is_saving() -> bool {
    let saving = || {
        let navigator = window()?.navigator();
        let connection = js_sys::Reflect::get(&navigator, &"connection".into()).ok()?;
        let saving = js_sys::Reflect::get(&connection, &"saveData".into()).ok()?;
        saving.as_bool()
    };
    saving().unwrap_or(false)
}

async fn get(url: &str) -> Result<Response, FetchError> {
    let no_answer = || FetchError::NoAnswer {
        url: url.to_owned(),
    };
    let answer = surface::fetch(url).or_else(|| Some(window()?.fetch_with_str(url)));
    let answer = JsFuture::from(answer.ok_or_else(no_answer)?)
        .await
        .map_err(|_| no_answer())?;
    let response: Response = answer.dyn_into().map_err(|_| no_answer())?;
    if response.ok() {
        Ok(response)
    } else {
        Err(FetchError::Status {
            url: url.to_owned(),
            status: response.status(),
        })
    }
}

/// What the body's promise gives, once the whole body has come.
async fn body(
    url: &str,
    read: impl FnOnce(&Response) -> Result<Promise, JsValue>,
) -> Result<JsValue, FetchError> {
    let no_answer = || FetchError::NoAnswer {
        url: url.to_owned(),
    };
    let response = get(url).await?;
    let body = read(&response).map_err(|_| no_answer())?;
    JsFuture::from(body).await.map_err(|_| no_answer())
}

/// The bytes at an address.
pub async fn bytes(url: &str) -> Result<Vec<u8>, FetchError> {
    let buffer = body(url, Response::array_buffer).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The text at an address.
pub async fn text(url: &str) -> Result<String, FetchError> {
    let text = body(url, Response::text).await?;
    text.as_string().ok_or_else(|| FetchError::NoAnswer {
        url: url.to_owned(),
    })
}
