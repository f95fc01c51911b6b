//! Where the reader is, and how the application goes from page to page. Whatever it cannot do is
//! left to the browser, which loads the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use browser::history::{self, Address};
use browser::server::{self, Server};
use browser::{death, navigation, scroll};
use corpus::ThemeId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::parts::{News, tell};
use super::recovery::answering;
use super::{Start, parts};
use crate::effect::use_effect_of;
use crate::part;
use crate::route::{Reading, Route};
use crate::state::outline::{Outline, PageData};

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The address.
    pub route: Route,
    /// The essay's outline, when an article is in the page.
    pub outline: Option<Rc<Outline>>,
    /// Counts the pages shown, so that the same page shown again is another visit.
    pub visit: u32,
}

impl Place {
    /// How the essay is opened, when an essay is in the page.
    pub fn reading(&self) -> Option<&Reading> {
        match &self.route {
            Route::Essay(reading) if self.outline.is_some() => Some(reading),
            _ => None,
        }
    }
}

/// Goes from page to page. Clones are one navigator.
#[derive(Clone)]
pub struct Navigator(Rc<Inner>);

struct Inner {
    root: String,
    place: RefCell<Place>,
    setter: UseStateSetter<Place>,
    /// Counts what was asked for: an answer to anything but the last is dropped.
    asked: Cell<u32>,
    /// Whether the collection is open, without which no live page can be drawn.
    ready: Cell<bool>,
    /// The page that is to be drawn as soon as it is, where the site has none to load instead.
    awaited: RefCell<Option<(Route, Way)>>,
}

impl PartialEq for Navigator {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The way by which a page is reached.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// A link: a new entry of the history, begun at the top or the target.
    Forward,
    /// Back or forward in the history, where the reader was.
    History,
}

/// The route of an address of the site; `None` for what lies outside its root.
pub fn route(root: &str, address: &Address) -> Option<Route> {
    let path = address
        .path
        .strip_prefix(root)
        .or_else(|| (format!("{}/", address.path) == root).then_some(""))?;
    Some(Route::parse(path, &address.query, &address.fragment))
}

/// The navigator and the present place.
#[hook]
pub fn use_navigator(start: &Rc<Start>) -> (Navigator, Place) {
    let place = use_state(|| start.place());
    let setter = place.setter();
    let first = (*place).clone();
    let root = start.root.clone();
    let navigator = use_memo((), move |()| {
        Navigator(Rc::new(Inner {
            root,
            place: RefCell::new(first),
            setter,
            asked: Cell::new(0),
            ready: Cell::new(false),
            awaited: RefCell::default(),
        }))
    });
    let (listening, approached) = ((*navigator).clone(), (*navigator).clone());
    use_effect_of((), move |()| {
        navigation::remember_first(&history::current().path);
        listening.begin();
        let clicks = {
            let navigator = listening.clone();
            navigation::intercept(move |address| navigator.follow(&address))
        };
        let moves = {
            let navigator = listening;
            history::listen(move |address| navigator.arrive(&address))
        };
        let approaches = navigation::approached(move |address| approached.expect(&address));
        move || drop((clicks, moves, approaches))
    });
    ((*navigator).clone(), (*place).clone())
}

impl Navigator {
    /// Says whether the collection is open.
    pub fn set_ready(&self, ready: bool) {
        self.0.ready.set(ready);
    }

    /// Shows what waited for the collection.
    pub fn go_on(&self) {
        if self.0.ready.get()
            && let Some((route, way)) = self.0.awaited.take()
        {
            self.open(route, way);
        }
    }

    /// Goes where the address says, if that is not what stands in the page.
    fn begin(&self) {
        let address = history::current();
        let wanted = route(&self.0.root, &address);
        let present = self.0.place.borrow().route.clone();
        if !history::is_window() && wanted.is_some_and(|wanted| wanted != present) {
            self.arrive(&address);
        }
    }

