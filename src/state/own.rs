//! The reader's own themes: searches that were kept, and colours that the reader gave a name.

use corpus::{Localized, OWN_THEME, Passage, Reason, Span, Theme, ThemeId, order};
use marks::{Colour, Notebook, Saved, at_home};

use super::categories::Categories;
use super::shelf::Shelf;
use super::topics::Own;
use crate::site::Site;

/// A theme of the reader's own: it is called as the reader calls it, whatever the interface's language.
fn theme(site: &Site, name: &str, label: &str, query: &str) -> Option<Theme> {
    let id = ThemeId::new([OWN_THEME, name].concat()).ok()?;
    Some(Theme {
        label: Localized::single(site.language(), label),
        ..Theme::new(id, query)
    })
}

/// The theme of a kept search; `found` are the essays' blocks, by their places, that speak of it.
pub fn of_search(
    site: &Site,
    shelf: &Shelf,
    saved: &Saved,
    found: impl IntoIterator<Item = (usize, usize, Vec<Span>)>,
) -> Option<Own> {
    let can_be = |essay: usize, block: usize| {
        let packed = shelf.pack.essays.get(essay)?;
        packed
            .essay
            .blocks
            .get(block)
            .filter(|block| block.can_be_passage())
    };
    let found = found
        .into_iter()
        .filter(|(essay, block, _)| can_be(*essay, *block).is_some());
    let passages = found.map(|(essay, block, spans)| passage(essay, block, spans));
    Some(Own {
        theme: theme(site, &saved.name, &saved.label, &saved.query)?,
        passages: passages.collect(),
    })
}

/// The themes of the colours that the reader gave a name: the blocks that are highlighted in them. Highlights
/// whose texts have changed are left out until they are placed anew.
pub fn of_categories(
    site: &Site,
    shelf: &Shelf,
    notebook: &Notebook,
    categories: &Categories,
) -> Vec<Own> {
    let named = Colour::ALL
        .into_iter()
        .filter(|&colour| !categories.own(colour).is_empty());
    let own = named.filter_map(|colour| {
        let label = categories.own(colour);
        Some(Own {
            theme: theme(site, colour.class(), label, "")?,
            passages: highlighted(shelf, notebook, colour),
        })
    });
    own.collect()
}

fn highlighted(shelf: &Shelf, notebook: &Notebook, colour: Colour) -> Vec<Passage> {
    let highlights = notebook
        .highlights()
        .iter()
        .filter(|highlight| highlight.colour == colour);
    let places = highlights.filter_map(|highlight| {
        let (essay, packed) = shelf.pack.find(&highlight.essay)?;
        let places = at_home(highlight, &packed.revision, &packed.essay.blocks)?;
        Some(
            places
                .into_iter()
                .map(move |place| (essay, place.block, place.span)),
        )
    });
    let mut places: Vec<(usize, usize, Span)> = places.flatten().collect();
    order::sort_by_key(&mut places, |&(essay, block, span)| {
        (essay, block, span.start)
    });
    let blocks = places.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    let passage_of = |places: &[(usize, usize, Span)]| {
        let &(essay, block, _) = places.first()?;
        let spans = places.iter().map(|&(_, _, span)| span).collect();
        Some(passage(essay, block, Span::merge(spans)))
    };
    blocks.filter_map(passage_of).collect()
}

fn passage(essay: usize, block: usize, spans: Vec<Span>) -> Passage {
    let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    Passage {
        essay: number(essay),
        block: number(block),
        spans,
        // The rule is its own, which goes without saying.
        reasons: vec![Reason::Rule(u32::MAX)],
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use marks::{Highlight, Selector};
    use yew::Reducible;

    use super::*;
    use crate::locale::Locale;
    use crate::state::categories::Rename;
    use crate::state::narrowing::tests::{essay_of, topics};
    use crate::state::notebook::tests::highlight;
    use crate::state::topics::Topics;

    fn site() -> Site {
        Site {
            root: "/".into(),
            locale: Locale::En,
        }
    }

    fn marked(
        shelf: &Shelf,
        id: &str,
        essay: usize,
        block: usize,
        words: &str,
        colour: Colour,
    ) -> Highlight {
        let packed = &shelf.pack.essays[essay];
        let text = &packed.essay.blocks[block];
        let start = text.text.find(words).unwrap() as u32;
        Highlight {
            essay: packed.meta().id.clone(),
            revision: packed.revision.clone(),
            colour,
            target: vec![Selector {
                block: text.id.clone(),
                span: Span::new(start, start + words.len() as u32),
                exact: words.to_owned(),
                prefix: String::new(),
                suffix: String::new(),
            }],
            ..highlight(id)
        }
    }

    #[test]
    fn a_named_colour_is_a_theme() {
        let topics = topics(vec![
            essay_of("first", &["growth of plans", "none"]),
            essay_of("second", &["a plan"]),
        ]);
        let shelf = topics.shelf();
        let mut notebook = Notebook::default();
        for (id, essay, block, words, colour) in [
            ("c", 1, 0, "plan", Colour::One),
            ("a", 0, 0, "plans", Colour::One),
            ("b", 0, 0, "growth", Colour::One),
            ("d", 0, 1, "none", Colour::Two),
        ] {
            notebook.add(marked(shelf, id, essay, block, words, colour));
        }
        let none = Categories::default();
        assert_eq!(of_categories(&site(), shelf, &notebook, &none), []);
        let named = Rc::new(none).reduce(Rename(Colour::One, "Doubts".to_owned()));
        let own = of_categories(&site(), shelf, &notebook, &named);
        assert_eq!(own.len(), 1);
        let places: Vec<_> = own[0]
            .passages
            .iter()
            .map(|passage| (passage.essay, passage.block, passage.spans.len()))
            .collect();
        assert_eq!(places, [(0, 0, 2), (1, 0, 1)]);
    }

    #[test]
    fn a_kept_search_stands_beside_the_codebook() {
        let plain = topics(vec![essay_of("first", &["growth", "plan", "growth plan"])]);
        let saved = Saved {
            name: "1a".to_owned(),
            label: "Plans".to_owned(),
            query: "plan".to_owned(),
        };
        let found = [
            (0, 1, vec![Span::new(0, 4)]),
            (0, 2, vec![Span::new(7, 11)]),
            (0, 9, Vec::new()),
            (7, 0, Vec::new()),
        ];
        let own = of_search(&site(), plain.shelf(), &saved, found).unwrap();
        let shelf = Rc::new(Shelf::new(plain.shelf().pack.clone()));
        let topics = Topics::new(shelf, vec![own.clone(), own]);
        assert!(
            topics.of_codebook() == topics.len(),
            "two of one name are no codebook"
        );
        let shelf = Rc::new(Shelf::new(plain.shelf().pack.clone()));
        let own = of_search(
            &site(),
            &shelf,
            &saved,
            [(0, 1, Vec::new()), (0, 2, Vec::new())],
        );
        let topics = Topics::new(shelf, own.into_iter().collect());
        let place = topics.find(&ThemeId::new("own-1a").unwrap()).unwrap();
        assert!(topics.is_own(place) && !topics.is_own(0));
        assert_eq!(topics.passages(place).len(), topics.passages(1).len());
        assert_eq!(topics.together().count(place, 1), 2);
        assert_eq!(topics.together().count(place, 0), 1);
    }
}
