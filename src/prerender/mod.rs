//! The same views drawn natively: one complete HTML page per route, that reads well by itself and
//! that the application takes up where it finds it.

mod article;
mod document;
mod metadata;
mod one_file;
mod related;

use std::collections::BTreeMap;
use std::rc::Rc;

use cite::Templates;
use marks::Notebook;
use themes::similar::Similar;
use yew::prelude::*;
use yew::{AttrValue, LocalServerRenderer};

use crate::components::facets::Filtering;
use crate::components::header::Header;
use crate::locale::Locale;
use crate::pages::about::about;
use crate::pages::essay::Margin;
use crate::pages::library::library;
use crate::pages::not_found::not_found;
use crate::pages::notebook::{Acts, NotebookPage};
use crate::pages::search::{Searching, search};
use crate::pages::theme::{self, Showing, theme};
use crate::pages::themes::{Overviewing, themes};
use crate::part;
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::answer::Results;
use crate::state::answering::Answering;
use crate::state::categories::Categories;
use crate::state::concordance::View;
use crate::state::filter::Filter;
use crate::state::outline::{Outline, PageData};
use crate::state::overview::Overview;
use crate::state::progress::Progress;
use crate::state::shelf::Shelf;
use crate::state::standing::Standings;
use crate::state::topics::Topics;
use crate::titles;

use article::article;
pub use document::POLICY;
use document::{Document, Main, write};
use metadata::About;

pub use one_file::Inside;

/// Where the page's files are, from the site's root.
#[derive(Clone, Debug, PartialEq)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The script that sets the reader's preferences before the first paint.
    pub preferences: String,
    /// The module that starts the application.
    pub start: String,
    /// The application's glue, fetched by the module.
    pub glue: String,
    /// The application itself.
    pub wasm: String,
    /// The files of each part of the application, by its name.
    pub parts: BTreeMap<String, Vec<String>>,
    /// The collection's pack.
    pub pack: String,
    /// What each of the style sheet, the scripts and the modules is held to before it is used, by its address: a hash
    /// as the attribute `integrity` has it.
    pub integrity: BTreeMap<String, String>,
    /// What tells this build of the site from others.
    pub build: String,
}

/// A picture of an essay that is not a file beside the essays' pages.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Drawn inside the page: markup already held to be harmless.
    Drawing(AttrValue),
    /// A picture in its own address (`data:`).
    Address(AttrValue),
}

/// Such pictures, by the address that essays use.
pub type Figures = Rc<BTreeMap<String, Figure>>;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its file, from the site's root.
    pub file: String,
    /// The complete page.
    pub html: String,
}

/// Draws the pages of a collection.
pub struct Prerenderer {
    shelf: Rc<Shelf>,
    similar: Similar,
    topics: Topics,
    assets: Assets,
    figures: Figures,
    citations: Vec<Templates>,
}

impl Prerenderer {
    /// For this collection, with what is like what in it, these files, and the citations of each essay in order.
    pub fn new(
        shelf: Rc<Shelf>,
        similar: Similar,
        assets: Assets,
        figures: Figures,
        citations: Vec<Templates>,
    ) -> Self {
        Self {
            topics: Topics::new(shelf.clone(), Vec::new()),
            shelf,
            similar,
            assets,
            figures,
            citations,
        }
    }

