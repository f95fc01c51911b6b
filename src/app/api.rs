//! What programs in the page may ask of the application: `window.lectern`, and the widget's methods
//! (`static/widget.d.ts`).

use std::cell::RefCell;
use std::rc::Rc;

use browser::surface;
use marks::Notebook;
use yew::prelude::*;

use super::collection::Opened;
use super::navigator::{Navigator, Place};
use super::parts::{self, MARKS, SEARCH};
use crate::effect::use_effect_of;
use crate::site::Site;
use crate::state::preferences::{Action, Preferences};

/// What the answers are made of.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) site: Site,
    pub(super) navigator: Navigator,
    pub(super) opened: Opened,
    pub(super) notebook: Rc<Notebook>,
    pub(super) preferences: UseReducerHandle<Preferences>,
}

thread_local! {
    static KNOWN: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// Lets programs ask, and tells them what happens.
#[hook]
pub(super) fn use_api(known: Known, place: &Place, is_ready: bool) {
    let (opened, notebook) = (known.opened.clone(), known.notebook.clone());
    KNOWN.set(Some(known));
    use_effect_of(is_ready, |is_ready| {
        if *is_ready {
            surface::tell("ready", "");
        }
    });
    let essay = place.outline.as_ref().map(|outline| outline.essay.clone());
    use_effect_of((essay, place.visit), |(essay, _)| {
        if let Some(essay) = essay {
            surface::tell("essay-open", essay.as_str());
        }
    });
    // The first is what was kept, which changed before.
    let before = use_mut_ref(|| None::<Rc<Notebook>>);
    use_effect_of((notebook, is_ready), move |(notebook, is_ready)| {
        if *is_ready && before.replace(Some(notebook.clone())).is_some() {
            surface::tell("highlight-change", "");
        }
    });
    let failure = match opened {
        Opened::Failed(cause) => Some(cause),
        _ => None,
    };
    use_effect_of(failure, |failure| {
        if let Some(cause) = failure {
            surface::tell("viewer-error", cause);
        }
    });
}

fn known() -> Result<Known, String> {
    KNOWN
        .with_borrow(Clone::clone)
        .ok_or_else(|| "the reader is closed".to_owned())
}

/// Goes to an address of the site, given from its root on.
pub fn go(address: &str) -> Result<(), String> {
    match known()?.navigator.go_to(address) {
        true => Ok(()),
        false => Err(format!("there is no page {address}")),
    }
}

/// Changes preferences as the page around a widget asks, in words as they are kept.
pub fn prefer(words: &str) -> Result<(), String> {
    let preferences = known()?.preferences;
    preferences.dispatch(Action::Take(preferences.with(words)));
    Ok(())
}

/// The best essays, at most `limit`, with up to `passages` of each, as JSON.
pub async fn search(query: String, limit: u32, passages: u32) -> Result<String, String> {
    let Known { site, opened, .. } = known()?;
    let collection = opened.collection().cloned();
    let collection = collection.ok_or_else(|| "the collection is not here".to_owned())?;
    let search = parts::come_for(SEARCH).await?;
    (search.find)(site, collection, query, limit, passages).await
}

/// All highlights as Web Annotations, in JSON.
pub async fn highlights() -> Result<String, String> {
    let Known { site, notebook, .. } = known()?;
    let marks = parts::come_for(MARKS).await?;
    (marks.annotations)(&site, &notebook).await
}

/// Lets go of all that is known.
pub fn close() {
    drop(KNOWN.take());
}
