//! The pages that the application draws itself, from the opened collection.

use std::rc::Rc;

use ::scribe::{CodebookFormat, Question, TakenCodebook};
use browser::{focus, history, scroll};
use yew::prelude::*;

use super::asking::{OfEach, Wanted, use_results, use_settled};
use super::collection::Collection;
use super::navigator::Navigator;
use super::notebook::Desk;
use super::progress;
use crate::components::concordance::LINES;
use crate::components::facets::Filtering;
use crate::components::summary::spoken;
use crate::pages::about::about;
use crate::pages::library::library;
use crate::pages::not_found::not_found;
use crate::pages::notebook::NotebookPage;
use crate::pages::search::{self, Searching};
use crate::pages::theme::{self, Showing, theme};
use crate::pages::themes::{Overviewing, themes};
use crate::route::Route;
use crate::site::Site;
use crate::state::answer::Results;
use crate::state::answering::Answering;
use crate::state::categories::Categories;
use crate::state::concordance::View;
use crate::state::filter::{Action, Filter};
use crate::state::narrowing::{By, Narrowing};
use crate::state::overview::Overview;
use crate::state::shelf::Shelf;
use crate::state::tables;
use crate::state::topics::Topics;

/// How many essays the search page shows at first, and how many more each time.
const ESSAYS: usize = 10;

/// How many passages of each it shows.
const PASSAGES: u32 = 5;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub site: Site,
    pub collection: Collection,
    pub route: Route,
    pub navigator: Navigator,
    pub notebook: Rc<marks::Notebook>,
    pub categories: Rc<Categories>,
    pub desk: Desk,
    pub topics: Rc<Topics>,
    pub own: Owning,
}

/// What is done with themes beside looking at them.
#[derive(Clone, PartialEq)]
pub struct Owning {
    /// Called with a query to be kept as one.
    pub on_keep: Callback<String>,
    /// Called with the id of a kept search, its query, and what it is to be called.
    pub on_rename: Callback<(String, String, String)>,
    /// Called with the id of a kept search that is to be taken away.
    pub on_drop: Callback<String>,
    /// Called with the page of a theme that is to be cited.
    pub on_cite: Callback<Route>,
}

/// The page of a route. All of them are one component, for each costs the browser kilobytes.
#[component]
pub fn LivePage(props: &Props) -> Html {
    let Props {
        site,
        collection,
        route,
        ..
    } = props;
    let shelf = &*collection.shelf;
    let turned = use_state_eq(|| (Route::NotFound, 0));
    // Another address begins at its first page.
    let page = if turned.0 == *route { turned.1 } else { 0 };
    let (filter, wanted) = asked(route, shelf, page);
    let results = use_results(&Some(collection.clone()), &filter, wanted);
    // What is only filtered is on the shelf: the engine need not come for it.
    let results = match route {
        _ if filter.has_words() => results,
        Route::Library(_) | Route::Search(..) => Results::of_all(&filter, shelf, wanted.essays),
        _ => Results::default(),
    };
    let said = use_settled(match route {
        Route::Search(..) => spoken(site, &filter, &results),
        _ => String::new(),
    });
    let on_filter = on_filter(props);
    let filtering = Filtering {
        site,
        shelf,
        filter: &filter,
        answering: &Answering::All,
        counted: None,
        on_filter: &on_filter,
    };
    match route {
        Route::Library(filter) => library(
            Filtering {
                filter,
                answering: &Answering::to(&filter.words, &results),
                ..filtering
            },
            &progress::kept(),
        ),
        Route::Search(_, view) => {
            let counted = match &results {
                Results::Here { facets, .. } if filter.has_words() => Some(facets),
                _ => None,
            };
            search::search(&Searching {
                site,
                shelf,
                filtering: Filtering {
                    counted,
                    ..filtering
                },
                results: &results,
                said: &said,
                view: *view,
                page,
                on_view: &on_view(props),
                on_page: &on_page(route, turned.setter()),
                on_keep: &props.own.on_keep,
            })
        }
        Route::Themes(view) => themes(&Overviewing {
            site,
            topics: &props.topics,
            view: *view,
            report: &props.desk.report,
            on_table: &on_table(props, *view),
            on_codebook: &on_codebook(props),
        }),
        Route::Theme(id, narrowing) => match props.topics.find(id) {
            Some(place) => theme(&Showing {
                site,
                topics: &props.topics,
                theme: place,
                narrowing,
                results: &results,
                page,
                acts: &theme::Acts {
                    on_by: on_by(props),
                    on_view: on_view(props),
                    on_page: on_page(route, turned.setter()),
                    on_filter,
                    on_rename: props.own.on_rename.clone(),
                    on_drop: on_drop(props),
                    on_cite: {
                        let route = route.clone();
                        props.own.on_cite.reform(move |()| route.clone())
                    },
                },
            }),
            None => not_found(site),
        },
        Route::Notebook => html! {
            <NotebookPage site={site.clone()} shelf={collection.shelf.clone()} notebook={props.notebook.clone()}
                categories={props.categories.clone()} standings={props.desk.standings.clone()}
                report={props.desk.report.clone()} acts={props.desk.acts.clone()} />
        },
        Route::About => about(site, shelf),
        Route::Essay(_) | Route::NotFound => not_found(site),
    }
}

