//! One theme: a dictionary entry, then every passage that speaks of it, essay by essay.

use corpus::{Passage as Found, Theme as Entry};
use yew::prelude::*;

use crate::components::passage::{Passage, on_one_line, passage};
use crate::components::swatch::{class, letter, swatch};
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::shelf::Shelf;

/// How many related themes are named.
const RELATED: usize = 6;

/// The page of the theme at this place of the codebook.
pub fn theme(site: &Site, shelf: &Shelf, theme: usize) -> Html {
    let codebook = &shelf.pack.codebook;
    let entry = &codebook.themes()[theme];
    let colour = codebook.colour(theme);
    html! {
        <div class={classes!("theme", class(colour))} lang={site.locale.tag()}>
            <article class="entry">
                <header>
                    <i class={classes!("big", "bar", class(colour))} aria-hidden="true"></i>
                    <div>
                        <p class="label">{ site.text("nav.themes") }{ " " }<span class="key">{ letter(theme) }</span></p>
                        <h1>{ entry.label.text(&site.language()).to_owned() }</h1>
                        { other_labels(site, entry) }
                    </div>
                </header>
                <p class="definition">{ entry.definition.text(&site.language()).to_owned() }</p>
                <p class="facts ui"><span>{ found(site, shelf, theme) }</span></p>
                <details class="rule ui"><summary>{ site.text("theme.rule") }</summary><code translate="no">{ entry.query.clone() }</code></details>
                { passages(site, shelf, theme) }
            </article>
            <aside class="tree ui">{ tree(site, shelf, theme) }{ together(site, shelf, theme) }</aside>
        </div>
    }
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

fn found(site: &Site, shelf: &Shelf, theme: usize) -> String {
    let passages = &shelf.pack.passages[theme];
    let id = &shelf.pack.codebook.themes()[theme].id;
    let essays = shelf
        .cards
        .iter()
        .filter(|card| card.speaks_of(id.as_str()));
    let count = site
        .locale
        .count(("passages.one", "passages.other"), passages.len(), &[]);
    site.locale.count(
        ("theme.found.one", "theme.found.other"),
        essays.count(),
        &[("passages", &count)],
    )
}

fn passages(site: &Site, shelf: &Shelf, theme: usize) -> Html {
    let passages = &shelf.pack.passages[theme];
    let by_essay = passages.chunk_by(|one, next| one.essay == next.essay);
    html! {
        <section aria-labelledby="passages">
            <h2 id="passages" class="label">{ site.text("theme.passages") }</h2>
            if passages.is_empty() { <p class="empty"><em>{ site.text("theme.none") }</em></p> }
            { for by_essay.map(|passages| group(site, shelf, theme, passages)) }
        </section>
    }
}

fn group(site: &Site, shelf: &Shelf, theme: usize, passages: &[Found]) -> Html {
    let Some(first) = passages.first() else {
        return Html::default();
    };
    let place = first.essay as usize;
    let packed = &shelf.pack.essays[place];
    let id = shelf.pack.codebook.themes()[theme].id.clone();
    let reading = Reading {
        themes: vec![id],
        ..Reading::new(packed.meta().id.clone())
    };
    let lang = packed.meta().language.to_string();
    let shown = |found: &Found| {
        let block = packed.essay.blocks.get(found.block as usize)?;
        let target = Reading::at(reading.essay.clone(), block.id.clone()).target;
        Some(Passage {
            reading: Reading {
                target,
                ..reading.clone()
            },
            language: lang.clone(),
            number: block.number,
            text: on_one_line(block),
            marks: found.spans.clone(),
            cut: (false, false),
            colours: vec![shelf.pack.codebook.colour(theme)],
            mark_class: "wash",
        })
    };
    let passages = passages
        .iter()
        .filter_map(shown)
        .map(|shown| passage(site, &shown));
    html! {
        <section class="group">
            <h3>
                <span class="no" aria-hidden="true">{ shelf.cards[place].number }</span>
                <a href={site.link(&Route::Essay(reading.clone()))} lang={lang.clone()}>{ packed.meta().title.clone() }</a>
            </h3>
            <ol class="passages">{ for passages }</ol>
        </section>
    }
}

/// The theme's ancestors, siblings and children.
fn tree(site: &Site, shelf: &Shelf, theme: usize) -> Html {
    let codebook = &shelf.pack.codebook;
    let row = |(place, entry): (usize, &Entry)| {
        let current = (place == theme).then_some("page");
        let depth = codebook.depth(place);
        html! {
            <li style={format!("--depth:{depth}")}>
                <a href={site.link(&Route::Theme(entry.id.clone()))} aria-current={current}>
                    { swatch(codebook.colour(place)) }
                    <span>{ entry.label.text(&site.language()).to_owned() }</span>
                </a>
                <span class="c">{ shelf.pack.passages[place].len() }</span>
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
fn together(site: &Site, shelf: &Shelf, theme: usize) -> Html {
    let codebook = &shelf.pack.codebook;
    let related = shelf.pack.related.get(theme).map_or(&[][..], Vec::as_slice);
    let row = |&(place, count): &(u32, u32)| {
        let place = place as usize;
        let other = &codebook.themes()[place];
        let spoken = site.locale.count(
            ("theme.together.count.one", "theme.together.count.other"),
            count as usize,
            &[],
        );
        html! {
            <li>
                { swatch(codebook.colour(place)) }
                <a href={site.link(&Route::Theme(other.id.clone()))}>{ other.label.text(&site.language()).to_owned() }</a>
                <span class="c" title={spoken.clone()} aria-label={spoken}>{ count }</span>
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
