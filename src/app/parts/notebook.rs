//! The notebook page, and what it does.

use yew::{Html, html};

use super::super::live;
use super::super::notebook::Desk;
use crate::locale::{self, Texts};
use crate::part;
use crate::part::Part;

/// The part.
pub const NOTEBOOK: Part<Notebook> = part!("notebook", Notebook, IN);

/// What is in it.
pub struct Notebook {
    /// Its strings.
    pub texts: &'static Texts,
    /// The page.
    pub page: fn(live::Props) -> Html,
}

static IN: Notebook = Notebook {
    texts: &locale::NOTEBOOK,
    page: |props| html! { <Desk ..props /> },
};
