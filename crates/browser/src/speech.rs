//! Reading aloud, by the voices of the reader's system.

use gloo_events::EventListener;
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use crate::Subscription;
use crate::article::{Place, block};
use crate::document::window;
use crate::paint::cuts;

/// Calls back when the system has other voices than before; many come after the page.
pub fn listen(callback: impl Fn() + 'static) -> Option<Subscription> {
    let synthesis = synthesis()?;
    let listener = EventListener::new(&synthesis, "voiceschanged", move |_| callback());
    Some(Subscription::new(vec![listener]))
}

/// Whether there is a voice for a language, whatever its country.
pub fn has_voice(language: &str) -> bool {
    let voices = synthesis().map(|synthesis| synthesis.get_voices());
    voices.is_some_and(|voices| {
        voices.iter().any(|voice| {
            let voice: SpeechSynthesisVoice = voice.unchecked_into();
            primary(&voice.lang()).eq_ignore_ascii_case(primary(language))
        })
    })
}

/// Says a text in a language; comes back when it is said, or hushed.
pub async fn say(text: &str, language: &str) {
    let (Some(synthesis), Ok(utterance)) =
        (synthesis(), SpeechSynthesisUtterance::new_with_text(text))
    else {
        return;
    };
    utterance.set_lang(language);
    let said = Promise::new(&mut |resolve, _| {
        utterance.set_onend(Some(&resolve));
        utterance.set_onerror(Some(&resolve));
        synthesis.speak(&utterance);
    });
    let _ = JsFuture::from(said).await;
}

/// Says nothing more.
pub fn hush() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}

/// The words of a place by the languages that the page says they are in, one run after the other.
pub fn runs(place: &Place) -> Vec<(String, String)> {
    let mut runs: Vec<(String, String)> = Vec::new();
    let Some(element) = block(&place.block) else {
        return runs;
    };
    for (piece, from, to) in cuts(&element, place.start, place.end) {
        let parent = piece.node.parent_element();
        let around = parent.and_then(|parent| parent.closest("[lang]").ok().flatten());
        let language = around.and_then(|around| around.get_attribute("lang"));
        let language = language.unwrap_or_default();
        let words = piece
            .node
            .substring_data(from, to - from)
            .unwrap_or_default();
        match runs.last_mut().filter(|run| run.0 == language) {
            Some(run) => run.1.push_str(&words),
            None => runs.push((language, words)),
        }
    }
    runs
}

/// Some browsers have none, and say so by having no such property.
fn synthesis() -> Option<SpeechSynthesis> {
    let window = window()?;
    let synthesis = Reflect::get(&window, &"speechSynthesis".into()).ok()?;
    (!synthesis.is_undefined()).then(|| synthesis.unchecked_into())
}

/// The language of a tag, which some systems write with `_`.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}
