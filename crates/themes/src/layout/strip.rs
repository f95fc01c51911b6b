//! An essay as a strip, with the passages of a theme where they stand in it.

/// Neighbouring passages, drawn as one bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Where it begins, as a part of the essay: 0 to 1.
    pub start: f32,
    /// Where it ends.
    pub end: f32,
    /// The first of its blocks.
    pub block: u32,
    /// How many passages it joins.
    pub count: u32,
}

/// The strip of an essay: `lengths` are those of its blocks, in any unit; `passages` are places of blocks, in
/// order. Blocks that follow each other are one run.
pub fn strip(lengths: &[u32], passages: &[u32]) -> Vec<Run> {
    let whole: u32 = lengths.iter().sum();
    let until = |block: u32| -> f32 {
        let before: u32 = lengths.iter().take(block as usize).sum();
        before as f32 / whole.max(1) as f32
    };
    let runs = passages.chunk_by(|one, next| one + 1 == *next);
    let run = |blocks: &[u32]| {
        let (first, last) = (*blocks.first()?, *blocks.last()?);
        Some(Run {
            start: until(first),
            end: until(last + 1),
            block: first,
            count: blocks.len() as u32,
        })
    };
    runs.filter_map(run).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn neighbours_are_one_run() {
        let run = |start, end, block, count| Run {
            start,
            end,
            block,
            count,
        };
        let runs = strip(&[10, 30, 20, 20, 20], &[1, 2, 4]);
        assert_eq!(runs, [run(0.1, 0.6, 1, 2), run(0.8, 1.0, 4, 1)]);
        assert_eq!(strip(&[0, 0], &[1]), [run(0.0, 0.0, 1, 1)]);
        assert_eq!(strip(&[], &[]), []);
    }

    proptest! {
        /// No passage is lost, and none stands outside or on another.
        #[test]
        fn strips_hold_every_passage(lengths in prop::collection::vec(0u32..900, 1..60), seed: u64) {
            let passages: Vec<u32> = (0..lengths.len() as u32).filter(|block| seed >> (block % 64) & 1 == 1).collect();
            let runs = strip(&lengths, &passages);
            let joined: u32 = runs.iter().map(|run| run.count).sum();
            prop_assert_eq!(joined as usize, passages.len());
            prop_assert!(runs.iter().all(|run| 0.0 <= run.start && run.start <= run.end && run.end <= 1.0));
            prop_assert!(runs.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
