//! The application in the page. One Yew tree, mounted on an element that is never in the document,
//! draws by portals into the page's islands; the article between them is not its own.

mod asking;
mod bilingual;
mod citing;
mod collection;
mod cursor;
mod finder;
mod keeper;
mod linked;
mod live;
mod marker;
mod navigator;
mod notebook;
mod noting;
mod progress;
mod reader;
mod scribe;
mod shared;
mod speaker;
mod topics;
mod walk;

use std::cell::RefCell;
use std::rc::Rc;

use browser::islands::Host;
use browser::{
    death, dialog, document, focus, history, islands, keyboard, overlay, scroll, storage,
};
use yew::prelude::*;

use crate::components;
use crate::components::alone::{LEAVE, leave};
use crate::components::citations::citations;
use crate::components::figure::{self, figure_dialog};
use crate::components::header::Header;
use crate::components::help::{self, help_dialog};
use crate::components::margin_notes::margin_notes;
use crate::components::mark_tools::BUTTONS;
use crate::components::notice::notice;
use crate::components::speaking::{Act, speaking};
use crate::components::stepper::Steps;
use crate::effect::use_effect_of;
use crate::locale::Locale;
use crate::pages::essay::Margin;
use crate::pages::search;
use crate::route::{Reading, Route};
use crate::shortcuts::{self, Shortcut};
use crate::site::Site;
use crate::state::categories::{self, Categories};
use crate::state::hits;
use crate::state::outline::PageData;
use crate::state::preferences::{self, KEYS, Preferences, SETTINGS};
use crate::state::topics::Topics;

use asking::use_readiness;
use bilingual::use_bilingual;
use citing::{Cited, use_citing};
use collection::{Opened, use_collection};
use finder::SearchDialog;
use linked::use_linked;
use live::{LivePage, Owning};
use marker::{Marker, tools, use_marker};
use navigator::{Place, use_navigator};
use notebook::{Desk, use_desk};
use progress::use_progress;
use reader::{use_reader, use_text};
use shared::use_shared;
use speaker::{Speaker, use_speaker};
use topics::{on_drop, on_keep, on_rename, use_topics};
use walk::{Walking, use_walking};

/// Takes the page up. A page without the expected islands is left alone.
pub fn start() {
    death::watch();
    yew::set_custom_panic_hook(Box::new(|info| death::on_panic(&info.to_string())));
    // Only the tests ask for it: a reader has to survive the application's worst day.
    death::on_request(|| panic!("the page was asked to let the application panic"));
    let (Some(mount), Some(start)) = (document::detached(), Start::read()) else {
        return;
    };
    scroll::take_over();
    overlay::watch(figure::DIALOG);
    yew::Renderer::<App>::with_root_and_props(
        mount,
        AppProps {
            start: Rc::new(start),
        },
    )
    .render();
}

/// What the page says when it is taken up.
pub(crate) struct Start {
    /// The absolute path of the site's root.
    root: String,
    data: PageData,
    /// The interface's language that the page was drawn in.
    locale: Locale,
    hosts: Hosts,
}

/// The clones that the application draws into.
struct Hosts {
    header: Host,
    notice: Host,
    main: Host,
    aside: Host,
    dialogs: Host,
}

impl Start {
    fn read() -> Option<Self> {
        let data = PageData::decode(&document::data("page-data")?)?;
        let ui = document::attribute("data-ui").unwrap_or_default();
        let main = islands::clone("main").or_else(|| islands::new("main"))?;
        Some(Self {
            root: document::root(),
            data,
            locale: Locale::of(&corpus::Language::new(&ui)).unwrap_or_default(),
            hosts: Hosts {
                header: islands::clone("header")?,
                notice: islands::clone("notice")?,
                main,
                aside: islands::clone("aside")?,
                dialogs: islands::clone("dialogs")?,
            },
        })
    }

    fn place(&self) -> Place {
        let address = history::current();
        Place {
            route: navigator::route(&self.root, &address).unwrap_or(Route::NotFound),
            outline: self.data.outline.clone().map(Rc::new),
            visit: 0,
        }
    }
}

#[derive(Properties)]
struct AppProps {
    start: Rc<Start>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.start, &other.start)
    }
}

