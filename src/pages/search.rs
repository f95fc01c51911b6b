//! Search results: essays with their best passages.

use std::rc::Rc;

use search::{BlockHit, Hit, Parsed, Results};
use yew::prelude::*;

use crate::components::passage::{Passage, on_one_line};
use crate::route::{Reading, Route};
use crate::site::use_site;
use crate::state::shelf::Shelf;

/// The id of the query field.
pub const FIELD: &str = "query";

/// How many essays are shown.
const ESSAYS: usize = 50;

/// The longest excerpt, in characters.
const EXCERPT: u32 = 280;

/// Properties of [`Search`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The collection.
    pub shelf: Rc<Shelf>,
    /// The query as typed.
    pub query: AttrValue,
    /// Called with what is typed.
    #[prop_or_default]
    pub on_query: Callback<String>,
}

/// The page.
#[component]
pub fn Search(props: &Props) -> Html {
    let site = use_site();
    let parsed = search::parse_typing(&props.query);
    let results = props.shelf.search(&parsed.query, ESSAYS);
    let on_query = props.on_query.clone();
    let oninput = move |event: InputEvent| on_query.emit(browser::events::value(&event));
    html! {
        <div class="search" lang={site.locale.tag()}>
            <h1 class="vh">{ site.text("search.title") }</h1>
            <form class="q" role="search" aria-label={site.text("search.title")} action="" onsubmit={|event: SubmitEvent| event.prevent_default()}>
                <label class="vh" for={FIELD}>{ site.text("tools.search") }</label>
                <input id={FIELD} type="search" name="q" autocomplete="off" value={props.query.clone()}
                    placeholder={site.text("search.placeholder")} {oninput} />
            </form>
            <noscript><p class="empty">{ site.text("search.noscript") }</p></noscript>
            if parsed.query.is_empty() {
                <Syntax />
            } else {
                { summary(props, &parsed, &results) }
                <ol class="results">
                    { for results.hits.iter().map(|hit| result(props, hit)) }
                </ol>
            }
        </div>
    }
}

fn summary(props: &Props, parsed: &Parsed, results: &Results) -> Html {
    html! { <Summary query={props.query.clone()} essays={results.total} relaxed={results.relaxed}
        misread={!parsed.notes.is_empty()}
        passages={results.hits.iter().map(|hit| hit.blocks.len()).sum::<usize>()} /> }
}

#[derive(Properties, PartialEq)]
struct SummaryProps {
    query: AttrValue,
    essays: usize,
    passages: usize,
    relaxed: bool,
    misread: bool,
}

#[component]
fn Summary(props: &SummaryProps) -> Html {
    let site = use_site();
    let passages = site.locale.count(("passages.one", "passages.other"), props.passages, &[]);
    let found = site.locale.count(
        ("search.summary.one", "search.summary.other"),
        props.essays,
        &[("passages", &passages)],
    );
    html! {
        <div class="sum" role="status">
            if props.essays == 0 {
                <p><em>{ site.locale.fill("search.empty", &[("query", &props.query)]) }</em></p>
                <p>{ site.text("search.empty.do") }</p>
            } else {
                <p>{ found }</p>
            }
            if props.relaxed && props.essays > 0 { <p>{ site.text("search.relaxed") }</p> }
            if props.misread { <p>{ site.text("search.misread") }</p> }
        </div>
    }
}

fn result(props: &Props, hit: &Hit) -> Html {
    html! { <Found shelf={props.shelf.clone()} hit={Rc::new(hit.clone())} query={props.query.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    shelf: Rc<Shelf>,
    hit: Rc<Hit>,
    query: AttrValue,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let site = use_site();
    let place = props.hit.essay as usize;
    let meta = props.shelf.pack.essays[place].meta();
    let card = &props.shelf.cards[place];
    let reading = Reading { query: props.query.to_string(), ..Reading::new(meta.id.clone()) };
    let lang = meta.language.to_string();
    let minutes = site.locale.fill("minutes", &[("n", &card.minutes.to_string())]);
    html! {
        <li class="result">
            <h2>
                <span class="no" aria-hidden="true">{ card.number }</span>
                <a href={site.link(&Route::Essay(reading.clone()))} lang={lang.clone()}>{ meta.title.clone() }</a>
                <span class="ct ui">{ minutes }</span>
            </h2>
            <ol class="passages">
                { for props.hit.blocks.iter().map(|found| excerpt(props, &reading, found)) }
            </ol>
        </li>
    }
}

fn excerpt(props: &FoundProps, reading: &Reading, hit: &BlockHit) -> Html {
    let block = hit.block as usize;
    let place = props.hit.essay as usize;
    let packed = &props.shelf.pack.essays[place];
    let Some(found) = packed.essay.blocks.get(block) else { return Html::default() };
    let excerpt = search::excerpt(&on_one_line(found), &hit.spans(&found.text), EXCERPT);
    let reading = Reading { target: Reading::at(reading.essay.clone(), found.id.clone()).target, ..reading.clone() };
    html! {
        <Passage {reading} language={packed.meta().language.to_string()} number={found.number}
            text={excerpt.text} marks={excerpt.marks} cut={(excerpt.cut_before, excerpt.cut_after)}
            colours={colours(&props.shelf, place, block)} mark_class="hit" />
    }
}

/// The colours of the themes that a block speaks of, three at most.
pub fn colours(shelf: &Shelf, essay: usize, block: usize) -> Vec<u8> {
    let passages = shelf.pack.passages.iter().enumerate();
    let speaks = passages.filter(|(_, passages)| {
        passages
            .iter()
            .any(|passage| passage.essay as usize == essay && passage.block as usize == block)
    });
    speaks.map(|(theme, _)| shelf.pack.codebook.colour(theme)).take(3).collect()
}

/// How to ask, by example.
#[component]
fn Syntax() -> Html {
    let site = use_site();
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
