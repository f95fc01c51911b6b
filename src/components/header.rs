//! The running head: name, ways through the site, search, language, appearance.

use std::rc::Rc;

use yew::prelude::*;

use super::settings::settings;
use super::switch::switch;
use crate::route::Route;
use crate::site::Site;
use crate::state::filter::Filter;
use crate::state::overview::Overview;
use crate::state::preferences::{Action, Preferences};

/// The id of the search field.
const FIELD: &str = "find";

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The surroundings.
    pub site: Site,
    /// The present page, as [`Route::name`] says it.
    pub page: &'static str,
    /// What stands in the search field.
    #[prop_or_default]
    pub query: AttrValue,
    /// How the reader likes to read.
    #[prop_or_default]
    pub preferences: Rc<Preferences>,
    /// The minutes left of the essay that is read.
    #[prop_or_default]
    pub left: u32,
    /// Called when the search field is submitted.
    #[prop_or_default]
    pub on_search: Callback<String>,
    /// Called with what is typed into it.
    #[prop_or_default]
    pub on_type: Callback<String>,
    /// Called to open the search dialog.
    #[prop_or_default]
    pub on_find: Callback<()>,
    /// Called to leave the text alone on the page.
    #[prop_or_default]
    pub on_alone: Callback<()>,
    /// Called to read the essay aloud, where there is a voice for it.
    #[prop_or_default]
    pub on_speak: Option<Callback<()>>,
    /// In a widget, the address of what is shown on its own site.
    #[prop_or_default]
    pub outside: Option<AttrValue>,
    /// In a widget, called to go a step back, where there is one.
    #[prop_or_default]
    pub on_back: Option<Callback<()>>,
    /// Called with a changed preference.
    #[prop_or_default]
    pub on_prefer: Callback<Action>,
}

/// The running head.
#[component]
pub fn Header(props: &Props) -> Html {
    let site = &props.site;
    let switch = switch(site, &props.on_prefer.reform(Action::Locale));
    let is_essay = props.page == "essay";
    html! {
        <div class="head ui" lang={site.locale.tag()} translate="no">
            { for props.on_back.iter().map(|on_back| back(site, on_back)) }
            <a class="brand" href={site.link(&Route::Library(Filter::default()))}>{ site.text("site.name") }</a>
            <nav class="nav" aria-label={site.text("nav.label")}>{ links(site, props.page) }</nav>
            if props.left > 0 {
                <span class="left">{ site.locale.fill("essay.left", &[("n", &props.left.to_string())]) }</span>
            }
            { find(props) }
            <div class="tools">
                { switch.clone() }
                <details class="pop needs-js" name="head">
                    <summary aria-label={site.text("tools.appearance")}>
                        <span class="aa" aria-hidden="true">{ "A" }<small>{ "a" }</small></span>
                    </summary>
                    <div class="sheet">
                        { settings(site, is_essay, &props.preferences, &props.on_prefer) }
                        if is_essay {
                            <p class="acts">
                                { act(site, "alone", &props.on_alone) }
                                { for props.on_speak.iter().map(|on_speak| act(site, "speech", on_speak)) }
                            </p>
                        }
                    </div>
                </details>
            </div>
            if let Some(outside) = &props.outside {
                <a class="outside" href={outside.clone()} target="_blank" rel="noopener">{ site.text("widget.outside") }</a>
            }
            { seek(props) }
            <details class="pop menu" name="head">
                <summary>{ site.text("nav.menu") }</summary>
                <div class="sheet">
                    <nav aria-label={site.text("nav.label")}>{ links(site, props.page) }</nav>
                    <div class="needs-js">{ switch }</div>
                </div>
            </details>
        </div>
    }
}

/// A widget's own way back: the window's history is its page's.
fn back(site: &Site, on_back: &Callback<()>) -> Html {
    let on_back = on_back.clone();
    html! {
        <button type="button" class="back-step" aria-label={site.text("widget.back")}
            onclick={move |_| on_back.emit(())}>{ "←" }</button>
    }
}

fn act(site: &Site, key: &'static str, callback: &Callback<()>) -> Html {
    let callback = callback.clone();
    html! { <button type="button" class="btn" onclick={move |_| callback.emit(())}>{ site.text(key) }</button> }
}

fn links(site: &Site, page: &str) -> Html {
    let link = |route: Route, key: &'static str, pages: &[&str]| {
        let current = pages.contains(&page).then_some("page");
        html! { <a href={site.link(&route)} aria-current={current}>{ site.text(key) }</a> }
    };
    html! {
        <>
            { link(Route::Library(Filter::default()), "nav.library", &["library", "essay"]) }
            { link(Route::Themes(Overview::default()), "nav.themes", &["themes", "theme"]) }
            { link(Route::Notebook, "nav.notebook", &["notebook"]) }
            { link(Route::About, "nav.about", &["about"]) }
        </>
    }
}

/// Where the field has no room: a link to the search page, which opens the dialog instead where there
/// is an application.
fn seek(props: &Props) -> Html {
    let site = &props.site;
    let on_find = props.on_find.clone();
    let onclick = move |click: MouseEvent| {
        if browser::events::is_plain_click(&click) {
            click.prevent_default();
            on_find.emit(());
        }
    };
    html! { <a class="seek" href={site.link(&Route::search(""))} {onclick}>{ site.text("nav.search") }</a> }
}

/// The search field. Without the application it is a plain form that leads to the search page.
fn find(props: &Props) -> Html {
    let site = &props.site;
    let onsubmit = {
        let on_search = props.on_search.clone();
        let query = props.query.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_search.emit(query.to_string());
        })
    };
    let oninput = {
        let on_type = props.on_type.clone();
        Callback::from(move |event: InputEvent| on_type.emit(browser::events::value(&event)))
    };
    html! {
        <form class="find" role="search" aria-label={site.text("tools.search")} method="get" action={site.link(&Route::search(""))} {onsubmit}>
            <label class="vh" for={FIELD}>{ site.text("tools.search") }</label>
            <input id={FIELD} class="line" type="search" name="q" autocomplete="off"
                placeholder={site.text("tools.search")} value={props.query.clone()} {oninput} />
        </form>
    }
}
