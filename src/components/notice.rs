//! What the reader has to know: failures stay until they are mended, confirmations pass by.

use yew::prelude::*;

use crate::site::Site;

/// Both kinds: what has failed, with a way to try again, and what has been done, which is spoken, and
/// seen where it can be taken back.
pub fn notice(
    site: &Site,
    failure: Option<&AttrValue>,
    status: &AttrValue,
    on_undo: Option<&Callback<()>>,
    on_retry: Callback<()>,
) -> Html {
    html! {
        <div lang={site.locale.tag()}>
            if let Some(failure) = failure {
                <div class="failure ui" role="alert">
                    <p>{ failure.clone() }</p>
                    <button type="button" class="btn" onclick={move |_| on_retry.emit(())}>
                        { site.text("failure.retry") }
                    </button>
                </div>
            }
            <div class={classes!("done", "ui", on_undo.is_none().then_some("vh"))}>
                <p role="status">{ status.clone() }</p>
                if let Some(on_undo) = on_undo.cloned() {
                    <button type="button" class="link" onclick={move |_| on_undo.emit(())}>{ site.text("mark.undo") }</button>
                }
            </div>
        </div>
    }
}