#[component]
fn App(props: &AppProps) -> Html {
    let start = &props.start;
    let hosts = &start.hosts;
    let keys = use_key_listener();
    let preferences = use_preferences();
    let locale = preferences.locale.unwrap_or(start.locale);
    let site = Site {
        root: AttrValue::from(start.root.clone()),
        locale,
    };
    let (navigator, place) = use_navigator(start);
    let (opened, on_retry) = use_collection(&site, &start.data.pack);
    navigator.set_ready(matches!(opened, Opened::Ready(_)));
    let text = use_text(&place);
    let marker = use_marker(&site, &place, &text);
    let categories = use_categories();
    let topics = {
        let notebook = marker.keeper.notebook();
        use_topics(&site, opened.collection(), notebook, &categories)
    };
    let reader = use_reader(
        &navigator,
        &place,
        &text,
        opened.collection(),
        (marker.keeper.notebook().clone(), marker.strayed.clone()),
    );
    let walking = use_walking(&site, &navigator, &place, &text, topics.as_ref());
    let bilingual = use_bilingual(&site, &place, &text, &marker);
    use_linked(&site, &place, &text, &marker);
    let shared = use_shared(&site, &navigator, &place, &text, &marker);
    let typed = use_state(String::new);
    let citing = use_citing(&site, &place, opened.collection(), &marker, topics.as_ref());
    let categories_now = Rc::new((*categories).clone());
    let desk: Desk = use_desk(
        &site,
        &place.route,
        opened.collection(),
        &marker,
        &categories,
    );
    let preferred = Rc::new((*preferences).clone());
    let on_prefer = {
        let dispatch = preferences.dispatcher();
        Callback::from(move |action| dispatch.dispatch(action))
    };
    let going = use_progress(&place);
    use_page_attributes(&site, &place, topics.as_deref());
    use_swap(start, &place, &opened);
    use_readiness(opened.collection());
    let speaker = use_speaker(&place, &text);
    let on_speech = speaker.on_act();
    hear(
        &keys,
        &navigator,
        &place,
        (&reader.hits, &walking),
        &marker,
        &speaker,
    );

    let header = {
        let query = match &place.route {
            Route::Search(filter, _) => filter.words.clone(),
            _ => (*typed).clone(),
        };
        let on_search = {
            let navigator = navigator.clone();
            move |query: String| navigator.go(Route::search(query))
        };
        let on_speak = on_speech.reform(|()| {
            overlay::close();
            Act::Toggle
        });
        let on_alone = |()| {
            overlay::close();
            alone(true);
        };
        let on_type = {
            let typed = typed.setter();
            move |text| typed.set(text)
        };
        html! {
            <Header site={site.clone()} page={place.route.name()} {query} preferences={preferred.clone()}
                left={going.left} {on_search} {on_type} on_find={|()| finder::open()} on_alone={on_alone}
                on_speak={speaker.speaking.map(|_| on_speak)} on_prefer={on_prefer.clone()} />
        }
    };
    let margin = place.outline.clone().map(|outline| {
        let reading = place.reading().cloned();
        let step = |forward: bool| {
            let (hits, walking) = (reader.hits.clone(), walking.clone());
            Callback::from(move |()| {
                step(&hits, &walking, forward);
            })
        };
        let steps = Steps {
            on_next: step(true),
            on_previous: step(false),
            on_close: navigator.on_close(),
        };
        html! {
            <Margin site={site.clone()} {outline} section={reader.section.clone()}
                tinted={reading.map(|reading| reading.themes).unwrap_or_default()}
                hits={reader.shown_hits()} preferences={preferred}
                on_tint={navigator.on_tint()}
                {on_prefer}
                on_cite={citing.on_cite.reform(|()| Cited::default())}
                strayed={marker.strayed.clone()} on_place={marker.on_place(&site)}
                twin={bilingual.twin.clone()} beside={bilingual.beside} on_beside={bilingual.on_beside.clone()} {steps}
                walk={walking.walk.clone()} folded={walking.folded} on_fold={walking.on_fold.clone()} />
        }
    });
    let main = match (&opened, topics) {
        (Opened::Ready(collection), Some(topics)) if place.outline.is_none() => html! {
            <LivePage site={site.clone()} collection={collection.clone()} route={place.route.clone()} navigator={navigator.clone()}
                notebook={marker.keeper.notebook().clone()} categories={categories_now} desk={desk} {topics} own={Owning {
                    on_keep: on_keep(&site, &marker),
                    on_rename: on_rename(&site, &marker),
                    on_drop: on_drop(&site, &marker),
                    on_cite: citing.on_theme.clone(),
                }} />
        },
        _ => Html::default(),
    };
    let failure = match &opened {
        Opened::Failed(cause) => Some(AttrValue::from(
            locale.fill("failure.pack", &[("cause", cause)]),
        )),
        _ => marker.keeper.failure.clone(),
    };
    let notice = notice(
        &site,
        failure.as_ref(),
        &marker.status,
        &marker.on_undo,
        going.offer.as_deref(),
        on_retry,
    );
    let shown = shared.shown.as_ref();
    let notice = html! {
        <>
            { for shown.map(|shown| components::shared::shared(&site, shown, &shared.on_keep, &shared.on_close)) }
            { notice }
        </>
    };
    let on_selected = {
        let navigator = navigator.clone();
        move |words: String| navigator.go(Route::search(words))
    };
    let dialogs = html! {
        <>
            { help_dialog(&site) }
            { figure_dialog(&site) }
            { speaking(&site, speaker.speaking, &on_speech) }
            { leave(&site, &Callback::from(|()| alone(false))) }
            <SearchDialog site={site.clone()} opened={opened.clone()} navigator={navigator.clone()} />
            { margin_notes(&site, &marker.noting, &marker.on_choose) }
            { citations(&site, &citing.citations, &marker.on_copy(&site)) }
            { tools(&site, &marker, &categories, &citing.on_cite, &Callback::from(on_selected)) }
        </>
    };
    html! {
        <>
            { create_portal(header, hosts.header.clone()) }
            { create_portal(notice, hosts.notice.clone()) }
            { create_portal(main, hosts.main.clone()) }
            { create_portal(html! { { for margin } }, hosts.aside.clone()) }
            { create_portal(dialogs, hosts.dialogs.clone()) }
        </>
    }
}

