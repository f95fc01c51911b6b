//! A built site over HTTP on this machine: its files as a host sends them, and to each page a word
//! when the site was built again.

mod answer;
mod headers;
mod media;
mod reload;
mod request;
mod server;
mod watch;

pub use server::{BindError, Listener, Server};
pub use watch::Watch;
