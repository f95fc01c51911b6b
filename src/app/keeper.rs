//! Keeps the reader's highlights, and shows them as they are now.
//!
//! An act shows at once, and is said to be done when it is kept. Where the browser keeps nothing, the
//! highlights live as long as the page, and the reader is told. What keeps them comes in a part of the application:
//! a first reading does without it.

mod database;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use browser::{clock, document};
use marks::{Highlight, Notebook};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

pub use self::database::open;
use super::parts::{self, MARKS};
use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::notebook::{self, Act, Action, DATABASE, Edit, FIRST_KEY, Highlights, Record};

/// The reader's highlights and what keeps them.
#[derive(Clone)]
pub struct Keeper {
    highlights: UseReducerHandle<Highlights>,
    store: Rc<Store>,
    /// Whether these are all that are kept, and not only what the reader has done meanwhile.
    pub is_read: bool,
    /// What has gone wrong with keeping them.
    pub failure: Option<AttrValue>,
}

/// Why highlights are not, or not all, what the browser keeps.
#[derive(Clone, Debug, PartialEq)]
enum Failure {
    /// Something that is kept cannot be read, and is left alone.
    Unread(String),
    /// Something is not kept.
    Unkept(String),
}

/// An act on its way to the database.
struct Pending {
    act: Act,
    /// What the highlight was when the reader acted.
    known: Option<Highlight>,
    /// Called when it is kept, or never will be.
    done: Callback<()>,
}

/// An open database, in agreement with the site's other tabs.
trait Keeps {
    /// Keeps an act.
    fn keep(&self, store: Rc<Store>, pending: Pending);

    /// Keeps what was brought, in one go.
    fn bring(&self, store: Rc<Store>, records: Vec<Record>, done: Callback<()>);
}

enum State {
    /// The database is not open yet; acts wait.
    Opening(Vec<Pending>),
    Open(Rc<dyn Keeps>),
    /// Nothing is kept.
    Closed,
}

/// What has to do with the database.
pub struct Store {
    state: RefCell<State>,
    dispatch: UseReducerDispatcher<Highlights>,
    failure: UseStateSetter<Option<Failure>>,
    /// Told that what is kept has been read, as far as it can be.
    read: UseStateSetter<bool>,
    /// How many acts of this page are not kept yet.
    unkept: Cell<u32>,
}

/// The highlights that the browser keeps.
#[hook]
pub fn use_keeper(site: &Site) -> Keeper {
    let highlights = use_reducer(Highlights::default);
    let failure = use_state(|| None::<Failure>);
    let is_read = use_state_eq(|| false);
    let store = {
        let (dispatch, failure) = (highlights.dispatcher(), failure.setter());
        let read = is_read.setter();
        use_memo((), move |()| Store {
            state: RefCell::new(State::Opening(Vec::new())),
            dispatch,
            failure,
            read,
            unkept: Cell::default(),
        })
    };
    use_effect_of((), {
        let (store, read) = (store.clone(), is_read.setter());
        move |()| {
            parts::with_arrival(MARKS, move |marks| (marks.open)(store));
            spawn_local(async move {
                if browser::storage::text(FIRST_KEY).is_some()
                    || browser::database::may_be(DATABASE).await
                {
                    parts::want(MARKS.name());
                } else {
                    read.set(true);
                }
            });
        }
    });
    let failure = (*failure).as_ref().map(|failure| {
        let (key, cause) = match failure {
            Failure::Unread(cause) => ("notebook.unread", cause),
            Failure::Unkept(cause) => ("notebook.unkept", cause),
        };
        AttrValue::from(site.locale.fill(key, &[("cause", cause)]))
    });
    Keeper {
        highlights,
        store,
        is_read: *is_read,
        failure,
    }
}

impl Keeper {
    /// All highlights.
    pub fn notebook(&self) -> &Rc<Notebook> {
        &self.highlights.notebook
    }

    /// Does something to a highlight; calls back when it is kept, or never will be.
    pub fn act(&self, id: impl Into<String>, edit: Edit, done: Callback<()>) {
        let act = Act {
            id: id.into(),
            edit,
            now: clock::now(),
        };
        self.highlights.dispatch(Action::Act(act.clone()));
        self.keep(act, done);
    }

    /// Takes in what was brought from a file, as far as it is news: how many records that is. All of it
    /// is kept, or nothing.
    pub fn bring(&self, records: Vec<Record>, done: Callback<()>) -> usize {
        let is_news = |record: &Record| notebook::is_news(self.notebook(), record);
        let news: Vec<Record> = records.into_iter().filter(is_news).collect();
        for record in &news {
            let brought = Action::Brought(record.clone());
            self.highlights.dispatch(brought);
        }
        let count = news.len();
        self.store.bring(news, done);
        count
    }

    /// Takes the latest act of this page back, where there is one.
    pub fn undo(&self, done: Callback<()>) -> bool {
        let Some(act) = self.highlights.undo(clock::now()) else {
            return false;
        };
        self.highlights.dispatch(Action::Undo(act.clone()));
        self.keep(act, done);
        true
    }

    fn keep(&self, act: Act, done: Callback<()>) {
        let known = self.notebook().find(&act.id).cloned();
        parts::want(MARKS.name());
        self.store.keep(Pending { act, known, done });
    }
}

impl Store {
    /// Says on the page how many acts are not kept yet.
    fn count(&self, more: i32) {
        let unkept = self.unkept.get().saturating_add_signed(more);
        self.unkept.set(unkept);
        let told = (unkept > 0).then(|| unkept.to_string());
        document::set_attribute("data-unkept", told.as_deref());
    }

    /// Keeps an act, once the database is open.
    fn keep(self: &Rc<Self>, mut pending: Pending) {
        let (counting, done) = (self.clone(), pending.done.clone());
        counting.count(1);
        pending.done = Callback::from(move |()| {
            counting.count(-1);
            done.emit(());
        });
        self.pass_on(pending);
    }

    fn pass_on(self: &Rc<Self>, pending: Pending) {
        match &mut *self.state.borrow_mut() {
            State::Opening(waiting) => waiting.push(pending),
            State::Open(database) => database.keep(self.clone(), pending),
            State::Closed => pending.done.emit(()),
        }
    }

    /// Keeps what was brought, in one go; before the database is open, as so many acts that wait for it.
    fn bring(self: &Rc<Self>, records: Vec<Record>, done: Callback<()>) {
        let database = match &*self.state.borrow() {
            State::Open(database) => Some(database.clone()),
            _ => None,
        };
        let Some(database) = database else {
            for record in records {
                let act = Act {
                    id: record.id().to_owned(),
                    edit: Edit::Put(record),
                    now: clock::now(),
                };
                let (known, done) = (None, Callback::noop());
                self.keep(Pending { act, known, done });
            }
            return done.emit(());
        };
        self.count(1);
        let counting = self.clone();
        let done = Callback::from(move |()| {
            counting.count(-1);
            done.emit(());
        });
        database.bring(self.clone(), records, done);
    }
}
