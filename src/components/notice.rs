//! What the reader has to know: failures stay until they are mended, confirmations pass by.

use corpus::Language;
use yew::prelude::*;

use crate::site::Site;
use crate::state::progress::Place;

/// What is said of something that was done, or found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The words.
    pub text: AttrValue,
    /// Their language, where it is not the interface's.
    pub language: Option<Language>,
    /// Whether it is seen, and not only spoken.
    pub is_seen: bool,
    /// Whether what was done can be taken back.
    pub is_act: bool,
}

impl Said {
    /// Words that are seen and spoken.
    pub fn plain(text: impl Into<AttrValue>) -> Self {
        Self {
            text: text.into(),
            is_seen: true,
            ..Self::default()
        }
    }

    /// Words that are spoken, in a language of their own.
    pub fn spoken(text: String, language: Language) -> Self {
        Self {
            text: text.into(),
            language: Some(language),
            ..Self::default()
        }
    }
}

/// What has failed, with a way to try again; what has been done, with a way to take it back where there is
/// one; and the place where the reader was, offered before anything is read.
pub fn notice(
    site: &Site,
    failure: Option<&AttrValue>,
    said: &Said,
    on_undo: &Callback<()>,
    offer: Option<&Place>,
    on_retry: Callback<()>,
) -> Html {
    let on_undo = on_undo.reform(|_| ());
    let lang = said.language.as_ref().map(ToString::to_string);
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
            <div class={classes!("done", "ui", (!said.is_seen || said.text.is_empty()).then_some("vh"))}>
                <p role="status" {lang}>{ said.text.clone() }</p>
                if said.is_act && said.is_seen {
                    <button type="button" class="link" onclick={on_undo}>{ site.text("mark.undo") }</button>
                }
            </div>
            if let Some(place) = offer {
                <nav class="done offer ui" aria-label={site.text("progress.label")}>
                    <a class="link" href={format!("#{}", place.block)}>
                        { site.locale.fill("progress.continue", &[("n", &place.number)]) }
                    </a>
                </nav>
            }
        </div>
    }
}
