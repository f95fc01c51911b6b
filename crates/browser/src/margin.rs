//! What stands beside the text, each at its place and none over another.

use crate::document::by_id;
use crate::{marks, scroll};

/// Pixels between two of them.
const GAP: f64 = 8.0;

/// Where elements beside marks stand, as distances from the document's top: at its mark, or below the
/// element before it. They are given as names of marks, in order, and ids of elements; a mark that is
/// not in the page has no place.
pub fn stacked(elements: &[(String, String)]) -> Vec<Option<f64>> {
    let mut free = 0.0_f64;
    let place = |(mark, id): &(String, String)| {
        let top = marks::bounds(mark)?.0 + scroll::position();
        let height = by_id(id).map_or(0.0, |element| element.get_bounding_client_rect().height());
        let top = top.max(free);
        free = top + height + GAP;
        Some(top)
    };
    elements.iter().map(place).collect()
}
