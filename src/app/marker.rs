//! The reader's highlights over the open essay: drawn into it, made from selections, changed, shared.

mod drawn;
mod subject;
mod tools;

use std::cell::Cell;
use std::rc::Rc;

use browser::{clipboard, clock, focus, history, selection};
use marks::{Colour, Highlight};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::cursor::use_cursor;
use super::keeper::{Keeper, use_keeper};
use super::navigator::Place;
use super::noting::Noting;
use super::parts::{self, MARKS};
use super::scribe;
use crate::components::notice::Said;
use crate::effect::use_effect_of;
use crate::route::{Reading, Route, Target};
use crate::site::Site;
use crate::state::hits::Hit;
use crate::state::notebook::{Edit, Record};
use crate::state::sentences::Step;
use crate::state::standing::{Strayed, placed};
use crate::state::text::Text;

use drawn::use_drawn;
pub use drawn::{Drawing, draw};
pub use subject::parts;
use subject::{Subject, exact, highlight, use_subject};
pub use tools::{Tools, tools};

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
    /// Moves the sentence cursor.
    pub on_sentence: Callback<Step>,
    /// The notes beside the text.
    pub noting: Noting,
    /// The highlights that are not where they were made.
    pub strayed: Rc<Vec<Strayed>>,
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
    let strayed = use_drawn(site, place, text, keeper.notebook(), &status.setter());
    let marks = (keeper.notebook().clone(), strayed.clone());
    let on_sentence = use_cursor(place, text, marks, &status.setter());
    let noting = super::noting::use_noting(place, text, keeper.notebook(), &strayed);
    use_passing(&status);
    let marker = Marker {
        keeper,
        status: (*status).clone(),
        on_mark: Callback::noop(),
        on_note: Callback::noop(),
        on_undo: Callback::noop(),
        on_choose: Callback::noop(),
        on_sentence,
        noting,
        strayed,
        subject,
        say: status.setter(),
        place: place.clone(),
        text: text.clone(),
    };
    let on_mark = {
        let (marker, made) = (marker.clone(), site.text("mark.made"));
        Callback::from(move |colour| {
            let marker = marker.clone();
            parts::with(MARKS, move |marks| (marks.mark)(&marker, colour, made));
        })
    };
    let on_note = {
        let (marker, made) = (marker.clone(), site.text("mark.made"));
        Callback::from(move |()| {
            let marker = marker.clone();
            parts::with(MARKS, move |marks| (marks.begin_note)(&marker, made));
        })
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
            selection::clear();
            subject.set(Some(Subject::of_highlight(id)));
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

/// Marks what is at hand in a colour, and lets go of it.
pub fn mark(marker: &Marker, colour: Colour, made: &'static str) {
    if marker.mark(colour, made).is_some() {
        selection::clear();
        marker.let_go();
    }
}

/// Begins to write on what is at hand.
pub fn begin_note(marker: &Marker, made: &'static str) {
    let (id, top) = match marker.at_hand() {
        Some(Subject::Selection(selected)) => (marker.mark(Colour::default(), made), selected.top),
        Some(Subject::Highlight(id, top, _)) => (Some(id), top),
        None => return,
    };
    if let Some(id) = id {
        selection::clear();
        marker.subject.set(Some(Subject::Highlight(id, top, true)));
    }
}

/// How long what was said is in sight, in milliseconds; the key that takes an act back works ever after.
const PASSING: i32 = 10_000;

/// Puts what was said out of sight after a while.
#[hook]
fn use_passing(status: &UseStateHandle<Said>) {
    let setter = status.setter();
    use_effect_of((**status).clone(), move |said| {
        let is_last = Rc::new(Cell::new(said.is_seen));
        let (said, last) = (said.clone(), is_last.clone());
        if last.get() {
            spawn_local(async move {
                clock::pause(PASSING).await;
                if last.get() {
                    let is_seen = false;
                    setter.set(Said { is_seen, ..said });
                }
            });
        }
        move || is_last.set(false)
    });
}

impl Marker {
    /// Whether words are selected, or a highlight is in hand.
    pub fn has_subject(&self) -> bool {
        self.at_hand().is_some()
    }

    /// Lets go of what is in hand.
    fn let_go(&self) {
        if let Some(subject) = &*self.subject {
            subject.take_focus_back();
        }
        self.subject.set(None);
    }

    /// Puts an uncertain highlight at one of its candidates, counted from 0.
    pub fn on_place(&self, site: &Site) -> Callback<(String, usize)> {
        let (marker, found) = (self.clone(), site.text("mark.placed"));
        Callback::from(move |(id, at): (String, usize)| {
            let strayed = marker.strayed.iter().find(|strayed| strayed.id == id);
            let outline = marker.place.outline.as_ref();
            if let (Some(strayed), Some(outline)) = (strayed, outline)
                && let Some(edit) = placed(&strayed.anchor, at, &outline.revision, &marker.text)
            {
                marker.keeper.act(id, edit, marker.saying(found));
            }
        })
    }

    /// Takes a highlight away.
    pub fn on_remove(&self, site: &Site) -> Callback<String> {
        let (marker, removed) = (self.clone(), site.text("mark.removed"));
        Callback::from(move |id: String| {
            let block = marker.block();
            marker.keeper.act(id, Edit::Remove, marker.saying(removed));
            // The mark is going; its paragraph stays.
            if let Some(block) = block.filter(|_| marker.has_subject()) {
                focus::on(block.as_str());
            }
            marker.subject.set(None);
        })
    }

    /// Says something.
    pub fn say(&self, text: String) {
        self.say.set(Said::plain(text));
    }

    /// Says so once something is done that can be taken back.
    pub fn saying(&self, said: &'static str) -> Callback<()> {
        let say = self.say.clone();
        Callback::from(move |()| {
            let is_act = true;
            say.set(Said {
                is_act,
                ..Said::plain(said)
            });
        })
    }

    /// What is at hand. What is selected now counts more than what the browser has told of it: keys may be
    /// faster.
    fn at_hand(&self) -> Option<Subject> {
        let selected = selection::current().map(Subject::Selection);
        selected.or_else(|| (*self.subject).clone())
    }

    /// Marks what is at hand; the id of the highlight.
    fn mark(&self, colour: Colour, made: &'static str) -> Option<String> {
        match self.at_hand()? {
            Subject::Selection(selected) => {
                let outline = self.place.outline.as_ref()?;
                let highlight = highlight(&selected, outline, &self.text, colour)?;
                let id = highlight.id.clone();
                let put = Edit::Put(Record::Highlight(Box::new(highlight)));
                self.keeper.act(&id, put, self.saying(made));
                Some(id)
            }
            Subject::Highlight(id, ..) => {
                self.keeper
                    .act(&id, Edit::Colour(colour), self.saying(made));
                Some(id)
            }
        }
    }

    /// Where the words at hand stand.
    pub fn hits(&self) -> Vec<Hit> {
        let hit = |(block, span)| Hit { block, span };
        match &*self.subject {
            Some(Subject::Selection(selected)) => {
                parts(selected, &self.text).into_iter().map(hit).collect()
            }
            Some(Subject::Highlight(id, ..)) => {
                let target = self.keeper.notebook().find(id).map(|found| &found.target);
                let place = |block| self.text.iter().position(|own| own.id == block);
                let parts = target.into_iter().flatten();
                let parts = parts.filter_map(|part| Some((place(part.block.clone())?, part.span)));
                parts.map(hit).collect()
            }
            None => Vec::new(),
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

    /// Copies an address that has the highlight at hand in it, with its note.
    fn share(&self, site: &Site) {
        let found = match &*self.subject {
            Some(Subject::Highlight(id, ..)) => self.keeper.notebook().find(id).cloned(),
            _ => None,
        };
        let Some(highlight) = found else { return };
        let (marker, site) = (self.clone(), site.clone());
        spawn_local(async move {
            let words = highlight.exact();
            let essay = highlight.essay.clone();
            match scribe::link(highlight).await {
                Ok(link) => {
                    let reading = Reading {
                        shared: Some(link),
                        ..Reading::new(essay)
                    };
                    let address = history::absolute(&site.link(&Route::Essay(reading)));
                    let first = words.lines().next().unwrap_or_default();
                    let address = address + &crate::route::text_fragment(first);
                    let (done, failed) = (site.text("mark.shared"), site.text("mark.uncopied"));
                    marker.copy(address, done, failed);
                }
                Err(cause) => marker.say(cause),
            }
        });
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
