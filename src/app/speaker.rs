//! The open essay read aloud, sentence by sentence, each shown as it is said.

use std::cell::RefCell;
use std::rc::Rc;

use browser::{paint, scroll, speech};
use corpus::sentence::sentences;
use corpus::{Block, Kind};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::navigator::Place;
use super::parts::{self, AIDS};
use super::reader::ranges;
use crate::components::speaking::{Act, Speaking};
use crate::effect::use_effect_of;
use crate::state::hits::Hit;
use crate::state::text::Text;

/// The painted layer of the sentence that is said.
const LAYER: &str = "spoken";

/// Reads aloud. Clones are one speaker.
#[derive(Clone)]
pub struct Speaker {
    /// What is going on; nothing where there is no voice for the essay.
    pub speaking: Option<Speaking>,
    setter: UseStateSetter<Option<Speaking>>,
    script: Rc<RefCell<Script>>,
    text: Text,
    language: String,
}

/// What is read.
#[derive(Default)]
struct Script {
    sentences: Vec<Hit>,
    /// The sentence at hand.
    at: usize,
    /// Counts what was begun: what belongs to anything but the last goes no further.
    turn: u32,
}

/// A speaker of the essay in the page.
#[hook]
pub fn use_speaker(place: &Place, text: &Text) -> Speaker {
    let speaking = use_state_eq(|| None::<Speaking>);
    let script = use_mut_ref(Script::default);
    let outline = place.outline.as_ref();
    let speaker = Speaker {
        speaking: *speaking,
        setter: speaking.setter(),
        script,
        text: text.clone(),
        language: outline
            .map(|outline| outline.language.to_string())
            .unwrap_or_default(),
    };
    use_effect_of((place.visit, outline.is_some()), {
        let speaker = speaker.clone();
        move |_| {
            let find = {
                let speaker = speaker.clone();
                move || {
                    // Voices that come while something is read change nothing.
                    if speaker.script.borrow().sentences.is_empty() {
                        let speaks = speech::has_voice(&speaker.language);
                        speaker.setter.set(speaks.then_some(Speaking::Silent));
                    }
                }
            };
            find();
            let listener = speech::listen(find);
            move || {
                speaker.end();
                drop(listener);
            }
        }
    });
    speaker
}

impl Speaker {
    /// Does what the reader wants of it.
    pub fn on_act(&self) -> Callback<Act> {
        let speaker = self.clone();
        Callback::from(move |act| speaker.act(act))
    }

    /// Whether something is read, or waits to be.
    pub fn speaks(&self) -> bool {
        !matches!(self.speaking, None | Some(Speaking::Silent))
    }

    /// Does what the reader wants.
    pub fn act(&self, act: Act) {
        let speaker = self.clone();
        parts::with(AIDS, move |aids| (aids.speak)(&speaker, act));
    }

    fn stop(&self) {
        self.end();
        self.setter.set(Some(Speaking::Silent));
    }

    fn begin(&self) {
        let block = scroll::paragraph().map(|(block, _)| block);
        let is_first = |other: &Block| block.as_deref() == Some(other.id.as_str());
        let first = self.text.iter().position(is_first).unwrap_or(0);
        let mut hits = Vec::new();
        for (block, read) in self.text.iter().enumerate().skip(first) {
            if is_read(read) {
                let spans = sentences(&read.text).into_iter();
                hits.extend(spans.map(|span| Hit { block, span }));
            }
        }
        self.script.borrow_mut().sentences = hits;
        self.say(0);
    }

    /// Silences what is said, and counts a new turn.
    fn turn(&self) -> u32 {
        speech::hush();
        let mut script = self.script.borrow_mut();
        script.turn += 1;
        script.turn
    }

    fn end(&self) {
        self.turn();
        self.script.borrow_mut().sentences.clear();
        paint::paint(LAYER, &[]);
    }

    fn say(&self, at: usize) {
        let turn = self.turn();
        let place = {
            let mut script = self.script.borrow_mut();
            script.at = at;
            let hit = script.sentences.get(at..=at).unwrap_or_default();
            ranges(&self.text, hit).pop()
        };
        let Some(place) = place else {
            return self.stop();
        };
        self.setter.set(Some(Speaking::Going));
        if let Some(top) = paint::top(&place) {
            scroll::to_show(top);
        }
        let runs = speech::runs(&place);
        paint::paint(LAYER, &[place]);
        let speaker = self.clone();
        spawn_local(async move {
            for (language, words) in runs {
                // A language without a voice is left to the essay's own.
                let has_voice = speech::has_voice(&language);
                let language = if has_voice {
                    &language
                } else {
                    &speaker.language
                };
                speech::say(&words, language).await;
                if speaker.script.borrow().turn != turn {
                    return;
                }
            }
            speaker.say(at + 1);
        });
    }
}

/// Does what the reader wants of a speaker.
pub fn act(speaker: &Speaker, act: Act) {
    let at = speaker.script.borrow().at;
    match (act, speaker.speaking) {
        (Act::Toggle, Some(Speaking::Silent)) => speaker.begin(),
        (Act::Toggle, Some(Speaking::Going)) => {
            speaker.turn();
            speaker.setter.set(Some(Speaking::Paused));
        }
        (Act::Toggle, _) => speaker.say(at),
        (Act::Next, _) => speaker.say(at + 1),
        (Act::Stop, _) => speaker.stop(),
    }
}

/// Whether a block is read aloud: no pull quote, which says again what the text says, and no note.
fn is_read(block: &Block) -> bool {
    block.is_original() && !matches!(block.kind, Kind::Footnote { .. })
}
