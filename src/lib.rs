//! Lectern's reader: a Yew application that takes up prerendered pages of a collection of essays,
//! and (with the feature `ssr`) the native drawing of those same pages.

#[cfg(feature = "csr")]
pub mod app;
pub mod components;
pub mod effect;
pub mod locale;
mod markup;
pub mod pages;
pub mod part;
#[cfg(feature = "ssr")]
pub mod prerender;
pub mod route;
pub mod shortcuts;
pub mod site;
pub mod state;
mod titles;
