//! Search results: essays with their best passages.

use search::{self as engine, BlockHit, Hit, Parsed, Results};
use yew::prelude::*;

use crate::components::passage::{Passage, on_one_line, passage};
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::shelf::Shelf;

/// The id of the query field.
pub const FIELD: &str = "query";

/// How many essays are shown.
const ESSAYS: usize = 50;

/// How many passages of an essay are shown.
const PASSAGES: usize = 5;

/// The longest excerpt, in characters.
const EXCERPT: u32 = 280;

/// The page; calls back with what is typed.
pub fn search(site: &Site, shelf: &Shelf, query: &str, on_query: &Callback<String>) -> Html {
    let parsed = engine::parse_typing(query);
    let results = shelf.search(&parsed.query, ESSAYS);
    let found: Vec<Found> = results
        .hits
        .iter()
        .map(|hit| Found::of(shelf, &results, hit))
        .collect();
    let on_query = on_query.clone();
    let oninput = move |event: InputEvent| on_query.emit(browser::events::value(&event));
    html! {
        <div class="search" lang={site.locale.tag()}>
            <h1 class="vh">{ site.text("search.title") }</h1>
            <form class="q" role="search" aria-label={site.text("search.title")} action="" onsubmit={|event: SubmitEvent| event.prevent_default()}>
                <label class="vh" for={FIELD}>{ site.text("tools.search") }</label>
                <input id={FIELD} type="search" name="q" autocomplete="off" value={query.to_owned()}
                    placeholder={site.text("search.placeholder")} {oninput} />
            </form>
            <noscript><p class="empty">{ site.text("search.noscript") }</p></noscript>
            if parsed.query.is_empty() {
                { syntax(site) }
            } else {
                { summary(site, query, &parsed, &results, &found) }
                <ol class="results">
                    { for found.iter().map(|found| result(site, shelf, query, found)) }
                </ol>
            }
        </div>
    }
}

/// An essay that was found.
struct Found {
    place: usize,
    passages: Vec<BlockHit>,
}

impl Found {
    fn of(shelf: &Shelf, results: &Results, hit: &Hit) -> Self {
        let place = hit.essay as usize;
        let passages = shelf.passages(results, place, PASSAGES);
        Self { place, passages }
    }
}

fn summary(site: &Site, query: &str, parsed: &Parsed, results: &Results, found: &[Found]) -> Html {
    let passages: usize = found.iter().map(|found| found.passages.len()).sum();
    let passages = site
        .locale
        .count(("passages.one", "passages.other"), passages, &[]);
    let essays = results.total;
    let found = site.locale.count(
        ("search.summary.one", "search.summary.other"),
        essays,
        &[("passages", &passages)],
    );
    html! {
        <div class="sum" role="status">
            if essays == 0 {
                <p><em>{ site.locale.fill("search.empty", &[("query", query)]) }</em></p>
                <p>{ site.text("search.empty.do") }</p>
            } else {
                <p>{ found }</p>
            }
            if results.relaxed && essays > 0 { <p>{ site.text("search.relaxed") }</p> }
            if !parsed.notes.is_empty() { <p>{ site.text("search.misread") }</p> }
        </div>
    }
}

fn result(site: &Site, shelf: &Shelf, query: &str, found: &Found) -> Html {
    let place = found.place;
    let meta = shelf.pack.essays[place].meta();
    let card = &shelf.cards[place];
    let reading = Reading {
        query: query.to_owned(),
        ..Reading::new(meta.id.clone())
    };
    let lang = meta.language.to_string();
    let minutes = site
        .locale
        .fill("minutes", &[("n", &card.minutes.to_string())]);
    html! {
        <li class="result">
            <h2>
                <span class="no" aria-hidden="true">{ card.number }</span>
                <a href={site.link(&Route::Essay(reading.clone()))} lang={lang.clone()}>{ meta.title.clone() }</a>
                <span class="ct ui">{ minutes }</span>
            </h2>
            <ol class="passages">
                { for found.passages.iter().map(|hit| excerpt(site, shelf, place, &reading, hit)) }
            </ol>
        </li>
    }
}

fn excerpt(site: &Site, shelf: &Shelf, place: usize, reading: &Reading, hit: &BlockHit) -> Html {
    let block = hit.block as usize;
    let packed = &shelf.pack.essays[place];
    let Some(found) = packed.essay.blocks.get(block) else {
        return Html::default();
    };
    let excerpt = engine::excerpt(&on_one_line(found), &hit.spans, EXCERPT);
    let target = Reading::at(reading.essay.clone(), found.id.clone()).target;
    let shown = Passage {
        reading: Reading {
            target,
            ..reading.clone()
        },
        language: packed.meta().language.to_string(),
        number: found.number,
        text: excerpt.text,
        marks: excerpt.marks,
        cut: (excerpt.cut_before, excerpt.cut_after),
        colours: colours(shelf, place, block),
        mark_class: "hit",
    };
    passage(site, &shown)
}

/// The colours of the themes that a block speaks of, three at most.
fn colours(shelf: &Shelf, essay: usize, block: usize) -> Vec<u8> {
    let passages = shelf.pack.passages.iter().enumerate();
    let speaks = passages.filter(|(_, passages)| {
        passages
            .iter()
            .any(|passage| passage.essay as usize == essay && passage.block as usize == block)
    });
    speaks
        .map(|(theme, _)| shelf.pack.codebook.colour(theme))
        .take(3)
        .collect()
}

/// How to ask, by example.
fn syntax(site: &Site) -> Html {
    let rows = [
        ("green growth", "search.help.words"),
        ("\"new quality\"", "search.help.phrase"),
        ("innovat*", "search.help.prefix"),
        ("5G OR cloud", "search.help.or"),
        ("growth -export", "search.help.not"),
        ("新质生产力", "search.help.han"),
    ];
    let row = |(query, key): (&'static str, &'static str)| {
        html! {
            <tr>
                <th scope="row"><a class="link" href={site.link(&Route::Search(query.to_owned()))}>{ query }</a></th>
                <td>{ site.text(key) }</td>
            </tr>
        }
    };
    html! {
        <section class="syntax">
            <h2 class="label">{ site.text("search.help") }</h2>
            <table><tbody>{ for rows.into_iter().map(row) }</tbody></table>
        </section>
    }
}
