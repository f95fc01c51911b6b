//! The search dialog at work: asking as the reader types, and opening what is chosen.

use browser::{dialog, document, focus, scroll};
use yew::prelude::*;

use super::asking::{OfEach, Wanted, use_results, use_settled};
use super::collection::Opened;
use super::navigator::Navigator;
use super::parts::{self, SEARCH};
use crate::components::search_dialog::{self, DIALOG, FIELD, Finding, choices, search_dialog};
use crate::components::summary::spoken;
use crate::effect::use_effect_of;
use crate::route::Route;
use crate::site::Site;
use crate::state::answer::Results;
use crate::state::filter::Filter;
use crate::state::finder::{Action, Finder};

/// What the dialog asks for: as much as is seen at a glance.
const WANTED: Wanted = Wanted {
    essays: 8,
    of_each: OfEach::Passages(2),
};

/// Opens the dialog, with what was typed before selected.
pub fn open() {
    parts::when_drawn(SEARCH, DIALOG, || {
        dialog::open(DIALOG);
        focus::on_field(FIELD);
    });
}

/// What the dialog is made of.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The surroundings.
    pub site: Site,
    /// The collection, as far as it is open.
    pub opened: Opened,
    /// Who goes elsewhere.
    pub navigator: Navigator,
}

/// The dialog.
#[component]
pub fn SearchDialog(props: &Props) -> Html {
    let Props {
        site,
        opened,
        navigator,
    } = props;
    let finder = use_reducer_eq(Finder::default);
    let collection = opened.collection().cloned();
    let filter = Filter::of_words(finder.query.clone());
    let answered = use_results(&collection, &filter, WANTED);
    let results = match opened {
        Opened::Failed(cause) => Results::Failed(cause.clone()),
        _ => answered,
    };
    let said = use_settled(if filter.has_words() {
        spoken(site, &filter, &results)
    } else {
        String::new()
    });
    use_effect_of(finder.chosen, |chosen| {
        if let Some(chosen) = *chosen {
            scroll::into_sight(&search_dialog::id(chosen));
        }
    });
    let on_type = {
        let dispatch = finder.dispatcher();
        Callback::from(move |query| dispatch.dispatch(Action::Type(query)))
    };
    let on_close = Callback::from(|()| dialog::close(DIALOG));
    let on_open = {
        let (navigator, finder) = (navigator.clone(), finder.clone());
        Callback::from(move |()| match finder.chosen {
            Some(chosen) => document::click(&search_dialog::id(chosen)),
            None => {
                dialog::close(DIALOG);
                navigator.go(Route::search(finder.query.as_str()));
            }
        })
    };
    let mut finding = Finding {
        site,
        shelf: collection.as_ref().map(|collection| &*collection.shelf),
        finder: &finder,
        results: &results,
        said: &said,
        on_type: &on_type,
        on_step: &Callback::noop(),
        on_open: &on_open,
        on_close: &on_close,
    };
    let of = choices(&finding);
    let dispatch = finder.dispatcher();
    let on_step = Callback::from(move |forward| dispatch.dispatch(Action::Step { forward, of }));
    finding.on_step = &on_step;
    search_dialog(&finding)
}
