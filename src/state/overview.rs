//! How the page of all themes shows them: what stands in its address.

/// A view of the same numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overview {
    /// Essays by themes.
    #[default]
    Essays,
    /// Themes by themes: which speak together.
    Together,
    /// Themes by years.
    Time,
}

impl Overview {
    /// All, as they are offered.
    pub const ALL: [Self; 3] = [Self::Essays, Self::Together, Self::Time];

    /// As addresses spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Essays => "essays",
            Self::Together => "together",
            Self::Time => "time",
        }
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Essays => "themes.view.essays",
            Self::Together => "themes.view.together",
            Self::Time => "themes.view.time",
        }
    }

    /// The view that an address's query names.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let view = pairs.iter().find(|(key, _)| key == "view");
        let view =
            view.and_then(|(_, name)| Self::ALL.into_iter().find(|view| view.name() == name));
        view.unwrap_or_default()
    }

    /// What the address's query says.
    pub fn to_pairs(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Essays => Vec::new(),
            other => vec![("view", other.name().to_owned())],
        }
    }
}
