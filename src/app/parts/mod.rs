//! The application's parts in the page: which there are, having them come, and what is told of one that does not.
//!
//! A file for each says what is in it. Whatever only a part reaches leaves the rest of the application by itself.

mod aids;
mod marks;
mod notebook;
mod search;
mod themes;

use std::cell::RefCell;
use std::rc::Rc;

use browser::{clock, death, dialog, network, server};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

pub use self::aids::AIDS;
pub use self::marks::MARKS;
pub use self::notebook::NOTEBOOK;
pub use self::search::SEARCH;
pub use self::themes::THEMES;
use crate::effect::use_effect_of;
use crate::locale::{Texts, learn};
use crate::part;
use crate::part::Part;
use crate::site::Site;

/// What is known of a part before it is here.
struct Entry {
    name: &'static str,
    /// The key of what readers call it.
    label: &'static str,
    /// The strings that come with it.
    texts: fn() -> Option<&'static Texts>,
}

/// All parts, in the order in which they are fetched when there is nothing else to do.
const ALL: [Entry; 5] = [
    Entry {
        name: MARKS.name(),
        label: "part.marks",
        texts: || MARKS.here().map(|part| part.texts),
    },
    Entry {
        name: SEARCH.name(),
        label: "part.search",
        texts: || SEARCH.here().map(|part| part.texts),
    },
    Entry {
        name: THEMES.name(),
        label: "part.themes",
        texts: || THEMES.here().map(|part| part.texts),
    },
    Entry {
        name: NOTEBOOK.name(),
        label: "part.notebook",
        texts: || NOTEBOOK.here().map(|part| part.texts),
    },
    Entry {
        name: AIDS.name(),
        label: "part.aids",
        texts: || AIDS.here().map(|part| part.texts),
    },
];

fn entry(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name)
}

/// How long after the collection parts are fetched by themselves, in milliseconds.
const LATER: i32 = 2000;

/// What has become of the parts that were wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// How many have come: whoever draws with one is drawn again.
    pub come: u32,
    /// Those that did not, with the causes.
    failed: Vec<(&'static str, String)>,
    /// Whether a page is awaited from a server that does not answer.
    is_awaiting: bool,
}

/// What is heard of a part.
pub enum News {
    /// One has come.
    Come,
    /// One has not, for this cause.
    Failed(&'static str, String),
    /// All that failed are wanted again.
    Retried,
    /// Whether a page is awaited from a server that does not answer.
    Awaited(bool),
}

impl Reducible for Parts {
    type Action = News;

