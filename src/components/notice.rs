//! What the reader has to know: failures stay until they are mended, confirmations pass by.

use yew::prelude::*;

use crate::site::use_site;

/// Properties of [`Notice`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What has failed.
    #[prop_or_default]
    pub failure: Option<AttrValue>,
    /// What has been done.
    #[prop_or_default]
    pub status: AttrValue,
    /// Called to try again.
    #[prop_or_default]
    pub on_retry: Callback<()>,
}

/// Both kinds; the status is spoken, and seen only by those who hear the page.
#[component]
pub fn Notice(props: &Props) -> Html {
    let site = use_site();
    let on_retry = props.on_retry.clone();
    html! {
        <div lang={site.locale.tag()}>
            if let Some(failure) = &props.failure {
                <div class="failure ui" role="alert">
                    <p>{ failure.clone() }</p>
                    <button type="button" class="btn" onclick={move |_| on_retry.emit(())}>
                        { site.text("failure.retry") }
                    </button>
                </div>
            }
            <p class="vh" role="status">{ props.status.clone() }</p>
        </div>
    }
}