    /// Every page, one after the other.
    pub fn pages(&self) -> impl Iterator<Item = Page> + '_ {
        self.routes().into_iter().map(|route| self.page(&route))
    }

    /// The collection.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The addresses of all pages.
    pub fn routes(&self) -> Vec<Route> {
        let essays = self.shelf.pack.essays.iter();
        let essays = essays.map(|packed| Route::Essay(Reading::new(packed.meta().id.clone())));
        let themes = self.shelf.pack.codebook.themes().iter();
        let themes = themes.map(|theme| Route::theme(&theme.id));
        let others = [
            Route::Library(Filter::default()),
            Route::search(""),
            Route::Themes(Overview::default()),
            Route::Notebook,
            Route::About,
            Route::NotFound,
        ];
        others.into_iter().chain(essays).chain(themes).collect()
    }

    fn page(&self, route: &Route) -> Page {
        Page {
            file: file(route),
            html: self.document(route, self.root(route), write),
        }
    }

    /// What is made of a page, whose links begin with this root.
    fn document<T>(
        &self,
        route: &Route,
        root: AttrValue,
        make: impl FnOnce(&Document<'_>) -> T,
    ) -> T {
        let place = match route {
            Route::Essay(reading) => self.shelf.pack.find(&reading.essay).map(|(place, _)| place),
            _ => None,
        };
        let locale = self.locale(place);
        let site = Site { root, locale };
        let outline = place.map(|place| {
            let citations = self.citations.get(place).cloned().unwrap_or_default();
            Rc::new(Outline::new(&self.shelf, place, citations))
        });
        let main = match place {
            Some(essay) => Main::Article(draw(article(
                &site,
                &self.shelf,
                &self.similar,
                essay,
                &self.figures,
            ))),
            None => Main::Island(draw(self.live(&site, route))),
        };
        let margin = outline
            .clone()
            .map(|outline| draw(html! { <Margin site={site.clone()} {outline} /> }));
        let data = PageData {
            pack: self.assets.pack.clone(),
            outline: outline.map(Rc::unwrap_or_clone),
        };
        let own_title = titles::title(&site, &self.shelf, self.topics.codebook(), route, place);
        let about = About {
            route,
            essay: place,
            title: own_title.as_deref().unwrap_or(self.name()),
            description: &self.description(&site, route, place),
        };
        make(&Document {
            site: &site,
            assets: &self.assets,
            part: part::of(route),
            page: route.name(),
            title: &self.title(&site, route, place),
            description: about.description,
            metadata: &self.metadata(&about),
            language: place.map_or(site.language(), |at| self.shelf.cards[at].language.clone()),
            header: draw(html! { <Header site={site.clone()} page={route.name()} /> }),
            main,
            margin,
            data: &data,
        })
    }

    /// The view of a page that the application draws itself.
    fn live(&self, site: &Site, route: &Route) -> Html {
        let shelf = &*self.shelf;
        let on_filter = Callback::noop();
        let filtering = |filter| Filtering {
            site,
            shelf,
            filter,
            answering: &Answering::All,
            counted: None,
            on_filter: &on_filter,
        };
        match route {
            Route::Library(filter) => library(filtering(filter), &Progress::default()),
            Route::Search(filter, _) => search(&Searching {
                site,
                shelf,
                filtering: filtering(filter),
                results: &Results::default(),
                said: "",
                on_view: &Callback::noop(),
                view: View::List,
                page: 0,
                on_page: &Callback::noop(),
                on_keep: &Callback::noop(),
                on_embed: &Callback::noop(),
            }),
            Route::Themes(view) => themes(&Overviewing {
                site,
                topics: &self.topics,
                view: *view,
                report: "",
                on_table: &Callback::noop(),
                on_codebook: &Callback::noop(),
            }),
            Route::Theme(id, narrowing) => match self.topics.find(id) {
                Some(place) => theme(&Showing {
                    site,
                    topics: &self.topics,
                    theme: place,
                    narrowing,
                    results: &Results::default(),
                    page: 0,
                    acts: &theme::Acts::none(),
                }),
                None => not_found(site),
            },
            Route::Notebook => html! {
                <NotebookPage site={site.clone()} shelf={self.shelf.clone()} notebook={Rc::<Notebook>::default()}
                    categories={Rc::<Categories>::default()} standings={Rc::<Standings>::default()}
                    report={AttrValue::default()} acts={Acts::none()} />
            },
            Route::About => about(site, shelf),
            Route::Essay(_) | Route::NotFound => not_found(site),
        }
    }

    /// The interface's language in a page: the essay's own where there is one, else the
    /// collection's.
    fn locale(&self, essay: Option<usize>) -> Locale {
        let main = self.shelf.pack.collection.language();
        let own = essay.and_then(|essay| Locale::of(&self.shelf.cards[essay].language));
        own.or_else(|| Locale::of(&main)).unwrap_or_default()
    }

    /// The way from a page's file to the site's root. A server shows the page for lost addresses
    /// at any depth, so its links start from the root of the collection's own address.
    fn root(&self, route: &Route) -> AttrValue {
        if *route == Route::NotFound {
            let base = self
                .shelf
                .pack
                .collection
                .base_url
                .as_deref()
                .unwrap_or_default();
            let path = base
                .split_once("://")
                .and_then(|(_, rest)| rest.split_once('/'));
            let path = path.map_or("", |(_, path)| path.trim_end_matches('/'));
            let root = if path.is_empty() {
                "/".to_owned()
            } else {
                format!("/{path}/")
            };
            return AttrValue::from(root);
        }
        match file(route).matches('/').count() {
            0 => AttrValue::from("./"),
            depth => AttrValue::from("../".repeat(depth)),
        }
    }

    fn title(&self, site: &Site, route: &Route, essay: Option<usize>) -> String {
        let collection = self
            .shelf
            .pack
            .collection
            .title
            .text(&site.language())
            .to_owned();
        match titles::title(site, &self.shelf, self.topics.codebook(), route, essay) {
            Some(title) => format!("{title} — {collection}"),
            None => collection,
        }
    }

    fn description(&self, site: &Site, route: &Route, essay: Option<usize>) -> String {
        let language = site.language();
        let own = match (route, essay) {
            (_, Some(essay)) => Some(self.summary(essay)),
            (Route::Theme(id, _), _) => {
                let theme = self.topics.find(id).map(|theme| self.topics.theme(theme));
                theme.map(|theme| theme.definition.text(&language).to_owned())
            }
            _ => None,
        };
        own.unwrap_or_else(|| {
            self.shelf
                .pack
                .collection
                .subtitle
                .text(&language)
                .to_owned()
        })
    }
}

fn file(route: &Route) -> String {
    match route {
        Route::NotFound => "404.html".to_owned(),
        Route::Essay(reading) => format!("essays/{}/index.html", reading.essay),
        Route::Theme(id, _) => format!("themes/{id}/index.html"),
        route => format!("{}index.html", route.address()),
    }
}

#[derive(Properties, PartialEq)]
struct RegionProps {
    view: Html,
}

#[component]
fn Region(props: &RegionProps) -> Html {
    props.view.clone()
}

/// A view as markup.
fn draw(view: Html) -> String {
    let renderer = LocalServerRenderer::<Region>::with_props(RegionProps { view });
    futures::executor::block_on(renderer.hydratable(false).render())
}
