//! Keeps the reader's highlights: in the browser's database, and in agreement with the site's other tabs.
//!
//! An act shows at once, and is said to be done when it is kept. Where the browser keeps nothing, the
//! highlights live as long as the page, and the reader is told.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use browser::channel::Channel;
use browser::database::{Change, Database};
use browser::{clock, document, storage};
use marks::{Highlight, Notebook};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::notebook::{
    self, Act, Action, CHANNEL, DATABASE, Edit, FIRST_KEY, Highlights, Record, read_first,
};

/// The reader's highlights and what keeps them.
#[derive(Clone)]
pub struct Keeper {
    highlights: UseReducerHandle<Highlights>,
    store: Rc<Store>,
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

enum State {
    /// The database is being opened; acts wait.
    Opening(Vec<Pending>),
    Open(Database),
    /// Nothing is kept.
    Closed,
}

struct Store {
    state: RefCell<State>,
    channel: RefCell<Option<Channel>>,
    dispatch: UseReducerDispatcher<Highlights>,
    failure: UseStateSetter<Option<Failure>>,
    /// How many acts of this page are not kept yet.
    unkept: Cell<u32>,
}

/// The highlights that the browser keeps.
#[hook]
pub fn use_keeper(site: &Site) -> Keeper {
    let highlights = use_reducer(Highlights::default);
    let failure = use_state(|| None::<Failure>);
    let store = {
        let (dispatch, failure) = (highlights.dispatcher(), failure.setter());
        use_memo((), move |()| Store {
            state: RefCell::new(State::Opening(Vec::new())),
            channel: RefCell::default(),
            dispatch,
            failure,
            unkept: Cell::default(),
        })
    };
    use_effect_of((), {
        let store = store.clone();
        move |()| spawn_local(open(store))
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
        bring(&self.store, news, done);
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
        keep(&self.store, Pending { act, known, done });
    }
}

/// Opens the database, reads what is there, and keeps what was done until then.
async fn open(store: Rc<Store>) {
    let opened = async {
        let database = Database::open(DATABASE).await?;
        take_over_first(&store, Some(&database)).await?;
        let kept = database.all().await?;
        Ok((database, kept))
    };
    let pending = match opened.await {
        Ok((database, kept)) => {
            show(&store, kept);
            join(&store, &database);
            store.state.replace(State::Open(database))
        }
        Err(cause) => {
            // What an earlier version kept is shown all the same.
            let _ = take_over_first(&store, None).await;
            fail(&store, &cause);
            store.state.replace(State::Closed)
        }
    };
    if let State::Opening(pending) = pending {
        for pending in pending {
            pass_on(&store, pending);
        }
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
}

/// Shows what was kept.
fn show(store: &Store, kept: Vec<(String, Vec<u8>)>) {
    let mut records = Vec::new();
    for (_, bytes) in kept {
        match notebook::read(&bytes) {
            Ok(record) => records.push(record),
            Err(cause) => store.failure.set(Some(Failure::Unread(cause.to_string()))),
        }
    }
    store.dispatch.dispatch(Action::Kept(records));
}

/// Brings what the first version of the site kept into the database, or only shows it.
async fn take_over_first(
    store: &Store,
    database: Option<&Database>,
) -> Result<(), storage::NotKept> {
    let first = storage::bytes(FIRST_KEY).and_then(|kept| {
        let read = kept.map(|kept| read_first(&kept).map_err(|cause| cause.to_string()));
        read.transpose()
    });
    let records: Vec<Record> = match first {
        Ok(Some(first)) => {
            let record = |highlight| Record::Highlight(Box::new(highlight));
            first.into_iter().map(record).collect()
        }
        Ok(None) => return Ok(()),
        Err(cause) => {
            store.failure.set(Some(Failure::Unread(cause)));
            return Ok(());
        }
    };
    if let Some(database) = database {
        let ids: Vec<String> = records.iter().map(|first| first.id().to_owned()).collect();
        let put = |id: &str, present: Option<Vec<u8>>| {
            let first = records.iter().find(|first| first.id() == id);
            match (present, first) {
                (None, Some(first)) => Change::Put(notebook::write(first)),
                _ => Change::Leave,
            }
        };
        database.update(&ids, put).await?;
        storage::forget(FIRST_KEY);
    }
    store.dispatch.dispatch(Action::Kept(records));
    Ok(())
}

/// Keeps an act, once the database is open.
fn keep(store: &Rc<Store>, mut pending: Pending) {
    let (counting, done) = (store.clone(), pending.done.clone());
    counting.count(1);
    pending.done = Callback::from(move |()| {
        counting.count(-1);
        done.emit(());
    });
    pass_on(store, pending);
}

fn pass_on(store: &Rc<Store>, pending: Pending) {
    match &mut *store.state.borrow_mut() {
        State::Opening(waiting) => waiting.push(pending),
        State::Open(database) => spawn_local(write(store.clone(), database.clone(), pending)),
        State::Closed => pending.done.emit(()),
    }
}

async fn write(store: Rc<Store>, database: Database, pending: Pending) {
    let Pending { act, known, done } = pending;
    let change = |_: &str, present: Option<Vec<u8>>| {
        let present = match present.map(|bytes| notebook::read(&bytes)) {
            None => None,
            Some(Ok(record)) => Some(record),
            // Whoever wrote it knows what it is.
            Some(Err(_)) => return Change::Leave,
        };
        match act.apply(present, known.as_ref()) {
            Some(record) => Change::Put(notebook::write(&record)),
            None => Change::Remove,
        }
    };
    match database.update(std::slice::from_ref(&act.id), change).await {
        Ok(()) => tell(&store, std::slice::from_ref(&act.id)),
        Err(cause) => fail(&store, &cause),
    }
    done.emit(());
}

/// Keeps what was brought, in one go; before the database is open, as so many acts that wait for it.
fn bring(store: &Rc<Store>, records: Vec<Record>, done: Callback<()>) {
    let open = match &*store.state.borrow() {
        State::Open(database) => Some(database.clone()),
        _ => None,
    };
    let Some(database) = open else {
        for record in records {
            let act = Act {
                id: record.id().to_owned(),
                edit: Edit::Put(record),
                now: clock::now(),
            };
            keep(
                store,
                Pending {
                    act,
                    known: None,
                    done: Callback::noop(),
                },
            );
        }
        return done.emit(());
    };
    let store = store.clone();
    store.count(1);
    spawn_local(async move {
        let ids: Vec<String> = records
            .iter()
            .map(|record| record.id().to_owned())
            .collect();
        let put = |id: &str, _: Option<Vec<u8>>| {
            let record = records.iter().find(|record| record.id() == id);
            record.map_or(Change::Leave, |record| Change::Put(notebook::write(record)))
        };
        match database.update(&ids, put).await {
            Ok(()) => tell(&store, &ids),
            Err(cause) => fail(&store, &cause),
        }
        store.count(-1);
        done.emit(());
    });
}

fn tell(store: &Store, ids: &[String]) {
    if let Some(channel) = &*store.channel.borrow() {
        ids.iter().for_each(|id| channel.say(id));
    }
}

/// Listens to what the other tabs change.
fn join(store: &Rc<Store>, database: &Database) {
    let (told, database) = (store.clone(), database.clone());
    let channel = Channel::join(CHANNEL, move |id| {
        let (store, database) = (told.clone(), database.clone());
        spawn_local(async move {
            let Ok(kept) = database.get(&id).await else {
                return;
            };
            match kept.map(|bytes| notebook::read(&bytes)).transpose() {
                Ok(record) => store.dispatch.dispatch(Action::Told(id, record)),
                Err(cause) => store.failure.set(Some(Failure::Unread(cause.to_string()))),
            }
        });
    });
    *store.channel.borrow_mut() = channel;
}

fn fail(store: &Store, cause: &storage::NotKept) {
    store.failure.set(Some(Failure::Unkept(cause.to_string())));
}
