//! Going from page to page without leaving the document: an essay's page is fetched, its article
//! taken over as it is. Whatever fails is left to the browser.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, Event, HtmlAnchorElement, MouseEvent, SupportedType};

use crate::article::article;
use crate::document::{by_id, document, window};
use crate::events::is_plain_click;
use crate::history::{self, Address};
use crate::network::{self, FetchError};
use crate::surface::{self, scope};
use crate::{Subscription, death, overlay, server};

/// A page of the site that has an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What stands in the browser's tab.
    pub title: String,
    /// The page's own data (`<script id="page-data">`).
    pub data: String,
    pub(crate) article: Element,
}

thread_local! {
    /// Pages by path: going back shows the very same nodes, with all that was marked in them.
    static PAGES: RefCell<Vec<(String, Page)>> = const { RefCell::new(Vec::new()) };
}

/// Calls back on plain clicks on links inside this site; the callback says whether it takes the
/// click over, and only then the browser does not follow the link.
pub fn intercept(callback: impl Fn(Address) -> bool + 'static) -> Option<Subscription> {
    let scope = scope()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&scope, "click", options, move |event| {
        let Some(click) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        if !death::is_dead()
            && is_plain_click(click)
            && let Some(address) = link(click)
        {
            let here = history::current();
            let is_elsewhere = (&address.path, &address.query) != (&here.path, &here.query);
            if callback(address) {
                event.prevent_default();
            } else if is_elsewhere {
                history::leaving();
            }
        }
    });
    Some(Subscription::new(vec![listener]))
}

/// Calls back with the link inside this site that the pointer comes over or the focus comes on.
pub fn approached(callback: impl Fn(Address) + 'static) -> Option<Subscription> {
    let scope = scope()?;
    let callback = Rc::new(callback);
    let listen = |kind: &'static str| {
        let callback = callback.clone();
        EventListener::new(&scope, kind, move |event| {
            if !death::is_dead()
                && let Some(address) = link(event)
            {
                callback(address);
            }
        })
    };
    Some(Subscription::new(vec![
        listen("pointerover"),
        listen("focusin"),
    ]))
}

/// The address of the link that an event is about, if it leads into this document or site.
fn link(event: &Event) -> Option<Address> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let anchor = target
        .closest("a[href]")
        .ok()??
        .dyn_into::<HtmlAnchorElement>()
        .ok()?;
    if !anchor.target().is_empty() || anchor.has_attribute("download") {
        return None;
    }
    let Some(base) = surface::base() else {
        let here = window()?.location().origin().ok()?;
        let parts = [anchor.pathname(), anchor.search(), anchor.hash()];
        return (anchor.origin() == here).then(|| Address::read(&parts.concat()));
    };
    let address = anchor.get_attribute("href")?;
    if address.starts_with(&base) {
        return Some(Address::read(&address));
    }
    // A place of the page that is shown.
    let fragment = address.strip_prefix('#')?.to_owned();
    Some(Address {
        fragment,
        ..history::current()
    })
}

/// Remembers the page that the document was opened with.
pub fn remember_first(path: &str) {
    let Some(article) = article() else { return };
    let title = document()
        .map(|document| document.title())
        .unwrap_or_default();
    let data = crate::document::data("page-data").unwrap_or_default();
    keep(
        path,
        Page {
            title,
            data,
            article,
        },
    );
}

/// The page at a path, from those shown before or from the server. One of another build of the site is none for this
/// application.
pub async fn fetch(path: &str) -> Result<Page, FetchError> {
    if let Some(page) = PAGES.with_borrow(|pages| find(pages, path)) {
        return Ok(page);
    }
    let html = network::text(path).await?;
    let page = (!server::is_other(&html))
        .then(|| parse(&html, path))
        .flatten();
    let page = page.ok_or_else(|| FetchError::NoAnswer {
        url: path.to_owned(),
    })?;
    keep(path, page.clone());
    Ok(page)
}

fn keep(path: &str, page: Page) {
    PAGES.with_borrow_mut(|pages| {
        pages.retain(|(other, _)| other != path);
        pages.push((path.to_owned(), page));
    });
}

/// A reader opens few pages: looking through them needs no map.
fn find(pages: &[(String, Page)], path: &str) -> Option<Page> {
    pages
        .iter()
        .find(|(other, _)| other == path)
        .map(|(_, page)| page.clone())
}

fn parse(html: &str, path: &str) -> Option<Page> {
    let parsed = DomParser::new()
        .ok()?
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    let article = parsed.query_selector("article[data-essay]").ok()??;
    if surface::is_widget() {
        surface::rebase(&article, path);
    }
    let data = parsed.get_element_by_id("page-data")?.text_content()?;
    let article = document()?.adopt_node(&article).ok()?.dyn_into().ok()?;
    Some(Page {
        title: parsed.title(),
        data,
        article,
    })
}

/// Puts a page's article into the document.
pub fn show_article(page: &Page) {
    show(&page.article);
    crate::document::set_title(&page.title);
}

/// Puts the application's own region into the place of the article.
pub fn show(content: &Element) {
    let Some(main) = by_id("main") else { return };
    overlay::fold();
    if !content
        .parent_element()
        .is_some_and(|parent| parent.is_same_node(Some(&main)))
    {
        main.replace_children_with_node_1(content);
    }
}

/// Gives the focus to the page's first heading, so that a screen reader begins to read there.
pub fn focus_heading() {
    let heading = by_id("main").and_then(|main| main.query_selector("h1").ok().flatten());
    if let Some(heading) = heading {
        crate::focus::focus_element(&heading);
    }
}
