//! The reader's highlights over the open essay: drawn into it, made from selections, changed, shared.

use std::cell::Cell;
use std::rc::Rc;

use ::scribe::Question;
use browser::article::Place as Range;
use browser::selection::Selected;
use browser::{clipboard, clock, history, keyboard, scroll, selection};
use corpus::{Span, Utf16Map};
use marks::{Anchor, Colour, Highlight, Notebook, at_home};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::citing::Cited;
use super::keeper::{Keeper, use_keeper};
use super::navigator::Place;
use super::noting::Noting;
use super::reader::ranges;
use super::scribe;
use crate::components::mark_tools::{MarkTools, mark_tools};
use crate::components::note_form::Note;
use crate::route::{Reading, Route, Target};
use crate::site::Site;
use crate::state::hits::Hit;
use crate::state::notebook::{Edit, Record};
use crate::state::outline::Outline;
use crate::state::text::Text;

/// What the tools beside the text are about.
#[derive(Clone, PartialEq)]
enum Subject {
    /// Words that are selected.
    Selection(Selected),
    /// A highlight: its id, and where it begins on the page; whether its note is being written.
    Highlight(String, f64, bool),
}

/// What is said of an act.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The words.
    pub text: AttrValue,
    /// Whether it can be taken back.
    is_act: bool,
}

impl Said {
    fn plain(text: impl Into<AttrValue>) -> Self {
        Self {
            text: text.into(),
            is_act: false,
        }
    }
}

/// The highlights and what can be done with them.
#[derive(Clone)]
pub struct Marker {
    /// All highlights, and what keeps them.
    pub keeper: Keeper,
    /// What is said of the last act.
    pub status: Said,
    /// Marks the selection in a colour, or gives the highlight at hand that colour.
    pub on_mark: Callback<Colour>,
    /// Begins to write on the highlight at hand, or on a new one of what is selected.
    pub on_note: Callback<()>,
    /// Takes the latest act back.
    pub on_undo: Callback<()>,
    /// Takes a highlight in hand.
    pub on_choose: Callback<String>,
    /// The notes beside the text.
    pub noting: Noting,
    subject: UseStateHandle<Option<Subject>>,
    say: UseStateSetter<Said>,
    place: Place,
    text: Text,
}

/// The highlights, over the text in the page.
#[hook]
pub fn use_marker(site: &Site, place: &Place, text: &Text) -> Marker {
    let keeper = use_keeper(site);
    let status = use_state(Said::default);
    let subject = use_subject(place);
    use_drawn(site, place, text, keeper.notebook(), &status.setter());
    let noting = super::noting::use_noting(place, text, keeper.notebook(), &status.text);
    use_passing(&status);
    let marker = Marker {
        keeper,
        status: (*status).clone(),
        on_mark: Callback::noop(),
        on_note: Callback::noop(),
        on_undo: Callback::noop(),
        on_choose: Callback::noop(),
        noting,
        subject,
        say: status.setter(),
        place: place.clone(),
        text: text.clone(),
    };
    let on_mark = {
        let (marker, made) = (marker.clone(), site.text("mark.made"));
        Callback::from(move |colour| {
            if marker.mark(colour, made).is_some() {
                selection::clear();
                marker.subject.set(None);
            }
        })
    };
    let on_note = {
        let (marker, made) = (marker.clone(), site.text("mark.made"));
        Callback::from(move |()| marker.begin_note(made))
    };
    let on_undo = {
        let (marker, undone) = (marker.clone(), site.text("mark.undone"));
        Callback::from(move |()| {
            let say = marker.say.clone();
            marker
                .keeper
                .undo(Callback::from(move |()| say.set(Said::plain(undone))));
        })
    };
    let on_choose = {
        let subject = marker.subject.setter();
        Callback::from(move |id: String| {
            let top = browser::marks::bounds(&id).map_or(0.0, |(top, _)| top);
            subject.set(Some(Subject::Highlight(
                id,
                top + scroll::position(),
                false,
            )));
        })
    };
    Marker {
        on_mark,
        on_note,
        on_undo,
        on_choose,
        ..marker
    }
}

/// How long the way to take an act back is in sight, in milliseconds; the key works ever after.
const PASSING: i32 = 10_000;

/// Puts what was said of an act out of sight after a while.
#[hook]
fn use_passing(status: &UseStateHandle<Said>) {
    let setter = status.setter();
    use_effect_with((**status).clone(), move |said| {
        let is_last = Rc::new(Cell::new(said.is_act));
        let (said, last) = (said.text.clone(), is_last.clone());
        if said.is_empty() || !last.get() {
            return Box::new(|| ()) as Box<dyn FnOnce()>;
        }
        spawn_local(async move {
            clock::pause(PASSING).await;
            if last.get() {
                setter.set(Said::plain(said));
            }
        });
        Box::new(move || is_last.set(false))
    });
}

