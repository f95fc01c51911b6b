//! Non-negative matrix factorisation: passages by terms becomes passages by topics and topics by terms.
//!
//! By hierarchical alternating least squares (Cichocki and Phan, *Fast local algorithms for large scale
//! nonnegative matrix and tensor factorizations*, 2009), begun from the centres of a spherical k-means. The
//! same rows give the same factors: all chance comes from a generator with a fixed seed.

/// A row of the matrix: places of terms, each with its weight.
pub(super) type SparseRow = Vec<(u32, f32)>;

/// How often the centres are moved, and the factors refined.
const MOVES: usize = 6;
const ROUNDS: usize = 20;

/// How often the rows are refined at last.
const LAST_ROUNDS: usize = 3;

/// Topics are found in so many rows, spread over all.
const ENOUGH: usize = 20_000;

/// Of how many rows drawn the best begins a topic.
const DRAWS: usize = 4;

const SEED: u64 = 0x1ec7_e421;

/// The factors.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Factors {
    /// How many topics there are.
    pub(super) topics: usize,
    /// The weight of each topic in each row, row after row.
    pub(super) rows: Vec<f32>,
    /// The weight of each topic in each term, term after term.
    pub(super) terms: Vec<f32>,
}

impl Factors {
    /// Factors a matrix into no more topics than it has rows.
    pub(super) fn of(matrix: &[&SparseRow], terms: usize, topics: usize) -> Self {
        let step = matrix.len().div_ceil(ENOUGH).max(1);
        let some: Vec<&SparseRow> = matrix.iter().step_by(step).copied().collect();
        let topics = topics.min(some.len());
        let mut factors = Self {
            topics,
            rows: vec![0.0; some.len() * topics],
            terms: centres(&some, terms, topics),
        };
        for _ in 0..ROUNDS {
            factors.refine_rows(&some);
            factors.refine_terms(&some);
        }
        factors.rows = vec![0.0; matrix.len() * topics];
        // From nothing, weights need a few rounds to agree with each other.
        (0..LAST_ROUNDS).for_each(|_| factors.refine_rows(matrix));
        factors
    }

    /// The weights of the topics in a row.
    pub(super) fn row(&self, row: usize) -> &[f32] {
        &self.rows[row * self.topics..][..self.topics]
    }

    fn refine_rows(&mut self, matrix: &[&SparseRow]) {
        let gram = gram(&self.terms, self.topics);
        let mut wanted = vec![0.0; self.topics];
        for (row, weights) in matrix.iter().zip(self.rows.chunks_mut(self.topics.max(1))) {
            wanted.fill(0.0);
            for &(term, value) in row.iter() {
                let topics = &self.terms[term as usize * self.topics..][..self.topics];
                wanted
                    .iter_mut()
                    .zip(topics)
                    .for_each(|(wanted, weight)| *wanted += value * weight);
            }
            refine(weights, &wanted, &gram);
        }
    }

    fn refine_terms(&mut self, matrix: &[&SparseRow]) {
        let gram = gram(&self.rows, self.topics);
        let mut wanted = vec![0.0; self.terms.len()];
        for (row, weights) in matrix.iter().zip(self.rows.chunks(self.topics.max(1))) {
            for &(term, value) in row.iter() {
                let topics = &mut wanted[term as usize * self.topics..][..self.topics];
                topics
                    .iter_mut()
                    .zip(weights)
                    .for_each(|(wanted, weight)| *wanted += value * weight);
            }
        }
        let terms = self
            .terms
            .chunks_mut(self.topics.max(1))
            .zip(wanted.chunks(self.topics.max(1)));
        terms.for_each(|(weights, wanted)| refine(weights, wanted, &gram));
    }
}

/// The products of the topics with each other.
fn gram(factor: &[f32], topics: usize) -> Vec<f32> {
    let mut gram = vec![0.0; topics * topics];
    for weights in factor.chunks(topics.max(1)) {
        for (one, &weight) in weights
            .iter()
            .enumerate()
            .filter(|(_, weight)| **weight > 0.0)
        {
            let sums = &mut gram[one * topics..][..topics];
            sums.iter_mut()
                .zip(weights)
                .for_each(|(sum, other)| *sum += weight * other);
        }
    }
    gram
}

/// Brings each weight of a row to where the rest of the row would have it, but not below nothing.
fn refine(weights: &mut [f32], wanted: &[f32], gram: &[f32]) {
    let topics = weights.len();
    for topic in 0..topics {
        let products = &gram[topic * topics..][..topics];
        let own = products[topic];
        if own <= f32::EPSILON {
            weights[topic] = 0.0;
            continue;
        }
        let others: f32 = weights
            .iter()
            .zip(products)
            .map(|(weight, product)| weight * product)
            .sum();
        weights[topic] = ((wanted[topic] - others) / own + weights[topic]).max(0.0);
    }
}

