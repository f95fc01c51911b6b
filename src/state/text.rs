//! The open essay's text as it stands in the page, block by block.

use std::rc::Rc;

use corpus::{Block, BlockId, Kind};

/// The blocks of the page's article: their ids and texts, without inner structure.
pub type Text = Rc<Vec<Block>>;

/// A block as the page tells it: its id, its kind by name, its text.
pub fn block(id: String, kind: &str, text: String) -> Block {
    let kind = match kind {
        "heading" => Kind::Heading { level: 2 },
        "pull" => Kind::Quote {
            paragraphs: Vec::new(),
            attribution: None,
            pull: true,
        },
        "footnote" => Kind::Footnote {
            label: String::new(),
        },
        _ => Kind::Paragraph,
    };
    Block {
        id: BlockId::from_name(id),
        number: None,
        text,
        inlines: Vec::new(),
        kind,
    }
}
