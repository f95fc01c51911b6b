//! Along a theme: from passage to passage through the essays, and the open essay folded to it.

use std::rc::Rc;

use browser::fold;
use yew::prelude::*;

use super::navigator::{Navigator, Place};
use super::parts::{self, THEMES};
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

/// The open essay with the reader's own themes among those of its margin, as soon as they are gathered.
#[hook]
pub fn use_own_themes(place: Place, topics: Option<&Rc<Topics>>) -> Place {
    let outline = place.outline.clone();
    // An outline is the same as long as the essay is open.
    let own = use_memo((topics.cloned(), place.visit), move |(topics, _)| {
        let outlined = THEMES.here()?.outline;
        outlined(outline.as_deref()?, topics.as_ref()?).map(Rc::new)
    });
    let outline = (*own).clone().or(place.outline);
    Place { outline, ..place }
}

/// The walk, and the essay folded to it: where it leads comes with the pages on themes.
#[hook]
pub fn use_walking(
    site: &Site,
    navigator: &Navigator,
    place: &Place,
    text: &Text,
    topics: Option<&Rc<Topics>>,
) -> Walking {
    let folded = use_state_eq(|| false);
    let reading = place.reading();
    let is_tinted = reading.is_some_and(|reading| !reading.themes.is_empty());
    use_effect_of(is_tinted, |is_tinted| {
        if *is_tinted {
            parts::want(THEMES.name());
        }
    });
    let deps = (topics.cloned(), reading.cloned());
    let walk = use_memo(deps, |(topics, reading)| {
        (THEMES.here()?.walk)(topics.as_ref()?, reading.as_ref()?)
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

/// An essay that is to be folded.
pub struct Folding {
    site: Site,
    place: Place,
    text: Text,
}

#[hook]
fn use_folded(site: &Site, place: &Place, text: &Text, is_folded: bool) {
    let themes = place.reading().map(|reading| reading.themes.clone());
    let deps = (themes.filter(|_| is_folded), place.visit, text.len());
    let folding = Folding {
        site: site.clone(),
        place: place.clone(),
        text: text.clone(),
    };
    use_effect_of(deps, move |(themes, ..)| match (THEMES.here(), themes) {
        (Some(part), Some(_)) => (part.fold)(&folding),
        _ => fold::unfold(),
    });
    let target = place.reading().and_then(|reading| reading.target.as_ref());
    use_effect_of(target.map(|target| target.block.to_string()), |block| {
        block.iter().for_each(|block| fold::reveal(block));
    });
}

/// Folds away what speaks of none of the tinted themes.
pub fn fold(folding: &Folding) {
    let Folding { site, place, text } = folding;
    let Some(reading) = place.reading() else {
        return;
    };
    let outlines = place.outline.iter().flat_map(|outline| &outline.themes);
    let themes = outlines.filter(|theme| reading.themes.contains(&theme.id));
    let kept: Vec<String> = themes
        .flat_map(|theme| theme.passages.iter().map(|(block, _)| block.to_string()))
        .collect();
    let runs = folds(text, &kept).into_iter().map(|run| {
        let keys = ("essay.folded.one", "essay.folded.other");
        (run.clone(), site.locale.count(keys, run.len(), &[]))
    });
    fold::fold(&runs.collect::<Vec<_>>());
}
