//! The reader's own highlights, over all essays: chosen, grouped, written on, taken away, brought in.

mod row;

use std::rc::Rc;

use browser::events;
use marks::{Colour, Notebook};
use scribe::Format;
use yew::prelude::*;

pub use self::row::address;
use self::row::{Row, row};
use crate::components::note_form::Note;
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::categories::{Categories, Rename};
use crate::state::excerpts::{Choice, Grouping, Title};
use crate::state::filter::Filter;
use crate::state::shelf::Shelf;
use crate::state::standing::Standings;

/// What the page does for the reader.
#[derive(Clone, PartialEq)]
pub struct Acts {
    /// Takes a highlight away.
    pub on_remove: Callback<String>,
    /// Keeps what was written on a highlight.
    pub on_note: Callback<(String, Note)>,
    /// Calls a colour otherwise.
    pub on_rename: Callback<Rename>,
    /// Gives the reader a file of all highlights.
    pub on_take: Callback<Format>,
    /// Takes in the file that was chosen.
    pub on_bring: Callback<Event>,
    /// Puts an uncertain highlight at one of its candidates.
    pub on_place: Callback<(String, usize)>,
}

impl Acts {
    /// Nothing, as in a prerendered page.
    pub fn none() -> Self {
        Self {
            on_remove: Callback::noop(),
            on_note: Callback::noop(),
            on_rename: Callback::noop(),
            on_take: Callback::noop(),
            on_bring: Callback::noop(),
            on_place: Callback::noop(),
        }
    }
}

/// What the page shows.
#[derive(Clone, Properties)]
pub struct Props {
    /// The surroundings.
    pub site: Site,
    /// The collection.
    pub shelf: Rc<Shelf>,
    /// All highlights.
    pub notebook: Rc<Notebook>,
    /// What the colours are called.
    pub categories: Rc<Categories>,
    /// Where highlights stand whose texts have changed.
    pub standings: Rc<Standings>,
    /// What came of bringing a file in.
    pub report: AttrValue,
    /// What can be done.
    pub acts: Acts,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shelf, &other.shelf)
            && Rc::ptr_eq(&self.notebook, &other.notebook)
            && Rc::ptr_eq(&self.standings, &other.standings)
            && (&self.site, &self.categories, &self.report, &self.acts)
                == (&other.site, &other.categories, &other.report, &other.acts)
    }
}

/// The page. In a prerendered one there are no highlights.
#[component]
pub fn NotebookPage(props: &Props) -> Html {
    let Props {
        site,
        shelf,
        notebook,
        ..
    } = props;
    let choice = use_state(Choice::default);
    let written = use_state(|| None::<String>);
    let count = notebook.highlights().len();
    let noted = notebook
        .highlights()
        .iter()
        .filter(|highlight| highlight.note.is_some())
        .count();
    let groups = choice.groups(notebook, shelf);
    let on_write = {
        let written = written.setter();
        Callback::from(move |id| written.set(id))
    };
    let rows = groups.iter().map(|(title, highlights)| {
        let row = |highlight: &&marks::Highlight| {
            row(&Row {
                page: props,
                highlight,
                is_written: written.as_deref() == Some(highlight.id.as_str()),
                names_essay: !matches!(title, Title::Essay(_)),
                on_write: &on_write,
            })
        };
        html! {
            <section class="group">
                <h2>{ heading(props, title) }</h2>
                <ol>{ for highlights.iter().map(row) }</ol>
            </section>
        }
    });
    html! {
        <div class="notebook" lang={site.locale.tag()}>
            <header>
                <h1>{ site.text("notebook.title") }</h1>
                <p class="facts ui">
                    <span>{ site.locale.count(("notebook.count.one", "notebook.count.other"), count, &[]) }</span>
                    if noted > 0 {
                        <span>{ site.locale.count(("notebook.noted.one", "notebook.noted.other"), noted, &[]) }</span>
                    }
                </p>
            </header>
            <div class="beside ui needs-js">
                if count > 0 { { chooser(props, &choice) } }
                { exchange(props) }
                <p class="keep">{ site.text("notebook.intro") }</p>
            </div>
            <div class="excerpts">
                <noscript><p class="empty">{ site.text("notebook.noscript") }</p></noscript>
                if count == 0 {
                    <div class="empty">
                        <p><em>{ site.text("notebook.empty") }</em></p>
                        <p>{ site.text("notebook.empty.do") }</p>
                        <p><a class="link" href={site.link(&Route::Library(Filter::default()))}>{ site.text("notebook.go") }</a></p>
                    </div>
                } else if groups.is_empty() {
                    <p class="empty"><em>{ site.text("notebook.none") }</em></p>
                }
                { for rows }
            </div>
        </div>
    }
}

/// What a group is called.
fn heading(page: &Props, title: &Title) -> Html {
    let Props {
        site,
        shelf,
        categories,
        ..
    } = page;
    match title {
        Title::Essay(essay) => match shelf.pack.find(essay) {
            Some((_, packed)) => {
                let meta = packed.meta();
                html! {
                    <a href={site.link(&Route::Essay(Reading::new(essay.clone())))} lang={meta.language.to_string()}>{ meta.title.clone() }</a>
                }
            }
            None => html! { { essay.to_string() } },
        },
        Title::Colour(colour) => html! {
            <span class={classes!("hl", colour.class())}>{ categories.name(site, *colour).to_owned() }</span>
        },
        Title::Theme(Some(theme)) => {
            let theme = &shelf.pack.codebook.themes()[*theme];
            html! { <a href={site.link(&Route::theme(&theme.id))}>{ theme.label.text(&site.language()).to_owned() }</a> }
        }
        Title::Theme(None) => html! { { site.text("notebook.no.theme") } },
        Title::Day(day) => html! { <time datetime={day.clone()}>{ day.clone() }</time> },
    }
}

