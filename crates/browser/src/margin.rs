//! What stands beside the text, each at its place and none over another.

use crate::document::by_id;
use crate::{marks, scroll, viewport};

/// Pixels between two of them.
const GAP: f64 = 8.0;

/// The property that says whether one is seen.
const SEEN: &str = "--seen";

/// Has elements stand beside marks: each at its mark, or below the element before it. They are given as names of
/// marks, in order, and ids of elements. A mark that is not in the page has no place, and what stands beside it is
/// not seen.
pub fn stack(elements: &[(String, String)]) {
    let mut free = 0.0_f64;
    for (mark, id) in elements {
        let Some((top, _)) = marks::bounds(mark) else {
            scroll::set_property(id, SEEN, "hidden");
            continue;
        };
        let top = (top + viewport::position()).max(free);
        let height = by_id(id).map_or(0.0, |element| element.get_bounding_client_rect().height());
        free = top + height + GAP;
        scroll::set_length(id, "--top", top);
        scroll::set_property(id, SEEN, "visible");
    }
}
