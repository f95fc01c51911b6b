//! The reader's highlights, as the application holds them.

use std::rc::Rc;

use corpus::envelope::{self, EnvelopeError};
use marks::{Colour, Highlight, Notebook};
use yew::Reducible;

/// Where highlights are kept.
pub const KEY: &str = "lectern.highlights";

const MAGIC: [u8; 8] = *b"LECTMARK";

/// The version of what is kept. It changes with any change to a type that a notebook contains.
const VERSION: u32 = 3;

/// A notebook as it is kept: in an envelope, so that nothing else is taken for one.
pub fn write(notebook: &Notebook) -> Vec<u8> {
    // Strings and numbers always encode into memory.
    let payload = postcard::to_allocvec(notebook).unwrap_or_default();
    envelope::seal(MAGIC, VERSION, &payload)
}

/// The notebook that was kept, or why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Notebook, EnvelopeError> {
    let payload = envelope::open(MAGIC, VERSION, bytes)?;
    postcard::from_bytes(payload).map_err(|_| EnvelopeError::Damaged)
}

/// The notebook in the open page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlights {
    /// All highlights.
    pub notebook: Rc<Notebook>,
    /// Counts the changes made here: what was only read needs not to be kept again.
    pub changes: u32,
}

/// What happens to highlights.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Words marked.
    Add(Highlight),
    /// A highlight in another colour.
    Recolour {
        /// The highlight.
        id: String,
        /// Its new colour.
        colour: Colour,
        /// The moment, in ISO 8601.
        now: String,
    },
    /// A highlight taken away.
    Remove(String),
}

impl Reducible for Highlights {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut notebook = (*self.notebook).clone();
        match action {
            Action::Add(highlight) => drop(notebook.add(highlight)),
            Action::Remove(id) => drop(notebook.remove(&id)),
            Action::Recolour { id, colour, now } => {
                if let Some(highlight) = notebook.find(&id) {
                    notebook.add(Highlight {
                        colour,
                        modified: now,
                        ..highlight.clone()
                    });
                }
            }
        }
        Rc::new(Self {
            notebook: Rc::new(notebook),
            changes: self.changes + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use corpus::{EssayId, Revision};

    use super::*;

    fn highlight(id: &str) -> Highlight {
        Highlight {
            id: id.to_owned(),
            essay: EssayId::new("essay").unwrap(),
            revision: Revision::from_name("r"),
            target: Vec::new(),
            colour: Colour::One,
            note: None,
            tags: Vec::new(),
            created: "2026-11-23T10:00:00.000Z".to_owned(),
            modified: "2026-11-23T10:00:00.000Z".to_owned(),
            origin: None,
        }
    }

    #[test]
    fn made_coloured_and_taken_away() {
        let later = "2026-11-23T11:00:00.000Z".to_owned();
        let highlights = Rc::new(Highlights::default()).reduce(Action::Add(highlight("a")));
        let recolour = |id: &str| Action::Recolour {
            id: id.to_owned(),
            colour: Colour::Four,
            now: later.clone(),
        };
        let highlights = highlights.reduce(recolour("a")).reduce(recolour("unknown"));
        let changed = highlights.notebook.find("a").unwrap();
        assert_eq!((changed.colour, &changed.modified), (Colour::Four, &later));
        assert_eq!(highlights.notebook.highlights().len(), 1);
        let empty = highlights.reduce(Action::Remove("a".to_owned()));
        assert!(empty.notebook.highlights().is_empty() && empty.changes == 4);
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut notebook = Notebook::default();
        notebook.add(highlight("a"));
        let kept = write(&notebook);
        assert_eq!(read(&kept), Ok(notebook));
        assert!(read(&kept[..kept.len() - 1]).is_err());
        assert_eq!(read(b"{}"), Err(EnvelopeError::Foreign));
    }
}
