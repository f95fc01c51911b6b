//! A quiet graph of themes: those that speak together stand together, and only the ties that tell something
//! are drawn.
//!
//! Stress majorization (Gansner, Koren and North, *Graph drawing by stress majorization*, 2004) from places on
//! a circle, then labels pushed apart: no chance is involved, so every reader sees the same picture.

use crate::Together;

/// Each theme draws its ties to at most this many others, …
const TIES: usize = 2;

/// … and only those that meet at least so many times more often than by chance, …
const LEAST_LIFT: f32 = 1.3;

/// … in at least so many passages.
const LEAST_COUNT: u32 = 2;

/// The layout settles long before that.
const ROUNDS: usize = 120;

/// Pushing labels apart ends before that, or cannot succeed.
const PUSHES: usize = 2000;

/// A theme in the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// From the left, of its label's middle.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// Two themes that speak together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The one, the first of the two.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How many passages speak of both.
    pub count: u32,
    /// How many times more often than by chance.
    pub lift: f32,
    /// Where its number stands: on the line, clear of all labels where there is such a place.
    pub number: Node,
}

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// For each theme where it stands.
    pub nodes: Vec<Node>,
    /// Which are tied, the loosest first: what is drawn last is on top.
    pub edges: Vec<Edge>,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
}

/// Lays the themes out, each a box of the size that is said (width, height), for a drawing of about `width`.
/// `parents` has for each theme the one above it: the two stand together, but share passages by definition, so
/// that they are not tied.
pub fn graph(
    together: &Together,
    sizes: &[(f32, f32)],
    width: f32,
    parents: &[Option<usize>],
) -> Graph {
    let mut edges = edges(together, parents);
    let mut nodes = circle(sizes.len());
    let distances = distances(&edges, parents);
    for _ in 0..ROUNDS {
        majorize(&mut nodes, &distances);
    }
    fit(&mut nodes, sizes, width);
    push_apart(&mut nodes, sizes, width);
    let height = settle(&mut nodes, sizes);
    put_numbers(&mut edges, &nodes, sizes);
    Graph {
        nodes,
        edges,
        width,
        height,
    }
}

/// The ties that are drawn: of each theme its closest, each pair once.
fn edges(together: &Together, parents: &[Option<usize>]) -> Vec<Edge> {
    let is_above = |upper: usize, lower: usize| {
        let parent = |at: usize| parents.get(at).copied().flatten();
        std::iter::successors(parent(lower), |&at| parent(at)).any(|at| at == upper)
    };
    let is_family = |one: usize, other: usize| is_above(one, other) || is_above(other, one);
    let mut edges: Vec<Edge> = Vec::new();
    for theme in 0..together.themes() {
        let related = together.related(theme).into_iter().filter(|other| {
            other.lift >= LEAST_LIFT && other.count >= LEAST_COUNT && !is_family(theme, other.theme)
        });
        for related in related.take(TIES) {
            let edge = Edge {
                one: theme.min(related.theme),
                other: theme.max(related.theme),
                count: related.count,
                lift: related.lift,
                number: Node::default(),
            };
            if !edges
                .iter()
                .any(|known| (known.one, known.other) == (edge.one, edge.other))
            {
                edges.push(edge);
            }
        }
    }
    corpus::order::sort_by_key(&mut edges, |edge| edge.count);
    edges
}

fn circle(count: usize) -> Vec<Node> {
    let step = std::f32::consts::TAU / count.max(1) as f32;
    let node = |at: usize| Node {
        x: (at as f32 * step).sin(),
        y: -(at as f32 * step).cos(),
    };
    (0..count).map(node).collect()
}

/// How far apart themes are to be: the number of ties between them; those that nothing joins stand off.
fn distances(edges: &[Edge], parents: &[Option<usize>]) -> Vec<Vec<f32>> {
    let count = parents.len();
    let apart = (count as f32).sqrt().max(2.0);
    let mut distances = vec![vec![f32::INFINITY; count]; count];
    for edge in edges {
        distances[edge.one][edge.other] = 1.0;
        distances[edge.other][edge.one] = 1.0;
    }
    for (child, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            distances[*parent][child] = 1.0;
            distances[child][*parent] = 1.0;
        }
    }
    // All shortest ways (Floyd and Warshall): at most a few dozen themes.
    for through in 0..count {
        for from in 0..count {
            for to in 0..count {
                let way = distances[from][through] + distances[through][to];
                if way < distances[from][to] {
                    distances[from][to] = way;
                }
            }
        }
    }
    for row in &mut distances {
        row.iter_mut()
            .for_each(|distance| *distance = distance.min(apart));
    }
    distances
}