/// What the reader calls the colours, kept when it changes.
#[hook]
fn use_categories() -> UseReducerHandle<Categories> {
    let names = use_reducer_eq(|| {
        let kept = storage::text(categories::KEY);
        kept.map_or_else(Categories::default, |kept| Categories::read(&kept))
    });
    use_effect_of((*names).clone(), |names| {
        if *names != Categories::default() || storage::text(categories::KEY).is_some() {
            // A browser that keeps nothing still shows them for as long as the page is open.
            let _ = storage::keep_text(categories::KEY, &names.write());
        }
    });
    names
}

/// The reader's preferences, kept when they change, and written on `<html>`.
#[hook]
fn use_preferences() -> UseReducerHandle<Preferences> {
    let preferences = use_reducer_eq(|| {
        let kept = storage::text(preferences::KEY);
        kept.map_or_else(Preferences::default, |kept| Preferences::read(&kept))
    });
    use_effect_of((*preferences).clone(), move |preferences| {
        // A browser that keeps nothing still shows the choice for as long as the page is open.
        if *preferences != Preferences::default() || storage::text(preferences::KEY).is_some() {
            let _ = storage::keep_text(preferences::KEY, &preferences.write());
        }
        for (setting, value) in preferences.attributes() {
            document::set_attribute(setting.attribute, value);
        }
    });
    preferences
}

/// What `<html>` and the tab say of the page.
#[hook]
fn use_page_attributes(site: &Site, place: &Place, topics: Option<&Topics>) {
    let title = match (topics, &place.outline) {
        (Some(topics), None) => {
            let collection = topics
                .shelf()
                .pack
                .collection
                .title
                .text(&site.language())
                .to_owned();
            let own = crate::titles::title(site, topics, &place.route, None);
            Some(own.map_or(collection.clone(), |own| format!("{own} — {collection}")))
        }
        _ => None,
    };
    use_effect_of((place.route.name(), title), |(page, title)| {
        document::set_attribute("data-page", Some(page));
        if let Some(title) = title {
            document::set_title(title);
        }
    });
    let language = match &place.outline {
        Some(outline) => outline.language.clone(),
        None => site.language(),
    };
    use_effect_of(language, |language| {
        document::set_attribute("lang", Some(language.as_str()));
        let direction = if language.is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        };
        document::set_attribute("dir", Some(direction));
    });
}

/// Puts the application's regions into the page: the chrome at once, the main region as soon as
/// there is something to draw in it.
#[hook]
fn use_swap(start: &Rc<Start>, place: &Place, opened: &Opened) {
    let drawn = place.outline.is_none() && matches!(opened, Opened::Ready(_));
    let hosts = start.clone();
    use_effect_of((drawn, place.visit), move |(drawn, _)| {
        // What was on its way when the application died may still draw: the page is not its own now.
        if death::is_dead() {
            return;
        }
        let hosts = &hosts.hosts;
        islands::swap(&[
            ("header", &hosts.header),
            ("notice", &hosts.notice),
            ("aside", &hosts.aside),
            ("dialogs", &hosts.dialogs),
        ]);
        if *drawn {
            islands::swap(&[("main", &hosts.main)]);
            browser::navigation::show(&hosts.main);
        }
        document::set_attribute("data-app", Some("ready"));
    });
    let ready = matches!(opened, Opened::Ready(_));
    use_effect_of(ready, |ready| {
        document::set_attribute("data-collection", ready.then_some("ready"));
    });
}

/// What the keyboard shortcuts do.
type Keys = Rc<RefCell<Option<Box<dyn Fn(Shortcut) -> bool>>>>;

