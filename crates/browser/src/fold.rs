//! The article folded to some of its blocks. The others stay where they are and as they are, but hidden, so that
//! the browser still finds words in them; in place of a run of them stands a button that unfolds it.

use std::cell::RefCell;

use gloo_events::EventListener;
use web_sys::Element;

use crate::article::{block_elements, staying};
use crate::document::document;

/// A button with what it stands for.
struct Fold {
    button: Element,
    blocks: Vec<Element>,
    /// Hears the button, and the browser as it finds words in one of the blocks.
    _listeners: Vec<EventListener>,
}

thread_local! {
    static FOLDED: RefCell<Vec<Fold>> = const { RefCell::new(Vec::new()) };
}

/// Folds the runs of blocks that are said, by their places, each with what its button says.
pub fn fold(runs: &[(std::ops::Range<usize>, String)]) {
    staying(|| {
        unfold_all();
        let blocks = block_elements();
        let folds = runs
            .iter()
            .filter_map(|(run, label)| put(blocks.get(run.clone())?, label));
        FOLDED.set(folds.collect());
    });
}

/// Shows the whole article again.
pub fn unfold() {
    staying(unfold_all);
}

/// Unfolds the run in which a block is.
pub fn reveal(id: &str) {
    let fold = FOLDED.with_borrow_mut(|folded| {
        let holds = |fold: &Fold| fold.blocks.iter().any(|block| block.id() == id);
        folded.iter().position(holds).map(|at| folded.remove(at))
    });
    fold.into_iter().for_each(Fold::open);
}

impl Fold {
    fn open(self) {
        for block in &self.blocks {
            // An attribute that is not there is as good as one taken away.
            let _ = block.remove_attribute("hidden");
        }
        self.button.remove();
    }
}

fn put(blocks: &[Element], label: &str) -> Option<Fold> {
    let first = blocks.first()?;
    let button = document()?.create_element("button").ok()?;
    button.set_attribute("type", "button").ok()?;
    button.set_attribute("class", "fold ui").ok()?;
    button.set_attribute("data-skip", "").ok()?;
    button.set_text_content(Some(label));
    first.before_with_node_1(&button).ok()?;
    let id = first.id();
    let clicked = id.clone();
    let mut listeners = vec![EventListener::new(&button, "click", move |_| {
        reveal(&clicked);
        // The focus goes with what the button stood for.
        crate::focus::on(&clicked);
    })];
    for block in blocks {
        block.set_attribute("hidden", "until-found").ok()?;
        let id = id.clone();
        listeners.push(EventListener::new(block, "beforematch", move |_| {
            reveal(&id);
        }));
    }
    Some(Fold {
        button,
        blocks: blocks.to_vec(),
        _listeners: listeners,
    })
}

fn unfold_all() {
    FOLDED.take().into_iter().for_each(Fold::open);
}
