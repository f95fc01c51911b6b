//! Lectern's domain: an essay is a sequence of blocks, every block has one normalised plain text,
//! and everything else (search hit, highlight, theme passage, citation) is a [`Span`] over it.
//!
//! Values in, values out: this crate knows no file, clock, browser or user interface, and it is
//! compiled for both the native tools and the browser. Offsets are Unicode scalar values
//! everywhere; only the browser's edge converts them, through [`Utf16Map`].

mod block;
mod collection;
pub mod csv;
mod date;
pub mod envelope;
mod essay;
mod id;
mod inline;
mod language;
pub mod letter;
pub mod measure;
pub mod order;
pub mod pack;
pub mod parallel;
pub mod sentence;
mod span;
pub mod text;
mod theme;
mod utf16;

pub use block::{Alignment, Block, Draft, Kind, ListItem, TableRow, assemble};
pub use collection::{Collection, Part};
pub use date::{Date, DateError};
pub use essay::{Author, Decision, Essay, Meta};
pub use id::{BlockId, EssayId, IdError, OWN_THEME, Revision, ThemeId, slug};
pub use inline::{Inline, InlineKind, Node, tree};
pub use language::{Language, Localized};
pub use span::Span;
pub use theme::{
    COLOURS, Codebook, CodebookError, Example, Passage, Reason, Theme, Within, colour_letter,
    colour_named, passages_in,
};
pub use utf16::Utf16Map;
