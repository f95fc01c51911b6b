//! Texts as sparse vectors, and those most like each one.

use std::collections::HashMap;

/// A sparse vector: dimensions in order, each with its weight; of length one, or empty.
pub(super) type Vector = Vec<(u32, f32)>;

/// What vectors are made of.
pub(super) struct Limits {
    /// So many of a text's heaviest dimensions are kept.
    pub(super) dimensions: usize,
    /// What more texts have than this tells none from the others, and is left out.
    pub(super) texts: usize,
}

/// Weighs texts, each given as its dimensions with how often it has them: seldom ones weigh more
/// (tf-idf) and those that say more (`size`), and each vector gets the length one.
pub(super) fn vectors(
    texts: &[Vec<(u32, u32)>],
    size: impl Fn(u32) -> f32,
    limits: &Limits,
) -> Vec<Vector> {
    let mut having: HashMap<u32, u32> = HashMap::new();
    for text in texts {
        text.iter()
            .for_each(|&(dimension, _)| *having.entry(dimension).or_default() += 1);
    }
    let all = texts.len() as f32;
    let weigh = |&(dimension, times): &(u32, u32)| {
        let texts = having.get(&dimension).copied().unwrap_or(1);
        let is_telling = (2..=limits.texts).contains(&(texts as usize));
        let rare = (1.0 + all / texts as f32).ln();
        is_telling.then(|| {
            (
                dimension,
                (1.0 + (times as f32).ln()) * rare * size(dimension),
            )
        })
    };
    texts
        .iter()
        .map(|text| normal(text.iter().filter_map(weigh).collect(), limits.dimensions))
        .collect()
}

fn normal(mut vector: Vector, dimensions: usize) -> Vector {
    vector.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    vector.truncate(dimensions);
    vector.sort_by_key(|&(dimension, _)| dimension);
    let length = vector
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    vector
}

/// Which vectors have a dimension.
pub(super) struct Inverted(HashMap<u32, Vec<(u32, f32)>>);

impl Inverted {
    pub(super) fn of(vectors: &[Vector]) -> Self {
        let mut inverted: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
        for (place, vector) in (0..).zip(vectors) {
            vector.iter().for_each(|&(dimension, weight)| {
                inverted.entry(dimension).or_default().push((place, weight));
            });
        }
        Self(inverted)
    }

    /// Adds the cosines of a vector with all others, times a factor, to `sums`, and to `touched` which of
    /// them were nothing before.
    pub(super) fn add_cosines(
        &self,
        vector: &Vector,
        factor: f32,
        sums: &mut [f32],
        touched: &mut Vec<u32>,
    ) {
        for (dimension, weight) in vector {
            for &(place, other) in self.0.get(dimension).map_or(&[][..], Vec::as_slice) {
                let sum = &mut sums[place as usize];
                if *sum == 0.0 {
                    touched.push(place);
                }
                *sum += factor * weight * other;
            }
        }
    }
}

/// The dimensions that two vectors share, those that make most of their cosine first, with how much.
pub(super) fn shared(one: &Vector, other: &Vector) -> Vec<(u32, f32)> {
    let mut shared: Vec<(u32, f32)> = one
        .iter()
        .filter_map(|&(dimension, weight)| {
            let at = other
                .binary_search_by_key(&dimension, |&(dimension, _)| dimension)
                .ok()?;
            Some((dimension, weight * other[at].1))
        })
        .collect();
    shared.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    shared
}
