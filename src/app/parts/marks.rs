//! What is done with words: highlights kept, drawn and noted, the tools beside them, links, citations.

use std::pin::Pin;
use std::rc::Rc;

use ::marks::{Colour, Notebook};
use ::scribe::Citation;
use corpus::EssayId;
use yew::{Callback, Html};

use super::super::citing::{self, Citing};
use super::super::keeper::{self, Store};
use super::super::marker::{self, Drawing, Marker, Tools};
use super::super::shared::{self, Bringing};
use super::super::{noting, scribe};
use crate::components::citations::citations;
use crate::components::margin_notes::{MarginNote, margin_notes};
use crate::components::shared::{Shown, shared};
use crate::locale::{self, Texts};
use crate::part;
use crate::part::Part;
use crate::site::Site;
use crate::state::text::Text;

/// The part.
pub const MARKS: Part<Marks> = part!("marks", Marks, IN);

/// A text on its way.
type Answering = Pin<Box<dyn Future<Output = Result<String, String>>>>;

/// What is in it.
pub struct Marks {
    /// Its strings.
    pub texts: &'static Texts,
    /// Opens the database.
    pub open: fn(Rc<Store>),
    /// Marks what is at hand in a colour.
    pub mark: fn(&Marker, Colour, &'static str),
    /// Begins to write on what is at hand.
    pub begin_note: fn(&Marker, &'static str),
    /// Draws the essay's highlights into it.
    pub draw: fn(Drawing),
    /// The tools for what is at hand.
    pub tools: fn(&Tools) -> Html,
    /// The notes of an essay, in the order of its text.
    pub notes: fn(&EssayId, &Text, &Notebook) -> Vec<MarginNote>,
    /// Numbers their marks, and has them stand beside these.
    pub lay_out: fn(&[MarginNote]),
    /// The notes beside the text.
    pub margin_notes: fn(&Site, &[MarginNote], &Callback<String>) -> Html,
    /// Reads the highlight in an address, and finds its place.
    pub bring: fn(Bringing),
    /// That highlight.
    pub shared: fn(&Site, &Shown, &Callback<()>, &Callback<()>) -> Html,
    /// All highlights as Web Annotations, in JSON, on their way.
    pub annotations: fn(&Site, &Notebook) -> Answering,
    /// Cites.
    pub cite: fn(Citing),
    /// The citations.
    pub citations: fn(&Site, &[Citation], &Callback<String>) -> Html,
}

static IN: Marks = Marks {
    texts: &locale::MARKS,
    open: keeper::open,
    mark: marker::mark,
    begin_note: marker::begin_note,
    draw: marker::draw,
    tools: marker::tools,
    notes: noting::notes,
    lay_out: noting::lay_out,
    margin_notes,
    bring: shared::bring,
    shared,
    annotations: |site, notebook| Box::pin(scribe::annotations(site, notebook)),
    cite: citing::cite,
    citations,
};
