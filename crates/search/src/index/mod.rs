//! The index file: written natively, read in place.
//!
//! Inside a [`corpus::envelope`] that begins with `LECTSRCH`; integers are little-endian or LEB128
//! (`v`). Sections, in order:
//!
//! - head: number of essays, number of terms (u32); words per field over all essays (4 × u64);
//!   bytes of lengths, dictionary and postings (3 × u32);
//! - essays: per essay the words of its fields (4 × u32) and where its place lengths begin (u32);
//! - directory: per dictionary page where it and its first posting list begin (2 × u32);
//! - lengths: per essay the words of each place (`v`), title and subtitle first, then each block;
//! - dictionary: the terms in byte order, front-coded in pages of 16: letters shared with the one
//!   before (`v`), letters that follow (`v`), those letters, bytes of its posting list (`v`);
//! - postings: per term its essays; per essay the step from the one before (`v`) and the number of
//!   places; per place the step times four plus the field (`v`), the number of positions (`v`)
//!   and their steps (`v`).

mod bytes;
mod reader;
mod writer;

pub use corpus::envelope::EnvelopeError as IndexError;
pub use reader::Index;
pub use writer::IndexWriter;

/// The version of the file's layout and of the analysis behind it.
pub const VERSION: u32 = 1;

const MAGIC: [u8; 8] = *b"LECTSRCH";

/// Terms to a dictionary page.
const PAGE: usize = 16;

/// Bytes of the head.
const HEAD: usize = 52;

/// Bytes of an essay's row.
const ESSAY: usize = 20;

/// Bytes of a page's row in the directory.
const DIRECTORY: usize = 8;

#[cfg(test)]
pub(crate) mod tests;
