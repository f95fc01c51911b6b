//! The essay's highlights, drawn into it, and what is said of those made on another text.

use std::cell::Cell;
use std::rc::Rc;

use ::scribe::Question;
use marks::{Anchor, Highlight, Notebook, at_home};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::navigator::Place;
use super::super::parts::MARKS;
use super::super::reader::ranges;
use super::super::scribe;
use crate::components::notice::Said;
use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::hits::Hit;
use crate::state::outline::Outline;
use crate::state::standing::{Standing, Strayed};
use crate::state::text::Text;

/// What the highlights of the essay in the page are drawn from.
pub struct Drawing {
    site: Site,
    outline: Option<Rc<Outline>>,
    text: Text,
    notebook: Rc<Notebook>,
    /// Whether some had strayed before.
    had: bool,
    strayed: UseStateSetter<Rc<Vec<Strayed>>>,
    status: UseStateSetter<Said>,
    /// Whether this is what is drawn, and nothing after it.
    is_present: Rc<Cell<bool>>,
}

/// Draws the essay's highlights; those made on another text are looked for, and what became of them is
/// said and given back. There are none before the part has come that draws them.
#[hook]
pub fn use_drawn(
    site: &Site,
    place: &Place,
    text: &Text,
    notebook: &Rc<Notebook>,
    status: &UseStateSetter<Said>,
) -> Rc<Vec<Strayed>> {
    let strayed = use_state(|| Rc::new(Vec::new()));
    let (setter, had) = (strayed.setter(), !strayed.is_empty());
    let (site, status) = (site.clone(), status.clone());
    let outline = place.outline.clone();
    let deps = (text.clone(), notebook.clone(), site.locale);
    use_effect_of(deps, move |(text, notebook, _)| {
        let is_present = Rc::new(Cell::new(true));
        if let Some(marks) = MARKS.here() {
            (marks.draw)(Drawing {
                site,
                outline,
                text: text.clone(),
                notebook: notebook.clone(),
                had,
                strayed: setter,
                status,
                is_present: is_present.clone(),
            });
        }
        move || is_present.set(false)
    });
    (*strayed).clone()
}

/// Draws all highlights anew.
pub fn draw(drawing: Drawing) {
    let Drawing {
        site,
        outline,
        text,
        notebook,
        had,
        strayed,
        status,
        is_present,
    } = drawing;
    let focused = browser::marks::focused();
    for name in browser::marks::names() {
        browser::marks::remove(&name);
    }
    let mut away = Vec::new();
    if let Some(outline) = outline {
        let highlights: Vec<Highlight> = notebook.of_essay(&outline.essay).cloned().collect();
        for (at, highlight) in highlights.iter().enumerate() {
            match at_home(highlight, &outline.revision, &text) {
                Some(places) => draw_one(&site, highlight, &text, &places),
                None => away.push(at),
            }
        }
        if !away.is_empty() {
            let (strayed, away) = (strayed.clone(), away.clone());
            spawn_local(async move {
                let anchors = sought(&highlights, &outline, &text).await;
                if is_present.get() {
                    let found = draw_found(&site, &highlights, &away, anchors, &text);
                    match found {
                        Ok(found) => {
                            status.set(Said::plain(report(&site, &found)));
                            strayed.set(Rc::new(found));
                        }
                        Err(cause) => status.set(Said::plain(cause)),
                    }
                }
            });
        }
    }
    if had && away.is_empty() {
        strayed.set(Rc::new(Vec::new()));
    }
    if let Some(focused) = focused {
        browser::marks::focus(&focused);
    }
}

/// Where all highlights of an essay stand: those that are where they were help to find the others.
async fn sought(
    highlights: &[Highlight],
    outline: &Outline,
    text: &Text,
) -> Result<Vec<Anchor>, String> {
    let blocks = text.iter();
    let blocks = blocks.map(|block| (block.id.clone(), block.text.clone()));
    let question = Question::Anchor(
        highlights.to_vec(),
        outline.revision.clone(),
        blocks.collect(),
    );
    scribe::anchors(&question).await
}

/// Draws those of the highlights that were sought, and says what became of them.
fn draw_found(
    site: &Site,
    highlights: &[Highlight],
    away: &[usize],
    anchors: Result<Vec<Anchor>, String>,
    text: &Text,
) -> Result<Vec<Strayed>, String> {
    let failed = |cause: String| site.locale.fill("mark.unsought", &[("cause", &cause)]);
    let anchors = anchors.map_err(failed)?;
    let found = away.iter().filter_map(|&at| {
        let (highlight, anchor) = (highlights.get(at)?, anchors.get(at)?);
        if let Anchor::Exact(places) | Anchor::Moved { places, .. } = anchor {
            draw_one(site, highlight, text, places);
        }
        Strayed::new(highlight, anchor, text)
    });
    Ok(found.collect())
}

fn draw_one(site: &Site, highlight: &Highlight, text: &Text, places: &[marks::Place]) {
    let hits: Vec<Hit> = places
        .iter()
        .map(|place| Hit {
            block: place.block,
            span: place.span,
        })
        .collect();
    let class = format!("hl {}", highlight.colour.class());
    let colour = site.text(highlight.colour.label_key());
    let mut label = site.locale.fill("mark.label", &[("colour", colour)]);
    if let Some(note) = &highlight.note {
        label += &site.locale.fill("mark.label.note", &[("note", note)]);
    }
    for range in ranges(text, &hits) {
        browser::marks::wrap(&range, &highlight.id, &class, Some(&label));
    }
}

/// What is said of highlights that are not where they were made: how many of each kind.
fn report(site: &Site, strayed: &[Strayed]) -> String {
    let number = |is: fn(&Standing) -> bool| {
        let standings = strayed.iter().map(|strayed| &strayed.standing);
        standings.filter(|standing| is(standing)).count()
    };
    let kinds = [
        (
            ("mark.moved.one", "mark.moved.other"),
            number(|standing| *standing == Standing::Moved),
        ),
        (
            ("mark.rewritten.one", "mark.rewritten.other"),
            number(|standing| *standing == Standing::Rewritten),
        ),
        (
            ("mark.ambiguous.one", "mark.ambiguous.other"),
            number(|standing| matches!(standing, Standing::Ambiguous(_))),
        ),
        (
            ("mark.orphans.one", "mark.orphans.other"),
            number(|standing| *standing == Standing::Gone),
        ),
    ];
    let kinds = kinds.into_iter().filter(|(_, number)| *number > 0);
    let said = kinds.map(|(keys, number)| site.locale.count(keys, number, &[]));
    said.collect::<Vec<_>>().join(" ")
}
