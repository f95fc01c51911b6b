//! Themes by themes: which speak in the same passages, as a quiet graph and as a table.

use search::Dimension;
use themes::layout::{Edge, Node, graph};
use yew::prelude::*;

use super::{Cell, cell, head, row_head, scroll};
use crate::components::swatch::{class, letter, swatch};
use crate::route::Route;
use crate::site::Site;
use crate::state::filter::Value;
use crate::state::narrowing::Narrowing;
use crate::state::topics::Topics;

/// The drawings, of which the style sheet shows the one that fits: how wide they are, in pixels, and whether there
/// is room for names. On a phone letters stand for them, which the table explains.
const DRAWINGS: [Drawing; 2] = [
    Drawing {
        width: 1120.0,
        kind: "wide",
        has_names: true,
    },
    Drawing {
        width: 346.0,
        kind: "narrow",
        has_names: false,
    },
];

#[derive(Clone, Copy)]
struct Drawing {
    width: f32,
    kind: &'static str,
    has_names: bool,
}

/// How high a label is, in pixels, with what has to be free around it.
const LINE: f32 = 30.0;

/// How wide a letter of a label is at most, in pixels: of one that is half as wide as high, and of a Han one.
const LETTERS: (f32, f32) = (7.4, 14.4);

/// How large a label of one letter, or two, is with what has to be free around it.
const LETTERED: (f32, f32) = (52.0, 44.0);

/// What a label has beside its letters: its swatch, and what has to be free around it.
const BESIDE: f32 = 34.0;

/// No label is wider; what is longer is cut. The style sheet says the same.
const WIDEST: f32 = 230.0;

/// The graph, then the table.
pub fn together(site: &Site, topics: &Topics) -> Html {
    let themes = topics.len();
    let table = html! {
        <table class="matrix pairs">
            <thead><tr><td></td>{ for (0..themes).map(|theme| head(site, topics, theme)) }</tr></thead>
            <tbody>{ for (0..themes).map(|theme| row(site, topics, theme)) }</tbody>
        </table>
    };
    html! {
        <>
            { for DRAWINGS.into_iter().map(|of| drawing(site, topics, of)) }
            { scroll(site, "themes.view.together", themes, table) }
        </>
    }
}

/// The passages that speak of both; of one theme, all.
fn both(topics: &Topics, one: usize, other: usize) -> Route {
    let id = &topics.theme(one).id;
    if one == other {
        return Route::theme(id);
    }
    let other = topics.theme(other).id.as_str();
    Route::Theme(
        id.clone(),
        Narrowing::to(Value::new(Dimension::Theme, other)),
    )
}

fn label(site: &Site, topics: &Topics, one: usize, other: usize) -> String {
    let together = topics.together();
    let name = |theme: usize| topics.theme(theme).label.text(&site.language()).to_owned();
    let (one_name, other_name) = (name(one), name(other));
    let lift = site.locale.decimal(together.lift(one, other));
    site.locale.count(
        ("themes.pair.one", "themes.pair.other"),
        together.count(one, other) as usize,
        &[("one", &one_name), ("other", &other_name), ("lift", &lift)],
    )
}

fn row(site: &Site, topics: &Topics, theme: usize) -> Html {
    let together = topics.together();
    let others = (0..topics.len()).filter(|&other| other != theme);
    let most = others
        .map(|other| together.count(theme, other))
        .max()
        .unwrap_or(0)
        .max(1);
    let cell = |other: usize| {
        let count = together.count(theme, other);
        if other == theme {
            let link = site.link(&Route::theme(&topics.theme(theme).id));
            return html! { <td key={other} class="self"><a href={link}>{ count }</a></td> };
        }
        cell(
            site,
            Cell {
                key: other,
                count: count as usize,
                part: count as f32 / most as f32,
                colour: &class(topics.codebook().colour(other)),
                label: label(site, topics, theme, other),
                link: both(topics, theme, other),
            },
        )
    };
    html! { <tr>{ row_head(site, topics, theme) }{ for (0..topics.len()).map(cell) }</tr> }
}

