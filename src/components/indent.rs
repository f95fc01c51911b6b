//! How far an entry of a list stands in, below the one that it belongs to.

/// What is deeper stands in no further.
const DEPTHS: [&str; 5] = ["in-1", "in-2", "in-3", "in-4", "in-5"];

/// The class of an entry so many steps below the first; the style sheet has one for each.
pub fn indent(depth: usize) -> Option<&'static str> {
    let step = depth.min(DEPTHS.len()).checked_sub(1)?;
    Some(DEPTHS[step])
}
