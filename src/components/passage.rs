//! A passage out of its essay: its number, its words with what was found in them, the way to it.

use corpus::{Block, Span};
use yew::prelude::*;

use super::swatch::class;
use crate::route::{Reading, Route};
use crate::site::Site;

/// A passage to be shown.
pub struct Passage {
    /// Where the link leads.
    pub reading: Reading,
    /// The essay's language.
    pub language: String,
    /// The block's number, where it has one.
    pub number: Option<u32>,
    /// The essay's title, where nothing else names it.
    pub essay: Option<String>,
    /// Why it is here, where its words do not say it.
    pub why: Vec<String>,
    /// The words.
    pub text: String,
    /// What was found in them.
    pub marks: Vec<Span>,
    /// Whether words before or after were left out.
    pub cut: (bool, bool),
    /// The theme colours of the passage.
    pub colours: Vec<u8>,
    /// The class of what was found: `hit`, or a theme's wash.
    pub mark_class: &'static str,
}

/// A passage.
pub fn passage(site: &Site, shown: &Passage) -> Html {
    let number = shown.number.map(|number| {
        let spoken = site.locale.fill("paragraph", &[("n", &number.to_string())]);
        html! { <><span aria-hidden="true">{ number }</span><span class="vh">{ spoken }</span></> }
    });
    html! {
        <li class="passage">
            <span class="pn">{ number }</span>
            <span class="ribbon" aria-hidden="true">
                { for shown.colours.iter().map(|&colour| html! { <i class={classes!("bar", class(colour))}></i> }) }
            </span>
            <a class="words" href={site.link(&Route::Essay(shown.reading.clone()))} lang={shown.language.clone()}>
                if shown.cut.0 { { "… " } }
                { marked(&shown.text, &shown.marks, shown.mark_class) }
                if shown.cut.1 { { " …" } }
                { for shown.why.iter().map(|why| html! { <small class="why ui" lang={site.locale.tag()}>{ why.clone() }</small> }) }
                if let Some(essay) = &shown.essay { <cite>{ essay.clone() }</cite> }
            </a>
        </li>
    }
}

/// A text with `<mark>` around some of its spans.
pub fn marked(text: &str, marks: &[Span], class: &str) -> Html {
    let mut nodes = Vec::new();
    let mut at = 0;
    for mark in Span::merge(marks.to_vec()) {
        let (Some(before), Some(inside)) =
            (Span::new(at, mark.start).slice(text), mark.slice(text))
        else {
            break;
        };
        nodes.push(html! { { before.to_owned() } });
        nodes.push(html! { <mark class={class.to_owned()}>{ inside.to_owned() }</mark> });
        at = mark.end;
    }
    let rest = Span::new(at, Span::whole(text).end.max(at))
        .slice(text)
        .unwrap_or_default();
    nodes.push(html! { { rest.to_owned() } });
    nodes.into_iter().collect()
}

/// A block's text on one line: the breaks between its parts become spaces, which keeps offsets.
pub fn on_one_line(block: &Block) -> String {
    block
        .text
        .replace([corpus::text::SEGMENT, corpus::text::CELL], " ")
}
