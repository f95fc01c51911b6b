//! An entry of the contents.

use std::rc::Rc;

use yew::prelude::*;

use super::swatch::Swatch;
use crate::route::{Reading, Route};
use crate::site::use_site;
use crate::state::shelf::Shelf;

/// How many themes an entry names.
const THEMES: usize = 3;

/// Properties of [`Entry`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The collection.
    pub shelf: Rc<Shelf>,
    /// The essay's place.
    pub essay: usize,
    /// Its translations that are shown with it.
    pub beside: Vec<usize>,
}

/// Title, minutes, translations, themes, date.
#[component]
pub fn Entry(props: &Props) -> Html {
    let site = use_site();
    let card = &props.shelf.cards[props.essay];
    let codebook = &props.shelf.pack.codebook;
    let link = |essay: usize| {
        site.link(&Route::Essay(Reading::new(props.shelf.pack.essays[essay].meta().id.clone())))
    };
    let translation = |&essay: &usize| {
        let other = &props.shelf.cards[essay];
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
        <li class="entry" data-essay-entry={props.shelf.pack.essays[props.essay].meta().id.to_string()}>
            <span class="no" aria-hidden="true">{ card.number }</span>
            <h3 class="t"><a href={link(props.essay)} lang={card.language.to_string()}>{ card.title.clone() }</a></h3>
            <span class="min">{ site.locale.fill("minutes", &[("n", &minutes)]) }</span>
            <p class="sub">
                { for props.beside.iter().map(translation) }
                <span class="about">
                    { for themes.map(|&(theme, _)| html! { <Swatch colour={codebook.colour(theme)} /> }) }
                    <span class="names">{ names.join(site.text("separator")) }</span>
                </span>
            </p>
            <span class="yr">{ card.date.map(|date| date.year()) }</span>
        </li>
    }
}
