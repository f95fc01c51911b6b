//! The theme among the others: its place in the tree, and those that speak with it.

use corpus::Theme as Entry;
use search::Dimension;
use yew::prelude::*;

use super::Showing;
use crate::components::indent::indent;
use crate::components::swatch::swatch;
use crate::route::Route;
use crate::state::filter::Value;
use crate::state::narrowing::Narrowing;

/// How many related themes are named.
const RELATED: usize = 8;

/// All themes, each under the one that it belongs to.
pub fn tree(showing: &Showing) -> Html {
    let Showing { site, topics, .. } = *showing;
    let codebook = topics.codebook();
    let row = |(place, entry): (usize, &Entry)| {
        let current = (place == showing.theme).then_some("page");
        html! {
            <li class={indent(codebook.depth(place))}>
                <a href={site.link(&Route::theme(&entry.id))} aria-current={current}>
                    { swatch(codebook.colour(place)) }
                    <span>{ entry.label.text(&site.language()).to_owned() }</span>
                </a>
                <span class="c">{ topics.passages(place).len() }</span>
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

/// Themes that share paragraphs with this one more often than by chance; the number opens those paragraphs.
pub fn together(showing: &Showing) -> Html {
    let Showing {
        site,
        topics,
        theme,
        ..
    } = *showing;
    let codebook = topics.codebook();
    let related = topics.together().related(theme).into_iter();
    let related =
        related.filter(|other| other.lift > 1.0 && !codebook.is_family(theme, other.theme));
    let row = |other: themes::Related| {
        let entry = topics.theme(other.theme);
        let lift = site.locale.decimal(other.lift);
        let spoken = site.locale.count(
            ("theme.together.count.one", "theme.together.count.other"),
            other.count as usize,
            &[("lift", &lift)],
        );
        let both = Narrowing::to(Value::new(Dimension::Theme, entry.id.as_str()));
        let both = Route::Theme(showing.entry().id.clone(), both);
        html! {
            <li>
                { swatch(codebook.colour(other.theme)) }
                <a href={site.link(&Route::theme(&entry.id))}>{ entry.label.text(&site.language()).to_owned() }</a>
                <a class="c" href={site.link(&both)} title={spoken.clone()}>
                    { other.count }<small>{ " ×" }{ lift }</small><span class="vh">{ ": " }{ spoken }</span>
                </a>
            </li>
        }
    };
    let rows: Vec<Html> = related.take(RELATED).map(row).collect();
    html! {
        if !rows.is_empty() {
            <section aria-labelledby="together">
                <h2 id="together" class="label">{ site.text("theme.together") }</h2>
                <ul class="related">{ rows }</ul>
            </section>
        }
    }
}
