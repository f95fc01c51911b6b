//! Where the theme stands in each essay: a strip as long as the longest, with its passages where they are.

use themes::layout::{Run, strip};
use yew::prelude::*;

use super::Showing;
use crate::route::{Reading, Route};

/// More essays than this are folded away.
const UNFOLDED: usize = 8;

/// The strips of all essays that speak of the theme.
pub fn strips(showing: &Showing) -> Html {
    let passages = showing.topics.passages(showing.theme);
    let mut essays: Vec<usize> = passages
        .iter()
        .map(|passage| passage.essay as usize)
        .collect();
    essays.dedup();
    if essays.is_empty() {
        return Html::default();
    }
    let folded = essays.split_off(UNFOLDED.min(essays.len()));
    let rows = |essays: &[usize]| {
        html! { <ol>{ for essays.iter().map(|&essay| row(showing, essay)) }</ol> }
    };
    html! {
        <section class="strips ui" aria-label={showing.site.text("theme.strips")}>
            { rows(&essays) }
            if !folded.is_empty() {
                <details>
                    <summary class="link">{ showing.site.locale.fill("filter.more", &[("n", &folded.len().to_string())]) }</summary>
                    { rows(&folded) }
                </details>
            }
        </section>
    }
}

fn row(showing: &Showing, essay: usize) -> Html {
    let (site, shelf) = (showing.site, showing.topics.shelf());
    let (packed, card) = (&shelf.pack.essays[essay], &shelf.cards[essay]);
    let passages = showing.topics.passages_in(showing.theme, essay);
    let lengths = packed
        .essay
        .blocks
        .iter()
        .map(|block| block.text.chars().count());
    let lengths: Vec<u32> = lengths
        .map(|length| u32::try_from(length).unwrap_or(u32::MAX))
        .collect();
    let blocks: Vec<u32> = passages.iter().map(|passage| passage.block).collect();
    let reading = Reading {
        themes: vec![showing.entry().id.clone()],
        ..Reading::new(packed.meta().id.clone())
    };
    let count = site
        .locale
        .count(("passages.one", "passages.other"), passages.len(), &[]);
    html! {
        <li>
            <span class="no" aria-hidden="true">{ card.number }</span>
            <a href={site.link(&Route::Essay(reading))} lang={card.language.to_string()}>{ card.title.clone() }</a>
            { drawing(&strip(&lengths, &blocks)) }
            <span class="c"><span aria-hidden="true">{ passages.len() }</span><span class="vh">{ count }</span></span>
        </li>
    }
}

/// The strip is for the eye; the number beside it says the same. Bars and what is between them are empty drawings,
/// because the length of one is an attribute.
fn drawing(runs: &[Run]) -> Html {
    // In thousandths: whole numbers are written in less code.
    let percent = |part: u32| format!("{}.{}%", part / 10, part % 10);
    let mut at = 0;
    let bar = |run: &Run| {
        let (start, end) = ((run.start * 1000.0) as u32, (run.end * 1000.0) as u32);
        let gap = start.saturating_sub(at);
        at = end;
        html! { <><svg width={percent(gap)}></svg><svg class="bar" width={percent(end - start)}></svg></> }
    };
    html! { <span class="strip" aria-hidden="true">{ for runs.iter().map(bar) }</span> }
}