    /// Goes to an address of the site, as by a link; it is given from the site's root on.
    pub fn go_to(&self, address: &str) -> bool {
        let address = Address::read(&[&self.0.root, address].concat());
        let route = route(&self.0.root, &address).filter(|route| *route != Route::NotFound);
        route.map(|route| self.go(route)).is_some()
    }

    /// Goes to a page, as by a link.
    pub fn go(&self, route: Route) {
        let url = self.url(&route);
        if !self.open(route, Way::Forward) {
            history::load(&url);
        }
    }

    /// Changes the address of the present page: another filter, another query.
    pub fn replace(&self, route: Route) {
        history::replace(&self.url(&route));
        let outline = self.0.place.borrow().outline.clone();
        self.show(Place {
            route,
            outline,
            visit: self.visit(),
        });
    }

    /// Tints a theme's passages in the open essay, or no longer.
    pub fn on_tint(&self) -> Callback<ThemeId> {
        let navigator = self.clone();
        Callback::from(move |theme: ThemeId| {
            navigator.change_reading(|reading| {
                match reading.themes.iter().position(|other| *other == theme) {
                    Some(at) => drop(reading.themes.remove(at)),
                    None => reading.themes.push(theme.clone()),
                }
            });
        })
    }

    /// Lets go of the query in the open essay, or without one of the themes.
    pub fn on_close(&self) -> Callback<()> {
        let navigator = self.clone();
        Callback::from(move |()| {
            navigator.change_reading(|reading| match reading.query.is_empty() {
                true => reading.themes.clear(),
                false => reading.query.clear(),
            });
        })
    }

    /// Lets go of the highlight that the address brought.
    pub fn on_close_shared(&self) -> Callback<()> {
        let navigator = self.clone();
        Callback::from(move |()| navigator.change_reading(|reading| reading.shared = None))
    }

    fn change_reading(&self, change: impl FnOnce(&mut Reading)) {
        let reading = self.0.place.borrow().reading().cloned();
        if let Some(mut reading) = reading {
            change(&mut reading);
            self.replace(Route::Essay(reading));
        }
    }

    /// The address of a route, from the server's root.
    fn url(&self, route: &Route) -> String {
        format!("{}{}", self.0.root, route.address())
    }

    fn visit(&self) -> u32 {
        self.0.place.borrow().visit
    }

    /// A link was clicked.
    fn follow(&self, address: &Address) -> bool {
        let here = history::current();
        let fragment_only = here.path == address.path && here.query == address.query;
        if fragment_only && !address.fragment.is_empty() {
            return !history::is_window() && self.reach(address);
        }
        match route(&self.0.root, address) {
            Some(route) if route != Route::NotFound => self.open(route, Way::Forward),
            _ => false,
        }
    }

    /// Goes to a place of the page, where the browser does not.
    fn reach(&self, address: &Address) -> bool {
        if let Some(route @ Route::Essay(_)) = route(&self.0.root, address) {
            self.open(route, Way::Forward);
        }
        scroll::to_id(&address.fragment);
        browser::focus::on(&address.fragment);
        true
    }

    /// The reader went back or forward, or to another place of the page.
    fn arrive(&self, address: &Address) {
        if death::is_dead() {
            return;
        }
        let opened =
            route(&self.0.root, address).is_some_and(|route| self.open(route, Way::History));
        if !opened {
            history::load(&format!("{}{}", address.path, query(address)));
        }
    }

    /// Shows a page, if the application can.
    fn open(&self, route: Route, way: Way) -> bool {
        self.0.asked.set(self.0.asked.get() + 1);
        tell(News::Awaited(false));
        self.0.awaited.take();
        match &route {
            Route::NotFound => false,
            Route::Essay(reading) => {
                let present = self.0.place.borrow().clone();
                if present
                    .reading()
                    .is_some_and(|open| open.essay == reading.essay)
                {
                    self.depart(&route, way);
                    self.show(Place { route, ..present });
                    return true;
                }
                self.fetch(route.clone(), reading.clone(), way);
                true
            }
            _ if self.0.ready.get() => {
                match part::of(&route).filter(|name| !part::is_here(name)) {
                    None => self.show_live(&route, way),
                    Some(name) => self.await_part(name, route, way),
                }
                true
            }
            _ => {
                let waits = !history::is_window();
                if waits {
                    self.0.awaited.replace(Some((route, way)));
                }
                waits
            }
        }
    }

