//! The application's regions in the place of the page's.

use std::rc::Rc;

use browser::{death, document, islands};
use yew::prelude::*;

use super::navigator::Place;
use super::start::Start;
use crate::effect::use_effect_of;

/// Puts the application's regions into the page: the chrome at once, the main region as soon as
/// there is something to draw in it.
#[hook]
pub fn use_swap(start: &Rc<Start>, place: &Place, is_whole: bool, is_read: bool) {
    let drawn = place.outline.is_none() && is_whole;
    let hosts = start.clone();
    use_effect_of((drawn, place.visit), move |(drawn, _)| {
        // What was on its way when the application died may still draw: the page is not its own now.
        if death::is_dead() {
            return;
        }
        let hosts = &hosts.hosts;
        islands::swap(&[
            ("header", &hosts.header),
            ("notice", &hosts.notice),
            ("aside", &hosts.aside),
            ("dialogs", &hosts.dialogs),
        ]);
        if *drawn {
            islands::swap(&[("main", &hosts.main)]);
            browser::navigation::show(&hosts.main);
        }
        document::set_attribute("data-app", Some("ready"));
    });
    use_effect_of(is_whole && is_read, |is_all| {
        document::set_attribute("data-collection", is_all.then_some("ready"));
    });
}
