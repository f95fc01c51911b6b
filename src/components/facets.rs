//! Filters: facets with live counts, in the library and beside search results.

use corpus::Language;
use search::Dimension;
use yew::prelude::*;

use super::swatch::swatch;
use crate::site::Site;
use crate::state::answer::Facets;
use crate::state::answering::Answering;
use crate::state::filter::{Action, Bounds, Filter, LENGTHS, Value};
use crate::state::shelf::Shelf;

/// More values than this are folded away.
const UNFOLDED: usize = 20;

/// What a filter is applied to, and who is told of its changes.
#[derive(Clone, Copy)]
pub struct Filtering<'a> {
    /// The surroundings.
    pub site: &'a Site,
    /// The collection.
    pub shelf: &'a Shelf,
    /// The present filter.
    pub filter: &'a Filter,
    /// The essays that answer to its words.
    pub answering: &'a Answering,
    /// What the search engine counted under its words, where it was asked.
    pub counted: Option<&'a Facets>,
    /// Called with what happens to it.
    pub on_filter: &'a Callback<Action>,
}

impl Filtering<'_> {
    fn count(&self, value: &Value) -> usize {
        match self.counted {
            Some(counted) => counted.count(value),
            None => self
                .filter
                .count(self.shelf, self.answering.essays(), value),
        }
    }
}

/// The facets under a title that folds them on narrow pages, `first` before them.
pub fn beside(filtering: Filtering, title: &'static str, open: bool, first: Html) -> Html {
    let title = filtering.site.text(title);
    html! {
        <section class="aside ui" aria-label={title}>
            <details class="filters" {open}><summary class="btn needs-js">{ title }</summary></details>
            <div class="facets needs-js">
                { first }
                { facets(filtering) }
            </div>
        </section>
    }
}

fn facets(filtering: Filtering) -> Html {
    html! {
        <>
            { facet(filtering, "library.filter.themes", Dimension::Theme) }
            { facet(filtering, "library.filter.languages", Dimension::Language) }
            { years(filtering) }
            { facet(filtering, "library.filter.lengths", Dimension::Length) }
            { facet(filtering, "library.filter.authors", Dimension::Author) }
        </>
    }
}

/// The values of all facets that are offered.
pub fn offered(shelf: &Shelf) -> impl Iterator<Item = Value> + '_ {
    let facets = [
        Dimension::Theme,
        Dimension::Language,
        Dimension::Year,
        Dimension::Length,
        Dimension::Author,
    ];
    facets.into_iter().flat_map(|facet| values(shelf, facet))
}

/// The values of a facet that are offered.
fn values(shelf: &Shelf, facet: Dimension) -> Vec<Value> {
    let year = |year: u16| Value::within(facet, (Some(year), Some(year)));
    let named = |name: &str| Value::new(facet, name);
    let themes = shelf.pack.codebook.themes().iter();
    match facet {
        Dimension::Theme => themes.map(|theme| named(theme.id.as_str())).collect(),
        Dimension::Author => shelf.authors().iter().map(|name| named(name)).collect(),
        Dimension::Language => {
            let languages = shelf.languages();
            let languages = languages.iter();
            languages.map(|language| named(language.as_str())).collect()
        }
        Dimension::Year => shelf.years().into_iter().map(year).collect(),
        Dimension::Length => {
            let mut lengths = LENGTHS.map(|length| Value::within(facet, length)).to_vec();
            lengths.retain(|length| Filter::default().count(shelf, None, length) > 0);
            lengths
        }
    }
}

fn facet(filtering: Filtering, title: &'static str, facet: Dimension) -> Html {
    let mut values = values(filtering.shelf, facet);
    let folded = values.split_off(UNFOLDED.min(values.len()));
    let rows = |values: &[Value]| {
        html! { <ul>{ for values.iter().map(|value| row(filtering, value)) }</ul> }
    };
    let more = || {
        let number = folded.len().to_string();
        let open = folded.iter().any(|value| filtering.filter.has(value));
        html! {
            <details {open}>
                <summary class="link">{ filtering.site.locale.fill("filter.more", &[("n", &number)]) }</summary>
                { rows(&folded) }
            </details>
        }
    };
    html! {
        <fieldset class="facet">
            <legend class="label">{ filtering.site.text(title) }</legend>
            { rows(&values) }
            if !folded.is_empty() {
                { more() }
            }
        </fieldset>
    }
}

fn row(filtering: Filtering, value: &Value) -> Html {
    let Filtering {
        site,
        shelf,
        filter,
        ..
    } = filtering;
    let count = filtering.count(value);
    let theme = theme(shelf, value);
    let is_under = theme.is_some_and(|theme| shelf.pack.codebook.depth(theme) > 0);
    let onchange = {
        let (on_filter, value) = (filtering.on_filter.clone(), value.clone());
        move |_| on_filter.emit(Action::Toggle(value.clone()))
    };
    html! {
        <li class={classes!((count == 0).then_some("zero"), is_under.then_some("under"))}>
            <label class="choice">
                <input type="checkbox" checked={filter.has(value)} {onchange} />
                { for theme.map(|theme| swatch(shelf.pack.codebook.colour(theme))) }
                <span class="n">{ name(site, shelf, value) }</span>
                <span class="c">{ count }</span>
            </label>
        </li>
    }
}

