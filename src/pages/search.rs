//! Search results: essays with their best passages.

use yew::prelude::*;

use crate::components::concordance::{Concording, concordance, views};
use crate::components::facets::{Filtering, beside, chosen};
use crate::components::passage::{Passage, passage};
use crate::components::query_help::query_help;
use crate::components::summary::{counted, status};
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::answer::{Answer, Excerpt, Found, Results};
use crate::state::concordance::{Lines, Order, View};
use crate::state::filter::{Action, Filter};
use crate::state::shelf::Shelf;

/// The id of the query field.
pub const FIELD: &str = "query";

/// The id of the results.
pub const FOUND: &str = "found";

/// What the keyboard goes through below it.
pub const RESULTS: &str = "main .results a, main .kwic a, main .more button";

/// The same with the field, from which it begins.
pub const FIELD_AND_RESULTS: &str = "#query, main .results a, main .kwic a, main .more button";

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
    /// How it is shown.
    pub view: View,
    /// Which part of it, counted from 0: of essays all up to this are shown, of lines this one.
    pub page: usize,
    /// Called with another view.
    pub on_view: &'a Callback<View>,
    /// Called with another part.
    pub on_page: &'a Callback<usize>,
    /// Called with the query, to be kept as a theme.
    pub on_keep: &'a Callback<String>,
    /// Called to put the search into another page.
    pub on_embed: &'a Callback<()>,
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
        Results::Here { filter, lines, .. } => {
            let is_list = searching.view == View::List;
            filter != searching.filtering.filter || lines.is_none() != is_list
        }
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
            html! { <>{ summary(searching, answer, None) }{ query_help(site) }</> }
        }
        Results::Here {
            answer,
            found,
            lines,
            ..
        } => html! {
            <>
                { summary(searching, answer, lines.as_deref()) }
                if filter.has_words() && answer.total > 0 {
                    <div class="found-acts">
                        { views(site, searching.view, searching.on_view) }
                        { keep(searching) }
                        { embed(searching) }
                    </div>
                }
                if let Some(lines) = lines {
                    { concordance(&concording(searching, lines)) }
                } else {
                    { essays(searching, answer, found) }
                }
            </>
        },
    }
}

/// Keeps the search as a theme of the reader's own.
fn keep(searching: &Searching) -> Html {
    let query = searching.filtering.filter.words.clone();
    let onclick = searching.on_keep.reform(move |_| query.clone());
    html! { <button type="button" class="link ui" {onclick}>{ searching.site.text("search.keep") }</button> }
}

/// Shows how the search is put into a page of the reader's.
fn embed(searching: &Searching) -> Html {
    let onclick = searching.on_embed.reform(|_| ());
    html! { <button type="button" class="link ui" {onclick}>{ searching.site.text("search.embed") }</button> }
}

fn summary(searching: &Searching, answer: &Answer, lines: Option<&Lines>) -> Html {
    let (site, filter) = (searching.site, searching.filtering.filter);
    let suggested = |suggestion: &String| {
        let filter = Filter {
            words: suggestion.clone(),
            ..filter.clone()
        };
        let link = site.link(&Route::Search(filter, View::List));
        html! { <p>{ site.text("search.instead") }{ " " }<a class="link" href={link}>{ suggestion.clone() }</a></p> }
    };
    let advice = match filter.narrows() {
        _ if answer.total > 0 => None,
        true => Some("library.empty.do"),
        false => (!answer.is_nothing).then_some("search.empty.do"),
    };
    let lines = counted(site, filter, answer, lines);
    let line = |line: &String| match advice {
        Some(_) => html! { <p><em>{ line.clone() }</em></p> },
        None => html! { <p>{ line.clone() }</p> },
    };
    html! {
        <div class="sum">
            { for lines.iter().map(line) }
            { for advice.map(|key| html! { <p>{ site.text(key) }</p> }) }
            { for answer.suggestion.iter().map(suggested) }
            { for answer.notes.iter().map(|&note| html! { <p>{ site.text(note) }</p> }) }
        </div>
    }
}

fn concording<'a>(searching: &Searching<'a>, lines: &'a Lines) -> Concording<'a> {
    let order = match searching.view {
        View::Concordance(order) => order,
        View::List => Order::default(),
    };
    Concording {
        site: searching.site,
        shelf: searching.shelf,
        query: &searching.filtering.filter.words,
        themes: &[],
        lines,
        order,
        page: searching.page.min(lines.last_page()),
        on_view: searching.on_view,
        on_page: searching.on_page,
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
    let next = searching.page + 1;
    let on_more = searching.on_page.reform(move |_| next);
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
        essay: None,
        why: Vec::new(),
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
        let mut passages = shelf.passages_in(*theme, essay).iter();
        passages.any(|passage| passage.block as usize == block)
    };
    let themes = (0..shelf.pack.passages.len()).filter(speaks);
    themes
        .map(|theme| shelf.pack.codebook.colour(theme))
        .take(3)
        .collect()
}
