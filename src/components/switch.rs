//! The choice of the interface's language.

use yew::prelude::*;

use crate::locale::Locale;
use crate::site::Site;

/// A button for each language, each named in itself; calls back with the language chosen.
pub fn switch(site: &Site, on_choose: &Callback<Locale>) -> Html {
    let button = |locale: Locale| {
        let on_choose = on_choose.clone();
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
