//! Readers' highlights: what they hold, where they stand in a text that may have changed, how they
//! leave and come back (W3C Web Annotation), how they leave for good (Markdown, CSV), and the notebook
//! that keeps them.
//!
//! A highlight is a list of selectors, one for each block that it touches; each names its place and
//! quotes its words with what stands around them. So each part finds its own way back, and a
//! highlight maps to a Web Annotation with a target for each part.

mod anchor;
mod annotation;
mod context;
mod export;
mod highlight;
mod moment;
mod notebook;
mod saved;

pub use anchor::{Anchor, Place, Quote, Standing, anchor, at_home, place};
pub use annotation::{Fault, Form, Import, Refusal, from_json_ld, to_json_ld};
pub use context::select;
pub use export::{Entry, to_csv, to_markdown};
pub use highlight::{Colour, Foreign, Highlight, Selector};
pub use notebook::{Merged, Notebook, Report};
pub use saved::{SAVED, Saved};
