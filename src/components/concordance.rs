//! The concordance: a line for each place where the query's words stand, aligned on these.

use corpus::{Span, ThemeId};
use yew::prelude::*;

use super::passage::on_one_line;
use crate::route::{Reading, Route, Target};
use crate::site::Site;
use crate::state::concordance::{Line, Lines, Order, View};
use crate::state::shelf::Shelf;

/// The id of the lines.
pub const LINES: &str = "lines";

/// What the concordance shows, and who is told of what is done there.
pub struct Concording<'a> {
    /// The surroundings.
    pub site: &'a Site,
    /// The collection.
    pub shelf: &'a Shelf,
    /// The query, as it was typed.
    pub query: &'a str,
    /// The themes to be tinted where a line leads.
    pub themes: &'a [ThemeId],
    /// The lines.
    pub lines: &'a Lines,
    /// Their order.
    pub order: Order,
    /// Which part of them is shown, counted from 0.
    pub page: usize,
    /// Called with another order.
    pub on_view: &'a Callback<View>,
    /// Called with another part.
    pub on_page: &'a Callback<usize>,
}

/// The order of the lines, and a part of them.
pub fn concordance(concording: &Concording) -> Html {
    let Concording {
        site,
        lines,
        order,
        page,
        ..
    } = *concording;
    if lines.is_empty() {
        return Html::default();
    }
    let head = |of: Order, key: &'static str| {
        let sort = (of == order).then_some("ascending");
        html! { <th scope="col" aria-sort={sort}>{ site.text(key) }</th> }
    };
    let shown = lines.page(order, page).into_iter();
    let rows = shown.map(|line| row(concording, line));
    html! {
        <section id={LINES} class="concordance" aria-label={site.text("search.view.concordance")}>
            <div class="over ui">
                if lines.last_page() > 0 {
                    <p>{ part(site, lines, page) }</p>
                }
                { orders(concording) }
            </div>
            <table class="kwic">
                <thead class="vh"><tr>
                    { head(Order::Before, "concordance.before") }
                    { head(Order::After, "concordance.after") }
                    { head(Order::Essay, "concordance.place") }
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            { turns(concording) }
        </section>
    }
}

/// How many lines there are.
pub fn counted(site: &Site, lines: &Lines) -> String {
    if lines.is_empty() {
        return site.text("concordance.none").to_owned();
    }
    let essays = ("essays.one", "essays.other");
    let essays = site.locale.count(essays, lines.essays, &[]);
    let keys = if lines.is_cut {
        ("concordance.cut", "concordance.cut")
    } else {
        ("concordance.count.one", "concordance.count.other")
    };
    site.locale.count(keys, lines.len(), &[("essays", &essays)])
}

/// Which of them are shown.
fn part(site: &Site, lines: &Lines, page: usize) -> String {
    let (first, last) = lines.ends(page);
    let [first, last, all] = [first, last, lines.len()].map(|number| number.to_string());
    let numbers = [("first", &*first), ("last", &*last), ("n", &*all)];
    site.locale.fill("concordance.part", &numbers)
}

/// On to the next lines, and back.
fn turns(concording: &Concording) -> Html {
    let Concording {
        site, lines, page, ..
    } = *concording;
    let turn = |page: usize, key: &'static str| {
        let onclick = concording.on_page.reform(move |_| page);
        html! { <button type="button" class="btn ui" {onclick}>{ site.text(key) }</button> }
    };
    html! {
        <p class="more">
            { for page.checked_sub(1).map(|page| turn(page, "concordance.earlier")) }
            { for (page < lines.last_page()).then(|| turn(page + 1, "concordance.later")) }
        </p>
    }
}

fn orders(concording: &Concording) -> Html {
    let Concording { site, order, .. } = *concording;
    let choice = |offered: Order| {
        let onclick = concording
            .on_view
            .reform(move |_| View::Concordance(offered));
        let pressed = (offered == order).to_string();
        html! { <button type="button" aria-pressed={pressed} {onclick}>{ site.text(offered.label()) }</button> }
    };
    html! {
        <p class="ui sort" role="group" aria-label={site.text("concordance.order")}>
            <span aria-hidden="true">{ site.text("concordance.order") }</span>
            { for Order::ALL.into_iter().map(choice) }
        </p>
    }
}

fn row(concording: &Concording, line: &Line) -> Html {
    let Concording { site, shelf, .. } = *concording;
    let (packed, card) = (
        shelf.pack.essays.get(line.essay),
        shelf.cards.get(line.essay),
    );
    let (Some(packed), Some(card)) = (packed, card) else {
        return Html::default();
    };
    let Some(block) = packed.essay.blocks.get(line.block) else {
        return Html::default();
    };
    let text = on_one_line(block);
    let slice = |from, to| {
        Span::new(from, to)
            .slice(&text)
            .unwrap_or_default()
            .to_owned()
    };
    let reading = Reading {
        query: concording.query.to_owned(),
        themes: concording.themes.to_vec(),
        target: Some(Target {
            block: block.id.clone(),
            passage: Some((line.keyword, packed.revision.clone())),
        }),
        ..Reading::new(packed.meta().id.clone())
    };
    let paragraph = block.number.map(|number| number.to_string());
    let short = paragraph.as_ref().map(|number| [", ¶", number].concat());
    let lang = packed.meta().language.to_string();
    let spoken = paragraph.map(|number| site.locale.fill("paragraph", &[("n", &number)]));
    html! {
        <tr lang={lang.clone()}>
            <td class="l"><div><span>{ slice(line.context.start, line.keyword.start) }</span></div></td>
            <td class="r"><div>
                <b>{ slice(line.keyword.start, line.keyword.end) }</b>{ slice(line.keyword.end, line.context.end) }
            </div></td>
            <th scope="row" class="w ui" lang={site.locale.tag()}>
                <a href={site.link(&Route::Essay(reading))} title={card.title.clone()}>
                    <span aria-hidden="true">{ card.number }{ short }</span>
                    <span class="vh"><span {lang}>{ card.title.clone() }</span>{ " " }{ spoken }</span>
                </a>
            </th>
        </tr>
    }
}

/// The choice between the essays that were found and the lines in them.
pub fn views(site: &Site, view: View, on_view: &Callback<View>) -> Html {
    let choice = |offered: View, is_chosen: bool, key: &'static str| {
        let onclick = on_view.reform(move |_| offered);
        html! { <button type="button" aria-pressed={is_chosen.to_string()} {onclick}>{ site.text(key) }</button> }
    };
    let is_list = view == View::List;
    html! {
        <p class="views ui" role="group" aria-label={site.text("search.views")}>
            { choice(View::List, is_list, "search.view.list") }
            { choice(View::Concordance(Order::default()), !is_list, "search.view.concordance") }
        </p>
    }
}
