//! Opening the collection's pack.

use std::rc::Rc;

use browser::network;
use corpus::pack::Pack;
use yew::prelude::*;

use crate::site::Site;
use crate::state::shelf::Shelf;

/// How far the collection is opened.
#[derive(Clone, PartialEq)]
pub enum Opened {
    /// It is on its way.
    Loading,
    /// It is open.
    Ready(Rc<Shelf>),
    /// It could not be opened, for this cause.
    Failed(String),
}

/// The collection, and a callback that tries again.
#[hook]
pub fn use_collection(site: &Site, pack: &str) -> (Opened, Callback<()>) {
    let opened = use_state_eq(|| Opened::Loading);
    let attempt = use_state(|| 0u32);
    let url = format!("{}{pack}", site.root);
    let setter = opened.setter();
    use_effect_with((url, *attempt), move |(url, _)| {
        let url = url.clone();
        wasm_bindgen_futures::spawn_local(async move {
            setter.set(match open(&url).await {
                Ok(shelf) => Opened::Ready(Rc::new(shelf)),
                Err(cause) => Opened::Failed(cause),
            });
        });
    });
    let on_retry = Callback::from(move |()| attempt.set(*attempt + 1));
    ((*opened).clone(), on_retry)
}

async fn open(url: &str) -> Result<Shelf, String> {
    let bytes = network::bytes(url)
        .await
        .map_err(|error| error.to_string())?;
    let pack = Pack::from_bytes(&bytes).map_err(|error| error.to_string())?;
    Shelf::open(pack).map_err(|error| error.to_string())
}
