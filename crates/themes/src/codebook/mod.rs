//! Codebooks in the formats of others: REFI-QDA (QDC), CSV, SKOS; and as `themes.toml`.
//!
//! Writing needs nothing but the codebook and what each function asks for, and runs in the browser.
//! Reading (feature `import`) takes files that anybody made: it never panics, refuses what would make
//! it work without end, and says what it could not keep.

pub mod csv;
mod palette;
pub mod qdc;
pub mod skos;
pub mod toml;

#[cfg(feature = "import")]
mod gather;

pub use palette::Palette;

#[cfg(feature = "import")]
pub use self::import::{ImportError, Imported, Note, import};

#[cfg(feature = "import")]
mod import {
    use corpus::{Codebook, Language};
    use thiserror::Error;

    use super::{Palette, csv, qdc, skos};

    /// A codebook that was read, and what was made of it on the way.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Imported {
        /// The codebook.
        pub codebook: Codebook,
        /// What was added, changed or lost.
        pub notes: Vec<Note>,
    }

    /// Something that was added, changed or lost in reading.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Note {
        /// The line of the file, from 1, where that is known.
        pub line: Option<u32>,
        /// What happened.
        pub message: String,
    }

    /// Why a file is no codebook.
    #[derive(Clone, Debug, PartialEq, Eq, Error)]
    #[error("{cause}")]
    pub struct ImportError {
        /// The line of the file, from 1, where that is known.
        pub line: Option<u32>,
        /// What is wrong, and how to mend it.
        pub cause: String,
    }

    impl ImportError {
        /// What is wrong on a line.
        pub(crate) fn new(line: impl Into<Option<u32>>, cause: impl Into<String>) -> Self {
            Self {
                line: line.into(),
                cause: cause.into(),
            }
        }
    }

    /// Reads a codebook of whatever format, told by its content. Names in formats that do not say
    /// their language are taken to be in this one; colours become the nearest of the palette's.
    pub fn import(
        text: &str,
        language: &Language,
        palette: &Palette,
    ) -> Result<Imported, ImportError> {
        let text = text.trim_start_matches('\u{feff}');
        let start = text.trim_start();
        if start.starts_with('<') {
            qdc::read(text, language, palette)
        } else if start.starts_with("[[theme") || start.starts_with("# ") {
            Err(ImportError::new(
                None,
                "this looks like a themes.toml already: copy it into the corpus folder",
            ))
        } else if start.starts_with(['{', '[']) {
            skos::read(text, language)
        } else if start.starts_with("PK") {
            Err(ImportError::new(
                None,
                "this is a zip archive, perhaps a REFI-QDA project: take the file project.qde out of it",
            ))
        } else {
            csv::read(text, language, palette)
        }
    }
}

#[cfg(feature = "import")]
#[cfg(test)]
mod tests;
