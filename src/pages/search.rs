//! Search results: essays with their best passages.

use yew::prelude::*;

use crate::components::facets::{Filtering, beside, chosen};
use crate::components::passage::{Passage, passage};
use crate::components::query_help::query_help;
use crate::components::summary::{counted, status};
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::answer::{Answer, Excerpt, Found, Results};
use crate::state::filter::{Action, Filter};
use crate::state::shelf::Shelf;

/// The id of the query field.
pub const FIELD: &str = "query";

/// The id of the results.
const FOUND: &str = "found";

/// What the keyboard goes through below it.
pub const RESULTS: &str = "main .results a, main .more button";

/// The same with the field, from which it begins.
pub const FIELD_AND_RESULTS: &str = "#query, main .results a, main .more button";

/// What the page shows, and who is told of what is done there.
pub struct Searching<'a> {
    /// The surroundings.
    pub site: &'a Site,
    /// The collection.
    pub shelf: &'a Shelf,
    /// The query, as it was typed, and what it is narrowed to.
    pub filtering: Filtering<'a>,
    /// What is known of the answer.
    pub results: &'a Results,
    /// What is read out of it.
    pub said: &'a str,
    /// Called for more essays.
    pub on_more: &'a Callback<()>,
}

/// The page.
pub fn search(searching: &Searching) -> Html {
    let site = searching.site;
    let Filtering { filter, .. } = searching.filtering;
    let on_filter = searching.filtering.on_filter.clone();
    let oninput =
        move |event: InputEvent| on_filter.emit(Action::Words(browser::events::value(&event)));
    html! {
        <div class="search columns" lang={site.locale.tag()}>
            <h1 class="vh">{ site.text("search.title") }</h1>
            <form class="q" role="search" aria-label={site.text("search.title")} action="" onsubmit={|event: SubmitEvent| event.prevent_default()}>
                <label class="vh" for={FIELD}>{ site.text("tools.search") }</label>
                <input id={FIELD} type="search" name="q" autocomplete="off" value={filter.words.clone()}
                    placeholder={site.text("search.placeholder")} {oninput} />
            </form>
            { beside(searching.filtering, "filter.results", false, Html::default()) }
            <div id={FOUND} class="found" aria-busy={is_busy(searching).then_some("true")}>
                <noscript><p class="empty">{ site.text("search.noscript") }</p></noscript>
                { status(searching.said) }
                { chosen(searching.filtering, FOUND) }
                { body(searching) }
            </div>
        </div>
    }
}

/// Whether the answer to what is typed is not shown yet.
fn is_busy(searching: &Searching) -> bool {
    match searching.results {
        _ if !searching.filtering.filter.has_words() => false,
        Results::Coming => true,
        Results::Here { filter, .. } => filter != searching.filtering.filter,
        Results::Failed(_) => false,
    }
}

fn body(searching: &Searching) -> Html {
    let (site, filter) = (searching.site, searching.filtering.filter);
    if !filter.is_active() {
        return query_help(site);
    }
    match searching.results {
        Results::Coming => {
            html! { <div class="sum"><p>{ site.text("search.coming") }</p></div> }
        }
        Results::Failed(cause) => {
            let failed = site.locale.fill("search.failed", &[("cause", cause)]);
            html! { <div class="sum"><p>{ failed }</p></div> }
        }
        Results::Here { answer, .. } if answer.is_nothing && !filter.narrows() => {
            html! { <>{ summary(searching, answer) }{ query_help(site) }</> }
        }
        Results::Here { answer, found, .. } => html! {
            <>
                { summary(searching, answer) }
                { essays(searching, answer, found) }
            </>
        },
    }
}

