//! A corpus folder to a static site: prerendered pages, the collection's pack, the application.

pub mod app;
mod build;
pub mod check;
mod figures;
pub mod folder;
mod pack;

pub use build::{BuildError, Options, Report, build};
pub use pack::pack;
