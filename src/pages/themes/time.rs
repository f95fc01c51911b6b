//! Themes by years: the development of each, as a row of bars.

use yew::prelude::*;

use super::{Cell, cell, row_head, scroll};
use crate::components::swatch::class;
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::narrowing::Narrowing;
use crate::state::periods::{Period, PeriodOf, periods};
use crate::state::topics::Topics;

/// A row for each theme, a column for each year, or each essay where there are no years. Bars are parts of what
/// was written then, numbers are passages.
pub fn time(site: &Site, topics: &Topics) -> Html {
    let periods = periods(topics.shelf());
    let table = html! {
        <table class="matrix time">
            <thead><tr><td></td>{ for periods.iter().map(|period| column(site, topics, period)) }</tr></thead>
            <tbody>{ for (0..topics.len()).map(|theme| row(site, topics, theme, &periods)) }</tbody>
        </table>
    };
    scroll(site, "themes.view.time", periods.len(), table)
}

fn column(site: &Site, topics: &Topics, period: &Period) -> Html {
    match period.of {
        PeriodOf::Year(year) => {
            let essays =
                site.locale
                    .count(("essays.one", "essays.other"), period.essays.len(), &[]);
            html! { <th key={usize::from(year)} scope="col" class="year"><span title={essays}>{ year }</span></th> }
        }
        PeriodOf::Essay(essay) => {
            let card = &topics.shelf().cards[essay];
            let reading = Reading::new(topics.shelf().pack.essays[essay].meta().id.clone());
            html! {
                <th key={essay} scope="col"><a href={site.link(&Route::Essay(reading))} title={card.title.clone()}>
                    <span class="v" lang={card.language.to_string()}><span>{ card.title.clone() }</span></span>
                    <span class="kk" aria-hidden="true">{ card.number }</span>
                </a></th>
            }
        }
    }
}

fn row(site: &Site, topics: &Topics, theme: usize, periods: &[Period]) -> Html {
    let shares: Vec<f32> = periods
        .iter()
        .map(|period| period.share(topics, theme))
        .collect();
    let most = shares.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let colour = class(topics.codebook().colour(theme));
    let bars = periods.iter().zip(shares).enumerate();
    let bar = |(key, (period, share)): (usize, (&Period, f32))| {
        let entry = topics.theme(theme);
        let count = period.count(topics, theme);
        let when = match period.of {
            PeriodOf::Year(year) => year.to_string(),
            PeriodOf::Essay(essay) => topics.shelf().cards[essay].title.clone(),
        };
        let label = site.locale.count(
            ("themes.bar.one", "themes.bar.other"),
            count,
            &[
                ("when", &when),
                ("theme", entry.label.text(&site.language())),
                ("of", &period.blocks.to_string()),
            ],
        );
        cell(
            site,
            Cell {
                key,
                count,
                part: share / most,
                colour: &colour,
                label,
                link: opened(topics, theme, period),
            },
        )
    };
    html! { <tr>{ row_head(site, topics, theme) }{ for bars.map(bar) }</tr> }
}

/// The passages that a bar counts.
fn opened(topics: &Topics, theme: usize, period: &Period) -> Route {
    let id = topics.theme(theme).id.clone();
    match (period.of, period.value()) {
        (_, Some(value)) => Route::Theme(id, Narrowing::to(value)),
        (PeriodOf::Essay(essay), _) => Route::Essay(Reading {
            themes: vec![id],
            ..Reading::new(topics.shelf().pack.essays[essay].meta().id.clone())
        }),
        (PeriodOf::Year(_), None) => Route::theme(&id),
    }
}
