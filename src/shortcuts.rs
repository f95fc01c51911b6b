//! The keyboard shortcuts: one table for the handler, the help dialog and the about page.

use crate::state::sentences::Step;

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// To the search field, or to the search dialog.
    Search,
    /// On to the next result.
    NextResult,
    /// Back to the previous result.
    PreviousResult,
    /// From the search field or a result to what stands below it.
    Down,
    /// From a result to what stands above it.
    Up,
    /// To the next hit.
    NextHit,
    /// To the previous hit.
    PreviousHit,
    /// To the next essay.
    NextEssay,
    /// To the previous essay.
    PreviousEssay,
    /// Mark the selection in this colour, 1 to 5.
    Mark(u8),
    /// Write a note on what is selected, or on the highlight at hand.
    Note,
    /// Move the sentence cursor.
    Sentence(Step),
    /// To the tools of what is selected or in hand.
    Tools,
    /// To the next highlight.
    NextMark,
    /// To the previous highlight.
    PreviousMark,
    /// Take the latest change of a highlight back.
    Undo,
    /// The text alone, or all of the page again.
    Alone,
    /// Read aloud, or pause.
    Speak,
    /// Show the shortcuts.
    Help,
    /// Close what is open.
    Close,
}

/// A row of the help: keys as a reader sees them, and the key of the description.
pub struct Row {
    /// The keys.
    pub keys: &'static [&'static str],
    /// What they do, a key of the locales.
    pub label: &'static str,
}

const KEYS: &[(&str, Shortcut)] = &[
    ("/", Shortcut::Search),
    ("Ctrl K", Shortcut::Search),
    ("j", Shortcut::NextResult),
    ("ArrowDown", Shortcut::Down),
    ("k", Shortcut::PreviousResult),
    ("ArrowUp", Shortcut::Up),
    ("n", Shortcut::NextHit),
    ("p", Shortcut::PreviousHit),
    ("]", Shortcut::NextEssay),
    ("[", Shortcut::PreviousEssay),
    ("1", Shortcut::Mark(1)),
    ("2", Shortcut::Mark(2)),
    ("3", Shortcut::Mark(3)),
    ("4", Shortcut::Mark(4)),
    ("5", Shortcut::Mark(5)),
    ("s", Shortcut::Sentence(Step::Next)),
    ("S", Shortcut::Sentence(Step::Previous)),
    ("e", Shortcut::Sentence(Step::Extend)),
    ("E", Shortcut::Sentence(Step::Shrink)),
    ("w", Shortcut::Note),
    ("t", Shortcut::Tools),
    ("m", Shortcut::NextMark),
    ("M", Shortcut::PreviousMark),
    ("u", Shortcut::Undo),
    ("f", Shortcut::Alone),
    ("r", Shortcut::Speak),
    ("?", Shortcut::Help),
    ("Escape", Shortcut::Close),
];

/// What stands on a key, for those whose name is longer.
pub fn label(key: &'static str) -> &'static str {
    match key {
        "ArrowDown" => "↓",
        "ArrowUp" => "↑",
        "Escape" => "Esc",
        key => key,
    }
}

/// The shortcuts as the help shows them.
pub const HELP: &[Row] = &[
    Row {
        keys: &["/", "Ctrl K"],
        label: "key.search",
    },
    Row {
        keys: &["j", "ArrowDown"],
        label: "key.result.next",
    },
    Row {
        keys: &["k", "ArrowUp"],
        label: "key.result.previous",
    },
    Row {
        keys: &["n"],
        label: "key.next",
    },
    Row {
        keys: &["p"],
        label: "key.previous",
    },
    Row {
        keys: &["]"],
        label: "key.forward",
    },
    Row {
        keys: &["["],
        label: "key.back",
    },
    Row {
        keys: &["s", "S"],
        label: "key.sentence",
    },
    Row {
        keys: &["e", "E"],
        label: "key.extend",
    },
    Row {
        keys: &["1", "2", "3", "4", "5"],
        label: "key.mark",
    },
    Row {
        keys: &["w"],
        label: "key.note",
    },
    Row {
        keys: &["t"],
        label: "key.tools",
    },
    Row {
        keys: &["m", "M"],
        label: "key.marks",
    },
    Row {
        keys: &["u"],
        label: "key.undo",
    },
    Row {
        keys: &["f"],
        label: "key.alone",
    },
    Row {
        keys: &["r"],
        label: "key.speak",
    },
    Row {
        keys: &["?"],
        label: "key.help",
    },
    Row {
        keys: &["Escape"],
        label: "key.close",
    },
];

/// The shortcut of a key. Where letters are `typed`, in a field or by the reader's wish, only keys with longer
/// names are any.
pub fn of_key(name: &str, typed: bool) -> Option<Shortcut> {
    let shortcut = KEYS
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, shortcut)| *shortcut);
    shortcut.filter(|_| !typed || name.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_key_and_no_other() {
        let shown: Vec<&str> = HELP.iter().flat_map(|row| row.keys).copied().collect();
        let known: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
        assert!(known.iter().all(|key| shown.contains(key)) && shown.len() == known.len());
    }

    #[test]
    fn letters_in_a_field_are_text() {
        assert_eq!(of_key("n", true), None);
        assert_eq!(of_key("n", false), Some(Shortcut::NextHit));
        assert_eq!(of_key("Escape", true), Some(Shortcut::Close));
        assert_eq!(of_key("/", true), None);
        assert_eq!(of_key("Ctrl K", true), Some(Shortcut::Search));
        assert_eq!(of_key("ArrowDown", true), Some(Shortcut::Down));
        assert_eq!(of_key("x", false), None);
    }
}
