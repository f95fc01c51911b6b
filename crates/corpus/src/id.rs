//! Names that stay: of essays, themes, blocks and states of a text.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use xxhash_rust::xxh64::xxh64;

use crate::letter;

const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Why a name cannot be an id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no id: write lower-case letters, digits and single hyphens, 1 to 80 characters")]
pub struct IdError(pub String);

macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id of this name, which has to be a slug already: it becomes part of addresses.
            pub fn new(name: impl Into<String>) -> Result<Self, IdError> {
                let name = name.into();
                if is_slug(&name) { Ok(Self(name)) } else { Err(IdError(name)) }
            }

            /// The name as it stands in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(name: String) -> Result<Self, IdError> {
                Self::new(name)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

slug_id! {
    /// The name of an essay inside its collection, as in `/essays/ID/`.
    EssayId
}

slug_id! {
    /// The name of a theme inside its codebook, as in `/themes/ID/`.
    ThemeId
}

/// What the ids of themes begin with that a reader has made; no theme of a codebook is called so.
pub const OWN_THEME: &str = "own-";

impl ThemeId {
    /// Whether this is the id of a theme that a reader has made.
    pub fn is_own(&self) -> bool {
        self.0.starts_with(OWN_THEME)
    }

    /// The id that a label suggests for a theme of a codebook; `None` where nothing is left of it.
    pub fn of_label(label: &str) -> Option<Self> {
        let slug = slug(label)?;
        let is_own = slug.starts_with(OWN_THEME);
        Self::new(if is_own {
            ["theme-", &slug].concat()
        } else {
            slug
        })
        .ok()
    }
}

/// A letter, digit or hyphen of any script that addresses carry well: lower case, no hyphen at an
/// end or beside another.
fn is_slug(name: &str) -> bool {
    let length = name.chars().count();
    (1..=80).contains(&length)
        && name.chars().all(|scalar| {
            scalar == '-' || (scalar.is_alphanumeric() && letter::small(scalar) == scalar)
        })
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--")
}

/// The longest name that is made of a title; longer ones end at a word before.
const SLUG: usize = 60;

/// The id that a title suggests: lower case, hyphens between words, apostrophes gone. `None` where
/// nothing is left.
pub fn slug(title: &str) -> Option<String> {
    let is_apostrophe = |scalar: char| matches!(scalar, '\'' | '’' | 'ʼ');
    let mut slug = String::new();
    for word in title.split(|scalar: char| !scalar.is_alphanumeric() && !is_apostrophe(scalar)) {
        let word: String = word
            .chars()
            .flat_map(char::to_lowercase)
            .filter(|scalar| scalar.is_alphanumeric())
            .take(SLUG)
            .collect();
        let gap = usize::from(!slug.is_empty());
        if slug.chars().count() + gap + word.chars().count() > SLUG {
            break;
        }
        if gap == 1 && !word.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    is_slug(&slug).then_some(slug)
}

/// The name of a block inside its essay: six base32 characters of a hash of its text, a letter
/// first, with `-2`, `-3` … on repetition. It does not change when other blocks move.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockId(String);

impl BlockId {
    /// The id of the `occurrence`-th block (from 1) with this text.
    pub fn of(text: &str, occurrence: usize) -> Self {
        let mut hash = xxh64(text.as_bytes(), 0);
        // 16 letters first, so that an id is a good fragment and a good CSS identifier.
        let mut id = String::with_capacity(6);
        id.push(BASE32[(hash & 15) as usize] as char);
        hash >>= 4;
        push_base32(&mut id, hash, 5);
        if occurrence > 1 {
            id.push_str(&format!("-{occurrence}"));
        }
        Self(id)
    }

    /// A block id read from an address or a stored highlight, taken as it is.
    pub fn from_name(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The id as it stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The state of an essay's text: eight base32 characters of a hash over all its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(String);

impl Revision {
    /// The revision of a text given block by block.
    pub fn of<'a>(blocks: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hasher = xxhash_rust::xxh64::Xxh64::new(0);
        for text in blocks {
            hasher.update(text.as_bytes());
            // A separator that no normalised text contains keeps "ab","c" apart from "a","bc".
            hasher.update(&[0]);
        }
        let mut revision = String::with_capacity(8);
        push_base32(&mut revision, hasher.digest(), 8);
        Self(revision)
    }

    /// A revision read from an address or a stored highlight, taken as it is.
    pub fn from_name(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The revision as it stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn push_base32(out: &mut String, mut bits: u64, characters: usize) {
    for _ in 0..characters {
        out.push(BASE32[(bits & 31) as usize] as char);
        bits >>= 5;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for good in ["a", "growth-accounting", "2024", "创新-zh", "étude", "рост"] {
            assert!(EssayId::new(good).is_ok(), "{good}");
        }
        let long = "x".repeat(81);
        for bad in [
            "", "A", "É", "Рост", "a b", "-a", "a-", "a--b", "a/b", "../x", "a.b", "a#b", &long,
        ] {
            assert!(ThemeId::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ids_of_labels() {
        let id = |label| ThemeId::of_label(label).map(String::from);
        assert_eq!(id("Green Finance").as_deref(), Some("green-finance"));
        assert_eq!(id("Own resources").as_deref(), Some("theme-own-resources"));
        assert_eq!(id("!?"), None);
    }

    /// Links in the world depend on these values: a change here breaks them.
    #[test]
    fn ids_and_revisions_are_for_ever() {
        assert_eq!(
            BlockId::of("Growth has many parents.", 1).as_str(),
            "gph5zz"
        );
        assert_eq!(
            BlockId::of("Growth has many parents.", 2).as_str(),
            "gph5zz-2"
        );
        assert_eq!(BlockId::of("创新驱动发展", 1).as_str(), "j4yq5d");
        assert_eq!(Revision::of(["a", "bc"]).as_str(), "wqv2bwq2");
        assert_ne!(Revision::of(["a", "bc"]), Revision::of(["ab", "c"]));
    }
}
