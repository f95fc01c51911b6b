//! Aids to reading: a translation beside the essay, the essay read aloud, the keys by name.

use yew::{Callback, Html};

use super::super::bilingual::{self, Pairing};
use super::super::speaker::{self, Speaker};
use crate::components::help::help_dialog;
use crate::components::speaking::{Act, Speaking, speaking};
use crate::locale::{self, Texts};
use crate::part;
use crate::part::Part;
use crate::site::Site;

/// The part.
pub const AIDS: Part<Aids> = part!("aids", Aids, IN);

/// What is in it.
pub struct Aids {
    /// Its strings.
    pub texts: &'static Texts,
    /// The keyboard shortcuts.
    pub help: fn(&Site) -> Html,
    /// Puts a translation in.
    pub pair: fn(Pairing),
    /// Reads aloud, or not.
    pub speak: fn(&Speaker, Act),
    /// What is shown while it does.
    pub speaking: fn(&Site, Option<Speaking>, &Callback<Act>) -> Html,
}

static IN: Aids = Aids {
    texts: &locale::AIDS,
    help: help_dialog,
    pair: bilingual::pair,
    speak: speaker::act,
    speaking,
};
