//! The reader's highlights: kept in the notebook, drawn into the open essay, made from selections.

use std::rc::Rc;

use browser::article::Place as Range;
use browser::selection::Selected;
use browser::{clock, keyboard, scroll, selection, storage};
use corpus::{Span, Utf16Map};
use marks::{Anchor, Colour, Highlight, Notebook, anchor};
use yew::prelude::*;

use super::navigator::Place;
use super::reader::ranges;
use crate::components::mark_tools::{MarkTools, mark_tools};
use crate::site::Site;
use crate::state::hits::Hit;
use crate::state::notebook::{self, Action, Highlights, KEY};
use crate::state::outline::Outline;
use crate::state::text::Text;

/// What the tools beside the text are about.
#[derive(Clone, PartialEq)]
enum Subject {
    /// Words that are selected.
    Selection(Selected),
    /// A highlight: its id, and where it begins on the page.
    Highlight(String, f64),
}

/// The highlights and what can be done with them.
#[derive(Clone, PartialEq)]
pub struct Marker {
    /// All highlights.
    pub notebook: Rc<Notebook>,
    /// What is said of the last act.
    pub status: AttrValue,
    /// What has gone wrong with keeping them.
    pub failure: Option<AttrValue>,
    /// Marks the selection in a colour, or gives the highlight at hand that colour.
    pub on_mark: Callback<Colour>,
    /// Takes a highlight away.
    pub on_remove: Callback<String>,
    subject: Option<Subject>,
    words: String,
}

/// The highlights, over the text in the page.
#[hook]
pub fn use_marker(site: &Site, place: &Place, text: &Text) -> Marker {
    let (highlights, failure) = use_kept(site);
    let notebook = highlights.notebook.clone();
    let status = use_state(AttrValue::default);
    let subject = use_subject(place);
    use_drawn(site, place, text, &notebook, &status.setter());
    let on_remove = {
        let (highlights, subject, status) =
            (highlights.dispatcher(), subject.setter(), status.setter());
        let removed = site.text("mark.removed");
        Callback::from(move |id: String| {
            highlights.dispatch(Action::Remove(id));
            subject.set(None);
            status.set(AttrValue::from(removed));
        })
    };
    let on_mark = {
        let (highlights, place, text) = (highlights.clone(), place.clone(), text.clone());
        let (subject, status, made) = (subject.clone(), status.setter(), site.text("mark.made"));
        Callback::from(move |colour: Colour| {
            let action = match (&*subject, &place.outline) {
                (Some(Subject::Selection(selected)), Some(outline)) => {
                    highlight(selected, outline, &text, colour).map(Action::Add)
                }
                (Some(Subject::Highlight(id, _)), _) => Some(Action::Recolour {
                    id: id.clone(),
                    colour,
                    now: clock::now(),
                }),
                _ => None,
            };
            if let Some(action) = action {
                highlights.dispatch(action);
                selection::clear();
                subject.set(None);
                status.set(AttrValue::from(made));
            }
        })
    };
    let words = match &*subject {
        Some(Subject::Selection(selected)) => exact(selected, text),
        Some(Subject::Highlight(id, _)) => {
            notebook.find(id).map(Highlight::exact).unwrap_or_default()
        }
        None => String::new(),
    };
    Marker {
        notebook,
        status: (*status).clone(),
        failure,
        on_mark,
        on_remove,
        subject: (*subject).clone(),
        words,
    }
}

/// The highlights that the browser keeps, kept again when they change. What cannot be read is left
/// as it is and never written over.
#[hook]
fn use_kept(site: &Site) -> (UseReducerHandle<Highlights>, Option<AttrValue>) {
    let read = use_memo((), |()| {
        let kept = storage::bytes(KEY)?;
        let notebook = kept.map(|kept| notebook::read(&kept).map_err(|error| error.to_string()));
        notebook.transpose().map(Option::unwrap_or_default)
    });
    let unread = (*read).as_ref().err().cloned();
    let kept = (*read).as_ref().ok().cloned().unwrap_or_default();
    let highlights = use_reducer(move || Highlights {
        notebook: Rc::new(kept),
        ..Highlights::default()
    });
    let unkept = use_state(|| None::<String>);
    let setter = unkept.setter();
    let readable = unread.is_none();
    use_effect_with(highlights.changes, {
        let notebook = highlights.notebook.clone();
        move |changes| {
            if *changes > 0 && readable {
                setter.set(
                    storage::keep_bytes(KEY, &notebook::write(&notebook))
                        .err()
                        .map(|error| error.to_string()),
                );
            }
        }
    });
    let failure = match (unread, (*unkept).clone()) {
        (Some(cause), _) => Some(site.locale.fill("notebook.unread", &[("cause", &cause)])),
        (_, Some(cause)) => Some(site.locale.fill("notebook.unkept", &[("cause", &cause)])),
        _ => None,
    };
    (highlights, failure.map(AttrValue::from))
}

/// What the reader has in hand: a selection, or a highlight clicked or chosen with `Enter`.
#[hook]
fn use_subject(place: &Place) -> UseStateHandle<Option<Subject>> {
    let subject = use_state(|| None::<Subject>);
    let setter = subject.setter();
    use_effect_with((place.visit, place.outline.is_some()), move |(_, reads)| {
        setter.set(None);
        let listeners = reads.then(|| {
            let selected = setter.clone();
            let on_selection = selection::listen(move || {
                if let Some(selection) = selection::current() {
                    selected.set(Some(Subject::Selection(selection)));
                }
            });
            let clicked = setter.clone();
            let on_click = selection::on_article(move |event| {
                let chosen = browser::marks::chosen(event).map(|id| {
                    let top = browser::marks::bounds(&id).map_or(0.0, |(top, _)| top);
                    Subject::Highlight(id, top + scroll::position())
                });
                if chosen.is_some() || (event.type_() == "click" && selection::current().is_none())
                {
                    clicked.set(chosen);
                }
            });
            let closed = setter.clone();
            let on_key = keyboard::listen(move |key| {
                if key.name == "Escape" {
                    closed.set(None);
                }
                false
            });
            (on_selection, on_click, on_key)
        });
        move || drop(listeners)
    });
    subject
}

