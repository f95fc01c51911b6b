//! The choice of the interface's language.

use yew::prelude::*;

use crate::locale::Locale;
use crate::site::use_site;

/// Properties of [`Switch`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Called with the language chosen.
    #[prop_or_default]
    pub on_choose: Callback<Locale>,
}

/// A button for each language, each named in itself.
#[component]
pub fn Switch(props: &Props) -> Html {
    let site = use_site();
    let button = |locale: Locale| {
        let on_choose = props.on_choose.clone();
        let chosen = locale == site.locale;
        html! {
            <button type="button" lang={locale.tag()} aria-pressed={chosen.to_string()}
                onclick={move |_| on_choose.emit(locale)}>
                { locale.text("language.name") }
            </button>
        }
    };
    html! {
        <div class="switch needs-js" role="group" aria-label={site.text("tools.language")}>
            { for Locale::ALL.into_iter().map(button) }
        </div>
    }
}
