//! The index: written natively, read in place, fetched part by part.
//!
//! A **head** ([`head`]) holds the lengths of the documents and the directory of the dictionary.
//! **Pages** of the dictionary ([`dictionary`]) hold terms and name the files with their **posting
//! lists** ([`postings`]) and **positions** ([`positions`]). Parts with the documents' names and
//! **facets** ([`facets`]) are beside. Every part but the head is named by its hash, so that it can
//! be kept for ever and is known to be whole when it arrives. A small index is one file of them all.
//!
//! A query runs on the parts that are at hand. Where some are missing it says which
//! ([`Unready::Missing`]); whoever asks fetches these, and asks again.

mod ahead;
mod bits;
mod bytes;
mod contexts;
mod dictionary;
mod facets;
mod head;
mod kept;
mod lengths;
mod lookup;
mod memory;
mod merge;
mod names;
mod part;
mod positions;
mod postings;
mod range_coder;
mod reader;
mod run;
mod spelling;

pub use corpus::envelope::EnvelopeError as IndexError;
pub(crate) use facets::Facets;
pub use facets::{Dimension, Row};
pub(crate) use lookup::{Entry, Lookup};
pub use merge::{Emit, MadePage, Merge, merge};
pub use part::{PartError, PartId, PartKind};
pub(crate) use postings::Postings;
pub use reader::{Index, Unready, whole};
pub use run::{ReadAt, RunWriter};

/// The version of the layout and of the analysis behind it.
pub const VERSION: u32 = 4;

pub(crate) const MAGIC: [u8; 8] = *b"LECTSRCH";

#[cfg(test)]
pub(crate) mod tests;
