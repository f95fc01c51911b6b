//! One theme: a dictionary entry, where it stands in each essay, then every passage that speaks of it.

mod aside;
mod found;
mod strips;

use corpus::Theme as Entry;
use yew::prelude::*;

use crate::components::facets::{self, Filtering};
use crate::components::swatch::{class, letter};
use crate::site::Site;
use crate::state::answer::Results;
use crate::state::concordance::{Lines, View};
use crate::state::filter::Action;
use crate::state::narrowing::{By, Narrowing};
use crate::state::topics::Topics;

/// The id of the passages.
pub const FOUND: &str = "passages";

/// What the page shows, and who is told of what is done there.
pub struct Showing<'a> {
    /// The surroundings.
    pub site: &'a Site,
    /// All themes.
    pub topics: &'a Topics,
    /// The theme, by its place among them.
    pub theme: usize,
    /// What its passages are narrowed to, and how they are shown.
    pub narrowing: &'a Narrowing,
    /// What is known of the words that they are narrowed to.
    pub results: &'a Results,
    /// Which part of the concordance is shown, counted from 0.
    pub page: usize,
    /// What can be done.
    pub acts: &'a Acts,
}

/// What can be done on the page.
#[derive(Clone, PartialEq)]
pub struct Acts {
    /// Called with another filter.
    pub on_filter: Callback<Action>,
    /// Called with another grouping.
    pub on_by: Callback<By>,
    /// Called with another view.
    pub on_view: Callback<View>,
    /// Called with another part of the concordance.
    pub on_page: Callback<usize>,
    /// Called with the id of a kept search, its query, and what it is to be called.
    pub on_rename: Callback<(String, String, String)>,
    /// Called with the id of a kept search that is to be taken away.
    pub on_drop: Callback<String>,
    /// Called to cite the page.
    pub on_cite: Callback<()>,
}

impl Acts {
    /// Nothing, as in a prerendered page.
    pub fn none() -> Self {
        Self {
            on_filter: Callback::noop(),
            on_by: Callback::noop(),
            on_view: Callback::noop(),
            on_page: Callback::noop(),
            on_rename: Callback::noop(),
            on_drop: Callback::noop(),
            on_cite: Callback::noop(),
        }
    }
}

impl Showing<'_> {
    fn entry(&self) -> &Entry {
        self.topics.theme(self.theme)
    }

    /// The places of the words that the passages are narrowed to: none where there are no words, or it is not
    /// known yet where they stand.
    fn lines(&self) -> Option<&Lines> {
        match self.results {
            Results::Here { filter, lines, .. }
                if self.narrowing.filter.has_words()
                    && filter.words == self.narrowing.filter.words =>
            {
                lines.as_deref()
            }
            _ => None,
        }
    }
}

/// The page of a theme.
pub fn theme(showing: &Showing) -> Html {
    let Showing {
        site,
        topics,
        theme,
        narrowing,
        ..
    } = *showing;
    let entry = showing.entry();
    let colour = topics.codebook().colour(theme);
    let values = facets::offered(topics.shelf());
    let counted = narrowing.counts(topics, theme, showing.lines(), values);
    let filtering = Filtering {
        site,
        shelf: topics.shelf(),
        filter: &narrowing.filter,
        answering: &Default::default(),
        counted: Some(&counted),
        on_filter: &showing.acts.on_filter,
    };
    html! {
        <div class={classes!("theme", class(colour))} lang={site.locale.tag()}>
            <article class="entry">
                <header>
                    <i class={classes!("big", "bar", class(colour))} aria-hidden="true"></i>
                    <div>
                        <p class="label">{ kind(showing) }{ " " }<span class="key">{ letter(theme) }</span></p>
                        <h1>{ entry.label.text(&site.language()).to_owned() }</h1>
                        { other_labels(site, entry) }
                    </div>
                </header>
                <p class="definition">{ entry.definition.text(&site.language()).to_owned() }</p>
                { scope(site, entry) }
                <p class="facts ui">
                    <span>{ count(showing) }</span>
                    <span class="needs-js"><button type="button" class="link" onclick={showing.acts.on_cite.reform(|_| ())}>{ site.text("theme.cite") }</button></span>
                </p>
                { strips::strips(showing) }
                { rule(site, entry) }
                { own(showing) }
                { found::found(showing, filtering) }
            </article>
            <aside class="tree ui">
                { aside::tree(showing) }
                { aside::together(showing) }
                if !topics.passages(theme).is_empty() {
                    { facets::beside(filtering, "theme.narrow", false, facets::words(filtering)) }
                }
            </aside>
        </div>
    }
}

