//! The themes that the reader can follow: the collection's, and the reader's own, which are kept, renamed and
//! taken away here.

use std::rc::Rc;

use ::scribe::Question;
use browser::{clock, history};
use corpus::OWN_THEME;
use marks::{Foreign, Notebook, SAVED, Saved};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::asking::{Question as Asked, use_question};
use super::collection::Collection;
use super::marker::Marker;
use super::scribe;
use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::answer;
use crate::state::categories::Categories;
use crate::state::notebook::{Edit, Record};
use crate::state::own::{of_categories, of_search};
use crate::state::topics::{Own, Topics};

/// What themes are gathered from, and who is told of them.
#[derive(Clone, Properties)]
pub struct Props {
    /// The surroundings.
    pub site: Site,
    /// The open collection.
    pub collection: Collection,
    /// The highlights, among which searches are kept.
    pub notebook: Rc<Notebook>,
    /// What the reader calls the colours.
    pub categories: Rc<Categories>,
    /// Told of the themes.
    pub gathered: UseStateSetter<Option<Rc<Topics>>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.notebook, &other.notebook)
            && self.collection == other.collection
            && self.site == other.site
            && self.categories == other.categories
    }
}

/// Gathers the themes of the collection, and behind them the reader's own, whenever these change. It draws
/// nothing; it is a component because it comes with a part of the application, and asks and remembers there.
#[component]
pub fn Gathering(props: &Props) -> Html {
    let Props {
        site,
        collection,
        notebook,
        categories,
        gathered,
    } = props;
    let mut own = of_categories(site, &collection.shelf, notebook, categories);
    own.splice(
        0..0,
        use_searches(site, collection, notebook).iter().cloned(),
    );
    let shelf = collection.shelf.clone();
    let topics = use_memo(own, move |own| Topics::new(shelf, own.clone()));
    let gathered = gathered.clone();
    use_effect_of(topics, move |topics| gathered.set(Some(topics.clone())));
    Html::default()
}

/// The themes of the searches that are kept.
#[hook]
fn use_searches(site: &Site, collection: &Collection, notebook: &Rc<Notebook>) -> Rc<Vec<Own>> {
    let own = use_state_eq(|| Rc::new(Vec::new()));
    let setter = own.setter();
    let kept = notebook
        .foreign()
        .iter()
        .filter(|kept| kept.id.starts_with(SAVED));
    let kept: Vec<Foreign> = kept.cloned().collect();
    let about = kept
        .iter()
        .map(|kept| kept.json.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    let about = [about.as_str(), site.locale.tag()].join("\n");
    let (site, collection) = (site.clone(), collection.clone());
    use_question(
        Some(collection.clone()),
        about,
        move |question| async move {
            let found = if kept.is_empty() {
                Vec::new()
            } else {
                // Without the modules there are none of these themes; the others are there as well.
                search(&site, &collection, kept, &question)
                    .await
                    .unwrap_or_default()
            };
            if question.is_asked() {
                setter.set(Rc::new(found));
            }
        },
    );
    (*own).clone()
}

/// Finds the passages of kept searches, by the rule by which those of the codebook are found.
async fn search(
    site: &Site,
    collection: &Collection,
    kept: Vec<Foreign>,
    question: &Asked,
) -> Result<Vec<Own>, String> {
    let Collection { shelf, engine } = collection;
    let mut own = Vec::new();
    for saved in scribe::saved(kept).await? {
        let mut found = Vec::new();
        for (essay, packed) in shelf.pack.essays.iter().enumerate() {
            if !question.is_asked() {
                return Ok(Vec::new());
            }
            // Between two essays the page answers to its reader.
            clock::next_task().await;
            let language = packed.meta().language.to_string();
            let blocks = engine
                .speaking(&saved.query, &language, &shelf.sheet(essay))
                .await?;
            let blocks = answer::marks(&blocks).into_iter();
            found.extend(blocks.map(|(block, spans)| (essay, block, spans)));
        }
        own.extend(of_search(site, shelf, &saved, found));
    }
    Ok(own)
}

/// Keeps a search as a theme, under a new name, or under the one that it has.
fn keep(site: &Site, marker: &Marker, saved: Saved) {
    let base = history::absolute(&site.root);
    let done = marker.saying(site.text("theme.kept"));
    let keeper = marker.keeper.clone();
    let (site, marker) = (site.clone(), marker.clone());
    spawn_local(async move {
        let question = Question::Save(saved, base, clock::now());
        match scribe::kept(&question).await {
            Ok(kept) => keeper.act(kept.id.clone(), Edit::Put(Record::Foreign(kept)), done),
            Err(cause) => marker.say(site.locale.fill("theme.unkept", &[("cause", &cause)])),
        }
    });
}

/// Keeps a query as a theme.
pub fn keep_query(site: &Site, marker: &Marker, query: String) {
    let name = format!("{:x}", clock::random());
    let label = query.clone();
    keep(site, marker, Saved { name, label, query });
}

/// Called with the id of a kept search, its query, and what it is to be called.
pub fn on_rename(site: &Site, marker: &Marker) -> Callback<(String, String, String)> {
    let (site, marker) = (site.clone(), marker.clone());
    Callback::from(move |(id, query, label): (String, String, String)| {
        if let Some(name) = id
            .strip_prefix(OWN_THEME)
            .filter(|_| !label.trim().is_empty())
        {
            let name = name.to_owned();
            keep(&site, &marker, Saved { name, label, query });
        }
    })
}

/// Called with the id of a kept search that is to be taken away.
pub fn on_drop(site: &Site, marker: &Marker) -> Callback<String> {
    let (marker, said) = (marker.clone(), site.text("theme.dropped"));
    Callback::from(move |id: String| {
        if let Some(name) = id.strip_prefix(OWN_THEME) {
            let id = [SAVED, name].concat();
            marker.keeper.act(id, Edit::Remove, marker.saying(said));
        }
    })
}
