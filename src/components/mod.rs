//! What pages share.

pub mod appearance;
pub mod entry;
pub mod facets;
pub mod header;
pub mod help;
pub mod mark_tools;
pub mod notice;
pub mod passage;
pub mod stepper;
pub mod swatch;
pub mod switch;
