//! The themes that a reader can follow: those of the codebook, and behind them the reader's own.

use std::rc::Rc;

use corpus::{Codebook, Passage, Theme, ThemeId};
use themes::Together;

use super::shelf::Shelf;

/// A theme of the reader's own, with what speaks of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// The theme.
    pub theme: Theme,
    /// Its passages, in reading order.
    pub passages: Vec<Passage>,
}

/// All themes with their passages.
pub struct Topics {
    shelf: Rc<Shelf>,
    codebook: Codebook,
    own: Vec<Own>,
    together: Together,
}

/// They are the same where they are one: comparing all passages would cost more than it could save.
impl PartialEq for Topics {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Topics {
    /// The themes of a collection and these. One whose id is taken is left out.
    pub fn new(shelf: Rc<Shelf>, own: Vec<Own>) -> Self {
        let of_collection = shelf.pack.codebook.themes();
        let own_themes = own.iter().map(|own| own.theme.clone());
        let all: Vec<Theme> = of_collection.iter().cloned().chain(own_themes).collect();
        let (codebook, own) = match Codebook::new(&all) {
            Ok(codebook) => (codebook, own),
            Err(_) => (shelf.pack.codebook.clone(), Vec::new()),
        };
        let mut topics = Self {
            codebook,
            own,
            together: Together::default(),
            shelf,
        };
        let passages = (0..topics.codebook.themes().len()).map(|theme| topics.passages(theme));
        let blocks = topics.shelf.pack.essays.iter().map(|packed| &packed.essay);
        topics.together = Together::new(&passages.collect::<Vec<_>>(), themes::blocks(blocks));
        topics
    }

    /// The collection.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// All themes.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The theme at a place.
    pub fn theme(&self, theme: usize) -> &Theme {
        &self.codebook.themes()[theme]
    }

    /// How many themes there are.
    pub fn len(&self) -> usize {
        self.codebook.themes().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.codebook.themes().is_empty()
    }

    /// How many of them are the codebook's; the others follow.
    pub fn of_codebook(&self) -> usize {
        self.shelf.pack.passages.len()
    }

    /// Whether a theme is the reader's own.
    pub fn is_own(&self, theme: usize) -> bool {
        theme >= self.of_codebook()
    }

    /// The passages of a theme, in reading order.
    pub fn passages(&self, theme: usize) -> &[Passage] {
        let own = || self.own.get(theme.checked_sub(self.of_codebook())?);
        match self.shelf.pack.passages.get(theme) {
            Some(passages) => passages,
            None => own().map_or(&[], |own| &own.passages),
        }
    }

    /// The passages of an essay that speak of a theme.
    pub fn passages_in(&self, theme: usize, essay: usize) -> &[Passage] {
        let passages = self.passages(theme);
        let before =
            |until: usize| passages.partition_point(|passage| (passage.essay as usize) < until);
        &passages[before(essay)..before(essay + 1)]
    }

    /// Which themes speak together.
    pub fn together(&self) -> &Together {
        &self.together
    }

    /// The theme of this id.
    pub fn find(&self, id: &ThemeId) -> Option<usize> {
        self.codebook.find(id).map(|(place, _)| place)
    }
}
