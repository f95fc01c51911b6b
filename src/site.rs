//! What every view knows: where the site's root is, and the interface's language.

use corpus::Language;
use yew::AttrValue;

use crate::locale::Locale;
use crate::route::Route;

/// The surroundings of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The site's root with a slash at the end: relative in a prerendered page (`../../`), the
    /// absolute path in the running application.
    pub root: AttrValue,
    /// The interface's language.
    pub locale: Locale,
}

impl Site {
    /// The address of a route, as a link writes it.
    pub fn link(&self, route: &Route) -> String {
        let address = route.address();
        // A bare empty reference would mean the page itself, with its query.
        if self.root.is_empty() && address.is_empty() {
            return "./".to_owned();
        }
        format!("{}{address}", self.root)
    }

    /// The string of this key.
    pub fn text(&self, key: &'static str) -> &'static str {
        self.locale.text(key)
    }

    /// The interface's language as a language of content.
    pub fn language(&self) -> Language {
        self.locale.language()
    }
}
