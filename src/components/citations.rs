//! Citations of an essay or of words in it, in every form, each to be copied.

use scribe::Citation;
use yew::prelude::*;

use crate::site::Site;

/// The id of the dialog.
pub const DIALOG: &str = "citations";

/// The dialog over the page; calls back with a citation to copy.
pub fn citations(site: &Site, citations: &[Citation], on_copy: &Callback<String>) -> Html {
    let form = |citation: &Citation| {
        let (on_copy, text) = (on_copy.clone(), citation.text.clone());
        let name = citation.name.as_str();
        let label = site.locale.fill("cite.copy", &[("form", name)]);
        html! {
            <section key={name.to_owned()} class="citation">
                <h3 class="label">{ name.to_owned() }</h3>
                <pre class={classes!(citation.is_code.then_some("code"))} tabindex="0">{ citation.text.clone() }</pre>
                <button type="button" class="link ui" aria-label={label} onclick={move |_| on_copy.emit(text.clone())}>{ site.text("mark.copy") }</button>
            </section>
        }
    };
    html! {
        <dialog id={DIALOG} class="dialog" aria-labelledby="citations-title" lang={site.locale.tag()}>
            <h2 id="citations-title" class="label">{ site.text("cite.title") }</h2>
            { for citations.iter().map(form) }
            <form method="dialog"><button class="btn ui">{ site.text("help.close") }</button></form>
        </dialog>
    }
}