    /// Shows a page that the application draws.
    fn show_live(&self, route: &Route, way: Way) {
        self.depart(route, way);
        self.show(Place {
            route: route.clone(),
            outline: None,
            visit: self.visit() + 1,
        });
        self.settle(route, way);
    }

    /// Shows such a page as soon as its part is here.
    fn await_part(&self, name: &'static str, route: Route, way: Way) {
        let navigator = self.clone();
        let asked = self.0.asked.get();
        spawn_local(async move {
            let come = parts::come(name).await;
            if navigator.0.asked.get() != asked || death::is_dead() {
                return;
            }
            match come {
                Ok(()) => navigator.show_live(&route, way),
                // Its own page reads without it, and says what is wrong.
                Err(_) => navigator.leave(&route, asked).await,
            }
        });
    }

    /// The reader is about to go to a page.
    fn expect(&self, address: &Address) {
        let route = route(&self.0.root, address);
        if let Some(name) = route.as_ref().and_then(part::of) {
            parts::expect(name);
        }
    }

    fn fetch(&self, route: Route, reading: Reading, way: Way) {
        let navigator = self.clone();
        let asked = self.0.asked.get();
        let path = format!(
            "{}{}",
            self.0.root,
            Route::Essay(Reading::new(reading.essay)).address()
        );
        spawn_local(async move {
            let page = navigation::fetch(&path).await;
            if navigator.0.asked.get() != asked || death::is_dead() {
                return;
            }
            let outline = page.as_ref().ok().and_then(|page| outline(&page.data));
            let (Ok(page), Some(outline)) = (page, outline) else {
                navigator.leave(&route, asked).await;
                return;
            };
            navigator.depart(&route, way);
            navigation::show_article(&page);
            let visit = navigator.visit() + 1;
            navigator.show(Place {
                route: route.clone(),
                outline: Some(Rc::new(outline)),
                visit,
            });
            navigator.settle(&route, way);
        });
    }

    /// Leaves a page to the browser as soon as the server answers, or a worker in its place: until then this one reads,
    /// and says so.
    async fn leave(&self, route: &Route, asked: u32) {
        let is_wanted = || self.0.asked.get() == asked && !death::is_dead();
        if !server::has_worker() && server::ask().await == Server::Silent && is_wanted() {
            tell(News::Awaited(true));
            answering(is_wanted).await;
        }
        if is_wanted() {
            tell(News::Awaited(false));
            history::load(&self.url(route));
        }
    }

    /// Leaves the present page: remembers where the reader is in it, and changes the address.
    fn depart(&self, route: &Route, way: Way) {
        scroll::remember(&self.url(&self.0.place.borrow().route));
        if way == Way::Forward {
            history::push(&self.url(route));
        }
    }

    fn show(&self, place: Place) {
        *self.0.place.borrow_mut() = place.clone();
        self.0.setter.set(place);
    }

    /// Begins a page where the reader expects it. Waits for the application to have drawn it.
    fn settle(&self, route: &Route, way: Way) {
        let key = self.url(route);
        let target = match route {
            Route::Essay(reading) => reading
                .target
                .as_ref()
                .map(|target| target.block.to_string()),
            _ => None,
        };
        spawn_local(async move {
            browser::clock::next_task().await;
            if way == Way::History && scroll::recall(&key) {
                return;
            }
            navigation::focus_heading();
            if !target.is_some_and(|id| scroll::to_id(&id)) {
                scroll::to_top();
            }
        });
    }
}

fn outline(data: &str) -> Option<Outline> {
    PageData::decode(data)?.outline
}

fn query(address: &Address) -> String {
    if address.query.is_empty() {
        String::new()
    } else {
        format!("?{}", address.query)
    }
}
