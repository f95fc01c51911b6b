//! Themes, the codebook that orders them, and the passages that speak of them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Localized, Span, ThemeId};

/// One theme of a codebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Its name in addresses.
    pub id: ThemeId,
    /// The wider theme that it belongs to.
    pub parent: Option<ThemeId>,
    /// What readers call it.
    pub label: Localized,
    /// What is meant by it.
    pub definition: Localized,
    /// The query, in the search language, whose hits are its passages.
    pub query: String,
    /// Which of the twelve theme colours it has (0 to 11); without one, its place decides.
    pub colour: Option<u8>,
}

/// A set of themes in a hierarchy, each named once, parents before their children.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    themes: Vec<Theme>,
}

/// Why a set of themes is no codebook.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CodebookError {
    /// Two themes of one name.
    #[error("theme {0} is defined twice: rename one of the two")]
    Duplicate(ThemeId),
    /// A parent that is not there.
    #[error("theme {theme} has the parent {parent}, which is not defined: add it or drop `parent`")]
    UnknownParent {
        /// The child.
        theme: ThemeId,
        /// The parent that it names.
        parent: ThemeId,
    },
    /// A theme that is above itself.
    #[error("theme {0} is its own ancestor: drop one `parent` of the circle")]
    Circle(ThemeId),
}

impl Codebook {
    /// A codebook of these themes, in hierarchy: children follow their parents, siblings keep the
    /// order given.
    pub fn new(themes: &[Theme]) -> Result<Self, CodebookError> {
        for (at, theme) in themes.iter().enumerate() {
            if themes[..at].iter().any(|other| other.id == theme.id) {
                return Err(CodebookError::Duplicate(theme.id.clone()));
            }
            if let Some(parent) = &theme.parent
                && !themes.iter().any(|other| other.id == *parent)
            {
                let (theme, parent) = (theme.id.clone(), parent.clone());
                return Err(CodebookError::UnknownParent { theme, parent });
            }
        }
        let mut ordered = Vec::with_capacity(themes.len());
        push_children(themes, None, &mut ordered);
        match themes
            .iter()
            .find(|theme| !ordered.iter().any(|other: &Theme| other.id == theme.id))
        {
            Some(theme) => Err(CodebookError::Circle(theme.id.clone())),
            None => Ok(Self { themes: ordered }),
        }
    }

    /// The themes, each parent before its children.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// The theme of this name, with its place.
    pub fn find(&self, id: &ThemeId) -> Option<(usize, &Theme)> {
        self.themes
            .iter()
            .enumerate()
            .find(|(_, theme)| theme.id == *id)
    }

    /// The themes directly under this one (or under none), with their places.
    pub fn children<'a>(
        &'a self,
        parent: Option<&'a ThemeId>,
    ) -> impl Iterator<Item = (usize, &'a Theme)> {
        self.themes
            .iter()
            .enumerate()
            .filter(move |(_, theme)| theme.parent.as_ref() == parent)
    }

    /// How many themes are above this one.
    pub fn depth(&self, at: usize) -> usize {
        let parent = |at: usize| self.themes.get(at).and_then(|theme| theme.parent.as_ref());
        std::iter::successors(parent(at), |id| {
            self.find(id).and_then(|(at, _)| parent(at))
        })
        .count()
    }

    /// Which of the twelve colours the theme at this place has.
    pub fn colour(&self, at: usize) -> u8 {
        let chosen = self.themes.get(at).and_then(|theme| theme.colour);
        chosen.unwrap_or_else(|| u8::try_from(at % 12).unwrap_or_default()) % 12
    }
}

fn push_children(themes: &[Theme], parent: Option<&ThemeId>, ordered: &mut Vec<Theme>) {
    for theme in themes
        .iter()
        .filter(|theme| theme.parent.as_ref() == parent)
    {
        ordered.push(theme.clone());
        push_children(themes, Some(&theme.id), ordered);
    }
}

/// A block that speaks of a theme, and the words by which that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The essay's place in the collection.
    pub essay: u32,
    /// The block's place in the essay.
    pub block: u32,
    /// The words that match the theme's query, in order, apart from each other.
    pub spans: Vec<Span>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(id: &str, parent: Option<&str>) -> Theme {
        Theme {
            id: ThemeId::new(id).unwrap(),
            parent: parent.map(|parent| ThemeId::new(parent).unwrap()),
            label: Localized::default(),
            definition: Localized::default(),
            query: String::new(),
            colour: None,
        }
    }

    fn order(themes: &[(&str, Option<&str>)]) -> Result<String, String> {
        let themes: Vec<Theme> = themes
            .iter()
            .map(|(id, parent)| theme(id, *parent))
            .collect();
        let codebook = Codebook::new(&themes).map_err(|error| error.to_string())?;
        let indented = codebook.themes().iter().enumerate();
        let indented =
            indented.map(|(at, theme)| format!("{}{}", ".".repeat(codebook.depth(at)), theme.id));
        Ok(indented.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn children_follow_their_parents() {
        let themes = [
            ("b", Some("a")),
            ("a", None),
            ("c", None),
            ("d", Some("b")),
            ("e", Some("a")),
        ];
        assert_eq!(order(&themes).as_deref(), Ok("a .b ..d .e c"));
    }

    #[test]
    fn what_is_no_hierarchy_is_refused() {
        for (themes, complaint) in [
            (vec![("a", None), ("a", None)], "defined twice"),
            (vec![("a", Some("b"))], "not defined"),
            (vec![("a", Some("b")), ("b", Some("a"))], "its own ancestor"),
            (vec![("a", Some("a"))], "its own ancestor"),
        ] {
            assert!(
                order(&themes).unwrap_err().contains(complaint),
                "{complaint}"
            );
        }
    }
}
