//! The library: a title page, and under it a table of contents with filters.

use yew::prelude::*;

use crate::components::entry::{entry, link_to};
use crate::components::facets::{Filtering, beside, words};
use crate::site::Site;
use crate::state::answering::Answering;
use crate::state::filter::{Action, Sort};
use crate::state::progress::Progress;
use crate::state::shelf::Shelf;

/// The page; with how far the reader is.
pub fn library(filtering: Filtering, progress: &Progress) -> Html {
    let Filtering {
        site,
        shelf,
        filter,
        ..
    } = filtering;
    html! {
        <div class="library" lang={site.locale.tag()}>
            { title_page(site, shelf, progress) }
            <div class="columns">
                { beside(filtering, "library.filters", filter.is_active(), words(filtering)) }
                { contents(filtering, progress) }
            </div>
        </div>
    }
}

fn title_page(site: &Site, shelf: &Shelf, progress: &Progress) -> Html {
    let language = site.language();
    let collection = &shelf.pack.collection;
    let cards = &shelf.cards;
    let originals = cards.iter().filter(|card| card.original.is_none()).count();
    let minutes: u32 = cards
        .iter()
        .filter(|card| card.original.is_none())
        .map(|card| card.minutes)
        .sum();
    let languages = shelf.languages().len();
    let facts = [
        collection.publisher.clone(),
        Some(
            site.locale
                .count(("essays.one", "essays.other"), originals, &[]),
        ),
        Some(site.locale.count(
            ("themes.one", "themes.other"),
            shelf.pack.codebook.themes().len(),
            &[],
        )),
        Some(site.locale.count(
            ("minutes.long.one", "minutes.long.other"),
            minutes as usize,
            &[],
        )),
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
                <p class="facts ui">
                    { for facts.into_iter().flatten().map(|fact| html! { <span>{ fact }</span> }) }
                    { for go_on(site, shelf, progress) }
                </p>
            </div>
        </section>
    }
}

/// A link to where the reader was last.
fn go_on(site: &Site, shelf: &Shelf, progress: &Progress) -> Option<Html> {
    let place = progress.latest()?;
    let (at, _) = shelf.pack.find(&place.essay)?;
    let essay = shelf.cards[at].number?.to_string();
    let names = [("essay", essay.as_str()), ("n", &place.number)];
    let said = site.locale.fill("library.continue", &names);
    Some(html! { <span><a class="link" href={link_to(site, place)}>{ said }</a></span> })
}

/// The essays that pass, under the titles of their parts where they stand in book order.
fn contents(filtering: Filtering, progress: &Progress) -> Html {
    let Filtering { site, shelf, .. } = filtering;
    let filter = filtering.filter;
    let places = filter.apply(shelf, filtering.answering.essays());
    let coming = filtering.answering.is_coming();
    let clear = filtering.on_filter.reform(|_| Action::Clear);
    html! {
        <section class="contents" aria-labelledby="contents" aria-busy={coming.then_some("true")}>
            <div class="ctop">
                <h2 id="contents" class="label">{ site.text("library.contents") }</h2>
                <p class="ui shown" role="status">{ shown(filtering, places.len()) }</p>
                if filter.is_active() {
                    <button type="button" class="link ui" onclick={move |_| clear.emit(())}>{ site.text("library.clear") }</button>
                }
                { sort_choice(site, filter.sort, filtering.on_filter) }
            </div>
            if places.is_empty() && !coming {
                <div class="empty">
                    <p><em>{ site.text("library.empty") }</em></p>
                    <p>{ site.text("library.empty.do") }</p>
                </div>
            }
            { for groups(shelf, &places, filter.sort).iter().map(|group| part(site, shelf, group, progress)) }
        </section>
    }
}

/// How many essays are shown; where that is not known, why.
fn shown(filtering: Filtering, places: usize) -> String {
    let Filtering { site, shelf, .. } = filtering;
    let all = shelf.cards.len().to_string();
    let keys = ("library.shown.one", "library.shown.other");
    match filtering.answering {
        Answering::Coming(_) => site.text("search.coming").to_owned(),
        Answering::Failed(cause) => site.locale.fill("search.failed", &[("cause", cause)]),
        Answering::All | Answering::These(_) => site.locale.count(keys, places, &[("all", &all)]),
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
        if card
            .original
            .is_some_and(|original| places.contains(&original))
        {
            continue;
        }
        let beside: Vec<usize> = card
            .translations
            .iter()
            .copied()
            .filter(|other| places.contains(other))
            .collect();
        let part = card.part.filter(|_| titled);
        match groups.last_mut().filter(|group| group.part == part) {
            Some(group) => group.entries.push((place, beside)),
            None => groups.push(Group {
                part,
                titled,
                entries: vec![(place, beside)],
            }),
        }
    }
    groups
}

fn part(site: &Site, shelf: &Shelf, group: &Group, progress: &Progress) -> Html {
    let title = group.part.map(|part| {
        let number = (part + 1).to_string();
        let title = &shelf.pack.collection.parts[part].title;
        html! {
            <h3 class="part">
                <span class="sc">{ site.locale.fill("library.part", &[("n", &number)]) }</span>
                { " " }<span>{ title.text(&site.language()).to_owned() }</span>
            </h3>
        }
    });
    let entries = group
        .entries
        .iter()
        .map(|(essay, beside)| entry(site, shelf, *essay, beside, progress));
    html! {
        <>
            if group.titled {
                { title.unwrap_or_else(|| html! { <h3 class="part"><span>{ site.text("library.unsorted") }</span></h3> }) }
            }
            <ol>{ for entries }</ol>
        </>
    }
}

fn sort_choice(site: &Site, chosen: Sort, on_filter: &Callback<Action>) -> Html {
    let button = |sort: Sort| {
        let on_filter = on_filter.clone();
        html! {
            <button type="button" aria-pressed={(sort == chosen).to_string()}
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
