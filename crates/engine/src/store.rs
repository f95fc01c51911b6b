//! An index and where its parts are fetched from.

use std::cell::RefCell;

use browser::network;
use js_sys::{Array, Promise, Uint8Array};
use search::{Index, PartId, Unready};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// An index whose parts lie beside its head.
pub struct Store {
    folder: String,
    pub index: RefCell<Index>,
}

impl Store {
    /// Fetches the head of an index.
    pub async fn open(folder: &str, head: &str) -> Result<Self, String> {
        let url = format!("{folder}{head}");
        let bytes = network::bytes(&url).await.map_err(|error| error.to_string())?;
        let index = Index::open(&bytes).map_err(|error| format!("{url}: {error}"))?;
        Ok(Self { folder: folder.to_owned(), index: RefCell::new(index) })
    }

    /// Asks the index until nothing is missing, fetching what is.
    pub async fn ask<T>(
        &self,
        mut question: impl FnMut(&Index) -> Result<T, Unready>,
    ) -> Result<T, String> {
        loop {
            let answer = question(&self.index.borrow());
            match answer {
                Ok(answer) => return Ok(answer),
                Err(Unready::Missing(parts)) if !parts.is_empty() => self.fetch(&parts).await?,
                Err(error) => return Err(error.to_string()),
            }
        }
    }

    /// Fetches parts side by side. One that does not come, or comes damaged, is tried once more.
    pub async fn fetch(&self, parts: &[PartId]) -> Result<(), String> {
        let promises: Array = parts.iter().map(|&part| self.promise(part, false)).collect();
        let arrived = JsFuture::from(Promise::all_settled_iterable(&promises)).await;
        let arrived = arrived.map_err(message)?.unchecked_into::<Array>();
        let mut lost = Vec::new();
        for (&part, outcome) in parts.iter().zip(arrived) {
            let value = js_sys::Reflect::get(&outcome, &"value".into()).unwrap_or_default();
            if self.insert(part, &value).is_err() {
                lost.push(part);
            }
        }
        for part in lost {
            let bytes = JsFuture::from(self.promise(part, true)).await.map_err(message)?;
            self.insert(part, &bytes)?;
        }
        Ok(())
    }

    fn promise(&self, part: PartId, anew: bool) -> Promise {
        let url = format!("{}{part}", self.folder);
        future_to_promise(async move {
            let bytes = if anew { network::bytes_anew(&url).await } else { network::bytes(&url).await };
            let bytes = bytes.map_err(|error| JsValue::from(error.to_string()))?;
            Ok(Uint8Array::from(&bytes[..]).into())
        })
    }

    fn insert(&self, part: PartId, bytes: &JsValue) -> Result<(), String> {
        let bytes = bytes.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
        self.index.borrow_mut().insert(part, bytes).map_err(|error| error.to_string())
    }
}

fn message(error: JsValue) -> String {
    error.as_string().unwrap_or_else(|| "a part of the search index did not come".to_owned())
}
