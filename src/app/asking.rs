//! Asking the search engine, and dropping what it says to a question that is no longer asked.

use std::cell::Cell;
use std::rc::Rc;

use browser::{clock, death, focus, history, network, surface};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::collection::Collection;
use super::parts::{self, SEARCH};
use super::recovery::use_recovery;
use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::answer::{self, Answer, Facets, Found, Results};
use crate::state::concordance::{self, Lines};
use crate::state::filter::Filter;
use crate::state::result::SearchResult;

/// How much of an answer is wanted.
#[derive(Clone, Copy)]
pub struct Wanted {
    /// The best essays.
    pub essays: usize,
    /// What of each.
    pub of_each: OfEach,
}

/// What is wanted of an essay that was found.
#[derive(Clone, Copy)]
pub enum OfEach {
    /// Nothing.
    Nothing,
    /// The best passages, so many.
    Passages(u32),
    /// Every place where the query's words stand.
    Lines,
}

/// The fields in which a query is typed.
const FIELDS: &str = "input[type=search], [role=combobox]";

/// How long after the collection the engine is fetched by itself, in milliseconds.
const LATER: i32 = 1500;

/// How long the reader has to pause for an answer to be read out, in milliseconds.
const PAUSE: i32 = 800;

/// How long the answer may keep the page from answering to its reader, in milliseconds.
const SLICE: f64 = 16.0;

/// How many lines of a concordance are gathered at most: nobody looks through more, and more would
/// keep the page from answering.
const LINES: usize = 5000;

/// The essays that pass a filter with words, and what is wanted of them. While an answer is on its
/// way, the one before it stays.
#[hook]
pub fn use_results(collection: &Option<Collection>, filter: &Filter, wanted: Wanted) -> Results {
    let results = use_state_eq(Results::default);
    let setter = results.setter();
    let has_failed = matches!(*results, Results::Failed(_));
    let (collection, filter) = (collection.clone(), filter.clone());
    let essays = wanted.essays.to_string();
    let of_each = match wanted.of_each {
        OfEach::Nothing => "nothing",
        OfEach::Passages(_) => "passages",
        OfEach::Lines => "lines",
    };
    let chosen = filter.chosen_lines();
    let attempt = use_state(|| 0_u8);
    let attempts = attempt.to_string();
    let on_retry = Callback::from(move |()| attempt.set(attempt.wrapping_add(1)));
    use_recovery(usize::from(has_failed), &on_retry);
    let about = [filter.words.as_str(), &chosen, &essays, of_each, &attempts].join("\n\n");
    use_question(collection.clone(), about, move |question| async move {
        let Some(collection) = collection.filter(|_| filter.has_words()) else {
            return;
        };
        if has_failed {
            setter.set(Results::Coming);
        }
        match parts::come_for(SEARCH).await {
            Ok(search) => (search.ask)(Asking {
                collection,
                filter,
                wanted,
                question,
                setter,
            }),
            Err(cause) if question.is_asked() => setter.set(Results::Failed(cause)),
            Err(_) => {}
        }
    });
    (*results).clone()
}

