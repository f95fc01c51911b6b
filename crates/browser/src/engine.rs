//! The search engine: a module of its own, which the page's starting module knows how to import, for
//! WebAssembly cannot import anything by itself. It is fetched when it is first asked for.

use std::cell::RefCell;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::surface;

#[wasm_bindgen]
extern "C" {
    /// `static/search.js`.
    type Module;

    #[wasm_bindgen(method, catch)]
    async fn open(this: &Module, index: Uint8Array) -> Result<JsValue, JsValue>;

    /// An index opened there.
    type Search;

    #[wasm_bindgen(method, catch)]
    async fn query(this: &Search, text: &str, limit: u32, chosen: &str)
    -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn facets(this: &Search, text: &str, chosen: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn passages(
        this: &Search,
        text: &str,
        sheet: &str,
        limit: u32,
        chosen: &str,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn marks(this: &Search, text: &str, sheet: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn speaking(
        this: &Search,
        text: &str,
        language: &str,
        sheet: &str,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn concordance(this: &Search, text: &str, sheet: &str) -> Result<JsValue, JsValue>;
}

/// An index, opened when it is first asked.
pub struct Engine {
    index: Vec<u8>,
    opened: RefCell<Option<Promise>>,
}

impl Engine {
    /// Over the bytes of an index.
    pub fn new(index: Vec<u8>) -> Self {
        Self {
            index,
            opened: RefCell::default(),
        }
    }

    /// Opens the index, if it is not; what cannot be opened can be tried again.
    pub async fn open(&self) -> Result<(), String> {
        self.search().await.map(drop)
    }

    /// Asks [`Search::query`].
    pub async fn query(&self, text: &str, limit: u32, chosen: &str) -> Result<String, String> {
        answer(self.search().await?.query(text, limit, chosen).await)
    }

    /// Asks [`Search::facets`].
    pub async fn facets(&self, text: &str, chosen: &str) -> Result<String, String> {
        answer(self.search().await?.facets(text, chosen).await)
    }

    /// Asks [`Search::passages`].
    pub async fn passages(
        &self,
        text: &str,
        sheet: &str,
        limit: u32,
        chosen: &str,
    ) -> Result<String, String> {
        let search = self.search().await?;
        answer(search.passages(text, sheet, limit, chosen).await)
    }

    /// Asks [`Search::marks`].
    pub async fn marks(&self, text: &str, sheet: &str) -> Result<String, String> {
        answer(self.search().await?.marks(text, sheet).await)
    }

    /// Asks [`Search::speaking`].
    pub async fn speaking(
        &self,
        text: &str,
        language: &str,
        sheet: &str,
    ) -> Result<String, String> {
        answer(self.search().await?.speaking(text, language, sheet).await)
    }

    /// Asks [`Search::concordance`].
    pub async fn concordance(&self, text: &str, sheet: &str) -> Result<String, String> {
        answer(self.search().await?.concordance(text, sheet).await)
    }

    async fn search(&self) -> Result<Search, String> {
        let opened = self.opened.borrow().clone();
        let opened = opened.unwrap_or_else(|| {
            let index = Uint8Array::from(self.index.as_slice());
            let opening = future_to_promise(async move {
                let import = surface::of_host(|host| Some(host.import_engine()));
                let import = import.ok_or_else(|| JsValue::from("no module"))?;
                let module = JsFuture::from(Promise::from(import.call0(&JsValue::NULL)?)).await?;
                module.unchecked_into::<Module>().open(index).await
            });
            self.opened.replace(Some(opening.clone()));
            opening
        });
        match JsFuture::from(opened).await {
            Ok(search) => Ok(search.unchecked_into()),
            Err(cause) => {
                self.opened.take();
                Err(message(&cause))
            }
        }
    }
}

fn answer(answer: Result<JsValue, JsValue>) -> Result<String, String> {
    let answer = answer.map_err(|cause| message(&cause))?;
    Ok(answer.as_string().unwrap_or_default())
}

pub(crate) fn message(cause: &JsValue) -> String {
    let error = cause.dyn_ref::<js_sys::Error>();
    let message = error.map(|error| String::from(error.message()));
    message.or_else(|| cause.as_string()).unwrap_or_default()
}
