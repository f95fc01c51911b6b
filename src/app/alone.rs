//! The text alone on the page.

use browser::{document, focus};

use crate::components::alone::LEAVE;

/// The attribute of `<html>` that puts everything but the text away.
const ALONE: &str = "data-alone";

/// Whether it is.
pub fn is_alone() -> bool {
    document::attribute(ALONE).is_some()
}

/// Leaves the text alone on the page, or brings back what stands around it; the focus goes where it can be seen.
pub fn alone(is_alone: bool) {
    document::set_attribute(ALONE, is_alone.then_some("on"));
    focus::on(if is_alone { LEAVE } else { "main" });
}