impl Marker {
    /// Whether words are selected, or a highlight is in hand.
    pub fn has_subject(&self) -> bool {
        self.subject.is_some()
    }

    /// What takes back the act that was spoken of last, where it can be.
    pub fn undo(&self) -> Option<Callback<()>> {
        self.status.is_act.then(|| self.on_undo.clone())
    }

    /// Takes a highlight away.
    pub fn on_remove(&self, site: &Site) -> Callback<String> {
        let (marker, removed) = (self.clone(), site.text("mark.removed"));
        Callback::from(move |id: String| {
            marker.keeper.act(id, Edit::Remove, marker.saying(removed));
            marker.subject.set(None);
        })
    }

    /// Says so once something is done that can be taken back.
    pub fn saying(&self, said: &'static str) -> Callback<()> {
        let say = self.say.clone();
        Callback::from(move |()| {
            say.set(Said {
                text: AttrValue::from(said),
                is_act: true,
            });
        })
    }

    /// Marks what is at hand; the id of the highlight.
    fn mark(&self, colour: Colour, made: &'static str) -> Option<String> {
        match &*self.subject {
            Some(Subject::Selection(selected)) => {
                let outline = self.place.outline.as_ref()?;
                let highlight = highlight(selected, outline, &self.text, colour)?;
                let id = highlight.id.clone();
                let put = Edit::Put(Record::Highlight(Box::new(highlight)));
                self.keeper.act(&id, put, self.saying(made));
                Some(id)
            }
            Some(Subject::Highlight(id, ..)) => {
                self.keeper.act(id, Edit::Colour(colour), self.saying(made));
                Some(id.clone())
            }
            None => None,
        }
    }

    /// Begins to write on what is at hand.
    fn begin_note(&self, made: &'static str) {
        let top = match &*self.subject {
            Some(Subject::Selection(selected)) => selected.top,
            Some(Subject::Highlight(_, top, _)) => *top,
            None => return,
        };
        let id = match &*self.subject {
            Some(Subject::Highlight(id, ..)) => Some(id.clone()),
            _ => self.mark(Colour::default(), made),
        };
        if let Some(id) = id {
            selection::clear();
            self.subject.set(Some(Subject::Highlight(id, top, true)));
        }
    }

    /// The block that the words at hand begin in.
    fn block(&self) -> Option<corpus::BlockId> {
        match &*self.subject {
            Some(Subject::Selection(selected)) => {
                let (block, _) = *parts(selected, &self.text).first()?;
                Some(self.text[block].id.clone())
            }
            Some(Subject::Highlight(id, ..)) => self.keeper.notebook().find(id)?.block().cloned(),
            None => None,
        }
    }

    /// Copies a text for the reader.
    pub fn on_copy(&self, site: &Site) -> Callback<String> {
        let (marker, done, failed) = (
            self.clone(),
            site.text("mark.copied"),
            site.text("mark.uncopied"),
        );
        Callback::from(move |text| marker.copy(text, done, failed))
    }

    /// The words at hand.
    fn words(&self) -> String {
        match &*self.subject {
            Some(Subject::Selection(selected)) => exact(selected, &self.text),
            Some(Subject::Highlight(id, ..)) => {
                let found = self.keeper.notebook().find(id);
                found.map(Highlight::exact).unwrap_or_default()
            }
            None => String::new(),
        }
    }

    /// The address of the words at hand, with a text fragment for pages without Lectern's script.
    fn link(&self, site: &Site) -> Option<String> {
        let outline = self.place.outline.as_ref()?;
        let (block, span, revision) = match &*self.subject {
            Some(Subject::Selection(selected)) => {
                let (block, span) = *parts(selected, &self.text).first()?;
                (self.text[block].id.clone(), span, outline.revision.clone())
            }
            Some(Subject::Highlight(id, ..)) => {
                let highlight = self.keeper.notebook().find(id)?;
                let part = highlight.target.first()?;
                (part.block.clone(), part.span, highlight.revision.clone())
            }
            None => return None,
        };
        let reading = Reading {
            target: Some(Target {
                block,
                passage: Some((span, revision)),
            }),
            ..Reading::new(outline.essay.clone())
        };
        let words = self.words();
        let first = words.lines().next().unwrap_or_default();
        let address = site.link(&Route::Essay(reading));
        Some(history::absolute(&address) + &crate::route::text_fragment(first))
    }

