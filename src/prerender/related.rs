//! What the collection has that is like an essay, at its end: other essays and passages in them, each with what makes
//! them alike.

use corpus::text::is_cjk;
use corpus::{Block, Span, letter};
use themes::similar::{Similar, SimilarEssay, SimilarPassage};
use yew::prelude::*;

use crate::components::passage::{marked, on_one_line};
use crate::components::swatch::swatch;
use crate::route::{Reading, Route, Target};
use crate::site::Site;
use crate::state::shelf::Shelf;

/// How many scalars of a passage are shown at most: of Chinese, which says more with each, half as many.
const EXCERPT: u32 = 220;
const DENSE_EXCERPT: u32 = 110;

/// What is like the essay at a place; nothing where nothing is.
pub fn related(site: &Site, shelf: &Shelf, similar: &Similar, essay: usize) -> Html {
    let essays = similar.essays.get(essay).map_or(&[][..], Vec::as_slice);
    let passages = similar.passages.get(essay).map_or(&[][..], Vec::as_slice);
    let near = Near { site, shelf, essay };
    html! {
        <>
            if !essays.is_empty() {
                <section class="related" aria-labelledby="related">
                    <h2 id="related" class="label">{ site.text("related.essays") }</h2>
                    <ul>{ for essays.iter().map(|other| near.essay(other)) }</ul>
                </section>
            }
            if !passages.is_empty() {
                <section class="related" aria-labelledby="related-passages">
                    <h2 id="related-passages" class="label">{ site.text("related.passages") }</h2>
                    <ul>{ for passages.iter().filter_map(|passage| near.passage(passage)) }</ul>
                </section>
            }
        </>
    }
}

/// The surroundings of an essay.
struct Near<'a> {
    site: &'a Site,
    shelf: &'a Shelf,
    essay: usize,
}

impl Near<'_> {
    fn essay(&self, other: &SimilarEssay) -> Html {
        let meta = self.shelf.pack.essays[other.essay].meta();
        let href = self.site.link(&Route::Essay(Reading::new(meta.id.clone())));
        html! {
            <li>
                <a class="t" {href} lang={meta.language.to_string()}>{ meta.title.clone() }</a>
                <p class="why ui">
                    { self.both(&other.terms) }
                    { for other.themes.iter().map(|&theme| self.theme(theme)) }
                </p>
            </li>
        }
    }

    fn passage(&self, passage: &SimilarPassage) -> Option<Html> {
        let here = self.block(self.essay, passage.block)?;
        let there = self.block(passage.essay, passage.there)?;
        let meta = self.shelf.pack.essays[passage.essay].meta();
        let reading = Reading {
            target: Some(Target {
                block: there.id.clone(),
                passage: None,
            }),
            ..Reading::new(meta.id.clone())
        };
        let text = on_one_line(there);
        let most = if text.chars().take(EXCERPT as usize).any(is_cjk) {
            DENSE_EXCERPT
        } else {
            EXCERPT
        };
        let excerpt = search::excerpt(&text, &places(&text, &passage.terms), most);
        Some(html! {
            <li>
                <a class="words" href={self.site.link(&Route::Essay(reading))} lang={meta.language.to_string()}>
                    if excerpt.cut_before { { "… " } }
                    { marked(&excerpt.text, &excerpt.marks, "hit") }
                    if excerpt.cut_after { { " …" } }
                    <cite>{ meta.title.clone() }</cite>
                </a>
                <p class="why ui">
                    <a class="link" href={format!("#{}", here.id)}>{ self.numbered(here) }</a>
                    { self.both(&passage.terms) }
                </p>
            </li>
        })
    }

    fn block(&self, essay: usize, block: usize) -> Option<&Block> {
        self.shelf.pack.essays.get(essay)?.essay.blocks.get(block)
    }

    /// The block of this essay that a passage is like.
    fn numbered(&self, block: &Block) -> String {
        match block.number {
            Some(number) => self
                .site
                .locale
                .fill("related.to", &[("n", &number.to_string())]),
            None => self.site.text("related.to.this").to_owned(),
        }
    }

    /// What both texts speak of.
    fn both(&self, terms: &[String]) -> Html {
        if terms.is_empty() {
            return Html::default();
        }
        let terms = terms.join(self.site.text("separator"));
        html! { <span>{ self.site.locale.fill("related.both", &[("terms", &terms)]) }</span> }
    }

    /// A theme that both texts treat.
    fn theme(&self, place: usize) -> Html {
        let codebook = &self.shelf.pack.codebook;
        let theme = &codebook.themes()[place];
        let name = theme.label.text(&self.site.language()).to_owned();
        html! {
            <a href={self.site.link(&Route::theme(&theme.id))}>{ swatch(codebook.colour(place)) }{ name }</a>
        }
    }
}

/// Where phrases stand in a text, capitals aside.
fn places(text: &str, phrases: &[String]) -> Vec<Span> {
    let small = |text: &str| text.chars().map(letter::small).collect::<Vec<char>>();
    let text = small(text);
    let mut places = Vec::new();
    for phrase in phrases.iter().map(|phrase| small(phrase)) {
        let windows = text.windows(phrase.len().max(1)).enumerate();
        let found = windows.filter(|(_, window)| *window == phrase.as_slice());
        let spans = found.filter_map(|(at, _)| {
            let (start, end) = (
                u32::try_from(at).ok()?,
                u32::try_from(at + phrase.len()).ok()?,
            );
            Some(Span::new(start, end))
        });
        places.extend(spans);
    }
    Span::merge(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_in_a_text() {
        let places = |text: &str, phrases: &[&str]| {
            let phrases: Vec<String> = phrases.iter().map(|&phrase| phrase.to_owned()).collect();
            places(text, &phrases)
                .into_iter()
                .map(|span| (span.start, span.end))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            places("Carbon taxes: a carbon tax", &["carbon tax", "tax"]),
            [(0, 10), (16, 26)]
        );
        assert_eq!(places("高炉缴纳碳税", &["碳税", "高炉"]), [(0, 2), (4, 6)]);
        assert_eq!(places("", &["", "x"]), []);
    }
}
