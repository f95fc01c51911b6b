//! Sentences that a page or a blank line cut, made whole.

use super::markers::{self, Marker};
use super::shape::{begins_inside, breaks_off, ends_sentence, is_ideographic};
use super::units::{Unit, UnitKind};
use super::words::{Words, ends_with_hyphen, is_address, last_word};
use crate::{Join, Joined};

/// The least width of text, in columns, that can be an unfinished paragraph rather than a label.
const RUNNING: usize = 30;

/// Joins units that are one paragraph.
pub(crate) fn mend(units: Vec<Unit>, words: &Words, joined: &mut Vec<Joined>) -> Vec<Unit> {
    let mut mended: Vec<Unit> = Vec::new();
    for unit in units {
        match mended.last_mut() {
            Some(before) if goes_on(before, &unit) => {
                let hyphen = words.join(&mut before.text, &unit.text);
                let cut = if unit.cut {
                    Join::CutByPage
                } else {
                    Join::CutSentence
                };
                joined.push(Joined {
                    line: unit.line,
                    why: hyphen.unwrap_or(cut),
                });
            }
            _ => mended.push(unit),
        }
    }
    mended
}

/// Whether a unit without the end of a sentence goes on in the next. A heading is no unfinished
/// paragraph, and what begins with a capital goes on only what breaks off for certain, or what
/// a page cut.
fn goes_on(before: &Unit, unit: &Unit) -> bool {
    let open = matches!(
        before.kind,
        UnitKind::Prose | UnitKind::Item(_) | UnitKind::Quote
    );
    let kinds = open
        && (unit.kind == UnitKind::Prose
            || (unit.kind == before.kind && unit.kind == UnitKind::Quote));
    let ends = ends_sentence(&before.text) && !ends_with_hyphen(&before.text);
    if !kinds || ends || is_called(&unit.text) {
        return false;
    }
    let width = super::lines::width(&before.text);
    if begins_inside(&unit.text) && width >= RUNNING {
        return true;
    }
    if is_ideographic(&before.text) {
        let running = width >= RUNNING && before.text.contains(['，', '。', '、', '；']);
        return running
            && is_ideographic(&unit.text)
            && (unit.cut || before.text.ends_with(['，', '、', '；']) || width >= 2 * RUNNING);
    }
    let running = width >= RUNNING && before.text.split_whitespace().count() > 5;
    // The stroke at the end of an address cuts nothing.
    let open = breaks_off(&before.text) && !is_address(last_word(&before.text));
    running && (open || (unit.cut && width >= 2 * RUNNING))
}

/// Whether a text begins with the mark that others call it by, as a reference does: `[Ree19] A`.
fn is_called(text: &str) -> bool {
    let marked = matches!(
        markers::of(text),
        Some((Marker::Reference | Marker::Letter, rest)) if !begins_inside(rest)
    );
    marked && !text.starts_with(char::is_lowercase)
}