/// A text once it has stayed the same for a while: what is typed fast is not spoken of at every
/// letter.
#[hook]
pub fn use_settled(text: String) -> AttrValue {
    let settled = use_state_eq(AttrValue::default);
    let setter = settled.setter();
    use_question(None, text.clone(), move |question| async move {
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
    use_effect_of(collection.cloned(), |collection| {
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
    if later == 0 {
        parts::expect(SEARCH.name());
    }
    spawn_local(async move {
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

/// Asks when the collection changes, or what the question is about; the question before is then
/// withdrawn.
#[hook]
pub fn use_question<A: Future<Output = ()> + 'static>(
    collection: Option<Collection>,
    about: String,
    ask: impl FnOnce(Question) -> A + 'static,
) {
    use_effect_of((collection, about), move |_| {
        let question = Question(Rc::new(Cell::new(true)));
        spawn_local(ask(question.clone()));
        move || question.0.set(false)
    });
}

/// What is asked, and who takes the answer.
pub struct Asking {
    collection: Collection,
    filter: Filter,
    wanted: Wanted,
    question: Question,
    setter: UseStateSetter<Results>,
}

/// Asks, unless the question is withdrawn meanwhile.
pub fn ask(asking: Asking) {
    let Asking {
        collection,
        filter,
        wanted,
        question,
        setter,
    } = asking;
    spawn_local(async move {
        match answer_to(&collection, filter, wanted, &question).await {
            Ok(Some(here)) if question.is_asked() => {
                if let Results::Here { filter, .. } = &here {
                    surface::tell("search-results", &filter.words);
                }
                setter.set(here);
            }
            Err(cause) if question.is_asked() => setter.set(Results::Failed(cause)),
            _ => {}
        }
    });
}

/// The answer with what is wanted of the essays; none where the question was withdrawn meanwhile.
async fn answer_to(
    collection: &Collection,
    filter: Filter,
    wanted: Wanted,
    question: &Question,
) -> Result<Option<Results>, String> {
    let Collection { shelf, engine } = collection;
    let (query, chosen) = (&filter.words, &filter.chosen_lines());
    let essays = u32::try_from(wanted.essays).unwrap_or(u32::MAX);
    // What is typed is shown before it is searched for.
    clock::next_task().await;
    let mut begun = clock::milliseconds();
    let answer = Answer::read(&engine.query(query, essays, chosen).await?);
    take_breath(&mut begun).await;
    let facets = match wanted.of_each {
        OfEach::Nothing => Facets::default(),
        _ => Facets::read(&engine.facets(query, chosen).await?),
    };
    let (mut found, mut lines) = (Vec::new(), Vec::new());
    let places = match wanted.of_each {
        OfEach::Nothing => Vec::new(),
        OfEach::Passages(_) => answer.essays.clone(),
        OfEach::Lines => answer.best_in_order(),
    };
    for place in places {
        take_breath(&mut begun).await;
        if !question.is_asked() {
            return Ok(None);
        }
        let sheet = shelf.sheet(place);
        match wanted.of_each {
            OfEach::Passages(limit) => {
                let passages = engine.passages(query, &sheet, limit, chosen).await?;
                let passages = answer::passages(&passages);
                found.push(Found { place, passages });
            }
            OfEach::Lines if lines.len() <= LINES => {
                let new = engine.concordance(query, &sheet).await?;
                lines.extend(concordance::read(&new, place));
            }
            OfEach::Lines | OfEach::Nothing => break,
        }
    }
    let has_lines = matches!(wanted.of_each, OfEach::Lines);
    let lines = has_lines.then(|| Rc::new(Lines::new(lines, LINES)));
    Ok(Some(Results::Here {
        filter,
        answer,
        facets,
        found,
        lines,
    }))
}

/// The best essays and passages for a program in the page, as JSON.
pub async fn find(
    site: Site,
    collection: Collection,
    query: String,
    limit: u32,
    passages: u32,
) -> Result<String, String> {
    let begun = clock::milliseconds();
    let Collection { shelf, engine } = &collection;
    let answer = Answer::read(&engine.query(&query, limit, "").await?);
    let mut found = Vec::new();
    for &place in &answer.essays {
        let sheet = shelf.sheet(place);
        let lines = engine.passages(&query, &sheet, passages, "").await?;
        let passages = answer::passages(&lines);
        found.push(Found { place, passages });
    }
    surface::tell("search-results", &query);
    let root = AttrValue::from(history::absolute(&site.root));
    let result = SearchResult {
        site: &Site { root, ..site },
        shelf,
        query: &query,
        answer: &answer,
        found: &found,
        took: (clock::milliseconds() - begun) as u32,
    };
    Ok(result.write())
}

/// Lets the page answer to its reader, where it has not since a moment too long ago.
async fn take_breath(begun: &mut f64) {
    if clock::milliseconds() - *begun > SLICE {
        clock::next_task().await;
        *begun = clock::milliseconds();
    }
}