/// The centres of groups of rows, as terms by topics.
fn centres(matrix: &[&SparseRow], terms: usize, topics: usize) -> Vec<f32> {
    let mut centres = vec![0.0; terms * topics];
    let seeds = seeds(matrix, terms, topics);
    for (topic, &row) in seeds.iter().enumerate() {
        matrix[row]
            .iter()
            .for_each(|&(term, value)| centres[term as usize * topics + topic] = value);
    }
    for _ in 0..MOVES {
        let mut sums = vec![0.0; centres.len()];
        for row in matrix {
            let mut near = vec![0.0f32; topics];
            for &(term, value) in row.iter() {
                let weights = &centres[term as usize * topics..][..topics];
                near.iter_mut()
                    .zip(weights)
                    .for_each(|(near, weight)| *near += value * weight);
            }
            let nearest = (0..topics)
                .max_by(|&one, &other| near[one].total_cmp(&near[other]).then(other.cmp(&one)));
            if let Some(topic) = nearest.filter(|&topic| near[topic] > 0.0) {
                row.iter()
                    .for_each(|&(term, value)| sums[term as usize * topics + topic] += value);
            }
        }
        normalise(&mut sums, topics);
        centres = sums;
    }
    centres
}

/// Gives each topic the length one.
fn normalise(factor: &mut [f32], topics: usize) {
    let mut squares = vec![0.0f32; topics];
    for weights in factor.chunks(topics.max(1)) {
        squares
            .iter_mut()
            .zip(weights)
            .for_each(|(square, weight)| *square += weight * weight);
    }
    for weights in factor.chunks_mut(topics.max(1)) {
        weights
            .iter_mut()
            .zip(&squares)
            .for_each(|(weight, square)| *weight /= square.sqrt().max(f32::EPSILON));
    }
}

/// Rows far from each other: for each next one several are drawn by their distance from those before
/// it, and the one that leaves the least distance is taken (Arthur and Vassilvitskii, *k-means++*, 2007).
fn seeds(matrix: &[&SparseRow], terms: usize, topics: usize) -> Vec<usize> {
    let mut chance = Chance(SEED);
    let mut nearest = vec![0.0f32; matrix.len()];
    let mut seeds: Vec<usize> = Vec::with_capacity(topics);
    while seeds.len() < topics {
        let mut best: Option<(f64, usize, Vec<f32>)> = None;
        for _ in 0..DRAWS {
            let seed = drawn(&nearest, &mut chance);
            let near = nearer(&nearest, matrix, seed, terms);
            let left = near.iter().map(|&near| distance(near)).sum();
            if best.as_ref().is_none_or(|(least, ..)| left < *least) {
                best = Some((left, seed, near));
            }
        }
        let Some((_, seed, near)) = best else { break };
        seeds.push(seed);
        nearest = near;
    }
    seeds
}

fn distance(near: f32) -> f64 {
    f64::from((1.0 - near).max(0.0))
}

/// A row, drawn by its distance from the nearest seed.
fn drawn(nearest: &[f32], chance: &mut Chance) -> usize {
    let distances = nearest.iter().map(|&near| distance(near));
    let end = chance.below(distances.clone().sum());
    let mut passed = 0.0;
    let before = distances.take_while(|distance| {
        passed += distance;
        passed <= end
    });
    before.count().min(nearest.len().saturating_sub(1))
}

/// How near each row is to a seed, or to those before it.
fn nearer(nearest: &[f32], matrix: &[&SparseRow], seed: usize, terms: usize) -> Vec<f32> {
    let mut dense = vec![0.0; terms];
    matrix[seed]
        .iter()
        .for_each(|&(term, value)| dense[term as usize] = value);
    let product = |row: &SparseRow| -> f32 {
        row.iter()
            .map(|&(term, value)| value * dense[term as usize])
            .sum()
    };
    nearest
        .iter()
        .zip(matrix)
        .map(|(near, row)| near.max(product(row)))
        .collect()
}

/// Numbers that look drawn and are the same on every run (splitmix64: Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: f64) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        // 53 bits are as many as a double holds.
        (bits >> 11) as f64 / (1u64 << 53) as f64 * end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of two kinds that share no term end up in two topics.
    #[test]
    fn what_shares_nothing_is_parted() {
        let row = |terms: [u32; 2]| {
            terms
                .map(|term| (term, std::f32::consts::FRAC_1_SQRT_2))
                .to_vec()
        };
        let rows = [[0, 1], [3, 4], [1, 2], [4, 5], [0, 2], [3, 5]].map(row);
        let matrix: Vec<&SparseRow> = rows.iter().collect();
        let factors = Factors::of(&matrix, 6, 2);
        let topic = |at: usize| usize::from(factors.row(at)[1] > factors.row(at)[0]);
        let topics: Vec<usize> = (0..6).map(topic).collect();
        assert!(
            topics == [0, 1, 0, 1, 0, 1] || topics == [1, 0, 1, 0, 1, 0],
            "{topics:?}"
        );
        assert_eq!(Factors::of(&matrix, 6, 2), factors);
    }

    #[test]
    fn there_may_be_little_to_factor() {
        assert_eq!(Factors::of(&[], 0, 3).topics, 0);
        assert_eq!(Factors::of(&[&vec![(0, 1.0)]], 1, 3).topics, 1);
        assert_eq!(
            Factors::of(&[&Vec::new(), &Vec::new()], 1, 2).rows,
            [0.0; 4]
        );
    }
}