/// What a page asks of the engine, and how much of the answer it shows.
fn asked(route: &Route, shelf: &Shelf, page: usize) -> (Filter, Wanted) {
    let all = |filter, of_each| {
        let essays = shelf.cards.len();
        (filter, Wanted { essays, of_each })
    };
    match route {
        // It narrows by itself what has the words.
        Route::Library(filter) => all(Filter::of_words(filter.words.clone()), OfEach::Nothing),
        Route::Search(filter, View::Concordance(_)) if filter.has_words() => {
            all(filter.clone(), OfEach::Lines)
        }
        // Its passages are narrowed by where the words stand, whatever else they are narrowed to.
        Route::Theme(_, narrowing) => all(
            Filter::of_words(narrowing.filter.words.clone()),
            OfEach::Lines,
        ),
        Route::Search(filter, _) => {
            let wanted = Wanted {
                essays: ESSAYS * (page + 1),
                of_each: OfEach::Passages(PASSAGES),
            };
            (filter.clone(), wanted)
        }
        _ => all(Filter::default(), OfEach::Nothing),
    }
}

fn on_filter(props: &Props) -> Callback<Action> {
    let (navigator, route) = (props.navigator.clone(), props.route.clone());
    Callback::from(move |action| match &route {
        Route::Library(filter) => navigator.replace(Route::Library(filter.after(action))),
        Route::Search(filter, view) => {
            navigator.replace(Route::Search(filter.after(action), *view));
        }
        Route::Theme(id, narrowing) => {
            let filter = narrowing.filter.after(action);
            let narrowing = narrowing.clone();
            navigator.replace(Route::Theme(
                id.clone(),
                Narrowing {
                    filter,
                    ..narrowing
                },
            ));
        }
        _ => {}
    })
}

fn on_view(props: &Props) -> Callback<View> {
    let (navigator, route) = (props.navigator.clone(), props.route.clone());
    Callback::from(move |view| match &route {
        Route::Search(filter, _) => navigator.replace(Route::Search(filter.clone(), view)),
        Route::Theme(id, narrowing) => {
            let narrowing = narrowing.clone();
            navigator.replace(Route::Theme(id.clone(), Narrowing { view, ..narrowing }));
        }
        _ => {}
    })
}

/// Passages are grouped otherwise; lines are no groups.
fn on_by(props: &Props) -> Callback<By> {
    let (navigator, route) = (props.navigator.clone(), props.route.clone());
    Callback::from(move |by| {
        if let Route::Theme(id, narrowing) = &route {
            let narrowing = Narrowing {
                by,
                view: View::List,
                ..narrowing.clone()
            };
            navigator.replace(Route::Theme(id.clone(), narrowing));
        }
    })
}

/// Gives the reader all themes as a file, their own among them.
fn on_codebook(props: &Props) -> Callback<CodebookFormat> {
    let (site, topics) = (props.site.clone(), props.topics.clone());
    props.desk.on_file.reform(move |format| {
        let (name, kind) = match format {
            CodebookFormat::Qdc => ("themes.qdc", "application/xml"),
            CodebookFormat::Csv => ("themes.csv", "text/csv"),
            CodebookFormat::Skos => ("themes.jsonld", "application/ld+json"),
            CodebookFormat::Toml => ("themes.toml", "text/plain"),
        };
        let taken = TakenCodebook {
            codebook: topics.codebook().clone(),
            title: topics.shelf().pack.collection.title.clone(),
            language: site.language(),
            base: history::absolute(&site.root),
        };
        let question = Question::Codebook(format, Box::new(taken));
        (name.to_owned(), kind, Rc::new(question))
    })
}

/// Takes a theme of the reader's own away, and leaves its page.
fn on_drop(props: &Props) -> Callback<String> {
    let (navigator, on_drop) = (props.navigator.clone(), props.own.on_drop.clone());
    Callback::from(move |id| {
        navigator.go(Route::Themes(Overview::default()));
        on_drop.emit(id);
    })
}

/// Gives the reader the numbers of a view as a file.
fn on_table(props: &Props, view: Overview) -> Callback<()> {
    let (site, topics) = (props.site.clone(), props.topics.clone());
    props.desk.on_file.reform(move |()| {
        let name = ["themes-", view.name(), ".csv"].concat();
        let rows = tables::rows(&site, &topics, view);
        (name, "text/csv", Rc::new(Question::Table(rows)))
    })
}

fn on_page(route: &Route, turned: UseStateSetter<(Route, usize)>) -> Callback<usize> {
    let route = route.clone();
    Callback::from(move |page| {
        turned.set((route.clone(), page));
        // Further essays follow those before; further lines stand in their place.
        if !matches!(route, Route::Search(_, View::List)) {
            focus::on(LINES);
            scroll::to_id(LINES);
        }
    })
}