    fn copy(&self, text: String, done: &'static str, failed: &'static str) {
        let say = self.say.clone();
        spawn_local(async move {
            let said = if clipboard::copy(&text).await {
                done
            } else {
                failed
            };
            say.set(Said::plain(said));
        });
    }
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
                    Subject::Highlight(id, top + scroll::position(), false)
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
    status: &UseStateSetter<Said>,
) {
    let (site, status) = (site.clone(), status.clone());
    let outline = place.outline.clone();
    let deps = (text.clone(), notebook.clone(), site.locale);
    use_effect_with(deps, move |(text, notebook, _)| {
        for name in browser::marks::names() {
            browser::marks::remove(&name);
        }
        let is_present = Rc::new(Cell::new(true));
        if let Some(outline) = outline {
            let highlights: Vec<Highlight> = notebook.of_essay(&outline.essay).cloned().collect();
            let mut away = Vec::new();
            for (at, highlight) in highlights.iter().enumerate() {
                match at_home(highlight, &outline.revision, text) {
                    Some(places) => draw(&site, highlight, text, &places),
                    None => away.push(at),
                }
            }
            if !away.is_empty() {
                let (text, is_present) = (text.clone(), is_present.clone());
                spawn_local(async move {
                    let anchors = sought(&highlights, &outline, &text).await;
                    if is_present.get() {
                        let found = draw_found(&site, &highlights, &away, anchors, &text);
                        status.set(Said::plain(found));
                    }
                });
            }
        }
        move || is_present.set(false)
    });
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
) -> String {
    let anchors = match anchors {
        Ok(anchors) => anchors,
        Err(cause) => return site.locale.fill("mark.unsought", &[("cause", &cause)]),
    };
    let mut report = Report::default();
    for &at in away {
        let (Some(highlight), Some(anchor)) = (highlights.get(at), anchors.get(at)) else {
            continue;
        };
        report.add(anchor);
        if let Anchor::Exact(places) | Anchor::Moved { places, .. } = anchor {
            draw(site, highlight, text, places);
        }
    }
    report.text(site)
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
    let mut label = site.locale.fill("mark.label", &[("colour", colour)]);
    if let Some(note) = &highlight.note {
        label += &site.locale.fill("mark.label.note", &[("note", note)]);
    }
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
pub fn tools(
    site: &Site,
    marker: &Marker,
    on_cite: &Callback<Cited>,
    on_search: &Callback<String>,
) -> Html {
    let (top, highlight, is_noting) = match &*marker.subject {
        None => return Html::default(),
        Some(Subject::Selection(selected)) => (selected.top, None, false),
        Some(Subject::Highlight(id, top, noting)) => {
            (*top, marker.keeper.notebook().find(id), *noting)
        }
    };
    let words = marker.words();
    let cited = Cited {
        block: marker.block(),
        words: Some(words.clone()),
    };
    let quoted = format!("\"{}\"", words.replace('"', " "));
    let on_copy = {
        let (marker, done, failed) = (
            marker.clone(),
            site.text("mark.copied"),
            site.text("mark.uncopied"),
        );
        move |()| marker.copy(words.clone(), done, failed)
    };
    let on_link = {
        let (marker, site) = (marker.clone(), site.clone());
        move |()| {
            if let Some(link) = marker.link(&site) {
                marker.copy(link, site.text("mark.linked"), site.text("mark.uncopied"));
            }
        }
    };
    let id = highlight.map(|highlight| highlight.id.clone());
    let on_remove = marker.on_remove(site);
    let on_remove = on_remove.reform(move |()| id.clone().unwrap_or_default());
    let note = highlight.filter(|_| is_noting).map(|highlight| {
        let (marker, id, kept) = (
            marker.clone(),
            highlight.id.clone(),
            site.text("mark.noted"),
        );
        let before = Note::of(highlight);
        let on_done = {
            let before = before.clone();
            Callback::from(move |note: Note| {
                if note != before {
                    let edit = Edit::Note(note.text, note.tags);
                    marker.keeper.act(&id, edit, marker.saying(kept));
                }
                marker.subject.set(None);
            })
        };
        (before, on_done)
    });
    mark_tools(
        site,
        &MarkTools {
            top: top as i32,
            colour: highlight.map(|highlight| highlight.colour),
            note,
            tags: marker.keeper.notebook().tags(),
            on_colour: marker.on_mark.clone(),
            on_note: marker.on_note.clone(),
            on_remove,
            on_copy: Callback::from(on_copy),
            on_cite: on_cite.reform(move |()| cited.clone()),
            on_link: Callback::from(on_link),
            on_search: on_search.reform(move |()| quoted.clone()),
        },
    )
}
