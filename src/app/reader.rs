//! The open essay: its text as it stands in the page, hits and tints laid over it, the section read.

use std::rc::Rc;

use browser::article::{self, Place as Range};
use browser::{paint, scroll};
use corpus::{BlockId, Span, ThemeId, Utf16Map};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::asking::{Question, use_question};
use super::collection::Collection;
use super::cursor::Marks;
use super::navigator::{Navigator, Place};
use super::parts::{self, SEARCH};
use crate::effect::use_effect_of;
use crate::route::Target;
use crate::state::answer;
use crate::state::hits::{Action, Hit, Hits};
use crate::state::outline::ThemeOutline;
use crate::state::text::{self, Text};

/// How many theme colours there are, each a layer of its own.
const COLOURS: u8 = 12;

/// What the open essay's chrome has to know.
pub struct Reader {
    /// The block of the section that is read.
    pub section: Option<AttrValue>,
    /// The hits of the address's query.
    pub hits: UseReducerHandle<Hits>,
}

impl Reader {
    /// The hits, when there is a query.
    pub fn shown_hits(&self) -> Option<Rc<Hits>> {
        (!self.hits.query.is_empty()).then(|| Rc::new((*self.hits).clone()))
    }
}

/// Reads the page's article and draws over it.
#[hook]
pub fn use_reader(
    navigator: &Navigator,
    place: &Place,
    text: &Text,
    collection: Option<&Collection>,
    marks: Marks,
) -> Reader {
    let hits = use_reducer_eq(Hits::default);
    use_query(place, text, collection, &hits);
    use_painted(Drawing::new(place, text, &hits, marks));
    use_ribbon(navigator);
    let section = use_section(place);
    Reader { section, hits }
}

/// The blocks of the article in the page.
#[hook]
pub fn use_text(place: &Place) -> Text {
    let text = use_state(Text::default);
    let setter = text.setter();
    let reads = place.outline.is_some();
    use_effect_of((place.visit, reads), move |(_, reads)| {
        let blocks = if *reads {
            article::blocks()
        } else {
            Vec::new()
        };
        let blocks = blocks
            .into_iter()
            .map(|block| text::block(block.id, &block.kind, block.text));
        setter.set(Rc::new(blocks.collect()));
    });
    (*text).clone()
}

/// Finds the address's query in the text, as soon as the collection is open.
#[hook]
fn use_query(
    place: &Place,
    text: &Text,
    collection: Option<&Collection>,
    hits: &UseReducerHandle<Hits>,
) {
    let reading = place.reading();
    let query = reading
        .map(|reading| reading.query.clone())
        .unwrap_or_default();
    let target = reading.and_then(|reading| reading.target.as_ref());
    let from = target.and_then(|target| {
        let block = text.iter().position(|block| block.id == target.block)?;
        let passage = target.passage.as_ref();
        Some((block, passage.map_or(0, |(span, _)| span.start)))
    });
    let title = place.outline.as_ref().map(|outline| outline.title.clone());
    let dispatch = hits.dispatcher();
    // A page's text is read once: it is the same as long as it is as long.
    let about = [
        &query,
        &target.map(Target::fragment).unwrap_or_default(),
        &place.visit.to_string(),
        &text.len().to_string(),
    ];
    let about = about.map(String::as_str).join("\n");
    let (collection, text) = (collection.cloned(), text.clone());
    use_question(collection.clone(), about, move |question| async move {
        let Some(collection) = collection.filter(|_| !query.is_empty()) else {
            return dispatch.dispatch(Action::Close);
        };
        // Without the engine there are no hits; the page reads as well.
        if let Ok(search) = parts::come_for(SEARCH).await {
            (search.seek)(Seeking {
                collection,
                title: title.unwrap_or_default(),
                text,
                query,
                from: from.unwrap_or_default(),
                question,
                dispatch,
            });
        }
    });
}

/// What is sought in the open essay, and who is told.
pub struct Seeking {
    collection: Collection,
    title: String,
    text: Text,
    query: String,
    /// The place from which the reader begins: a block, and a scalar in it.
    from: (usize, u32),
    question: Question,
    dispatch: UseReducerDispatcher<Hits>,
}

/// Seeks it.
pub fn seek(seeking: Seeking) {
    let Seeking {
        collection,
        title,
        text,
        query,
        from,
        question,
        dispatch,
    } = seeking;
    spawn_local(async move {
        let sheet = search::sheet::sheet(&title, None, &text);
        let found = collection.engine.marks(&query, &sheet).await;
        let blocks = answer::marks(&found.unwrap_or_default()).into_iter();
        let hits = blocks
            .flat_map(|(block, spans)| spans.into_iter().map(move |span| Hit { block, span }));
        if question.is_asked() {
            dispatch.dispatch(Action::Found {
                query,
                hits: hits.collect(),
                from,
            });
        }
    });
}

/// What is laid over the article.
#[derive(Clone, PartialEq)]
struct Drawing {
    text: Text,
    hits: Hits,
    /// The themes to tint.
    themes: Vec<ThemeOutline>,
    /// The words that the address names, if the text is the one that they were named in.
    target: Option<Hit>,
    /// Marks split text nodes, so that all has to be drawn anew when they change.
    marks: Marks,
}

