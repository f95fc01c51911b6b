//! What highlights need only now and then: finding them in a changed text, taking them away as files,
//! and bringing them in from files.
//!
//! The application links this crate for the types of questions and answers alone; what answers them is
//! linked into `lectern-scribe`, a WebAssembly module that is fetched when it is first asked. Questions
//! and answers go as postcard bytes.

mod question;
mod shared;

pub use question::{
    Answer, Brought, Citable, Citation, CodebookFormat, Format, Question, Taken, TakenCodebook,
    TakenPlace, answer,
};

/// Numbers, strings and lists always encode into memory.
pub fn to_bytes(value: &impl serde::Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

/// What bytes of the other side say; `None` where they say something else.
pub fn from_bytes<'de, T: serde::Deserialize<'de>>(bytes: &'de [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
