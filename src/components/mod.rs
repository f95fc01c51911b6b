//! What pages share.

pub mod alone;
pub mod citations;
pub mod concordance;
pub mod entry;
pub mod facets;
pub mod figure;
pub mod header;
pub mod help;
pub mod indent;
pub mod margin_notes;
pub mod mark_tools;
pub mod note_form;
pub mod notice;
pub mod passage;
pub mod query_help;
pub mod search_dialog;
pub mod settings;
pub mod shared;
pub mod speaking;
pub mod standing;
pub mod stepper;
pub mod strayed;
pub mod summary;
pub mod swatch;
pub mod switch;
