//! An entry of the contents.

use corpus::{BlockId, Date};
use yew::prelude::*;

use super::swatch::swatch;
use crate::route::{Reading, Route, Target};
use crate::site::Site;
use crate::state::progress::{Place, Progress};
use crate::state::shelf::Shelf;

/// How many themes an entry names.
const THEMES: usize = 3;

/// The address of a place that the reader has come to.
pub fn link_to(site: &Site, place: &Place) -> String {
    let target = Target {
        block: BlockId::from_name(place.block.clone()),
        passage: None,
    };
    site.link(&Route::Essay(Reading {
        target: Some(target),
        ..Reading::new(place.essay.clone())
    }))
}

/// How far the reader is in an essay that was begun.
fn read(site: &Site, place: &Place) -> Html {
    if place.is_end() {
        return html! { <span class="read">{ site.text("library.read") }</span> };
    }
    let said = site.locale.fill("library.at", &[("n", &place.number)]);
    html! { <a class="at" href={link_to(site, place)}>{ said }</a> }
}

/// Title, minutes, translations, themes, date of the essay at this place, and how far it is read;
/// `beside` are the translations that are shown with it.
pub fn entry(
    site: &Site,
    shelf: &Shelf,
    essay: usize,
    beside: &[usize],
    progress: &Progress,
) -> Html {
    let card = &shelf.cards[essay];
    let codebook = &shelf.pack.codebook;
    let id = |essay: usize| &shelf.pack.essays[essay].meta().id;
    let link = |essay: usize| site.link(&Route::Essay(Reading::new(id(essay).clone())));
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
        <li class="entry" data-essay-entry={id(essay).to_string()}>
            <span class="no" aria-hidden="true">{ card.number }</span>
            <h3 class="t"><a href={link(essay)} lang={card.language.to_string()}>{ card.title.clone() }</a></h3>
            <span class="min">{ site.locale.fill("minutes", &[("n", &minutes)]) }</span>
            <p class="sub">
                { for beside.iter().map(translation) }
                <span class="about">
                    { for themes.map(|&(theme, _)| swatch(codebook.colour(theme))) }
                    <span class="names">{ names.join(site.text("separator")) }</span>
                </span>
                { for [essay].iter().chain(beside).filter_map(|&at| progress.of(id(at))).map(|place| read(site, place)) }
            </p>
            <span class="yr">{ card.date.map(Date::year) }</span>
        </li>
    }
}