    fn reduce(self: Rc<Self>, news: News) -> Rc<Self> {
        let mut parts = (*self).clone();
        match news {
            News::Come => parts.come += 1,
            News::Failed(name, cause) => {
                parts.failed.retain(|(other, _)| *other != name);
                parts.failed.push((name, cause));
            }
            News::Retried => parts.failed.clear(),
            News::Awaited(is_awaiting) => parts.is_awaiting = is_awaiting,
        }
        parts.failed.retain(|(name, _)| !part::is_here(name));
        Rc::new(parts)
    }
}

/// What is to be done with a part, and its name.
type Awaiting = (&'static str, Box<dyn FnOnce()>);

thread_local! {
    /// Who hears of parts.
    static TOLD: RefCell<Option<UseReducerDispatcher<Parts>>> = const { RefCell::new(None) };
    /// What waits for parts, in its order.
    static AWAITING: RefCell<Vec<Awaiting>> = const { RefCell::new(Vec::new()) };
}

/// Tells whoever hears of parts.
pub fn tell(news: News) {
    TOLD.with_borrow(|told| {
        if let Some(told) = told {
            told.dispatch(news);
        }
    });
}

/// What has become of the parts that were wanted.
#[hook]
pub fn use_parts() -> UseReducerHandle<Parts> {
    let parts = use_reducer_eq(Parts::default);
    let told = parts.dispatcher();
    use_effect_of((), move |()| TOLD.set(Some(told)));
    parts
}

/// Has the part of a page come that is open, and is told of if it does not.
#[hook]
pub fn use_page_part(name: Option<&'static str>) {
    use_effect_of(name, |name| {
        if let Some(name) = name {
            want(name);
        }
    });
}

/// Has all parts come while the page has nothing else to do, where bytes are not dear.
#[hook]
pub fn use_fetching_ahead(is_ready: bool) {
    use_effect_of(is_ready, |is_ready| {
        if *is_ready && !network::is_saving() {
            spawn_local(async {
                clock::pause(LATER).await;
                for Entry { name, .. } in ALL {
                    clock::idle().await;
                    if death::is_dead() {
                        return;
                    }
                    // Whoever wants it will be told why it did not come.
                    let _ = come(name).await;
                }
            });
        }
    });
}

/// Has a part come; whoever draws with it is drawn again.
pub async fn come(name: &'static str) -> Result<(), String> {
    if !part::is_here(name) {
        part::fetch(name).await?;
        if let Some(texts) = entry(name).and_then(|entry| (entry.texts)()) {
            learn(texts);
        }
        tell(News::Come);
        for (awaited, act) in AWAITING.take() {
            if awaited == name {
                act();
            } else {
                AWAITING.with_borrow_mut(|awaiting| awaiting.push((awaited, act)));
            }
        }
    }
    Ok(())
}

/// A part that has come; an error says why it did not.
pub async fn come_for<T>(part: Part<T>) -> Result<&'static T, String> {
    come(part.name()).await?;
    part.here().ok_or_else(|| part.name().to_owned())
}

/// Does something with a part as soon as it is here, which this alone does not bring about.
pub fn with_arrival<T>(part: Part<T>, act: impl FnOnce(&'static T) + 'static) {
    match part.here() {
        Some(here) => act(here),
        None => {
            let act = move || {
                if let Some(here) = part.here() {
                    act(here);
                }
            };
            AWAITING.with_borrow_mut(|awaiting| awaiting.push((part.name(), Box::new(act))));
        }
    }
}

/// Does something with a part that the reader wants now, as soon as it is here; if it does not come, that is told, and
/// it is done when it comes in the end.
pub fn with<T>(part: Part<T>, act: impl FnOnce(&'static T) + 'static) {
    let name = part.name();
    with_arrival(part, act);
    want(name);
}

/// Has a part come that the reader wants now, and tells of it if it does not.
pub fn want(name: &'static str) {
    if part::is_here(name) {
        return;
    }
    spawn_local(async move {
        if let Err(cause) = come(name).await {
            tell(News::Failed(name, cause));
        }
    });
}

/// Has a part come that the reader is about to want.
pub fn expect(name: &'static str) {
    if !part::is_here(name) && !network::is_saving() {
        spawn_local(async move {
            let _ = come(name).await;
        });
    }
}

/// Opens a dialog that a part draws.
pub fn open_dialog<T>(part: Part<T>, id: &'static str) {
    when_drawn(part, id, move || dialog::open(id));
}

/// Does something with a dialog that a part draws, as soon as it is drawn.
pub fn when_drawn<T>(part: Part<T>, id: &'static str, act: impl FnOnce() + 'static) {
    if part.here().is_some() && dialog::is_in_page(id) {
        return act();
    }
    with(part, move |_| {
        spawn_local(async move {
            clock::next_task().await;
            act();
        });
    });
}

impl Parts {
    /// What readers are told of the parts that did not come.
    pub fn failure(&self, site: &Site) -> Option<AttrValue> {
        if self.is_awaiting {
            return Some(AttrValue::from(site.text("failure.page")));
        }
        let (name, cause) = self.failed.first()?;
        let label = entry(name)?.label;
        let values = [("part", site.text(label)), ("cause", cause.as_str())];
        Some(AttrValue::from(site.locale.fill("failure.part", &values)))
    }

    /// How many have not come.
    pub fn failures(&self) -> usize {
        self.failed.len()
    }

    /// Has those come that did not, and the server asked at once for the page that is awaited.
    pub fn retry(&self) {
        server::hurry();
        tell(News::Retried);
        for (name, _) in &self.failed {
            want(name);
        }
    }
}
