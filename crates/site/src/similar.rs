//! What is like what in a collection.

use std::borrow::Borrow;

use corpus::Essay;
use corpus::pack::Pack;
use themes::Sketch;
use themes::similar::Similar;

use crate::cores;

/// What is like what, by the phrases of the essays and the themes that they treat.
pub fn similar(pack: &Pack) -> Similar {
    let essays: Vec<&Essay> = pack.essays.iter().map(|packed| &packed.essay).collect();
    let treated = |(at, essay): (usize, &&Essay)| {
        let spoken_of = themes::spoken_of(&pack.codebook, &pack.passages, at, essay);
        let treated = themes::treated(&pack.codebook, &spoken_of, essay).into_iter();
        treated.map(|(theme, _)| theme).collect()
    };
    let treated: Vec<Vec<usize>> = essays.iter().enumerate().map(treated).collect();
    themes::similar::similar(&essays, &sketches(&essays), &treated)
}

/// The sketches of essays, made on all cores.
pub fn sketches<E: Borrow<Essay> + Sync>(essays: &[E]) -> Vec<Sketch> {
    cores::each(essays, |essay| Sketch::of(essay.borrow()))
}
