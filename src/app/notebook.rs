//! What the notebook page does: writes, takes files away, brings them in, looks for what has moved.

use std::cell::Cell;
use std::rc::Rc;

use ::scribe::{Brought, Format, Question, Taken, TakenPlace};
use browser::{files, history};
use corpus::EssayId;
use marks::{Anchor, Highlight, Notebook, at_home};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::live::Props;
use super::marker::Marker;
use super::scribe;
use crate::components::note_form::Note;
use crate::effect::use_effect_of;
use crate::pages::notebook::{Acts, NotebookPage, address};
use crate::state::categories::Rename;
use crate::state::excerpts::paragraph;
use crate::state::notebook::{Edit, Record};
use crate::state::shelf::Shelf;
use crate::state::standing::{Standing, Standings, placed};

/// The page at work.
#[component]
pub fn Desk(props: &Props) -> Html {
    let Props {
        site,
        collection,
        notebook,
        categories,
        ..
    } = props;
    let shelf = &collection.shelf;
    let report = use_state(AttrValue::default);
    let anchors = use_anchors(shelf, notebook);
    let standings = use_memo(
        (anchors.clone(), notebook.clone()),
        |(anchors, notebook)| standings(shelf, notebook, anchors),
    );
    let acts = acts(props, &anchors, &report.setter());
    html! {
        <NotebookPage site={site.clone()} shelf={shelf.clone()} notebook={notebook.clone()}
            categories={categories.clone()} {standings} report={(*report).clone()} {acts} />
    }
}

fn acts(props: &Props, anchors: &Anchors, report: &UseStateSetter<AttrValue>) -> Acts {
    let Props { site, marker, .. } = props;
    let on_note = {
        let (marker, noted) = (marker.clone(), site.text("mark.noted"));
        Callback::from(move |(id, note): (String, Note)| {
            let edit = Edit::Note(note.text, note.tags);
            marker.keeper.act(id, edit, marker.saying(noted));
        })
    };
    let on_rename = {
        let dispatch = props.rename.clone();
        Callback::from(move |rename: Rename| dispatch.dispatch(rename))
    };
    let on_take = {
        let (props, report) = (props.clone(), report.clone());
        Callback::from(move |format: Format| {
            let (name, kind) = named(format);
            let question = Question::Take(format, Box::new(taken(&props)));
            scribe::save(name.to_owned(), kind, question, report.clone());
        })
    };
    let on_bring = {
        let (props, report) = (props.clone(), report.clone());
        Callback::from(move |event: Event| {
            let (props, report) = (props.clone(), report.clone());
            spawn_local(async move {
                if let Some(text) = files::chosen(event).await {
                    report.set(AttrValue::from(bring(&props, text).await));
                }
            });
        })
    };
    let on_place = {
        let (marker, found) = (marker.clone(), site.text("mark.placed"));
        let (shelf, anchors) = (props.collection.shelf.clone(), anchors.clone());
        Callback::from(move |(id, at): (String, usize)| {
            if let Some(edit) = place(&shelf, &marker, &anchors, &id, at) {
                marker.keeper.act(id, edit, marker.saying(found));
            }
        })
    };
    Acts {
        on_remove: marker.on_remove(site),
        on_note,
        on_rename,
        on_take,
        on_bring,
        on_place,
    }
}

/// Anchors of highlights that are not where they were made, by their ids.
type Anchors = Rc<Vec<(String, Anchor)>>;

/// Looks for all highlights whose texts have changed.
#[hook]
fn use_anchors(shelf: &Rc<Shelf>, notebook: &Rc<Notebook>) -> Anchors {
    let anchors = use_state_eq(|| Rc::new(Vec::new()));
    let setter = anchors.setter();
    let shelf = shelf.clone();
    use_effect_of(notebook.clone(), move |notebook| {
        let is_present = Rc::new(Cell::new(true));
        let questions = questions(&shelf, notebook);
        let asked = is_present.clone();
        spawn_local(async move {
            let mut found = Vec::new();
            for (highlights, question) in questions {
                // What cannot be looked for is shown as it was made.
                let anchors = scribe::anchors(&question).await.unwrap_or_default();
                found.extend(highlights.into_iter().zip(anchors));
            }
            if asked.get() {
                setter.set(Rc::new(found));
            }
        });
        move || is_present.set(false)
    });
    (*anchors).clone()
}

