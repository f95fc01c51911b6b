//! The library: a title page, and under it a table of contents with filters.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::entry::Entry;
use crate::components::facets::Facets;
use crate::site::use_site;
use crate::state::filter::{Action, Filter, Sort};
use crate::state::shelf::Shelf;

/// Properties of [`Library`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The collection.
    pub shelf: Rc<Shelf>,
    /// The present filter.
    pub filter: Filter,
    /// Called with what happens to it.
    #[prop_or_default]
    pub on_filter: Callback<Action>,
}

/// The page.
#[component]
pub fn Library(props: &Props) -> Html {
    let site = use_site();
    html! {
        <div class="library" lang={site.locale.tag()}>
            <TitlePage shelf={props.shelf.clone()} />
            <div class="columns">
                <section class="aside ui" aria-label={site.text("library.filters")}>
                    <details class="filters" open={props.filter.is_active()}>
                        <summary class="btn needs-js">{ site.text("library.filters") }</summary>
                    </details>
                    <Facets shelf={props.shelf.clone()} filter={props.filter.clone()} on_filter={props.on_filter.clone()} />
                </section>
                <Contents shelf={props.shelf.clone()} filter={props.filter.clone()} on_filter={props.on_filter.clone()} />
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct TitleProps {
    shelf: Rc<Shelf>,
}

#[component]
fn TitlePage(props: &TitleProps) -> Html {
    let site = use_site();
    let language = site.language();
    let collection = &props.shelf.pack.collection;
    let cards = &props.shelf.cards;
    let originals = cards.iter().filter(|card| card.original.is_none()).count();
    let minutes: u32 = cards.iter().filter(|card| card.original.is_none()).map(|card| card.minutes).sum();
    let languages = props.shelf.languages().len();
    let facts = [
        collection.publisher.clone(),
        Some(site.locale.count(("essays.one", "essays.other"), originals, &[])),
        Some(site.locale.count(("themes.one", "themes.other"), props.shelf.pack.codebook.themes().len(), &[])),
        Some(site.locale.count(("minutes.long.one", "minutes.long.other"), minutes as usize, &[])),
    ];
    html! {
        <section class="titlepage">
            if let Some(slip) = &collection.slip {
                <div class="slip" lang="zh-Hans" aria-hidden="true"><span>{ slip.clone() }</span></div>
            }
            <div class="tp">
                <p class="label">{ site.locale.count(("library.kicker.one", "library.kicker.other"), languages, &[]) }</p>
                <h1>{ collection.title.text(&language).to_owned() }</h1>
                <p class="intro">{ collection.subtitle.text(&language).to_owned() }</p>
                <p class="facts ui">{ for facts.into_iter().flatten().map(|fact| html! { <span>{ fact }</span> }) }</p>
            </div>
        </section>
    }
}

/// The essays that pass, under the titles of their parts where they stand in book order.
#[component]
fn Contents(props: &Props) -> Html {
    let site = use_site();
    let places = props.filter.apply(&props.shelf);
    let all = props.shelf.cards.len().to_string();
    let shown = site.locale.count(
        ("library.shown.one", "library.shown.other"),
        places.len(),
        &[("all", &all)],
    );
    let clear = props.on_filter.reform(|_| Action::Clear);
    html! {
        <section class="contents" aria-labelledby="contents">
            <div class="ctop">
                <h2 id="contents" class="label">{ site.text("library.contents") }</h2>
                <p class="ui shown" role="status">{ shown }</p>
                if props.filter.is_active() {
                    <button type="button" class="link ui" onclick={move |_| clear.emit(())}>{ site.text("library.clear") }</button>
                }
                <SortChoice sort={props.filter.sort} on_filter={props.on_filter.clone()} />
            </div>
            if places.is_empty() {
                <div class="empty">
                    <p><em>{ site.text("library.empty") }</em></p>
                    <p>{ site.text("library.empty.do") }</p>
                </div>
            }
            { for groups(&props.shelf, &places, props.filter.sort).into_iter().map(|group| part(props, &group)) }
        </section>
    }
}

/// A part of the contents: its place in the collection, and the entries.
struct Group {
    part: Option<usize>,
    titled: bool,
    /// Essays with the translations that are shown beside them.
    entries: Vec<(usize, Vec<usize>)>,
}

/// Groups essays by part; a translation whose original is shown stands beside it.
fn groups(shelf: &Shelf, places: &[usize], sort: Sort) -> Vec<Group> {
    let titled = sort == Sort::Book && !shelf.pack.collection.parts.is_empty();
    let mut groups: Vec<Group> = Vec::new();
    for &place in places {
        let card = &shelf.cards[place];
        if card.original.is_some_and(|original| places.contains(&original)) {
            continue;
        }
        let beside: Vec<usize> =
            card.translations.iter().copied().filter(|other| places.contains(other)).collect();
        let part = card.part.filter(|_| titled);
        match groups.last_mut().filter(|group| group.part == part) {
            Some(group) => group.entries.push((place, beside)),
            None => groups.push(Group { part, titled, entries: vec![(place, beside)] }),
        }
    }
    groups
}

fn part(props: &Props, group: &Group) -> Html {
    html! { <PartList shelf={props.shelf.clone()} part={group.part} titled={group.titled} entries={group.entries.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct PartProps {
    shelf: Rc<Shelf>,
    part: Option<usize>,
    titled: bool,
    entries: Vec<(usize, Vec<usize>)>,
}

#[component]
fn PartList(props: &PartProps) -> Html {
    let site = use_site();
    let title = props.part.map(|part| {
        let number = (part + 1).to_string();
        let title = &props.shelf.pack.collection.parts[part].title;
        html! {
            <h3 class="part">
                <span class="sc">{ site.locale.fill("library.part", &[("n", &number)]) }</span>
                { " " }<span>{ title.text(&site.language()).to_owned() }</span>
            </h3>
        }
    });
    let entry = |(essay, beside): &(usize, Vec<usize>)| {
        html! { <Entry key={*essay} shelf={props.shelf.clone()} essay={*essay} beside={beside.clone()} /> }
    };
    html! {
        <>
            if props.titled {
                { title.unwrap_or_else(|| html! { <h3 class="part"><span>{ site.text("library.unsorted") }</span></h3> }) }
            }
            <ol>{ for props.entries.iter().map(entry) }</ol>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct SortProps {
    sort: Sort,
    on_filter: Callback<Action>,
}

#[component]
fn SortChoice(props: &SortProps) -> Html {
    let site = use_site();
    let button = |sort: Sort| {
        let on_filter = props.on_filter.clone();
        html! {
            <button type="button" aria-pressed={(sort == props.sort).to_string()}
                onclick={move |_| on_filter.emit(Action::Sort(sort))}>{ site.text(sort.label()) }</button>
        }
    };
    html! {
        <p class="ui sort needs-js" role="group" aria-label={site.text("library.sort")}>
            <span aria-hidden="true">{ site.text("library.sort") }</span>
            { for Sort::ALL.into_iter().map(button) }
        </p>
    }
}