/// Hears shortcuts as long as the page lives. The first of all listeners for keys: what others do with one may
/// draw the page anew before the next hears of it.
#[hook]
fn use_key_listener() -> Keys {
    let keys: Keys = use_mut_ref(|| None);
    let latest = keys.clone();
    use_effect_of((), move |()| {
        let listener = keyboard::listen(move |key| {
            let is_off = document::attribute(SETTINGS[KEYS].attribute).is_some();
            let Some(shortcut) = shortcuts::of_key(&key.name, key.in_field || is_off) else {
                return false;
            };
            // What stands under a dialog is out of reach.
            if shortcut != Shortcut::Search && dialog::is_any_open() {
                return false;
            }
            latest.borrow().as_ref().is_some_and(|act| act(shortcut))
        });
        move || drop(listener)
    });
    keys
}

/// Has shortcuts do what they do in the latest state.
fn hear(
    keys: &Keys,
    navigator: &navigator::Navigator,
    place: &Place,
    (hits, walking): (&UseReducerHandle<hits::Hits>, &Walking),
    marker: &Marker,
    speaker: &Speaker,
) {
    let act = {
        let (navigator, hits, marker) = (navigator.clone(), hits.clone(), marker.clone());
        let walking = walking.clone();
        let speaker = speaker.clone();
        let outline = place.outline.clone();
        move |shortcut: Shortcut| match shortcut {
            Shortcut::Search => act(true, seek),
            Shortcut::NextResult => focus::step(search::RESULTS, true),
            Shortcut::PreviousResult => focus::step(search::RESULTS, false),
            Shortcut::Down | Shortcut::Up => {
                focus::is_on(search::FIELD_AND_RESULTS)
                    && focus::step(search::FIELD_AND_RESULTS, shortcut == Shortcut::Down)
            }
            Shortcut::NextHit => outline.is_some() && step(&hits, &walking, true),
            Shortcut::PreviousHit => outline.is_some() && step(&hits, &walking, false),
            Shortcut::NextEssay | Shortcut::PreviousEssay => {
                let forward = shortcut == Shortcut::NextEssay;
                let essay = outline.as_ref().and_then(|outline| {
                    if forward {
                        outline.next.clone()
                    } else {
                        outline.previous.clone()
                    }
                });
                essay.is_some_and(|essay| {
                    act(true, || navigator.go(Route::Essay(Reading::new(essay))))
                })
            }
            Shortcut::Mark(number) => marks::Colour::of_number(number)
                .is_some_and(|colour| act(outline.is_some(), || marker.on_mark.emit(colour))),
            Shortcut::Sentence(step) => act(outline.is_some(), || marker.on_sentence.emit(step)),
            Shortcut::Tools => {
                marker.has_subject() && !focus::is_on(BUTTONS) && focus::step(BUTTONS, true)
            }
            Shortcut::Note => act(marker.has_subject(), || marker.on_note.emit(())),
            Shortcut::NextMark => focus::step(MARKS, true),
            Shortcut::PreviousMark => focus::step(MARKS, false),
            Shortcut::Undo => act(true, || marker.on_undo.emit(())),
            Shortcut::Alone => act(outline.is_some(), || alone(!is_alone())),
            Shortcut::Speak => act(speaker.speaking.is_some(), || speaker.act(Act::Toggle)),
            Shortcut::Help => act(true, || dialog::open(help::DIALOG)),
            // The browser closes dialogs by itself, and the tools beside the text listen for themselves.
            Shortcut::Close => {
                overlay::close()
                    || (!marker.has_subject()
                        && (act(speaker.speaks(), || speaker.act(Act::Stop))
                            || act(is_alone(), || alone(false))))
            }
        }
    };
    *keys.borrow_mut() = Some(Box::new(act));
}

/// To the next hit, or the previous; where there is no query, to the next passage of what is tinted.
fn step(hits: &UseReducerHandle<hits::Hits>, walking: &Walking, forward: bool) -> bool {
    if hits.query.is_empty() {
        return walking.step(forward);
    }
    hits.dispatch(if forward {
        hits::Action::Next
    } else {
        hits::Action::Previous
    });
    true
}

/// The attribute of `<html>` that puts everything but the text away.
const ALONE: &str = "data-alone";

fn is_alone() -> bool {
    document::attribute(ALONE).is_some()
}

/// Leaves the text alone on the page, or brings back what stands around it; the focus goes where it can be seen.
fn alone(is_alone: bool) {
    document::set_attribute(ALONE, is_alone.then_some("on"));
    focus::on(if is_alone { LEAVE } else { "main" });
}

/// The reader's highlights in the page, each once.
const MARKS: &str = "article mark.hl[tabindex]";

/// Does something if it applies, and says whether it did.
fn act(applies: bool, action: impl FnOnce()) -> bool {
    if applies {
        action();
    }
    applies
}

/// To the field of the search page; elsewhere to the dialog, which has results as well.
fn seek() {
    if document::is_visible(search::FIELD) && !dialog::is_any_open() {
        focus::on_field(search::FIELD);
    } else {
        finder::open();
    }
}