/// Moves each node to where its distances to all others would have it, weighed by how near they are.
fn majorize(nodes: &mut [Node], distances: &[Vec<f32>]) {
    for at in 0..nodes.len() {
        let (mut x, mut y, mut weights) = (0.0, 0.0, 0.0);
        for other in (0..nodes.len()).filter(|&other| other != at) {
            let wanted = distances[at][other];
            let (dx, dy) = (nodes[at].x - nodes[other].x, nodes[at].y - nodes[other].y);
            let length = dx.hypot(dy).max(1e-3);
            let weight = 1.0 / (wanted * wanted);
            x += weight * (nodes[other].x + wanted * dx / length);
            y += weight * (nodes[other].y + wanted * dy / length);
            weights += weight;
        }
        if weights > 0.0 {
            nodes[at] = Node {
                x: x / weights,
                y: y / weights,
            };
        }
    }
}

/// Stretches the drawing to its width, and to as much height as its labels need at their ease.
fn fit(nodes: &mut [Node], sizes: &[(f32, f32)], width: f32) {
    let area: f32 = sizes.iter().map(|(width, height)| width * height).sum();
    let ease = if width < NARROW { EASE / 2.0 } else { EASE };
    let height = (area * ease / width).max(1.0);
    let widest = sizes.iter().map(|size| size.0).fold(0.0, f32::max);
    stretch(
        nodes,
        |node| &mut node.x,
        widest / 2.0,
        (width - widest).max(1.0),
    );
    stretch(nodes, |node| &mut node.y, 0.0, height);
}

/// So many times the room that the labels themselves take …
const EASE: f32 = 5.0;

/// … and half of that where there is less width than this: nobody scrolls to see a line's other end.
const NARROW: f32 = 600.0;

fn stretch(nodes: &mut [Node], axis: fn(&mut Node) -> &mut f32, from: f32, length: f32) {
    let values: Vec<f32> = nodes.iter_mut().map(|node| *axis(node)).collect();
    let least = values.iter().copied().fold(f32::INFINITY, f32::min);
    let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for node in nodes {
        let value = axis(node);
        *value = from + (*value - least) / (most - least).max(1e-3) * length;
    }
}

/// Moves labels that stand on each other apart, along the way that is shorter, and keeps them within the width.
fn push_apart(nodes: &mut [Node], sizes: &[(f32, f32)], width: f32) {
    for _ in 0..PUSHES {
        let mut moved = false;
        for one in 0..nodes.len() {
            for other in one + 1..nodes.len() {
                moved |= push(nodes, sizes, one, other);
            }
        }
        for (node, (own, _)) in nodes.iter_mut().zip(sizes) {
            let half = (own / 2.0).min(width / 2.0);
            node.x = node.x.clamp(half, width - half);
        }
        if !moved {
            break;
        }
    }
}

fn push(nodes: &mut [Node], sizes: &[(f32, f32)], one: usize, other: usize) -> bool {
    let (dx, dy) = (nodes[other].x - nodes[one].x, nodes[other].y - nodes[one].y);
    let apart = (
        f32::midpoint(sizes[one].0, sizes[other].0),
        f32::midpoint(sizes[one].1, sizes[other].1),
    );
    let over = (apart.0 - dx.abs(), apart.1 - dy.abs());
    if over.0 <= 0.01 || over.1 <= 0.01 {
        return false;
    }
    // Down and up there is always room.
    if over.1 <= over.0 {
        let half = over.1 / 2.0 + 0.01;
        let by = if dy < 0.0 { -half } else { half };
        nodes[one].y -= by;
        nodes[other].y += by;
    } else {
        let half = over.0 / 2.0 + 0.01;
        let by = if dx < 0.0 { -half } else { half };
        nodes[one].x -= by;
        nodes[other].x += by;
    }
    true
}

/// Begins at the top; how high the drawing is.
fn settle(nodes: &mut [Node], sizes: &[(f32, f32)]) -> f32 {
    let halves = || sizes.iter().map(|size| size.1 / 2.0);
    let edges = nodes.iter().zip(halves());
    let top = edges
        .clone()
        .map(|(node, half)| node.y - half)
        .fold(f32::INFINITY, f32::min);
    let bottom = edges
        .map(|(node, half)| node.y + half)
        .fold(f32::NEG_INFINITY, f32::max);
    for node in nodes.iter_mut() {
        node.y -= top;
    }
    if nodes.is_empty() { 0.0 } else { bottom - top }
}

/// A number stands at the first of these parts of its line that is clear of labels and of other numbers.
const PLACES: [f32; 7] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.25, 0.75];

/// How wide and high a number is.
const NUMBER: (f32, f32) = (24.0, 22.0);

