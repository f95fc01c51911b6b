//! What the tabs of a site tell each other.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::surface::{on_leaving, stored};

/// A channel that all open pages of the site share. Closed when it is dropped.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Channel {
    /// Joins the channel of this name; calls back with what the others say. `None` where a browser has
    /// no such thing.
    pub fn join(name: &str, callback: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(&stored(name)).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            if let Some(text) = data.and_then(|data| data.as_string()) {
                callback(text);
            }
        });
        let closing = channel.clone();
        on_leaving(move || closing.close());
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    /// Tells the others.
    pub fn say(&self, text: &str) {
        // Fails only where the channel is closed.
        let _ = self.channel.post_message(&text.into());
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
