//! What can be done while an essay is read aloud.

use yew::prelude::*;

use crate::site::Site;

/// How far reading aloud has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaking {
    /// It has not begun.
    Silent,
    /// A sentence is said.
    Going,
    /// It waits at a sentence.
    Paused,
}

/// What a reader does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Begins, pauses, goes on.
    Toggle,
    /// To the next sentence.
    Next,
    /// No more of it.
    Stop,
}

/// The tools, while something is read.
pub fn speaking(site: &Site, speaking: Option<Speaking>, on_act: &Callback<Act>) -> Html {
    let toggle = match speaking {
        None | Some(Speaking::Silent) => return Html::default(),
        Some(Speaking::Going) => "speech.pause",
        Some(Speaking::Paused) => "speech.resume",
    };
    let button = |(key, act): (&'static str, Act)| {
        let on_act = on_act.clone();
        html! { <button type="button" onclick={move |_| on_act.emit(act)}>{ site.text(key) }</button> }
    };
    let acts = [
        (toggle, Act::Toggle),
        ("speech.next", Act::Next),
        ("speech.stop", Act::Stop),
    ];
    html! {
        <section class="speaking commands ui" aria-label={site.text("speech")} lang={site.locale.tag()}>
            { for acts.into_iter().map(button) }
        </section>
    }
}
