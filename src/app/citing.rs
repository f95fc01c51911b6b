//! Citing the open essay, a paragraph or words of it: asked of the module that knows the forms.

use std::rc::Rc;

use ::scribe::{Citation, Question};
use browser::{clock, history};
use corpus::{BlockId, Date, EssayId};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::collection::Collection;
use super::marker::Marker;
use super::navigator::Place;
use super::parts::{self, MARKS};
use super::scribe;
use crate::components::citations::DIALOG;
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::embed::{Snippets, snippets};
use crate::state::topics::Topics;

/// What is cited: words of a block, or nothing in particular.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cited {
    /// The block.
    pub block: Option<BlockId>,
    /// The words.
    pub words: Option<String>,
}

/// Citations in every form, and what makes them.
#[derive(Clone)]
pub struct Citations {
    /// The latest.
    pub latest: Rc<Vec<Citation>>,
    /// Cites, and shows the citations.
    pub on_cite: Callback<Cited>,
    /// Called with citations to be shown.
    pub on_show: Callback<Rc<Vec<Citation>>>,
}

/// What is to be cited, and who shows it.
pub struct Citing {
    site: Site,
    place: Place,
    collection: Option<Collection>,
    marker: Marker,
    cited: Cited,
    on_show: Callback<Rc<Vec<Citation>>>,
}

/// Citations of the open essay.
#[hook]
pub fn use_citing(
    site: &Site,
    place: &Place,
    collection: Option<&Collection>,
    marker: &Marker,
) -> Citations {
    let citations = use_state(|| Rc::new(Vec::new()));
    let on_show = {
        let setter = citations.setter();
        Callback::from(move |citations| {
            setter.set(citations);
            parts::open_dialog(MARKS, DIALOG);
        })
    };
    let on_cite = {
        let (site, place, on_show) = (site.clone(), place.clone(), on_show.clone());
        let marker = marker.clone();
        let collection = collection.cloned();
        Callback::from(move |cited: Cited| {
            let citing = Citing {
                site: site.clone(),
                place: place.clone(),
                collection: collection.clone(),
                marker: marker.clone(),
                cited,
                on_show: on_show.clone(),
            };
            parts::with(MARKS, move |marks| (marks.cite)(citing));
        })
    };
    Citations {
        latest: (*citations).clone(),
        on_cite,
        on_show,
    }
}

/// Cites, and shows the citations.
pub fn cite(citing: Citing) {
    let Some(question) = question(&citing) else {
        return;
    };
    let embedding = embedding_of_essay(&citing);
    let Citing {
        site,
        marker,
        on_show,
        ..
    } = citing;
    spawn_local(async move {
        match scribe::citations(&question).await {
            Ok(mut citations) => {
                citations.extend(embedding.into_iter().flatten());
                on_show.emit(Rc::new(citations));
            }
            Err(cause) => marker.say(site.locale.fill("cite.failed", &[("cause", &cause)])),
        }
    });
}

/// A theme is a page of the collection: as a sentence, and as an address.
pub fn of_theme(site: &Site, topics: &Topics, route: &Route) -> Option<Vec<Citation>> {
    let Route::Theme(id, _) = route else {
        return None;
    };
    let theme = topics.theme(topics.find(id)?);
    let collection = &topics.shelf().pack.collection;
    let address = history::absolute(&site.link(route));
    let language = site.language();
    let said = site.locale.fill(
        "theme.citation",
        &[
            ("theme", theme.label.text(&language)),
            ("collection", collection.title.text(&language)),
            ("address", &address),
            ("date", &site.locale.date(today()?)),
        ],
    );
    let form = |key: &'static str, text: String| Citation {
        name: site.text(key).to_owned(),
        is_code: false,
        text,
    };
    let mut forms = vec![
        form("theme.cite.text", said),
        form("theme.cite.address", address),
    ];
    forms.extend(embedding(site, route, theme.label.text(&language)));
    Some(forms)
}

/// What shows a page in somebody else's.
pub fn embedding(site: &Site, route: &Route, title: &str) -> [Citation; 2] {
    let Snippets { element, frame } = snippets(&history::absolute(&site.root), route, title);
    let form = |key: &'static str, text: String| Citation {
        name: site.text(key).to_owned(),
        is_code: true,
        text,
    };
    [form("cite.element", element), form("cite.frame", frame)]
}

/// The same of the open essay, which begins with what is cited of it.
fn embedding_of_essay(citing: &Citing) -> Option<[Citation; 2]> {
    let Citing {
        site, place, cited, ..
    } = citing;
    let outline = place.outline.as_ref()?;
    let route = Route::Essay(reading_of(&outline.essay, cited));
    Some(embedding(site, &route, &outline.title))
}

fn reading_of(essay: &EssayId, cited: &Cited) -> Reading {
    match cited.block.clone() {
        Some(block) => Reading::at(essay.clone(), block),
        None => Reading::new(essay.clone()),
    }
}

fn today() -> Option<Date> {
    clock::now().get(..10)?.parse().ok()
}

fn question(citing: &Citing) -> Option<Question> {
    let Citing {
        site, place, cited, ..
    } = citing;
    let outline = place.outline.as_ref()?;
    let pack = &citing.collection.as_ref()?.shelf.pack;
    let (_, packed) = pack.find(&outline.essay)?;
    let mut blocks = packed.essay.blocks.iter();
    let number = cited.block.as_ref().and_then(|id| {
        let block = blocks.find(|block| block.id == *id)?;
        block.number
    });
    let reading = reading_of(&outline.essay, cited);
    Some(Question::Cite(Box::new(::scribe::Citable {
        meta: packed.meta().clone(),
        collection: pack.collection.clone(),
        templates: outline.citations.clone(),
        address: history::absolute(&site.link(&Route::Essay(reading))),
        paragraph: number,
        quote: cited.words.clone(),
        accessed: today()?,
    })))
}
