//! A corpus folder to a static site: prerendered pages, the collection's pack, the application; and
//! bare documents to a folder that can be searched.

pub mod app;
mod build;
pub mod built;
pub mod check;
mod citations;
mod compressed;
pub mod cores;
pub mod docs;
mod figures;
pub mod folder;
mod generations;
mod headers;
mod index;
mod machines;
mod one_file;
mod pack;
mod passages;
mod similar;
mod staging;

pub use build::{BuildError, Options, Report, build, build_one_file};
pub use index::index;
pub use pack::{pack, spoken_of};
pub use passages::passages;
pub use similar::{similar, sketches};
pub use staging::Unwritable;
