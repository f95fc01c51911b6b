//! A highlight that someone shared, under the page's head.

use marks::Highlight;
use yew::prelude::*;

use crate::site::Site;
use crate::state::hits::Hit;
use crate::state::standing::Standing;

/// A highlight from a link, where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The highlight.
    pub highlight: Highlight,
    /// Its words in the text; none where they cannot be told.
    pub hits: Vec<Hit>,
    /// What has become of it, where the text is another.
    pub standing: Option<Standing>,
}

/// The highlight with its note, to be kept or put away.
pub fn shared(site: &Site, shown: &Shown, on_keep: &Callback<()>, on_close: &Callback<()>) -> Html {
    let highlight = &shown.highlight;
    let (on_keep, on_close) = (on_keep.reform(|_| ()), on_close.reform(|_| ()));
    html! {
        <section class="shared" aria-labelledby="shared" lang={site.locale.tag()}>
            <h2 id="shared" class="label">{ site.text("shared.title") }</h2>
            <blockquote><span class={classes!("hl", highlight.colour.class())}>{ highlight.exact() }</span></blockquote>
            if let Some(note) = &highlight.note { <p class="says">{ note.clone() }</p> }
            if !highlight.tags.is_empty() { <p class="tags ui">{ highlight.tags.join(" · ") }</p> }
            if let Some(standing) = &shown.standing { <p class="ui">{ site.text(standing.label()) }</p> }
            <p class="do ui">
                <button type="button" class="btn" onclick={on_keep}>{ site.text("shared.keep") }</button>
                <button type="button" class="link" onclick={on_close}>{ site.text("shared.close") }</button>
            </p>
        </section>
    }
}
