//! Where in the page the reader is.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, EventTarget, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition,
    ScrollRestoration,
};

use crate::Subscription;
use crate::article::article;
use crate::document::{by_id, window};
use crate::surface::forever;
use crate::{history, viewport};

/// The running text of the article, without its title and its notes.
const BODY: &str = ".body";

/// The numbers beside paragraphs.
const NUMBERS: &str = ".body .pn";

/// Pixels of a paragraph that do not count as seen: half a line.
const SLIVER: f64 = 15.0;

/// How far the reader is in the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The part of the article that has passed the window's bottom, 0 to 1.
    pub fraction: f64,
    /// The id of the last heading above the window's upper third.
    pub heading: Option<String>,
}

/// Calls back when the reader scrolls or the window changes its size.
pub fn listen(callback: impl Fn() + Clone + 'static) -> Option<Subscription> {
    let listen = |target: &EventTarget, name: &'static str| {
        let callback = callback.clone();
        let options = EventListenerOptions::default();
        EventListener::new_with_options(target, name, options, move |_| callback())
    };
    let (scrolled, window) = (viewport::scrolled()?, window()?);
    Some(Subscription::new(vec![
        listen(&scrolled, "scroll"),
        listen(&window, "resize"),
    ]))
}

/// Calls back when the window changes its size.
pub fn on_resize(callback: impl Fn() + 'static) -> Option<Subscription> {
    let window = window()?;
    let listener = EventListener::new(&window, "resize", move |_| callback());
    Some(Subscription::new(vec![listener]))
}

/// How far the reader is.
pub fn progress() -> Progress {
    let measure = || {
        let article = article()?;
        let length = article.get_bounding_client_rect().height().max(1.0);
        let height = viewport::height();
        let fraction = ((height - viewport::top_of(&article)) / length).clamp(0.0, 1.0);
        Some(Progress {
            fraction,
            heading: heading_above(height / 3.0),
        })
    };
    measure().unwrap_or_default()
}

/// How far the reader is in the running text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Read {
    /// The part of the text above the window's middle, 0 to 1; 1 as soon as its end can be seen.
    pub fraction: f64,
    /// How far the document is scrolled, in heights of the window.
    pub windows: f64,
}

/// How far the reader is in the running text; `None` where there is none.
pub fn read() -> Option<Read> {
    let body = article()?.query_selector(BODY).ok()??;
    let length = body.get_bounding_client_rect().height().max(1.0);
    let height = viewport::height().max(1.0);
    let fraction = if viewport::bottom_of(&body) <= height {
        1.0
    } else {
        ((height / 2.0 - viewport::top_of(&body)) / length).clamp(0.0, 1.0)
    };
    Some(Read {
        fraction,
        windows: viewport::position() / height,
    })
}

/// The first numbered paragraph that can be seen under the running head: its block's id, and its
/// number as it stands beside it.
pub fn paragraph() -> Option<(String, String)> {
    let numbers = article()?.query_selector_all(NUMBERS).ok()?;
    let head = by_id("header").map_or(0.0, |head| viewport::bottom_of(&head));
    let mut last = None;
    for at in 0..numbers.length() {
        let number: Element = numbers.item(at)?.dyn_into().ok()?;
        last = place(&number);
        let bottom = viewport::bottom_of(&number.parent_element()?);
        if bottom > head + SLIVER {
            break;
        }
    }
    last
}

/// The block that a number stands beside, and the number.
fn place(number: &Element) -> Option<(String, String)> {
    let block = number.get_attribute("href")?;
    let block = block.rsplit_once('#')?.1.to_owned();
    Some((block, number.text_content()?))
}

fn heading_above(limit: f64) -> Option<String> {
    let headings = article()?.query_selector_all("[data-kind=heading]").ok()?;
    let mut above = None;
    for at in 0..headings.length() {
        let heading = headings.item(at)?.dyn_into::<HtmlElement>().ok()?;
        if viewport::top_of(&heading) > limit {
            break;
        }
        above = Some(heading.id());
    }
    above
}

/// Goes to the element of this id; `false` where the page has none.
pub fn to_id(id: &str) -> bool {
    let Some(element) = by_id(id) else {
        return false;
    };
    element.scroll_into_view();
    true
}

/// Brings the element of this id into sight in whatever it scrolls in, as near as it was.
pub fn into_sight(id: &str) {
    let Some(element) = by_id(id) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Brings a place at this distance from the window's top into its upper third, unless it is well
/// inside the window already. At once: a reader who jumps to a hit wants to read, not to watch.
pub fn to_show(top: f64) {
    let height = viewport::height();
    if top < height * 0.15 || top > height * 0.75 {
        viewport::scroll_by(top - height / 3.0);
    }
}

/// How far the document is scrolled, in pixels.
pub fn position() -> f64 {
    viewport::position()
}

/// Goes to the top of the page.
pub fn to_top() {
    viewport::scroll_to(0.0);
}

thread_local! {
    /// Positions by address, of the pages that this document has shown.
    static POSITIONS: RefCell<Vec<(String, f64)>> = const { RefCell::new(Vec::new()) };
}

/// Takes the remembering of positions over from the browser, which knows nothing of pages that
/// were put in place by an application; gives it back when the document is left.
pub fn take_over() {
    if !history::is_window() {
        return;
    }
    let set = |mode: ScrollRestoration| {
        if let Some(history) = window().and_then(|window| window.history().ok()) {
            let _ = history.set_scroll_restoration(mode);
        }
    };
    set(ScrollRestoration::Manual);
    if let Some(window) = window() {
        let left = EventListener::new(&window, "pagehide", move |_| set(ScrollRestoration::Auto));
        forever(left);
    }
}

/// Remembers the position of the page at this address.
pub fn remember(address: &str) {
    let position = position();
    POSITIONS.with_borrow_mut(|positions| {
        positions.retain(|(other, _)| other != address);
        positions.push((address.to_owned(), position));
    });
}

/// Goes where the reader was at this address; `false` where nobody knows.
pub fn recall(address: &str) -> bool {
    let position = POSITIONS.with_borrow(|positions| {
        positions
            .iter()
            .find(|(other, _)| other == address)
            .map(|(_, position)| *position)
    });
    position.map(viewport::scroll_to).is_some()
}

/// Sets a custom property of an element, which style sheets read there and inside of it: on the root it would
/// have the whole page styled anew at every step.
pub fn set_property(id: &str, name: &str, value: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.style().set_property(name, value);
    }
}

/// Sets a custom property of an element to a number of whole pixels.
pub fn set_length(id: &str, name: &str, pixels: f64) {
    set_property(id, name, &format!("{}px", pixels as i32));
}
