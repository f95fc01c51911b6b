//! How the reader likes to read.

use std::rc::Rc;

use yew::Reducible;

use crate::locale::Locale;

/// Where preferences are kept. `static/preferences.js` reads the same before the first paint.
pub const KEY: &str = "lectern.preferences";

/// Something that the reader chooses one value of.
pub struct Setting {
    /// Its name, in what is kept.
    pub name: &'static str,
    /// The attribute of `<html>` that says another value than the usual one to style sheets.
    pub attribute: &'static str,
    /// The key of what it is called.
    pub label: &'static str,
    /// The values in the order in which they are offered, each with the key of its name.
    pub values: &'static [(&'static str, &'static str)],
    /// The place of the value that holds as long as no other is chosen.
    usual: u8,
}

/// The place of the page's colours among the settings.
pub const APPEARANCE: usize = 0;
/// The first of the settings of an essay's text.
pub const TEXT: usize = 1;
/// Whether paragraph numbers are shown.
pub const NUMBERS: usize = 7;
/// Whether the theme ribbon is shown.
pub const RIBBON: usize = 8;

/// Whether single letters and digits are shortcuts (WCAG 2.1.4: who speaks to the browser, or types with a
/// tremor, needs them off).
pub const KEYS: usize = 9;

/// All settings; those from [`TEXT`] to [`NUMBERS`] are about an essay's text.
pub static SETTINGS: [Setting; 10] = [
    Setting {
        name: "appearance",
        attribute: "data-appearance",
        label: "setting.appearance",
        values: &[
            ("system", "appearance.system"),
            ("light", "appearance.light"),
            ("sepia", "appearance.sepia"),
            ("dark", "appearance.dark"),
            ("contrast", "appearance.contrast"),
        ],
        usual: 0,
    },
    Setting {
        name: "size",
        attribute: "data-size",
        label: "setting.size",
        values: &[
            ("small", "size.small"),
            ("normal", "size.normal"),
            ("large", "size.large"),
            ("larger", "size.larger"),
            ("largest", "size.largest"),
        ],
        usual: 1,
    },
    Setting {
        name: "measure",
        attribute: "data-measure",
        label: "setting.measure",
        values: &[
            ("narrow", "measure.narrow"),
            ("normal", "measure.normal"),
            ("wide", "measure.wide"),
        ],
        usual: 1,
    },
    Setting {
        name: "leading",
        attribute: "data-leading",
        label: "setting.leading",
        values: &[
            ("close", "leading.close"),
            ("normal", "leading.normal"),
            ("open", "leading.open"),
        ],
        usual: 1,
    },
    Setting {
        name: "face",
        attribute: "data-face",
        label: "setting.face",
        values: &[("serif", "face.serif"), ("sans", "face.sans")],
        usual: 0,
    },
    Setting {
        name: "han",
        attribute: "data-han",
        label: "setting.han",
        values: &[("song", "han.song"), ("kai", "han.kai"), ("hei", "han.hei")],
        usual: 0,
    },
    Setting {
        name: "edge",
        attribute: "data-edge",
        label: "setting.edge",
        values: &[("ragged", "edge.ragged"), ("justified", "edge.justified")],
        usual: 0,
    },
    Setting {
        name: "numbers",
        attribute: "data-numbers",
        label: "essay.show.numbers",
        values: &ON_OFF,
        usual: 0,
    },
    Setting {
        name: "ribbon",
        attribute: "data-ribbon",
        label: "essay.show.ribbon",
        values: &ON_OFF,
        usual: 0,
    },
    Setting {
        name: "keys",
        attribute: "data-keys",
        label: "setting.keys",
        values: &[("on", "keys.on"), ("off", "keys.off")],
        usual: 0,
    },
];

/// The values of what is shown or not; a box says them without a name.
const ON_OFF: [(&str, &str); 2] = [("on", ""), ("off", "")];

/// A reader's preferences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preferences {
    /// The interface's language; without one, the page's.
    pub locale: Option<Locale>,
    /// For each setting the place of the value chosen.
    chosen: [u8; SETTINGS.len()],
}

/// What happens to preferences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Another interface language.
    Locale(Locale),
    /// Another value of a setting, both by place.
    Choose(usize, u8),
    /// All of them.
    Take(Preferences),
}

