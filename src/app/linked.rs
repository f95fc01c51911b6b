//! What a link to words of the essay finds: where the text is another than the link was made on, it
//! is said, and nothing is shown as those words.

use yew::prelude::*;

use super::marker::Marker;
use super::navigator::Place;
use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::text::Text;

/// Says so where the address names words of another text.
#[hook]
pub fn use_linked(site: &Site, place: &Place, text: &Text, marker: &Marker) {
    let target = place.reading().and_then(|reading| reading.target.clone());
    let deps = (place.visit, target, text.len());
    let revision = place
        .outline
        .as_ref()
        .map(|outline| outline.revision.clone());
    let (site, text, marker) = (site.clone(), text.clone(), marker.clone());
    use_effect_of(deps, move |(_, target, blocks)| {
        let Some((target, (_, made_on))) = target
            .as_ref()
            .and_then(|target| Some((target, target.passage.as_ref()?)))
        else {
            return;
        };
        if *blocks > 0 && Some(made_on) != revision.as_ref() {
            let is_here = text.iter().any(|block| block.id == target.block);
            let said = if is_here {
                "target.changed"
            } else {
                "target.gone"
            };
            marker.say(site.text(said).to_owned());
        }
    });
}
