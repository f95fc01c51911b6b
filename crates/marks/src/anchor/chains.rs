//! Runs that follow each other in the quote and in the text, and so may belong together.

use super::seeds::Run;

/// How many chains are made.
const CHAINS: usize = 6;

/// What any shift between two runs costs, in halves of a letter; its length costs in addition.
const SHIFT: usize = 6;

/// The chains that runs (by place in the text) make, the weightiest first. A run is in one chain at
/// most; chains of less than half of the first one's weight are left out. `weights` has what the
/// quote weighs up to each place; `reach` says how far apart in the text two runs may be.
///
/// (The chaining of seeds is that of Li, *Minimap2: pairwise alignment for nucleotide sequences*,
/// 2018.)
pub(super) fn chains(runs: &[Run], weights: &[usize], reach: usize) -> Vec<Vec<Run>> {
    let best = best(runs, weights, reach);
    let mut used = vec![false; runs.len()];
    let mut chains = Vec::new();
    let mut least = 0;
    while chains.len() < CHAINS {
        let ends = (0..runs.len()).filter(|&end| !used[end]);
        // Of equals the first.
        let Some(end) = ends.rev().max_by_key(|&end| best[end].0) else {
            break;
        };
        least = least.max(best[end].0 / 2);
        if best[end].0 < least {
            break;
        }
        let mut chain = Vec::new();
        let mut next = Some(end);
        while let Some(at) = next.filter(|&at| !used[at]) {
            used[at] = true;
            chain.push(runs[at]);
            next = best[at].1;
        }
        chain.reverse();
        chains.push(chain);
    }
    chains
}

/// For each run the weight of the best chain that ends with it, and the run before it there.
fn best(runs: &[Run], weights: &[usize], reach: usize) -> Vec<(usize, Option<usize>)> {
    let longest = runs.iter().map(|run| run.length).max().unwrap_or(0);
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let mut top = (weights[run.quote_end()] - weights[run.quote], None);
        for (before, other) in runs[..at].iter().enumerate().rev() {
            if run.text - other.text > reach + longest {
                break;
            }
            let overlap = run.overlap(other.quote_end(), other.text_end());
            let follows = other.quote < run.quote
                && other.text < run.text
                && overlap < run.length
                && run.text <= other.text_end() + reach;
            if !follows {
                continue;
            }
            let new = weights[run.quote_end()] - weights[run.quote + overlap];
            let shift = (run.quote - other.quote).abs_diff(run.text - other.text);
            let total = (best[before].0 + new).saturating_sub(cost(shift));
            if total > top.0 {
                top = (total, Some(before));
            }
        }
        best.push(top);
    }
    best
}

fn cost(shift: usize) -> usize {
    shift
        .checked_ilog2()
        .map_or(0, |doublings| SHIFT + 2 * doublings as usize + shift / 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(quote: usize, text: usize, length: usize) -> Run {
        Run {
            quote,
            text,
            length,
        }
    }

    #[test]
    fn runs_that_follow_each_other_make_a_chain() {
        let weights: Vec<usize> = (0..=60).map(|place| place * 2).collect();
        let (one, two, far) = (run(0, 100, 20), run(22, 125, 30), run(0, 900, 40));
        let check = |runs: &[Run], expected: &[&[Run]]| {
            assert_eq!(chains(runs, &weights, 200), expected);
        };
        check(&[one, two], &[&[one, two]]);
        check(&[one, two, far], &[&[one, two], &[far]]);
        // In the other order they do not follow each other.
        check(
            &[run(30, 100, 20), run(0, 125, 20)],
            &[&[run(30, 100, 20)], &[run(0, 125, 20)]],
        );
        check(&[], &[]);
    }
}
