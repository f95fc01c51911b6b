//! The passages of a theme: grouped, narrowed, or as lines.

use corpus::{Passage as Found, Reason};
use yew::prelude::*;

use super::{FOUND, Showing, counted};
use crate::components::concordance::{Concording, concordance};
use crate::components::facets::{Filtering, chosen};
use crate::components::passage::{Passage, on_one_line, passage};
use crate::route::{Reading, Route};
use crate::state::answer::Results;
use crate::state::concordance::{Lines, Order, View};
use crate::state::narrowing::{By, Group, Of};

/// The passages under their heading.
pub fn found(showing: &Showing, filtering: Filtering) -> Html {
    let Showing {
        site,
        topics,
        theme,
        narrowing,
        ..
    } = *showing;
    let passages = narrowing.passages(topics, theme, showing.lines());
    let all = topics.passages(theme).len();
    let essays = passages
        .chunk_by(|one, next| one.essay == next.essay)
        .count();
    let is_narrowed = narrowing.filter.is_active();
    html! {
        <section aria-labelledby={FOUND}>
            <h2 id={FOUND} class="label" tabindex="-1">{ site.text("theme.passages") }</h2>
            if all > 0 { { views(showing) } }
            { chosen(filtering, FOUND) }
            <p class="sum ui" role="status">
                if is_coming(showing) {
                    { site.text("search.coming") }
                } else if is_narrowed && !passages.is_empty() {
                    { counted(site, passages.len(), essays) }
                }
            </p>
            if passages.is_empty() {
                <p class="empty"><em>{ site.text(if is_narrowed { "theme.none.narrowed" } else { "theme.none" }) }</em></p>
            } else if let View::Concordance(order) = narrowing.view {
                { lines(showing, order, &passages) }
            } else {
                { for narrowing.groups(topics, passages).iter().map(|of| group(showing, of)) }
            }
        </section>
    }
}

/// Whether it is not known yet where the words stand.
fn is_coming(showing: &Showing) -> bool {
    let fails = matches!(showing.results, Results::Failed(_));
    showing.narrowing.filter.has_words() && showing.lines().is_none() && !fails
}

/// How passages are shown.
fn views(showing: &Showing) -> Html {
    let Showing {
        site,
        narrowing,
        acts,
        ..
    } = *showing;
    let is_list = narrowing.view == View::List;
    let by = |by: By| {
        let onclick = acts.on_by.reform(move |_| by);
        let pressed = is_list && narrowing.by == by;
        html! { <button type="button" aria-pressed={pressed.to_string()} {onclick}>{ site.text(by.label()) }</button> }
    };
    let on_lines = acts.on_view.reform(|_| View::Concordance(Order::default()));
    html! {
        <p class="views ui needs-js" role="group" aria-label={site.text("theme.by")}>
            { for By::ALL.into_iter().map(by) }
            <button type="button" aria-pressed={(!is_list).to_string()} onclick={on_lines}>{ site.text("search.view.concordance") }</button>
        </p>
    }
}

/// The words by which the passages are known, each with what stands around it.
fn lines(showing: &Showing, order: Order, passages: &[&Found]) -> Html {
    let shelf = showing.topics.shelf();
    let lines = Lines::of_passages(shelf, passages);
    if lines.is_empty() {
        return html! { <p class="empty"><em>{ showing.site.text("concordance.none") }</em></p> };
    }
    concordance(&Concording {
        site: showing.site,
        shelf,
        query: "",
        themes: std::slice::from_ref(&showing.entry().id),
        lines: &lines,
        order,
        page: showing.page.min(lines.last_page()),
        on_view: &showing.acts.on_view,
        on_page: &showing.acts.on_page,
    })
}

fn group(showing: &Showing, group: &Group) -> Html {
    let site = showing.site;
    let names_essay = !matches!(group.of, Of::Essay(_));
    let rows = group
        .passages
        .iter()
        .filter_map(|found| row(showing, found, names_essay));
    html! {
        <section class="group">
            { heading(showing, group.of) }
            <ol class="passages" lang={site.locale.tag()}>{ for rows }</ol>
        </section>
    }
}

fn heading(showing: &Showing, of: Of) -> Html {
    let site = showing.site;
    match of {
        Of::Essay(place) => {
            let card = &showing.topics.shelf().cards[place];
            let link = site.link(&Route::Essay(reading(showing, place)));
            html! {
                <h3>
                    <span class="no" aria-hidden="true">{ card.number }</span>
                    <a href={link} lang={card.language.to_string()}>{ card.title.clone() }</a>
                </h3>
            }
        }
        Of::Year(Some(year)) => html! { <h3 class="year">{ year }</h3> },
        Of::Year(None) => html! { <h3 class="year">{ site.text("theme.no.year") }</h3> },
        Of::All => Html::default(),
    }
}

/// The essay, opened with the theme tinted.
fn reading(showing: &Showing, essay: usize) -> Reading {
    let meta = showing.topics.shelf().pack.essays[essay].meta();
    Reading {
        themes: vec![showing.entry().id.clone()],
        ..Reading::new(meta.id.clone())
    }
}

/// Why a passage is here, where the words that are marked in it do not say it: a theme below this one brought it,
/// or an editor did.
fn why(showing: &Showing, found: &Found) -> Vec<String> {
    let Showing { site, topics, .. } = *showing;
    let decisions = topics.shelf().pack.essays.get(found.essay as usize);
    let reason = |reason: &Reason| match *reason {
        Reason::Rule(theme) if theme as usize == showing.theme => None,
        Reason::Rule(theme) => {
            let below = topics.codebook().themes().get(theme as usize)?;
            let below = below.label.text(&site.language());
            Some(site.locale.fill("theme.why.below", &[("theme", below)]))
        }
        Reason::Editor(decision) => {
            let decision = decisions?.essay.decisions.get(decision as usize)?;
            Some(
                site.locale
                    .fill("theme.why.editor", &[("why", &decision.why)]),
            )
        }
    };
    found.reasons.iter().filter_map(reason).collect()
}

fn row(showing: &Showing, found: &Found, names_essay: bool) -> Option<Html> {
    let Showing {
        site,
        topics,
        theme,
        ..
    } = *showing;
    let (packed, card) = (
        topics.shelf().pack.essays.get(found.essay as usize)?,
        topics.shelf().cards.get(found.essay as usize)?,
    );
    let block = packed.essay.blocks.get(found.block as usize)?;
    let place = Reading::at(packed.meta().id.clone(), block.id.clone());
    Some(passage(
        site,
        &Passage {
            reading: Reading {
                target: place.target,
                ..reading(showing, found.essay as usize)
            },
            language: card.language.to_string(),
            number: block.number,
            essay: names_essay.then(|| card.title.clone()),
            why: why(showing, found),
            text: on_one_line(block),
            marks: found.spans.clone(),
            cut: (false, false),
            colours: vec![topics.codebook().colour(theme)],
            mark_class: "wash",
        },
    ))
}