/// Draws the essay's highlights, and says what became of those made on another text.
#[hook]
fn use_drawn(
    site: &Site,
    place: &Place,
    text: &Text,
    notebook: &Rc<Notebook>,
    status: &UseStateSetter<AttrValue>,
) {
    let (site, status) = (site.clone(), status.clone());
    let outline = place.outline.clone();
    let deps = (text.clone(), notebook.clone(), site.locale);
    use_effect_with(deps, move |(text, notebook, _)| {
        for name in browser::marks::names() {
            browser::marks::remove(&name);
        }
        let Some(outline) = outline else { return };
        let highlights: Vec<&Highlight> = notebook.of_essay(&outline.essay).collect();
        let anchors = anchor(&highlights, &outline.revision, text);
        let mut report = Report::default();
        for (highlight, anchor) in highlights.into_iter().zip(anchors) {
            report.add(&anchor);
            if let Anchor::Exact(places) | Anchor::Moved { places, .. } = anchor {
                draw(&site, highlight, text, &places);
            }
        }
        let report = report.text(&site);
        if !report.is_empty() {
            status.set(AttrValue::from(report));
        }
    });
}

fn draw(site: &Site, highlight: &Highlight, text: &Text, places: &[marks::Place]) {
    let hits: Vec<Hit> = places
        .iter()
        .map(|place| Hit {
            block: place.block,
            span: place.span,
        })
        .collect();
    let class = format!("hl {}", highlight.colour.class());
    let colour = site.text(highlight.colour.label_key());
    let label = site.locale.fill("mark.label", &[("colour", colour)]);
    for range in ranges(text, &hits) {
        browser::marks::wrap(&range, &highlight.id, &class, Some(&label));
    }
}

/// What is said of highlights that are not where they were made: how many of each kind.
#[derive(Default)]
struct Report {
    moved: usize,
    rewritten: usize,
    ambiguous: usize,
    gone: usize,
}

impl Report {
    fn add(&mut self, anchor: &Anchor) {
        let count = match anchor {
            Anchor::Exact(_) => return,
            Anchor::Moved {
                rewritten: true, ..
            } => &mut self.rewritten,
            Anchor::Moved { .. } => &mut self.moved,
            Anchor::Ambiguous(_) => &mut self.ambiguous,
            Anchor::Gone => &mut self.gone,
        };
        *count += 1;
    }

    fn text(&self, site: &Site) -> String {
        let kinds = [
            (("mark.moved.one", "mark.moved.other"), self.moved),
            (
                ("mark.rewritten.one", "mark.rewritten.other"),
                self.rewritten,
            ),
            (
                ("mark.ambiguous.one", "mark.ambiguous.other"),
                self.ambiguous,
            ),
            (("mark.orphans.one", "mark.orphans.other"), self.gone),
        ];
        let kinds = kinds.into_iter().filter(|(_, number)| *number > 0);
        let said = kinds.map(|(keys, number)| site.locale.count(keys, number, &[]));
        said.collect::<Vec<_>>().join(" ")
    }
}

/// A new highlight of the selected words.
fn highlight(
    selected: &Selected,
    outline: &Outline,
    text: &Text,
    colour: Colour,
) -> Option<Highlight> {
    let target = marks::select(text, &parts(selected, text));
    let now = clock::now();
    (!target.is_empty()).then(|| Highlight {
        id: format!("{:x}-{:x}", clock::milliseconds() as u64, clock::random()),
        essay: outline.essay.clone(),
        revision: outline.revision.clone(),
        target,
        colour,
        note: None,
        tags: Vec::new(),
        created: now.clone(),
        modified: now,
        origin: None,
    })
}

/// The selection as the domain counts it: block places and scalars.
fn parts(selected: &Selected, text: &Text) -> Vec<(usize, Span)> {
    let part = |range: &Range| {
        let at = text
            .iter()
            .position(|block| block.id.as_str() == range.block)?;
        let map = Utf16Map::new(&text[at].text);
        Some((
            at,
            Span::new(map.to_scalar(range.start), map.to_scalar(range.end)),
        ))
    };
    selected.places.iter().filter_map(part).collect()
}

fn exact(selected: &Selected, text: &Text) -> String {
    let parts = parts(selected, text);
    let words = parts
        .iter()
        .filter_map(|&(at, span)| span.slice(&text[at].text));
    words.collect::<Vec<_>>().join(" ")
}

/// The tools for what the reader has in hand; calls back to search for its words.
pub fn tools(site: &Site, marker: &Marker, on_search: &Callback<String>) -> Html {
    let Some(subject) = &marker.subject else {
        return Html::default();
    };
    let (top, colour, id) = match subject {
        Subject::Selection(selected) => (selected.top, None, String::new()),
        Subject::Highlight(id, top) => (
            *top,
            marker.notebook.find(id).map(|found| found.colour),
            id.clone(),
        ),
    };
    let on_remove = marker.on_remove.reform(move |()| id.clone());
    let words = format!("\"{}\"", marker.words.replace('"', " "));
    let on_search = on_search.reform(move |()| words.clone());
    let on_colour = marker.on_mark.clone();
    mark_tools(
        site,
        &MarkTools {
            top: top as i32,
            colour,
            on_colour,
            on_remove,
            on_search,
        },
    )
}
