//! The reader's highlights, as the application holds and keeps them.

mod first;

use std::rc::Rc;

use corpus::envelope::{self, EnvelopeError};
use marks::{Colour, Foreign, Highlight, Notebook, Selector};
use serde::{Deserialize, Serialize};
use yew::Reducible;

/// The database that highlights are kept in, each as a record under its id.
pub const DATABASE: &str = "lectern";

/// The channel on which tabs tell each other the ids of highlights that changed.
pub const CHANNEL: &str = "lectern.highlights";

const MAGIC: [u8; 8] = *b"LECTMARK";

/// The version of a record. It changes with any change to a type that a highlight contains; what earlier
/// versions kept is read as well.
const VERSION: u32 = 2;

/// How many acts can be taken back.
const PAST: usize = 100;

/// What a record holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Record {
    /// A highlight of the reader's.
    Highlight(Box<Highlight>),
    /// An annotation of something else that came along in a file, and goes along in the next.
    Foreign(Foreign),
}

impl Record {
    /// The name that it is kept under.
    pub fn id(&self) -> &str {
        match self {
            Self::Highlight(highlight) => &highlight.id,
            Self::Foreign(foreign) => &foreign.id,
        }
    }

    fn modified(&self) -> &str {
        match self {
            Self::Highlight(highlight) => &highlight.modified,
            Self::Foreign(foreign) => &foreign.modified,
        }
    }

    /// The highlight, if it is one.
    fn highlight(self) -> Option<Highlight> {
        match self {
            Self::Highlight(highlight) => Some(*highlight),
            Self::Foreign(_) => None,
        }
    }
}

/// A record as it is kept: in an envelope, so that nothing else is taken for one.
pub fn write(record: &Record) -> Vec<u8> {
    // Strings and numbers always encode into memory.
    let payload = postcard::to_allocvec(record).unwrap_or_default();
    envelope::seal(MAGIC, VERSION, &payload)
}

/// What is kept, or why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Record, EnvelopeError> {
    let payload = envelope::open(MAGIC, VERSION, bytes)?;
    postcard::from_bytes(payload).map_err(|_| EnvelopeError::Damaged)
}

pub use first::{KEY as FIRST_KEY, read as read_first};

/// What a reader does to a highlight.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// The highlight.
    pub id: String,
    /// What becomes of it.
    pub edit: Edit,
    /// The moment, in ISO 8601.
    pub now: String,
}

/// What becomes of a highlight.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// It is made, or becomes this altogether.
    Put(Record),
    /// Another colour.
    Colour(Colour),
    /// Another note, and other tags.
    Note(Option<String>, Vec<String>),
    /// Another place, and the words there.
    Place(corpus::Revision, Vec<Selector>),
    /// It is taken away.
    Remove,
}

impl Act {
    /// What a highlight becomes by it; `known` is what it was when the reader acted, which counts where
    /// it is not there any more: an act of another tab must not undo this one.
    pub fn apply(&self, present: Option<Record>, known: Option<&Highlight>) -> Option<Record> {
        let present = present.and_then(Record::highlight);
        let mut highlight = match &self.edit {
            Edit::Put(record) => return Some(record.clone()),
            Edit::Remove => return None,
            _ => present.or_else(|| known.cloned())?,
        };
        match &self.edit {
            Edit::Colour(colour) => highlight.colour = *colour,
            Edit::Note(note, tags) => {
                highlight.note.clone_from(note);
                highlight.tags.clone_from(tags);
            }
            Edit::Place(revision, target) => {
                highlight.revision = revision.clone();
                highlight.target.clone_from(target);
            }
            Edit::Put(_) | Edit::Remove => {}
        }
        highlight.modified.clone_from(&self.now);
        Some(Record::Highlight(Box::new(highlight)))
    }

    /// What takes it back, where the record was this before.
    fn inverse(&self, before: Option<Record>) -> Edit {
        match (before, &self.edit) {
            (None, _) => Edit::Remove,
            (Some(Record::Highlight(before)), Edit::Colour(_)) => Edit::Colour(before.colour),
            (Some(Record::Highlight(before)), Edit::Note(..)) => {
                Edit::Note(before.note, before.tags)
            }
            (Some(Record::Highlight(before)), Edit::Place(..)) => {
                Edit::Place(before.revision, before.target)
            }
            (Some(before), _) => Edit::Put(before),
        }
    }
}

