//! A translation read beside the open essay: fetched, put in, and shown where the reader marks.

use std::cell::Cell;
use std::rc::Rc;

use browser::article::{self, BlockText, Place as Range};
use browser::{document, navigation, paint, storage, twins};
use corpus::parallel::{Measured, align, counterpart};
use corpus::{Span, Utf16Map};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::marker::Marker;
use super::navigator::Place;
use super::parts::{self, AIDS};
use crate::effect::use_effect_of;
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::beside::{Beside, KEY};
use crate::state::hits::Hit;
use crate::state::outline::Twin;
use crate::state::text::Text;

/// The painted layer of what the translation says of the words at hand.
const LAYER: &str = "twin";

/// A translation beside the essay.
#[derive(Clone)]
pub struct Bilingual {
    /// The translation that there is.
    pub twin: Option<Twin>,
    /// How it is shown.
    pub beside: Beside,
    /// Shows it otherwise.
    pub on_beside: Callback<Beside>,
}

/// What stands beside which block; nothing as long as there is no translation in the page.
type Pairs = Option<Rc<dyn Corresponds>>;

/// A translation in the page.
trait Corresponds {
    /// Where it says what stands at a place of the essay.
    fn of(&self, hit: &Hit, text: &Text) -> Vec<Range>;
}

/// A translation on its way into the page.
pub struct Pairing {
    path: String,
    label: String,
    /// Whether it still has to come.
    is_wanted: Rc<Cell<bool>>,
    setter: UseStateSetter<Pairs>,
}

/// The translation of the open essay, and what it says of the words at hand.
#[hook]
pub fn use_bilingual(site: &Site, place: &Place, text: &Text, marker: &Marker) -> Bilingual {
    let beside = use_state_eq(|| {
        let kept = storage::text(KEY);
        kept.map_or_else(Beside::default, |kept| Beside::of_name(&kept))
    });
    let twin = place.outline.as_ref().and_then(|outline| {
        let of_reader = |twin: &&Twin| twin.language == site.language();
        let all = &outline.twins;
        all.iter().find(of_reader).or_else(|| all.first()).cloned()
    });
    let shown = twin.clone().filter(|_| *beside != Beside::Off);
    let pairs = use_pairs(site, place, text, shown.as_ref());
    let which = pairs.as_ref().map(|pairs| Rc::as_ptr(pairs).cast::<()>());
    use_effect_of((*beside, which), |(beside, which)| {
        let has_any = which.is_some();
        document::set_attribute("data-beside", has_any.then(|| beside.name()));
        twins::set_open(*beside != Beside::Asked);
    });
    use_effect_of((marker.hits(), which), {
        let text = text.clone();
        move |(hits, _)| {
            let pairs = pairs.iter();
            let places = pairs.flat_map(|pairs| hits.iter().flat_map(|hit| pairs.of(hit, &text)));
            paint::paint(LAYER, &places.collect::<Vec<Range>>());
        }
    });
    let on_beside = {
        let setter = beside.setter();
        Callback::from(move |beside: Beside| {
            // A browser that keeps nothing still shows it for as long as the page is open.
            let _ = storage::keep_text(KEY, beside.name());
            setter.set(beside);
        })
    };
    Bilingual {
        twin,
        beside: *beside,
        on_beside,
    }
}

/// Puts a translation in, as long as it is shown.
#[hook]
fn use_pairs(site: &Site, place: &Place, text: &Text, shown: Option<&Twin>) -> Pairs {
    let pairs = use_state(|| None);
    let (setter, had) = (pairs.setter(), pairs.is_some());
    let site = site.clone();
    let deps = (place.visit, text.len(), shown.cloned(), site.locale);
    use_effect_of(deps, move |(_, blocks, shown, locale)| {
        let is_wanted = Rc::new(Cell::new(true));
        if let Some(twin) = shown.clone().filter(|_| *blocks > 0) {
            let pairing = Pairing {
                label: locale.name_of(&twin.language),
                path: site.link(&Route::Essay(Reading::new(twin.essay))),
                is_wanted: is_wanted.clone(),
                setter,
            };
            parts::with(AIDS, move |aids| (aids.pair)(pairing));
        } else if had {
            setter.set(None);
        }
        move || {
            is_wanted.set(false);
            twins::remove();
        }
    });
    (*pairs).clone()
}

/// Fetches a translation and puts it in.
pub fn pair(pairing: Pairing) {
    spawn_local(async move {
        // What cannot be fetched is read on its own page, which says why.
        let page = navigation::fetch(&pairing.path).await;
        if let Some(page) = page.ok().filter(|_| pairing.is_wanted.get()) {
            let pairs = Paired::new(&article::blocks(), twins::blocks(&page));
            twins::place(&page, &pairs.beside, &pairing.label, true);
            let is_there = !pairs.beside.is_empty();
            pairing
                .setter
                .set(is_there.then(|| Rc::new(pairs) as Rc<dyn Corresponds>));
        }
    });
}

/// A translation block by block.
struct Paired {
    beside: Vec<(usize, Vec<usize>)>,
    theirs: Vec<BlockText>,
}

impl Paired {
    fn new(ours: &[BlockText], theirs: Vec<BlockText>) -> Self {
        let steps = align(&measured(ours), &measured(&theirs));
        let (mut at, mut their_at) = (0, 0);
        let mut beside: Vec<(usize, Vec<usize>)> = Vec::new();
        for (our, their) in steps {
            let theirs = (their_at..their_at + their).collect::<Vec<_>>();
            (at, their_at) = (at + our, their_at + their);
            match (at.checked_sub(1), beside.last_mut()) {
                (Some(last), _) if our > 0 => beside.push((last, theirs)),
                // What has no original follows what it stands behind.
                (_, Some((_, before))) => before.extend(theirs),
                _ => {}
            }
        }
        beside.retain(|(_, theirs)| !theirs.is_empty());
        Self { beside, theirs }
    }
}

impl Corresponds for Paired {
    fn of(&self, hit: &Hit, text: &Text) -> Vec<Range> {
        let pair = self.beside.iter().find(|(block, _)| *block == hit.block);
        let (Some((_, theirs)), Some(ours)) = (pair, text.get(hit.block)) else {
            return Vec::new();
        };
        let range = |&at: &usize| {
            let their = self.theirs.get(at)?;
            let span = match theirs.len() {
                1 => counterpart(&ours.text, hit.span, &their.text),
                _ => Span::whole(&their.text),
            };
            let map = Utf16Map::new(&their.text);
            Some(Range {
                block: [twins::PREFIX, &their.id].concat(),
                start: map.to_utf16(span.start),
                end: map.to_utf16(span.end),
            })
        };
        theirs.iter().filter_map(range).collect()
    }
}

fn measured(blocks: &[BlockText]) -> Vec<Measured<'_>> {
    let mut measures = Vec::with_capacity(blocks.len());
    for block in blocks {
        measures.push(Measured {
            kind: &block.kind,
            length: Span::whole(&block.text).len(),
        });
    }
    measures
}
