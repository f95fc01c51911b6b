//! What stands around the page: the header, what the reader has to know, the margin, and what comes over all.

use std::rc::Rc;

use browser::{history, overlay, surface};
use yew::prelude::*;

use super::alone::alone;
use super::citing::Cited;
use super::collection::Opened;
use super::finder;
use super::keys;
use super::marker::Tools;
use super::parts::{AIDS, MARKS, SEARCH, THEMES};
use super::topics;
use super::tree::Known;
use crate::components;
use crate::components::alone::leave;
use crate::components::figure::figure_dialog;
use crate::components::header::Header;
use crate::components::speaking::Act;
use crate::components::stepper::Steps;
use crate::pages::essay::Margin;
use crate::route::Route;
use crate::state::preferences::{Action, Preferences};

/// The header.
pub fn header(known: &Known) -> Html {
    let Known {
        site,
        navigator,
        place,
        speaker,
        typed,
        ..
    } = known;
    let query = match &place.route {
        Route::Search(filter, _) => filter.words.clone(),
        _ => (**typed).clone(),
    };
    let on_search = {
        let navigator = navigator.clone();
        move |query: String| navigator.go(Route::search(query))
    };
    let on_type = {
        let typed = typed.setter();
        move |text| typed.set(text)
    };
    let on_alone = |()| {
        overlay::close();
        alone(true);
    };
    let on_speak = speaker.on_act().reform(|()| {
        overlay::close();
        Act::Toggle
    });
    // They stand where the window is not the reader's to go about in.
    let outside =
        surface::is_widget().then(|| AttrValue::from(history::absolute(&site.link(&place.route))));
    let on_back = (history::steps_back() > 0).then(|| Callback::from(|()| history::back()));
    html! {
        <Header site={site.clone()} {outside} {on_back} page={place.route.name()} {query} preferences={preferences(known)}
            left={known.going.left} {on_search} {on_type} on_find={|()| finder::open()} {on_alone}
            on_speak={speaker.speaking.map(|_| on_speak)} on_prefer={on_prefer(known)} />
    }
}

fn preferences(known: &Known) -> Rc<Preferences> {
    Rc::new(*known.preferences)
}

fn on_prefer(known: &Known) -> Callback<Action> {
    let dispatch = known.preferences.dispatcher();
    Callback::from(move |action| dispatch.dispatch(action))
}

/// What stands beside an essay.
pub fn margin(known: &Known) -> Html {
    let Known {
        site,
        navigator,
        place,
        marker,
        reader,
        walking,
        bilingual,
        ..
    } = known;
    let Some(outline) = place.outline.clone() else {
        return Html::default();
    };
    let step = |forward: bool| {
        let (hits, walking) = (reader.hits.clone(), walking.clone());
        Callback::from(move |()| {
            keys::step(&hits, &walking, forward);
        })
    };
    let steps = Steps {
        on_next: step(true),
        on_previous: step(false),
        on_close: navigator.on_close(),
    };
    let tinted = place.reading().map(|reading| reading.themes.clone());
    html! {
        <Margin site={site.clone()} {outline} section={reader.section.clone()}
            tinted={tinted.unwrap_or_default()} hits={reader.shown_hits()}
            preferences={preferences(known)} on_tint={navigator.on_tint()} on_prefer={on_prefer(known)}
            on_cite={known.citations.on_cite.reform(|()| Cited::default())}
            strayed={marker.strayed.clone()} on_place={marker.on_place(site)}
            twin={bilingual.twin.clone()} beside={bilingual.beside} on_beside={bilingual.on_beside.clone()} {steps}
            walk={walking.walk.clone()} folded={walking.folded} on_fold={walking.on_fold.clone()} />
    }
}

/// What the reader has to know.
pub fn notice(known: &Known) -> Html {
    let Known {
        site,
        opened,
        parts,
        marker,
        shared,
        ..
    } = known;
    let failure = match opened {
        Opened::Failed(cause) => Some(AttrValue::from(
            site.locale.fill("failure.pack", &[("cause", cause)]),
        )),
        _ => parts.failure(site).or(marker.keeper.failure.clone()),
    };
    let notice = components::notice::notice(
        site,
        failure.as_ref(),
        &marker.status,
        &marker.on_undo,
        known.going.offer.as_deref(),
        known.on_retry.clone(),
    );
    let shown = shared.shown.as_ref().zip(MARKS.here());
    let shown =
        shown.map(|(shown, marks)| (marks.shared)(site, shown, &shared.on_keep, &shared.on_close));
    html! { <>{ for shown }{ notice }</> }
}

/// What comes over the page; and, unseen, who gathers the themes. What a part draws has a place here before the part
/// has come: what is drawn already, and may have the focus, stays what it is.
pub fn dialogs(known: &Known) -> Html {
    html! {
        <>
            { of_aids(known).unwrap_or_default() }
            { figure_dialog(&known.site) }
            { leave(&known.site, &Callback::from(|()| alone(false))) }
            { finding(known).unwrap_or_default() }
            { of_marks(known).unwrap_or_default() }
            { gathering(known).unwrap_or_default() }
        </>
    }
}

/// The keys by name, and what is shown while the essay is read aloud.
fn of_aids(known: &Known) -> Option<Html> {
    let Known { site, speaker, .. } = known;
    let aids = AIDS.here()?;
    Some(html! {
        <>
            { (aids.help)(site) }
            { (aids.speaking)(site, speaker.speaking, &speaker.on_act()) }
        </>
    })
}

/// The search dialog.
fn finding(known: &Known) -> Option<Html> {
    let props = finder::Props {
        site: known.site.clone(),
        opened: known.opened.clone(),
        navigator: known.navigator.clone(),
    };
    Some((SEARCH.here()?.dialog)(props))
}

/// Notes, citations, and the tools for what is at hand.
fn of_marks(known: &Known) -> Option<Html> {
    let Known {
        site,
        marker,
        citations,
        ..
    } = known;
    let marks = MARKS.here()?;
    let navigator = known.navigator.clone();
    let on_search = Callback::from(move |words: String| navigator.go(Route::search(words)));
    Some(html! {
        <>
            { (marks.margin_notes)(site, &marker.noting, &marker.on_choose) }
            { (marks.citations)(site, &citations.latest, &marker.on_copy(site)) }
            { (marks.tools)(&Tools {
                site,
                marker,
                categories: &known.categories,
                on_cite: &citations.on_cite,
                on_search: &on_search,
            }) }
        </>
    })
}

fn gathering(known: &Known) -> Option<Html> {
    let props = topics::Props {
        site: known.site.clone(),
        collection: known.opened.collection()?.clone(),
        notebook: known.marker.keeper.notebook().clone(),
        categories: Rc::new((*known.categories).clone()),
        gathered: known.topics.setter(),
    };
    Some((THEMES.here()?.gather)(props))
}
