//! The codebook at a glance: essays by themes, as a table in a journal, and the definitions.

use yew::prelude::*;

use crate::components::swatch::{class, letter, swatch};
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::shelf::Shelf;

/// The page.
pub fn themes(site: &Site, shelf: &Shelf) -> Html {
    html! {
        <div class="themes" lang={site.locale.tag()}>
            <header>
                <p class="label">{ site.text("themes.kicker") }</p>
                <h1>{ site.text("themes.title") }</h1>
                <p class="intro">{ site.text("themes.intro") }</p>
            </header>
            if shelf.pack.codebook.themes().is_empty() {
                <p class="empty"><em>{ site.text("themes.empty") }</em></p>
            } else {
                { matrix(site, shelf) }
                { definitions(site, shelf) }
            }
        </div>
    }
}

fn matrix(site: &Site, shelf: &Shelf) -> Html {
    let codebook = &shelf.pack.codebook;
    let language = site.language();
    let head = |(place, theme): (usize, &corpus::Theme)| {
        let label = theme.label.text(&language).to_owned();
        html! {
            <th scope="col"><a href={site.link(&Route::Theme(theme.id.clone()))} title={label.clone()}>
                <span class="v"><span>{ label }</span></span>
                <span class="kk" aria-hidden="true">{ letter(place) }</span>
            </a></th>
        }
    };
    let total = |(place, passages): (usize, &Vec<corpus::Passage>)| {
        html! { <td key={place}>{ passages.len() }</td> }
    };
    let columns = codebook.themes().len() + 1;
    html! {
        <div class="scroll" role="region" aria-label={site.text("themes.kicker")} tabindex="0"
            style={format!("--columns:{columns}")}>
            <table class="matrix">
                <thead><tr><td></td>{ for codebook.themes().iter().enumerate().map(head) }</tr></thead>
                <tbody>{ for (0..shelf.cards.len()).map(|essay| row(site, shelf, essay)) }</tbody>
                <tfoot><tr><th scope="row">{ site.text("themes.total") }</th>{ for shelf.pack.passages.iter().enumerate().map(total) }</tr></tfoot>
            </table>
        </div>
    }
}

fn row(site: &Site, shelf: &Shelf, essay: usize) -> Html {
    let codebook = &shelf.pack.codebook;
    let card = &shelf.cards[essay];
    let id = shelf.pack.essays[essay].meta().id.clone();
    let counts: Vec<usize> = (0..codebook.themes().len())
        .map(|theme| shelf.passages_in(theme, essay).len())
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let cell = |(place, theme): (usize, &corpus::Theme)| {
        let count = counts[place];
        if count == 0 {
            return html! { <td key={place}></td> };
        }
        let themes = vec![theme.id.clone()];
        let link = site.link(&Route::Essay(Reading {
            themes,
            ..Reading::new(id.clone())
        }));
        let label = site.locale.count(
            ("themes.cell.one", "themes.cell.other"),
            count,
            &[
                ("essay", &card.title),
                ("theme", theme.label.text(&site.language())),
            ],
        );
        let height = format!("--part:{}", (count * 100).div_ceil(most));
        html! {
            <td key={place}><a class="cell" href={link} aria-label={label.clone()} title={label} style={height}>
                <i class={classes!("bar", class(codebook.colour(place)))} aria-hidden="true"></i><b>{ count }</b>
            </a></td>
        }
    };
    html! {
        <tr class={classes!(card.original.is_some().then_some("translation"))}>
            <th scope="row">
                <span class="no" aria-hidden="true">{ card.number.filter(|_| card.original.is_none()) }</span>
                <a href={site.link(&Route::Essay(Reading::new(id.clone())))} lang={card.language.to_string()}>{ card.title.clone() }</a>
            </th>
            { for codebook.themes().iter().enumerate().map(cell) }
        </tr>
    }
}

fn definitions(site: &Site, shelf: &Shelf) -> Html {
    let codebook = &shelf.pack.codebook;
    let language = site.language();
    let item = |(place, theme): (usize, &corpus::Theme)| {
        html! {
            <div class={classes!("def", (codebook.depth(place) > 0).then_some("under"))}>
                <dt>
                    <span class="kk" aria-hidden="true">{ letter(place) }</span>
                    { swatch(codebook.colour(place)) }
                    <a href={site.link(&Route::Theme(theme.id.clone()))}>{ theme.label.text(&language).to_owned() }</a>
                    <span class="c ui">{ shelf.pack.passages[place].len() }</span>
                </dt>
                <dd>{ theme.definition.text(&language).to_owned() }</dd>
            </div>
        }
    };
    html! {
        <section class="definitions" aria-labelledby="definitions">
            <h2 id="definitions" class="label">{ site.text("themes.list") }</h2>
            <dl>{ for codebook.themes().iter().enumerate().map(item) }</dl>
        </section>
    }
}
