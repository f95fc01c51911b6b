//! The pages on themes and on the collection, and themes in the essay: the walk along them, what is folded away.

use yew::{Html, html};

use super::super::live::{self, ThemesPage};
use super::super::marker::Marker;
use super::super::topics::{self, Gathering};
use super::super::walk::{self, Folding};
use crate::locale::{self, Texts};
use crate::pages::about::about;
use crate::part;
use crate::part::Part;
use crate::route::Reading;
use crate::site::Site;
use crate::state::outline::Outline;
use crate::state::shelf::Shelf;
use crate::state::topics::Topics;
use crate::state::walk::Walk;

/// The part.
pub const THEMES: Part<Themes> = part!("themes", Themes, IN);

/// What is in it.
pub struct Themes {
    /// Its strings.
    pub texts: &'static Texts,
    /// Gathers the themes.
    pub gather: fn(topics::Props) -> Html,
    /// The page of all themes, or of one.
    pub page: fn(live::Props) -> Html,
    /// The collection and this reader.
    pub about: fn(&Site, &Shelf) -> Html,
    /// Keeps a query as a theme.
    pub keep: fn(&Site, &Marker, String),
    /// The walk of a reader who has opened an essay so.
    pub walk: fn(&Topics, &Reading) -> Option<Walk>,
    /// The outline of the open essay with the reader's own themes, if there are passages of these.
    pub outline: fn(&Outline, &Topics) -> Option<Outline>,
    /// Folds an essay.
    pub fold: fn(&Folding),
}

static IN: Themes = Themes {
    texts: &locale::THEMES,
    gather: |props| html! { <Gathering ..props /> },
    page: |props| html! { <ThemesPage ..props /> },
    about,
    keep: topics::keep_query,
    walk: Walk::of,
    outline: Outline::with_own,
    fold: walk::fold,
};
