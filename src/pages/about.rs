//! What the collection is, and how this reader is used.

use yew::prelude::*;

use crate::components::help::shortcuts;
use crate::site::Site;
use crate::state::shelf::Shelf;

/// The page.
pub fn about(site: &Site, shelf: &Shelf) -> Html {
    let collection = &shelf.pack.collection;
    let language = site.language();
    let line = |key: &'static str, name: &'static str, value: &Option<String>| {
        let value = value.as_ref().filter(|value| !value.is_empty());
        value.map(|value| html! { <p>{ site.locale.fill(key, &[(name, value)]) }</p> })
    };
    html! {
        <div class="plain" lang={site.locale.tag()}>
            <h1>{ site.text("about.title") }</h1>
            <p class="lead">{ collection.title.text(&language).to_owned() }</p>
            <p>{ collection.subtitle.text(&language).to_owned() }</p>
            { line("about.published", "publisher", &collection.publisher) }
            { line("about.licence", "licence", &collection.licence) }
            <h2>{ site.text("about.reader.title") }</h2>
            <p>{ site.text("about.reader") }</p>
            <h2>{ site.text("about.keys.title") }</h2>
            { shortcuts(site) }
        </div>
    }
}
