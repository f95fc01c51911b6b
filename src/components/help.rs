//! The keyboard shortcuts, as a table and as a dialog.

use yew::prelude::*;

use crate::shortcuts::{HELP, label};
use crate::site::Site;

/// The id of the dialog.
pub const DIALOG: &str = "help";

/// The table of shortcuts.
pub fn shortcuts(site: &Site) -> Html {
    let row = |row: &crate::shortcuts::Row| {
        html! {
            <tr>
                <th scope="row">{ for row.keys.iter().map(|key| html! { <kbd>{ label(key) }</kbd> }) }</th>
                <td>{ site.text(row.label) }</td>
            </tr>
        }
    };
    html! {
        <table class="keys ui">
            <thead class="vh"><tr>
                <th scope="col">{ site.text("about.key") }</th>
                <th scope="col">{ site.text("about.does") }</th>
            </tr></thead>
            <tbody>{ for HELP.iter().map(row) }</tbody>
        </table>
    }
}

/// The dialog over the page; the browser opens and closes it.
pub fn help_dialog(site: &Site) -> Html {
    html! {
        <dialog id={DIALOG} class="dialog" aria-labelledby="help-title" lang={site.locale.tag()}>
            <h2 id="help-title" class="label">{ site.text("help.title") }</h2>
            { shortcuts(site) }
            <form method="dialog"><button class="btn ui">{ site.text("help.close") }</button></form>
        </dialog>
    }
}
