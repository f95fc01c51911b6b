//! An entry of the contents.

use corpus::Date;
use yew::prelude::*;

use super::swatch::swatch;
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::shelf::Shelf;

/// How many themes an entry names.
const THEMES: usize = 3;

/// Title, minutes, translations, themes, date of the essay at this place; `beside` are the
/// translations that are shown with it.
pub fn entry(site: &Site, shelf: &Shelf, essay: usize, beside: &[usize]) -> Html {
    let card = &shelf.cards[essay];
    let codebook = &shelf.pack.codebook;
    let link = |essay: usize| {
        site.link(&Route::Essay(Reading::new(
            shelf.pack.essays[essay].meta().id.clone(),
        )))
    };
    let translation = |&essay: &usize| {
        let other = &shelf.cards[essay];
        let lang = other.language.to_string();
        html! {
            <a class="beside" href={link(essay)} lang={lang.clone()} hreflang={lang}>{ other.title.clone() }</a>
        }
    };
    let themes = card.themes.iter().take(THEMES);
    let names: Vec<&str> = themes
        .clone()
        .map(|&(theme, _)| codebook.themes()[theme].label.text(&site.language()))
        .collect();
    let minutes = card.minutes.to_string();
    html! {
        <li class="entry" data-essay-entry={shelf.pack.essays[essay].meta().id.to_string()}>
            <span class="no" aria-hidden="true">{ card.number }</span>
            <h3 class="t"><a href={link(essay)} lang={card.language.to_string()}>{ card.title.clone() }</a></h3>
            <span class="min">{ site.locale.fill("minutes", &[("n", &minutes)]) }</span>
            <p class="sub">
                { for beside.iter().map(translation) }
                <span class="about">
                    { for themes.map(|&(theme, _)| swatch(codebook.colour(theme))) }
                    <span class="names">{ names.join(site.text("separator")) }</span>
                </span>
            </p>
            <span class="yr">{ card.date.map(Date::year) }</span>
        </li>
    }
}
