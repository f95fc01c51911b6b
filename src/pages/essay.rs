//! What stands beside an essay: its contents, its themes, what is shown, the hits.

use std::rc::Rc;

use browser::events;
use corpus::ThemeId;
use yew::prelude::*;

use crate::components::indent::indent;
use crate::components::stepper::{self, Steps};
use crate::components::strayed::strayed;
use crate::components::swatch::swatch;
use crate::route::Route;
use crate::site::Site;
use crate::state::beside::Beside;
use crate::state::hits::Hits;
use crate::state::outline::{Heading, Outline, ThemeOutline, Twin};
use crate::state::preferences::{Action, NUMBERS, Preferences, RIBBON, SETTINGS};
use crate::state::standing::Strayed;
use crate::state::walk::Walk;

/// Properties of [`Margin`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The surroundings.
    pub site: Site,
    /// The essay's outline.
    pub outline: Rc<Outline>,
    /// The block of the section that is read.
    #[prop_or_default]
    pub section: Option<AttrValue>,
    /// The themes that are tinted.
    #[prop_or_default]
    pub tinted: Vec<ThemeId>,
    /// The hits in the essay.
    #[prop_or_default]
    pub hits: Option<Rc<Hits>>,
    /// How the reader likes to read.
    #[prop_or_default]
    pub preferences: Rc<Preferences>,
    /// Called with a theme to tint or to untint.
    #[prop_or_default]
    pub on_tint: Callback<ThemeId>,
    /// Called with a changed preference.
    #[prop_or_default]
    pub on_prefer: Callback<Action>,
    /// Called to cite the essay.
    #[prop_or_default]
    pub on_cite: Callback<()>,
    /// The reader's highlights that are not where they were made.
    #[prop_or_default]
    pub strayed: Rc<Vec<Strayed>>,
    /// Called with a candidate of one of them, counted from 0.
    #[prop_or_default]
    pub on_place: Callback<(String, usize)>,
    /// The essay in another language.
    #[prop_or_default]
    pub twin: Option<Twin>,
    /// How that is shown beside it.
    #[prop_or_default]
    pub beside: Beside,
    /// Called to show it otherwise.
    #[prop_or_default]
    pub on_beside: Callback<Beside>,
    /// The ways on from a hit, or from a passage where there are no hits.
    #[prop_or_default]
    pub steps: Steps,
    /// Where the reader is on the walk along the themes that are tinted.
    #[prop_or_default]
    pub walk: Option<Walk>,
    /// Whether what speaks of none of these is folded away.
    #[prop_or_default]
    pub folded: bool,
    /// Called to fold it, or to unfold it.
    #[prop_or_default]
    pub on_fold: Callback<bool>,
}

/// The column beside an essay.
#[component]
pub fn Margin(props: &Props) -> Html {
    let site = &props.site;
    html! {
        <aside class="margin ui" lang={site.locale.tag()} translate="no" aria-label={site.text("essay.show")}>
            if !props.outline.headings.is_empty() || props.outline.notes.is_some() {
                { contents(site, &props.outline, props.section.as_deref()) }
            }
            if !props.outline.themes.is_empty() {
                <section aria-labelledby="legend">
                    <h2 id="legend" class="label">{ site.text("essay.themes") }</h2>
                    <ul class="legend">{ for props.outline.themes.iter().map(|theme| legend(props, theme)) }</ul>
                    if !props.tinted.is_empty() {
                        { fold(props) }
                    }
                </section>
            }
            { strayed(site, &props.strayed, &props.on_place) }
            { toggles(props) }
            { for props.outline.twins.first().map(|first| beside(props, props.twin.as_ref().unwrap_or(first))) }
            { cite(props) }
            if let Some(hits) = &props.hits {
                { stepper::hits(site, hits, &props.steps) }
            } else if let Some(walk) = &props.walk {
                { for walked(props, walk) }
            }
        </aside>
    }
}