/// The notebook in the open page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlights {
    /// All highlights.
    pub notebook: Rc<Notebook>,
    /// What takes back the acts of this page, the latest last.
    past: Vec<(String, Edit)>,
}

/// What happens to highlights.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// What the browser has kept was read.
    Kept(Vec<Record>),
    /// The reader acts.
    Act(Act),
    /// The reader takes the latest act back by this one.
    Undo(Act),
    /// Something was brought in from a file.
    Brought(Record),
    /// Another page of the site changed a record, or took it away.
    Told(String, Option<Record>),
}

impl Highlights {
    /// The act that takes the latest one back.
    pub fn undo(&self, now: String) -> Option<Act> {
        let (id, edit) = self.past.last()?.clone();
        Some(Act { id, edit, now })
    }
}

impl Reducible for Highlights {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        let notebook = Rc::make_mut(&mut next.notebook);
        match action {
            Action::Kept(records) => {
                for record in records {
                    if is_news(notebook, &record) {
                        add(notebook, record);
                    }
                }
            }
            Action::Brought(record) => add(notebook, record),
            Action::Told(id, record) => put(notebook, &id, record),
            Action::Act(act) => {
                let before = notebook.find(&act.id).cloned();
                let inverse = act.inverse(record(notebook, &act.id));
                next.past.push((act.id.clone(), inverse));
                if next.past.len() > PAST {
                    next.past.remove(0);
                }
                put(notebook, &act.id, act.apply(None, before.as_ref()));
            }
            Action::Undo(act) => {
                next.past.pop();
                let before = notebook.find(&act.id).cloned();
                put(notebook, &act.id, act.apply(None, before.as_ref()));
            }
        }
        Rc::new(next)
    }
}

fn put(notebook: &mut Notebook, id: &str, record: Option<Record>) {
    match record {
        Some(record) => add(notebook, record),
        None => {
            notebook.remove(id);
            notebook.remove_foreign(id);
        }
    }
}

/// What a notebook has under a name.
fn record(notebook: &Notebook, id: &str) -> Option<Record> {
    let highlight = notebook.find(id).cloned();
    let foreign = || {
        notebook
            .foreign()
            .iter()
            .find(|foreign| foreign.id == id)
            .cloned()
    };
    let highlight = highlight.map(|highlight| Record::Highlight(Box::new(highlight)));
    highlight.or_else(|| foreign().map(Record::Foreign))
}

fn add(notebook: &mut Notebook, record: Record) {
    match record {
        Record::Highlight(highlight) => drop(notebook.add(*highlight)),
        Record::Foreign(foreign) => notebook.add_foreign(foreign),
    }
}

/// Whether a notebook has nothing under the name of a record, or something that is not as late.
pub fn is_news(notebook: &Notebook, record: &Record) -> bool {
    let highlight = notebook.find(record.id()).map(|known| &known.modified);
    let mut foreign = notebook.foreign().iter();
    let foreign = foreign.find(|known| known.id == record.id());
    let known = highlight.or(foreign.map(|known| &known.modified));
    known.is_none_or(|known| known.as_str() < record.modified())
}

#[cfg(test)]
pub(in crate::state) mod tests {
    use corpus::{EssayId, Revision};

    use super::*;

    pub(in crate::state) fn highlight(id: &str) -> Highlight {
        Highlight {
            id: id.to_owned(),
            essay: EssayId::new("essay").unwrap(),
            revision: Revision::from_name("r"),
            target: Vec::new(),
            colour: Colour::One,
            note: None,
            tags: Vec::new(),
            created: "2026-11-23T10:00:00.000Z".to_owned(),
            modified: "2026-11-23T10:00:00.000Z".to_owned(),
            origin: None,
        }
    }

    fn record(id: &str) -> Record {
        Record::Highlight(Box::new(highlight(id)))
    }

    fn act(id: &str, edit: Edit) -> Act {
        Act {
            id: id.to_owned(),
            edit,
            now: "2026-11-23T11:00:00.000Z".to_owned(),
        }
    }

    fn made(id: &str) -> Act {
        act(id, Edit::Put(record(id)))
    }

