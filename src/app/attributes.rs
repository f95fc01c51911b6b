//! What `<html>` and the tab say of the page.

use browser::document;
use yew::prelude::*;

use super::collection::Opened;
use super::navigator::Place;
use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::topics::Topics;
use crate::titles::title;

/// Keeps `<html>` and the tab true of the page.
#[hook]
pub fn use_page_attributes(site: &Site, place: &Place, opened: &Opened, topics: Option<&Topics>) {
    let title = match (opened.collection(), &place.outline) {
        (Some(collection), None) => {
            let shelf = &collection.shelf;
            let name = shelf.pack.collection.title.text(&site.language());
            let codebook = topics.map_or(&shelf.pack.codebook, Topics::codebook);
            let own = title(site, shelf, codebook, &place.route, None);
            Some(own.map_or(name.to_owned(), |own| [&own, " — ", name].concat()))
        }
        _ => None,
    };
    use_effect_of((place.route.name(), title), |(page, title)| {
        document::set_attribute("data-page", Some(page));
        if let Some(title) = title {
            document::set_title(title);
        }
    });
    let language = match &place.outline {
        Some(outline) => outline.language.clone(),
        None => site.language(),
    };
    use_effect_of(language, |language| {
        document::set_attribute("lang", Some(language.as_str()));
        let direction = if language.is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        };
        document::set_attribute("dir", Some(direction));
    });
}
