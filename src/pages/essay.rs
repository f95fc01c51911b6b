//! What stands beside an essay: its contents, its themes, what is shown, the hits.

use std::rc::Rc;

use corpus::ThemeId;
use yew::prelude::*;

use crate::components::stepper::Stepper;
use crate::components::swatch::Swatch;
use crate::route::Route;
use crate::site::use_site;
use crate::state::hits::Hits;
use crate::state::outline::{Heading, Outline, ThemeOutline};
use crate::state::preferences::{Action, Preferences};

/// Properties of [`Margin`].
#[derive(Properties, PartialEq)]
pub struct Props {
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
    /// On to the next hit.
    #[prop_or_default]
    pub on_next: Callback<()>,
    /// Back to the previous hit.
    #[prop_or_default]
    pub on_previous: Callback<()>,
    /// No hits any more.
    #[prop_or_default]
    pub on_close: Callback<()>,
}

/// The column beside an essay.
#[component]
pub fn Margin(props: &Props) -> Html {
    let site = use_site();
    html! {
        <aside class="margin ui" lang={site.locale.tag()} translate="no" aria-label={site.text("essay.show")}>
            <Contents outline={props.outline.clone()} section={props.section.clone()} />
            if !props.outline.themes.is_empty() {
                <section aria-labelledby="legend">
                    <h2 id="legend" class="label">{ site.text("essay.themes") }</h2>
                    <ul class="legend">{ for props.outline.themes.iter().map(|theme| legend(props, theme)) }</ul>
                </section>
            }
            <Toggles preferences={props.preferences.clone()} on_prefer={props.on_prefer.clone()} />
            if let Some(hits) = props.hits.clone() {
                <Stepper {hits} on_next={props.on_next.clone()} on_previous={props.on_previous.clone()} on_close={props.on_close.clone()} />
            }
        </aside>
    }
}

#[derive(Properties, PartialEq)]
struct ContentsProps {
    outline: Rc<Outline>,
    section: Option<AttrValue>,
}

#[component]
fn Contents(props: &ContentsProps) -> Html {
    let site = use_site();
    let lang = props.outline.language.to_string();
    let current = |id: &str| (props.section.as_deref() == Some(id)).then_some("true");
    let entry = |heading: &Heading| {
        let id = heading.block.as_str();
        html! {
            <li style={format!("--level:{}", heading.level.saturating_sub(2))}>
                <a href={format!("#{id}")} lang={lang.clone()} aria-current={current(id)}>{ heading.text.clone() }</a>
            </li>
        }
    };
    html! {
        <nav class="toc" aria-labelledby="toc">
            <h2 id="toc" class="label">{ site.text("essay.contents") }</h2>
            <ol>
                <li><a href="#beginning" aria-current={props.section.is_none().then_some("true")}>{ site.text("essay.beginning") }</a></li>
                { for props.outline.headings.iter().map(entry) }
                if let Some(note) = &props.outline.notes {
                    <li><a href={format!("#{note}")}>{ site.text("essay.notes") }</a></li>
                }
            </ol>
        </nav>
    }
}

fn legend(props: &Props, theme: &ThemeOutline) -> Html {
    html! {
        <LegendRow theme={theme.clone()} tinted={props.tinted.contains(&theme.id)} on_tint={props.on_tint.clone()} />
    }
}

#[derive(Properties, PartialEq)]
struct LegendProps {
    theme: ThemeOutline,
    tinted: bool,
    on_tint: Callback<ThemeId>,
}

/// A box to tint the theme's passages, and a link to its page.
#[component]
fn LegendRow(props: &LegendProps) -> Html {
    let site = use_site();
    let name = props.theme.label.text(&site.language()).to_owned();
    let label = site.locale.fill("essay.theme.tint", &[("theme", &name)]);
    let on_tint = props.on_tint.clone();
    let id = props.theme.id.clone();
    html! {
        <li>
            <input class="needs-js" type="checkbox" aria-label={label} checked={props.tinted}
                onchange={move |_| on_tint.emit(id.clone())} />
            <Swatch colour={props.theme.colour} />
            <a href={site.link(&Route::Theme(props.theme.id.clone()))}>{ name }</a>
            <span class="c">{ props.theme.count }</span>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct ToggleProps {
    preferences: Rc<Preferences>,
    on_prefer: Callback<Action>,
}

#[component]
fn Toggles(props: &ToggleProps) -> Html {
    let site = use_site();
    let toggle = |key: &'static str, checked: bool, action: Action| {
        let on_prefer = props.on_prefer.clone();
        html! {
            <label class="choice">
                <input type="checkbox" {checked} onchange={move |_| on_prefer.emit(action)} />
                <span>{ site.text(key) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="toggles needs-js">
            <legend class="vh">{ site.text("essay.show") }</legend>
            { toggle("essay.show.numbers", props.preferences.numbers, Action::Numbers) }
            { toggle("essay.show.ribbon", props.preferences.ribbon, Action::Ribbon) }
        </fieldset>
    }
}
