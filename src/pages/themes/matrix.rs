//! Essays by themes, as a table in a journal.

use yew::prelude::*;

use super::{Cell, cell, head, scroll};
use crate::components::swatch::class;
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::topics::Topics;

/// A row for each essay, a column for each theme. A number opens the essay with the theme's passages tinted.
pub fn matrix(site: &Site, topics: &Topics) -> Html {
    let themes = topics.len();
    let table = html! {
        <table class="matrix">
            <thead><tr><td></td>{ for (0..themes).map(|theme| head(site, topics, theme)) }</tr></thead>
            <tbody>{ for (0..topics.shelf().cards.len()).map(|essay| row(site, topics, essay)) }</tbody>
            <tfoot><tr><th scope="row">{ site.text("themes.total") }</th>{ for (0..themes).map(|theme| total(site, topics, theme)) }</tr></tfoot>
        </table>
    };
    scroll(site, "themes.view.essays", themes, table)
}

fn total(site: &Site, topics: &Topics, theme: usize) -> Html {
    let link = site.link(&Route::theme(&topics.theme(theme).id));
    html! { <td key={theme}><a href={link}>{ topics.passages(theme).len() }</a></td> }
}

fn row(site: &Site, topics: &Topics, essay: usize) -> Html {
    let shelf = topics.shelf();
    let card = &shelf.cards[essay];
    let id = shelf.pack.essays[essay].meta().id.clone();
    let counts: Vec<usize> = (0..topics.len())
        .map(|theme| topics.passages_in(theme, essay).len())
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let cell = |(theme, &count): (usize, &usize)| {
        let entry = topics.theme(theme);
        let label = site.locale.count(
            ("themes.cell.one", "themes.cell.other"),
            count,
            &[
                ("essay", &card.title),
                ("theme", entry.label.text(&site.language())),
            ],
        );
        let reading = Reading {
            themes: vec![entry.id.clone()],
            ..Reading::new(id.clone())
        };
        cell(
            site,
            Cell {
                key: theme,
                count,
                part: count as f32 / most as f32,
                colour: &class(topics.codebook().colour(theme)),
                label,
                link: Route::Essay(reading),
            },
        )
    };
    html! {
        <tr class={classes!(card.original.is_some().then_some("translation"))}>
            <th scope="row">
                <span class="no" aria-hidden="true">{ card.number.filter(|_| card.original.is_none()) }</span>
                <a href={site.link(&Route::Essay(Reading::new(id.clone())))} lang={card.language.to_string()}>{ card.title.clone() }</a>
            </th>
            { for counts.iter().enumerate().map(cell) }
        </tr>
    }
}
