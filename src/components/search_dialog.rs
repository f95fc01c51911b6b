//! The search dialog: a field over the page, with results as the reader types.

use yew::prelude::*;

use super::passage::marked;
use super::summary::{essays, status};
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::answer::{Excerpt, Found, Results};
use crate::state::finder::Finder;
use crate::state::shelf::Shelf;

/// The id of the dialog.
pub const DIALOG: &str = "finder";

/// The id of its field.
pub const FIELD: &str = "finder-field";

/// The id of the list of results.
const LIST: &str = "finder-list";

/// What the dialog shows, and who is told of what is done there.
pub struct Finding<'a> {
    /// The surroundings.
    pub site: &'a Site,
    /// The collection, once it is open.
    pub shelf: Option<&'a Shelf>,
    /// What was typed, and what is chosen.
    pub finder: &'a Finder,
    /// What is known of the answer.
    pub results: &'a Results,
    /// What is read out.
    pub said: &'a str,
    /// Called with what is typed.
    pub on_type: &'a Callback<String>,
    /// Called to choose the next result (`true`) or the one before.
    pub on_step: &'a Callback<bool>,
    /// Called to open what is chosen, or all results.
    pub on_open: &'a Callback<()>,
    /// Called to close the dialog.
    pub on_close: &'a Callback<()>,
}

/// The dialog; the browser opens it, and closes it by Escape.
pub fn search_dialog(finding: &Finding) -> Html {
    let Finding { site, finder, .. } = *finding;
    let close = finding.on_close.reform(|_| ());
    html! {
        <dialog id={DIALOG} class="finder" closedby="any" aria-label={site.text("tools.search")} lang={site.locale.tag()}>
            { field(finding) }
            { status(finding.said) }
            <div class="found">
                { summary(finding) }
                { list(finding) }
            </div>
            <p class="ways ui">
                if finder.query.trim().is_empty() {
                    <a class="link" href={site.link(&Route::search(""))} onclick={leave(finding)}>{ site.text("search.help") }</a>
                } else {
                    <a class="link" href={site.link(&Route::search(finder.query.as_str()))} onclick={leave(finding)}>{ site.text("hits.all") }</a>
                }
                <button type="button" class="link" onclick={close}>{ site.text("help.close") }</button>
            </p>
        </dialog>
    }
}

/// A link inside leads away from what the dialog stands over.
fn leave(finding: &Finding) -> Callback<MouseEvent> {
    let on_close = finding.on_close.clone();
    Callback::from(move |click: MouseEvent| {
        if browser::events::is_plain_click(&click) {
            on_close.emit(());
        }
    })
}

fn field(finding: &Finding) -> Html {
    let Finding { site, finder, .. } = *finding;
    let has_choices = choices(finding) > 0;
    let (on_type, on_step) = (finding.on_type.clone(), finding.on_step.clone());
    let oninput = move |event: InputEvent| on_type.emit(browser::events::value(&event));
    let onkeydown = move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        if !event.is_composing() {
            // The caret stays where it is.
            event.prevent_default();
            on_step.emit(forward);
        }
    };
    let on_open = finding.on_open.clone();
    let onsubmit = move |event: SubmitEvent| {
        event.prevent_default();
        on_open.emit(());
    };
    html! {
        <form class="q" role="search" action="" {onsubmit}>
            <label class="vh" for={FIELD}>{ site.text("tools.search") }</label>
            <input id={FIELD} type="text" role="combobox" autocomplete="off" autocapitalize="none" spellcheck="false"
                enterkeyhint="search" aria-autocomplete="list" aria-expanded={has_choices.to_string()}
                aria-controls={has_choices.then_some(LIST)} aria-activedescendant={finder.chosen.map(id)}
                placeholder={site.text("search.placeholder")} value={finder.query.clone()} {oninput} {onkeydown} />
        </form>
    }
}

/// How many results can be chosen.
pub fn choices(finding: &Finding) -> usize {
    found(finding)
        .iter()
        .map(|found| 1 + found.passages.len())
        .sum()
}

/// The essays shown; those for other words stay until the answer is there.
fn found<'a>(finding: &Finding<'a>) -> &'a [Found] {
    match finding.results {
        Results::Here { found, .. } if !finding.finder.query.trim().is_empty() => found,
        _ => &[],
    }
}

/// The id of a result, by which the field names it.
pub fn id(choice: usize) -> String {
    ["finder-", &choice.to_string()].concat()
}

fn summary(finding: &Finding) -> Html {
    let Finding {
        site,
        finder,
        results,
        ..
    } = *finding;
    if finder.query.trim().is_empty() {
        return html! { <p class="sum keys ui">{ site.text("finder.keys") }</p> };
    }
    let line = match results {
        Results::Coming => Some(site.text("search.coming").to_owned()),
        Results::Failed(cause) => Some(site.locale.fill("search.failed", &[("cause", cause)])),
        Results::Here { filter, answer, .. } => essays(site, filter, answer),
    };
    let line = line.map(|line| html! { <p class="sum ui">{ line }</p> });
    line.unwrap_or_default()
}

fn list(finding: &Finding) -> Html {
    let Some(shelf) = finding.shelf.filter(|_| choices(finding) > 0) else {
        return Html::default();
    };
    let mut next = 0;
    let essays = found(finding).iter().map(|found| {
        let first = next;
        next += 1 + found.passages.len();
        essay(finding, shelf, found, first)
    });
    html! {
        <div id={LIST} role="listbox" aria-label={finding.site.text("finder.results")} onclick={leave(finding)}>{ for essays }</div>
    }
}

/// An essay and its passages, the first of which is the choice of this number.
fn essay(finding: &Finding, shelf: &Shelf, found: &Found, first: usize) -> Html {
    let (Some(packed), Some(card)) = (
        shelf.pack.essays.get(found.place),
        shelf.cards.get(found.place),
    ) else {
        return Html::default();
    };
    let meta = packed.meta();
    let option = |choice: usize, class: &'static str, block: Option<usize>, content: Html| {
        let block = block.and_then(|block| packed.essay.blocks.get(block));
        let block = block.map(|block| block.id.clone());
        let reading = Reading::found(meta.id.clone(), answered(finding), block);
        let selected = finding.finder.chosen == Some(choice);
        html! {
            <a id={id(choice)} role="option" tabindex="-1" class={class} aria-selected={selected.to_string()}
                href={finding.site.link(&Route::Essay(reading))} lang={meta.language.to_string()}>{ content }</a>
        }
    };
    let passages = found.passages.iter().zip(first + 1..);
    let passages = passages
        .map(|(passage, choice)| option(choice, "words", Some(passage.block), excerpt(passage)));
    html! {
        <div role="group" aria-label={card.title.clone()}>
            { option(first, "t", None, html! { { card.title.clone() } }) }
            { for passages }
        </div>
    }
}

/// The words that the results answer, which may be those of a moment ago.
fn answered<'a>(finding: &'a Finding) -> &'a str {
    match finding.results {
        Results::Here { filter, .. } => &filter.words,
        Results::Coming | Results::Failed(_) => &finding.finder.query,
    }
}

fn excerpt(passage: &Excerpt) -> Html {
    html! {
        <span>
            if passage.cut.0 { { "… " } }
            { marked(&passage.text, &passage.marks, "hit") }
            if passage.cut.1 { { " …" } }
        </span>
    }
}
