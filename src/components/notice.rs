//! What the reader has to know: failures stay until they are mended, confirmations pass by.

use yew::prelude::*;

use crate::site::Site;

/// Both kinds: what has failed, with a way to try again, and what has been done, which is spoken
/// and seen only by those who hear the page.
pub fn notice(
    site: &Site,
    failure: Option<&AttrValue>,
    status: &AttrValue,
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
            <p class="vh" role="status">{ status.clone() }</p>
        </div>
    }
}