/// Which highlights are shown, and how they are grouped.
fn chooser(page: &Props, choice: &UseStateHandle<Choice>) -> Html {
    let Props { site, notebook, .. } = page;
    let change = |change: fn(&mut Choice, String)| {
        let choice = choice.clone();
        Callback::from(move |event: Event| {
            let mut next = (*choice).clone();
            change(&mut next, events::value(&event));
            choice.set(next);
        })
    };
    let on_words =
        change(|choice, words| choice.words = words).reform(|event: InputEvent| event.into());
    let on_group = change(|choice, label| {
        let mut all = Grouping::ALL.into_iter();
        choice.by = all.find(|by| by.label() == label).unwrap_or_default();
    });
    let groupings = Grouping::ALL.map(|by| {
        html! {
            <option value={by.label()} selected={choice.by == by}>{ site.text(by.label()) }</option>
        }
    });
    let tags = notebook.tags();
    html! {
        <>
            <label class="label" for="notebook-words">{ site.text("notebook.search") }</label>
            <input id="notebook-words" type="search" autocomplete="off" value={choice.words.clone()} oninput={on_words} />
            <label class="label" for="notebook-by">{ site.text("notebook.by") }</label>
            <select id="notebook-by" onchange={on_group}>{ for groupings }</select>
            <h2 class="label">{ site.text("notebook.categories") }</h2>
            <ul>{ for Colour::ALL.into_iter().map(|colour| category(page, choice, colour)) }</ul>
            if !tags.is_empty() {
                <h2 class="label">{ site.text("notebook.tags") }</h2>
                <ul>{ for tags.into_iter().map(|tag| tag_box(page, choice, tag)) }</ul>
            }
        </>
    }
}

/// A colour: chosen by its box, called otherwise in its field.
fn category(page: &Props, choice: &UseStateHandle<Choice>, colour: Colour) -> Html {
    let Props {
        site,
        notebook,
        categories,
        shelf,
        ..
    } = page;
    let count = notebook
        .highlights()
        .iter()
        .filter(|highlight| highlight.colour == colour)
        .count();
    let checked = choice.colours.contains(&colour);
    let onchange = {
        let choice = choice.clone();
        move |_| {
            let mut next = (*choice).clone();
            toggle(&mut next.colours, colour);
            choice.set(next);
        }
    };
    let on_name = page
        .acts
        .on_rename
        .reform(move |event: Event| Rename(colour, events::value(&event)));
    let plain = site.text(colour.label_key());
    // Its line stands beside it; in the field there is room for its colour.
    let short = plain.split([',', '，']).next().unwrap_or(plain);
    let themes = shelf.pack.codebook.themes().iter().map(|theme| {
        html! { <option value={theme.label.text(&site.language()).to_owned()} /> }
    });
    html! {
        <li class="choice">
            <input type="checkbox" {checked} {onchange} aria-label={categories.name(site, colour).to_owned()} />
            <span class={classes!("hl", colour.class())} aria-hidden="true">{ site.text("mark.sample") }</span>
            <input class="name" type="text" list="notebook-themes" autocomplete="off" value={categories.own(colour).to_owned()} placeholder={short}
                aria-label={site.locale.fill("notebook.rename", &[("colour", plain)])} onchange={on_name} />
            <span class="c">{ count }</span>
            if colour == Colour::One { <datalist id="notebook-themes">{ for themes }</datalist> }
        </li>
    }
}

fn tag_box(page: &Props, choice: &UseStateHandle<Choice>, tag: String) -> Html {
    let all = page.notebook.highlights().iter();
    let count = all
        .filter(|highlight| highlight.tags.contains(&tag))
        .count();
    let checked = choice.tags.contains(&tag);
    let onchange = {
        let (choice, tag) = (choice.clone(), tag.clone());
        move |_| {
            let mut next = (*choice).clone();
            toggle(&mut next.tags, tag.clone());
            choice.set(next);
        }
    };
    html! {
        <li class="choice"><label>
            <input type="checkbox" {checked} {onchange} />
            <span class="n">{ tag }</span>
            <span class="c">{ count }</span>
        </label></li>
    }
}

fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(at) => drop(values.remove(at)),
        None => values.push(value),
    }
}

/// Files that leave and come.
fn exchange(page: &Props) -> Html {
    let Props { site, notebook, .. } = page;
    let take = |key: &'static str, format: Format| {
        let on_take = page.acts.on_take.clone();
        html! { <li><button type="button" class="link" onclick={move |_| on_take.emit(format)}>{ site.text(key) }</button></li> }
    };
    let is_empty = notebook.highlights().is_empty() && notebook.foreign().is_empty();
    html! {
        <>
            if !is_empty {
                <h2 class="label">{ site.text("notebook.take") }</h2>
                <ul class="files">
                    { take("notebook.take.markdown", Format::Markdown) }
                    { take("notebook.take.csv", Format::Csv) }
                    { take("notebook.take.json", Format::JsonLd) }
                </ul>
            }
            <label class="label" for="notebook-bring">{ site.text("notebook.bring") }</label>
            <input id="notebook-bring" type="file" accept=".json,.jsonld,application/json,application/ld+json" onchange={page.acts.on_bring.clone()} />
            <p class="report" role="status">{ page.report.clone() }</p>
        </>
    }
}
