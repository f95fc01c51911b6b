//! The choice of how pages look and how their text is set.

use yew::prelude::*;

use crate::site::Site;
use crate::state::preferences::{APPEARANCE, Action, KEYS, NUMBERS, Preferences, SETTINGS, TEXT};

/// A row for each setting: the page's colours, where an essay is read its text, and the keys.
pub fn settings(
    site: &Site,
    is_essay: bool,
    preferences: &Preferences,
    on_prefer: &Callback<Action>,
) -> Html {
    let text = if is_essay { TEXT..NUMBERS } else { 0..0 };
    let rows = [APPEARANCE].into_iter().chain(text).chain([KEYS]);
    html! { { for rows.map(|at| row(site, at, preferences.chosen(at), on_prefer)) } }
}

/// A setting as radio buttons in a row.
fn row(site: &Site, at: usize, chosen: u8, on_prefer: &Callback<Action>) -> Html {
    let setting = &SETTINGS[at];
    let radio = |(place, (_, name)): (u8, &(&str, &'static str))| {
        let on_prefer = on_prefer.clone();
        html! {
            <label class="segment">
                <input type="radio" name={setting.name} checked={chosen == place}
                    onchange={move |_| on_prefer.emit(Action::Choose(at, place))} />
                <span>{ site.text(name) }</span>
            </label>
        }
    };
    html! {
        <div class="setting" data-setting={setting.name} role="radiogroup" aria-labelledby={setting.attribute}>
            <span class="label" id={setting.attribute}>{ site.text(setting.label) }</span>
            <span class="segments">{ for (0..).zip(setting.values).map(radio) }</span>
        </div>
    }
}