/// The place in the codebook of the theme that a value is.
fn theme(shelf: &Shelf, value: &Value) -> Option<usize> {
    let themes = shelf.pack.codebook.themes();
    let place = themes
        .iter()
        .position(|theme| theme.id.as_str() == value.name);
    place.filter(|_| value.facet == Dimension::Theme)
}

/// What a value is called.
fn name(site: &Site, shelf: &Shelf, value: &Value) -> String {
    let themes = shelf.pack.codebook.themes();
    match (value.facet, theme(shelf, value)) {
        (_, Some(theme)) => themes[theme].label.text(&site.language()).to_owned(),
        (Dimension::Language, _) => site.locale.name_of(&Language::new(&value.name)),
        (Dimension::Year, _) => bounded(site, value.bounds(), YEARS),
        (Dimension::Length, _) => bounded(site, value.bounds(), MINUTES),
        (Dimension::Author | Dimension::Theme, _) => value.name.clone(),
    }
}

/// The keys of how bounds are called: one number, up to one, from one on, between two.
type Called = [&'static str; 4];

const YEARS: Called = [
    "filter.year",
    "filter.years.to",
    "filter.years.from",
    "filter.years",
];

const MINUTES: Called = [
    "filter.length",
    "filter.lengths.to",
    "filter.lengths.from",
    "filter.lengths",
];

fn bounded(site: &Site, (from, to): Bounds, [one, up_to, on, between]: Called) -> String {
    let key = match (from, to) {
        (None, _) => up_to,
        (_, None) => on,
        _ if from == to => one,
        _ => between,
    };
    let digits = |end: Option<u16>| end.unwrap_or_default().to_string();
    let (from, to) = (digits(from), digits(to));
    site.locale.fill(key, &[("from", &from), ("to", &to)])
}

/// The field for the words, where the page has no other.
pub fn words(filtering: Filtering) -> Html {
    let site = filtering.site;
    let on_filter = filtering.on_filter.clone();
    let oninput =
        move |event: InputEvent| on_filter.emit(Action::Words(browser::events::value(&event)));
    html! {
        <div class="facet">
            <label class="label" for="words">{ site.text("library.filter.words") }</label>
            <input id="words" class="line" type="search" autocomplete="off" value={filtering.filter.words.clone()}
                placeholder={site.text("library.filter.words.example")} {oninput} />
        </div>
    }
}

/// From a year to a year, each with its count.
fn years(filtering: Filtering) -> Html {
    let Filtering { site, shelf, .. } = filtering;
    let (from, to) = filtering.filter.years();
    let years = values(shelf, Dimension::Year);
    let choose = |id: &'static str,
                  key: &'static str,
                  chosen: Option<u16>,
                  bounds: fn(Option<u16>, Bounds) -> Bounds| {
        let on_filter = filtering.on_filter.clone();
        let onchange = move |event: Event| {
            let year = browser::events::value(&event).parse().ok();
            on_filter.emit(Action::Years(bounds(year, (from, to))));
        };
        let year = |value: &Value| {
            let (year, count) = (value.bounds().0, filtering.count(value));
            let digits = year.unwrap_or_default().to_string();
            html! {
                <option value={digits.clone()} selected={chosen == year}>{ digits }{ " (" }{ count }{ ")" }</option>
            }
        };
        html! {
            <label class="year" for={id}>
                <span>{ site.text(key) }</span>
                <select {id} {onchange}>
                    <option value="" selected={chosen.is_none()}>{ "–" }</option>
                    { for years.iter().map(year) }
                </select>
            </label>
        }
    };
    html! {
        <fieldset class="facet years">
            <legend class="label">{ site.text("library.filter.years") }</legend>
            { choose("year-from", "library.year.from", from, |year, (_, to)| (year, to)) }
            { choose("year-to", "library.year.to", to, |year, (from, _)| (from, year)) }
        </fieldset>
    }
}

/// What is chosen, each to be taken away again. With the last of them the focus goes to the element
/// of the id `onward`, because its own is gone then.
pub fn chosen(filtering: Filtering, onward: &'static str) -> Html {
    let Filtering {
        site,
        shelf,
        filter,
        on_filter,
        ..
    } = filtering;
    let chosen = &filter.chosen;
    if chosen.is_empty() {
        return Html::default();
    }
    let is_last = chosen.len() == 1;
    let act = |action: Action, is_last: bool| {
        let on_filter = on_filter.clone();
        move |_: MouseEvent| {
            if is_last {
                browser::focus::on(onward);
            }
            on_filter.emit(action.clone());
        }
    };
    let button = |value: &Value| {
        let name = name(site, shelf, value);
        let label = site.locale.fill("filter.remove", &[("value", &name)]);
        let onclick = act(Action::Toggle(value.clone()), is_last);
        html! {
            <li>
                <button type="button" aria-label={label} {onclick}>
                    { name }<span class="x" aria-hidden="true">{ "×" }</span>
                </button>
            </li>
        }
    };
    html! {
        <section class="chosen ui" aria-label={site.text("filter.chosen")}>
            <span class="label" aria-hidden="true">{ site.text("filter.chosen") }</span>
            <ul>{ for chosen.iter().map(button) }</ul>
            <button type="button" class="link" onclick={act(Action::Widen, true)}>{ site.text("filter.clear") }</button>
        </section>
    }
}