impl Drawing {
    fn new(place: &Place, text: &Text, hits: &Hits, marks: Marks) -> Self {
        let reading = place.reading();
        let chosen = reading
            .map(|reading| reading.themes.as_slice())
            .unwrap_or_default();
        let outlines = place.outline.iter().flat_map(|outline| &outline.themes);
        let named = reading.and_then(|reading| reading.target.as_ref());
        Self {
            text: text.clone(),
            hits: hits.clone(),
            themes: outlines
                .filter(|theme| chosen.contains(&theme.id))
                .cloned()
                .collect(),
            target: named.and_then(|target| {
                let (span, made_on) = target.passage.as_ref()?;
                let block = text.iter().position(|block| block.id == target.block)?;
                let revision = place.outline.as_ref().map(|outline| &outline.revision);
                (Some(made_on) == revision).then_some(Hit { block, span: *span })
            }),
            marks,
        }
    }

    /// Draws all layers, and brings into sight what is new in them.
    fn draw(&self, before: Option<&Self>) {
        let text = &self.text;
        let now = self.hits.hits.get(self.hits.current).cloned();
        let (now, target) = (
            ranges(text, now.as_slice()),
            ranges(text, self.target.as_slice()),
        );
        paint::paint("hit", &ranges(text, &self.hits.hits));
        paint::paint("hit-now", &now);
        paint::paint("target", &target);
        for colour in 0..COLOURS {
            let themes = self.themes.iter().filter(|theme| theme.colour == colour);
            let hits: Vec<Hit> = themes.flat_map(|theme| passages(theme, text)).collect();
            paint::paint(&format!("theme-{colour}"), &ranges(text, &hits));
        }
        let stepped = before.is_none_or(|before| before.hits != self.hits);
        let named = before.is_none_or(|before| before.target != self.target);
        let new = [(stepped, now), (named, target)]
            .into_iter()
            .filter(|(new, _)| *new);
        if let Some(top) = new
            .flat_map(|(_, ranges)| ranges)
            .next()
            .and_then(|at| paint::top(&at))
        {
            scroll::to_show(top);
        }
    }
}

#[hook]
fn use_painted(drawing: Drawing) {
    let before = use_mut_ref(|| None::<Drawing>);
    use_effect_of(drawing, move |drawing| {
        drawing.draw(before.borrow().as_ref());
        *before.borrow_mut() = Some(drawing.clone());
    });
}

/// The words that make blocks passages of a theme.
fn passages(theme: &ThemeOutline, text: &Text) -> Vec<Hit> {
    let place = |id: &BlockId| text.iter().position(|block| block.id == *id);
    let passages = theme.passages.iter();
    let hits = passages.filter_map(|(id, spans)| Some((place(id)?, spans)));
    let hits = hits.flat_map(|(block, spans)| {
        // What an editor put here is one by all its words.
        let whole = spans.is_empty().then(|| Span::whole(&text[block].text));
        let spans = spans.iter().copied().chain(whole);
        spans.map(move |span| Hit { block, span })
    });
    hits.collect()
}

/// A click on a bar of the ribbon tints its theme.
#[hook]
fn use_ribbon(navigator: &Navigator) {
    let on_tint = navigator.on_tint();
    use_effect_of((), move |()| {
        let listener = browser::selection::on_article(move |event| {
            let theme = article::theme_at(event);
            if let Some(theme) = theme.and_then(|theme| ThemeId::new(theme).ok()) {
                on_tint.emit(theme);
            }
        });
        move || drop(listener)
    });
}

/// The section that is read, and the progress on the header's rule.
#[hook]
fn use_section(place: &Place) -> Option<AttrValue> {
    let section = use_state_eq(|| None::<AttrValue>);
    let setter = section.setter();
    let reads = place.outline.is_some();
    use_effect_of((place.visit, reads), move |(_, reads)| {
        let listener = reads.then(|| {
            let measure = move || {
                let progress = scroll::progress();
                // Whole numbers: writing fractions would cost the application kilobytes.
                let percent = (progress.fraction * 100.0) as u32;
                scroll::set_property("header", "--read", &percent.to_string());
                setter.set(progress.heading.map(AttrValue::from));
            };
            measure();
            scroll::listen(measure)
        });
        if !reads {
            scroll::set_property("header", "--read", "0");
        }
        move || drop(listener)
    });
    (*section).clone()
}

/// Spans of blocks as the page counts them.
pub fn ranges(text: &Text, hits: &[Hit]) -> Vec<Range> {
    let mut ranges = Vec::with_capacity(hits.len());
    let mut map: Option<(usize, Utf16Map)> = None;
    for hit in hits {
        let Some(block) = text.get(hit.block) else {
            continue;
        };
        if map.as_ref().is_none_or(|(mapped, _)| *mapped != hit.block) {
            map = Some((hit.block, Utf16Map::new(&block.text)));
        }
        if let Some((_, map)) = &map {
            let (start, end) = (map.to_utf16(hit.span.start), map.to_utf16(hit.span.end));
            ranges.push(Range {
                block: block.id.to_string(),
                start,
                end,
            });
        }
    }
    ranges
}
