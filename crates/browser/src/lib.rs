//! The browser: the only crate that names web APIs. It knows no essay, theme or search; it moves
//! strings, bytes, numbers and callbacks between the page and the application.
//!
//! Text offsets here are UTF-16 code units, as the DOM counts them; whoever calls converts.

pub mod article;
pub mod base64;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod database;
pub mod death;
pub mod dialog;
pub mod document;
pub mod engine;
pub mod events;
pub mod files;
pub mod focus;
pub mod fold;
pub mod history;
pub mod islands;
pub mod keyboard;
pub mod margin;
pub mod marks;
pub mod navigation;
pub mod network;
pub mod overlay;
pub mod paint;
pub mod parts;
pub mod scribe;
pub mod scroll;
pub mod selection;
pub mod server;
pub mod speech;
pub mod storage;
pub mod surface;
pub mod twins;
mod viewport;

/// Something that stops listening when it is dropped.
pub struct Subscription {
    _listeners: Vec<gloo_events::EventListener>,
}

impl Subscription {
    fn new(listeners: Vec<gloo_events::EventListener>) -> Self {
        Self {
            _listeners: listeners,
        }
    }
}
