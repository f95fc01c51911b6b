//! The pages of all themes and of one at work.

use std::rc::Rc;

use ::scribe::{CodebookFormat, Question, TakenCodebook};
use browser::history;
use corpus::ThemeId;
use yew::prelude::*;

use super::super::asking::{OfEach, Wanted, use_results};
use super::super::{citing, scribe, topics as own};
use super::{Props, on_page};
use crate::pages::not_found::not_found;
use crate::pages::theme::{Acts, Showing, theme};
use crate::pages::themes::{Overviewing, themes};
use crate::route::Route;
use crate::state::concordance::View;
use crate::state::filter::Filter;
use crate::state::narrowing::Narrowing;
use crate::state::overview::Overview;
use crate::state::tables;
use crate::state::topics::Topics;

/// The page of all themes, or of one.
#[component]
pub fn ThemesPage(props: &Props) -> Html {
    let Props {
        site,
        collection,
        route,
        ..
    } = props;
    let report = use_state(AttrValue::default);
    let turned = use_state_eq(|| (Route::NotFound, 0));
    // Another address begins at its first page.
    let page = if turned.0 == *route { turned.1 } else { 0 };
    let narrowing = match route {
        Route::Theme(_, narrowing) => narrowing.clone(),
        _ => Narrowing::default(),
    };
    // Passages are narrowed by where the words stand, whatever else they are narrowed to.
    let words = Filter::of_words(narrowing.filter.words.clone());
    let wanted = Wanted {
        essays: collection.shelf.cards.len(),
        of_each: OfEach::Lines,
    };
    let results = use_results(&Some(collection.clone()), &words, wanted);
    let Some(topics) = &props.topics else {
        return Html::default();
    };
    match route {
        Route::Themes(view) => themes(&Overviewing {
            site,
            topics,
            view: *view,
            report: &report,
            on_table: &on_table(props, topics, *view, report.setter()),
            on_codebook: &on_codebook(props, topics, report.setter()),
        }),
        Route::Theme(id, _) => match topics.find(id) {
            Some(place) => theme(&Showing {
                site,
                topics,
                theme: place,
                narrowing: &narrowing,
                results: &results,
                page,
                acts: &acts(props, topics, (id, &narrowing), turned.setter()),
            }),
            None => not_found(site),
        },
        _ => not_found(site),
    }
}

fn acts(
    props: &Props,
    topics: &Rc<Topics>,
    (id, narrowing): (&ThemeId, &Narrowing),
    turned: UseStateSetter<(Route, usize)>,
) -> Acts {
    let Props {
        site,
        route,
        navigator,
        marker,
        ..
    } = props;
    let to = {
        let (navigator, id) = (navigator.clone(), id.clone());
        Callback::from(move |narrowing| navigator.replace(Route::Theme(id.clone(), narrowing)))
    };
    let now = narrowing.clone();
    let on_filter = to.reform(move |action| Narrowing {
        filter: now.filter.after(action),
        ..now.clone()
    });
    let now = narrowing.clone();
    // Lines are no groups.
    let on_by = to.reform(move |by| Narrowing {
        by,
        view: View::List,
        ..now.clone()
    });
    let now = narrowing.clone();
    let on_view = to.reform(move |view| Narrowing {
        view,
        ..now.clone()
    });
    let on_drop = {
        let (navigator, on_drop) = (navigator.clone(), own::on_drop(site, marker));
        Callback::from(move |id| {
            navigator.go(Route::Themes(Overview::default()));
            on_drop.emit(id);
        })
    };
    let on_cite = {
        let (site, topics, route) = (site.clone(), topics.clone(), route.clone());
        let on_show = props.on_show.clone();
        Callback::from(move |()| {
            if let Some(citations) = citing::of_theme(&site, &topics, &route) {
                on_show.emit(Rc::new(citations));
            }
        })
    };
    Acts {
        on_filter,
        on_by,
        on_view,
        on_page: on_page(route, turned, false),
        on_rename: own::on_rename(site, marker),
        on_drop,
        on_cite,
    }
}

/// Gives the reader all themes as a file, their own among them.
fn on_codebook(
    props: &Props,
    topics: &Rc<Topics>,
    report: UseStateSetter<AttrValue>,
) -> Callback<CodebookFormat> {
    let (site, topics) = (props.site.clone(), topics.clone());
    Callback::from(move |format| {
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
        scribe::save(name.to_owned(), kind, question, report.clone());
    })
}

/// Gives the reader the numbers of a view as a file.
fn on_table(
    props: &Props,
    topics: &Rc<Topics>,
    view: Overview,
    report: UseStateSetter<AttrValue>,
) -> Callback<()> {
    let (site, topics) = (props.site.clone(), topics.clone());
    Callback::from(move |()| {
        let name = ["themes-", view.name(), ".csv"].concat();
        let question = Question::Table(tables::rows(&site, &topics, view));
        scribe::save(name, "text/csv", question, report.clone());
    })
}
