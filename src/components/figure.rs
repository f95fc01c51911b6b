//! A figure at its full size.

use yew::prelude::*;

use crate::site::Site;

/// The id of the dialog.
pub const DIALOG: &str = "figure";

/// The dialog over the page; `browser::overlay` shows a figure in its first element, which stays empty here.
pub fn figure_dialog(site: &Site) -> Html {
    html! {
        <dialog id={DIALOG} class="dialog enlarged" aria-label={site.text("figure.enlarged")} lang={site.locale.tag()}>
            <div class="scroll" tabindex="0" role="group" aria-label={site.text("figure.enlarged")}></div>
            <form method="dialog"><button class="btn ui">{ site.text("help.close") }</button></form>
        </dialog>
    }
}
