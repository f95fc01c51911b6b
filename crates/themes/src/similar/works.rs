//! Essays and their translations as works.

use std::collections::HashMap;

use corpus::{Essay, EssayId};

/// The number of the work that each essay is: translations have that of their original.
pub(super) fn works(essays: &[&Essay]) -> Vec<usize> {
    let places: HashMap<&EssayId, usize> = essays
        .iter()
        .enumerate()
        .map(|(at, essay)| (&essay.meta.id, at))
        .collect();
    let original = |at: usize| {
        essays[at]
            .meta
            .translation_of
            .as_ref()
            .and_then(|id| places.get(id).copied())
    };
    let follow = |at: usize| {
        let (mut here, mut least) = (at, at);
        for _ in 0..essays.len() {
            let Some(next) = original(here) else {
                return here;
            };
            (here, least) = (next, least.min(next));
        }
        // They translate each other in a circle.
        least
    };
    (0..essays.len()).map(follow).collect()
}