fn put_numbers(edges: &mut [Edge], nodes: &[Node], sizes: &[(f32, f32)]) {
    let mut taken: Vec<Node> = Vec::new();
    for edge in edges {
        let (from, to) = (nodes[edge.one], nodes[edge.other]);
        let at = |part: f32| Node {
            x: from.x + (to.x - from.x) * part,
            y: from.y + (to.y - from.y) * part,
        };
        let is_clear = |place: &Node| {
            let labels = nodes.iter().zip(sizes.iter().copied());
            let numbers = taken.iter().map(|number| (number, NUMBER));
            labels.chain(numbers).all(|(other, size)| {
                (place.x - other.x).abs() >= f32::midpoint(size.0, NUMBER.0)
                    || (place.y - other.y).abs() >= f32::midpoint(size.1, NUMBER.1)
            })
        };
        edge.number = PLACES
            .into_iter()
            .map(at)
            .find(is_clear)
            .unwrap_or_else(|| at(0.5));
        taken.push(edge.number);
    }
}

#[cfg(test)]
mod tests {
    use corpus::Passage;
    use proptest::prelude::*;

    use super::*;

    /// Themes that speak in these blocks of one essay.
    fn together(themes: &[Vec<u32>], blocks: u32) -> Together {
        let passage = |&block: &u32| Passage {
            essay: 0,
            block,
            spans: Vec::new(),
            reasons: Vec::new(),
        };
        let passages: Vec<Vec<Passage>> = themes
            .iter()
            .map(|blocks| blocks.iter().map(passage).collect())
            .collect();
        let passages: Vec<&[Passage]> = passages.iter().map(Vec::as_slice).collect();
        Together::new(&passages, blocks)
    }

    fn overlaps(graph: &Graph, sizes: &[(f32, f32)]) -> usize {
        let pairs =
            (0..sizes.len()).flat_map(|one| (one + 1..sizes.len()).map(move |other| (one, other)));
        let on_each_other = pairs.filter(|&(one, other)| {
            let (a, b) = (graph.nodes[one], graph.nodes[other]);
            f32::midpoint(sizes[one].0, sizes[other].0) - (a.x - b.x).abs() > 0.5
                && f32::midpoint(sizes[one].1, sizes[other].1) - (a.y - b.y).abs() > 0.5
        });
        on_each_other.count()
    }

    #[test]
    fn those_that_speak_together_stand_together() {
        let together = together(
            &[
                vec![1, 2, 3],
                vec![1, 2],
                vec![3, 7, 8],
                vec![7, 8],
                vec![20],
            ],
            40,
        );
        let sizes = [(80.0, 24.0); 5];
        let graph = graph(&together, &sizes, 600.0, &[None; 5]);
        let far = |one: usize, other: usize| {
            let (a, b) = (graph.nodes[one], graph.nodes[other]);
            (a.x - b.x).hypot(a.y - b.y)
        };
        let ties: Vec<_> = graph
            .edges
            .iter()
            .map(|edge| (edge.one, edge.other, edge.count))
            .collect();
        assert_eq!(ties, [(0, 1, 2), (2, 3, 2)]);
        assert!(
            far(0, 1) < far(0, 3) && far(2, 3) < far(1, 3),
            "{:?}",
            graph.nodes
        );
        assert_eq!(graph, self::graph(&together, &sizes, 600.0, &[None; 5]));
    }

    #[test]
    fn families_are_not_tied() {
        let together = together(&[vec![1, 2, 3], vec![1, 2]], 40);
        let graph = graph(&together, &[(10.0, 10.0); 2], 100.0, &[None, Some(0)]);
        assert_eq!(graph.edges, []);
        assert_eq!(
            self::graph(&Together::default(), &[], 100.0, &[]).height,
            0.0
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// At 8 themes as at 60, on a phone as on a desk, no label stands on another or outside.
        #[test]
        fn labels_are_legible(
            themes in prop::collection::vec(prop::collection::vec(0u32..200, 0..30), 1..60),
            widths in prop::collection::vec(20.0f32..150.0, 60),
            width in prop_oneof![Just(350.0f32), Just(1100.0f32)],
        ) {
            let themes: Vec<Vec<u32>> = themes.into_iter().map(|mut blocks| {
                blocks.sort_unstable();
                blocks.dedup();
                blocks
            }).collect();
            let sizes: Vec<(f32, f32)> = widths[..themes.len()].iter().map(|&width| (width, 26.0)).collect();
            let parents: Vec<Option<usize>> = (0..themes.len()).map(|at| (at % 3 == 1).then(|| at - 1)).collect();
            let graph = graph(&together(&themes, 200), &sizes, width, &parents);
            prop_assert_eq!(overlaps(&graph, &sizes), 0);
            for (node, size) in graph.nodes.iter().zip(&sizes) {
                prop_assert!(node.x - size.0 / 2.0 >= -0.01 && node.x + size.0 / 2.0 <= width + 0.01);
                prop_assert!(node.y - size.1 / 2.0 >= -0.01 && node.y + size.1 / 2.0 <= graph.height + 0.01);
            }
            prop_assert!(graph.edges.len() <= TIES * themes.len());
        }
    }
}
