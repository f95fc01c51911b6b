//! Themes, the codebook that orders them, and the passages that speak of them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Language, Localized, Span, ThemeId};

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
    /// What belongs here and what does not, where the definition leaves doubt (a scope note).
    pub scope: Localized,
    /// Sentences that belong here, as an editor would give them: by language, each language's in
    /// the order given.
    pub examples: Vec<Example>,
    /// The query, in the search language, whose hits are its passages.
    pub query: String,
    /// Within what the whole query has to hold.
    pub within: Within,
    /// Which of the twelve theme colours it has (0 to 11); without one, its place decides.
    pub colour: Option<u8>,
}

impl Theme {
    /// A theme of which only its name and its query are known.
    pub fn new(id: ThemeId, query: impl Into<String>) -> Self {
        Self {
            id,
            parent: None,
            label: Localized::default(),
            definition: Localized::default(),
            scope: Localized::default(),
            examples: Vec::new(),
            query: query.into(),
            within: Within::Block,
            colour: None,
        }
    }
}

/// How many colours themes have.
pub const COLOURS: u8 = 12;

/// The theme colour (0 to 11) that a letter `a` to `l` or a number 1 to 12 names.
pub fn colour_named(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [letter @ b'a'..=b'l'] => Some(letter - b'a'),
        _ => {
            let number = name.parse::<u8>().ok();
            number
                .filter(|number| (1..=COLOURS).contains(number))
                .map(|number| number - 1)
        }
    }
}

/// The letter that names a theme colour.
pub fn colour_letter(colour: u8) -> char {
    char::from(b'a' + colour % COLOURS)
}

/// A sentence that belongs to a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The language that it is in.
    pub language: Language,
    /// The sentence.
    pub text: String,
}

/// Within what the whole of a theme's query has to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    /// Within one block.
    #[default]
    Block,
    /// Within one sentence (see [`crate::sentence`]).
    Sentence,
}

impl Within {
    /// The name, as `themes.toml` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Sentence => "sentence",
        }
    }
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

impl CodebookError {
    /// The theme at fault.
    pub fn theme(&self) -> &ThemeId {
        match self {
            Self::Duplicate(theme) | Self::UnknownParent { theme, .. } | Self::Circle(theme) => {
                theme
            }
        }
    }
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

    /// The place of the theme directly above the one at this place.
    pub fn parent(&self, at: usize) -> Option<usize> {
        let parent = self.themes.get(at)?.parent.as_ref()?;
        self.find(parent).map(|(at, _)| at)
    }

    /// The places of the themes above the one at this place, the nearest first.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent(at), |&at| self.parent(at))
    }

    /// How many themes are above this one.
    pub fn depth(&self, at: usize) -> usize {
        self.ancestors(at).count()
    }

    /// Whether one of two themes is above the other: these share passages by definition.
    pub fn is_family(&self, one: usize, other: usize) -> bool {
        let is_above = |upper: usize, lower: usize| self.ancestors(lower).any(|at| at == upper);
        is_above(one, other) || is_above(other, one)
    }

    /// Which of the twelve colours the theme at this place has.
    pub fn colour(&self, at: usize) -> u8 {
        let chosen = self.themes.get(at).and_then(|theme| theme.colour);
        chosen.unwrap_or_else(|| u8::try_from(at % usize::from(COLOURS)).unwrap_or_default())
            % COLOURS
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

/// A block that speaks of a theme, and why it is said to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The essay's place in the collection.
    pub essay: u32,
    /// The block's place in the essay.
    pub block: u32,
    /// The words that match the query of the theme, or of one below it, in order, apart from each
    /// other. None where an editor alone put the block here.
    pub spans: Vec<Span>,
    /// Why it is here, at least one, each once: rules in the order of the codebook (the theme's own
    /// before those of the themes below it), then editors' decisions.
    pub reasons: Vec<Reason>,
}

/// Why a block is a passage of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// The query of the theme at this place of the codebook, the theme itself or one below it,
    /// finds words in it.
    Rule(u32),
    /// An editor added it: the place of the decision among the essay's
    /// ([`crate::Essay::decisions`]), which names the theme, the same or one below it.
    Editor(u32),
}

/// Those of a theme's passages, which are in reading order, that are in the essay at this place.
pub fn passages_in(passages: &[Passage], essay: usize) -> &[Passage] {
    let before = |passage: &Passage| (passage.essay as usize) < essay;
    let rest = &passages[passages.partition_point(before)..];
    &rest[..rest.partition_point(|passage| passage.essay as usize == essay)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(id: &str, parent: Option<&str>) -> Theme {
        Theme {
            parent: parent.map(|parent| ThemeId::new(parent).unwrap()),
            ..Theme::new(ThemeId::new(id).unwrap(), "")
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
