//! The walk along a theme: from passage to passage, on through the essays.

use std::ops::Range;

use corpus::{Block, BlockId, EssayId, Kind, Passage, ThemeId};

use super::topics::Topics;
use crate::route::{Reading, Target};

/// Where the reader is on the walk along the tinted themes.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// The passage at which the reader is, counted from 0; none where the reader has not set out.
    pub current: Option<usize>,
    /// How many passages there are in all essays.
    pub all: usize,
    /// The passage before.
    pub previous: Option<Reading>,
    /// The passage after.
    pub next: Option<Reading>,
}

impl Walk {
    /// The walk of a reader who has opened an essay so; none where no theme is tinted, or none speaks anywhere.
    pub fn of(topics: &Topics, reading: &Reading) -> Option<Self> {
        let passages = passages(topics, &reading.themes);
        let here = place(topics, &reading.essay)?;
        if passages.is_empty() {
            return None;
        }
        let block = reading
            .target
            .as_ref()
            .and_then(|target| block(topics, here, &target.block));
        // Who has not set out stands before the first passage of the essay, or behind a block that is none.
        let (at, current) = match block {
            None => (passages.partition_point(|&(essay, _)| essay < here), None),
            Some(block) => match passages.binary_search(&(here, block)) {
                Ok(at) => (at, Some(at)),
                Err(at) => (at, None),
            },
        };
        let next = current.map_or(at, |at| at + 1);
        let to = |at: usize| {
            let &(essay, block) = passages.get(at)?;
            let packed = topics.shelf().pack.essays.get(essay as usize)?;
            let block = packed.essay.blocks.get(block as usize)?.id.clone();
            Some(Reading {
                themes: reading.themes.clone(),
                target: Some(Target {
                    block,
                    passage: None,
                }),
                ..Reading::new(packed.meta().id.clone())
            })
        };
        Some(Self {
            current,
            all: passages.len(),
            previous: at.checked_sub(1).and_then(to),
            next: to(next),
        })
    }
}

/// The passages of any of these themes, in reading order, each block once.
fn passages(topics: &Topics, themes: &[ThemeId]) -> Vec<(u32, u32)> {
    let themes = themes.iter().filter_map(|theme| topics.find(theme));
    let passages = themes.flat_map(|theme| topics.passages(theme));
    let mut places: Vec<(u32, u32)> = passages
        .map(|&Passage { essay, block, .. }| (essay, block))
        .collect();
    corpus::order::sort(&mut places);
    places.dedup();
    places
}

fn place(topics: &Topics, essay: &EssayId) -> Option<u32> {
    let (place, _) = topics.shelf().pack.find(essay)?;
    u32::try_from(place).ok()
}

fn block(topics: &Topics, essay: u32, id: &BlockId) -> Option<u32> {
    let blocks = &topics.shelf().pack.essays.get(essay as usize)?.essay.blocks;
    let place = blocks.iter().position(|block| block.id == *id)?;
    u32::try_from(place).ok()
}

/// The runs of blocks to be folded away where only these are kept: what is neither one of them nor a heading, by
/// which a reader knows where they are. Notes stay with what they are of.
pub fn folds(text: &[Block], kept: &[String]) -> Vec<Range<usize>> {
    let is_kept = |block: &Block| {
        matches!(block.kind, Kind::Heading { .. } | Kind::Footnote { .. })
            || kept.iter().any(|id| id == block.id.as_str())
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..text.len()).filter(|&at| !is_kept(&text[at])) {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::narrowing::tests::{essay_of, topics};

    /// From passage to passage until there is none; each is seen once, in order, whatever essay it is in.
    fn walked(topics: &Topics, from: Reading, forward: bool) -> Vec<String> {
        let mut seen = Vec::new();
        let mut reading = from;
        loop {
            let walk = Walk::of(topics, &reading).unwrap();
            let step = if forward { walk.next } else { walk.previous };
            let Some(step) = step else { return seen };
            let (_, packed) = topics.shelf().pack.find(&step.essay).unwrap();
            let block = &step.target.as_ref().unwrap().block;
            let number = packed.essay.blocks.iter().position(|one| one.id == *block);
            seen.push(format!("{}.{}", step.essay, number.unwrap()));
            reading = step;
        }
    }

    #[test]
    fn what_is_not_kept_is_folded() {
        let block = |(at, kind): (usize, &&str)| {
            crate::state::text::block(format!("b{at}"), kind, String::new())
        };
        let kinds = ["heading", "", "", "heading", "", "pull", "", "footnote"];
        let text: Vec<Block> = kinds.iter().enumerate().map(block).collect();
        assert_eq!(folds(&text, &["b4".to_owned()]), [1..3, 5..7]);
        assert_eq!(folds(&[], &[]), []);
    }

    #[test]
    fn a_theme_is_walked_through_all_essays() {
        let topics = topics(vec![
            essay_of("first", &["growth", "none", "growth plan"]),
            essay_of("second", &["none"]),
            essay_of("third", &["city", "plan", "growth"]),
        ]);
        let open = |essay: &str, themes: &[&str]| Reading {
            themes: themes.iter().map(|id| ThemeId::new(*id).unwrap()).collect(),
            ..Reading::new(EssayId::new(essay).unwrap())
        };
        let growth = |essay| open(essay, &["growth"]);
        assert_eq!(
            walked(&topics, growth("first"), true),
            ["first.0", "first.2", "third.2"]
        );
        assert_eq!(walked(&topics, growth("second"), true), ["third.2"]);
        assert_eq!(
            walked(&topics, growth("second"), false),
            ["first.2", "first.0"]
        );
        assert_eq!(
            walked(&topics, open("first", &["plan", "city"]), true),
            ["first.2", "third.0", "third.1"]
        );
        let walk = Walk::of(&topics, &growth("third")).unwrap();
        assert_eq!((walk.current, walk.all), (None, 3));
        let walk = Walk::of(&topics, &walk.next.unwrap()).unwrap();
        assert_eq!((walk.current, walk.next), (Some(2), None));
        for themes in [&[][..], &["trade"], &["unheard-of"]] {
            assert_eq!(Walk::of(&topics, &open("first", themes)), None);
        }
        assert_eq!(Walk::of(&topics, &growth("nowhere")), None);
    }
}
