//! One theme: a dictionary entry, then every passage that speaks of it, essay by essay.

use std::rc::Rc;

use corpus::{Passage as Found, Theme as Entry};
use yew::prelude::*;

use crate::components::passage::{Passage, on_one_line};
use crate::components::swatch::{Swatch, class, letter};
use crate::route::{Reading, Route};
use crate::site::{Site, use_site};
use crate::state::shelf::Shelf;

/// How many related themes are named.
const RELATED: usize = 6;

/// Properties of [`Theme`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The collection.
    pub shelf: Rc<Shelf>,
    /// The theme's place in the codebook.
    pub theme: usize,
}

/// The page.
#[component]
pub fn Theme(props: &Props) -> Html {
    let site = use_site();
    let codebook = &props.shelf.pack.codebook;
    let entry = &codebook.themes()[props.theme];
    let colour = codebook.colour(props.theme);
    html! {
        <div class={classes!("theme", class(colour))} lang={site.locale.tag()}>
            <article class="entry">
                <header>
                    <i class={classes!("big", "bar", class(colour))} aria-hidden="true"></i>
                    <div>
                        <p class="label">{ site.text("nav.themes") }{ " " }<span class="key">{ letter(props.theme) }</span></p>
                        <h1>{ entry.label.text(&site.language()).to_owned() }</h1>
                        { other_labels(&site, entry) }
                    </div>
                </header>
                <p class="definition">{ entry.definition.text(&site.language()).to_owned() }</p>
                <p class="facts ui"><span>{ found(&site, &props.shelf, props.theme) }</span></p>
                <details class="rule ui"><summary>{ site.text("theme.rule") }</summary><code translate="no">{ entry.query.clone() }</code></details>
                <Passages shelf={props.shelf.clone()} theme={props.theme} />
            </article>
            <aside class="tree ui"><Tree shelf={props.shelf.clone()} theme={props.theme} /><Together shelf={props.shelf.clone()} theme={props.theme} /></aside>
        </div>
    }
}

/// The theme's name in the collection's other languages.
fn other_labels(site: &Site, entry: &Entry) -> Html {
    let shown = entry.label.best(&site.language()).map(|(tag, _)| tag.clone());
    let others = entry.label.0.iter().filter(|(tag, _)| Some(*tag) != shown.as_ref());
    let label = |(tag, label): (&corpus::Language, &String)| {
        html! { <p class="other" lang={tag.to_string()}>{ label.clone() }</p> }
    };
    html! { { for others.map(label) } }
}

fn found(site: &Site, shelf: &Shelf, theme: usize) -> String {
    let passages = &shelf.pack.passages[theme];
    let mut essays: Vec<u32> = passages.iter().map(|passage| passage.essay).collect();
    essays.dedup();
    let count = site.locale.count(("passages.one", "passages.other"), passages.len(), &[]);
    site.locale.count(("theme.found.one", "theme.found.other"), essays.len(), &[("passages", &count)])
}

#[component]
fn Passages(props: &Props) -> Html {
    let site = use_site();
    let passages = &props.shelf.pack.passages[props.theme];
    let by_essay = passages.chunk_by(|one, next| one.essay == next.essay);
    html! {
        <section aria-labelledby="passages">
            <h2 id="passages" class="label">{ site.text("theme.passages") }</h2>
            if passages.is_empty() { <p class="empty"><em>{ site.text("theme.none") }</em></p> }
            { for by_essay.map(|passages| group(&site, props, passages)) }
        </section>
    }
}

fn group(site: &Site, props: &Props, passages: &[Found]) -> Html {
    let Some(first) = passages.first() else { return Html::default() };
    let place = first.essay as usize;
    let packed = &props.shelf.pack.essays[place];
    let theme = props.shelf.pack.codebook.themes()[props.theme].id.clone();
    let reading = Reading { themes: vec![theme], ..Reading::new(packed.meta().id.clone()) };
    let lang = packed.meta().language.to_string();
    let passage = |found: &Found| {
        let block = packed.essay.blocks.get(found.block as usize)?;
        let target = Reading::at(reading.essay.clone(), block.id.clone()).target;
        Some(html! {
            <Passage reading={Reading { target, ..reading.clone() }} language={lang.clone()} number={block.number}
                text={on_one_line(block)} marks={found.spans.clone()}
                colours={vec![props.shelf.pack.codebook.colour(props.theme)]} mark_class="wash" />
        })
    };
    html! {
        <section class="group">
            <h3>
                <span class="no" aria-hidden="true">{ props.shelf.cards[place].number }</span>
                <a href={site.link(&Route::Essay(reading.clone()))} lang={lang.clone()}>{ packed.meta().title.clone() }</a>
            </h3>
            <ol class="passages">{ for passages.iter().filter_map(passage) }</ol>
        </section>
    }
}

/// The theme's ancestors, siblings and children.
#[component]
fn Tree(props: &Props) -> Html {
    let site = use_site();
    let codebook = &props.shelf.pack.codebook;
    let row = |(place, theme): (usize, &Entry)| {
        let current = (place == props.theme).then_some("page");
        let depth = codebook.depth(place);
        html! {
            <li style={format!("--depth:{depth}")}>
                <a href={site.link(&Route::Theme(theme.id.clone()))} aria-current={current}>
                    <Swatch colour={codebook.colour(place)} />
                    <span>{ theme.label.text(&site.language()).to_owned() }</span>
                </a>
                <span class="c">{ props.shelf.pack.passages[place].len() }</span>
            </li>
        }
    };
    html! {
        <nav aria-labelledby="place">
            <h2 id="place" class="label">{ site.text("theme.place") }</h2>
            <ul>{ for codebook.themes().iter().enumerate().map(row) }</ul>
        </nav>
    }
}

/// Themes that share paragraphs with this one.
#[component]
fn Together(props: &Props) -> Html {
    let site = use_site();
    let codebook = &props.shelf.pack.codebook;
    let related = props.shelf.together(props.theme);
    let row = |related: &themes::Related| {
        let theme = &codebook.themes()[related.theme];
        let spoken = site.locale.count(
            ("theme.together.count.one", "theme.together.count.other"),
            related.count as usize,
            &[],
        );
        html! {
            <li>
                <Swatch colour={codebook.colour(related.theme)} />
                <a href={site.link(&Route::Theme(theme.id.clone()))}>{ theme.label.text(&site.language()).to_owned() }</a>
                <span class="c" title={spoken.clone()} aria-label={spoken}>{ related.count }</span>
            </li>
        }
    };
    html! {
        if !related.is_empty() {
            <section aria-labelledby="together">
                <h2 id="together" class="label">{ site.text("theme.together") }</h2>
                <ul class="related">{ for related.iter().take(RELATED).map(row) }</ul>
            </section>
        }
    }
}
