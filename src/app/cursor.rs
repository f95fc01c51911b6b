//! The sentence cursor at work: it selects sentences, shows them and says them.

use std::rc::Rc;

use browser::article::in_sight;
use browser::{paint, scroll, selection};
use marks::Notebook;
use yew::prelude::*;

use super::marker::parts;
use super::navigator::Place;
use super::reader::ranges;
use crate::components::notice::Said;
use crate::effect::use_effect_of;
use crate::state::sentences::{Run, Step};
use crate::state::standing::Strayed;
use crate::state::text::Text;

/// The painted layer of the sentences that the cursor is on: it stays where the selection has gone
/// into a highlight.
const LAYER: &str = "cursor";

/// What the marks in the page are drawn from.
pub type Marks = (Rc<Notebook>, Rc<Vec<Strayed>>);

/// What moves the cursor; what it comes to is said. It is drawn anew when `marks` are, which split the
/// nodes that it is drawn over.
#[hook]
pub fn use_cursor(
    place: &Place,
    text: &Text,
    marks: Marks,
    say: &UseStateSetter<Said>,
) -> Callback<Step> {
    let run = use_mut_ref(|| None::<Run>);
    use_effect_of(place.visit, {
        let run = run.clone();
        move |_| {
            *run.borrow_mut() = None;
            paint::paint(LAYER, &[]);
        }
    });
    use_effect_of(marks, {
        let (run, text) = (run.clone(), text.clone());
        move |_| {
            if let Some(run) = *run.borrow() {
                paint::paint(LAYER, &ranges(&text, &run.hits(&text)));
            }
        }
    });
    let language = place
        .outline
        .as_ref()
        .map(|outline| outline.language.clone());
    let (text, say) = (text.clone(), say.clone());
    Callback::from(move |step| {
        let before = selected(&text).or(*run.borrow());
        let next = match before {
            Some(before) => Some(before.step(&text, step)),
            None => first(&text),
        };
        let (Some(next), Some(language)) = (next, language.clone()) else {
            return;
        };
        *run.borrow_mut() = Some(next);
        let hits = next.hits(&text);
        let places = ranges(&text, &hits);
        paint::paint(LAYER, &places);
        selection::select(&places);
        let reached = if matches!(step, Step::Previous) {
            places.first()
        } else {
            places.last()
        };
        if let Some(top) = reached.and_then(paint::top) {
            scroll::to_show(top);
        }
        // What is new is said: of a run that grew, the sentence that it took in.
        let news = Run {
            first: next.last,
            ..next
        };
        let words = news.hits(&text).into_iter();
        let words = words.filter_map(|hit| hit.span.slice(&text[hit.block].text));
        say.set(Said::spoken(words.collect(), language));
    })
}

/// The sentences that the reader's selection touches.
fn selected(text: &Text) -> Option<Run> {
    let parts = parts(&selection::current()?, text);
    let (&(from, first), &(to, last)) = (parts.first()?, parts.last()?);
    Run::over(text, (from, first.start), (to, last.end))
}

/// The first sentence that is in sight.
fn first(text: &Text) -> Option<Run> {
    let id = in_sight()?;
    let block = text.iter().position(|block| block.id.as_str() == id)?;
    Run::over(text, (block, 0), (block, 1))
}
