//! Along a theme: from passage to passage through the essays, and the open essay folded to it.

use std::rc::Rc;

use browser::fold;
use yew::prelude::*;

use super::navigator::{Navigator, Place};
use crate::effect::use_effect_of;
use crate::route::Route;
use crate::site::Site;
use crate::state::text::Text;
use crate::state::topics::Topics;
use crate::state::walk::{Walk, folds};

/// The walk along the themes that are tinted in the open essay.
#[derive(Clone, PartialEq)]
pub struct Walking {
    navigator: Navigator,
    /// Where the reader is on it.
    pub walk: Option<Walk>,
    /// Whether the essay is folded to it.
    pub folded: bool,
    /// Called to fold the essay, or to unfold it.
    pub on_fold: Callback<bool>,
}

/// The walk, and the essay folded to it.
#[hook]
pub fn use_walking(
    site: &Site,
    navigator: &Navigator,
    place: &Place,
    text: &Text,
    topics: Option<&Rc<Topics>>,
) -> Walking {
    let folded = use_state_eq(|| false);
    let deps = (topics.cloned(), place.reading().cloned());
    let walk = use_memo(deps, |(topics, reading)| {
        Walk::of(topics.as_ref()?, reading.as_ref()?)
    });
    let walk = (*walk).clone();
    let is_folded = *folded && walk.is_some();
    use_folded(site, place, text, is_folded);
    let folding = folded.setter();
    Walking {
        navigator: navigator.clone(),
        walk,
        folded: is_folded,
        on_fold: Callback::from(move |is| folding.set(is)),
    }
}

impl Walking {
    /// Goes on, or back, if there is a passage.
    pub fn step(&self, forward: bool) -> bool {
        let walk = self.walk.as_ref();
        let step = walk.and_then(|walk| {
            if forward {
                walk.next.clone()
            } else {
                walk.previous.clone()
            }
        });
        let is_way = step.is_some();
        if let Some(reading) = step {
            self.navigator.go(Route::Essay(reading));
        }
        is_way
    }
}

#[hook]
fn use_folded(site: &Site, place: &Place, text: &Text, is_folded: bool) {
    let reading = place.reading();
    let kept = is_folded.then(|| kept(place));
    let (site, text) = (site.clone(), text.clone());
    let deps = (kept, place.visit, text.len());
    use_effect_of(deps, move |(kept, _, _)| {
        let Some(kept) = kept else {
            return fold::unfold();
        };
        let runs = folds(&text, kept).into_iter().map(|run| {
            let keys = ("essay.folded.one", "essay.folded.other");
            (run.clone(), site.locale.count(keys, run.len(), &[]))
        });
        fold::fold(&runs.collect::<Vec<_>>());
    });
    let target = reading.and_then(|reading| reading.target.as_ref());
    use_effect_of(target.map(|target| target.block.to_string()), |block| {
        block.iter().for_each(|block| fold::reveal(block));
    });
}

/// The blocks of the open essay that speak of the tinted themes.
fn kept(place: &Place) -> Vec<String> {
    let chosen = place
        .reading()
        .map(|reading| reading.themes.as_slice())
        .unwrap_or_default();
    let outlines = place.outline.iter().flat_map(|outline| &outline.themes);
    let themes = outlines.filter(|theme| chosen.contains(&theme.id));
    themes
        .flat_map(|theme| theme.passages.iter().map(|(block, _)| block.to_string()))
        .collect()
}