/// A drawing of the closest ties: themes over lines, and on each line the number that opens its passages.
fn drawing(site: &Site, topics: &Topics, of: Drawing) -> Html {
    let Drawing { width, kind, .. } = of;
    let sizes: Vec<(f32, f32)> = (0..topics.len())
        .map(|theme| size(site, topics, of, theme))
        .collect();
    let parents: Vec<Option<usize>> = (0..topics.len())
        .map(|theme| topics.codebook().parent(theme))
        .collect();
    let graph = graph(topics.together(), &sizes, width, &parents);
    if graph.edges.is_empty() {
        return Html::default();
    }
    let most = graph.edges.iter().map(|edge| edge.count).max().unwrap_or(1);
    let line = |edge: &Edge| {
        let (from, to) = (graph.nodes[edge.one], graph.nodes[edge.other]);
        let strength = 1.0 + 5.0 * (edge.count as f32 / most as f32).sqrt();
        html! { <line x1={px(from.x)} y1={px(from.y)} x2={px(to.x)} y2={px(to.y)} stroke-width={px(strength)} /> }
    };
    let branches = parents.iter().enumerate();
    let branches = branches.filter_map(|(child, parent)| {
        let (from, to) = (graph.nodes[(*parent)?], graph.nodes[child]);
        Some(html! { <line class="branch" x1={px(from.x)} y1={px(from.y)} x2={px(to.x)} y2={px(to.y)} /> })
    });
    let (width, height) = (px(graph.width), px(graph.height));
    html! {
        <section class={classes!("graph", kind, "ui")} aria-label={site.text("themes.graph")}>
            <svg class="lines" {width} {height} aria-hidden="true">{ for branches }{ for graph.edges.iter().map(line) }</svg>
            <ul>{ for graph.edges.iter().map(|edge| tie(site, topics, edge)) }</ul>
            <ul>{ for graph.nodes.iter().enumerate().map(|(theme, node)| name(site, topics, of, theme, *node)) }</ul>
        </section>
    }
}

fn size(site: &Site, topics: &Topics, of: Drawing, theme: usize) -> (f32, f32) {
    if !of.has_names {
        return LETTERED;
    }
    let label = topics.theme(theme).label.text(&site.language());
    let wide = |letter| {
        if corpus::text::is_cjk(letter) {
            LETTERS.1
        } else {
            LETTERS.0
        }
    };
    let letters: f32 = label.chars().map(wide).sum();
    ((letters + BESIDE).min(WIDEST), LINE)
}

fn tie(site: &Site, topics: &Topics, edge: &Edge) -> Html {
    let spoken = label(site, topics, edge.one, edge.other);
    html! {
        <li>{ at(edge.number.x, edge.number.y) }<a class="tie" href={site.link(&both(topics, edge.one, edge.other))} title={spoken.clone()} aria-label={spoken}>{ edge.count }</a></li>
    }
}

fn name(site: &Site, topics: &Topics, of: Drawing, theme: usize, node: Node) -> Html {
    let entry = topics.theme(theme);
    let label = entry.label.text(&site.language()).to_owned();
    html! {
        <li>{ at(node.x, node.y) }<a class="node" href={site.link(&Route::theme(&entry.id))}>
            { swatch(topics.codebook().colour(theme)) }
            if of.has_names {
                <span>{ label }</span>
            } else {
                <span aria-hidden="true" class="kk">{ letter(theme) }</span><span class="vh">{ label }</span>
            }
        </a></li>
    }
}

/// What stands between the drawing's corner and a link: its middle is at the other corner of this.
fn at(x: f32, y: f32) -> Html {
    html! { <svg width={px(x)} height={px(y)} aria-hidden="true"></svg> }
}

/// A length in whole pixels.
fn px(length: f32) -> String {
    (length.round() as i32).to_string()
}