/// For each essay with highlights that are not where they were made, their ids and where they are.
fn questions(shelf: &Shelf, notebook: &Notebook) -> Vec<(Vec<String>, Question)> {
    let essays = shelf.pack.essays.iter();
    let question = |packed: &corpus::pack::PackedEssay| {
        let highlights: Vec<Highlight> = notebook.of_essay(&packed.meta().id).cloned().collect();
        let blocks = &packed.essay.blocks;
        let is_home =
            |highlight: &Highlight| at_home(highlight, &packed.revision, blocks).is_some();
        if highlights.iter().all(is_home) {
            return None;
        }
        let ids = highlights
            .iter()
            .map(|highlight| highlight.id.clone())
            .collect();
        let texts = blocks
            .iter()
            .map(|block| (block.id.clone(), block.text.clone()));
        let texts = texts.collect();
        Some((
            ids,
            Question::Anchor(highlights, packed.revision.clone(), texts),
        ))
    };
    essays.filter_map(question).collect()
}

fn standings(shelf: &Shelf, notebook: &Notebook, anchors: &Anchors) -> Standings {
    let standing = |highlight: &Highlight| {
        let Some((_, packed)) = shelf.pack.find(&highlight.essay) else {
            return Some(Standing::NoEssay);
        };
        let (_, anchor) = anchors.iter().find(|(id, _)| *id == highlight.id)?;
        Standing::of(anchor, &packed.essay.blocks)
    };
    let all = notebook.highlights().iter();
    let all = all.filter_map(|highlight| Some((highlight.id.clone(), standing(highlight)?)));
    Standings(all.collect())
}

/// What puts an uncertain highlight at one of its candidates.
fn place(shelf: &Shelf, marker: &Marker, anchors: &Anchors, id: &str, at: usize) -> Option<Edit> {
    let (_, anchor) = anchors.iter().find(|(known, _)| known == id)?;
    let highlight = marker.keeper.notebook().find(id)?;
    let (_, packed) = shelf.pack.find(&highlight.essay)?;
    placed(anchor, at, &packed.revision, &packed.essay.blocks)
}

/// All of the notebook, with what the collection knows of it.
fn taken(props: &Props) -> Taken {
    let Props {
        site,
        collection,
        notebook,
        categories,
        ..
    } = props;
    let shelf = &collection.shelf;
    let place = |highlight: &Highlight| {
        let meta = shelf
            .pack
            .find(&highlight.essay)
            .map(|(_, packed)| packed.meta());
        TakenPlace {
            title: meta.map_or_else(|| highlight.essay.to_string(), |meta| meta.title.clone()),
            language: meta
                .map(|meta| meta.language.to_string())
                .unwrap_or_default(),
            address: history::absolute(&site.link(&address(highlight))),
            paragraph: paragraph(highlight, shelf),
            category: categories.name(site, highlight.colour).to_owned(),
        }
    };
    Taken {
        places: notebook.highlights().iter().map(place).collect(),
        notebook: (**notebook).clone(),
        base: history::absolute(&site.root),
        title: site.text("notebook.title").to_owned(),
    }
}

/// The name of a file, and what kind it is of.
fn named(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::JsonLd => ("notebook.jsonld", "application/ld+json"),
        Format::Markdown => ("notebook.md", "text/markdown"),
        Format::Csv => ("notebook.csv", "text/csv"),
    }
}

/// Takes a file in; what came of it.
async fn bring(props: &Props, text: String) -> String {
    let Props {
        site,
        collection,
        marker,
        ..
    } = props;
    let essays: Vec<EssayId> = collection
        .shelf
        .pack
        .essays
        .iter()
        .map(|packed| packed.meta().id.clone())
        .collect();
    let question = Question::Bring {
        text,
        base: history::absolute(&site.root),
        essays,
    };
    let Brought {
        highlights,
        foreign,
        refused,
        elsewhere,
    } = match scribe::brought(&question).await {
        Ok(brought) => brought,
        Err(cause) => return cause,
    };
    let highlights = highlights
        .into_iter()
        .map(|highlight| Record::Highlight(Box::new(highlight)));
    let records: Vec<Record> = highlights
        .chain(foreign.into_iter().map(Record::Foreign))
        .collect();
    let all = records.len();
    let news = marker.keeper.bring(records, Callback::noop());
    let numbers = [news, all - news, refused.len()].map(|number| number.to_string());
    let mut said = site.locale.fill(
        "notebook.brought",
        &[
            ("new", &numbers[0]),
            ("known", &numbers[1]),
            ("refused", &numbers[2]),
        ],
    );
    let elsewhere = elsewhere.iter().map(|page| {
        site.locale
            .fill("notebook.brought.elsewhere", &[("page", page)])
    });
    for line in refused.into_iter().chain(elsewhere) {
        said.push('\n');
        said.push_str(&line);
    }
    said
}
