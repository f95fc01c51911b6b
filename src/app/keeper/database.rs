//! The database that highlights are kept in, and the site's other tabs, which change it as well.

use std::rc::Rc;

use browser::channel::Channel;
use browser::database::{Change, Database};
use browser::storage;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::{Failure, Keeps, Pending, State, Store};
use crate::state::notebook::{self, Action, CHANNEL, DATABASE, FIRST_KEY, Record, read_first};

/// An open database, and the way to the other tabs.
struct Kept {
    database: Database,
    channel: Rc<Option<Channel>>,
}

/// Opens the database, reads what is there, and keeps what was done until then.
pub fn open(store: Rc<Store>) {
    spawn_local(async move {
        let opened = async {
            let database = Database::open(DATABASE).await?;
            take_over_first(&store, Some(&database)).await?;
            let kept = database.all().await?;
            Ok((database, kept))
        };
        let state = match opened.await {
            Ok((database, kept)) => {
                show(&store, kept);
                let channel = Rc::new(join(&store, &database));
                State::Open(Rc::new(Kept { database, channel }))
            }
            Err(cause) => {
                // What an earlier version kept is shown all the same.
                let _ = take_over_first(&store, None).await;
                fail(&store, &cause);
                State::Closed
            }
        };
        store.read.set(true);
        if let State::Opening(pending) = store.state.replace(state) {
            for pending in pending {
                store.pass_on(pending);
            }
        }
    });
}

impl Keeps for Kept {
    fn keep(&self, store: Rc<Store>, pending: Pending) {
        spawn_local(write(
            store,
            self.database.clone(),
            self.channel.clone(),
            pending,
        ));
    }

    fn bring(&self, store: Rc<Store>, records: Vec<Record>, done: Callback<()>) {
        let (database, channel) = (self.database.clone(), self.channel.clone());
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
                Ok(()) => tell(&channel, &ids),
                Err(cause) => fail(&store, &cause),
            }
            done.emit(());
        });
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

async fn write(
    store: Rc<Store>,
    database: Database,
    channel: Rc<Option<Channel>>,
    pending: Pending,
) {
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
        Ok(()) => tell(&channel, std::slice::from_ref(&act.id)),
        Err(cause) => fail(&store, &cause),
    }
    done.emit(());
}

fn tell(channel: &Option<Channel>, ids: &[String]) {
    if let Some(channel) = channel {
        ids.iter().for_each(|id| channel.say(id));
    }
}

/// Listens to what the other tabs change.
fn join(store: &Rc<Store>, database: &Database) -> Option<Channel> {
    let (told, database) = (store.clone(), database.clone());
    Channel::join(CHANNEL, move |id| {
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
    })
}

fn fail(store: &Store, cause: &storage::NotKept) {
    store.failure.set(Some(Failure::Unkept(cause.to_string())));
}
