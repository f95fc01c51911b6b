//! The reader's own highlights, over all essays.

use corpus::{EssayId, order};
use marks::{Highlight, Notebook};
use yew::prelude::*;

use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::filter::Filter;
use crate::state::shelf::Shelf;

/// The page; calls back with the id of a highlight to take away. In a prerendered page there are
/// no highlights.
pub fn notebook(
    site: &Site,
    shelf: &Shelf,
    notebook: &Notebook,
    on_remove: &Callback<String>,
) -> Html {
    let count = notebook.highlights().len();
    html! {
        <div class="notebook" lang={site.locale.tag()}>
            <header>
                <h1>{ site.text("notebook.title") }</h1>
                <p class="facts ui">
                    <span>{ site.locale.count(("notebook.count.one", "notebook.count.other"), count, &[]) }</span>
                </p>
            </header>
            <p class="intro">{ site.text("notebook.intro") }</p>
            <noscript><p class="empty">{ site.text("notebook.noscript") }</p></noscript>
            if count == 0 {
                <div class="empty">
                    <p><em>{ site.text("notebook.empty") }</em></p>
                    <p>{ site.text("notebook.empty.do") }</p>
                    <p><a class="link" href={site.link(&Route::Library(Filter::default()))}>{ site.text("notebook.go") }</a></p>
                </div>
            }
            { for by_essay(shelf, notebook).iter().map(|(essay, highlights)| group(site, shelf, essay, highlights, on_remove)) }
        </div>
    }
}

/// Highlights by essay: essays in the collection's order, then those that are not in it any more;
/// highlights in the order in which they were made.
fn by_essay(shelf: &Shelf, notebook: &Notebook) -> Vec<(EssayId, Vec<Highlight>)> {
    let mut groups: Vec<(EssayId, Vec<Highlight>)> = Vec::new();
    for highlight in notebook.highlights() {
        match groups
            .iter_mut()
            .find(|(essay, _)| *essay == highlight.essay)
        {
            Some((_, group)) => group.push(highlight.clone()),
            None => groups.push((highlight.essay.clone(), vec![highlight.clone()])),
        }
    }
    let place = |essay: &EssayId| shelf.pack.find(essay).map_or(usize::MAX, |(at, _)| at);
    order::sort_by_key(&mut groups, |(essay, _)| place(essay));
    groups
}

fn group(
    site: &Site,
    shelf: &Shelf,
    essay: &EssayId,
    highlights: &[Highlight],
    on_remove: &Callback<String>,
) -> Html {
    let meta = shelf.pack.find(essay).map(|(_, packed)| packed.meta());
    let title = meta.map_or_else(|| essay.to_string(), |meta| meta.title.clone());
    let lang = meta.map(|meta| meta.language.to_string());
    let row = |highlight: &Highlight| row(site, highlight, lang.as_deref(), on_remove);
    html! {
        <section class="group">
            <h2>
                if meta.is_some() {
                    <a href={site.link(&Route::Essay(Reading::new(essay.clone())))} lang={lang.clone()}>{ title }</a>
                } else { { title } }
            </h2>
            <ol>{ for highlights.iter().map(row) }</ol>
        </section>
    }
}

fn row(
    site: &Site,
    highlight: &Highlight,
    lang: Option<&str>,
    on_remove: &Callback<String>,
) -> Html {
    let on_remove = on_remove.clone();
    let id = highlight.id.clone();
    let reading = match highlight.block() {
        Some(block) => Reading::at(highlight.essay.clone(), block.clone()),
        None => Reading::new(highlight.essay.clone()),
    };
    let colour = site.text(highlight.colour.label_key());
    let words = highlight.exact();
    html! {
        <li key={id.clone()}>
            <a class="words" href={site.link(&Route::Essay(reading))} lang={lang.map(str::to_owned)}>
                <mark class={classes!("hl", highlight.colour.class())} title={colour}>{ words }</mark>
            </a>
            <time class="dt ui" datetime={highlight.created.clone()}>{ highlight.created.get(..10).unwrap_or_default().to_owned() }</time>
            <button type="button" class="link ui" onclick={move |_| on_remove.emit(id.clone())}>{ site.text("notebook.remove") }</button>
        </li>
    }
}
