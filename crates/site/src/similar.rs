//! What is like what in a collection.

use std::borrow::Borrow;

use corpus::Essay;
use lectern::state::shelf::Shelf;
use themes::Sketch;
use themes::similar::Similar;

use crate::cores;

/// What is like what, by the phrases of the essays and the themes that they treat.
pub fn similar(shelf: &Shelf) -> Similar {
    let essays = shelf.pack.essays.iter().map(|packed| &packed.essay);
    let essays: Vec<&Essay> = essays.collect();
    let treated = shelf.cards.iter().map(|card| {
        let themes = card.themes.iter();
        themes.map(|&(theme, _)| theme).collect()
    });
    let treated: Vec<Vec<usize>> = treated.collect();
    themes::similar::similar(&essays, &sketches(&essays), &treated)
}

/// The sketches of essays, made on all cores.
pub fn sketches<E: Borrow<Essay> + Sync>(essays: &[E]) -> Vec<Sketch> {
    cores::each(essays, |essay| Sketch::of(essay.borrow()))
}
