//! The sentence cursor: a run of sentences of an essay, which goes on, back, and grows.

use corpus::Span;
use corpus::sentence::sentences;

use super::hits::Hit;
use super::text::Text;

/// A sentence: its block and which of the block's it is, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence {
    /// The block.
    pub block: usize,
    /// The sentence in it.
    pub at: usize,
}

/// What a cursor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the sentence after it.
    Next,
    /// To the sentence before it.
    Previous,
    /// It takes in the sentence after it as well.
    Extend,
    /// It gives its last sentence up.
    Shrink,
}

/// The sentences from one to another, both taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first.
    pub first: Sentence,
    /// The last.
    pub last: Sentence,
}

impl Run {
    /// The sentences that a stretch of text touches: from a scalar of a block to before another.
    pub fn over(text: &Text, from: (usize, u32), to: (usize, u32)) -> Option<Self> {
        let first = touched(text, from.0, from.1)?;
        let last = touched(text, to.0, to.1.saturating_sub(1))?;
        Some(Self {
            first,
            last: last.max(first),
        })
    }

    /// The cursor after a step; the same where there is nothing to step to.
    pub fn step(self, text: &Text, step: Step) -> Self {
        let alone = |sentence| Self {
            first: sentence,
            last: sentence,
        };
        match step {
            Step::Next => after(text, self.last).map_or(self, alone),
            Step::Previous => before(text, self.first).map_or(self, alone),
            Step::Extend => Self {
                last: after(text, self.last).unwrap_or(self.last),
                ..self
            },
            Step::Shrink => Self {
                last: before(text, self.last).unwrap_or(self.last).max(self.first),
                ..self
            },
        }
    }

    /// Its words: in each block a span.
    pub fn hits(self, text: &Text) -> Vec<Hit> {
        let hit = |block: usize| {
            let sentences = sentences(&text.get(block)?.text);
            let first = if block == self.first.block {
                self.first.at
            } else {
                0
            };
            let start = sentences.get(first)?.start;
            let last = if block == self.last.block {
                sentences.get(self.last.at)
            } else {
                sentences.last()
            };
            let span = Span::new(start, last?.end);
            Some(Hit { block, span })
        };
        (self.first.block..=self.last.block)
            .filter_map(hit)
            .collect()
    }
}

/// The sentence that holds a scalar of a block, or the first behind it.
fn touched(text: &Text, block: usize, scalar: u32) -> Option<Sentence> {
    let sentences = sentences(&text.get(block)?.text);
    let at = sentences.iter().position(|span| scalar < span.end);
    match at {
        Some(at) => Some(Sentence { block, at }),
        None => first_from(text, block + 1),
    }
}

fn after(text: &Text, sentence: Sentence) -> Option<Sentence> {
    let Sentence { block, at } = sentence;
    if at + 1 < sentences(&text.get(block)?.text).len() {
        return Some(Sentence { block, at: at + 1 });
    }
    first_from(text, block + 1)
}

fn before(text: &Text, sentence: Sentence) -> Option<Sentence> {
    let Sentence { block, at } = sentence;
    if let Some(at) = at.checked_sub(1) {
        return Some(Sentence { block, at });
    }
    (0..block).rev().find_map(|block| {
        let at = sentences(&text.get(block)?.text).len().checked_sub(1)?;
        Some(Sentence { block, at })
    })
}

/// The first sentence of a block, or of the next that has any.
fn first_from(text: &Text, block: usize) -> Option<Sentence> {
    let has_any = |&block: &usize| {
        text.get(block)
            .is_some_and(|block| !sentences(&block.text).is_empty())
    };
    let block = (block..text.len()).find(has_any)?;
    Some(Sentence { block, at: 0 })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use corpus::{Draft, Kind, assemble};

    use super::*;

    fn text() -> Text {
        Rc::new(assemble(vec![
            Draft::plain(Kind::Paragraph, "One grew. Two did not."),
            Draft::plain(Kind::Paragraph, ""),
            Draft::plain(Kind::Paragraph, "三。四！五"),
        ]))
    }

    fn words(text: &Text, run: Run) -> String {
        let words = run.hits(text).into_iter();
        let words =
            words.filter_map(|hit| hit.span.slice(&text[hit.block].text).map(str::to_owned));
        words.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn steps_lead_through_the_blocks() {
        let text = text();
        let begun = Run::over(&text, (0, 3), (0, 4)).expect("a sentence");
        let cases: [(&[Step], &str); 7] = [
            (&[], "One grew."),
            (&[Step::Next], "Two did not."),
            (&[Step::Next, Step::Next], "三。"),
            (&[Step::Next, Step::Next, Step::Previous], "Two did not."),
            (&[Step::Previous], "One grew."),
            (&[Step::Extend, Step::Extend], "One grew. Two did not.|三。"),
            (
                &[
                    Step::Extend,
                    Step::Extend,
                    Step::Shrink,
                    Step::Shrink,
                    Step::Shrink,
                ],
                "One grew.",
            ),
        ];
        for (steps, expected) in cases {
            let run = steps.iter().fold(begun, |run, &step| run.step(&text, step));
            assert_eq!(words(&text, run), expected, "{steps:?}");
        }
        let last = (0..9).fold(begun, |run, _| run.step(&text, Step::Next));
        assert_eq!(words(&text, last), "五");
    }

    #[test]
    fn a_run_takes_in_what_it_touches() {
        let text = text();
        let cases = [
            ((0, 3), (0, 12), "One grew. Two did not."),
            ((0, 9), (0, 10), "Two did not."),
            ((0, 20), (2, 3), "Two did not.|三。四！"),
            ((1, 0), (1, 0), "三。"),
        ];
        for (from, to, expected) in cases {
            let run = Run::over(&text, from, to).expect("sentences");
            assert_eq!(words(&text, run), expected);
        }
    }
}
