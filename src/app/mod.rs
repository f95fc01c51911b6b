//! The application in the page. One Yew tree, mounted on an element that is never in the document,
//! draws by portals into the page's islands; the article between them is not its own.

mod alone;
pub mod api;
mod asking;
mod attributes;
mod bilingual;
mod chrome;
mod citing;
mod collection;
mod cursor;
mod finder;
mod keeper;
mod keys;
mod linked;
mod live;
mod marker;
mod navigator;
mod notebook;
mod noting;
mod parts;
mod preferred;
mod progress;
mod reader;
mod recovery;
mod scribe;
mod shared;
mod speaker;
mod start;
mod swap;
mod topics;
mod tree;
mod walk;

use std::cell::RefCell;
use std::rc::Rc;

use browser::{death, document, overlay, scroll, surface};
use yew::AppHandle;

use crate::components::figure;

use start::Start;
use tree::{App, AppProps};

thread_local! {
    static APP: RefCell<Option<AppHandle<App>>> = const { RefCell::new(None) };
}

/// Takes the page up. A page without the expected islands is left alone.
pub fn start() {
    death::watch();
    yew::set_custom_panic_hook(Box::new(|info| death::on_panic(&info.to_string())));
    // Only the tests ask for it: a reader has to survive the application's worst day.
    death::on_request(|| panic!("the page was asked to let the application panic"));
    let (Some(mount), Some(start)) = (document::detached(), Start::read()) else {
        return;
    };
    scroll::take_over();
    overlay::watch(figure::DIALOG);
    let app = yew::Renderer::<App>::with_root_and_props(
        mount,
        AppProps {
            start: Rc::new(start),
        },
    )
    .render();
    APP.set(Some(app));
}

/// Lets go of the page: nothing is drawn in it or listens to it any more.
pub fn close() {
    if let Some(app) = APP.take() {
        app.destroy();
    }
    api::close();
    surface::leave();
}
