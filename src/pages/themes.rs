//! The themes at a glance: three views of the same numbers, each of which opens the passages that it counts,
//! and the definitions.

mod matrix;
mod time;
mod together;

use scribe::CodebookFormat;
use yew::prelude::*;

use crate::components::swatch::{letter, swatch};
use crate::route::Route;
use crate::site::Site;
use crate::state::overview::Overview;
use crate::state::topics::Topics;

/// What the page shows, and who is told of what is done there.
pub struct Overviewing<'a> {
    /// The surroundings.
    pub site: &'a Site,
    /// All themes.
    pub topics: &'a Topics,
    /// How they are shown.
    pub view: Overview,
    /// What came of asking for a file.
    pub report: &'a str,
    /// Called for a file of the numbers that are shown.
    pub on_table: &'a Callback<()>,
    /// Called for a file of all themes.
    pub on_codebook: &'a Callback<CodebookFormat>,
}

/// The page.
pub fn themes(overviewing: &Overviewing) -> Html {
    let Overviewing {
        site, topics, view, ..
    } = *overviewing;
    html! {
        <div class="themes" lang={site.locale.tag()}>
            <header>
                <p class="label">{ site.text("themes.kicker") }</p>
                <h1>{ site.text("themes.title") }</h1>
                <p class="intro">{ site.text(intro(view)) }</p>
            </header>
            if topics.is_empty() {
                <p class="empty"><em>{ site.text("themes.empty") }</em></p>
            } else {
                { views(overviewing) }
                { match view {
                    Overview::Essays => matrix::matrix(site, topics),
                    Overview::Together => together::together(site, topics),
                    Overview::Time => time::time(site, topics),
                } }
                { definitions(site, topics) }
                { files(overviewing) }
            }
        </div>
    }
}

fn intro(view: Overview) -> &'static str {
    match view {
        Overview::Essays => "themes.intro",
        Overview::Together => "themes.intro.together",
        Overview::Time => "themes.intro.time",
    }
}

fn views(overviewing: &Overviewing) -> Html {
    let Overviewing { site, view, .. } = *overviewing;
    let on_table = overviewing.on_table.reform(|_| ());
    let link = |offered: Overview| {
        let current = (offered == view).then_some("page");
        html! { <a href={site.link(&Route::Themes(offered))} aria-current={current}>{ site.text(offered.label()) }</a> }
    };
    html! {
        <nav class="views ui needs-js" aria-label={site.text("themes.views")}>
            { for Overview::ALL.into_iter().map(link) }
            <button type="button" class="link" onclick={on_table}>{ site.text("themes.table") }</button>
            <span role="status">{ overviewing.report.to_owned() }</span>
        </nav>
    }
}

/// A table that scrolls where it is wider than the page. How wide it has to be for its columns is said by an empty
/// drawing, the length of which is an attribute: a policy that forbids inline styles allows those.
fn scroll(site: &Site, title: &'static str, columns: usize, table: Html) -> Html {
    html! {
        <div class="scroll" role="region" aria-label={site.text(title)} tabindex="0">
            <div class="across"><svg class="least" width={format!("{columns}em")} aria-hidden="true"></svg>{ table }</div>
        </div>
    }
}

/// The head of a column that stands for a theme.
fn head(site: &Site, topics: &Topics, theme: usize) -> Html {
    let entry = topics.theme(theme);
    let label = entry.label.text(&site.language()).to_owned();
    html! {
        <th key={theme} scope="col"><a href={site.link(&Route::theme(&entry.id))} title={label.clone()}>
            <span class="v"><span>{ label }</span></span>
            <span class="kk" aria-hidden="true">{ letter(theme) }</span>
        </a></th>
    }
}

/// The head of a row that stands for a theme.
fn row_head(site: &Site, topics: &Topics, theme: usize) -> Html {
    let entry = topics.theme(theme);
    html! {
        <th scope="row">
            <span class="no kk" aria-hidden="true">{ letter(theme) }</span>
            <a href={site.link(&Route::theme(&entry.id))}>{ entry.label.text(&site.language()).to_owned() }</a>
        </th>
    }
}

/// A number with a bar as high as it is a part of the most, in a theme's colour, that opens what it counts.
struct Cell<'a> {
    key: usize,
    count: usize,
    /// 0 to 1.
    part: f32,
    colour: &'a str,
    label: String,
    link: Route,
}

fn cell(site: &Site, cell: Cell) -> Html {
    if cell.count == 0 {
        return html! { <td key={cell.key}></td> };
    }
    // An em is what the whole has.
    let part = ((cell.part * 100.0) as u32).clamp(1, 100);
    let height = format!("{}.{:02}em", part / 100, part % 100);
    let colour = cell.colour.to_owned();
    html! {
        <td key={cell.key}><a class="cell" href={site.link(&cell.link)} aria-label={cell.label.clone()} title={cell.label}>
            <svg class={classes!("bar", colour)} {height} aria-hidden="true"></svg><b>{ cell.count }</b>
        </a></td>
    }
}

/// The files in which all themes leave, the reader's own among them.
fn files(overviewing: &Overviewing) -> Html {
    let site = overviewing.site;
    let file = |name: &'static str, format: CodebookFormat| {
        let onclick = overviewing.on_codebook.reform(move |_| format);
        html! { <li><button type="button" class="link" {onclick}>{ name }</button></li> }
    };
    html! {
        <section class="files ui needs-js" aria-label={site.text("themes.files")}>
            <h2 class="label">{ site.text("themes.files") }</h2>
            <ul>
                { file("REFI-QDA", CodebookFormat::Qdc) }
                { file("CSV", CodebookFormat::Csv) }
                { file("SKOS", CodebookFormat::Skos) }
                { file("TOML", CodebookFormat::Toml) }
            </ul>
        </section>
    }
}

fn definitions(site: &Site, topics: &Topics) -> Html {
    let codebook = topics.codebook();
    let language = site.language();
    let item = |place: usize| {
        let theme = topics.theme(place);
        html! {
            <div class={classes!("def", (codebook.depth(place) > 0).then_some("under"))}>
                <dt>
                    <span class="kk" aria-hidden="true">{ letter(place) }</span>
                    { swatch(codebook.colour(place)) }
                    <a href={site.link(&Route::theme(&theme.id))}>{ theme.label.text(&language).to_owned() }</a>
                    <span class="c ui">{ topics.passages(place).len() }</span>
                </dt>
                <dd>{ theme.definition.text(&language).to_owned() }</dd>
            </div>
        }
    };
    let list = |title: &'static str, places: std::ops::Range<usize>| {
        html! {
            if !places.is_empty() {
                <section class="definitions" aria-label={site.text(title)}>
                    <h2 class="label">{ site.text(title) }</h2>
                    <dl>{ for places.map(item) }</dl>
                </section>
            }
        }
    };
    html! {
        <>
            { list("themes.own", topics.of_codebook()..topics.len()) }
            { list("themes.list", 0..topics.of_codebook()) }
        </>
    }
}
