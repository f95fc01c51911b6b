//! Where things stand in drawings of themes: pure numbers, in the units of the drawing, the same on every run.

mod graph;
mod strip;

pub use graph::{Edge, Graph, Node, graph};
pub use strip::{Run, strip};
