//! How the reader likes to read.

use std::rc::Rc;

use yew::Reducible;

use crate::locale::Locale;

/// Where preferences are kept. `static/preferences.js` reads the same before the first paint.
pub const KEY: &str = "lectern.preferences";

/// A reader's preferences.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    pub const ALL: [Self; 5] = [
        Self::System,
        Self::Light,
        Self::Sepia,
        Self::Dark,
        Self::Contrast,
    ];

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
        Self {
            appearance: Appearance::System,
            locale: None,
            numbers: true,
            ribbon: true,
        }
    }
}

impl Preferences {
    /// As they are kept: words parted by spaces, `appearance=sepia lang=zh-Hans numbers=off`, of
    /// those that differ from the start.
    pub fn write(&self) -> String {
        let words = [
            self.appearance
                .name()
                .map(|name| format!("appearance={name}")),
            self.locale.map(|locale| format!("lang={}", locale.tag())),
            (!self.numbers).then(|| "numbers=off".to_owned()),
            (!self.ribbon).then(|| "ribbon=off".to_owned()),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What was kept; words that nobody knows are left out.
    pub fn read(kept: &str) -> Self {
        let mut preferences = Self::default();
        for (key, value) in kept.split(' ').filter_map(|word| word.split_once('=')) {
            match key {
                "appearance" => {
                    let known = Appearance::ALL
                        .into_iter()
                        .find(|known| known.name() == Some(value));
                    preferences.appearance = known.unwrap_or_default();
                }
                "lang" => {
                    preferences.locale = Locale::ALL.into_iter().find(|known| known.tag() == value);
                }
                "numbers" => preferences.numbers = value != "off",
                "ribbon" => preferences.ribbon = value != "off",
                _ => {}
            }
        }
        preferences
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
        let kept = changed.write();
        assert_eq!(kept, "appearance=sepia lang=zh-Hans numbers=off");
        assert_eq!(Preferences::read(&kept), *changed);
        assert_eq!(Preferences::default().write(), "");
        let dark = Preferences {
            appearance: Appearance::Dark,
            ..Preferences::default()
        };
        assert_eq!(Preferences::read("gone=1 appearance=dark {} numbers"), dark);
    }
}
