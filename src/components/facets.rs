//! The filters of the library: facets with live counts.

use yew::prelude::*;

use super::swatch::swatch;
use crate::site::Site;
use crate::state::answering::Answering;
use crate::state::filter::{Action, Filter, Length, Value, Years};
use crate::state::shelf::Shelf;

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
    /// Called with what happens to it.
    pub on_filter: &'a Callback<Action>,
}

/// All facets.
pub fn facets(filtering: Filtering) -> Html {
    let Filtering { site, shelf, .. } = filtering;
    let codebook = &shelf.pack.codebook;
    let themes = codebook.themes().iter().enumerate().map(|(place, theme)| {
        let label = theme.label.text(&site.language()).to_owned();
        let depth = codebook.depth(place);
        (
            Value::Theme(theme.id.to_string()),
            label,
            Some((codebook.colour(place), depth)),
        )
    });
    let authors = shelf
        .authors()
        .into_iter()
        .map(|name| (Value::Author(name.clone()), name, None));
    let languages = shelf.languages().into_iter().map(|language| {
        (
            Value::Language(language.to_string()),
            site.locale.name_of(&language),
            None,
        )
    });
    let lengths = Length::ALL.into_iter().map(|length| {
        (
            Value::Length(length),
            site.text(length.label()).to_owned(),
            None,
        )
    });
    html! {
        <div class="facets needs-js">
            { words(filtering) }
            { facet(filtering, site.text("library.filter.themes"), themes.collect()) }
            { facet(filtering, site.text("library.filter.languages"), languages.collect()) }
            { years(filtering) }
            { facet(filtering, site.text("library.filter.lengths"), lengths.collect()) }
            { facet(filtering, site.text("library.filter.authors"), authors.collect()) }
        </div>
    }
}

/// A value, its label, and for a theme its colour and depth.
type Choice = (Value, String, Option<(u8, usize)>);

fn facet(filtering: Filtering, title: &str, choices: Vec<Choice>) -> Html {
    let row = |(value, label, theme): Choice| {
        let Filtering {
            shelf, answering, ..
        } = filtering;
        let count = filtering.filter.count(shelf, answering.essays(), &value);
        let chosen = filtering.filter.has(&value);
        let on_filter = filtering.on_filter.clone();
        let depth = theme.map_or(0, |(_, depth)| depth);
        let onchange = move |_| on_filter.emit(Action::Toggle(value.clone()));
        html! {
            <li class={classes!((count == 0).then_some("zero"), (depth > 0).then_some("under"))}>
                <label class="choice">
                    <input type="checkbox" checked={chosen} {onchange} />
                    { for theme.map(|(colour, _)| swatch(colour)) }
                    <span class="n">{ label }</span>
                    <span class="c">{ count }</span>
                </label>
            </li>
        }
    };
    html! {
        <fieldset class="facet">
            <legend class="label">{ title }</legend>
            <ul>{ for choices.into_iter().map(row) }</ul>
        </fieldset>
    }
}

fn words(filtering: Filtering) -> Html {
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

/// From a year to a year.
fn years(filtering: Filtering) -> Html {
    let Filtering { site, shelf, .. } = filtering;
    let (from, to) = filtering.filter.years;
    let choose = |id: &'static str,
                  key: &'static str,
                  chosen: Option<u16>,
                  years: fn(Option<u16>, Years) -> Action| {
        let on_filter = filtering.on_filter.clone();
        let onchange = move |event: Event| {
            on_filter.emit(years(
                browser::events::value(&event).parse().ok(),
                (from, to),
            ));
        };
        let year = |year: u16| html! { <option value={year.to_string()} selected={chosen == Some(year)}>{ year }</option> };
        html! {
            <label class="year" for={id}>
                <span>{ site.text(key) }</span>
                <select {id} {onchange}>
                    <option value="" selected={chosen.is_none()}>{ "–" }</option>
                    { for shelf.years().into_iter().map(year) }
                </select>
            </label>
        }
    };
    html! {
        <fieldset class="facet years">
            <legend class="label">{ site.text("library.filter.years") }</legend>
            { choose("year-from", "library.year.from", from, |year, (_, to)| Action::Years(year, to)) }
            { choose("year-to", "library.year.to", to, |year, (from, _)| Action::Years(from, year)) }
        </fieldset>
    }
}
