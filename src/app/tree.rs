//! The application's one tree: what it knows, and where that is drawn.

use std::rc::Rc;

use browser::islands::Host;
use yew::prelude::*;

use super::api::{self, use_api};
use super::asking::use_readiness;
use super::attributes::use_page_attributes;
use super::bilingual::{Bilingual, use_bilingual};
use super::citing::{Citations, use_citing};
use super::collection::{Opened, use_collection};
use super::keys::{hear, use_key_listener};
use super::linked::use_linked;
use super::marker::{Marker, use_marker};
use super::navigator::{Navigator, Place, use_navigator};
use super::parts::{Parts, use_fetching_ahead, use_page_part, use_parts};
use super::preferred::{use_categories, use_preferences};
use super::progress::{Going, use_progress};
use super::reader::{Reader, use_reader, use_text};
use super::recovery::use_recovery;
use super::shared::{Shared, use_shared};
use super::speaker::{Speaker, use_speaker};
use super::start::Start;
use super::swap::use_swap;
use super::walk::{Walking, use_own_themes, use_walking};
use super::{chrome, live};
use crate::effect::use_effect_of;
use crate::part;
use crate::site::Site;
use crate::state::categories::Categories;
use crate::state::preferences::Preferences;
use crate::state::topics::Topics;

/// All that the application knows when it draws.
pub struct Known {
    pub site: Site,
    pub navigator: Navigator,
    pub place: Place,
    pub opened: Opened,
    /// Tries again whatever has failed.
    pub on_retry: Callback<()>,
    pub parts: UseReducerHandle<Parts>,
    pub preferences: UseReducerHandle<Preferences>,
    pub categories: UseReducerHandle<Categories>,
    /// The themes, once they are gathered.
    pub topics: UseStateHandle<Option<Rc<Topics>>>,
    pub marker: Marker,
    pub reader: Reader,
    pub walking: Walking,
    pub bilingual: Bilingual,
    pub shared: Shared,
    pub citations: Citations,
    pub going: Going,
    pub speaker: Speaker,
    /// What is typed in the field of the header.
    pub typed: UseStateHandle<String>,
}

#[derive(Properties)]
pub struct AppProps {
    /// What was found in the page.
    pub start: Rc<Start>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.start, &other.start)
    }
}

/// The application.
#[component]
pub fn App(props: &AppProps) -> Html {
    let known = use_known(&props.start);
    let hosts = &props.start.hosts;
    let into = |view: Html, host: &Host| create_portal(view, host.clone());
    html! {
        <>
            { into(chrome::header(&known), &hosts.header) }
            { into(chrome::notice(&known), &hosts.notice) }
            { into(main(&known), &hosts.main) }
            { into(chrome::margin(&known), &hosts.aside) }
            { into(chrome::dialogs(&known), &hosts.dialogs) }
        </>
    }
}

#[hook]
fn use_known(start: &Rc<Start>) -> Known {
    let keys = use_key_listener();
    let preferences = use_preferences();
    let site = Site {
        root: AttrValue::from(start.root.clone()),
        locale: preferences.locale.unwrap_or(start.locale),
    };
    let (navigator, place) = use_navigator(start);
    let (opened, on_open) = use_collection(&site, &start.data.pack);
    let is_open = opened.collection().is_some();
    navigator.set_ready(is_open);
    let going = navigator.clone();
    use_effect_of(is_open, move |_| going.go_on());
    let parts = use_parts();
    use_page_part(part::of(&place.route));
    use_fetching_ahead(is_open);
    let on_retry = on_retry(&parts, &opened, &on_open);
    use_recovery(
        parts.failures() + usize::from(opened.has_failed()),
        &on_retry,
    );
    let text = use_text(&place);
    let marker = use_marker(&site, &place, &text);
    let categories = use_categories();
    let topics = use_state(|| None::<Rc<Topics>>);
    let gathered = (*topics).as_ref();
    let place = use_own_themes(place, gathered);
    let marks = (marker.keeper.notebook().clone(), marker.strayed.clone());
    let reader = use_reader(&navigator, &place, &text, opened.collection(), marks);
    let walking = use_walking(&site, &navigator, &place, &text, gathered);
    let bilingual = use_bilingual(&site, &place, &text, &marker);
    use_linked(&site, &place, &text, &marker);
    let shared = use_shared(&site, &navigator, &place, &text, &marker);
    let typed = use_state(String::new);
    let citations = use_citing(&site, &place, opened.collection(), &marker);
    let going = use_progress(&place);
    use_page_attributes(&site, &place, &opened, topics.as_deref());
    let keeper = &marker.keeper;
    let is_whole = is_open && live::is_whole(&place.route, gathered, keeper);
    use_swap(start, &place, is_whole, keeper.is_read);
    let is_ready = is_whole && keeper.is_read;
    let known = api::Known {
        site: site.clone(),
        navigator: navigator.clone(),
        opened: opened.clone(),
        notebook: keeper.notebook().clone(),
        preferences: preferences.clone(),
    };
    use_api(known, &place, is_ready);
    use_readiness(opened.collection());
    let speaker = use_speaker(&place, &text);
    let steps = (&reader.hits, &walking);
    hear(&keys, &navigator, &place, steps, &marker, &speaker);
    Known {
        site,
        navigator,
        place,
        opened,
        on_retry,
        parts,
        preferences,
        categories,
        topics,
        marker,
        reader,
        walking,
        bilingual,
        shared,
        citations,
        going,
        speaker,
        typed,
    }
}

/// Tries again whatever has failed.
fn on_retry(
    parts: &UseReducerHandle<Parts>,
    opened: &Opened,
    on_open: &Callback<()>,
) -> Callback<()> {
    let (parts, on_open, is_failed) = (parts.clone(), on_open.clone(), opened.has_failed());
    Callback::from(move |()| {
        parts.retry();
        if is_failed {
            on_open.emit(());
        }
    })
}

/// The page, where the application draws it itself.
fn main(known: &Known) -> Html {
    let collection = known.opened.collection();
    let Some(collection) = collection.filter(|_| known.place.outline.is_none()) else {
        return Html::default();
    };
    live::page(live::Props {
        site: known.site.clone(),
        collection: collection.clone(),
        route: known.place.route.clone(),
        navigator: known.navigator.clone(),
        marker: known.marker.clone(),
        notebook: known.marker.keeper.notebook().clone(),
        categories: Rc::new((*known.categories).clone()),
        rename: known.categories.dispatcher(),
        topics: (*known.topics).clone(),
        on_show: known.citations.on_show.clone(),
    })
}