fn summary(searching: &Searching, answer: &Answer) -> Html {
    let (site, filter) = (searching.site, searching.filtering.filter);
    let suggested = |suggestion: &String| {
        let link = site.link(&Route::Search(Filter {
            words: suggestion.clone(),
            ..filter.clone()
        }));
        html! { <p>{ site.text("search.instead") }{ " " }<a class="link" href={link}>{ suggestion.clone() }</a></p> }
    };
    let advice = match filter.narrows() {
        _ if answer.total > 0 => None,
        true => Some("library.empty.do"),
        false => (!answer.is_nothing).then_some("search.empty.do"),
    };
    let line = counted(site, filter, answer);
    html! {
        <div class="sum">
            if advice.is_some() {
                <p><em>{ line }</em></p>
            } else if line.is_some() {
                <p>{ line }</p>
            }
            { for advice.map(|key| html! { <p>{ site.text(key) }</p> }) }
            { for answer.suggestion.iter().map(suggested) }
            { for answer.notes.iter().map(|&note| html! { <p>{ site.text(note) }</p> }) }
        </div>
    }
}

/// The essays, those that have only some of the words under a heading of their own.
fn essays(searching: &Searching, answer: &Answer, found: &[Found]) -> Html {
    let site = searching.site;
    let best = if answer.relaxed {
        found.len()
    } else {
        answer.total
    };
    let (best, weaker) = found.split_at(best.min(found.len()));
    let on_more = searching.on_more.reform(|_| ());
    let keys = ("search.weaker.one", "search.weaker.other");
    html! {
        <>
            <ol class="results">{ for best.iter().map(|found| result(searching, found)) }</ol>
            if !weaker.is_empty() {
                <h2 class="label weaker">{ site.locale.count(keys, answer.weaker, &[]) }</h2>
                <ol class="results">{ for weaker.iter().map(|found| result(searching, found)) }</ol>
            }
            if found.len() < answer.total + answer.weaker && found.len() == answer.essays.len() {
                <p class="more"><button type="button" class="btn ui" onclick={on_more}>{ site.text("search.more") }</button></p>
            }
        </>
    }
}

fn result(searching: &Searching, found: &Found) -> Html {
    let Searching { site, shelf, .. } = *searching;
    let place = found.place;
    let (Some(packed), Some(card)) = (shelf.pack.essays.get(place), shelf.cards.get(place)) else {
        return Html::default();
    };
    let reading = Reading::found(
        packed.meta().id.clone(),
        &searching.filtering.filter.words,
        None,
    );
    let lang = packed.meta().language.to_string();
    let minutes = site
        .locale
        .fill("minutes", &[("n", &card.minutes.to_string())]);
    html! {
        <li key={place} class="result">
            <h2>
                <span class="no" aria-hidden="true">{ card.number }</span>
                <a href={site.link(&Route::Essay(reading.clone()))} lang={lang.clone()}>{ card.title.clone() }</a>
                <span class="ct ui">{ minutes }</span>
            </h2>
            <ol class="passages">
                { for found.passages.iter().map(|found| excerpt(searching, place, &reading, found)) }
            </ol>
        </li>
    }
}

fn excerpt(searching: &Searching, place: usize, reading: &Reading, found: &Excerpt) -> Html {
    let Searching { site, shelf, .. } = *searching;
    let packed = &shelf.pack.essays[place];
    let Some(block) = packed.essay.blocks.get(found.block) else {
        return Html::default();
    };
    let shown = Passage {
        reading: Reading::found(
            reading.essay.clone(),
            &reading.query,
            Some(block.id.clone()),
        ),
        language: packed.meta().language.to_string(),
        number: block.number,
        text: found.text.clone(),
        marks: found.marks.clone(),
        cut: found.cut,
        colours: colours(shelf, place, found.block),
        mark_class: "hit",
    };
    passage(site, &shown)
}

/// The colours of the themes that a block speaks of, three at most.
fn colours(shelf: &Shelf, essay: usize, block: usize) -> Vec<u8> {
    let speaks = |theme: &usize| {
        let mut passages = shelf.passages_in(*theme, essay);
        passages.any(|passage| passage.block as usize == block)
    };
    let themes = (0..shelf.pack.passages.len()).filter(speaks);
    themes
        .map(|theme| shelf.pack.codebook.colour(theme))
        .take(3)
        .collect()
}
