//! The first version of what is kept: all highlights in one piece, without tags, in the browser's local
//! storage.

use corpus::envelope::{self, EnvelopeError};
use corpus::{EssayId, Revision};
use marks::{Colour, Highlight, Selector};
use serde::{Deserialize, Serialize};

use super::MAGIC;

/// Where it was kept.
pub const KEY: &str = "lectern.highlights";

const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct First {
    id: String,
    essay: EssayId,
    revision: Revision,
    target: Vec<Selector>,
    colour: Colour,
    note: Option<String>,
    created: String,
    modified: String,
}

/// The highlights that were kept, or why they cannot be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Highlight>, EnvelopeError> {
    let payload = envelope::open(MAGIC, VERSION, bytes)?;
    let kept: Vec<First> = postcard::from_bytes(payload).map_err(|_| EnvelopeError::Damaged)?;
    let highlight = |first: First| Highlight {
        id: first.id,
        essay: first.essay,
        revision: first.revision,
        target: first.target,
        colour: first.colour,
        note: first.note,
        tags: Vec::new(),
        created: first.created,
        modified: first.modified,
        origin: None,
    };
    Ok(kept.into_iter().map(highlight).collect())
}

#[cfg(test)]
mod tests {
    use super::super::tests::highlight;
    use super::*;

    #[test]
    fn the_first_version_is_read() {
        let first = |Highlight {
                         id,
                         essay,
                         revision,
                         target,
                         colour,
                         note,
                         created,
                         modified,
                         ..
                     }| First {
            id,
            essay,
            revision,
            target,
            colour,
            note,
            created,
            modified,
        };
        let kept = vec![first(highlight("a")), first(highlight("b"))];
        let bytes = envelope::seal(MAGIC, VERSION, &postcard::to_allocvec(&kept).unwrap());
        assert_eq!(read(&bytes), Ok(vec![highlight("a"), highlight("b")]));
        assert_eq!(read(&bytes[1..]), Err(EnvelopeError::Foreign));
    }
}