/// Whose theme it is.
fn kind(showing: &Showing) -> &'static str {
    let key = if showing.topics.is_own(showing.theme) {
        "theme.own"
    } else {
        "nav.themes"
    };
    showing.site.text(key)
}

/// The theme's name in the collection's other languages.
fn other_labels(site: &Site, entry: &Entry) -> Html {
    let shown = entry
        .label
        .best(&site.language())
        .map(|(tag, _)| tag.clone());
    let others = entry
        .label
        .iter()
        .filter(|(tag, _)| Some(*tag) != shown.as_ref());
    let label = |(tag, label): (&corpus::Language, &str)| {
        html! { <p class="other" lang={tag.to_string()}>{ label.to_owned() }</p> }
    };
    html! { { for others.map(label) } }
}

/// How many passages the theme has in how many essays.
fn count(showing: &Showing) -> String {
    let passages = showing.topics.passages(showing.theme);
    let essays = passages
        .chunk_by(|one, next| one.essay == next.essay)
        .count();
    counted(showing.site, passages.len(), essays)
}

/// So many passages in so many essays.
fn counted(site: &Site, passages: usize, essays: usize) -> String {
    let passages = site
        .locale
        .count(("passages.one", "passages.other"), passages, &[]);
    site.locale.count(
        ("theme.found.one", "theme.found.other"),
        essays,
        &[("passages", &passages)],
    )
}

/// What belongs here and what does not, and sentences that do.
fn scope(site: &Site, entry: &Entry) -> Html {
    let language = site.language();
    let scope = entry.scope.text(&language).to_owned();
    let examples = entry.examples.iter().map(|example| {
        html! { <li lang={example.language.to_string()}>{ example.text.clone() }</li> }
    });
    html! {
        <>
            if !scope.is_empty() { <p class="scope">{ scope }</p> }
            if !entry.examples.is_empty() {
                <details class="rule ui"><summary>{ site.text("theme.examples") }</summary><ul class="examples">{ for examples }</ul></details>
            }
        </>
    }
}

/// What the reader can do with a search that was kept.
fn own(showing: &Showing) -> Html {
    let (site, entry) = (showing.site, showing.entry());
    if !showing.topics.is_own(showing.theme) || entry.query.is_empty() {
        return Html::default();
    }
    let (id, query) = (entry.id.to_string(), entry.query.clone());
    let dropped = id.clone();
    let on_drop = showing.acts.on_drop.reform(move |_| dropped.clone());
    let on_rename = showing
        .acts
        .on_rename
        .reform(move |event: Event| (id.clone(), query.clone(), browser::events::value(&event)));
    html! {
        <p class="keep ui">
            <label>{ site.text("theme.name") }{ " " }<input type="text" value={entry.label.text(&site.language()).to_owned()} onchange={on_rename} /></label>
            <button type="button" class="link" onclick={on_drop}>{ site.text("theme.drop") }</button>
        </p>
    }
}

fn rule(site: &Site, entry: &Entry) -> Html {
    html! {
        if !entry.query.is_empty() {
            <details class="rule ui"><summary>{ site.text("theme.rule") }</summary><code translate="no">{ entry.query.clone() }</code></details>
        }
    }
}
