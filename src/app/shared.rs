//! A highlight that came in a link: shown where it stands, and kept if the reader likes.

use std::cell::Cell;
use std::rc::Rc;

use ::scribe::Question;
use browser::{paint, scroll};
use marks::{Anchor, Highlight, at_home};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::cursor::Marks;
use super::marker::Marker;
use super::navigator::{Navigator, Place};
use super::parts::{self, MARKS};
use super::reader::ranges;
use super::scribe;
use crate::components::shared::Shown;
use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::hits::Hit;
use crate::state::notebook::Record;
use crate::state::outline::Outline;
use crate::state::standing::Standing;
use crate::state::text::Text;

/// The painted layer of its words: as of the target of a link.
const LAYER: &str = "shared";

/// A highlight that came in a link.
#[derive(Clone)]
pub struct Shared {
    /// The highlight and what has become of it, where there is one.
    pub shown: Option<Rc<Shown>>,
    /// Keeps it.
    pub on_keep: Callback<()>,
    /// Puts it away.
    pub on_close: Callback<()>,
}

/// What the address brings.
#[hook]
pub fn use_shared(
    site: &Site,
    navigator: &Navigator,
    place: &Place,
    text: &Text,
    marker: &Marker,
) -> Shared {
    let shown = use_brought(site, place, text, marker);
    let marks: Marks = (marker.keeper.notebook().clone(), marker.strayed.clone());
    use_effect_of((shown.clone(), marks), {
        let text = text.clone();
        move |(shown, _)| {
            let hits = shown.as_ref().map(|shown| shown.hits.as_slice());
            paint::paint(LAYER, &ranges(&text, hits.unwrap_or_default()));
        }
    });
    use_effect_of(shown.clone(), {
        let text = text.clone();
        move |shown| {
            let hits = shown.as_ref().map(|shown| shown.hits.as_slice());
            let first = ranges(&text, hits.unwrap_or_default()).into_iter().next();
            if let Some(top) = first.and_then(|first| paint::top(&first)) {
                scroll::to_show(top);
            }
        }
    });
    let on_close = navigator.on_close_shared();
    let on_keep = {
        let (shown, marker, on_close) = (shown.clone(), marker.clone(), on_close.clone());
        let (kept, known) = (site.text("shared.kept"), site.text("shared.known"));
        Callback::from(move |()| {
            if let Some(shown) = &shown {
                let record = Record::Highlight(Box::new(shown.highlight.clone()));
                let news = marker.keeper.bring(vec![record], Callback::noop());
                marker.say(if news > 0 { kept } else { known }.to_owned());
            }
            on_close.emit(());
        })
    };
    Shared {
        shown,
        on_keep,
        on_close,
    }
}

/// What an address brings, and who is told of it.
pub struct Bringing {
    link: String,
    outline: Rc<Outline>,
    text: Text,
    site: Site,
    marker: Marker,
    setter: UseStateSetter<Option<Rc<Shown>>>,
    /// Whether the address still brings it.
    is_wanted: Rc<Cell<bool>>,
}

/// Reads what the address brings, and finds its place.
#[hook]
fn use_brought(site: &Site, place: &Place, text: &Text, marker: &Marker) -> Option<Rc<Shown>> {
    let shown = use_state(|| None);
    let link = place.reading().and_then(|reading| reading.shared.clone());
    let deps = (place.visit, link, text.len());
    let (setter, outline) = (shown.setter(), place.outline.clone());
    let (site, text, marker) = (site.clone(), text.clone(), marker.clone());
    use_effect_of(deps, move |(_, link, blocks)| {
        let is_wanted = Rc::new(Cell::new(true));
        match (link.clone(), outline) {
            (Some(link), Some(outline)) if *blocks > 0 => {
                let bringing = Bringing {
                    link,
                    outline,
                    text,
                    site,
                    marker,
                    setter,
                    is_wanted: is_wanted.clone(),
                };
                parts::with(MARKS, move |marks| (marks.bring)(bringing));
            }
            _ => setter.set(None),
        }
        move || is_wanted.set(false)
    });
    (*shown).clone()
}

/// Reads it, and finds its place.
pub fn bring(bringing: Bringing) {
    let Bringing {
        link,
        outline,
        text,
        site,
        marker,
        setter,
        is_wanted,
    } = bringing;
    spawn_local(async move {
        let found = find(link, &outline, &text).await;
        if !is_wanted.get() {
            return;
        }
        match found {
            Ok(Some(found)) => setter.set(Some(Rc::new(found))),
            Ok(None) => marker.say(site.text("shared.damaged").to_owned()),
            Err(cause) => marker.say(site.locale.fill("mark.unsought", &[("cause", &cause)])),
        }
    });
}

/// The highlight in a link and where it stands; `None` where the link has none of this essay.
async fn find(link: String, outline: &Outline, text: &Text) -> Result<Option<Shown>, String> {
    let highlight = scribe::shared(link).await?;
    let Some(highlight) = highlight.filter(|highlight| highlight.essay == outline.essay) else {
        return Ok(None);
    };
    let anchor = anchored(&highlight, outline, text).await?;
    let places = match &anchor {
        Anchor::Exact(places) | Anchor::Moved { places, .. } => places.as_slice(),
        Anchor::Ambiguous(_) | Anchor::Gone => &[],
    };
    let hit = |place: &marks::Place| Hit {
        block: place.block,
        span: place.span,
    };
    Ok(Some(Shown {
        hits: places.iter().map(hit).collect(),
        standing: Standing::of(&anchor, text),
        highlight,
    }))
}

async fn anchored(highlight: &Highlight, outline: &Outline, text: &Text) -> Result<Anchor, String> {
    if let Some(places) = at_home(highlight, &outline.revision, text) {
        return Ok(Anchor::Exact(places));
    }
    let question = Question::Anchor(
        vec![highlight.clone()],
        outline.revision.clone(),
        text.iter()
            .map(|block| (block.id.clone(), block.text.clone()))
            .collect(),
    );
    let anchors = scribe::anchors(&question).await?;
    Ok(anchors.into_iter().next().unwrap_or(Anchor::Gone))
}