fn contents(site: &Site, outline: &Outline, section: Option<&str>) -> Html {
    let lang = outline.language.to_string();
    let current = |id: &str| (section == Some(id)).then_some("true");
    let entry = |heading: &Heading| {
        let id = heading.block.as_str();
        html! {
            <li class={indent(heading.level.saturating_sub(2).into())}>
                <a href={format!("#{id}")} lang={lang.clone()} aria-current={current(id)}>{ heading.text.clone() }</a>
            </li>
        }
    };
    html! {
        <nav class="toc" aria-labelledby="toc">
            <h2 id="toc" class="label">{ site.text("essay.contents") }</h2>
            <ol>
                <li><a href="#beginning" aria-current={section.is_none().then_some("true")}>{ site.text("essay.beginning") }</a></li>
                { for outline.headings.iter().map(entry) }
                if let Some(note) = &outline.notes {
                    <li><a href={format!("#{note}")}>{ site.text("essay.notes") }</a></li>
                }
            </ol>
        </nav>
    }
}

/// A box to tint the theme's passages, and a link to its page.
fn legend(props: &Props, theme: &ThemeOutline) -> Html {
    let site = &props.site;
    let name = theme.label.text(&site.language()).to_owned();
    let label = site.locale.fill("essay.theme.tint", &[("theme", &name)]);
    let on_tint = props.on_tint.clone();
    let tinted = props.tinted.contains(&theme.id);
    let id = theme.id.clone();
    html! {
        <li>
            <input class="needs-js" type="checkbox" aria-label={label} checked={tinted}
                onchange={move |_| on_tint.emit(id.clone())} />
            { swatch(theme.colour) }
            <a href={site.link(&Route::theme(&theme.id))}>{ name }</a>
            <span class="c">{ theme.passages.len() }</span>
        </li>
    }
}

/// A box to fold away what speaks of none of the tinted themes.
fn fold(props: &Props) -> Html {
    let on_fold = props.on_fold.clone();
    let folded = props.folded;
    html! {
        <label class="choice fold-choice needs-js">
            <input type="checkbox" checked={folded} onchange={move |_| on_fold.emit(!folded)} />
            <span>{ props.site.text("essay.fold") }</span>
        </label>
    }
}

/// The walk along the tinted themes, which leads to the page of the first.
fn walked(props: &Props, walk: &Walk) -> Option<Html> {
    let site = &props.site;
    let tinted = |theme: &&ThemeOutline| props.tinted.contains(&theme.id);
    let mut themes = props.outline.themes.iter().filter(tinted);
    let first = themes.next()?;
    let mut name = first.label.text(&site.language()).to_owned();
    for other in themes {
        name.push_str(site.text("separator"));
        name.push_str(other.label.text(&site.language()));
    }
    Some(stepper::walk(
        site,
        walk,
        &name,
        Route::theme(&first.id),
        &props.steps,
    ))
}

/// How the essay is read beside itself in another language.
fn beside(props: &Props, twin: &Twin) -> Html {
    let site = &props.site;
    let language = site.locale.name_of(&twin.language);
    let on_beside = props
        .on_beside
        .reform(|event: Event| Beside::of_name(&events::value(&event)));
    let choice = |choice: Beside| {
        let selected = choice == props.beside;
        html! { <option value={choice.name()} {selected}>{ site.text(choice.label()) }</option> }
    };
    html! {
        <label class="beside needs-js">
            <span>{ site.locale.fill("beside.title", &[("language", &language)]) }</span>
            <select onchange={on_beside}>{ for Beside::ALL.into_iter().map(choice) }</select>
        </label>
    }
}

fn cite(props: &Props) -> Html {
    let on_cite = props.on_cite.clone();
    html! {
        <p class="cite needs-js"><button type="button" class="link" onclick={move |_| on_cite.emit(())}>{ props.site.text("cite.essay") }</button></p>
    }
}

fn toggles(props: &Props) -> Html {
    let site = &props.site;
    let toggle = |setting: usize| {
        let on_prefer = props.on_prefer.clone();
        // On, off.
        let value = props.preferences.chosen(setting);
        html! {
            <label class="choice">
                <input type="checkbox" checked={value == 0}
                    onchange={move |_| on_prefer.emit(Action::Choose(setting, 1 - value))} />
                <span>{ site.text(SETTINGS[setting].label) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="toggles needs-js">
            <legend class="vh">{ site.text("essay.show") }</legend>
            { toggle(NUMBERS) }
            { toggle(RIBBON) }
        </fieldset>
    }
}