impl Default for Preferences {
    fn default() -> Self {
        let mut chosen = [0; SETTINGS.len()];
        for (chosen, setting) in chosen.iter_mut().zip(&SETTINGS) {
            *chosen = setting.usual;
        }
        Self {
            locale: None,
            chosen,
        }
    }
}

impl Preferences {
    /// The place of the value that a setting has.
    pub fn chosen(&self, setting: usize) -> u8 {
        self.chosen[setting]
    }

    /// Each setting's attribute of `<html>`, and its value where it is not the usual one.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static Setting, Option<&'static str>)> {
        SETTINGS.iter().zip(self.chosen).map(|(setting, chosen)| {
            let value = setting.values[usize::from(chosen)].0;
            (setting, (chosen != setting.usual).then_some(value))
        })
    }

    /// As they are kept: words parted by spaces, `lang=zh-Hans appearance=sepia numbers=off`, of
    /// those that differ from the start.
    pub fn write(&self) -> String {
        let mut kept = String::new();
        let mut push = |key: &str, value: &str| {
            if !kept.is_empty() {
                kept.push(' ');
            }
            kept.extend([key, "=", value]);
        };
        if let Some(locale) = self.locale {
            push("lang", locale.tag());
        }
        for (setting, value) in self.attributes() {
            if let Some(value) = value {
                push(setting.name, value);
            }
        }
        kept
    }

    /// What was kept; words that nobody knows are left out.
    pub fn read(kept: &str) -> Self {
        Self::default().with(kept)
    }

    /// These with others in the place of some, as they are kept.
    pub fn with(self, kept: &str) -> Self {
        let mut preferences = self;
        for (key, value) in kept.split(' ').filter_map(|word| word.split_once('=')) {
            if key == "lang" {
                preferences.locale = Locale::ALL.into_iter().find(|known| known.tag() == value);
            }
            for (setting, chosen) in SETTINGS.iter().zip(&mut preferences.chosen) {
                if setting.name == key
                    && let Some(known) = (0..)
                        .zip(setting.values)
                        .find(|(_, (known, _))| *known == value)
                {
                    *chosen = known.0;
                }
            }
        }
        preferences
    }
}

impl Reducible for Preferences {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = *self;
        match action {
            Action::Locale(locale) => next.locale = Some(locale),
            Action::Take(preferences) => next = preferences,
            Action::Choose(setting, value) => next.chosen[setting] = value,
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_are_those_of_their_names() {
        let names = [APPEARANCE, TEXT, NUMBERS, RIBBON, KEYS].map(|at| SETTINGS[at].name);
        assert_eq!(names, ["appearance", "size", "numbers", "ribbon", "keys"]);
        for setting in &SETTINGS {
            assert_eq!(setting.attribute, format!("data-{}", setting.name));
            assert!(usize::from(setting.usual) < setting.values.len());
        }
    }

    /// The script before the first paint knows the same names.
    #[test]
    fn the_script_of_the_head_writes_every_attribute() {
        let script = include_str!("../../static/preferences.js");
        for setting in &SETTINGS {
            assert!(script.contains(&format!("\"{}\"", setting.name)));
        }
    }

    #[test]
    fn what_is_kept_is_read_again_and_gaps_are_filled() {
        let changed = Rc::new(Preferences::default())
            .reduce(Action::Choose(APPEARANCE, 2))
            .reduce(Action::Choose(TEXT, 3))
            .reduce(Action::Locale(Locale::ZhHans))
            .reduce(Action::Choose(NUMBERS, 1));
        let kept = changed.write();
        assert_eq!(
            kept,
            "lang=zh-Hans appearance=sepia size=larger numbers=off"
        );
        assert_eq!(Preferences::read(&kept), *changed);
        assert_eq!(Preferences::default().write(), "");
        let back = changed.reduce(Action::Choose(TEXT, 1));
        assert_eq!(back.write(), "lang=zh-Hans appearance=sepia numbers=off");
        let dark = Preferences::default();
        let dark = Rc::new(dark).reduce(Action::Choose(APPEARANCE, 3));
        let kept = "gone=1 appearance=dark size=huge {} numbers";
        assert_eq!(Preferences::read(kept), *dark);
    }
}
