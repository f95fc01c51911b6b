//! The reader's notes beside the text: which stand where.

use std::rc::Rc;

use browser::{margin, scroll};
use marks::Notebook;
use yew::prelude::*;

use super::navigator::Place;
use super::parts::MARKS;
use crate::components::margin_notes::{MarginNote, id_of};
use crate::effect::use_effect_of;
use crate::state::standing::Strayed;
use crate::state::text::Text;

/// The notes of the open essay in the order of its text.
pub type Noting = Rc<Vec<MarginNote>>;

/// The notes beside the essay in the page, laid out once they and their marks are drawn: again when
/// highlights that had `strayed` are.
#[hook]
pub fn use_noting(
    place: &Place,
    text: &Text,
    notebook: &Rc<Notebook>,
    strayed: &Rc<Vec<Strayed>>,
) -> Noting {
    let width = use_state(|| 0_u32);
    let notes = use_memo((place.visit, text.clone(), notebook.clone()), {
        let essay = place.outline.as_ref().map(|outline| outline.essay.clone());
        move |_| match (essay, MARKS.here()) {
            (Some(essay), Some(marks)) => (marks.notes)(&essay, text, notebook),
            _ => Vec::new(),
        }
    });
    use_effect_of(
        (notes.clone(), *width, strayed.clone()),
        move |(notes, ..)| {
            if let Some(marks) = MARKS.here().filter(|_| !notes.is_empty()) {
                (marks.lay_out)(notes);
            }
        },
    );
    use_effect_of((), {
        let width = width.clone();
        move |()| {
            let count = std::cell::Cell::new(0);
            let listener = scroll::on_resize(move || {
                count.set(count.get() + 1);
                width.set(count.get());
            });
            move || drop(listener)
        }
    });
    notes
}

/// Numbers the marks of notes, and has these stand beside them where there is room.
pub fn lay_out(notes: &[MarginNote]) {
    let ids: Vec<(String, String)> = notes
        .iter()
        .map(|note| (note.id.clone(), id_of(&note.id)))
        .collect();
    for (number, (mark, _)) in (1..).zip(&ids) {
        browser::marks::number(mark, number);
    }
    margin::stack(&ids);
}

/// The notes of an essay in the order in which their words stand in its text.
pub fn notes(essay: &corpus::EssayId, text: &Text, notebook: &Notebook) -> Vec<MarginNote> {
    let place = |highlight: &marks::Highlight| {
        let part = highlight.target.first()?;
        let block = text.iter().position(|block| block.id == part.block)?;
        Some((block, part.span.start))
    };
    let mut notes: Vec<_> = notebook
        .of_essay(essay)
        .filter_map(|highlight| {
            let note = MarginNote {
                id: highlight.id.clone(),
                colour: highlight.colour,
                text: highlight.note.clone().unwrap_or_default(),
                tags: highlight.tags.clone(),
            };
            let says = highlight.note.is_some() || !highlight.tags.is_empty();
            says.then(|| (place(highlight), note))
        })
        .collect();
    corpus::order::sort_by_key(&mut notes, |(place, _)| place.unwrap_or((usize::MAX, 0)));
    notes.into_iter().map(|(_, note)| note).collect()
}
