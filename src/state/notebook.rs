//! The reader's highlights, as the application holds them.

use std::rc::Rc;

use marks::{Colour, Highlight, Notebook};
use yew::Reducible;

/// Where highlights are kept.
pub const KEY: &str = "lectern.highlights";

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
                    notebook.add(Highlight { colour, modified: now, ..highlight.clone() });
                }
            }
        }
        Rc::new(Self { notebook: Rc::new(notebook), changes: self.changes + 1 })
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
            created: "2026-11-23T10:00:00.000Z".to_owned(),
            modified: "2026-11-23T10:00:00.000Z".to_owned(),
        }
    }

    #[test]
    fn made_coloured_and_taken_away() {
        let later = "2026-11-23T11:00:00.000Z".to_owned();
        let highlights = Rc::new(Highlights::default()).reduce(Action::Add(highlight("a")));
        let recolour = |id: &str| Action::Recolour { id: id.to_owned(), colour: Colour::Four, now: later.clone() };
        let highlights = highlights.reduce(recolour("a")).reduce(recolour("unknown"));
        let changed = highlights.notebook.find("a").unwrap();
        assert_eq!((changed.colour, &changed.modified), (Colour::Four, &later));
        assert_eq!(highlights.notebook.highlights().len(), 1);
        let empty = highlights.reduce(Action::Remove("a".to_owned()));
        assert!(empty.notebook.highlights().is_empty() && empty.changes == 4);
    }
}
