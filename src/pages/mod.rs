//! One file per kind of page: pure views of their properties, drawn natively and in the browser.

pub mod about;
pub mod essay;
pub mod library;
pub mod not_found;
pub mod notebook;
pub mod search;
pub mod theme;
pub mod themes;
