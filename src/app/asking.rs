//! Asking the search engine, and dropping what it says to a question that is no longer asked.

use std::cell::Cell;
use std::rc::Rc;

use browser::{clock, death, focus, network};
use yew::prelude::*;

use super::collection::Collection;
use crate::state::answer::{self, Answer, Facets, Found, Results};
use crate::state::answering::Answering;
use crate::state::filter::Filter;

/// How much of an answer is wanted.
#[derive(Clone, Copy, PartialEq)]
pub struct Wanted {
    /// The best essays.
    pub essays: u32,
    /// The best passages of each.
    pub passages: u32,
}

/// The fields in which a query is typed.
const FIELDS: &str = "input[type=search], [role=combobox]";

/// How long after the collection the engine is fetched by itself, in milliseconds.
const LATER: i32 = 1500;

/// How long the reader has to pause for an answer to be read out, in milliseconds.
const PAUSE: i32 = 800;

/// How long the answer may keep the page from answering to its reader, in milliseconds.
const SLICE: f64 = 16.0;

/// The essays that pass a filter with words, and their passages. While an answer is on its way, the
/// one before it stays.
#[hook]
pub fn use_results(collection: &Option<Collection>, filter: &Filter, wanted: Wanted) -> Results {
    let results = use_state_eq(Results::default);
    let setter = results.setter();
    let asked = (collection.clone(), filter.clone(), wanted);
    use_question(
        asked,
        move |(collection, filter, wanted), question| async move {
            let Some(collection) = collection.filter(|_| filter.has_words()) else {
                return;
            };
            match ask(&collection, filter, wanted, &question).await {
                Ok(Some(here)) if question.is_asked() => setter.set(here),
                Err(cause) if question.is_asked() => setter.set(Results::Failed(cause)),
                _ => {}
            }
        },
    );
    (*results).clone()
}

/// The essays that have all words of a query.
#[hook]
pub fn use_answering(collection: &Collection, query: &str) -> Answering {
    let last = use_state_eq(|| (String::new(), Answering::All));
    let setter = last.setter();
    let asked = (collection.clone(), query.to_owned());
    use_question(asked, move |(collection, query), question| async move {
        if query.trim().is_empty() {
            return;
        }
        let all = u32::try_from(collection.shelf.cards.len()).unwrap_or(u32::MAX);
        let answering = match collection.engine.query(&query, all, "").await {
            Ok(lines) => all_words(&Answer::read(&lines)),
            Err(cause) => Answering::Failed(cause),
        };
        if question.is_asked() {
            setter.set((query, answering));
        }
    });
    Answering::to(query, &last)
}

fn all_words(answer: &Answer) -> Answering {
    if answer.is_nothing {
        Answering::All
    } else {
        Answering::These(answer.all_words().into())
    }
}

/// A text once it has stayed the same for a while: what is typed fast is not spoken of at every
/// letter.
#[hook]
pub fn use_settled(text: String) -> AttrValue {
    let settled = use_state_eq(AttrValue::default);
    let setter = settled.setter();
    use_question(text, move |text, question| async move {
        clock::pause(PAUSE).await;
        if question.is_asked() {
            setter.set(AttrValue::from(text));
        }
    });
    (*settled).clone()
}

/// Lets the engine be fetched before it is asked: when the reader is about to search, and where bytes
/// are not dear, when the page has nothing else to do. A collection that comes as one pack is small,
/// and its index is here already.
#[hook]
pub fn use_readiness(collection: Option<&Collection>) {
    use_effect_with(collection.cloned(), |collection| {
        let listener = collection.clone().and_then(|collection| {
            if focus::is_on(FIELDS) {
                fetch(&collection, 0);
            } else if !network::is_saving() {
                fetch(&collection, LATER);
            }
            focus::listen(FIELDS, move || fetch(&collection, 0))
        });
        move || drop(listener)
    });
}

/// Has the engine fetched, after so many milliseconds in a moment when nothing else is to do.
fn fetch(collection: &Collection, later: i32) {
    let engine = collection.engine.clone();
    wasm_bindgen_futures::spawn_local(async move {
        if later > 0 {
            clock::pause(later).await;
            clock::idle().await;
        }
        if !death::is_dead() {
            // Whoever asks it something will be told why it did not come.
            let _ = engine.open().await;
        }
    });
}

/// A question that may be withdrawn.
#[derive(Clone)]
pub struct Question(Rc<Cell<bool>>);

impl Question {
    /// Whether it is still asked.
    pub fn is_asked(&self) -> bool {
        self.0.get()
    }
}

/// Asks when what is asked changes; the question before is then withdrawn.
#[hook]
pub fn use_question<Q, F, A>(asked: Q, ask: F)
where
    Q: Clone + PartialEq + 'static,
    F: FnOnce(Q, Question) -> A + 'static,
    A: Future<Output = ()> + 'static,
{
    use_effect_with(asked, move |asked| {
        let question = Question(Rc::new(Cell::new(true)));
        wasm_bindgen_futures::spawn_local(ask(asked.clone(), question.clone()));
        move || question.0.set(false)
    });
}

/// The answer with its passages; none where the question was withdrawn meanwhile.
async fn ask(
    collection: &Collection,
    filter: Filter,
    wanted: Wanted,
    question: &Question,
) -> Result<Option<Results>, String> {
    let Collection { shelf, engine } = collection;
    let (query, chosen) = (&filter.words, &filter.chosen_lines());
    let answer = Answer::read(&engine.query(query, wanted.essays, chosen).await?);
    let facets = Facets::read(&engine.facets(query, chosen).await?);
    let mut found = Vec::new();
    let mut begun = clock::milliseconds();
    for &place in &answer.essays {
        if clock::milliseconds() - begun > SLICE {
            clock::next_task().await;
            begun = clock::milliseconds();
        }
        if !question.is_asked() {
            return Ok(None);
        }
        let lines = engine
            .passages(query, &shelf.sheet(place), wanted.passages, chosen)
            .await?;
        let passages = answer::passages(&lines);
        found.push(Found { place, passages });
    }
    Ok(Some(Results::Here {
        filter,
        answer,
        facets,
        found,
    }))
}
