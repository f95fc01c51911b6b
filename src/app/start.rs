//! What the application finds in the page.

use std::rc::Rc;

use browser::islands::Host;
use browser::{document, history, islands};

use super::navigator::{self, Place};
use crate::locale::Locale;
use crate::route::Route;
use crate::state::filter::Filter;
use crate::state::outline::PageData;

/// What the page says when it is taken up.
pub struct Start {
    /// The absolute path of the site's root.
    pub root: String,
    /// What stands in the page.
    pub data: PageData,
    /// The interface's language that the page was drawn in.
    pub locale: Locale,
    /// Where the application draws.
    pub hosts: Hosts,
}

/// The clones that the application draws into.
pub struct Hosts {
    pub header: Host,
    pub notice: Host,
    pub main: Host,
    pub aside: Host,
    pub dialogs: Host,
}

impl Start {
    /// Reads the page; `None` where it is not one of Lectern's.
    pub fn read() -> Option<Self> {
        let data = PageData::decode(&document::data("page-data")?)?;
        let ui = document::attribute("data-ui").unwrap_or_default();
        let main = islands::clone("main").or_else(|| islands::new("main"))?;
        Some(Self {
            root: document::root(),
            data,
            locale: Locale::of(&corpus::Language::new(&ui)).unwrap_or_default(),
            hosts: Hosts {
                header: islands::clone("header")?,
                notice: islands::clone("notice")?,
                main,
                aside: islands::clone("aside")?,
                dialogs: islands::clone("dialogs")?,
            },
        })
    }

    /// Where the reader is.
    pub fn place(&self) -> Place {
        let address = history::current();
        let route = navigator::route(&self.root, &address).unwrap_or(Route::NotFound);
        Place {
            route: if self.is_page_of(&route) {
                route
            } else {
                Route::Library(Filter::default())
            },
            outline: self.data.outline.clone().map(Rc::new),
            visit: 0,
        }
    }

    /// Whether the address is what stands in the page. A file that holds the whole site begins with its library
    /// whatever its fragment says.
    fn is_page_of(&self, route: &Route) -> bool {
        history::is_window() || document::attribute("data-page").as_deref() == Some(route.name())
    }
}
