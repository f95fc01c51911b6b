//! Records that the reader's browser keeps for the site in IndexedDB: bytes under names.

use std::rc::Rc;

use idb::{
    Database as Connection, DatabaseEvent, Error, Factory, ObjectStoreParams, Transaction,
    TransactionMode,
};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::document::window;
use crate::storage::NotKept;
use crate::surface::{on_leaving, stored};

/// The version of the layout: one store without a key path.
const VERSION: u32 = 1;

/// The store.
const STORE: &str = "records";

/// What becomes of a record.
pub enum Change {
    /// It stays as it is.
    Leave,
    /// It becomes this.
    Put(Vec<u8>),
    /// It goes.
    Remove,
}

/// Whether there may be a database of this name: not every browser tells.
pub async fn may_be(name: &str) -> bool {
    let asked = || {
        let window: JsValue = window()?.into();
        let factory: JsValue = Reflect::get(&window, &"indexedDB".into()).ok()?;
        let databases: Function = Reflect::get(&factory, &"databases".into())
            .ok()?
            .dyn_into()
            .ok()?;
        databases.call0(&factory).ok()?.dyn_into::<Promise>().ok()
    };
    let Some(asked) = asked() else { return true };
    let name = stored(name);
    let Ok(databases) = JsFuture::from(asked).await else {
        return true;
    };
    let is_it = |database: JsValue| {
        let own = Reflect::get(&database, &"name".into());
        own.is_ok_and(|own| own.as_string().as_ref() == Some(&name))
    };
    Array::from(&databases).iter().any(is_it)
}

/// An open database.
#[derive(Clone)]
pub struct Database(Rc<Connection>);

impl Database {
    /// Opens a database, and makes it where there is none.
    pub async fn open(name: &str) -> Result<Self, NotKept> {
        let mut request =
            Factory::new().and_then(|factory| factory.open(&stored(name), Some(VERSION)))?;
        request.on_upgrade_needed(|event| {
            // Where this fails, opening does.
            if let Ok(database) = event.database() {
                let _ = database.create_object_store(STORE, ObjectStoreParams::new());
            }
        });
        let mut connection = request.await?;
        // A later version of the site, in another tab, must not wait for this one.
        connection.on_version_change(|event| {
            if let Ok(database) = event.database() {
                database.close();
            }
        });
        let connection = Rc::new(connection);
        let closing = connection.clone();
        // Browsers hold an open one, and all that it is known to.
        on_leaving(move || closing.close());
        Ok(Self(connection))
    }

    /// All records with their names.
    pub async fn all(&self) -> Result<Vec<(String, Vec<u8>)>, NotKept> {
        let transaction = self.begin(TransactionMode::ReadOnly)?;
        let store = transaction.object_store(STORE)?;
        let (names, values) = (store.get_all_keys(None, None)?, store.get_all(None, None)?);
        let (names, values) = (names.await?, values.await?);
        let records = names.iter().zip(&values);
        Ok(records
            .filter_map(|(name, value)| Some((name.as_string()?, bytes(value))))
            .collect())
    }

    /// The record of this name.
    pub async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, NotKept> {
        let transaction = self.begin(TransactionMode::ReadOnly)?;
        let value = transaction.object_store(STORE)?.get(JsValue::from(name))?;
        Ok(value.await?.as_ref().map(bytes))
    }

    /// Changes records, all or none: `change` is shown each by its name as it is then. Done when it is
    /// kept beyond the death of the browser.
    pub async fn update(
        &self,
        names: &[String],
        change: impl Fn(&str, Option<Vec<u8>>) -> Change,
    ) -> Result<(), NotKept> {
        let transaction = self.begin(TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE)?;
        for name in names {
            let key = JsValue::from(name.as_str());
            let before = store.get(key.clone())?.await?;
            match change(name, before.as_ref().map(bytes)) {
                Change::Leave => {}
                Change::Put(bytes) => {
                    let value = Uint8Array::from(bytes.as_slice());
                    store.put(&value, Some(&key))?.await?;
                }
                Change::Remove => store.delete(key)?.await?,
            }
        }
        let result = transaction.await?;
        if result.is_committed() {
            Ok(())
        } else {
            Err(NotKept("the browser gave the change up".to_owned()))
        }
    }

    fn begin(&self, mode: TransactionMode) -> Result<Transaction, NotKept> {
        Ok(self.0.transaction(&[STORE], mode)?)
    }
}

fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}

impl From<Error> for NotKept {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}
