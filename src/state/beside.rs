//! How a translation is read beside its original.

/// Where the choice is kept.
pub const KEY: &str = "lectern.beside";

/// How it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// Not at all.
    #[default]
    Off,
    /// In a column of its own.
    Columns,
    /// Each block behind its original.
    Between,
    /// Where the reader asks for it.
    Asked,
}

impl Beside {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Off, Self::Columns, Self::Between, Self::Asked];

    /// The value of `data-beside` on `<html>`, and what is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Columns => "columns",
            Self::Between => "between",
            Self::Asked => "asked",
        }
    }

    /// The choice of a name.
    pub fn of_name(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|known| known.name() == name).unwrap_or_default()
    }

    /// The key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Off => "beside.off",
            Self::Columns => "beside.columns",
            Self::Between => "beside.between",
            Self::Asked => "beside.asked",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for beside in Beside::ALL {
            assert_eq!(Beside::of_name(beside.name()), beside);
        }
        assert_eq!(Beside::of_name("sideways"), Beside::Off);
    }
}
