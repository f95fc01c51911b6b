//! What a page calls.

use std::cell::RefCell;
use std::rc::Rc;

use browser::{clock, network};
use js_sys::{Array, Object, Reflect};
use search::{EssayText, Index, Results, Unready};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::store::Store;

/// How many documents a query names.
const HITS: usize = 10;

/// The longest excerpt, in characters.
const EXCERPT: u32 = 200;

/// How long after the first answer the rest of the dictionary is fetched, in milliseconds.
const PAUSE: i32 = 300;

/// How many pages of it at a time: the others of a browser's six connections stay free.
const AT_ONCE: usize = 3;

/// Up to how many parts with names are fetched with the first query, not after it.
const EARLY_NAMES: usize = 4;

/// An index that is searched from a page.
#[wasm_bindgen]
pub struct Searcher {
    store: Rc<Store>,
    folder: String,
    last: RefCell<Option<Answer>>,
}

/// The last answer, as far as showing it needs it.
struct Answer {
    results: Results,
    names: Vec<String>,
}

#[wasm_bindgen]
impl Searcher {
    /// Opens the index in a folder (an address that ends in `/`), by the name of its head; texts are
    /// in the folder `docs/` at `texts`.
    pub async fn open(folder: String, head: String, texts: String) -> Result<Searcher, JsValue> {
        let store = Store::open(&folder, &head).await.map_err(error)?;
        Ok(Self { store: Rc::new(store), folder: texts, last: RefCell::default() })
    }

    /// The best documents for a query: `{ ids, count }`.
    pub async fn query(&self, text: String) -> Result<Object, JsValue> {
        let parsed = search::parse_typing(&text);
        let first = self.last.borrow().is_none();
        let ask = |index: &Index| index.search(&parsed.query, HITS).map_err(|why| with_names(index, why));
        let results = self.store.ask(ask).await.map_err(error)?;
        let documents: Vec<u32> = results.hits.iter().map(|hit| hit.essay).collect();
        let names = self.store.ask(|index| index.names(&documents)).await.map_err(error)?;
        let answer = Object::new();
        let ids: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
        set(&answer, "ids", &ids);
        set(&answer, "count", &JsValue::from(results.total as u32));
        *self.last.borrow_mut() = Some(Answer { results, names });
        if first {
            self.fetch_dictionary();
        }
        Ok(answer)
    }

    /// What a list of results shows of the documents of the last answer: `[{ title, excerpt }]`.
    pub async fn show(&self, ids: Vec<String>) -> Result<Array, JsValue> {
        let documents: Vec<Option<u32>> = ids.iter().map(|id| self.document(id)).collect();
        let texts = documents.iter().map(|document| {
            let url = document.map(|document| format!("{}{document}.txt", self.folder));
            wasm_bindgen_futures::future_to_promise(async move {
                let text = match url {
                    Some(url) => network::text(&url).await.unwrap_or_default(),
                    None => String::new(),
                };
                Ok(JsValue::from(text))
            })
        });
        let texts: Array = texts.collect();
        let texts = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::all(&texts)).await?;
        let texts = Array::from(&texts);
        Ok(texts.iter().map(|text| self.shown(&text.as_string().unwrap_or_default())).collect())
    }
}

impl Searcher {
    fn document(&self, id: &str) -> Option<u32> {
        let last = self.last.borrow();
        let answer = last.as_ref()?;
        let at = answer.names.iter().position(|name| name == id)?;
        Some(answer.results.hits[at].essay)
    }

    /// Title and excerpt of a document: its first line, and the part of it that answers best.
    fn shown(&self, text: &str) -> Object {
        let (title, text) = text.split_once('\n').unwrap_or((text, ""));
        let lines: Vec<&str> = text.lines().collect();
        let essay = EssayText::of_texts(title, lines.iter().copied());
        let last = self.last.borrow();
        let hits = last.as_ref().map(|answer| answer.results.passages(&essay, 1)).unwrap_or_default();
        let (line, spans) = hits.first().map_or((0, &[][..]), |hit| (hit.block as usize, &hit.spans[..]));
        let excerpt = search::excerpt(lines.get(line).copied().unwrap_or_default(), spans, EXCERPT);
        let shown = Object::new();
        set(&shown, "title", &JsValue::from(title));
        set(&shown, "excerpt", &JsValue::from(excerpt.text));
        shown
    }

    /// Fetches the rest of the dictionary when the reader looks at the first answer.
    fn fetch_dictionary(&self) {
        let store = self.store.clone();
        spawn_local(async move {
            clock::sleep(PAUSE).await;
            let missing = store.index.borrow().missing_dictionary();
            for pages in missing.chunks(AT_ONCE) {
                // What does not come is asked for again by whoever needs it.
                let _ = store.fetch(pages).await;
            }
        });
    }
}

/// Has names fetched in the same go as what a query misses, where they are few.
fn with_names(index: &Index, why: Unready) -> Unready {
    let names = index.missing_names();
    match why {
        Unready::Missing(mut parts) if names.len() <= EARLY_NAMES => {
            parts.extend(names);
            Unready::Missing(parts)
        }
        why => why,
    }
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Fails only on frozen objects.
    let _ = Reflect::set(object, &key.into(), value);
}

fn error(message: String) -> JsValue {
    js_sys::Error::new(&message).into()
}
