//! Opening the collection's pack.

use std::rc::Rc;

use browser::engine::Engine;
use browser::network;
use corpus::pack::Pack;
use yew::prelude::*;

use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::shelf::Shelf;

/// How far the collection is opened.
#[derive(Clone, PartialEq)]
pub enum Opened {
    /// It is on its way.
    Loading,
    /// It is open.
    Ready(Collection),
    /// It could not be opened, for this cause.
    Failed(String),
}

/// An opened collection. Clones are one.
#[derive(Clone)]
pub struct Collection {
    /// What it holds.
    pub shelf: Rc<Shelf>,
    /// Who finds things in it.
    pub engine: Rc<Engine>,
}

impl PartialEq for Collection {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.engine, &other.engine)
    }
}

impl Opened {
    /// The collection, once it is open.
    pub fn collection(&self) -> Option<&Collection> {
        match self {
            Self::Ready(collection) => Some(collection),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Whether it could not be opened.
    pub fn has_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

/// The collection, and a callback that tries again.
#[hook]
pub fn use_collection(site: &Site, pack: &str) -> (Opened, Callback<()>) {
    let opened = use_state_eq(|| Opened::Loading);
    let attempt = use_state(|| 0u32);
    let url = format!("{}{pack}", site.root);
    let setter = opened.setter();
    use_effect_of((url, *attempt), move |(url, _)| {
        let url = url.clone();
        wasm_bindgen_futures::spawn_local(async move {
            setter.set(match open(&url).await {
                Ok(collection) => Opened::Ready(collection),
                Err(cause) => Opened::Failed(cause),
            });
        });
    });
    let on_retry = Callback::from(move |()| attempt.set(*attempt + 1));
    ((*opened).clone(), on_retry)
}

async fn open(url: &str) -> Result<Collection, String> {
    let bytes = network::bytes(url)
        .await
        .map_err(|error| error.to_string())?;
    let mut pack = Pack::from_bytes(&bytes).map_err(|error| error.to_string())?;
    let index = std::mem::take(&mut pack.index);
    Ok(Collection {
        shelf: Rc::new(Shelf::new(pack)),
        engine: Rc::new(Engine::new(index)),
    })
}
