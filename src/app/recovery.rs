//! What failed while the server did not answer is tried again when it does; and where the server has another build of
//! the site by then, in which this one's files may be missing, the page is loaded anew.

use std::cell::Cell;
use std::rc::Rc;

use browser::server::{self, Server};
use browser::{death, focus, history};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::effect::use_effect_of;

/// The first pause between two questions to a server, in milliseconds; each other is twice as long as the one before.
const FIRST: i32 = 1000;

/// The longest.
const LONGEST: i32 = 30_000;

/// Where a reader may have typed what no address holds.
const TYPED: &str = ":root:not([data-page=search]) #find, textarea, [role=combobox], .keep input";

/// Has what failed tried again when the server answers after a silence. What is at fault by itself is left to the
/// reader. `failed` is how much has failed.
#[hook]
pub fn use_recovery(failed: usize, on_retry: &Callback<()>) {
    let on_retry = on_retry.clone();
    use_effect_of(failed, move |failed| {
        let is_over = Rc::new(Cell::new(*failed == 0));
        if !is_over.get() {
            spawn_local(recover(is_over.clone(), on_retry));
        }
        move || is_over.set(true)
    });
}

async fn recover(is_over: Rc<Cell<bool>>, on_retry: Callback<()>) {
    let (mut was_silent, mut pause) = (false, FIRST);
    loop {
        let server = server::ask().await;
        if is_over.get() || death::is_dead() {
            return;
        }
        match server {
            Server::Silent => was_silent = true,
            Server::Other => {
                if !focus::has_typed(TYPED) {
                    history::reload();
                }
                return;
            }
            Server::Same if was_silent => {
                was_silent = false;
                on_retry.emit(());
            }
            Server::Same => return,
        }
        server::pause(pause).await;
        pause = LONGEST.min(2 * pause);
    }
}

/// Waits until the server answers, as long as that is wanted.
pub async fn answering(is_wanted: impl Fn() -> bool) {
    let mut pause = FIRST;
    while server::ask().await == Server::Silent && is_wanted() {
        server::pause(pause).await;
        pause = LONGEST.min(2 * pause);
    }
}