    fn after(acts: Vec<Act>) -> Rc<Highlights> {
        let start = Rc::new(Highlights::default());
        acts.into_iter()
            .fold(start, |highlights, act| highlights.reduce(Action::Act(act)))
    }

    fn note(text: &str) -> Edit {
        Edit::Note(Some(text.to_owned()), vec!["tag".to_owned()])
    }

    #[test]
    fn made_changed_and_taken_away() {
        let acts = vec![
            made("a"),
            act("a", Edit::Colour(Colour::Four)),
            act("a", note("Why?")),
        ];
        let highlights = after([acts.clone(), vec![act("unknown", note("?"))]].concat());
        let changed = highlights.notebook.find("a").unwrap();
        assert_eq!(
            (changed.colour, changed.note.as_deref()),
            (Colour::Four, Some("Why?"))
        );
        assert_eq!(changed.modified, "2026-11-23T11:00:00.000Z");
        assert_eq!(highlights.notebook.highlights().len(), 1);
        let empty = after([acts, vec![act("a", Edit::Remove)]].concat());
        assert!(empty.notebook.highlights().is_empty());
    }

    #[test]
    fn every_act_can_be_taken_back() {
        let place = Edit::Place(Revision::from_name("s"), Vec::new());
        let acts = vec![
            made("a"),
            act("a", note("Why?")),
            act("a", Edit::Colour(Colour::Two)),
            act("a", place),
            made("b"),
            act("a", Edit::Remove),
        ];
        let states: Vec<_> = (0..=acts.len())
            .map(|n| after(acts[..n].to_vec()))
            .collect();
        let mut highlights = after(acts);
        let words = |highlights: &Highlights| -> Vec<_> {
            let all = highlights.notebook.highlights().iter();
            all.map(|here| {
                (
                    here.id.clone(),
                    here.colour,
                    here.note.clone(),
                    here.revision.clone(),
                )
            })
            .collect()
        };
        for before in states.iter().rev().skip(1) {
            let undo = highlights
                .undo("2026-11-23T12:00:00.000Z".to_owned())
                .unwrap();
            highlights = highlights.reduce(Action::Undo(undo));
            assert_eq!(words(&highlights), words(before));
        }
        assert_eq!(highlights.undo(String::new()), None);
    }

    #[test]
    fn acts_of_two_tabs_keep_what_both_did() {
        let known = highlight("a");
        let coloured = act("a", Edit::Colour(Colour::Three)).apply(Some(record("a")), Some(&known));
        let both = act("a", note("Why?"))
            .apply(coloured, Some(&known))
            .and_then(Record::highlight)
            .unwrap();
        assert_eq!(
            (both.colour, both.note.as_deref()),
            (Colour::Three, Some("Why?"))
        );
        let back = act("a", note("Why?")).apply(None, Some(&known));
        let back = back.and_then(Record::highlight).unwrap();
        assert_eq!(
            back.note.as_deref(),
            Some("Why?"),
            "removed there, written on here"
        );
    }

    #[test]
    fn what_other_tabs_and_the_browser_tell() {
        let highlights = after(vec![made("a")]);
        let told = highlights.reduce(Action::Told("b".to_owned(), Some(record("b"))));
        let foreign = Foreign {
            id: "f".to_owned(),
            modified: String::new(),
            json: "{}".to_owned(),
        };
        let kept = vec![record("c"), record("b"), Record::Foreign(foreign.clone())];
        let told = told.reduce(Action::Kept(kept));
        assert_eq!(told.notebook.foreign(), [foreign]);
        let told = told.reduce(Action::Told("a".to_owned(), None));
        let ids: Vec<_> = told
            .notebook
            .highlights()
            .iter()
            .map(|here| here.id.as_str())
            .collect();
        assert_eq!(ids, ["b", "c"]);
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut kept = highlight("a");
        kept.note = Some("注".to_owned());
        kept.tags = vec!["x".to_owned()];
        let kept = Record::Highlight(Box::new(kept));
        let bytes = write(&kept);
        assert_eq!(read(&bytes), Ok(kept));
        assert!(read(&bytes[..bytes.len() - 1]).is_err());
        assert_eq!(read(b"{}"), Err(EnvelopeError::Foreign));
    }
}
