//! The way back from a page where the text stands alone.

use yew::prelude::*;

use crate::site::Site;

/// The id of the button.
pub const LEAVE: &str = "leave";

/// A button that only such a page shows.
pub fn leave(site: &Site, on_leave: &Callback<()>) -> Html {
    let on_leave = on_leave.clone();
    html! {
        <button type="button" id={LEAVE} class="btn ui" lang={site.locale.tag()} onclick={move |_| on_leave.emit(())}>
            { site.text("alone.leave") }
        </button>
    }
}
