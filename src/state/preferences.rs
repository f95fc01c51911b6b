//! How the reader likes to read.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use yew::Reducible;

use crate::locale::Locale;

/// Where preferences are kept. `static/preferences.js` reads the same before the first paint.
pub const KEY: &str = "lectern.preferences";

/// A reader's preferences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark and so on.
    pub appearance: Appearance,
    /// The interface's language; without one, the page's.
    pub locale: Option<Locale>,
    /// Whether paragraph numbers are shown.
    pub numbers: bool,
    /// Whether the theme ribbon is shown.
    pub ribbon: bool,
}

/// The page's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Appearance {
    /// As the reader's system has it.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// Ink on old paper.
    Sepia,
    /// Paper on ink.
    Dark,
    /// Black on white.
    Contrast,
}

/// What happens to preferences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Other colours.
    Appearance(Appearance),
    /// Another interface language.
    Locale(Locale),
    /// Numbers shown or hidden.
    Numbers,
    /// Ribbon shown or hidden.
    Ribbon,
}

impl Appearance {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::System, Self::Light, Self::Sepia, Self::Dark, Self::Contrast];

    /// The value of `data-appearance` on `<html>`; none leaves it to the system.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Sepia => Some("sepia"),
            Self::Dark => Some("dark"),
            Self::Contrast => Some("contrast"),
        }
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "appearance.system",
            Self::Light => "appearance.light",
            Self::Sepia => "appearance.sepia",
            Self::Dark => "appearance.dark",
            Self::Contrast => "appearance.contrast",
        }
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self { appearance: Appearance::System, locale: None, numbers: true, ribbon: true }
    }
}

impl Reducible for Preferences {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Appearance(appearance) => next.appearance = appearance,
            Action::Locale(locale) => next.locale = Some(locale),
            Action::Numbers => next.numbers = !self.numbers,
            Action::Ribbon => next.ribbon = !self.ribbon,
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_and_gaps_are_filled() {
        let changed = Rc::new(Preferences::default())
            .reduce(Action::Appearance(Appearance::Sepia))
            .reduce(Action::Locale(Locale::ZhHans))
            .reduce(Action::Numbers);
        let kept = serde_json::to_string(&*changed).unwrap();
        assert_eq!(
            kept,
            r#"{"appearance":"sepia","locale":"zh-Hans","numbers":false,"ribbon":true}"#
        );
        assert_eq!(serde_json::from_str::<Preferences>(&kept).unwrap(), *changed);
        let old: Preferences = serde_json::from_str(r#"{"appearance":"dark","gone":1}"#).unwrap();
        assert_eq!(old, Preferences { appearance: Appearance::Dark, ..Preferences::default() });
    }
}
